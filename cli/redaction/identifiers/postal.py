"""Addresses as they stand on envelopes and forms: after a label, in parts, in other countries."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule

_UPPER: Final = r"(?-i:[A-ZА-ЯІЇЄҐ])"
_HOUSE: Final = r"\d{1,4}[ ]?(?:[-/кk][ ]?\d{1,4})?(?:[ ]?-?[«\"“]?[а-дa-d][»\"”]?(?!\w))?"
# Parts of a full address, each with the word or abbreviation that says what it is.
_TOWN: Final = (
    r"(?:(?:(?:г|м|с|п|х|ст|д)\.[ ]?|(?:пос|смт|пгт|дер|гор|обл|р-н|область|район|город|місто|"
    r"село|селище|посёлок)"
    r"\.?[ ])(?!\w\.)[\w'-]{2,}(?:[ ][\w'-]{3,})?|[\w'-]{4,}[ ](?:обл|р-н|район|область|oblast|"
    r"raion)\.?)"
)
_STREET: Final = (
    r"(?:(?:ул|вул|улица|вулиця|вулиці|улице|пр|просп|проспект|пр-т|пр-кт|пер|пров|наб|бул|бульв|"
    r"б-р|"
    r"ш|шоссе|шосе|пл|площ|площа|площадь|мкр|мкрн|микрорайон|мікрорайон|переулок|провулок|бульвар|"
    r"набережная|набережна|тракт|проезд|проїзд|аллея|алея|кв-л|квартал|узвіз|спуск|ul|vul|mikr|"
    r"mkr|pr|"
    r"per|ulitsa|vulytsia)(?:\.[ ]?|[ ])(?:[\w'.-]+[ ]){0,3}?(?=[\w'.-]*[^\W\d_])[\w'.-]+)"
)
_INSIDE: Final = (
    r"(?:(?:(?:д|к|стр|под|эт|пом|вл|of|d|of|прим)\.|(?:дом|буд|будинок|кв|квартира|корп|корпус|"
    r"лит|літ|оф|"
    r"офис|офіс|ком|комн|кімн|кімната|комната|подъезд|под'езд|під'їзд|секция|секція|владение|dom|"
    r"kv|korp|"
    r"bud|apt|h\.? ?no|flat|house|unit|suite|floor|plot)\.?)"
    r"[ ]?(?:№[ ]?)?(?:\d{1,5}(?:[ ]?[/-][ ]?\d{1,4})?[ ]?(?:[«\"“]?[а-дa-d][»\"”]?(?!\w))?|"
    r"(?-i:[А-ЯA-Z])(?!\w)))"
)
_POSTCODE: Final = r"\d{5,6}"
_PART: Final = rf"(?:{_POSTCODE}|{_TOWN}|{_STREET}|{_INSIDE}|{_HOUSE})"
_LABEL: Final = (
    r"(?:адрес(?:а|у|ом|ою)?|адресу? для листування|для листування|для переписки|прожива\w+(?: "
    r"по адресу| "
    r"за адресою)?|мешка\w+ за адресою|"
    r"зарегистрирован\w*(?: по адресу)?|зареєстрован\w*(?: за адресою)?|прописк\w|residence|"
    r"residing at|"
    r"(?:home |postal |my |mailing |permanent |present )?address|resid(?:es?|ing) at|care of|c/o)"
)


def _with_number(match: re.Match[str]) -> bool:
    """An address without any figure is a town or a district: left to the layer of places."""
    return bool(re.search(r"\d", match.group("x"))) and match.group("x").count(" ") >= 1


def _in_parts(match: re.Match[str]) -> bool:
    """Two parts at least, one of them a street or something inside a house."""
    text = match.group()
    return bool(re.search(r"\d", text)) and bool(_TELLING.search(text))


_TELLING: Final = re.compile(rf"(?<!\w)(?:{_STREET}|{_INSIDE})", re.IGNORECASE)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "address",
        "address in parts",
        rf"(?<![\w.]){_PART}(?:,[ ]?{_PART}){{1,8}}(?![\w])(?![.,:]\d)",
        "Universal Postal Union, S42; as forms are filled in",
        _in_parts,
        score=0.9,
        figures=True,
    ),
    rule(
        "address",
        "address after its label",
        rf"(?<!\w){_LABEL}(?:[ ]?[:=—-][ ]*|[ ](?:is|was|моя|мой|мій|у меня|такой|такая)[ ]+)"
        r"(?P<x>[^\n;(){}]{3,120}?)(?=[\n;(){}]|$|\.(?:\s|$)(?![^\n]{0,12}\d)|, (?:тел|phone|mob|"
        r"e-?mail|"
        r"РНОКПП|ИНН|паспорт|пошта|телефон))",
        accept=_with_number,
        score=0.85,
        figures=True,
        needs="адрес листува переписк прожива мешка зарег зареє прописк resid address care c/o",
    ),
    rule(
        "address",
        "street and house without commas, in parts",
        rf"(?<!\w){_STREET}[ ]{_HOUSE}(?:[ ,]+{_INSIDE})*(?![\w])(?![.,:]\d)"
        rf"|(?<!\w)(?:mikr|mkr|мкр|микрорайон|мікрорайон)\w*\.?[ ]\d{{1,3}}[а-я]?(?:[ "
        rf",]+{_INSIDE})+",
        accept=lambda match: bool(re.search(r"\d", match.group())),
        score=0.85,
        figures=True,
        needs="ул вул пр пер наб бул б-р ш пл мкр мик мік тракт про алл але кв узв спуск ul vul "
        "mik mkr",
    ),
    rule(
        "address",
        "street in Germany, Poland, Czechia, Romania, Spain, Italy, France",
        rf"(?<!\w)(?:{_UPPER}[\w'-]+ )??{_UPPER}?[\w'-]*(?:str(?:\.|asse|aße)|weg|gasse|platz|"
        rf"allee|damm|ufer|laan|straat|gatan|"
        r"vägen|katu|tie|utca|vej|gade)(?: \w+)??[ ]\d{1,4}[ ]?[a-d]?(?![\w:])"
        rf"|(?<!\w)(?:ul|al|pl|os|str|bd|bul|calea|calle|c/|via|viale|rue|avenue|avda|rua|ulice|"
        rf"nám|tr)\.?[ ]"
        rf"(?:de la |del |de |du |des |la |di |sv\. |św\. )?{_UPPER}[\w'-]+(?: "
        rf"{_UPPER}?[\w'-]+)?,? "
        r"(?:nr\.? |n\. |n° )?\d{1,4}[a-d]?(?:/\d{1,4})?(?![\w:])",
        "postal customs of these countries",
        score=0.85,
        figures=True,
    ),
    rule(
        "address",
        "house and street in capitals or Latin letters",
        r"(?<!\w)\d{1,4}[A-D]?,?[ ](?P<street>(?-i:[A-Z][\w'-]{3,}(?:SKA|SKAYA|NAYA|NA|OVA|EVA|"
        r"HO|GO|OI|ska|"
        r"skaya|naya|ova|eva|nogo|noho|noi|noyi|SKOHO|skoho)|[A-Z]{3,}(?:OVA|EVA|VA)))(?!\w)",
        score=0.8,
        figures=True,
    ),
    rule(
        "address",
        "postal code and town, or to be called for",
        rf"(?<!\w){_POSTCODE},?[ ](?:до запитання|до востребования|poste restante|general delivery)"
        rf"|(?<![\w.,-])(?-i:\d{{5,6}}),[ ](?:г\.|м\.|с\.|смт|пгт|п\.)[ ]?{_UPPER}[\w'-]+"
        r"|(?<!\w)(?:до запитання|до востребования|poste restante|general delivery),?[ ]\d{4,6}",
        "Universal Postal Union",
        score=0.9,
        figures=True,
    ),
    rule(
        "address",
        "post office box",
        r"(?<!\w)(?:а/я|а/с|абонентск\w+ ящик|абонентськ\w+ скриньк\w+|p\.? ?o\.? ?box|postfach|"
        r"skrytka)[ .№]{0,3}"
        r"\d{1,6}(?!\w)",
        score=0.9,
        figures=True,
    ),
)
