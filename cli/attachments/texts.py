"""Text files that an editor took into the account: from then on redacted with it.

A text goes behind the telling, after a blank line, and is under the same consent. Light: read with
every case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crypto.questionnaire import STORY
from crypto.testimony import Testimony


def with_texts(account: Testimony, kept: Mapping[str, Any] | None) -> Testimony:
    """Return the testimony with the texts that were taken.

    kept: what `shelf.store` wrote, None if no attachment was opened
    """
    files = kept["files"] if kept else ()
    taken = [str(file["text"]) for file in files if file["taken"] and file["text"]]
    if not taken:
        return account
    told = account.answers.get(STORY, "")
    story = "\n\n".join(part for part in (str(told), *taken) if part)
    return replace(account, answers={**account.answers, STORY: story})
