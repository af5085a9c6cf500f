"""Declension of given names, patronymics, surnames and call signs, Russian and Ukrainian.

A few closed tables of endings, read in both directions: forwards they decline a pseudonym,
backwards they tell the case of a surname that no dictionary knows. A test holds every form of
every vetted name against pymorphy3.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct", "voct"]
Number = Literal["sing", "plur"]
Sort = Literal["given", "patronymic", "surname", "callsign"]

CASES: Final[tuple[Case, ...]] = ("nomn", "gent", "datv", "accs", "ablt", "loct", "voct")
VOWELS: Final = "аеёиоуыэюяєії"


@dataclass(frozen=True, slots=True)
class Form:
    """What an ending can say: case, number and gender ("" where it does not show)."""

    case: Case
    number: Number
    gender: str


# A row: what the base form ends in | gender | seven endings that replace the part after "+".
# "x/y": the usual ending and the longer one that Ukrainian allows beside it (-ові, -еві, -єві).
_GIVEN: Final = {
    "ru": (
        "+ий|masc|ий ия ию ия ием ии ий",
        "+й|masc|й я ю я ем е й",
        "+ь|masc|ь я ю я ем е ь",
        "+ия|both|ия ии ии ию ией ии ия",
        "ж+а|both|а и е у ей е а",
        "ш+а|both|а и е у ей е а",
        "ч+а|both|а и е у ей е а",
        "щ+а|both|а и е у ей е а",
        "ц+а|both|а ы е у ей е а",
        "г+а|both|а и е у ой е а",
        "к+а|both|а и е у ой е а",
        "х+а|both|а и е у ой е а",
        "+а|both|а ы е у ой е а",
        "+я|both|я и е ю ей е я",
        "+|masc|- а у а ом е -",
    ),
    "uk": (
        "+й|masc|й я ю/єві я єм ю/єві ю",
        "+ь|masc|ь я ю/еві я ем ю/еві ю",
        "+о|masc|о а у/ові а ом у/ові е",
        "і+я|both|я ї ї ю єю ї є",
        "ї+я|both|я ї ї ю єю ї є",
        "+я|both|я і і ю ею і ю",
        "к+а|none|",
        "г+а|none|",
        "х+а|none|",
        "ш+а|both|а і і у ею і о",
        "ж+а|both|а і і у ею і о",
        "ч+а|both|а і і у ею і о",
        "+а|both|а и і у ою і о",
        "+|masc|- а у/ові а ом і/ові е",
    ),
}
_PATRONYMIC: Final = {
    "ru": ("+ич|masc|ич ича ичу ича ичем иче ич", "н+а|femn|а ы е у ой е а"),
    "uk": ("+ич|masc|ич ича ичу/ичеві ича ичем ичу/ичеві ичу", "н+а|femn|а и і у ою і о"),
}
_OV_RU: Final = ("- а у а ым е -", "а ой ой у ой ой а", "ы ых ым ых ыми ых ы")
_OV_UK: Final = ("- а у/ові а им і/ові е", "а ої ій у ою ій о", "и их им их ими их и")
_ADJ_RU: Final = ("ий ого ому ого им ом ий", "ая ой ой ую ой ой ая", "ие их им их ими их ие")
_HARD_ADJ_RU: Final = (
    "ый ого ому ого ым ом ый",
    "ая ой ой ую ой ой ая",
    "ые ых ым ых ыми ых ые",
)
_ADJ_UK: Final = ("ий ого ому ого им ому/ім ий", "а ої ій у ою ій а", "і их им их ими их і")
_KO_UK: Final = ("о а у/ові а ом у/ові у", "", "и ів ам ів ами ах и")
_UK_UK: Final = ("- а у/ові а ом у/ові у", "", "и ів ам ів ами ах и")
# Written Russian leaves -енко as it is; people who type decline it all the same.
_KO_RU: Final = ("о а у а ом е о", "", "и ов/ок ам ов/ок ами ах и")
_UK_RU: Final = ("- а у а ом е -", "", "и ов ам ов ами ах и")

# What a surname's stem ends in (so that the ending can be trusted) and its three rows: masculine,
# feminine ("" does not change), plural.
_SURNAME: Final = {
    "ru": (
        (("ов", "ев", "ёв", "ин", "ын"), _OV_RU),
        (("ск", "цк"), _ADJ_RU),
        (("н", "в", "л", "р", "т"), _HARD_ADJ_RU),
        (("енк", "йк", "шк"), _KO_RU),
        (("чук", "юк", "щук", "рук", "нук", "лук"), _UK_RU),
    ),
    "uk": (
        (("ов", "ев", "єв", "ін", "їн"), _OV_UK),
        (("ськ", "цьк", "зьк"), _ADJ_UK),
        (("н", "в", "л", "р", "т"), _ADJ_UK),
        (("енк", "йк", "шк"), _KO_UK),
        (("чук", "юк", "щук", "рук", "нук", "лук"), _UK_UK),
    ),
}


@dataclass(frozen=True, slots=True)
class _Row:
    keeps: str
    cuts: str
    gender: str
    endings: tuple[tuple[str, ...], ...]


def _endings(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(ending.replace("-", "") for ending in cell.split("/")) for cell in text.split()
    )


def _row(text: str) -> _Row:
    shape, gender, endings = text.split("|")
    keeps, _, cuts = shape.partition("+")
    return _Row(keeps, cuts, gender, _endings(endings))


_ROWS: Final = {
    (language, sort): tuple(map(_row, rows))
    for sort, table in (("given", _GIVEN), ("patronymic", _PATRONYMIC), ("callsign", _GIVEN))
    for language, rows in table.items()
}


def decline(
    name: str,
    sort: Sort,
    gender: str,
    case: Case,
    *,
    language: str,
    number: Number = "sing",
    longer: bool = False,
) -> str | None:
    """Put a name into a case.

    name:   base form, as in the lists; a surname in its masculine form
    gender: "masc" or "femn"; of no weight for a plural
    longer: prefer the Ukrainian -ові, -еві, -єві where there is a choice
    returns: None where no table fits (such a name must not be in a list)
    """
    if sort == "surname":
        return _decline_surname(name, gender, case, language, number, longer)
    if number == "plur":
        return None
    for row in _ROWS[language, sort]:
        if row.gender not in ("both", gender) or not name.endswith(row.keeps + row.cuts):
            continue
        if not row.cuts and name[-1:].lower() in VOWELS + "йь":
            continue
        stem = name[: len(name) - len(row.cuts)]
        return stem + _pick(row.endings[CASES.index(case)], longer)
    return None


def _pick(endings: tuple[str, ...], longer: bool) -> str:
    return endings[-1] if longer else endings[0]


def _decline_surname(
    name: str, gender: str, case: Case, language: str, number: Number, longer: bool
) -> str | None:
    for stems, rows in _SURNAME[language]:
        base = _endings(rows[0])[0][0]
        stem = name[: len(name) - len(base)]
        if not name.endswith(base) or not stem.endswith(stems):
            continue
        if base in ("о", "") and language == "ru" and rows in (_KO_RU, _UK_RU):
            return None  # these do not inflect without doubt in Russian
        row = rows[2] if number == "plur" else rows[1] if gender == "femn" else rows[0]
        if not row:
            return name
        return stem + _pick(_endings(row)[CASES.index(case)], longer)
    return None


@lru_cache(20_000)
def read_surname(word: str, language: str) -> tuple[tuple[str, Form], ...]:
    """Read a surname by its ending alone, without a dictionary.

    word:    lower case
    returns: (stem, form) for each way to read it, or () if its shape tells nothing
    """
    found: list[tuple[str, Form]] = []
    for stems, rows in _SURNAME[language]:
        if len(stems[0]) < 2:
            continue  # one letter is not enough to trust an ending
        for row, gender, number in (
            (rows[0], "masc", "sing"),
            (rows[1], "femn", "sing"),
            (rows[2], "", "plur"),
        ):
            if not row:
                base = _endings(rows[0])[0][0]
                if word.endswith(base) and word[: len(word) - len(base)].endswith(stems):
                    stem = word[: len(word) - len(base)]
                    found += [(stem, Form(case, "sing", "femn")) for case in CASES]
                continue
            for case, endings in zip(CASES, _endings(row), strict=True):
                for ending in endings:
                    stem = word[: len(word) - len(ending)] if word.endswith(ending) else ""
                    if stem.endswith(stems) and len(stem) >= 3:
                        form = Form(case, number, gender)  # type: ignore[arg-type]
                        found.append((stem, form))
        base = _endings(rows[0])[0][0]
        stem = word[: len(word) - len(base)]
        if rows is _KO_RU and word.endswith(base) and stem.endswith(stems):
            found += [(stem, Form(case, "sing", "masc")) for case in CASES[1:6]]
    return tuple(dict.fromkeys(found))


# Endings of possessive adjectives (Сашин, Сашиного; Сергіїв, Сергієвого) after -ин- or -ов-.
POSSESSIVE_ENDINGS: Final = {
    "ru": frozenset("- а о ы ого ому ым ом ой у ых ыми".replace("-", "").split(" ")),
    "uk": frozenset("- а е і ого ому им ім ої ій у ою их ими".replace("-", "").split(" ")),
}
