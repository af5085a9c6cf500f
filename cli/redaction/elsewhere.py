"""In which other accounts of a vault a thing is told, found by keys under which its forms meet.

A key is made of the words of a thing by their lemma and by the sound of their stem, so that
«Тернов», «Терни» and "Terny" meet, of numbers without their endings, of months by their number.
Where two things have words in common but not all, they do not meet: a trait is rather called rare
than common by mistake. Keys are kept as digests, all of one length, to keep a summary small;
whoever can read one can try words, so it is sealed like the words themselves.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product
from typing import Final

from cli.redaction.keys import fold, stem
from cli.redaction.model import QUASI_KINDS, Entity
from cli.redaction.propagation import keys
from cli.redaction.translit import key as sound
from cli.redaction.translit import stem_key

COUNTED: Final = frozenset((*QUASI_KINDS, "place", "org", "unit"))
_NAMED: Final = 3  # accounts that are named one by one; of more it is said how many there are
LETTERS: Final = 8  # of a digest: 48 bits, a chance of one in a million for 100 000 cases
_MOST: Final = 24  # readings of one form that are kept
# One school is a workplace to one witness and a place of study to another.
_SORTS: Final = {"employer": "org", "education": "org", "rank": "job"}

_WORD: Final = re.compile(r"\d+|[^\W\d_]+(?:['-][^\W\d_]+)*")
_ENDING: Final = re.compile(r"(?<=\d)-?(?:[а-яіїє]{1,3}|st|nd|rd|th)(?!\w)")  # «36-я», "36th"
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTHS: Final = {
    f"={name}": f"m{number}"
    for line in (
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад "
        "грудень",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(line.split(), 1)
}
# Words that stand in one form of a thing and not in another, and tell nothing.
_IDLE_LEMMAS: Final = frozenset(
    """
    =год =рік =рок =номер =село =деревня =город =місто =посёлок =селище =селищо =year =number
    =village =town =city
    """.split()  # noqa: SIM905
)
_IDLE: Final = frozenset(
    """
    лет років the and for from with near age aged old под при для над про від біля возле около
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What the other accounts of a vault tell, for one that is looked at.

    accounts: how many were counted, this one included; those of one witness are one
    parts:    another account → the digests of what it tells, one after another
    """

    accounts: int
    parts: Mapping[str, str]
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def of(self, entity: Entity) -> frozenset[str] | None:
        """Return the other accounts that tell a thing; None if such things are not counted."""
        if self.accounts < 2 or not (found := told(entity)):
            return None
        return frozenset().union(*map(self._having, found))

    def say(self, others: frozenset[str]) -> str:
        """Return in how many others a thing stands, as the end of a sentence."""
        if not others:
            return f"in no other of {self.accounts} accounts"
        named = f": {', '.join(sorted(others))}" if len(others) <= _NAMED else ""
        return f"in {len(others)} other of {self.accounts} accounts{named}"

    def short(self, others: frozenset[str] | None) -> str:
        """Return the same for a table; "" where it is not counted."""
        if others is None:
            return ""
        few = ", ".join(sorted(others)) or "no other"
        return few if len(others) <= _NAMED else f"{len(others)} of {self.accounts}"

    def _having(self, digest: str) -> frozenset[str]:
        if digest not in self._known:
            found = (case for case, part in self.parts.items() if _holds(part, digest))
            self._known[digest] = frozenset(found)
        return self._known[digest]


def _holds(part: str, digest: str) -> bool:
    """Look for a digest where one begins."""
    at = part.find(digest)
    while at % LETTERS and at >= 0:
        at = part.find(digest, at + 1)
    return at >= 0


def told(entity: Entity) -> frozenset[str]:
    """Return the digests under which a thing meets the same thing elsewhere; none if uncounted.

    Only its fullest forms count: «школа № 8» that is later called «школа» is not any school.
    """
    if entity.kind not in COUNTED:
        return frozenset()
    spelled = [_words(form) for form in entity.forms]
    most = max(map(len, spelled))
    sort = _SORTS.get(entity.kind, entity.kind)
    return frozenset(
        _digest(f"{sort} {' '.join(reading)}")
        for words in spelled
        if len(words) == most
        for reading in islice(product(*words), _MOST)
    )


def _digest(key: str) -> str:
    return base64.b64encode(hashlib.sha256(key.encode()).digest()[:6]).decode()


@lru_cache(20_000)
def _words(form: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a form that tell something, each in all its readings."""
    text = _ISO.sub(r"\3.\2.\1", fold(form))
    text = _NUMERIC.sub(lambda found: f"{found[1]} m{int(found[2])} {found[3]}", text)
    written = _split(_ENDING.sub("", text))
    read = [_readings(each, alone=len(written) == 1) for each in written]
    telling = [
        readings
        for each, readings in zip(written, read, strict=True)
        if each not in _IDLE and not readings & _IDLE_LEMMAS
    ]
    return tuple(tuple(sorted(readings)) for readings in telling or read)


def _split(text: str) -> list[str]:
    """Return words and numbers; words of one or two letters only where nothing else stands."""
    found = re.findall(rf"m\d+(?!\w)|{_WORD.pattern}", text)
    return [each for each in found if len(each) > 2 or not each.isalpha()] or found


def _readings(each: str, *, alone: bool) -> frozenset[str]:
    """Return the keys of a word. alone: it is all there is, so that more cases of it are tried"""
    if each.isdigit():
        return frozenset((each.lstrip("0") or "0",))
    if re.fullmatch(r"m\d+", each):
        return frozenset((each,))
    found = keys(each)
    if months := frozenset(_MONTHS[key] for key in found if key in _MONTHS):
        return months
    if alone or not found:  # «Харьков» ends like a case of «Харьк»; «Тернах» is in no list
        spelled = (stem_key(each), sound(each), sound(stem(each)))
        return found | {f"~{each}" for each in spelled}
    return found
