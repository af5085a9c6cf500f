"""Accounts typed in Latin letters: the new name in its case, spelled as the writer spells."""

from __future__ import annotations

import pytest

from cli.redaction.apply import redact
from cli.redaction.ledger import Choice, Redacted
from cli.redaction.model import Gender
from cli.redaction.romanise import romanise, spelling
from tests.unit.redaction_text.marked import read

# A Russian and a Ukrainian account, so that the language can be told from it.
RUSSIAN = (
    " Potom menya i vseh uveli v podval i my tam sideli do utra bez vody, nikto nichego ne znal."
)
UKRAINIAN = " Potim nas usikh povely do pidvalu, i my tam sydily do ranku bez vody, shcho robyty."


def run(marked: str, language: str, new: str, gender: Gender = "masc") -> Redacted:
    tail = RUSSIAN if language == "ru" else UKRAINIAN
    text, analysis = read(marked + tail, language, {"p1": gender})
    done = redact(text, analysis, {"p1": Choice("pseudonym", new)}, bytes(32))
    assert done.text.endswith(tail)
    return done


CASES: dict[str, tuple[str, str, Gender, str]] = {
    "My s {p1:Olegom} kopali yamu.": ("ru", "Антон", "masc", "My s Antonom kopali yamu."),
    "My s {p1:Olegom} ushli.": ("ru", "Степан", "masc", "My so Stepanom ushli."),
    "{p1:Olegu} dali vody.": ("ru", "Антон", "masc", "Antonu dali vody."),
    "Ya skazal {p1:marine} ne hodit.": ("ru", "Ольга", "femn", "Ya skazal olge ne hodit."),
    "Brat ushel k {p1:Marine}.": ("ru", "Таисия", "femn", "Brat ushel k Taisii."),
    "{p1:OLEGA} BILI.": ("ru", "Антон", "masc", "ANTONA BILI."),
    "{p1:Olega Sidorova} bili.": ("ru", "Яков Громов", "masc", "Yakova Gromova bili."),
    "My z {p1:Olehom} kopaly yamu.": ("uk", "Тарас", "masc", "My z Tarasom kopaly yamu."),
    "{p1:Olehovi} skazaly movchaty.": ("uk", "Тарас", "masc", "Tarasovi skazaly movchaty."),
}


@pytest.mark.parametrize("marked", CASES)
def test_a_name_in_latin_letters_is_declined(marked: str) -> None:
    language, new, gender, expected = CASES[marked]
    done = run(marked, language, new, gender)
    assert done.text.removesuffix(RUSSIAN).removesuffix(UKRAINIAN) == expected


@pytest.mark.parametrize(
    ("text", "language", "name", "spelled"),
    [
        ("ja znaju tvoju sestru, moj brat", "ru", "Юлия", "Julija"),
        ("ya znayu tvoyu sestru, moy brat", "ru", "Юлия", "Yuliya"),
        ("poxoronili bez xleba", "ru", "Захар", "Zaxar"),
        ("pohoronili bez hleba", "ru", "Захар", "Zahar"),
        ("vse v bolnice, oni celye", "ru", "Франц", "Franc"),
        ("", "ru", "Захарий Щукин", "Zakharii Shchukin"),
        ("ja znaju, moja sestra", "uk", "Юрій", "Jurii"),
        ("", "uk", "Юрій", "Iurii"),
    ],
)
def test_letters_are_spelled_as_the_writer_spells_them(
    text: str, language: str, name: str, spelled: str
) -> None:
    table = spelling(text, language)
    assert " ".join(romanise(word, language, table) for word in name.split()) == spelled


def test_a_drawn_name_is_in_latin_letters_too() -> None:
    text, analysis = read("My s {p1:Olegom} kopali." + RUSSIAN, "ru", {"p1": "masc"})
    done = redact(text, analysis, {}, bytes(32))
    assert done.text.isascii()
    assert done.drawn["p1"].isascii()


def test_a_latin_name_with_a_case_in_a_cyrillic_account_is_shown_to_an_editor() -> None:
    text, analysis = read("Потом увели {p1:Sergeya}. Пришёл {p1:Sergey}.", "ru", {"p1": "masc"})
    done = redact(text, analysis, {"p1": Choice("pseudonym", "Антон")}, bytes(32))
    assert done.text == "Потом увели Anton. Пришёл Anton."
    assert [place.original for place in done.unsure] == ["Sergeya"]


def test_the_rest_of_the_text_stays_letter_for_letter() -> None:
    text, analysis = read("«{p1:Olega}», {p2:Marinu} i 5 drugih!" + RUSSIAN, "ru")
    done = redact(text, analysis, {}, bytes(32))
    at = new = 0
    for entry in done.ledger:
        assert text[at : entry.start] == done.text[new : entry.at]
        at, new = entry.end, entry.at + len(entry.replacement)
    assert text[at:] == done.text[new:]
