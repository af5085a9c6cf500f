"""Fits the preposition before a name to the sound of the new name: «об Андрее» → «о Сергее»."""

from __future__ import annotations

import re
from typing import Final

_BEFORE: Final = re.compile(r"(?<![\w'’-])(обо?|о|со?|ко?|зі|із|з)(\s+)$", re.IGNORECASE)
_CLUSTER: Final = re.compile(r"(?:[сзшжщ][бвгджзклмнпрстфхцчшщ]|щ|вс|льв|мн|вз)", re.IGNORECASE)
_SIBILANT: Final = re.compile(r"[зсцчшщж]", re.IGNORECASE)


def preposition(before: str, name: str, language: str) -> tuple[str, int]:
    """Give the preposition that should stand before a name.

    before:  the text up to the name
    returns: (preposition with the spaces after it, characters of `before` it replaces), or
             ("", 0) if what stands there is right
    """
    found = _BEFORE.search(before)
    if found is None or not name:
        return "", 0
    old, gap = found.group(1), found.group(2)
    new = _russian(old.lower(), name) if language == "ru" else _ukrainian(old.lower(), name)
    if new is None or new == old.lower():
        return "", 0
    if old.isupper() and (len(old) > 1 or name.isupper()):
        new = new.upper() if name.isupper() else new.capitalize()
    elif old[0].isupper():
        new = new.capitalize()
    return new + gap, len(found.group())


def _russian(old: str, name: str) -> str | None:
    cluster = bool(_CLUSTER.match(name))
    if old in ("о", "об", "обо"):
        return "об" if name[0].lower() in "аэиоу" else "о"
    if old in ("с", "со"):
        return "со" if cluster else "с"
    if old in ("к", "ко"):
        return "ко" if re.match("вс|льв", name, re.IGNORECASE) else "к"
    return None


def _ukrainian(old: str, name: str) -> str | None:
    if old not in ("з", "із", "зі"):
        return None
    if _CLUSTER.match(name):
        return "зі"
    if _SIBILANT.match(name):
        return "із"
    return "з" if old == "зі" else old
