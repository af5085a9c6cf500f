"""Writes a Cyrillic pseudonym in Latin letters, for a name that stood in Latin letters."""

from __future__ import annotations

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


def romanise(name: str, language: str) -> str:
    """Spell a name the way passports do, roughly; a Latin name comes back unchanged."""
    table = _OWN.get(language, _OWN["ru"])
    spelled = "".join(table.get(letter, letter) for letter in name.lower())
    spelled = spelled.replace("iia", "iya") if language == "ru" else spelled
    return spelled[:1].upper() + spelled[1:]
