"""Passports, tax and insurance numbers, cards, accounts, case files, serial numbers."""

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
    r"icc|icrc|мккк|красн\w+ крест\w*|reference|ref|спецсообщени\w*|"
    r"личн\w+ номер\w*|особист\w+ номер\w*|service number|personal number|унз|унп|мфо|"
    r"sort code|birth certificate|diploma|student card|policy|invoice|order(?: number)?|"
    r"приказ\w*|наказ\w*|заказ\w*|замовленн\w+|справк\w+|довідк\w+|ухвал\w+|приговор\w*|"
    r"вирок\w*|уголовк\w+|материал\w* проверк\w+|звернен\w+|обращени\w+|висновок|заключени\w+|"
    r"экспертиз\w+|експертиз\w+|бронь|брон[іи]\w*|booking|техпаспорт\w*|тех(?:ническ\w+)? паспорт|"
    r"судимост\w+|prisoner|exhibit|proceedings?|asylum|application|record number|permit|повестк\w+|"
    r"анкет\w|warrant|report|журнал\w?|посвідк\w|пропуск\w?|перепустк\w|повістк\w+|сертифікат\w*|"
    r"сертификат\w*|certificate|ups|dhl|отправлени\w+|відправленн\w+|"
    r"серийник\w*|серійник\w*|сим-?карт\w+|симк\w+|сімк\w+|sim(?: card)?|мак|mac)"
)
_FILLER: Final = (
    r"(?:[\s:.,#№—-]|(?<![^\W\d])(?:is|was|no|number|num|nr|мой|мій|мо[яёєї]|my|its|его|"
    r"його|її|ее|её|"
    r"сер|номер\w*|ном|код\w*|code|за|под|під|гражданина|"
    r"громадянина|рф|"
    r"украин\w*|україн\w*|стар\w+|нов\w+|вот|ось|был|була|було|это|це|о|про|от|від|у|мене|меня|"
    r"такой|такий|с|з|по|ветеран\w*|участник\w*|учасник\w*|бойов\w+|ребенк\w+|реб[её]нка|дитин\w+|"
    r"перевозк\w+|водія|водителя|телефон\w*|планшет\w*|выбито|read|said|reads|ending|делу|"
    r"file|card|впо)(?!\w)){0,8}"
)
_CODE: Final = (
    r"(?:(?:серия|серии|серія|серії|series)\s+)?(?:(?-i:[А-ЯІЇЄҐ]{2,7})\s+){0,2}(?:"
    r"(?:[^\W\d_]{1,4}[\s.№#/-]{0,3}(?:номер |ном\.? |no\.? )?)"
    r"?\d[\d \t/.-]{1,22}\d[^\W\d_]{0,2}(?!\w)"
    r"|(?=[\w/-]*\d[\w/-]*\d)[^\W_]+(?:[/-][^\W_]+)*)"
)


def _enough_digits(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match.group("x"))
    code = match.group("x").strip()
    if re.match(r"(?:and|in|at|of|to|for|or|на|в|и|и|і|та|до|за|не|от|из)\s", code.lower()):
        return False
    least = 3 if re.search(r"[/-]|^[^\W\d_]", code) else 4
    return len(digits) >= least and not re.fullmatch(r"\D{0,4}(?:19|20)\d\d", code)


def _office(match: re.Match[str]) -> bool:
    """Words joined by hyphens are no reference: `280-square-foot`."""
    text = match.group()
    return bool(re.search(r"[/:]", text)) or not re.search(
        r"(?<![^\W\d_])[^\W\d_]{3,}", text.lower()
    )


def _end_of_card(match: re.Match[str]) -> bool:
    return not re.fullmatch(r"\s?(?:19|20)\d\d", match.group("x"))


def _card(match: re.Match[str]) -> bool:
    return 13 <= len(re.sub(r"\D", "", match.group())) <= 19


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "document",
        "number after the name of a document",
        rf"(?<!\w){_TRIGGER}(?![^\W\d_]){_FILLER}(?P<x>{_CODE})",
        accept=_enough_digits,
        figures=True,
    ),
    rule(
        "document",
        "Ukrainian or foreign passport",
        r"(?<!\w)[а-яіїєґa-z]{2}[ №#-]{0,3}(?:номер |ном\.? |no\.? )?\d{6,7}(?!\d)"
        r"|(?<!\w)(?-i:[А-ЯІЇЄҐA-Z]{2})[ №-]{0,2}\d{3}[ -]\d{3}(?!\d)",
        "Cabinet of Ukraine 1994 No. 353; ICAO Doc 9303",
        lambda match: match.group()[:2].lower() not in ("на", "по", "до", "от", "за", "из", "в "),
        figures=True,
    ),
    rule(
        "document",
        "Russian passport",
        r"(?<!\d)\d{2}[ ]?\d{2}[ ]?(?:№|N|номер)?[ ]?\d{6}(?!\d)",
        "Government of Russia 1997 No. 828",
        figures=True,
    ),
    rule(
        "document",
        "SNILS",
        r"(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)",
        "Law of Russia 27-FZ",
        figures=True,
    ),
    rule(
        "document",
        "US social security number",
        r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
        "SSA",
        figures=True,
    ),
    rule(
        "document",
        "UK national insurance number",
        r"(?<!\w)[a-ceghj-pr-tw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)",
        "HMRC NIM39110",
        figures=True,
    ),
    rule(
        "document",
        "case number",
        r"(?<!\w)\d{1,4}[/-]\d{2,7}/\d{2,4}(?:-[^\W\d_]{1,3})?(?!\w)",
        figures=True,
    ),
    rule(
        "document",
        "reference of an office",
        r"(?<![\w/-])(?=[\w/:-]*[^\W\d_])(?=(?:[\w/:-]*\d){3})[^\W_]{1,8}[/:-][^\W_]{1,10}"
        r"(?:[/:-][^\W_]{1,12})+(?![\w/])"
        r"|(?<![\w/-])\d{1,4}/?(?:дсп|дск|dsp|-?[кксрн]/\d{1,5})(?:/\d{2,4})?(?!\w)"
        r"|(?<![\w/-])\d{1,6}-[^\W\d_]{1,3}/\d{1,6}(?!\w)",
        accept=_office,
        figures=True,
    ),
    rule(
        "document",
        "letters, a hyphen and figures",
        r"(?<![\w-])(?:[^\W\d_]{1,4}-\d{5,}|[^\W\d_]{2,}-\d{6,})(?!\w)",
        figures=True,
    ),
    rule(
        "document",
        "series in Roman figures",
        r"(?<!\w)[ivxіх]{1,5}-[^\W\d_]{2}[ ]?(?:№|#|no\.?|номер)?[ ]?\d{6}(?!\d)",
        "birth certificates and passports of the USSR and after",
        figures=True,
    ),
    rule(
        "document",
        "Ukrainian driving licence, protocol",
        r"(?<!\w)(?-i:[А-ЯІЇЄҐA-Z]{3}) ?(?:№ ?)?\d{6}(?!\d)"
        r"|(?<!\w)\d{2} ?(?-i:[А-ЯІЇЄҐA-Z]{2}) ?(?:№ ?)?\d{6}(?!\d)",
        "Cabinet of Ukraine 1993 No. 340",
        figures=True,
    ),
    rule(
        "document",
        "UK driving licence",
        r"(?<!\w)(?-i:[A-Z9]{5} ?\d{6} ?[A-Z0-9]{5})(?!\w)",
        "DVLA INF45/1",
        figures=True,
    ),
    rule(
        "document",
        "parcel number",
        r"(?<!\w)(?-i:[A-Z]{2}\d{9}[A-Z]{2}|1Z[0-9A-Z]{14,16})(?!\w)",
        "UPU S10",
        figures=True,
    ),
    rule(
        "document",
        "code in groups",
        r"(?<!\w)(?=(?:[a-z-]*\d){4})[0-9a-z]{3,}(?:-[0-9a-z]{3,}){2,}(?!\w)",
        "RFC 9562 and its like",
        figures=True,
    ),
    rule(
        "document",
        "letters and figures mixed",
        r"(?<!\w)(?=(?:[A-Z]*\d){2})(?=\d*[A-Z])(?-i:[A-Z0-9]{8,17})(?!\w)"
        r"|(?:booking|бронь|брони|pnr)[^\n.]{0,12}?(?P<x>(?-i:[A-Z0-9]{6}))(?!\w)",
        "serial numbers, PNR",
        figures=True,
    ),
    rule(
        "document",
        "number after №",
        r"(?:№|#)[ ]?(?P<x>\d[\d/-]{2,}\d[^\W\d_]?)(?!\w)",
        figures=True,
    ),
    rule(
        "document",
        "series and number",
        r"(?<!\d)\d{2}[ ]?\d{0,2}[ ]?(?:№|#|no\.?|n|ном\.?|номер)[ ]?\d{5,10}(?!\d)",
        figures=True,
    ),
    rule(
        "document",
        "key or identity in groups of hexadecimal figures",
        r"(?<![\w.])(?=(?:[0-9a-f ]*\d){4})(?=[0-9a-f ]*[a-f])(?:[0-9a-f]{2}[ "
        r"]){4,}[0-9a-f]{2}(?!\w)"
        r"|(?<![\w.])(?:0x)?(?=(?:[0-9a-f ]*\d){4})(?=[0-9a-f ]*[a-f])(?:[0-9a-f]{4}[ ]?){3,}(?!\w)"
        r"|(?<!\w)(?:[0-9a-f]{2}:){5,}[0-9a-f]{2}(?!\w)",
        "fingerprints of keys, session identities",
        figures=True,
    ),
    rule(
        "document",
        "entry and its date",
        r"(?<!\w)(?-i:[A-ZА-ЯІЇЄ]{2,5})[ ](?:no\.? ?|№ ?)?\d{1,6}[ ,]+(?:dt\.?|dated|of|от|від)[ "
        r"]\d{1,2}[./]\d{1,2}"
        r"(?:[./]\d{2,4})?",
        "registers of police stations",
        figures=True,
    ),
    rule(
        "document",
        "serial number",
        r"(?<!\w)(?=(?:\w*\d){4})(?=(?:\w*[A-ZА-ЯІЇЄ]){2})(?-i:[A-ZА-ЯІЇЄ0-9]{8,}|"
        r"[A-ZА-ЯІЇЄ]{2,}-\d{5,})(?!\w)",
        figures=True,
    ),
    rule(
        "document",
        "vehicle identification number",
        r"(?<!\w)(?=[a-z]*\d)(?=\d*[a-z])(?=(?:\w*\d){4})[a-hj-npr-z0-9]{17}(?!\w)",
        "ISO 3779",
        figures=True,
    ),
    rule(
        "card",
        "payment card",
        r"(?<!\d)(?:\d{4}[ -]){3}\d{1,7}(?!\d)|(?<!\d)\d{16}(?!\d)",
        "ISO/IEC 7812",
        _card,
        figures=True,
    ),
    rule(
        "card",
        "payment card with a gap",
        r"(?<!\d)\d{4}[ -]?\d{4}(?: [^\W\d]+){1,4} \d{4}[ -]?\d{4}(?!\d)",
        figures=True,
    ),
    rule(
        "card",
        "payment card with stars",
        r"(?<![\d*])(?:\d{4}[ -]?(?:\d{2})?)?(?:[*xх•]{2,4}[ -]?){1,3}\d{4}(?!\d)",
        figures=True,
    ),
    rule(
        "card",
        "end of a card number",
        r"(?<!\w)(?:карт\w*|card)(?!\w)[^\n\d]{0,25}(?P<x>(?:\*+|x+)? ?\d{4})(?!\d)",
        accept=_end_of_card,
        score=0.8,
        figures=True,
    ),
    rule(
        "bank",
        "IBAN",
        r"(?<!\w)[a-z]{2}\d{2}(?:[ ]?[a-z0-9]{4}){3,7}[ ]?[a-z0-9]{0,4}(?!\w)",
        "ISO 13616",
        lambda match: sum(char.isdigit() for char in match.group()) > 9,
        figures=True,
    ),
    rule(
        "bank",
        "wallet",
        r"(?<!\w)(?:0x[0-9a-f]{16,}|(?-i:(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{24,}|"
        r"T[1-9A-HJ-NP-Za-km-z]{25,}))(?!\w)",
        "BIP 173, EIP 55",
        figures=True,
    ),
    rule(
        "bank",
        "wallet or key",
        r"(?<!\w)(?=(?:[a-z]*\d){3})(?=\d*[a-z])[a-z0-9]{20,}(?!\w)",
        figures=True,
    ),
    rule(
        "number",
        "long number",
        r"(?<![\w.,])\d{5,}(?!\w)(?!\s?(?:грн|грив|руб|рубл|дол|долл|тыс|тис|євро|евро|usd|"
        r"eur|uah|rub|dollars|hryvn|euros|₽|₴|\$|€|чел|люд|people))",
        figures=True,
    ),
)
