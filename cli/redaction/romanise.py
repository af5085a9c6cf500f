"""Writes a Cyrillic pseudonym in Latin letters, for a name that stood in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_COMMON: Final = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": "", "'": "",
    "ю": "iu", "я": "ia", "э": "e", "ы": "y",
}  # fmt: skip
_OWN: Final = {
    "ru": {**_COMMON, "г": "g", "и": "i", "й": "i", "ё": "e"},
    "uk": {**_COMMON, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "й": "i", "є": "ie"},
}
_PLAIN_H: Final = re.compile(r"(?<![kcszt])h")
_PLAIN_C: Final = re.compile(r"c(?![hk])")


def romanise(name: str, language: str, spelled: Mapping[str, str] | None = None) -> str:
    """Spell a name the way passports do, roughly; a Latin name comes back unchanged.

    spelled: how another writer spells each letter, from `spelling`
    """
    table = spelled or _OWN.get(language, _OWN["ru"])
    made = "".join(table.get(letter, letter) for letter in name.lower())
    made = made.replace("iia", "iya") if language == "ru" and table["я"] == "ia" else made
    return made[:1].upper() + made[1:]


def spelling(text: str, language: str) -> dict[str, str]:
    """Find out how the writer of a Latin text spells what can be spelled in several ways.

    Ja, ya or ia; j, y or i at the end; kh, h or x; ts or c; shch or sch. What does not occur is
    spelled as in passports.
    """
    table = dict(_OWN.get(language, _OWN["ru"]))
    lower = text.lower()

    def count(*pieces: str) -> int:
        return sum(lower.count(piece) for piece in pieces)

    joint = max("iyj", key=lambda letter: count(letter + "u", letter + "a") if letter != "i" else 0)
    if joint != "i":
        table |= {"я": joint + "a", "ю": joint + "u"}
        if language == "uk":
            table |= {"є": joint + "e", "ї": joint + "i"}
    ends = {letter: len(re.findall(rf"[aeoiyu]{letter}\b", lower)) for letter in "yj"}
    if any(ends.values()):
        table["й"] = max(ends, key=lambda letter: ends[letter])
    if count("yo", "jo"):
        table |= {"ё": "yo" if count("yo") >= count("jo") else "jo"} if language == "ru" else {}
    plain_h = len(_PLAIN_H.findall(lower))
    if language == "ru" and not count("kh"):
        table["х"] = "h" if plain_h else "x" if count("x") else "kh"
    if language == "uk" and not plain_h and count("g"):
        table["г"] = "g"
    if not count("ts") and _PLAIN_C.search(lower):
        table["ц"] = "c"
    if not count("shch") and count("sch"):
        table["щ"] = "sch"
    return table
