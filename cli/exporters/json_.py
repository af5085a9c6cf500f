"""Writes a safe account as JSON by an allow-listed schema.

    {"format": "testimony-account v1", "language": "uk", "title": …, "note": …,
     "answers": [{"id": "text", "question": "", "text": …}]}

No counts, no times, no provenance: what is not listed here is not in the file.
"""

from __future__ import annotations

import json
import re
from typing import Final

from cli.exporters.account import Account
from cli.exporters.clean import visible

FORMAT: Final = "testimony-account v1"
KEYS: Final = ("format", "language", "title", "note", "answers")
ANSWER_KEYS: Final = ("id", "question", "text")
_ID: Final = re.compile(r"[a-z0-9._-]{1,32}")


class BadAnswerIdError(ValueError):
    """The id of a question is no plain word. Ids come from a questionnaire, not from a witness."""


def render(account: Account) -> str:
    """Give the whole file: keys in fixed order, letters unescaped, one line break at the end.

    raises: BadAnswerIdError
    """
    answers = []
    for answer in account.answers:
        if not _ID.fullmatch(answer.id):
            raise BadAnswerIdError(f"The question id {answer.id!r} cannot stand in an export.")
        answers.append(
            {
                "id": answer.id,
                "question": visible(answer.question),
                "text": visible(answer.text),
            }
        )
    document = {
        "format": FORMAT,
        "language": account.language,
        "title": account.title,
        "note": account.note,
        "answers": answers,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
