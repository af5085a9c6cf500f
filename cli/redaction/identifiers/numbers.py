"""Telephone numbers and other runs of figures, typed in groups or said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from cli.redaction.identifiers.plan import Plan
from cli.redaction.identifiers.reading import reading
from cli.redaction.model import Finding
from cli.redaction.normalise import fold_word
from cli.redaction.tokens import WORD

# phonenumbers knows numbering plans by region; a number typed without + is read by each of these.
REGIONS: Final = ("RU", "UA", "KZ", "BY")

_NUMBER_WORD: Final = re.compile(
    r"(?:нол[ьяюе]\w*|нул[ьіяюе]\w*|нулик[аи]|оди?н\w{0,3}|одна|одні|два|две|дві|двух|"
    r"двох|три|трёх|трех|трьох|"
    r"четыр\w*|чотир\w*|п[іи']?ят[ьи]\w*|п'?ять\w*|шест[ьи]\w*|шість\w*|шіст\w*|сем[ьи]|"
    r"семь(?:ю|сот\w*|десят\w*)?|сім\w{0,8}|"
    r"восем\w*|вісім\w*|девят[ьи]\w*|дев'?ят\w*|дев'?яност\w*|десят[ьи]|двадцат\w*|"
    r"двадцят\w*|тридцат\w*|"
    r"тридцят\w*|сорок\w{0,2}|девяност\w*|сто|ста|двести|двісті|двіста|(?:три|четыре|чотири)ста|"
    r"(?:пять|п'ять|шесть|шіст|шість|семь|сім|восемь|вісім|девять|дев'ять|дев'ят)сот|единиц[аы]?|"
    r"двойк[аиу]|двоек|двійок|тройк[аиу]|троек|трійок|трійк[аиу]|четв[её]рк[аиу]|"
    r"четв[её]рок|четвірок|четвірк[аиу]|пят[её]рк[аиу]|пят[её]рок|п'ятірок|"
    r"п'ятірк[аиу]|шест[её]рк[аиу]|шест[её]рок|"
    r"шістк[аиу]|сем[её]рк[аиу]|сем[её]рок|сімок|сімк[аиу]|восьм[её]рк[аиу]|"
    r"восьм[её]рок|вісімок|вісімк[аиу]|девятк[аиу]|девяток|дев'яток|"
    r"дев'ятк[аиу]|двійк[аиу]|"
    r"\w*надцать\w*|\w*надцять\w*|double|triple|ooh|oh|o|zero|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|"
    r"eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|"
    r"odin|dva|tri|chetyre|pyat|shest|sem|vosem|devyat|nol|nul)$"
)
_GLUE_WORDS: Final = (
    "plus плюс and и і та на раз раза рази по tire тире dash дефис потом потім далее далі then "
    "двойная двойной двойное тройная тройной дважды трижды подвійна подвійний подвійне потрійна "
    "двічі тричі point слеш слэш пробел пробіл space ну эээ ээ э мм кажется вроде здається значит "
    "ещё еще ще далее дальше опять снова again um uh hmm так затем скобка"
)
_GLUE: Final = frozenset(_GLUE_WORDS.split())
_TENS: Final = re.compile(
    r"дцат|дцят|десят|сорок|девяност|дев'?яност|надц|ty$|teen$|сот$|ста$|сто$|двести|двісті|hundred"
)
_TRIGGER: Final = re.compile(
    r"\b(?:тел(?:ефон\w*|\b)|номер|нумер|(?:по|на|до|пере)?звон|(?:по|на|за|пере)?дзвон|набер|"
    r"набра|call|"
    r"(?:tele)?phone|number|viber|вайбер|whats|вотс|ватс|сигнал|signal|код|code|карт|card|id\b|"
    r"паспорт|mobile|"
    r"моб(?:ил|іл|\b)|сотов|reach|контакт|связ|зв'яз|пин|pin|sms|смс)"
)
_LETTERED: Final = re.compile(r"\d{1,3}[а-яa-zії]{1,3}$")
# Figures and their names run together: 5два7, 1четыре.
_RUN_TOGETHER: Final = re.compile(r"[^\W\d_]+|\d+")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_GAP: Final = re.compile(r"(?:[ \t\-()+*/,_…·~|—]|\.(?=\S))*\n?[ \t\-()+_]*")
_DIGITS: Final = re.compile(
    r"(?<![\w.])(?:\+|00)?[(\[]?\d(?:[\d()\-.]|[ \t/](?=[\d(\-+])|\n(?=\d)){4,}\d(?!\w)"
)
_MONEY: Final = re.compile(
    r"\s?(?:грн|грив|руб|рубл|дол|долл|тыс|тис|євро|евро|usd|eur|uah|rub|dollar|hryvn|"
    r"euro|₽|₴|\$|€|чел|люд|"
    r"people|км|km|кг|kg|метр|metr)",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?:\s?[-/]{1,2}\s?\d\d(?!\d))?(?!\d)")
_DAY_AND_YEAR: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th)?,? (?:1[5-9]|20)\d\d")
_MONEY_BEFORE: Final = re.compile(r"(?:\brs\.?|[$€£₴₽₹¥]|\busd|\beur|\binr)\s?$", re.IGNORECASE)
_DATE: Final = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-](?:\d\d|(?:19|20)\d\d)\.?|"
    r"(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\.?|(?:1[5-9]|20)\d\d\s?(?:-{1,2}|/)\s?(?:(?:1[5-9]|"
    r"20)\d\d|\d\d)|"
    r"\d{1,2} (?:1[5-9]|20)\d\d|(?:1[5-9]|20)\d\d\s?--?\s?\d{1,2}|"
    r"\d{1,2}[.:]\d\d\s?-\s?\d{1,2}[.:]\d\d"
)


# 180 на 110, 39,4 четыре: two measures, no number.
_MEASURED: Final = re.compile(r"\d{1,3} (?:на|по|and|и|і|x|х) \d{1,3}|\d{1,3},\d [^\W\d]+")


# Six figures and more with little between them; only there are the numbering plans asked.
_RUN: Final = re.compile(r"[+(\[]*\d(?:[^\d\n]{0,5}\n?[^\d\n]{0,2}\d){5,}")


def _by_plan(text: str) -> Iterator[Finding]:
    import phonenumbers

    for region, run in product(REGIONS, list(_RUN.finditer(text))):
        left = max(0, run.start() - 2)
        matcher = phonenumbers.PhoneNumberMatcher(
            text[left : run.end() + 12],
            region,
            leniency=phonenumbers.Leniency.POSSIBLE,
            max_tries=65_535,
        )
        for match in matcher:
            start, end = left + match.start, left + match.end
            digits = sum(map(str.isdigit, match.raw_string))
            if digits < 6 or (digits < 9 and _MONEY.match(text, end)):
                continue
            if not _DATE.fullmatch(match.raw_string.strip(" ()")):
                yield Finding(start, end, "phone", f"phone number ({region} plan)", 0.95)


def _by_shape(text: str) -> Iterator[Finding]:
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) < 6 or _DATE.fullmatch(match.group().strip(" ()")):
            continue
        if _DAY_AND_YEAR.fullmatch(match.group().strip(" ()")):
            continue
        if len(digits) <= 9 and _MONEY.match(text, match.end()):
            continue
        if _MONEY_BEFORE.search(text, max(0, match.start() - 5), match.start()):
            continue
        kind = "phone" if 9 <= len(digits) <= 13 else "number"
        yield Finding(match.start(), match.end(), kind, "run of figures", 0.9)


@lru_cache(maxsize=4096)
def _weight(word: str) -> float:
    """Estimate how many figures a word of a spoken number stands for."""
    digits = re.sub(r"\D", "", word)
    if digits:
        return len(digits) + (0 if word.isdigit() else 0.5)
    if word in _GLUE:
        return 0
    return 1.5 if _TENS.search(word) else 1


@lru_cache(maxsize=16_384)
def _is_number(word: str) -> bool:
    return all(
        part.isdigit() or part in _GLUE or _LETTERED.match(part) or _NUMBER_WORD.match(part)
        for part in word.split("-")
    ) or (
        any(char.isdigit() for char in word)
        and all(part.isdigit() or _NUMBER_WORD.match(part) for part in _RUN_TOGETHER.findall(word))
    )


@lru_cache(maxsize=16_384)
def _one_script(word: str) -> str:
    return word if word.isascii() else fold_word(word)


@lru_cache(maxsize=16_384)
def _begins_number(word: str) -> bool:
    return _is_number(word) and (word not in _GLUE or word in ("plus", "плюс"))


def _spoken(text: str) -> Iterator[Finding]:
    tokens = [
        (match.start(), match.end(), _one_script(match.group().lower()))
        for match in WORD.finditer(text)
    ]
    position = 0
    while position < len(tokens):
        if not _begins_number(tokens[position][2]):
            position += 1
            continue
        end = position
        total, parts, said = 0.0, 0, 0
        while (
            end < len(tokens)
            and _is_number(tokens[end][2])
            and (end == position or _GAP.fullmatch(text[tokens[end - 1][1] : tokens[end][0]]))
        ):
            words = tokens[end][2].split("-")
            total += sum(map(_weight, words))
            parts += len(words)
            said += sum(not word.isdigit() and word not in _GLUE for word in words)
            end += 1
        while end > position and tokens[end - 1][2] in _GLUE:
            end -= 1
        before = " ".join(token[2] for token in tokens[max(0, position - 5) : position])
        trigger = bool(_TRIGGER.search(before))
        start, stop = tokens[position][0], tokens[max(position, end - 1)][1]
        money = (_MONEY.match(text, stop) and total < 9) or _MONEY_BEFORE.search(
            text, max(0, start - 5), start
        )
        measured = not trigger and total < 7 and _MEASURED.fullmatch(text[start:stop])
        years = all(_YEAR.fullmatch(word) or word in _GLUE for _, _, word in tokens[position:end])
        rest = re.sub(r"\D", "", _YEARS.sub("", text[start:stop]))
        if not trigger and not rest and not said:
            position = max(end, position + 1)
            continue
        if (years and (not trigger or end - position == 1)) or _DAY_AND_YEAR.fullmatch(
            text[start:stop]
        ):
            position = max(end, position + 1)
            continue
        if (total >= 6 or (total >= 4 and parts >= 3) or (trigger and total >= 4)) and not (
            _DATE.fullmatch(text[start:stop]) or money or measured
        ):
            kind = "phone" if total >= 8 else "number"
            why = "number said in words" if said else "run of figures"
            if said or total >= 6 or trigger:
                yield Finding(start, stop, kind, why, 0.9)
        position = max(end, position + 1)


# What is said of a number that is not told whole: its end or beginning.
_PART: Final = re.compile(
    r"(?:(?:заканчива|кончает|оканчива|закінчу|начина|почина)\w*|(?:последни|перв|останн|перш)\w+ "
    r"(?:\w+ )?цифр\w*|в конце|в кінці|на конце|end(?:s|ed|ing)? (?:in|with)|beg[iau]ns? with|"
    r"starts? with|started with|(?:last|first) (?:\w+ )?(?:digits?|figures|numbers)|с концом)"
    r"(?: [^\W\d]{1,5})?[ :,—-]*(?<!\d)(?P<x>[*x]{0,4}\d(?:[ -]?\d){1,7})"
    r"(?![\w:]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(
    r"(?<!\w)(?:доб\.?|добавочн\w+|дод\.|вн\.|внутренн\w+|внутрішн\w+|ext\.?|"
    r"extension) ?(?P<x>\d{1,5})(?!\w)",
    re.IGNORECASE,
)


_LOCAL: Final = re.compile(
    r"(?<![\w.,:/-])(?!(?:[0-2]?\d|3[01])-(?:0\d|1[0-2])-\d\d)\d{1,3}-\d\d-\d\d(?![\w:-]|[.,]\d)"
)
_SEEN: Final = re.compile(
    r"(?<![\w.,:/-])\d{2,4}[- ]?\d{0,3}(?= (?:на|в|у|on the|on its) (?:\w+ )?(?:номер|знак|plate|"
    r"борт|двер|door))"
    r"(?!\w)",
    re.IGNORECASE,
)
# Local numbers, and numbers with signs for the figures that are kept back.
_SHORT: Final = re.compile(
    r"(?:тел\w*|phone|номер\w{0,2}|number|городск\w+|міськ\w+|домашн\w+|служебн\w+|службов\w+)"
    r"[ .:—-]{1,3}(?P<x>\d{1,3}(?:-\d\d){1,2})(?![\w-])",
    re.IGNORECASE,
)
_MASKED: Final = re.compile(
    r"(?<!\w)\+?\d{1,3}[ -]?\(?[xх*•]{2,3}\)?(?:[ -]?[\dxх*•]{2,4}){1,4}(?!\w)", re.IGNORECASE
)


# What the patterns of parts of numbers find: group, kind, why and score.
_PARTS: Final[tuple[tuple[re.Pattern[str], str | int, str, str, float], ...]] = (
    (_PART, "x", "phone", "part of a number", 0.85),
    (_SHORT, "x", "phone", "local number", 0.85),
    (_SEEN, 0, "plate", "figures seen on a plate", 0.8),
    (_LOCAL, 0, "phone", "local number", 0.8),
    (_MASKED, 0, "phone", "number with figures kept back", 0.85),
    (_EXTENSION, 0, "phone", "extension", 0.85),
)
_YEAR_ALONE: Final = re.compile(r"(?:1[6-9]|20)\d\d")


@lru_cache(maxsize=1)
def _plan() -> Plan:
    return Plan(pattern for pattern, *_ in _PARTS)


def _parts(text: str) -> Iterator[Finding]:
    every = zip(_PARTS, _plan().matches(reading(text)), strict=True)
    for (pattern, group, kind, why, score), matches in every:
        for match in matches:
            start, end = match.span(group)
            if pattern is _PART and (
                _MONEY.match(text, match.end()) or _YEAR_ALONE.fullmatch(text, start, end)
            ):
                continue
            yield Finding(start, end, kind, why, score)


def find(text: str) -> list[Finding]:
    """Find runs of figures in a folded text."""
    found = [*_by_shape(text), *_spoken(text)]
    if any(char.isdigit() for char in text):
        found += [*_by_plan(text), *_parts(text)]
    return found
