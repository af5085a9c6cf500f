"""One key for all spellings of a name, Cyrillic or Latin.

Юлия, Юлія, Yuliia, Julia and Iuliya have one key. The key is coarse on purpose: it joins what
may be the same name, and is only used together with other evidence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CYRILLIC: Final = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя'ўђјљњћџ"
_SOUNDS: Final = (
    "a,b,v,g,g,d,e,e,e,zh,z,i,i,i,i,k,l,m,n,o,p,r,s,t,u,f,h,c,ch,sh,sh,,i,,e,u,a,,u,d,i,l,n,ch,j"
)
_LETTERS: Final = dict(zip(_CYRILLIC, _SOUNDS.split(","), strict=True))
_LATIN: Final = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("kh", "h"),
    ("gh", "g"),
    ("tch", "ch"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("ph", "f"),
    ("x", "ks"),
    ("w", "v"),
    ("iia", "ia"),
    ("io", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("iu", "u"),
    ("yu", "u"),
    ("ju", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("ja", "a"),
    ("ie", "e"),
    ("ye", "e"),
    ("je", "e"),
    ("y", "i"),
    ("j", "i"),
)
_H = re.compile(r"(?<![scz])h")
_DOUBLE = re.compile(r"(.)\1+")
_ENDINGS = re.compile(
    r"(?:ami|ovi|evi|ogo|omu|imi|iu|oi|ei|om|em|im|am|ah|ih|iv|ov|u|a|i|e|o)$",
)


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """Spell a lower-case word by sound in a small Latin alphabet; doubled letters count once."""
    spelled = "".join(_LETTERS.get(char, char) for char in word).replace("'", "")
    for old, new in _LATIN:
        if old in spelled:
            spelled = spelled.replace(old, new)
    return _DOUBLE.sub(r"\1", _H.sub("g", spelled))


def stem_key(word: str) -> str:
    """Give the key without its case ending: the same for Коваленка, Коваленку, Kovalenko."""
    whole = key(word)
    stem = _ENDINGS.sub("", whole)
    return stem if len(stem) >= 3 else whole
