"""What identifies by combination: age, date, work, rank, schooling, kin of note, culture.

Ages and dates are patterns; the rest are head words from traits.txt, grown to the phrase around
them (завучем *школы номер 8*), because the phrase is what tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cli.redaction import circumstances, moments
from cli.redaction.evidence import Evidence
from cli.redaction.identifiers.rule import Rule, rule, run
from cli.redaction.model import Finding
from cli.redaction.normalise import fold
from cli.redaction.page import Page
from cli.redaction.phrase import grow
from cli.redaction.wordlists import sections

_MONTH: Final = (
    r"(?:январ[ьяею]\w?|феврал[ьяею]\w?|март(?:а|е|у|ом)?|апрел[ьяею]\w?|ма[йяею]|"
    r"июн[ьяею]\w?|июл[ьяею]\w?|"
    r"август(?:а|е|у|ом)?|сентябр[ьяею]\w?|октябр[ьяею]\w?|ноябр[ьяею]\w?|декабр[ьяею]\w?|"
    r"січ(?:ень|ня|ні|нем|ню)|лют(?:ий|ого|ому|им)|берез(?:ень|ня|ні|нем|ню)|квіт(?:ень|"
    r"ня|ні|нем|ню)|"
    r"трав(?:ень|ня|ні|нем|ню)|черв(?:ень|ня|ні|нем|ню)|лип(?:ень|ня|ні|нем|ню)|"
    r"серп(?:ень|ня|ні|нем|ню)|"
    r"верес(?:ень|ня|ні|нем|ню)|жовт(?:ень|ня|ні|нем|ню)|листопад(?:а|і|ом|у)?|"
    r"груд(?:ень|ня|ні|нем|ню)|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\.?|feb\.?|mar\.|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)(?!\w)"
)
_MONTH_SURE: Final = _MONTH.replace("ма[йяею]|", "мая|").replace("|may|", "|").replace("march|", "")
_UNITS: Final = (
    r"(?:од[иі]н|одного|одному|два|двух|двох|три|трёх|трех|трьох|чотири|чотирьох|четыре|"
    r"четырёх|четырех|п'ят[ьи]|пят[ьи]|шесть|шести|шість|шести|сем[ьи]|сім|семи|восемь|"
    r"восьми|вісім|девят[ьи]|дев'ят[ьи])"
)
_TENS: Final = (
    r"(?:двадцат[ьи]|двадцят[ьи]|тридцат[ьи]|тридцят[ьи]|сорока?|пятьдесят|пятидесяти|"
    r"п'ятдесят[и]?|шестьдесят|шестидесяти|шістдесят|семьдесят|семидесяти|сімдесят|"
    r"восемьдесят|восьмидесяти|вісімдесят|девяносто|дев'яносто)"
)
_TEENS: Final = r"(?:десят[ьи]|[\w']{3,8}надцат[ьи]|[\w']{3,9}надцят[ьи])"
_ENGLISH: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|"
    r"three|four|five|six|seven|eight|nine))?|\w{3,6}teen|ten|eleven|twelve)"
)
_SAID: Final = rf"(?:{_TENS}(?:[ -]{_UNITS})?|{_TEENS}|{_UNITS}|{_ENGLISH})"
_AGE: Final = rf"(?:\d{{1,3}}|{_SAID})"
_AGE_BIG: Final = rf"(?:\d{{2}}|{_TENS}(?:[ -]{_UNITS})?|{_TEENS}|{_ENGLISH})"
_WHO: Final = (
    r"(?:мне|мені|ему|йому|ей|їй|им|їм|нам|тебе|тобі|сыну|сину|дочке|дочці|доньці|"
    r"дочери|мужу|чоловіку|чоловікові|матери|матері|маме|мамі|отцу|батьку|батькові|"
    r"бабушке|бабусі|деду|дідові|дідусю|брату|братові|сестре|сестрі|внуку|онуку|внучке|"
    r"онучці|мальчику|хлопцю|хлопчику|девочке|дівчинці|ребёнку|дитині|жене|дружині|"
    r"парню|самому|самой|самій|старшему|старшій|младшей|младшему|молодшому|молодшій|"
    r"старшому|двоим|племяннику|племіннику)"
)
_WHO_EN: Final = (
    r"(?:i am|i'm|im|i was|he is|he's|hes|he was|she is|she's|shes|she was|who is|"
    r"who was|they were|turned|turns|aged?|age of|is only|was only|was just|is just|"
    r"only|just turned|son is|daughter is|mother is|wife is|husband is|was about|"
    r"is about|about)"
)
_ORDINAL: Final = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w{3,9}надцат|"
    r"двадцат|тридцат|перш|друг|четверт|п'ят|шост|сьом|дев'ят|\w{3,9}надцят|двадцят|"
    r"тридцят)(?:ого|его|ьего|ього|ое|ье|е|є|ому|му|ым|им|ий|ый|ом)"
)
_DAY: Final = (
    rf"(?:\d{{1,2}}(?:-?(?:го|ого|е|ое|му|а|й|st|nd|rd|th))?|(?:двадцать|двадцять|"
    rf"тридцать|тридцять)\s+{_ORDINAL}|{_ORDINAL})"
)
_HOLIDAY: Final = (
    r"(?:пасх[аеуи]|пасхой|рождеств[оаеу]|крещени[еяю]|троиц[аеу]|троицей|покров(?:а|у|"
    r"ы)?|спас(?:а|у)?|"
    r"великдень|великодня|великодні|різдв[оаіу]|трійц[яіюею]\w?|водохрещ[еа]|миколая|маковея|"
    r"нов(?:ый|ого|ым|ий|им|ому|ом) (?:год\w?|рік|року|роком|році)|8 марта|"
    r"восьмого марта|8 березня|день победы|дня победы|день перемоги|"
    r"день независимости|день незалежності|дня незалежності|день рождени[яе]|день народження|"
    r"easter|christmas(?: eve| day)?|new year'?s?(?: eve| day)?|epiphany|ramadan|"
    r"рамадан\w?|курбан-байрам\w?|independence day|my birthday|his birthday|"
    r"her birthday)"
)
_WEEKDAY: Final = (
    r"(?:понедельник\w?|вторник\w?|сред[уы]|четверг\w?|пятниц[уы]|суббот[уы]|"
    r"воскресень[еяю]|понеділ\w+|вівтор\w+|серед[уи]|четвер\w*|п'ятниц[юі]|"
    r"субот[уи]|неділ[юі]|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_YEAR_WORD: Final = r"(?:г(?:од\w{0,3})?\.?|року|рік|році|р\.)(?!\w)"

RULES: Final[tuple[Rule, ...]] = (
    rule("age", "age in brackets", r"[(,]\s?(?P<x>\d{1,2}\s?(?:р|л|г)\.)\s?[),]"),
    rule("age", "age between commas", rf"(?<=, )(?P<x>(?:[1-9]\d|{_ENGLISH}))(?=,)"),
    rule(
        "age",
        "years of age",

        rf"(?<!\w)(?:boy|girl|man|woman|son|daughter|kid|child|guy|lad) of (?P<x>{_AGE})"
        rf"(?!\w)|(?<!\w)\d{{2}} years(?=[.,;!)]|$)",
    ),
    rule(
        "age",
        "years of age",
        rf"(?<=is )(?P<x>two|three|four|five|six|seven|eight|nine|{_ENGLISH})(?=[.,;!])",
    ),
    rule(
        "date",
        "day and month",
        rf"(?<!\w)\d{{1,2}}\s+of\s+{_MONTH}",
    ),
    rule(
        "relation",
        "number of children",

        r"(?<!\w)(?:двое|трое|четверо|пятеро|шестеро|семеро|двоє|троє|п'ятеро|семеро|two|"
        r"three|four|five|six|"

        r"seven)\s+(?:детей|дітей|детишек|діток|внуков|внучат|онуків|дочерей|сыновей|дочок|"
        r"синів|children|kids|sons|daughters)(?!\w)",
    ),
    rule(
        "relation",
        "pregnancy",

        r"(?<!\w)(?:беременн\w+|вагітн\w+|при надії)(?:\s+\w+\s+(?:месяц|місяц)\w*|"
        r"\s+на\s+\w+\s+(?:месяц|місяц)\w*)?"
        r"|(?:\w+\s+(?:weeks|months)\s+)?pregnant",
    ),
    rule(
        "culture",
        "citizenship or origin",

        r"(?<!\w)(?:граждан\w+|громадян\w+|подданн\w+|урожен\w+|уродженк\w+|уродженец\w*)"
        r"\s+(?:(?:г|м|с)\.\s*|города |міста |села )?"
        r"(?-i:[А-ЯІЇЄҐ])[\w-]+|(?<!\w)born in (?!the |a )(?-i:[A-Z])\w+|(?<!\w)citizen of \w+"
        r"|(?<!\w)(?:a |an )?(?:dutchman|quaker|swede|dane|welshman|scotsman|irishman|englishman|"
        r"frenchman|norwegian|dane|finn|turk|arab|afghan|syrian|nigerian|indian|vietnamese)(?!\w)",
    ),
    rule(
        "education",
        "year of study",

        r"(?<!\w)(?:перший|другий|третій|четвертий|п'ятий|первый|второй|третий|четв[её]ртый|"
        r"пятый|\d)(?:-?[йі])? курс(?!\w)"

        r"|(?<!\w)(?:first|second|third|fourth|final)[- ]year student(?: of \w+)"
        r"?(?: at (?:\w+ ){0,3}(?:university|college|institute))?",
    ),
    rule("age", "years of age",
        rf"(?<!\w){_AGE}\s*-?\s*(?:летн\w+|лєтн\w+|річн\w+|годовал\w+|year[- ]olds?|"
        r"years? old|years? of age|y\.?\s?o\.?(?!\w)|yrs? old|г\.?\s?р\.?(?!\w)|months? old|"
        r"месячн\w+|місячн\w+)"),
    rule("age", "years of age",
        rf"(?<!\w){_WHO}\s+(?:(?:было|будет|исполнил\w+|исполнится|всего|тогда|уже|сейчас|"
        r"где-то|около|почти|под|за|только|только-только|полных|был|була|було|буде|"
        r"виповнил\w+|тільки|лише|вже|ще|зараз|майже|близько|рочків|лет|років|скоро|скоро|"
        rf"невдовзі|аж)\s+){{0,3}}(?P<x>{_AGE}(?:\s*(?:лет|год\w{{0,3}}|рок\w{{0,2}}|рочк\w+|"
        r"рік|месяц\w*|місяц\w*|с половиной|з половиною))*)(?!\w)"),
    rule("age", "years of age",
        rf"(?<!\w)(?P<x>{_AGE}\s+(?:лет|годик\w*|годков|рочк\w+))(?!\w)(?!\s+(?:назад|спустя|"
        r"не|как|прошло|работ|прожил|жил|вместе|тюрьмы|колонии|строгого|лагерей|в браке|там|"
        r"провел|служ))"),
    rule("age", "years of age",
        rf"(?<!\w)(?:лет|років|годов)\s+(?:под\s+|за\s+|так\s+)?(?P<x>{_AGE_BIG})(?!\w)"),
    rule("age", "years of age",
        rf"(?<!\w)(?P<x>{_AGE_BIG}\s+(?:год(?:а)?|рок(?:и|ів)|рік))(?!\w)(?!\s+(?:назад|тому|"
        r"спустя|жил|прожил|не|работ|прац|як|как|разом|вместе|прожили|на|тюрьмы|в'язниці|"
        r"у шлюбі|тут))"),
    rule("age", "years of age",
        rf"(?<!\w){_WHO_EN}\s+(?:about\s+|almost\s+|only\s+|nearly\s+|just\s+)"
        rf"?(?P<x>{_AGE_BIG}|[5-9]|five|six|seven|eight|nine)(?!\w)(?!\s*(?:km|kilomet|met|"
        r"people|men|soldier|hour|minute|day|week|month|year|of|times|car|dollar|hryvn|"
        r"percent|%|kilo|kg|pound|rouble|ruble|euro|lit(?:re|er)|gram|feet|inch|ton|degree|"
        r"(?:[.,]\d)|other|more|in the|at the|second|house|am|pm|o'clock|[:.]\d))"),
    rule("age", "decade of life",
        r"(?<!\w)(?:in (?:his|her|my|their) (?:early |mid |late |mid-)?(?:twenties|thirties|"
        r"forties|fifties|sixties|seventies|eighties|nineties|\d0s)|(?:за|под|під|далеко за|"
        r"около|близько) (?:двадцать|двадцять|тридцать|тридцять|сорок|пятьдесят|п'ятдесят|"
        r"шестьдесят|шістдесят|семьдесят|сімдесят|восемьдесят|вісімдесят|девяносто|"
        r"дев'яносто)(?!\w)(?!\s+(?:рубл|грив|копе|метр|километр|кілометр|градус|пар|гроб|тыс|"
        r"тис|раз|шту|человек|людей|чолов|душ|ящик|меш|міш|грам|секунд|минут|хвилин|час|годин|дней|"
        r"днів|діб|суток|шаг|крок|верст))|пенсионного возраста|пенсійного віку|teenager|подрост\w+|"
        r"підліт\w+)"),
    rule("age", "year of birth",
        rf"(?<!\w)(?:\d{{1,2}}[./]\d{{1,2}}[./])?{_YEAR}\s?-?(?:г\.?\s?р\.?|р\.?\s?н\.?|"
        r"(?:го\s+)?(?:года?\s+)?рождения|року народження|г\. рождения)|(?:родил(?:ся|ась|"
        r"ись)|народи(?:вся|лася|лись)|рожд[её]н\w*|born)(?:\s+(?:in|on|в|у|я|он|она|він|"
        rf"вона))?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:\s+{_MONTH})"
        rf"?,?\s+{_YEAR}(?:\s?{_YEAR_WORD})?|"
        rf"д\.?\s?р\.?\s*\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}"),
    rule("education", "year at school",
        r"(?<!\w)(?:в|у|из|із|з|с)\s+(?P<x>(?:\d{1,2}(?:-?\w{1,3})?|перв\w+|втор\w+|"
        r"треть\w+|четверт\w+|пят\w+|шест\w+|седьм\w+|восьм\w+|девят\w+|десят\w+|"
        r"одиннадцат\w+|перш\w+|друг\w+|трет\w+|п'ят\w+|шост\w+|сьом\w+|дев'ят\w+|"
        r"одинадцят\w+|выпускн\w+|випускн\w+)[ -]+(?:[а-г][ -]+|«[а-г]»[ ]+)?(?:класс[еау]?|"
        r"клас[іу]?|курс[еауі]?))(?!\w)|(?<!\w)(?P<y>(?:перв|втор|трет|четв[её]рт|пят|друго|"
        r"третьо|першо|четверто|п'ято)\w*(?:класс?ни\w+|курсни\w+))|(?<!\w)(?:\d{1,2}(?:th|"
        r"st|nd|rd)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
        r"eleventh|twelfth)[ -](?:grade(?:r)?|form|year (?:student|of))|grade \d{1,2}(?!\w)"),
    rule("date", "day and month",
        rf"(?<!\w){_DAY}\s+{_MONTH}(?:,?\s+{_YEAR}(?:\s?{_YEAR_WORD})?)?|(?<!\w)"
        rf"{_MONTH_SURE}\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\w)(?:,?\s+{_YEAR})?|(?<!\w)(?:may|"
        rf"march)\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\w)(?:,?\s+{_YEAR})?|(?<!\w)(?:the\s+)"
        rf"?\d{{1,2}}(?:st|nd|rd|th)\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?|(?<!\w)(?:the\s+)"
        r"?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
        r"twelfth|\w+teenth|twentieth|twenty[ -]\w+|thirtieth|thirty[ -]first)"
        rf"\s+of\s+{_MONTH}"),
    rule("date", "figures",
        r"(?<![\w.,/])(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])(?:[./-](?:(?:19|20)"
        r"?\d\d))?(?:\s?(?:г|р)\.?(?!\w))?(?![\w/.]?\d)(?!\s?(?:%|км|кг|л|м|km|kg|метр|"
        r"калибр|мм|см|m\b))|(?<!\w)(?:19|20)\d\d-\d\d-\d\d(?!\d)", "ISO 8601; usual in ru, uk"),
    rule("date", "month",
        r"(?<!\w)(?:(?:начал[еоа]|конц[еау]|середин[еау]|початк[уи]|кінц[іяю]|середин[іи]|"
        r"наприкінці|весь|всю|до|від|з|с|по|к|на|early|late|mid|mid-|end of|since|until|"
        r"till|by|last|this|that|beginning of|in)\s+)"
        rf"{{1,3}}{_MONTH_SURE}(?:\s+{_YEAR}(?:\s?{_YEAR_WORD})?)?|(?<!\w)(?:в|у|во)"
        rf"\s+{_MONTH}(?:\s+{_YEAR}(?:\s?{_YEAR_WORD})?)?|(?<!\w)"
        rf"{_MONTH_SURE}\s+{_YEAR}(?:\s?{_YEAR_WORD})?|(?<!\w)(?:in|of|since|until|last)"
        rf"\s+(?:may|march)(?!\w)(?:\s+{_YEAR})?"),
    rule("date", "day of the month",
        r"(?<!\w)(?:двадцать|двадцять|тридцать|тридцять)\s+(?:перв|втор|трет|четв[её]рт|пят|"
        r"шест|седьм|восьм|девят|перш|друг|четверт|п'ят|шост|сьом|дев'ят)(?:ого|его|ьего|"
        r"ього|ое|е|є)(?!\w)|(?<!\w)\d{1,2}-?(?:го|ого)(?!\w)(?:\s+(?:числа|утром|вечером|"
        r"вранці|ввечері|ночью|вночі|днём|днем))?|(?<!\w)(?:on\s+)?the\s+(?:\d{1,2}(?:st|nd|"
        r"rd|th)|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|"
        r"eighth|ninth))(?!\w)(?!\s+(?:floor|brigade|battalion|day|time|regiment|division|"
        r"street|house|century|grade|of))"),
    rule("date", "year",
        rf"(?<![\w./-]){_YEAR}(?:-?(?:м|му|го|ом|ый|й|х))?\s?(?:{_YEAR_WORD})|(?<!\w)"
        r"(?:двадцать|двадцять) (?:перв|втор|трет|четв[её]рт|пят|шест|перш|"
        r"друг|четверт|п'ят|шост)\w+\s+(?:год\w?|року|рік|році)"),
    rule("date", "holiday",
        r"(?<!\w)(?:на|под|під|перед|после|після|до|в|у|at|on|before|after|by|around)"
        rf"\s+(?:сам(?:ый|ую|ий|у)\s+|the\s+|orthodox\s+)?{_HOLIDAY}(?!\w)"),
    rule("date", "length of time",
        rf"(?<!\w)(?P<x>(?:\d{{1,3}}|{_SAID})\s+(?:дней|дня|суток|днів|дні|доби|діб|days|"
        r"недель|недели|тижнів|тижні|weeks|месяц(?:ев|а)|місяц(?:ів|і)|months))(?!\w)", score=0.7),
    rule("relation", "number of children",
        r"(?<!\w)(?:мать|отец|мама|папа|батько|мати|mother|father)\s+(?:of\s+)?(?:троих|"
        r"четверых|пятерых|шестерых|двоих|трьох|чотирьох|п'ятьох|шістьох|двох|three|four|"
        r"five|six|seven)(?:\s+(?:детей|дітей|children|kids))?|(?<!\w)(?:на\s+)"
        r"?\w{4,12}(?:ом|ому)\s+месяце(?:\s+беременности)?|(?<!\w)"
        r"\w{4,12}\s+місяці\s+вагітності|(?:seven|eight|nine|six|five|four|\d)"
        r"\s+months\s+pregnant"),
)  # fmt: skip

# Callings that are whole groups in a testimony (the guard, the investigator).
_GROUPS: Final = sections("sets.txt")["groups"]
_ORG_GROUPS: Final = sections("sets.txt")["org_groups"]
_SELF: Final = re.compile(
    r"(?<!\w)(?:я|i|i'm|im|моя|мой|мій|my|муж|чоловік|жена|дружина|он|она|він|вона|he|"
    r"she|сын|син|мама|мать|мати|отец|батько|папа|тато|husband|wife|mother|father|"
    r"brother|sister|son|daughter|брат|сестра|дочь|донька|дочка|сусід|сусідка|сосед|"
    r"соседка|neighbou?r)(?!\w)"
)


# Signs between a calling and the name of who has it: доктор Коган, Коган, хирург, Коган — хирург.
_BESIDE: Final = frozenset({" ", ", ", " - ", " — ", " (", ": ", " – "})


def _beside_person(page: Page, evidence: Sequence[Evidence], first: int, last: int) -> bool:
    """Look whether a name stands right before or after a phrase."""
    after = last + 1
    if after < len(page.words) and page.gap(after) in _BESIDE and evidence[after].person >= 0.5:
        return True
    return bool(first) and page.gap(first) in _BESIDE and evidence[first - 1].person >= 0.5


# What an English word for a people may stand before when it is said of somebody.
_SOMEBODY: Final = frozenset(
    [
        "man",
        "woman",
        "boy",
        "girl",
        "guy",
        "lad",
        "national",
        "citizen",
        "passport",
        "soldier",
        "soldiers",
        "fighter",
        "volunteer",
        "doctor",
        "nurse",
        "student",
        "worker",
        "wife",
        "husband",
        "mother",
        "father",
        "mum",
        "dad",
        "son",
        "daughter",
        "brother",
        "sister",
        "family",
        "kid",
        "kids",
        "child",
        "speaker",
        "accent",
        "name",
        "by",
        "origin",
        "descent",
        "born",
        "from",
        "in",
        "on",
        "at",
        "with",
        "who",
        "but",
        "and",
        "or",
        "so",
        "too",
        "as",
        "was",
        "is",
        "has",
        "had",
        "he",
        "she",
        "they",
        "i",
    ]
)


def _describes(page: Page, position: int) -> bool:
    """Look whether an English word for a people is said of a thing: a German car."""
    after = position + 1
    if after >= len(page.words) or page.gap(after) != " ":
        return False
    return page.words[after].text not in _SOMEBODY


def _traits(page: Page, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    for position, known in enumerate(page.words):
        if not known.traits or evidence[position].person >= 0.6:
            continue
        first, last, grown = grow(page, position, next(iter(sorted(known.traits))))
        start, end = page.tokens[first].start, page.tokens[last].end
        before = page.text[max(0, start - 45) : start].lower()
        named = _beside_person(page, evidence, first, last)
        told = named or bool(_SELF.search(re.split(r"[.!?\n]", before)[-1]))
        plural = "plur" in known.shape and "nomn" in known.shape
        for kind in sorted(known.traits):
            group = known.lemmas & (_GROUPS if kind in ("job", "rank") else _ORG_GROUPS)
            if kind == "rank":
                if (plural and not named) or not (told or grown):
                    continue
            elif kind in ("job", "employer", "education"):
                if plural and not grown:
                    continue
                if group and not (grown or (told and kind == "job")):
                    continue
            elif (kind == "culture" and known.script == "c" and "ADJ" in known.shape) or (
                kind == "culture" and known.script == "l" and _describes(page, position)
            ):
                continue
            yield Finding(start, end, kind, "word for " + kind, 0.5)
            break


def quasi_identifiers(page: Page, evidence: Sequence[Evidence]) -> list[Finding]:
    """Find quasi-identifiers, in no order; they may overlap."""
    folded = fold(page.text)
    found = [*run(RULES, folded), *run(moments.RULES, folded)]
    found += moments.beside_names(page, evidence)
    return found + circumstances.find(folded) + list(_traits(page, evidence))
