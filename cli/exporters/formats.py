"""The formats of an export: how each is written and which reader reads it back."""

from __future__ import annotations

from typing import Final, Literal, get_args

from cli.exporters import docx, html_, json_, markdown
from cli.exporters.account import Account

Format = Literal["md", "html", "docx", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def render(account: Account, form: Format) -> bytes:
    """Give the whole file. Equal accounts give equal bytes.

    raises: json_.BadAnswerIdError
    """
    if form == "docx":
        return docx.render(account)
    writers = {"md": markdown.render, "html": html_.render, "json": json_.render}
    return writers[form](account).encode()
