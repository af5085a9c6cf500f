"""Addresses and coordinates."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import CARDINAL, CARDINALS, COUNTED, LAST_ORDINAL, ORDINAL
from cli.redaction.morphology import zipf

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
_NUMBER: Final = (
    rf"(?:\d{{1,4}}(?:[ ]?[/-][ ]?\d{{1,3}})?[ ]?(?:[а-еa-e](?!\w))?|"
    rf"{CARDINALS}(?: (?:дробь|дріб|stroke|slash) {CARDINALS})?)(?![\w:])"
)
_FLAT: Final = (
    r"(?:кв\.?|квартир\w*|apt\.?|flat|apartment|оф\.?|офис\w*|кімнат\w+|комнат\w+|room|"
    r"suite|под[ъ']?езд\w*|під'?їзд\w*|корпус\w*|корп\.?|к\.|стр\.|kv\.?|korp\.?|block|"
    r"entrance|floor)"
)
HOUSE: Final = r"(?:д\.?|дом\w{0,2}|буд\.?|будин\w+|house|building|dom|bud\.?|d\.|№)"
TAIL: Final = (
    rf"(?:[\s,]+(?:{HOUSE}[ ]*{_NUMBER}|{_FLAT}[ ]*№?[ ]*{_NUMBER}|{ORDINAL} (?:этаж|"
    rf"поверх|под[ъ']?езд|під'?їзд)\w*))*(?:,\s?\d{{1,4}}(?![\d:.-]){COUNTED})?"
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
# What stands before a street in a full address: region, district, town.
_BEFORE: Final = (
    r"(?:(?:(?:г|м|с|пос|смт|пгт|дер|х|гор)\.\s*[\w'-]+(?:\s(?-i:[А-ЯІЇЄҐ])[\w'-]+)?|"
    r"[\w'-]+\s+(?:обл|р-н|район|область)\.?|(?:село|селище|город|місто|посёлок|поселок)"
    r"\s+[\w'-]+),?\s+){0,3}"
)


# Nouns that end like a street and stand before a number.
_MEASURES: Final = frozenset(
    [
        "ширина",
        "длина",
        "глубина",
        "толщина",
        "величина",
        "половина",
        "цена",
        "машина",
        "картина",
        "причина",
        "година",
        "довжина",
        "глибина",
        "товщина",
        "частина",
    ]
)


def _street_like(match: re.Match[str]) -> bool:
    """The word before a house number must be able to name a street: an adjective or a genitive."""
    from cli.redaction.lexicon import word

    street = match.group("street").lower()
    if street in _MEASURES:
        return False
    known = word(street)
    adjective = "ADJ" in known.shape and "NOUN" not in known.shape
    surname = bool(known.surname_ending or "Surn" in known.name_kinds)
    return adjective or surname or not known.known


def _street_by_capital(match: re.Match[str]) -> bool:
    """A capital at the start of a sentence is no proof of a street: `Прилетело 152`."""
    from cli.redaction.lexicon import word

    first = match.group().split()[0].strip(",").lower()
    known = word(first)
    opening = not match.string[: match.start()].rstrip(" \t«\"'(—-") or match.string[
        : match.start()
    ].rstrip()[-1:] in (".", "!", "?", "\n")
    return not (opening and known.known and not known.name_kinds and not _ADJECTIVE.search(first))


def _street_in_latin(match: re.Match[str]) -> bool:
    """`on Lesnaya 14` is an address; `on March 14` and `in Article 51` are not."""
    street = match.group("street")
    if street.isupper() or street.lower() in _NOT_STREETS:
        return False
    return zipf(street.lower(), False) < 3.9


_ADJECTIVE: Final = re.compile(r"(?:ая|ой|ий|ій|ої|ьна|ська|ской|цька|ова|ева|ина|ого)$")
_NOT_STREETS: Final = frozenset(
    [
        "grad",
        "smerch",
        "kalibr",
        "lancet",
        "shahed",
        "javelin",
        "himars",
        "kamaz",
        "ural",
        "niva",
        "leopard",
        "abrams",
        "bradley",
        "psalm",
        "chapter",
        "page",
        "paragraph",
        "article",
        "clause",
        "section",
        "kalashnikov",
        "makarov",
        "telegram",
        "windows",
    ]
)


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "address",
        "street name and house",
        r"(?<!\w)(?:на|по|адрес[аеу]?|адреса|адресою|вулиці|вулиця|улице|улица|живу|"
        r"жив[её]м|жили|жила|живемо)[ :,]+"
        rf"(?P<x>(?P<street>[\w'-]{{4,}}(?:ова|ева|ёва|єва|ина|іна|їна|ого|ої|ому|ой|ій|ая|на|ка|"
        rf"ська|енка|енко|ська|ича|ців|иків))\s*,?\s+{_NUMBER}){COUNTED}{TAIL}",
        accept=_street_like,
        score=0.85,
    ),
    rule(
        "address",
        "street name and house",
        rf"(?<!\w)(?P<street>[\w'-]{{4,}}(?:ная|на|ська|ская|ова|ева|ича))"
        rf"\s*,?\s+{_NUMBER}{COUNTED}{TAIL}",
        accept=_street_like,
        score=0.8,
    ),
    rule(
        "address",
        "street and house",
        rf"(?<!\w){_BEFORE}{_STREET}\s+{_NAME}(?:[ ]+[\w'-]{{3,}})??[\s,]+(?:{HOUSE}[ ]*)"
        rf"?{_NUMBER}{COUNTED}{TAIL}",
        core=rf"(?<!\w){_STREET}\s",
    ),
    rule(
        "address",
        "street",
        r"(?<!\w)(?:ул\.?|вул\.|пер\.|просп\.|пр-т|мкр\.?|мікрорайон\w*|микрорайон\w*)"
        rf"\s+{_NAME}{TAIL}"
        r"|(?<!\w)(?:улиц[аеуы]|улицей|вулиц[яіюею]+|проспект[еуаі]?|переул\w+|провул\w+|"
        rf"площад\w+|площ[аі])\s+(?:(?-i:[А-ЯІЇЄҐ])[\w'-]+|[\w'-]{{2,}}{_LAND}|"
        rf"\d{{1,3}}\s\w+)(?!\w){TAIL}",
        score=0.85,
    ),
    rule(
        "address",
        "street",
        r"(?<!\w)[\w'-]{4,}(?:ая|ой|ую|ій|ої|ська|ській|ской|ского|ый|ий|ом[уі]?|ого|ому|ым|"
        r"им)\s+(?:улиц[аеуы]|"
        r"вулиц[яіюею]+|переул\w+|провул\w+|площад\w+|проспект\w*)(?!\w)"
        r"(?:[\s,]+\d{1,3}(?!\d))?",
        score=0.85,
    ),
    rule(
        "address",
        "street name and house",
        rf"(?<!\w)(?-i:[А-ЯІЇЄҐ])[\w'-]{{3,}}{_LAND}?\s*,?\s+(?:{HOUSE}[ ]?)"
        rf"?\d{{1,3}}(?:[ ]?[/-][ ]?\d{{1,3}})?[ ]?[абвгд]?(?![\w:])(?![./]\d)"
        rf"{COUNTED}{TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}(?:ая|ой|ій|ої|ська|ській|ской)\s*,?\s+(?:{HOUSE}[ ]?)"
        rf"?\d{{1,3}}(?:[ ]?/[ ]?\d{{1,3}})?[ ]?[абвгд]?(?![\w:])(?![./]\d){COUNTED}{TAIL}",
        accept=_street_by_capital,
        score=0.85,
    ),
    rule(
        "address",
        "street and house in Latin letters",
        r"(?<!\w)(?:on|at|in|from|to|lived|live|address|of|near)[ :,]+(?:the )?"
        r"(?P<x>(?:(?P<street>(?-i:[A-Z])[a-z'-]{3,})(?: (?-i:[A-Z])[a-z]{2,})?,? \d{1,3}"
        rf"(?:[/-]\d{{1,3}})?[a-e]?(?![\w:]|[.,/]\d)){COUNTED}{TAIL})",
        accept=_street_in_latin,
        score=0.8,
        figures=True,
    ),
    rule(
        "address",
        "house and street in Latin letters",
        r"(?<!\w)\d{1,3}[a-e]?,? (?-i:[A-Z])[\w'-]{2,}"
        rf"(?:skaya|ska|skogo|skoho|naya|nogo|oho|ova|eva|ivska)(?: \w+)??(?!\w){TAIL}",
        score=0.8,
        figures=True,
    ),
    rule(
        "address",
        "house in words and street",
        rf"(?<!\w){CARDINALS} (?:(?-i:[A-Z])[\w'-]+ ){{1,2}}{_STREET_EN}(?!\w)",
        needs="st ave rd road la ln dri bou blvd sq pros alley terr close cres court vul ul prov",
    ),
    rule(
        "address",
        "corner of two streets",
        r"(?<!\w)(?:угол|угл[аеу]|углом|ріг|розі|рогу|рога|corner of|corner|перекр[её]ст\w+|"
        r"перехрест\w+)(?: улиц| вулиць)? "
        r"(?P<x>(?-i:[А-ЯІЇЄҐA-Z])[\w'-]+(?: (?:и|і|й|та|and|с|з) (?-i:[А-ЯІЇЄҐA-Z])[\w'-]+))",
        needs="угол угл ріг роз рог corner перекр перехр",
    ),
    rule(
        "address",
        "allotment or block of flats by name",
        r"(?<!\w)(?:снт|днт|ст|гск|днп|жк|осбб|тсж|кооператив\w?)[ ]+[«\"“][^»\"”\n]{2,30}[»\"”]"
        r"(?:,? (?:участок|уч\.|ділянка|бокс|гараж) \d{1,4})?"
        r"|(?<!\w)(?:plot|участок|ділянка) \d{1,4}, (?-i:[А-ЯІЇЄҐA-Z])[\w'-]+(?: gardens)?",
    ),
    rule(
        "address",
        "entrance and flat in words",
        rf"(?<!\w){LAST_ORDINAL} entrance,? (?:apartment|flat) (?:{CARDINALS}|\d{{1,4}})",
        needs="entrance",
    ),
    rule(
        "address",
        "name, house and flat",
        r"(?<!\w)[\w'-]{4,}[ ,]+\d{1,3}[ ]?[а-дa-d]?[ ,]+(?:кв\.?|квартира|apt\.?|flat)"
        r"[ ]*№?[ ]*\d{1,4}",
        figures=True,
    ),
    rule(
        "address",
        "English address",
        rf"(?<!\w)\d{{1,5}}[a-z]?,?\s+(?:[\w'.-]+\s+){{1,3}}{_STREET_EN}\b\.?{TAIL}"
        r"|(?<!\w)(?:street|vulytsia|vul\.?|ulitsa|ul\.|prospekt|provulok|pereulok)"
        rf"\s+(?:(?:is|of|imeni)\s+)?[\w'-]{{3,}}(?:[ ]+[\w'-]{{3,}})??[\s,]+(?:house |"
        rf"building |no\.? )?\d{{1,4}}[a-z]?(?!\w){TAIL}"
        r"|(?<!\w)(?-i:[A-Z])[\w'-]+\s+(?:street|str|st|avenue|ave|road|lane|prospekt|"
        rf"boulevard|square)\b\.?(?:[\s,]+\d{{1,4}}[a-z]?(?!\w))?{TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}\s+(?:street|avenue|lane|prospekt|boulevard)[\s,]+(?:house |"
        rf"no\.? )?\d{{1,4}}(?!\w){TAIL}"
        rf"|(?<!\w)[\w'-]{{4,}}(?:na|va|ska|skaya|skoho|aya|oi)\s+(?:str\.?\s+)"
        rf"?\d{{1,3}}(?!\w){COUNTED}{TAIL}",
        accept=lambda match: (
            not re.match(
                r"(?:\d+\s+(?:of|from|in|at|on|to)|our|my|the|this|that|next|which|her|his|their|"
                r"one|main)\b",
                match.group(),
                re.I,
            )
        ),
        needs="st ave rd road la ln dri bou blvd sq pros alley high terr close cres court "
        "vul ul prov pere bul",
    ),
    rule(
        "address",
        "house, flat",
        r"(?<!\w)(?:квартир[аеиуі]|квартирі|(?:дом|будинок|хата)(?: (?:под |під )?номер\w*)?|"
        r"flat|apartment)"
        rf"[ ]+{_NUMBER}{COUNTED}",
        score=0.8,
    ),
    rule(
        "address",
        "entrance or floor",
        rf"(?<!\w)(?:{ORDINAL}|\d{{1,2}}(?:-?[а-яії]{{1,2}})?)[ ]+(?:под[ъ'ь]?езд\w*|"
        r"під'?[їе]зд\w*)",
        score=0.7,
        needs="под під",
    ),
    rule(
        "address",
        "numbered street",
        r"(?<!\w)\d{1,2}-?(?:й|ый|я|ий|а|ая|ої|ой)?[ ]+(?:переулок|провулок|проезд|улица|"
        r"линия|вулиця|тупик|квартал|микрорайон|"
        r"мікрорайон)(?:[ ][\w'-]+)?(?:[ ,]+\d{1,4}(?:-\d{1,4})?)?",
        figures=True,
    ),
    rule(
        "address",
        "numbered house",
        r"(?<!\w)(?:пятиэтажк|девятиэтажк|п'ятиповерхівк|дев'ятиповерхівк|многоэтажк|"
        r"хрущ[её]вк)\w+(?: номер)?[ ]\d+(?!\w)",
        figures=True,
    ),
    rule(
        "address",
        "postal code",
        r"(?:индекс|індекс|postal code|zip(?: code)?|postcode)[\s:]*(?P<x>\d{4,6})",
        figures=True,
        needs="индекс індекс code zip postc",
    ),
    rule(
        "address",
        "UK postcode",
        r"(?<!\w)(?-i:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?!\w)",
        "BS 7666",
        figures=True,
    ),
    rule(
        "coordinates",
        "degrees",
        r"(?<![\d.])(?:(?<!\w)[nsсю] ?)?[-+]?\d{1,2}[.,]\d{3,}°?\s*(?:[nsсю]|с\.?\s?ш\.?|"
        r"пн\.?\s?ш\.?)"
        r"?[\s,;/]+(?:(?:и|і|and|"
        r"[ewвз])(?=[ \d]))?\s*[-+]?\d{1,3}[.,]\d{3,}°?(?:\s*(?:[ewвз](?!\w)|"
        r"в\.?\s?д\.?|сх\.?\s?д\.?))?",
        "ISO 6709",
        figures=True,
    ),
    rule(
        "coordinates",
        "degrees and minutes",
        r"[NSEW]?\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|″|''))"
        r"?\s?[nsewсюзвпсх]{0,2}\.?(?:\s?[шд]\.?)?(?:[\s,;]*[NSEW]?\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)"
        r"?\s?['′]?(?:\s?\d{1,2}(?:[.,]\d+)?\s?(?:\"|″|''))"
        r"?\s?[nsewсюзвсх]{0,2}\.?(?:\s?[шд]\.?)?)?",
        "ISO 6709",
        figures=True,
    ),
    rule(
        "coordinates",
        "degrees in words",
        r"(?<!\w)\d{1,2}(?:[.,]\d+)?\s?(?:град\w*|degrees?|deg)\W{0,3}(?:\d{1,2}(?:[.,]\d+)"
        r"?\s?(?:мин\w*|хв\w*|minutes?|min)\W{0,3})?(?:\d{1,2}(?:[.,]\d+)?\s?(?:сек\w*|"
        r"seconds?|sec)\W{0,3})?(?:северн\w+|південн\w+|північн\w+|восточн\w+|східн\w+|"
        r"north|south|east|west|[nsew]\b|с\.?ш|пн\.?ш|в\.?д|сх\.?д)(?:\s(?:широт\w+|"
        r"долгот\w+|довгот\w+))?",
        figures=True,
    ),
    rule(
        "coordinates",
        "number after the word coordinates",
        r"(?:координат\w*|coordinates?|coords?|широт\w+|долгот\w+|довгот\w+|latitude|"
        r"longitude|\blat\b|\blon\b|квадрат\w*|\bgrid)[\s:—-]*(?:are |is |были |були |такие |такі |"
        r"точки |точка )"
        r"?(?P<x>[\d.,°'\"NESWns ;/-]*\d{2,}[\d.,°'\"NESWns;/-]*(?:[\s,;]+(?:и |і |and )"
        r"?[\d.,°'\"]{2,}[NESW]?)*)",
        figures=True,
    ),
    rule(
        "coordinates",
        "latitude or longitude in words",
        r"(?<!\w)(?:широт\w+|долгот\w+|довгот\w+|latitude|longitude|lat|lon|north|east|"
        r"північ|схід|север|восток)[ :,—-]+"
        rf"(?P<x>{CARDINALS}(?: (?:point|точка|крапка|кома|запятая|і|и|and|целых|цілих|градус\w*|"
        rf"degrees?|ноль|нуль|oh|zero|{CARDINAL})){{1,8}})(?!\w)",
        "ISO 6709",
        needs="широт долгот довгот lat lon north east північ схід север восток",
    ),
    rule(
        "coordinates",
        "grid reference",
        r"(?<!\w)\d{1,2}[c-x][ ]?[a-hj-np-z]{2}[ ]?\d{2,5}[ ]?\d{2,5}(?!\w)|(?<!\w)"
        r"[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}(?!\w)|"
        r"///[\w-]+\.[\w-]+\.[\w-]+",
        "MGRS (NGA.STND.0037), Open Location Code",
    ),
)
