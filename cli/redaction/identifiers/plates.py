"""Plates of vehicles, whole or in part, and the numbers painted on armour and aircraft."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import CARDINAL, COUNTED, LAST_ORDINAL, TENS

_LETTER: Final = "авекмнорстухіabekmhopctyxi"
_REGION: Final = r"(?:[ -]?(?:rus|рус|dpr|lpr|днр|лнр|регион|region|рег\b)\w{0,2})"

# Units of measure, short words and codes of law that look like the letters of a plate.
_NO_LETTERS: Final = frozenset(
    [
        "встав",
        "вокно",
        "вкм",
        "укм",
        "смм",
        "ском",
        "всто",
        "всорок",
        "вместе",
        "вмм",
        "аот",
        "смет",
        "кму",
        "внас",
        "вне",
        "вон",
        "нако",
        "ната",
        "тота",
        "наму",
        "вмы",
        "тоя",
        "навс",
        "кас",
        "вам",
        "вас",
        "вмае",
        "вех",
        "ихвс",
        "всетам",
        "на",
        "не",
        "но",
        "от",
        "то",
        "ту",
        "та",
        "те",
        "мы",
        "ты",
        "ко",
        "со",
        "во",
        "ст",
        "см",
        "км",
        "мм",
        "кв",
        "ас",
        "ах",
        "их",
        "кк",
        "ук",
        "ак",
        "ск",
        "ос",
        "ом",
        "ма",
        "ку",
        "ми",
        "мі",
        "ми",
        "ті",
        "то",
        "ми",
        "at",
        "to",
        "me",
        "my",
        "by",
        "he",
        "ok",
        "mm",
        "cm",
        "km",
        "am",
        "pm",
        "oh",
        "ha",
        "ex",
        "hm",
        "it",
        "is",
        "in",
        "if",
    ]
) - {"ах", "ос"}
_MEASURE: Final = frozenset(["мм", "см", "км", "кв", "ст", "mm", "cm", "km"])
_CODES: Final = frozenset(["кк", "ук"])


def _letters(match: re.Match[str]) -> bool:
    """Letters of a plate must not be words around a number: `в 200 км`, `на 3000 кв`."""
    text = match.group()
    letters = re.sub(r"[\W\d_]", "", text).lower()
    if not re.search(r"\s", text):
        return letters not in _MEASURE and letters not in _CODES
    if text[0].isdigit() and letters in _CODES:
        return False
    if text.isupper():
        return True
    before = letters[:-2]
    counted = letters[-2:] in _MEASURE and (len(before) < 2 or before in _NO_LETTERS)
    return letters not in _NO_LETTERS and not counted


def _two_digits(match: re.Match[str]) -> bool:
    return bool(re.search(r"\d{2}", match.group("x")))


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "plate",
        "Russian plate",
        rf"(?<!\w)[{_LETTER}](?:[ -]?\d){{3}}(?:[ -]?[{_LETTER}]){{2}}"
        rf"(?:{_REGION}?[ -]?\d[ ]?\d(?:[ ]?\d)?(?!\d){_REGION}?|{_REGION})?(?!\w)",
        "GOST R 50577",
        _letters,
        figures=True,
    ),
    rule(
        "plate",
        "Russian plate without its first letter",
        rf"(?<!\w)\d{{3}}[ -]?[{_LETTER}]{{2}}[ -]?\d{{2,3}}(?!\w)(?:\s+(?:регион|region|рег))?",
        "GOST R 50577",
        _letters,
        figures=True,
    ),
    rule(
        "plate",
        "Ukrainian or Belarusian plate",
        rf"(?<!\w)[{_LETTER}]{{2}}[ -]?\d{{4}}[ -]?[{_LETTER}]{{2}}(?!\w)"
        rf"|(?<!\w)[{_LETTER}]{{2}}[ -]\d\d[ -]\d\d[ -][{_LETTER}]{{2}}(?!\w)|(?<!\w)"
        rf"\d{{4}}[ -]?[{_LETTER}]{{2}}[- ]?\d{{1,2}}(?!\w)"
        r"|(?<!\w)\d{3,5}[ -]?(?:\d{2}[ -])?(?-i:[А-ЯІЇЄA-Z]{2})(?![\w./])"
        r"|(?<!\w)\d\d[ ]?(?-i:[А-ЯІЇЄA-Z]{2})[ ]?\d{4}(?!\w)"
        r"|(?<!\w)\d\d-\d\d ?(?-i:[А-ЯІЇЄA-Z]{2,3})(?!\w)",
        "DSTU 4278; STB 914",
        _letters,
        figures=True,
    ),
    rule(
        "plate",
        "Kazakh, British or military plate",
        r"(?<!\w)(?-i:\d{3}[ ]?[A-Z]{2,3}[ ]?\d{2}|[A-Z]{2}\d{2}[ ]?[A-Z]{3}|"
        r"\d{4}[ ][А-ЯІЇЄA-Z]\d{1,2})(?!\w)",
        "ST RK 986; DVLA INF104",
        _letters,
        figures=True,
    ),
    rule(
        "plate",
        "part of a plate",
        r"(?<!\w)\d{2,3}(?-i:[АВЕКМНОРСТУХ]{2})(?!\w)",
        accept=_letters,
        figures=True,
    ),
    rule(
        "plate",
        "plate without its end",
        r"(?<!\w)(?-i:[АВЕКМНОРСТУХІ]{2}) (?!(?:19|20[0-3]))\d{4}(?!\w)",
        score=0.7,
        figures=True,
    ),
    rule(
        "plate",
        "region of a plate",
        r"(?<!\w)(?:регион\w{0,2}|region) (?P<x>\d{2,3})(?!\w)",
        figures=True,
    ),
    rule(
        "plate",
        "number after the word plate",
        r"(?:гос\.?номер\w*|номерн\w+(?: знак\w*)?|номера(?: машины)?|номерами|номери|номерах|"
        r"с номером|за номером|(?:number |licen[cs]e )?plates?(?: number)?|"
        r"registration|reg|транзит\w*)(?:[\s:,—-]|is|was|were|said|read|были|був|були|такие|"
        r"такі|на|ней|машине|машині|авто|her|his|the|ч[её]рны[ехм]\w?|чорні|белые|білі|"
        r"военны[ехм]\w?|військові|польск\w+|немецк\w+|днр|лнр|dnr|lnr){0,6}"
        r"(?P<x>(?:[^\W\d_]{0,3}[ -]?(?:[^\W\d_]{1,2}[ -])?\d{2,5}[ -]?[^\W\d_]{0,3}"
        rf"(?:[ -]?\d{{2,3}})?)(?![\w])){COUNTED}",
        accept=_two_digits,
        figures=True,
    ),
    rule(
        "plate",
        "letters seen on a plate",
        r"(?:номер\w*|plates?|saw|видел\w*|запомнил\w*|бачи\w+|reg)[^\n.\d]{0,25}"
        r"(?P<x>\d{2,4} (?-i:[АВЕКМНОРСТУХІABEKMHOPCTYXI]{2}))(?!\w)",
        figures=True,
        needs="номер plate saw вид запом бачи reg",
    ),
    rule(
        "plate",
        "foreign plate",
        r"(?:plates?|номер\w*|reg|bus|car|van|truck|бус\w*|машин\w+|авто)[^\n.\d]{0,20}?"
        r"(?P<x>(?-i:[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2} ?\d{1,4}|[A-Z]{2,3} [0-9A-Z]{4,5}))(?!\w)",
        "Vienna Convention on Road Traffic, annex 2",
        _two_digits,
        figures=True,
        needs="plate номер reg bus car van truck бус машин авто",
    ),
    rule(
        "plate",
        "three digits and letters",
        r"(?<!\w)(?-i:[A-Z]{2,3})[ -]?\d{3,4}[ -]?(?-i:[A-Z]{0,3})(?!\w)",
        score=0.7,
        figures=True,
    ),
    rule(
        "plate",
        "registration of an aircraft",
        r"(?<!\w)(?-i:(?:RA|RF|UR|EW|UP|РФ|РА)-\d{4,5}|UR-[A-Z]{3}|(?:G|D|N|SP|YL|LY)-[A-Z]{3,4})"
        r"(?!\w)",
        "ICAO Annex 7",
    ),
    rule(
        "plate",
        "number on a vehicle or aircraft",
        r"(?<!\w)(?:борт\w{0,4}|бортов\w+(?: номер\w*)?|тактическ\w+ (?:номер|знак)\w*|"
        r"тактичн\w+ (?:номер|знак)\w*|tail(?: number)?|hull(?: number)?|tank number|"
        r"(?:вертол[её]т|вертоліт|гелікоптер|helicopter|танк|tank|бтр|бмп|apc)\w*"
        r"(?: (?:с|з|with|under))?(?: (?:бортов\w+|the))?"
        r"(?: (?:номер\w*|number|no\.?|№)))[ :№-]{0,3}(?P<x>\d{2,4})(?!\w)"
        rf"{COUNTED}(?: (?:ж[её]лт\w+|красн\w+|син\w+|бел\w+|жовт\w+|червон\w+|біл\w+)(?!\w))?",
        figures=True,
    ),
    rule(
        "plate",
        "plate typed with strokes or in lower case, by a word for it",
        r"(?:номер\w*|знак\w*|plates?|avtobus\w*|автобус\w*|машин\w*|mashin\w*|авто|bus|car|van|"
        r"truck|reg\w*|фур\w+|"
        r"газел\w+)[^\n\d]{0,20}?(?<!\w)"
        rf"(?P<x>[{_LETTER}rt][ /-]?\d{{3}}[ /-]?[{_LETTER}rt]{{2}}(?:[ ]?[/-]?[ "
        rf"]?\d{{2,3}})?)(?![\w])",
        accept=lambda match: (
            not re.search(r"[а-яі ]\s?\d{3}\s(?:на|не|от|то|мы|км|см|их)\b", match.group("x"))
        ),
        figures=True,
    ),
    rule(
        "plate",
        "number and colour on an aircraft, in words or quotes",
        rf"[«\"“](?P<x>(?:{TENS} )?(?:{LAST_ORDINAL}|\d{{2}})[ ](?:ж[её]лт|красн|син|бел|ч[её]рн|"
        rf"жовт|"
        rf"червон|біл|чорн|yellow|"
        r"red|blue|white|black)\w{0,4})(?=[»\"”])",
        "tactical numbers of Russian aircraft",
    ),
    rule(
        "plate",
        "plate with its figures in words",
        rf"(?<!\w)(?-i:[АВЕКМНОРСТУХІ]{{1,2}})[ ](?:{CARDINAL}[ "
        rf"-]?){{2,6}}(?-i:[АВЕКМНОРСТУХІ]{{2}})(?!\w)",
        "DSTU 4278; GOST R 50577",
    ),
    rule(
        "plate",
        "locomotive or carriage",
        r"(?<!\w)(?:\d?(?:[тt][еэeг]|[вv][лl]|[чc][мсm][эеe]|[дd][рp]|[эеe][рp]|[дd][сs]|"
        r"[хx][рp])\d{1,3}[а-яa-z]?|"
        r"(?:вагон|локомотив|тепловоз|электровоз|електровоз)\w{0,3}(?: номер)?)[ -]\d{3,8}(?!\w)",
        "numbering of rolling stock, 1520 mm railways",
        figures=True,
    ),
    rule(
        "plate",
        "number and colour on an aircraft",
        r"(?<!\w)\d{2} (?:ж[её]лтый|красный|синий|белый|ч[её]рный|жовтий|червоний|синій|"
        r"білий|yellow|red|blue|white)(?=\W+(?:landed|сел|сів|взлет|летел)|\W*$)",
        figures=True,
    ),
)
