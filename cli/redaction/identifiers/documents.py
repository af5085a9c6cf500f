"""Passports, tax and insurance numbers, cards, accounts, case files, plates, serial numbers."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule

_TRIGGER: Final = (
    r"(?:паспорт\w*|загран\w*|закордонн\w+|passport|id[ -]?card|айди|айді|військов\w+ квит\w+|"
    r"военн\w+ билет\w*|военник\w*|військовий|посвідченн\w*|удостоверени\w+|убд|"
    r"жетон\w*|dog ?tag|tag|"
    r"id(?: number| no\.?)?|інд?|іпн|ипн|инн|інн|снилс|рнокпп|едрпоу|єдрпоу|огрн(?:ип)?|"
    r"бик|кпп|иин|іін|"
    r"унзр|єдр|єрдр|ердр|идентификационн\w+(?: (?:код|номер))?|"
    r"ідентифікаційн\w+(?: (?:код|номер))?|"
    r"идент\w*(?: код)?|tax (?:id|number|code)|social security(?: number)?|ssn|nin|"
    r"national insurance|"
    r"вид на жительство|внж|полис\w*|поліс\w*|свидетельств\w+|свідоцтв\w+|"
    r"водительск\w+(?: прав\w*| удост\w+)?|"
    r"права|driver'?s? licen[cs]e|licen[cs]e|диплом\w*|аттестат\w*|атестат\w*|"
    r"зач[её]тк\w+|студенческ\w+|"
    r"медкарт\w*|карточк\w+|медичн\w+ карт\w+|история болезни|історія хвороби|"
    r"пенсионн\w+|пенсійн\w+|"
    r"уголовн\w+ дел\w+|дел[ауо]|кримінальн\w+ (?:справ\w+|провадженн\w+)|справ[аиі]|провадженн\w+|"
    r"case(?: file)?|file|docket|протокол\w*|ордер\w*|постанов\w+|постановлени\w+|"
    r"заявлени\w+|заяв[аиу]|"
    r"ку[сc]п|талон\w*|накладн\w+|посылк\w+|посилк\w+|ттн|трек\w*|tracking|билет\w*|квит\w+|ticket|"
    r"рахун\w+|сч[её]т\w*|account|р/с|iban|имей|imei|серийн\w+|серійн\w+|serial|vin|"
    r"вин код|він код|"
    r"договор\w*|договір|контракт\w*|contract|лицев\w+|особов\w+|badge|інвентарн\w+|"
    r"патент\w*|виз[аыу]|visa|"
    r"icc|icrc|мккк|красн\w+ крест\w*|reference|ref|спецсообщени\w*)"
)
_FILLER: Final = (
    r"(?:[\s:.,#№—-]|(?<![^\W\d])(?:is|was|no|number|num|nr|мой|мій|мо[яёєї]|my|its|его|"
    r"його|її|ее|её|"
    r"серия|серии|серії|серія|сер|series|номер\w*|ном|код\w*|code|за|под|під|гражданина|"
    r"громадянина|рф|"
    r"украин\w*|україн\w*|стар\w+|нов\w+|вот|ось|был|була|було|это|це|о|про|от|від|у|мене|меня|"
    r"такой|такий|с|з|по)(?!\w)){0,8}"
)
_CODE: Final = (
    r"(?:[^\W\d_]{1,4}[\s.№#/-]{0,3}(?:номер |ном\.? |no\.? )?)"
    r"?\d[\d \t/.-]{1,22}\d[^\W\d_]{0,2}(?!\w)"
    r"|(?=[\w-]*\d[\w-]*\d)[^\W_]{2,}(?:-[^\W_]+)*"
)
_PLATE_C: Final = "авекмнорстухіabekmhopctyxi"


def _enough_digits(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group("x"))
    return len(digits) >= 4 and not re.fullmatch(r"(?:19|20)\d\d", match.group("x").strip())


def _card(match: re.Match[str]) -> bool:
    return 13 <= len(re.sub(r"\D", "", match.group())) <= 19


def _plate_words(match: re.Match[str]) -> bool:
    """Letters of a plate must not be words around a number: `в 200 км`, `на 3000 кв`."""
    text = match.group().lower()
    letters = re.sub(r"[\W\d_]", "", text)
    if re.search(r"\s", text):
        return match.group().isupper() or letters not in _PLATE_STOP
    return True


_PLATE_WORDS: Final = (
    "встав вокно вкм укм смм ском всто всорок вот вму аот смет кму внас вне вон нако ната тота "
    "наму вмы тоя навс кас вам вас вмае вех ихвс всетам"
)
_PLATE_STOP: Final = frozenset(_PLATE_WORDS.split())

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "document",
        "number after the name of a document",
        rf"(?<!\w){_TRIGGER}{_FILLER}(?P<x>{_CODE})",
        accept=_enough_digits,
    ),
    rule(
        "document",
        "Ukrainian or foreign passport",
        r"(?<!\w)[а-яіїєґa-z]{2}[ №#-]{0,3}(?:номер |ном\.? |no\.? )?\d{6,7}(?!\d)"
        r"|(?<!\w)(?-i:[А-ЯІЇЄҐA-Z]{2})[ №-]{0,2}\d{3}[ -]\d{3}(?!\d)",
        "Cabinet of Ukraine 1994 No. 353; ICAO Doc 9303",
        lambda match: match.group()[:2].lower() not in ("на", "по", "до", "от", "за", "из", "в "),
    ),
    rule(
        "document",
        "Russian passport",
        r"(?<!\d)\d{2}[ ]?\d{2}[ ]?(?:№|N|номер)?[ ]?\d{6}(?!\d)",
        "Government of Russia 1997 No. 828",
    ),
    rule(
        "document", "SNILS", r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)", "Law of Russia 27-FZ"
    ),
    rule("document", "US social security number", r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)", "SSA"),
    rule(
        "document",
        "UK national insurance number",
        r"(?<!\w)[a-ceghj-pr-tw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)",
        "HMRC NIM39110",
    ),
    rule("document", "case number", r"(?<!\w)\d{1,4}[/-]\d{2,7}/\d{2,4}(?:-[^\W\d_]{1,3})?(?!\w)"),
    rule(
        "document",
        "number after №",
        r"(?:№|#)[ ]?(?P<x>\d[\d/-]{2,}\d[^\W\d_]?)(?!\w)",
    ),
    rule(
        "document",
        "series and number",
        r"(?<!\d)\d{2,4} ?№ ?\d{5,}(?!\d)",
    ),
    rule(
        "document",
        "serial number",
        r"(?<!\w)(?=(?:\w*\d){4})(?=(?:\w*[A-ZА-ЯІЇЄ]){2})(?-i:[A-ZА-ЯІЇЄ0-9]{8,}|"
        r"[A-ZА-ЯІЇЄ]{2,}-\d{5,})(?!\w)",
    ),
    rule(
        "document",
        "vehicle identification number",
        r"(?<!\w)(?=[a-z]*\d)(?=\d*[a-z])(?=(?:\w*\d){4})[a-hj-npr-z0-9]{17}(?!\w)",
        "ISO 3779",
    ),
    rule(
        "card",
        "payment card",
        r"(?<!\d)(?:\d{4}[ -]){3}\d{1,7}(?!\d)|(?<!\d)\d{16}(?!\d)",
        "ISO/IEC 7812",
        _card,
    ),
    rule(
        "card",
        "end of a card number",
        r"(?:карт\w*|card)[^\n\d]{0,25}(?P<x>(?:\*+|x+)? ?\d{4})(?!\d)",
        score=0.8,
    ),
    rule(
        "bank",
        "IBAN",
        r"(?<!\w)[a-z]{2}\d{2}(?:[ ]?[a-z0-9]{4}){3,7}[ ]?[a-z0-9]{0,4}(?!\w)",
        "ISO 13616",
        lambda match: sum(char.isdigit() for char in match.group()) > 9,
    ),
    rule(
        "bank",
        "wallet",
        r"(?<!\w)(?:0x[0-9a-f]{16,}|(?-i:(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{24,}|"
        r"T[1-9A-HJ-NP-Za-km-z]{33}))(?!\w)",
        "BIP 173, EIP 55",
    ),
    rule(
        "plate",
        "Russian plate",
        rf"(?<!\w)[{_PLATE_C}][ -]?\d{{3}}[ -]?[{_PLATE_C}]{{2}}(?:[ -]?(?:rus|рус)"
        rf"?[ -]?\d{{2,3}}(?: ?(?:rus|рус))?)?(?!\w)",
        "GOST R 50577",
        _plate_words,
    ),
    rule(
        "plate",
        "Ukrainian or Belarusian plate",
        rf"(?<!\w)[{_PLATE_C}]{{2}}[ -]?\d{{4}}[ -]?[{_PLATE_C}]{{2}}(?!\w)|(?<!\w)"
        rf"\d{{4}}[ -]?(?-i:[А-ЯA-ZІ]{{2}})[- ]?\d{{1,2}}(?!\w)"
        r"|(?<!\w)\d{3,5}[ -]?(?:\d{2}[ -])?(?-i:[А-ЯІЇЄA-Z]{2})(?![\w./])",
        "DSTU 4278; STB 914",
        _plate_words,
    ),
    rule(
        "plate",
        "number after the word plate",
        r"(?:гос\.?номер\w*|номерн\w+(?: знак\w*)?|номера(?: машины)?|номерами|номери|"
        r"с номером|за номером|plates?(?: number)?|"
        r"licen[cs]e plates?|registration|reg)(?:[\s:—-]|is|was|were|были|був|були|такие|"
        r"такі|на|ней|машине|машині|авто|her|his|the){0,5}"
        r"(?P<x>(?:[^\W\d_]{0,3}[ -]?\d{2,4}[ -]?[^\W\d_]{0,3}(?:[ -]?\d{2,3})?)(?![\w]))",
        accept=lambda match: bool(re.search(r"\d{2}", match.group("x"))),
    ),
    rule(
        "plate",
        "three digits and letters",
        r"(?<!\w)(?-i:[A-Z]{2,3})[ -]?\d{3,4}[ -]?(?-i:[A-Z]{0,3})(?!\w)",
        score=0.7,
    ),
    rule(
        "number",
        "long number",
        r"(?<![\w.,])\d{5,}(?!\w)(?!\s?(?:грн|грив|руб|рубл|дол|долл|тыс|тис|євро|евро|usd|"
        r"eur|uah|rub|dollars|hryvn|euros|₽|₴|\$|€|чел|люд|people))",
    ),
)
