"""Numbers that places and people are given: cells, wards, seats, queues, tags, radio channels."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import (
    CARDINAL,
    CARDINALS,
    COUNTED,
    HUNDREDS,
    LAST_ORDINAL,
    TENS,
)

_ROOM: Final = (
    r"(?:палат\w{0,3}|камер[аеиуіо]\w?|бокс[аеуі]?|барак\w{0,2}|кабинет\w{0,2}|кабінет\w{0,2}|"
    r"кімнат\w{0,2}|комнат\w{0,2}|каб\.|корпус\w{0,2}|отряд\w{0,2}|загін|загон[уі]|блок[аеу]?|"
    r"койк\w|шконк\w|нар[аы]|ліжк\w|вагон\w{0,2}|купе|полк[аеуи]|полиц[яіюе]|мест[оае]|місц[еяі]|"
    r"шкафчик\w?|ячейк\w|бункер\w?|ангар\w?|секци[яи]|палатк\w|намет\w?|"
    r"хат[аиеіу]|участ(?:ок|ке|ка)|ділянк\w|гараж\w?|аудитори\w|подъезд\w?|під'їзд\w?|"
    r"а/я|абонентск\w+ ящик|"
    r"столб|стовп|запис[ьиу]?|post|entry|cell|ward|room|office|bed|bunk|barracks?|block|wing|"
    r"carriage|coach|berth|seat|compartment|"
    r"locker|tent|plot|entrance|p\.?o\.? box|hangar|hut|unit)"
)
_PRISON: Final = (
    r"(?:ик|иу|лиу|сизо|сізо|ивс|ітт|увп|вк|кп|гуфсин|пни|колони[яиюей]{1,2}|колоні[яїюєй]{1,2}|"
    r"тюрьм\w+|тюрм\w+|зон[аеуы]|лагер\w+|табір|табор[уі]|блокпост\w{0,2}|медсанбат\w?|"
    r"овд|ровд|увд|ік|рувп|тцк|ik|sizo|sizos|prison|colony|penal colony|camp|checkpoint)"
)
# The number of a school or works is left to the layer that tells where somebody works or learns.
_INSTITUTION: Final = re.compile(
    r"(?:школ|лице|ліце|гимназ|гімназ|сад|больниц|лікарн|поликлин|поліклін|роддом|шахт|госпитал|"
    r"шпитал|завод|училищ|маршрут|автобус|school|hospital|kindergarten|lyceum|mine|bus|route)"
    r"\w{0,4}\s*$",
    re.IGNORECASE,
)
_WORN: Final = (
    r"(?:бирк\w+|бірк\w+|нашив\w+|нашил\w*|нашит\w*|табличк\w+|тел[оа]|тіл[оа]|могил\w+|хрест\w*|"
    r"крест\w*|жетон\w*|очеред\w+|черг[аиуі]|заключ[её]нн\w+|ув'язнен\w+|арестант\w*|"
    r"вещдок\w*|доказ\w?|улик\w+|рейс\w?|поезд\w?|потяг\w?|электричк\w+|"
    r"tag|marker|grave|bod(?:y|ies)|exhibit|evidence|prisoner|inmate|detainee|badge|patient|"
    r"queue|flight|train|locker)"
)
_FILLER: Final = (
    r"(?:[ \t:,]|[-—]|(?:с|з|на|в|у|под|під|мой|моя|мій|моя|её|його|был|була|было|был[аи]?|was|is|"
    r"my|the|with|read|said|ticket|неизв|невід|место|номер\w*|number|num|no|табличк\w+|nothing|"
    r"of|for|marked|штамп\w*)(?!\w)){0,5}"
)
_SIGN: Final = r"(?:[ ]*(?:№|#|номер\w{0,2}|number|no\.?|n)[ ]*|[ -]+)"
_TAG: Final = (
    r"(?:№[ ]?)?(?:(?-i:[A-ZА-ЯІЇЄ]{1,3})[ ]?[-/ ]?[ ]?)?"
    r"\d{2,7}(?:[/-][^\W_]{1,4})?(?![\w:.,]?\d)(?!\w)"
)

# Weapons, vehicles, roads and measures that are named by letters and figures.
_MODELS: Final = (
    r"(?:[СCSМMХXТTДDАA]|ФАБ|КАБ|ОДАБ|РБК|ФАБ|УАЗ|ГАЗ|ЗИЛ|ЗІЛ|КАМАЗ|УРАЛ|КРАЗ|МАЗ|ВАЗ|ПАЗ|ХТЗ|Т|"
    r"ТУ|ИЛ|АН|БМ|"
    r"МТ|АК|РПГ|ТМ|ПФМ|ОЗМ|МОН|АГС|БТР|БМП|БМД|МИ|КА|СУ|ГП|ПМ|ЛАЗ|ЯК|BTR|BMP|BMD|AK|RPG|TM|FAB|"
    r"KAB|UAZ|GAZ|"
    r"ZIL|KAMAZ|URAL|MI|SU|AGS|COVID|СТ|ГОСТ|ДСТУ|ISO|BMW|KM|КМ|ФЗ)"
)

# Before a compound ordinal these say that it is a year.
_YEARS: Final = re.compile(r"(?:тысяч|тисяч|thousand)\w*(?: and)?\s*$", re.IGNORECASE)

# A last word that counts and gives no rank.
_PLAIN: Final = re.compile(
    rf"{CARDINAL}|десять|десят|\w+(?:надцать|надцять|десят)|hundred", re.IGNORECASE
)


def _not_counted(match: re.Match[str]) -> bool:
    """An ordinal that is no year: `пятьсот семнадцатый`, not `сто восемьдесят`."""
    if _PLAIN.fullmatch(match.group().split()[-1]):
        return False
    return not _YEARS.search(match.string[max(0, match.start() - 14) : match.start()])


def _no_year(match: re.Match[str]) -> bool:
    return not re.fullmatch(r"(?:19|20)\d\d", match.group("x"))


def _no_institution(match: re.Match[str]) -> bool:
    return not _INSTITUTION.search(match.string[max(0, match.start() - 20) : match.start()])


def _not_one(match: re.Match[str]) -> bool:
    """`Number one` and `номер один` are praise."""
    return _no_institution(match) and match.group("x").lower() not in (
        "один",
        "одно",
        "one",
        "одна",
        "одін",
        "a hundred",
    )


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "address",
        "numbered prison or post",
        rf"(?<!\w){_PRISON}{_SIGN}\d{{1,4}}(?![\w:]|[.,]\d){COUNTED}"
        rf"|(?<!\w){_PRISON} (?:номер|number) {CARDINALS}(?!\w)",
        score=0.9,
        needs="ик иу лиу сизо сізо ивс ітт увп вк кп гуфсин пни колон тюрьм тюрм зон лагер табір "
        "табор блокпост медсанб овд увд ік рувп тцк ik sizo prison colony camp checkpoint",
    ),
    rule(
        "number",
        "number given to a person or thing",
        rf"(?<!\w){_WORN}{_FILLER}(?P<x>{_TAG}|[A-ZА-Я]\d{{1,4}}){COUNTED}",
        accept=_no_year,
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "number after №",
        r"(?:№|(?<!\w)no\. ?(?=\d)|(?<!\w)nr\.? (?=\d))[ ]?(?:[^\W\d_]{1,4}[-/ ]?)?"
        r"\d(?:[\w/-]*[^\W_])?",
        accept=_no_institution,
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "number after the word number",
        r"(?<!\w)(?:номер(?:а|ом|у|і|ок)?|number|нумер)(?: (?:был|був|is|was|мой|мій|в очереди|"
        r"у черзі|такой|такий|in the queue|у меня|в мене)){0,2}[ :—-]+(?:(?:[^\W\d_]-?)?"
        rf"\d{{1,6}}(?:-?[^\W\d_])?)(?![\w:]|[.,]\d|[ -]?[\d(])"
        rf"(?! (?:{CARDINAL}|(?-i:[А-ЯІЇЄA-Z]{{1,3}}))(?!\w)){COUNTED}",
        accept=_no_institution,
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "number after the word number, in words",
        rf"(?<!\w)(?:номер(?:а|ом|у)?|number)(?: был| був| is| was)?[ :—-]+(?P<x>{CARDINALS})"
        rf"(?!\w){COUNTED}",
        accept=_not_one,
        score=0.85,
        needs="номер number",
    ),
    rule(
        "number",
        "number of a prisoner, patient or exhibit",
        r"(?<!\w)(?:exhibit|patient|prisoner|detainee|inmate|вещдок|пациент\w*|пацієнт\w*|"
        r"заключ[её]нн\w+|ув'язнен\w+|арестант\w*)[ :]+(?:№ ?|no\.? ?|номер )?"
        rf"(?:[^\W\d_]{{1,2}}[-/]?)?\d[\w/-]*(?![.,]\d){COUNTED}",
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "short code of capitals and figures",
        rf"(?<![\w.,/-])(?-i:(?!{_MODELS}-?\d)[A-ZА-ЯІЇЄ]{{1,4}}-?\d{{3,4}}[A-ZА-ЯІЇЄ]?)(?![\w-]|"
        rf"[.,/:]\d)",
        accept=lambda match: not re.search(r"(?:19|20)\d\d$", match.group()),
        score=0.7,
        figures=True,
    ),
    rule(
        "number",
        "figures, a stroke and a letter",
        r"(?<![\w/.,-])\d{2,5}/[^\W\d_]{1,2}(?![\w/])",
        score=0.7,
        figures=True,
    ),
    rule(
        "number",
        "code or password",
        r"(?<!\w)(?:код|ключ|pin|пин|пін|code|password|парол[ья])(?!\w)[ :—-]+"
        r"(?:(?:от|від|до|домофон\w*|двери|дверей|is|was|такой|такий)[ :]+){0,2}"
        r"(?P<x>(?=[^\W_]*\d)[^\W_]{4,})(?!\w)",
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "rank in a row as the name of somebody",
        rf"(?<!\w)(?:я|меня|мене|i was|i am|i'm)(?: была?| був| the)? "
        rf"(?P<x>(?:the )?{TENS}[ -]{LAST_ORDINAL})(?!\w)",
        accept=_not_counted,
        score=0.7,
    ),
    rule(
        "address",
        "kilometre of a road",
        rf"(?<!\w)(?:\d{{1,4}}-?[^\W\d_]{{0,3}}|{LAST_ORDINAL}) (?:километр\w?|кілометр\w?|км|"
        r"kilomet(?:re|er)|mile)(?: (?:of the|of|по))? (?:трасс\w|траси|трасі|шоссе|дорог\w|road)?"
        r"[ ]?(?-i:[А-ЯІЇЄA-Z])-?\d{1,3}(?: road| highway)?",
        score=0.85,
        figures=True,
    ),
    rule(
        "number",
        "number and its neighbour",
        r"(?<=\d), (?:е[её]|его|його|її|his|hers?|мой|мій) (?P<x>\d{2,5})(?!\w)",
        score=0.7,
        figures=True,
    ),
    rule(
        "number",
        "a hundred and more as the name of somebody",
        rf"(?<!\w){HUNDREDS}[ -](?:{TENS}[ -])?{LAST_ORDINAL}(?!\w)"
        r"(?! (?:год|рік|рок|стат|стать|раз\b|километр|кілометр|страниц|school|time))",
        accept=_not_counted,
        score=0.8,
    ),
    rule(
        "number",
        "radio channel or frequency",
        r"(?<!\w)(?:(?:радио)?канал[ае]?|channel|част?от[аеуиі]|freq\w*|позыв\w* канал)"
        rf"(?: номер| №| number| is| была| був)?[ :—-]+(?P<x>\d{{1,3}}(?:[.,]\d{{1,6}})?|"
        rf"{CARDINALS})"
        r"(?![\w:]|[.,]\d)(?:[ ]?(?:мгц|mhz|мегагерц\w*))?|"
        r"(?<!\w)\d{2,3}[.,]\d{1,6}[ ]?(?:мгц|mhz|мегагерц\w*|megahertz)?(?= на радио|"
        r" on the radio)|"
        r"(?<!\w)\d{1,3}(?:[.,]\d{1,6})?[ ]?(?:мгц|mhz|мегагерц\w*|megahertz)(?!\w)",
        score=0.85,
        needs="канал ch част freq мгц mhz мегаг mega",
    ),
    rule(
        "number",
        "numbered radio channel",
        rf"(?<!\w)(?:\d{{1,2}}-?[^\W\d_]{{0,3}}|(?:{TENS} )?(?!перв|перш){LAST_ORDINAL}) "
        r"(?:радио)?канал(?:е|і|ом)(?!\w)",
        score=0.7,
        needs="канал",
    ),
    rule(
        "unit",
        "call sign with a number",
        r"(?<!\w)(?-i:[А-ЯІЇЄҐA-Z][а-яіїєґa-z']{2,})[ -]\d{1,3}(?=[^\n.]{0,40}(?:раци|рації|эфир|"
        r"ефір|radio|позывн|позивн|call ?sign|перекрик|shout|на связи|на зв'язку))"
        r"|(?:раци[ияюей]{1,2}|рації|рацію|эфир\w?|ефір\w?|radio|позывн\w+|позивн\w+|call ?signs?|"
        r"перекрик\w*|shouted to|отвеча\w+|answer\w*)(?!\w)[^\n.\d]{0,30}?"
        r"(?P<x>[«\"“]?(?-i:[А-ЯІЇЄҐA-Z])[\w']{2,}[ -]\d{1,3}(?!\w)[»\"”]?"
        r"(?: (?:и|і|та|and|to|shouted to) (?-i:[А-ЯІЇЄҐA-Z])[\w']{2,}[ -]\d{1,3}(?!\w))?)",
        score=0.85,
        figures=True,
        needs="раци рації рацію эфир ефір radio позывн позивн call перекрик shout связ зв "
        "answer отвеч",
    ),
    rule(
        "unit",
        "call sign in a call",
        r"(?<!\w)(?P<x>(?-i:[A-ZА-ЯІЇЄ])[\w'-]+(?:[ -](?:\d{1,3}|one|two|three|four|five|six|"
        r"seven|eight|nine|один|два|три|"
        r"чотири|четыре|пять|п'ять))?),? (?:this is|я|here is) (?-i:[A-ZА-ЯІЇЄ])[\w'-]+[ "
        r"-](?:\d{1,3}|one|two|three)(?!\w)"
        r"|(?<!\w)(?-i:[A-ZА-ЯІЇЄ])[\w'-]+ (?:one|two|three|four|five|six|seven|eight|nine), "
        r"this is",
        score=0.8,
        needs=", ",
    ),
    rule(
        "unit",
        "call sign of a group",
        r"(?:позывн\w+|позивн\w+|call ?signs?)(?: \w+)? (?:группы|групи|роты|роти|взвода|взводу|"
        r"поста|посту|батареи|батареї|расч[её]та|розрахунку|экипажа|екіпажу|штаба|штабу|group|"
        r"team|post|crew|platoon|company|battery|headquarters)(?: был| був| was| is)?[ :—-]+"
        r"(?P<x>[«\"“]?[\w-]+(?: \d{1,3}(?!\w))?[»\"”]?)",
        score=0.85,
        needs="позывн позивн call",
    ),
)
