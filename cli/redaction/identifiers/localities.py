"""Addresses, coordinates and military units."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule

_STREET: Final = (
    r"(?:ул\.?|улиц[аеуы]|улицей|вул\.?|вулиц[яіюею]+|пр-?к?т\.?|просп\.?|проспект[еуаі]?|пер\.|"
    r"пров\.|переул(?:ок|ке|ка|ку|ком)|провул(?:ок|ку|ка|ком)|бульвар[еуаі]?|бул\.|б-р|шоссе|"
    r"шосе|площад[ьи]\w*|площ[аі]\w{0,2}|"
    r"пл\.|набережн\w+|наб\.|мкр\.?|мкрн\.?|микрорайон\w*|мікрорайон\w*|квартал\w*|"
    r"тупик\w*|проезд\w*|проїзд\w*|"
    r"аллея|аллее|алея|алеї|узвіз\w*|спуск\w*|лини[яию]|лінія|лінії|хутор\w*)"
)
_STREET_EN: Final = (
    r"(?:street|str|st|avenue|ave|road|rd|lane|ln|drive|boulevard|blvd|square|sq|"
    r"prospekt|prospect|prospekti|"
    r"alley|highway|terrace|close|crescent|court|vulytsia|vul|ulitsa|ul|provulok|pereulok|bulvar)"
)
_ORDINAL: Final = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|"
    r"двенадцат|перш|друг|четверт|"
    r"п'ят|шост|сьом|дев'ят|двадцят|двадцат|тридцят|тридцат)\w*"
)
_CARDINAL: Final = (
    r"(?:од[иі]н|два|две|дві|три|четыре|чотири|пять|п'ять|шесть|шість|семь|сім|восемь|"
    r"вісім|девять|дев'ять|десять|"
    r"\w+надцать|\w+надцять|двадцать|двадцять|тридцать|тридцять|сорок|п'ятдесят|"
    r"пятьдесят|шістдесят|шестьдесят|"
    r"сімдесят|семьдесят|вісімдесят|восемьдесят|дев'яносто|девяносто|сто|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_NUMBER: Final = (
    rf"(?:\d{{1,4}}(?:[ ]?[/-][ ]?\d{{1,3}})?[ ]?(?:[а-еa-e](?!\w))?|"
    rf"{_CARDINAL}(?:[ -]{_CARDINAL}){{0,2}})(?![\w:])"
)
_FLAT: Final = (
    r"(?:кв\.?|квартир\w*|apt\.?|flat|apartment|оф\.?|офис\w*|кімнат\w+|комнат\w+|room|"
    r"suite|под[ъ']?езд\w*|під'?їзд\w*|корпус\w*|корп\.?|к\.|стр\.)"
)
_HOUSE: Final = r"(?:д\.|дом\w{0,2}|буд\.?|будин\w+|house|building|№)"
_TAIL: Final = (
    rf"(?:[\s,]+(?:{_HOUSE}[ ]*{_NUMBER}|{_FLAT}[ ]*№?[ ]*{_NUMBER}|{_ORDINAL} (?:этаж|"
    r"поверх|под[ъ']?езд|під'?їзд)\w*))*"
)
_NAME: Final = (
    r"(?:(?:имени|ім\.?|им\.?|імені|академика|генерала|героев|героїв|маршала|гетьмана|"
    r"князя|святого|святой)\s+)?"
    r"(?:\d{1,3}-?(?:й|я|го|летия|річчя|лет|років)?\s+)?[\w'.-]{3,}"
)
_LAND: Final = (
    r"(?:ая|ой|ую|ей|ого|его|ої|ій|ою|ська|ської|ській|ську|цька|цької|ова|ева|ина|іна|"
    r"ника|енка|енко|ова|ева|ича|ів|ев|ов)"
)
_AFTER: Final = (
    r"(?![ \t]*(?:год|лет|рок|річ|мес|міс|дн|день|дней|сут|доб|раз|челов|чол|люд|числ|"
    r"март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|"
    r"ноябр|декабр|январ|феврал|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|"
    r"січ|лют|час|мин|хвил|сек|тыс|тис|км|м\b|метр|"
    r"кг|кіл|килог|грам|гривн|грн|доллар|дол|руб|%|процент|відсот|этаж|поверх|класс|"
    r"клас|ден|человек|осіб|"
    r"бригад|батальон|полк|рот|взвод|этап|ряд|штук|шт|пункт|стат|ст\b))"
)
_ORD_SUFFIX: Final = r"(?:-?[ ]?(?:й|ій|я|ая|ої|ой|ю|ую|ту|го|ого|му|та|ша|га|th|rd|st|nd))?"
_ARM: Final = (
    r"(?:(?:отдельн|окрем|мотострелк|механіз|механиз|танков|десант|штурм|гвардейск|"
    r"горно|гірськ|морск|морськ|воздушно|"
    r"повітряно|артиллер|артилер|стрелк|стрілец|развед|розвід|мото|ракетн|зенитн|"
    r"аеромоб|assault|mechani[sz]ed|motor|rifle|"
    r"tank|airborne|marine|separate|guards?|mountain|artillery|reconnaissance|"
    r"territorial|infantry|тер)[\w-]*\s+){0,4}"
)
_FORMATION: Final = (
    r"(?:бригад\w*|омбр|омсбр|озсп|обрспн|обрмп|оабр|одшбр|ошбр|дшб|ошб|обр|бртро|бр\b|"
    r"полк(?:а|у|ом|е|і|ові|и)?\b|дивизи\w+|дивізі\w+|"
    r"батальон\w*|баталь[йо]он\w*|бат\b|б-н|мсп|мсд|вдд|дшд|омсп|осп|дивизион\w*|"
    r"дивізіон\w*|корпус(?:а|у|ом|е|і)?\b|"
    r"арми[яиюей]\w?|армі[яїюєю]\w?|brigade|regiment|division|battalion|corps|army)"
)

# What stands before a street in a full address: region, district, town.
_BEFORE: Final = (
    r"(?:(?:(?:г|м|с|пос|смт|пгт|дер|х|гор)\.\s*[\w'-]+(?:\s(?-i:[А-ЯІЇЄҐ])[\w'-]+)?|"
    r"[\w'-]+\s+(?:обл|р-н|район|область)\.?|(?:село|селище|город|місто|посёлок|поселок)"
    r"\s+[\w'-]+),?\s+){0,3}"
)
_TROOPS: Final = (
    r"(?:\s+(?:(?:морск|морськ|территориальн|територіальн|национальн|національн)\w+\s+"
    r"(?:пехот|піхот|оборон|гварди|гвардії)\w*|зсу|нгу|всу|тро|дшв|marines))?"
)


def _street_like(match: re.Match[str]) -> bool:
    """The word before a house number must be able to name a street: an adjective or a genitive."""
    from cli.redaction.lexicon import word

    known = word(match.group("street").lower())
    adjective = "ADJ" in known.shape and "NOUN" not in known.shape
    surname = bool(known.surname_ending or "Surn" in known.name_kinds)
    return adjective or surname or not known.known


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "address",
        "street name and house",
        r"(?<!\w)(?:на|по|адрес[аеу]?|адреса|адресою|вулиці|вулиця|улице|улица|живу|"
        r"жив[её]м|жили|жила|живемо)[ :,]+"
        rf"(?P<x>(?P<street>[\w'-]{{4,}}(?:ова|ева|ёва|єва|ина|іна|їна|ого|ої|ой|ій|ая|на|ка|"
        rf"ська|енка|енко|ська|ича|ців|иків))\s*,?\s+{_NUMBER}){_AFTER}{_TAIL}",
        accept=_street_like,
        score=0.85,
    ),
    rule(
        "address",
        "street name and house",
        rf"(?<!\w)(?P<street>[\w'-]{{4,}}(?:ная|на|ська|ская|ова|ева|ича))"
        rf"\s*,?\s+{_NUMBER}{_AFTER}{_TAIL}",
        accept=_street_like,
        score=0.8,
    ),
    rule(
        "address",
        "street and house",
        rf"(?<!\w){_BEFORE}{_STREET}\s+{_NAME}(?:[ ]+[\w'-]{{3,}})??[\s,]+(?:{_HOUSE}[ ]*)"
        rf"?{_NUMBER}{_AFTER}{_TAIL}",
    ),
    rule(
        "address",
        "street",
        r"(?<!\w)(?:ул\.?|вул\.|пер\.|просп\.|пр-т|мкр\.?|мікрорайон\w*|микрорайон\w*)"
        rf"\s+{_NAME}{_TAIL}"
        r"|(?<!\w)(?:улиц[аеуы]|улицей|вулиц[яіюею]+|проспект[еуаі]?|переул\w+|провул\w+|"
        rf"площад\w+|площ[аі])\s+(?:(?-i:[А-ЯІЇЄҐ])[\w'-]+|[\w'-]{{2,}}{_LAND}|"
        rf"\d{{1,3}}\s\w+)(?!\w){_TAIL}",
        score=0.85,
    ),
    rule(
        "address",
        "street",
        r"(?<!\w)[\w'-]{4,}(?:ая|ой|ую|ій|ої|ська|ській|ской|ского)\s+(?:улиц[аеуы]|"
        r"вулиц[яіюею]+|переул\w+|провул\w+|площад\w+|проспект\w*)(?!\w)"
        r"(?:[\s,]+\d{1,3}(?!\d))?",
        score=0.85,
    ),
    rule(
        "address",
        "street name and house",
        rf"(?<!\w)(?-i:[А-ЯІЇЄҐ])[\w'-]{{3,}}{_LAND}?\s*,?\s+(?:{_HOUSE}[ ]?)"
        rf"?\d{{1,3}}(?:[ ]?[/-][ ]?\d{{1,3}})?[ ]?[абвгд]?(?![\w:])(?![./]\d)"
        rf"{_AFTER}{_TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}(?:ая|ой|ій|ої|ська|ській|ской)\s*,?\s+(?:{_HOUSE}[ ]?)"
        rf"?\d{{1,3}}(?:[ ]?/[ ]?\d{{1,3}})?[ ]?[абвгд]?(?![\w:])(?![./]\d){_AFTER}{_TAIL}",
        score=0.85,
    ),
    rule(
        "address",
        "name, house and flat",
        r"(?<!\w)[\w'-]{4,}[ ,]+\d{1,3}[ ]?[а-дa-d]?[ ,]+(?:кв\.?|квартира|apt\.?|flat)"
        r"[ ]*№?[ ]*\d{1,4}",
    ),
    rule(
        "address",
        "English address",
        rf"(?<!\w)\d{{1,5}}[a-z]?,?\s+(?:[\w'.-]+\s+){{1,3}}{_STREET_EN}\b\.?{_TAIL}"
        r"|(?<!\w)(?:street|vulytsia|vul\.?|ulitsa|ul\.|prospekt|provulok|pereulok)"
        rf"\s+(?:(?:is|of|imeni)\s+)?[\w'-]{{3,}}(?:[ ]+[\w'-]{{3,}})??[\s,]+(?:house |"
        rf"building |no\.? )?\d{{1,4}}[a-z]?(?!\w){_TAIL}"
        r"|(?<!\w)(?-i:[A-Z])[\w'-]+\s+(?:street|str|st|avenue|ave|road|lane|prospekt|"
        rf"boulevard|square)\b\.?(?:[\s,]+\d{{1,4}}[a-z]?(?!\w))?{_TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}\s+(?:street|avenue|lane|prospekt|boulevard)[\s,]+(?:house |"
        rf"no\.? )?\d{{1,4}}(?!\w){_TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}(?:na|va|ska|skaya|skoho|aya|oi)\s+(?:str\.?\s+)"
        rf"?\d{{1,3}}(?!\w){_AFTER}{_TAIL}",
        accept=lambda match: not re.match(r"\d+\s+(?:of|from|in|at|on|to)\b", match.group(), re.I),
    ),
    rule(
        "address",
        "house, flat, cell",
        r"(?<!\w)(?:кв\.?|квартир\w*|apt\.?|flat|apartment|дом|доме|дома|будинок|будинку|"
        r"house(?: number)?|палат\w+|камер[аеиуіо]\w?|cell|ward|room|барак\w*|корпус\w*|"
        rf"отряд\w*|загін|загону)[ ]*(?:№|номер|number|no\.?)?[ ]*\d{{1,4}}[а-дa-d]?(?![\w])"
        rf"{_AFTER}",
        score=0.8,
    ),
    rule(
        "address",
        "house, flat",
        r"(?<!\w)(?:квартир[аеиуі]|квартирі|дом номер|будинок номер|flat|apartment)"
        rf"[ ]+{_CARDINAL}(?:[ -]{_CARDINAL}){{0,2}}(?!\w)",
        score=0.8,
    ),
    rule(
        "address",
        "entrance or floor",
        rf"(?<!\w)(?:{_ORDINAL}|\d{{1,2}}(?:-?[а-яії]{{1,2}})?)[ ]+(?:под[ъ'ь]?езд\w*|"
        r"під'?[їе]зд\w*)",
        score=0.7,
    ),
    rule(
        "address",
        "numbered street",
        r"(?<!\w)\d{1,2}-?(?:й|ый|я|ий|а|ая|ої|ой)?[ ]+(?:переулок|провулок|проезд|улица|"
        r"линия|вулиця|тупик|квартал|микрорайон|мікрорайон)(?:[ ][\w'-]+)?(?:[ ,]+\d{1,3})?",
    ),
    rule(
        "address",
        "numbered house",
        r"(?<!\w)(?:пятиэтажк|девятиэтажк|п'ятиповерхівк|дев'ятиповерхівк|многоэтажк|"
        r"хрущ[её]вк)\w+(?: номер)?[ ]\d+(?!\w)",
    ),
    rule(
        "address",
        "postal code",
        r"(?:индекс|індекс|postal code|zip(?: code)?|postcode)[\s:]*(?P<x>\d{4,6})",
    ),
    rule(
        "address", "UK postcode", r"(?<!\w)(?-i:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w)", "BS 7666"
    ),
    rule(
        "coordinates",
        "degrees",
        r"(?<![\d.])[-+]?\d{1,2}[.,]\d{3,}°?\s*(?:[nsсю]|с\.?\s?ш\.?|пн\.?\s?ш\.?)"
        r"?[\s,;/]+(?:и|і|и|and)?\s*[-+]?\d{1,3}[.,]\d{3,}°?(?:\s*(?:[ewвз](?!\w)|"
        r"в\.?\s?д\.?|сх\.?\s?д\.?))?",
        "ISO 6709",
    ),
    rule(
        "coordinates",
        "degrees and minutes",
        r"[NSEW]?\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|″|''))"
        r"?\s?[nsewсюзвпсх]{0,2}\.?(?:\s?[шд]\.?)?(?:[\s,;]*[NSEW]?\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)"
        r"?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|″|''))"
        r"?\s?[nsewсюзвсх]{0,2}\.?(?:\s?[шд]\.?)?)?",
        "ISO 6709",
    ),
    rule(
        "coordinates",
        "degrees in words",
        r"(?<!\w)\d{1,2}(?:[.,]\d+)?\s?(?:град\w*|degrees?|deg)\W{0,3}(?:\d{1,2}(?:[.,]\d+)"
        r"?\s?(?:мин\w*|хв\w*|minutes?|min)\W{0,3})?(?:\d{1,2}(?:[.,]\d+)?\s?(?:сек\w*|"
        r"seconds?|sec)\W{0,3})?(?:северн\w+|південн\w+|північн\w+|восточн\w+|східн\w+|"
        r"north|south|east|west|[nsew]\b|с\.?ш|пн\.?ш|в\.?д|сх\.?д)(?:\s(?:широт\w+|"
        r"долгот\w+|довгот\w+))?",
    ),
    rule(
        "coordinates",
        "number after the word coordinates",
        r"(?:координат\w*|coordinates?|coords?|широт\w+|долгот\w+|довгот\w+|latitude|"
        r"longitude|lat|lon|квадрат\w*|grid)[\s:—-]*(?:are |is |были |були |такие |такі |"
        r"точки |точка )"
        r"?(?P<x>[\d.,°'\"NESWns ;/-]*\d{2,}[\d.,°'\"NESWns;/-]*(?:[\s,;]+(?:и |і |and )"
        r"?[\d.,°'\"]{2,}[NESW]?)*)",
    ),
    rule(
        "coordinates",
        "grid reference",
        r"(?<!\w)\d{1,2}[c-x][ ]?[a-hj-np-z]{2}[ ]?\d{2,5}[ ]?\d{2,5}(?!\w)|(?<!\w)"
        r"[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?!\w)|"
        r"///[\w-]+\.[\w-]+\.[\w-]+",
        "MGRS (NGA.STND.0037), Open Location Code",
    ),
    rule(
        "unit",
        "military unit number",
        r"(?<!\w)(?:в\s?[/.]?\s?ч\.?|вч|войсков\w+ част\w+|військов\w+ частин\w+|"
        r"military unit|unit|част[ьи]|частин[аиіу])\s*(?:(?:№|#|номер\w*|number|no\.?)\s*)"
        r"?(?:[аa]\s?-?\s?)?\d{4,6}(?!\d)|(?<!\w)в\s?[/.]\s?ч\.?\s*[аa]?-?\d{2,6}|(?<!\w)"
        r"[аa]-?\d{4}(?!\w)",
        "conventional unit numbers",
    ),
    rule(
        "unit",
        "numbered formation",
        rf"(?<!\w)\d{{1,4}}{_ORD_SUFFIX}[ \t]+{_ARM}{_FORMATION}{_TROOPS}",
        score=0.9,
    ),
    rule(
        "unit",
        "numbered formation",
        r"(?<!\w)(?:бригад[аиіуы]|полк|батальон|brigade|battalion|regiment|division|"
        r"дивизи[яи]|дивізі[яї])[ ]+(?:№|номер |number |no\.? )?\d{1,4}(?!\w)",
        score=0.9,
    ),
    rule(
        "unit",
        "numbered formation in words",
        r"(?<!\w)(?:(?:сто|двести|двісті|двадцать|двадцять|тридцать|тридцять|сорок|"
        r"пятьдесят|п'ятдесят|шестьдесят|шістдесят|семьдесят|сімдесят|восемьдесят|"
        r"вісімдесят|девяносто|дев'яносто|one hundred(?: and)?|twenty|thirty|forty|fifty|"
        rf"sixty|seventy|eighty|ninety)[ -])*(?:{_ORDINAL}|\w*(?:надцат|надцят)\w+|"
        r"сорок(?:ов|ов)\w+|(?:пят|шест|сем|восем|вісім|сім|п'ят)\w*десят\w*|девяност\w+|"
        r"дев'яност\w+|сот\w+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
        rf"tenth|\w+teenth|\w+tieth)[ ]+{_ARM}{_FORMATION}{_TROOPS}",
        score=0.85,
    ),
    rule(
        "unit",
        "numbered formation",
        r"(?<!\w)\d{1,3}(?:st|nd|rd|th) (?:assault|mechani[sz]ed|airborne|marines?|tank|"
        r"rifle|infantry)(?!\w)",
        score=0.85,
    ),
    rule(
        "unit",
        "named formation",
        r"(?<!\w)(?:батальон\w*|полк\w{0,2}|бригад\w+|рот[аеиуы]|взвод\w*|отряд\w*|загін|"
        r"загону|чвк|пвк|battalion|brigade|regiment|company)[ ]+(?:имени[ ]|імені[ ])"
        r"?[«\"“]?(?-i:[А-ЯІЇЄҐA-Z])[\w-]+(?:[ ](?-i:[А-ЯІЇЄҐA-Z])[\w-]+)?[»\"”]?|(?<!\w)"
        r"(?:батальон\w*|полк\w{0,2}|бригад\w+|рот[аеиуы]|отряд\w*|чвк|battalion|brigade)"
        r"[ ]+[«\"“][^»\"”\n]{2,30}[»\"”]",
        score=0.8,
    ),
)
