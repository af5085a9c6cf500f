"""Direct identifiers: each form with the kind it is, and what must not be taken for one."""

from __future__ import annotations

import pytest

from cli.redaction.identifiers.find import identifiers

# text: (what must be inside one finding, kind)
FOUND = {
    "пишите на ponomarenko.sv79@ukr.net завтра": ("ponomarenko.sv79@ukr.net", "email"),
    "lena точка chug собака gmail точка com": ("lena точка chug собака gmail точка com", "email"),
    "скринька myra равлик ukr крапка net": ("myra равлик ukr крапка net", "email"),
    "write fisher.teklia at gmail dot com please": ("fisher.teklia at gmail dot com", "email"),
    "veli (at) protonmail (dot) com": ("veli (at) protonmail (dot) com", "email"),
    "см. https://t.me/some_channel/42 там": ("https://t.me/some_channel/42", "url"),
    "профиль vk.com/id12345 его": ("vk.com/id12345", "url"),
    "мой @lenka_chug если что": ("@lenka_chug", "handle"),
    "телеграм olenka86 мой": ("olenka86", "handle"),
    "инста у неё alya.kote_ вот": ("alya.kote_", "handle"),
    "my nick is dark_wolf there": ("dark_wolf", "handle"),
    "файл VID_20220811_164402.mp4 у неё": ("VID_20220811_164402.mp4", "file"),
    "see IMG_4471.HEIC now": ("IMG_4471.HEIC", "file"),
    "ip был 192.168.10.44 потом": ("192.168.10.44", "number"),
    "номер +38 (050) 991-27-64 мой": ("+38 (050) 991-27-64", "phone"),
    "звоните 8 916 004 71 35": ("8 916 004 71 35", "phone"),
    "067 123 45 67": ("067 123 45 67", "phone"),
    "+7 701 234 56 78": ("+7 701 234 56 78", "phone"),
    "+375 29 123 45 67": ("+375 29 123 45 67", "phone"),
    "call +44 7911 640 082": ("+44 7911 640 082", "phone"),
    "ноль девяносто пять 118 пятьдесят пять 02": (
        "ноль девяносто пять 118 пятьдесят пять 02",
        "phone",
    ),
    "zero six six nine one eight double five three one": (
        "zero six six nine one eight double five three one",
        "phone",
    ),
    "0 67 две тройки 45 18 90": ("0 67 две тройки 45 18 90", "phone"),
    "номер 050\n123 45 67": ("050\n123 45 67", "phone"),
    "паспорт 4508 123456": ("4508 123456", "document"),
    "паспорт серия ВВ номер 771305": ("ВВ номер 771305", "document"),
    "паспорт МК 553018": ("МК 553018", "document"),
    "СНИЛС 112-233-445 95": ("112-233-445 95", "document"),
    "ИНН 500100732259": ("500100732259", "document"),
    "РНОКПП 2620311475": ("2620311475", "document"),
    "военный билет МВ номер 448 120": ("448 120", "document"),
    "жетон ГТ-0417735": ("ГТ-0417735", "document"),
    "справа № 757/1234/22-к": ("757/1234/22-к", "document"),
    "дело № 1-214/2023": ("1-214/2023", "document"),
    "VIN WVWZZZ1JZXW000001": ("WVWZZZ1JZXW000001", "document"),
    "SSN 078-05-1120": ("078-05-1120", "document"),
    "карта 5168 7427 0091 3345": ("5168 7427 0091 3345", "card"),
    "UA21 3223 1300 0002 6007 2335 6600 1": ("UA21 3223 1300 0002 6007 2335 6600 1", "bank"),
    "0x52908400098527886E0F7030069857D2E4169EE7": (
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "bank",
    ),
    "машина АХ 3391 ВК уехала": ("АХ 3391 ВК", "plate"),
    "номера к728ох82": ("к728ох82", "plate"),
    "в/ч 61423": ("в/ч 61423", "unit"),
    "войсковая часть 41680": ("41680", "unit"),
    "військова частина А2277": ("А2277", "unit"),
    "служил в 36-й бригаде морской пехоты": ("36-й бригаде морской пехоты", "unit"),
    "93 омбр": ("93 омбр", "unit"),
    "сорок седьмая бригада": ("сорок седьмая бригада", "unit"),
    "the 72nd mechanized brigade": ("72nd mechanized brigade", "unit"),
    "ул. Садовая, д. 14, кв. 22": ("ул. Садовая, д. 14, кв. 22", "address"),
    "вул. Київська, 118, кв. 9": ("вул. Київська, 118, кв. 9", "address"),
    "жили на улице Привокзальной, 31": ("улице Привокзальной, 31", "address"),
    "на лермонтова 9 жили": ("лермонтова 9", "address"),
    "на гагаріна двадцать один": ("гагаріна двадцать один", "address"),
    "at 14 Orchard Terrace": ("14 Orchard Terrace", "address"),
    "камера 317": ("камера 317", "address"),
    "яма 47.8316, 37.7142": ("47.8316, 37.7142", "coordinates"),
    "N46°49'12\" E33°25'40\"": ("N46°49'12\" E33°25'40", "coordinates"),
    "grid 37U DQ 1234 5678": ("37U DQ 1234 5678", "coordinates"),
    "сам номер 123456789012": ("123456789012", "number"),
}  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_an_identifier_is_found_whole(text: str) -> None:
    wanted, _ = FOUND[text]
    start = text.index(wanted)
    end = start + len(wanted)
    found = identifiers(text)
    assert any(each.start <= start and end <= each.end for each in found), found


# Figures may be read as several kinds; these are the ones that must be told apart.
TOLD_APART = ("email", "url", "handle", "file", "plate", "unit", "coordinates", "address", "bank")


@pytest.mark.parametrize("text", [text for text, (_, kind) in FOUND.items() if kind in TOLD_APART])
def test_an_identifier_has_its_kind(text: str) -> None:
    wanted, kind = FOUND[text]
    start = text.index(wanted)
    assert kind in {each.kind for each in identifiers(text) if each.start <= start < each.end}


NOT_FOUND = (
    "нас было двадцать два человека в подвале",
    "с 2014 по 2022 год",
    "отдали 50 000 гривен",
    "прошло 3 месяца и 12 дней",
    "they came at dawn. Then they left at night.",
    "we got home.we slept",
    "идти два километра",
    "в 200 км от города",
)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_ordinary_figures_and_words_are_left(text: str) -> None:
    assert identifiers(text) == []
