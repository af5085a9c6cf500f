"""Writes a safe account as Markdown: headings and paragraphs, and nothing else."""

from __future__ import annotations

import re
from typing import Final

from cli.exporters.account import Account
from cli.exporters.clean import paragraphs, visible

# Signs that Markdown or HTML gives a meaning to, wherever they stand.
_ACTIVE: Final = re.compile(r"([\\`*_{}\[\]<>()#+|~!&=^])")
_LIST: Final = re.compile(r"^(\s*)(\d+)([.)])(?=\s|$)", re.MULTILINE)
_RULE: Final = re.compile(r"^(\s*)([-=:])", re.MULTILINE)


def render(account: Account) -> str:
    """Give the whole file, ending in one line break.

    The text is escaped: no sign of a witness becomes a link, an image, a tag or an entity.
    """
    parts = [f"# {account.title}", f"*{account.note}*"]
    for answer in account.answers:
        if answer.question:
            parts.append(f"## {_line(answer.question)}")
        parts += [_paragraph(lines) for lines in paragraphs(visible(answer.text))]
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    return escape(" ".join(visible(text).split()))


def _paragraph(lines: list[str]) -> str:
    """Escape a paragraph; its own line breaks stay, as hard breaks."""
    return "\\\n".join(map(escape, lines))


def escape(text: str) -> str:
    """Make every sign mean itself."""
    text = _ACTIVE.sub(r"\\\1", text)
    text = _LIST.sub(r"\1\2\\\3", text)
    return _RULE.sub(r"\1\\\2", text)
