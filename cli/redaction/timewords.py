"""Dates and ages said less finely: «4 декабря» → «в начале декабря», 25 → in his twenties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from cli.redaction.keys import fold

_MONTHS: Final = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "en": ("january february march april may june july august september october november december"),
}
_ORDINALS: Final = {
    "ru": (
        "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого "
        "одиннадцатого двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого "
        "семнадцатого восемнадцатого девятнадцатого двадцатого"
    ),
    "uk": (
        "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого десятого "
        "одинадцятого дванадцятого тринадцятого чотирнадцятого п'ятнадцятого шістнадцятого "
        "сімнадцятого вісімнадцятого дев'ятнадцятого двадцятого"
    ),
    "en": "",
}
_TENS_OF_ORDINALS: Final = {
    "ru": {"двадцать": 20, "тридцать": 30, "тридцатого": 30},
    "uk": {"двадцять": 20, "тридцять": 30, "тридцятого": 30},
    "en": {},
}
# What stands for the beginning, the middle and the end of a month after each preposition.
_PARTS: Final[Mapping[str, Mapping[str, tuple[str, str, str]]]] = {
    "ru": {
        "": ("в начале", "в середине", "в конце"),
        "с": ("с начала", "с середины", "с конца"),
        "до": ("до начала", "до середины", "до конца"),
        "после": ("после начала", "после середины", "после конца"),
        "от": ("от начала", "от середины", "от конца"),
        "к": ("к началу", "к середине", "к концу"),
        "на": ("на начало", "на середину", "на конец"),
        "по": ("по начало", "по середину", "по конец"),
    },
    "uk": {
        "": ("на початку", "у середині", "наприкінці"),
        "з": ("з початку", "із середини", "з кінця"),
        "до": ("до початку", "до середини", "до кінця"),
        "після": ("після початку", "після середини", "після кінця"),
        "від": ("від початку", "від середини", "від кінця"),
        "на": ("на початок", "на середину", "на кінець"),
        "по": ("по початок", "по середину", "по кінець"),
    },
    "en": {
        "": ("early", "mid-", "late"),
        **{
            word: (f"{word} early", f"{word} mid-", f"{word} late")
            for word in ("by", "before", "after", "since", "until", "from", "till", "of", "in")
        },
        "on": ("in early", "in mid-", "in late"),
    },
}
_TENS: Final = {
    "ru": (
        "десяти двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста"
    ),
    "uk": (
        "десяти двадцяти тридцяти сорока п'ятдесяти шістдесяти сімдесяти вісімдесяти дев'яноста"
    ),
    "en": "tens twenties thirties forties fifties sixties seventies eighties nineties",
}
_UNITS: Final = {
    "ru": (
        "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
        "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
    ),
    "uk": (
        "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять "
        "тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять"
    ),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ),
}
_TEN_WORDS: Final = {
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "uk": "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_LESS: Final = {
    "ru": {"child": "меньше тринадцати", "minor": "меньше восемнадцати", "young": "около двадцати",
           "old": "больше восьмидесяти", "range": "от {low} до {high}", "years": "лет"},
    "uk": {"child": "менше тринадцяти", "minor": "менше вісімнадцяти", "young": "близько двадцяти",
           "old": "понад вісімдесят", "range": "від {low} до {high}", "years": "років"},
}  # fmt: skip
_MINE: Final = re.compile(
    r"\b(i|he|she|we|they)(?:\s+(?:am|was|is|were|are)|['’]?m|['’]s|['’]re)\s+"
    r"(?:now |then |only |just )?$",
    re.IGNORECASE,
)
_POSSESSIVES: Final = {"i": "my", "he": "his", "she": "her", "we": "our", "they": "their"}


def _month_pattern(language: str) -> str:
    return "|".join(_MONTHS[language].split())


_FROM: Final = re.compile(r"(?:с|со|з|із|между|між|from|between)\s", re.IGNORECASE)


def early_middle_late(original: str, before: str, language: str) -> tuple[str, int] | None:
    """Say a day of a month less finely.

    original: «4 декабря 2022 года», "March 9th", "12.04.2022"
    before:   the text before it
    returns:  (words, how many characters of `before` they replace too), None if it is no such date
    """
    day, month, year = _day_month_year(fold(original), language)
    if not day or not month:
        return None
    table = _PARTS[language]
    own = _FROM.match(original)  # «с 11 на 12 ноября»: a preposition that the new words have, too
    if own:
        words = _part_of_month(table["on" if language == "en" else ""], day, month, year, language)
        return (words[:1].upper() + words[1:] if original[0].isupper() else words), 0
    article = re.search(r"\bthe\s+$", before, re.IGNORECASE) if language == "en" else None
    taken = len(article.group()) if article else 0
    left = before[: len(before) - taken]
    found = re.search(r"([^\W\d_]+)\s+$", left)
    word = found.group(1).casefold() if found else ""
    word = {"со": "с", "ко": "к", "із": "з", "зі": "з"}.get(word, word)
    preposition = word if word in table else ""
    if preposition and found:
        taken += len(found.group())
    words = _part_of_month(table[preposition], day, month, year, language)
    if found and preposition and found.group(1)[:1].isupper():
        words = words[:1].upper() + words[1:]
    return words, taken


def _part_of_month(
    parts: tuple[str, str, str], day: int, month: int, year: str, language: str
) -> str:
    part = parts[0 if day <= 10 else 1 if day <= 20 else 2]
    name = _MONTHS[language].split()[month - 1]
    name = name.capitalize() if language == "en" else name
    glue = "" if part.endswith("-") else " "
    return f"{part}{glue}{name}{_year_words(year, language)}"


def _year_words(year: str, language: str) -> str:
    if not year:
        return ""
    return f" {year}" + {"ru": " года", "uk": " року", "en": ""}[language]


def _day_month_year(text: str, language: str) -> tuple[int, int, str]:
    numeric = re.search(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?(?!\d)", text)
    iso = re.search(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", text)
    months = _MONTHS[language].split()
    if iso:
        year, month, day = iso.groups()
        return (int(day), int(month), year) if 1 <= int(month) <= 12 else (0, 0, "")
    if numeric:
        day, month = int(numeric.group(1)), int(numeric.group(2))
        if language == "en" and "/" in numeric.group():
            return 0, 0, ""  # whether 4/5 is May or April is not certain
        return (day, month, numeric.group(3) or "") if 1 <= month <= 12 else (0, 0, "")
    named = re.search(rf"\b({_month_pattern(language)})\b", text)
    if not named:
        return 0, 0, ""
    month = months.index(named.group(1)) + 1
    year_found = re.search(r"\b(19\d\d|20\d\d)\b", text)
    year = year_found.group(1) if year_found else ""
    digits = re.search(r"(?<!\d)(\d{1,2})(?!\d)", text)
    day = int(digits.group(1)) if digits else _ordinal(text, language)
    return (day, month, year) if 1 <= day <= 31 else (0, 0, "")


def _ordinal(text: str, language: str) -> int:
    day = 0
    ordinals = _ORDINALS[language].split()
    for word in re.findall(r"[\w']+", text):
        if word in _TENS_OF_ORDINALS[language]:
            day += _TENS_OF_ORDINALS[language][word]
        elif word in ordinals:
            day += ordinals.index(word) + 1
    return day


_SEASONS: Final = {  # adverb | genitive, winter first
    "ru": (("зимой", "зимы"), ("весной", "весны"), ("летом", "лета"), ("осенью", "осени")),
    "uk": (("взимку", "зими"), ("навесні", "весни"), ("влітку", "літа"), ("восени", "осені")),
    "en": (("winter", ""), ("spring", ""), ("summer", ""), ("autumn", "")),
}
_MONTH_STEMS: Final = {
    "ru": "январ феврал март апрел ма[йяе]$ июн июл август сентябр октябр ноябр декабр",
    "uk": "січ люти|лютого|лютому берез квіт трав черв лип серп верес жовт листопад груд",
    "en": _MONTHS["en"],
}


def season(original: str, before: str, language: str) -> str | None:
    """Say the season of a month that stands without a day: «в апреле» → «весной».

    returns: None unless the sentence is certain to take the words
    """
    words = fold(original).split()
    inside = bool(words) and words[0] in ("в", "во", "у", "in")
    words = words[1:] if inside else words
    found = re.search(r"([^\W\d_]+)\s+$", before)
    preposition = found.group(1).casefold() if found else ""
    if not words or any(char.isdigit() for char in words[0]):
        return None
    stems = _MONTH_STEMS[language].split()
    month = next((i for i, stem in enumerate(stems, 1) if re.match(stem, words[0])), 0)
    if not month:
        return None
    year = next((word for word in words[1:] if re.fullmatch(r"(?:19|20)\d\d", word)), "")
    if len(words) > 1 and not year:
        return None
    adverb, genitive = _SEASONS[language][month % 12 // 3]
    tail = _year_words(year, language)
    if language == "en":
        return ("in " if inside else "") + adverb + tail
    if inside:
        return adverb + tail
    after = preposition in ("с", "со", "з", "із", "зі", "до", "после", "після", "от", "від")
    return genitive + tail if after else None


def rough_age(original: str, before: str, after: str, language: str) -> tuple[str, str] | None:
    """Say an age less finely.

    returns: (words, why an editor should look or ""), None if no age can be read
    """
    text = fold(original)
    year = r"\b(19|20)(\d)\d(?:-?го)?"
    born = re.search(rf"{year}(?=\s*(?:года? рожд|г\.?\s?р|року народж|р\.?\s?н))", text)
    if born:
        years = {"ru": "годов рождения", "uk": "років народження", "en": ""}[language]
        return f"{born.group(1)}{born.group(2)}0-х {years}", ""
    if re.search(r"\b(?:19|20)\d\d\b", text):
        decade = _decade_of_birth(original, language)
        return (decade, "") if decade else None
    age = _number(text, language)
    if age is None or not 0 < age < 120:
        return None
    if language == "en":
        return _rough_english(age, text, before)
    if re.search(r"летн|річн", text):
        return None
    if re.search(r"\b(?:до|после|після|с|з|от|від|около|близько)\s+$", before, re.IGNORECASE):
        return None
    if re.search(r"\b(?:за|под|під)\s+$", before, re.IGNORECASE):
        return None
    nearly = re.match(r"(?:под|під)\s", text)
    words = _rough(age - 1 if nearly else age, language)
    counted = re.search(r"\b(?:лет|годов|років)\s+$", before, re.IGNORECASE)
    if not counted and not re.match(r"\s*(?:лет|год|рок|рік)", after):
        words += " " + _LESS[language]["years"]
    if re.search(r"\b(?:в|у)\s+$", before, re.IGNORECASE):
        words = ("возрасте " if language == "ru" else "віці ") + words
    return words, ""


_BORN: Final = re.compile(
    r"\s*((?:born|родил\w+|рожд[её]н\w*|народи\w+|народжен\w*)(?!\w)).*\b((?:19|20)\d)\d\b",
    re.I | re.S,
)


def _decade_of_birth(original: str, language: str) -> str | None:
    """Say «родилась 6 июня 1968 года» as «родилась в 1960-х»; None where no verb opens it."""
    found = _BORN.match(original)
    if not found:
        return None
    within = {"ru": "в {}0-х", "uk": "у {}0-х", "en": "in the {}0s"}[language]
    return f"{found.group(1)} {within.format(found.group(2))}"


def _rough(age: int, language: str) -> str:
    less, tens = _LESS[language], _TENS[language].split()
    if age < 13:
        return less["child"]
    if age < 18:
        return less["minor"]
    if age < 20:
        return less["young"]
    if age >= 80:
        return less["old"]
    return less["range"].format(low=tens[age // 10 - 1], high=tens[age // 10])


def _rough_english(age: int, text: str, before: str) -> tuple[str, str] | None:
    if "year-old" in text or "year old" in text.replace("years old", ""):
        return None
    if age < 13:
        return "under thirteen", ""
    if age < 18:
        return "under eighteen", ""
    if age < 20:
        return "about twenty", ""
    if age >= 80:
        return "over eighty", ""
    decade = _TENS["en"].split()[age // 10 - 1]
    whose = _MINE.search(before)
    if whose:
        return f"in {_POSSESSIVES[whose.group(1).lower()]} {decade}", ""
    sentence = re.split(r"[.!?\n]", before)[-1]
    people = {word.lower() for word in re.findall(r"\b(?:[Hh]e|[Ss]he|I)\b", sentence)}
    if len(people) == 1:
        return f"in {_POSSESSIVES[people.pop()]} {decade}", ""
    return f"in their {decade}", "whose age this is, is not certain"


def _number(text: str, language: str) -> int | None:
    digits = re.search(r"(?<!\d)(\d{1,3})(?!\d)", text)
    if digits:
        return int(digits.group(1))
    units, tens = _UNITS[language].split(), _TEN_WORDS[language].split()
    total, seen = 0, False
    for word in re.findall(r"[\w']+", text):
        if word in tens:
            total, seen = total + (tens.index(word) + 2) * 10, True
        elif word in units:
            total, seen = total + units.index(word), True
    return total if seen else None
