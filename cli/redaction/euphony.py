"""Fits the small words beside a name to its new sound: «об Андрее» → «о Сергее», «an» → «a».

Russian о/об, с/со, к/ко, в/во; Ukrainian у/в, і/й, з/із/зі (rules of the orthography of 2019,
sections 23 to 25); the English article. What stands there is changed only if it does not fit the
new name: writers choose freely where the rule lets them.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTES: Final = r"[«\"“„(]*"
_BEFORE: Final = {
    "ru": re.compile(rf"(?<![\w'’-])(обо?|о|со?|ко?|во?)(\s+{_QUOTES})$", re.IGNORECASE),
    "uk": re.compile(rf"(?<![\w'’-])(зі|із|зо|з|у|в|і|й)(\s+{_QUOTES})$", re.IGNORECASE),
    "en": re.compile(rf"(?<![\w'’-])(an?)(\s+{_QUOTES})$", re.IGNORECASE),
}
_AFTER: Final = re.compile(r"[»\"”)]*\s+(й|в|у)\s+[»«\"„(]*(\w+)", re.IGNORECASE)
_OWNS: Final = re.compile(r"['’](?=\s+\w)")  # «James’ car»
_CLUSTER: Final = re.compile(r"(?:[сзшж][бвгджзклмнпрстфхцчшщ]|щ|вс|льв|мн|вз)", re.IGNORECASE)
_SIBILANT: Final = re.compile(r"[зсцчшщж]", re.IGNORECASE)
_VOWELS: Final = "аеиіоуєїюяыэё"
_JOTATED: Final = "йєїюя"
_ONLY_U: Final = re.compile(r"[вф]|льв|[сдтгх]в", re.IGNORECASE)  # «у Львові», «у Свирида»
_AN: Final = re.compile(r"(?!eu|u[bcfhjkmnprstz][aeiou])[aeiou]", re.IGNORECASE)


def preposition(before: str, name: str, language: str) -> tuple[str, int]:
    """Give the small word that should stand before a name.

    before:  the new text up to the name
    returns: (the word with what stands between it and the name, characters of `before` it
             replaces), or ("", 0) if what stands there is right
    """
    pattern = _BEFORE.get(language)
    found = pattern.search(before) if pattern else None
    if found is None or not name[:1].isalpha():
        return "", 0
    if len(name) > 1 and not (name[1].isalpha() or name[1] in "'’ʼ"):
        return "", 0  # an initial is read by its letter's name
    old, gap = found.group(1), found.group(2)
    new = _fitting(old.lower(), before[: found.start()], name, language)
    if new == old.lower():
        return "", 0
    return _sized(old, new, name) + gap, len(found.group())


def following(name: str, after: str, language: str, old: str = "") -> tuple[str, int]:
    """Give the text after a name up to a small word whose form hangs on the name's last sound.

    after:   the text behind the name
    old:     the name that stood there
    returns: (text, characters of `after` that it replaces), or ("", 0) if nothing changes
    """
    if language == "en" and old[-1:].lower() == "s" != name[-1:].lower():
        return ("’s" if after[0] == "’" else "'s", 1) if _OWNS.match(after) else ("", 0)
    found = _AFTER.match(after) if language == "uk" else None
    if found is None or not name[-1:].isalpha():
        return "", 0
    old = found.group(1)
    new = _fitting(old.lower(), name + " ", found.group(2), language)
    if new == old.lower():
        return "", 0
    return after[: found.start(1)] + _sized(old, new, name), found.end(1)


def _sized(old: str, new: str, name: str) -> str:
    if old.isupper() and (len(old) > 1 or name.isupper()):
        return new.upper() if name.isupper() else new.capitalize()
    return new.capitalize() if old[0].isupper() else new


def _fitting(old: str, before: str, name: str, language: str) -> str:
    if language == "ru":
        return _russian(old, name)
    if language == "en":
        return "an" if _AN.match(name) else "a"
    left = before.rstrip(' \t\n«"“„(')[-1:].lower()
    paused = not left.isalpha()
    if old in ("у", "в"):
        return _in(old, name, after_vowel=left in _VOWELS and not paused)
    if old in ("і", "й"):
        return _and(old, name, after_vowel=left in _VOWELS and not paused)
    return _with(old, name, after_consonant=not paused and left not in _VOWELS)


def _russian(old: str, name: str) -> str:
    if old in ("о", "об", "обо"):
        return "об" if name[0].lower() in "аэиоу" else "о"
    if old in ("с", "со"):
        return "со" if _CLUSTER.match(name) else "с"
    heavy = re.match("вс|льв" if old in ("к", "ко") else "вс|льв|вл", name, re.IGNORECASE)
    return old[0] + ("о" if heavy else "")


def _in(old: str, name: str, *, after_vowel: bool) -> str:
    if name[0].lower() in _VOWELS:
        return "в"
    if _ONLY_U.match(name) or not after_vowel:
        return "у"
    return old


def _and(old: str, name: str, *, after_vowel: bool) -> str:
    if not after_vowel or name[0].lower() in _JOTATED:
        return "і"
    return "й" if name[0].lower() in _VOWELS else old


def _with(old: str, name: str, *, after_consonant: bool) -> str:
    if name[0].lower() in _VOWELS:
        return "з"
    if _CLUSTER.match(name):
        return "зі"
    if _SIBILANT.match(name):
        return "із"
    if old in ("зі", "зо"):
        return "із" if after_consonant else "з"
    return old
