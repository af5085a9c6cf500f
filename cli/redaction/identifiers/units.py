"""Military units: by number, by abbreviation, in words and by the name they gave themselves."""

from __future__ import annotations

from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import HUNDREDS, LAST_ORDINAL, TENS

_ORD_SUFFIX: Final = r"(?:-?[ ]?(?:й|ій|я|ая|ої|ой|ю|ую|ту|го|ого|му|та|ша|га|th|rd|st|nd))?"
_ARM: Final = (
    r"(?:(?:отдельн|окрем|мотострелк|механіз|механиз|танков|десант|штурм|гвардейск|гвардій|"
    r"горно|гірськ|морск|морськ|воздушно|общевойск|загальнов|армейск|армійськ|инженер|інжен|"
    r"понтон|"
    r"повітряно|артиллер|артилер|стрелк|стрілец|развед|розвід|мото|ракетн|зенитн|зеніт|"
    r"аеромоб|assault|mechani[sz]ed|motor|rifle|"
    r"tank|airborne|marine|separate|guards?|mountain|artillery|reconnaissance|"
    r"territorial|infantry|тер)[\w-]*\s+){0,4}"
)
# Arms of service and sizes as they are abbreviated: 37 омсбр, 14 обрСпН, 68 гв. тп, 93 ombr.
_SHORT: Final = (
    r"(?:гв\.? ?)?(?:(?:г|о)?(?:м|мс|мп|мех|т|д|ш|пд|дш|шт|гш|е|єг|ег|аем|ае|пз|зр|р|ра|с|в|н|тр|"
    r"инж|інж|мт|к|б)?(?:бр|омбр)(?:он|\.?[ ]?тро|спн|[ ]?спн|мп|аа?|зв|оп)?|обрспн|обрмп|обраа|"
    r"оброн|сбтро|обоп|"
    r"(?:г|о)?(?:гв)?(?:м|мс|т|с|пд|дш|вд|ш|зр|р|ра|а|са|ап|инж|пон|к|рад)п(?:н|спн)?|осп|озсп|"
    r"(?:г|о)?(?:мс|мп|пд|дш|ш|вд|с|р|рем|инж|бп|от)(?:б|батр)(?=\W)|отб(?=\W)|"
    r"(?:г|о)?(?:гв)?(?:мс|т|вд|дш|пд|м|г|мп|сах)д|[оО]?ак|оа|гва|(?-i:ТА))"
)
_SHORT_LATIN: Final = (
    r"(?:(?:o|g)?(?:ms|m|t|d|sh|pd|dsh|s|r|mp)?(?:br|bryg)(?:spn|mp|tro)?|(?:o|g)?(?:ms|t|pd|ds"
    r"h|s)p|mrb|mrr|mrd|bde|bn|regt|tdf|aab|msb|tb|gtb|vdd|vdv|msd)"
)
_FORMATION: Final = (
    r"(?:бригад\w*|бр\b|рот[аыеуиі]\b|ротою|ротой|взвод\w*|батаре\w+|company|platoon|battery|"
    r"тро\b|тероборон\w*|"
    r"полк(?:а|у|ом|е|і|ові|и)?\b|дивизи\w+|дивізі\w+|"
    r"батальон\w*|баталь[йо]он\w*|батальйон\w*|бат\b|б-н|дивизион\w*|"
    r"дивізіон\w*|корпус(?:а|у|ом|е|і)?\b|"
    r"арми[яиюей]\w?|армі[яїюєю]\w?|brigad\w*|polk\w?\b|regiments?|divisions?|battalions?|"
    r"batal\w+|corps|army)"
)
_TROOPS: Final = (
    r"(?:\s+(?:(?:морск|морськ|территориальн|територіальн|национальн|національн)\w+\s+"
    r"(?:пехот|піхот|оборон|гварди|гвардії)\w*|зсу|нгу|всу|тро|дшв|спн|marines))?"
)
_NAMED: Final = (
    r"(?:батальон\w*|батальйон\w*|бат\b|полк\w{0,2}|бригад\w+|рот[аеиуыі]|взвод\w*|отряд\w*|"
    r"загін|загон[ауі]|чвк|пвк|battalion|brigade|regiment)"
)
# Of these only a name in quotes is the name of a unit.
_QUOTED: Final = (
    r"(?:групп[аыеуой]{1,2}|груп[аиуі]|екіпаж\w*|экипаж\w*|дрг|позици[яиюей]{1,2}|"
    r"позиці[яїюєй]{1,2}|опорник\w*|company|squad|detachment|unit|team|crew|platoon|position)"
)

# Formations that go by a name alone, in the war from 2014 on. Some are words: capital or quotes.
_FAMOUS: Final = (
    r"(?:азов\w{0,2}|айдар\w{0,2}|вагнер\w{0,2}|кракен\w{0,2}|ахмат\w{0,2}|сомали|сомалі|"
    r"спарт[аыеуи]|оплот\w{0,2}|"
    r"пятнашк\w{1,2}|эспаньол\w{1,2}|редут\w{0,2}|русич\w{0,2}|рубикон\w{0,2}|призрак\w{0,2}|"
    r"шторм[ -]?[zз]|"
    r"барс|карпатськ\w+ січ\w?|правий сектор|правый сектор|wagner|azov|aidar|kraken|akhmat|redut|"
    r"rusich|"
    r"rubicon|storm[ -]?z|sparta|international legion|da vinci|foreign legion|kastus \w+|freikorps)"
)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "unit",
        "formation that goes by a name",
        rf"[«\"“]{_FAMOUS}[»\"”]|(?<!\w)(?:з|зі|із|из|в|у|от|від|с|до|для|бойц\w+|бійц\w+|"
        rf"парн\w+|хлопц\w+|from|of|in|with|"
        rf"by|the)[ ](?P<x>(?=(?-i:[А-ЯA-Z])){_FAMOUS})(?!\w)|(?<!\w)(?-i:Wagner|Azov|Kraken|"
        rf"Aidar|Akhmat)"
        r"(?= (?:boys|men|fighters|guys|soldiers|people|lot))|(?<!\w)(?:шторм[ -]?[zз]|storm[ "
        r"-]?z)(?!\w)",
        "as they call themselves",
        score=0.75,
        needs="азов айдар вагнер кракен ахмат сомал спарт оплот пятнаш эспан редут русич рубикон "
        "призрак "
        "шторм барс січ сектор wagner azov aidar kraken akhmat redut rusich rubicon storm sparta "
        "legion "
        "vinci kastus freikorps",
    ),
    rule(
        "unit",
        "military unit number",
        r"(?<!\w)(?:в\s?[/.]?\s?ч\.?|вч|v ?[/.]? ?ch\.?|войсков\w+ част\w+|воинск\w+ част\w+|"
        r"военн\w+ част\w+|військов\w+ частин\w+|v(?:oi|oy)nska\w+ chast\w*|voyskova\w+ chast\w*|"
        r"v(?:ii|i|ij)skova chastyna|military unit|unit|част[ьи]|частин[аиіу]|chast'?)"
        r"[\s,]*(?:(?:№|#|номер\w*|number|no\.?|п ?/ ?п|пп)\s*)"
        r"?(?:[аaтtв]\s?-?\s?)?\d{4,6}(?!\d)|(?<!\w)в\s?[/.]\s?ч\.?\s*[аa]?-?\d{2,6}|(?<!\w)"
        r"[аa]-?\d{4}(?!\w)",
        "conventional unit numbers",
        figures=True,
    ),
    rule(
        "unit",
        "field post",
        r"(?<!\w)(?:(?:полев\w+|польов\w+) (?:почт\w+|пошт\w+)|field post|п ?/ ?п|пп|pp)"
        r"[ :№]{0,3}\d{4,6}(?:-?[а-я])?(?!\w)",
        figures=True,
    ),
    rule(
        "unit",
        "numbered formation",
        rf"(?<!\w)(?:(?-i:[A-ZК])-)?\d{{1,4}}{_ORD_SUFFIX}[ \t]+{_ARM}{_FORMATION}{_TROOPS}",
        score=0.9,
        figures=True,
    ),
    rule(
        "unit",
        "numbered formation, abbreviated",
        rf"(?<!\w)\d{{1,4}}{_ORD_SUFFIX}[ \t-]{{0,2}}(?:{_SHORT}|{_SHORT_LATIN})(?!\w){_TROOPS}",
        "field manuals",
        lambda match: (
            match.group().split()[-1].lower() not in ("д", "б", "п", "м", "мб", "тб", "ап")
        ),
        score=0.9,
        figures=True,
    ),
    rule(
        "unit",
        "numbered formation",
        r"(?<!\w)(?:бригад[аиіуы]|полк|батальон|батальйон|brigade|battalion|regiment|division|"
        r"дивизи[яи]|дивізі[яї])[ ]+(?:№|номер |number |no\.? )?\d{1,4}(?!\w)",
        score=0.9,
        figures=True,
    ),
    rule(
        "unit",
        "numbered formation in words",
        rf"(?<!\w)(?:{HUNDREDS}[ -])?(?:{TENS}[ -])?{LAST_ORDINAL}[ ]+{_ARM}{_FORMATION}{_TROOPS}",
        score=0.85,
        needs="рот взвод батар compan platoon batter бригад полк дивиз дивіз батал б-н "
        "корпус арми армі бр тро тероб бат brigad polk regim divis batt batal corps army",
    ),
    rule(
        "unit",
        "numbered formation",
        r"(?<!\w)\d{1,3}(?:st|nd|rd|th) (?:assault|mechani[sz]ed|airborne|marines?|tank|"
        r"rifle|infantry|mountain|reconnaissance|guards?|motor(?:i[sz]ed)?|artillery|"
        r"separate)(?!\w)",
        score=0.85,
        figures=True,
    ),
    rule(
        "unit",
        "number and arm of a formation",
        rf"(?<!\w)(?:\d{{1,3}}{_ORD_SUFFIX}|(?:{HUNDREDS}[ -])?(?:{TENS}[ -])?{LAST_ORDINAL})[ ]"
        r"(?:(?:отдельн|окрем|мотострел|мотопіх|механіз|механиз|танков|десант|штурм|гвардейск|"
        r"гвардій|"
        r"гірськ|горн|аеромоб|артилер|артиллер|разведыв|розвід)[\w-]+(?![\w-])[ ]?){1,3}(?<! )",
        score=0.8,
        needs="отдельн окрем мотострел механ танков десант штурм гвард гірськ горн аеромоб "
        "арт развед "
        "розвід",
    ),
    rule(
        "unit",
        "number of a formation alone",
        r"(?<!\w)(?:тридцать|тридцять|сорок|пятьдесят|п'ятдесят|шестьдесят|шістдесят|семьдесят|"
        r"сімдесят|восемьдесят|вісімдесят|девяносто|дев'яносто) "
        r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|перш|друг|шост|сьом|п'ят|дев'ят)"
        r"(?:ая|ой|ую|ья|ьей|ью|а|у|ої|ій|я|ю|ьої)(?!\w)(?! (?:годо?в?|р[іо]к\w*|минут|хвилин|"
        r"стать|страниц|сторін|"
        r"школ|квартир|глав|секунд))",
        score=0.7,
        needs="цать цять сорок десят девяносто дев'яносто",
    ),
    rule(
        "unit",
        "named formation",
        rf"(?<!\w){_NAMED}[ ]+(?:имени[ ]|імені[ ])"
        r"?[«\"“]?(?-i:[А-ЯІЇЄҐA-Z])[\w-]+(?:[ ](?-i:[А-ЯІЇЄҐA-Z])[\w-]+)?[»\"”]?"
        rf"|(?<!\w)(?:{_NAMED}|{_QUOTED})[ ]+[«\"“][^»\"”\n]{{2,30}}[»\"”]",
        score=0.8,
    ),
    rule(
        "unit",
        "name with a number, in quotes",
        r"[«\"“][^»\"”«“\n]{2,25}[ -]\d{1,4}[»\"”]|(?<!\w)(?:барс|bars)-?\d{1,2}(?!\w)",
        score=0.8,
    ),
)
