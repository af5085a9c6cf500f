"""Days named by a feast or an event, dates written in other ways, ages told without the word.

Feasts are those of the Orthodox, Catholic, Muslim, Jewish, Buddhist, Hindu and Sikh calendars that
the texts of several pens name, and of the state. Own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cli.redaction.evidence import Evidence
from cli.redaction.feasts import FEAST, SAINT
from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import COUNTED
from cli.redaction.model import Finding
from cli.redaction.page import Page

_WEEKDAY: Final = (
    r"(?:понедельник\w?|вторник\w?|сред[уаы]|четверг\w?|пятниц[уаы]|суббот[уаы]|воскресень[еяю]|"
    r"понеділ\w+|вівтор\w+|серед[уаи]|четвер\w?|п'ятниц[юія]|"
    r"субот[уаи]|неділ[юія]|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_EVENT: Final = (
    r"(?:взрыв\w{0,2}|подрыв\w?|прил[её]т\w?|прильот\w?|обстрел\w{0,2}|обстріл\w?|референдум\w?|"
    r"обмен\w?|обмін\w?|затоплени\w|затопленн\w|освобождени\w|"
    r"звільненн\w|деокупац\w+|деоккупац\w+|аннекси\w|анексі\w|мобилизаци\w|мобілізаці\w|"
    r"авиаудар\w?|авіаудар\w?|переправ\w|свадьб\w|весілл\w|похорон\w?|"
    r"выпускн\w+|випускн\w+|землетрясени\w|затмени\w)"
)
_EVENT_EN: Final = (
    r"(?:dam|bridge|theat(?:re|er)|explosion|airstrike|air strike|missile|referendum|election|"
    r"exchange|withdrawal|retreat|liberation|annexation|"
    r"mobili[sz]ation|flood|wedding|funeral|eclipse|earthquake|graduation|station|maternity|"
    r"hospital|prom)"
)
_MONTH_OF: Final = (
    r"(?:январ[ья]|феврал[ья]|март[а]?|апрел[ья]|ма[йя]|июн[ья]|июл[ья]|август[а]?|сентябр[ья]|"
    r"октябр[ья]|ноябр[ья]|декабр[ья]|"
    r"січ(?:ень|ня)|лют(?:ий|ого)|берез(?:ень|ня)|квіт(?:ень|ня)|трав(?:ень|ня)|черв(?:ень|ня)|"
    r"лип(?:ень|ня)|серп(?:ень|ня)|верес(?:ень|ня)|"
    r"жовт(?:ень|ня)|листопада?|груд(?:ень|ня)|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\w)(?:(?<=[a-z])(?<!may)(?<![a-z]{4})\.)?"
)
_MONTH_LATIN: Final = (
    r"(?:yanvarya|fevralya|marta|aprelya|maya|iyunya|iyulya|avgusta|sent[yj]abrya|okt[yj]abrya|"
    r"noyabrya|dekabrya|sichn[iy]a|liutoho|bereznia|kvitnia|"
    r"travnia|chervnia|lypnia|serpnia|veresnia|zhovtnia|lystopada|hrudnia)"
)
_MONTH_ELSEWHERE: Final = (
    r"(?:kartik|mangsir|poush|magh|falgun|chaitra|baisakh|jestha|ashadh|shrawan|bhadra|ashwin|"
    r"muharram|safar|rajab|shaban|ramadan|shawwal|nisan|tishri|adar)"
)
_MONTH_ALONE: Final = (
    r"(?:январь|февраль|апрель|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|март|січень|"
    r"березень|квітень|травень|червень|липень|серпень|вересень|"
    r"жовтень|листопад|грудень)"
)
_ORDINAL_OF: Final = (
    r"(?:(?:двадцать|двадцять|тридцать|тридцять|сорок|пятьдесят|п'ятдесят|шестьдесят|шістдесят|"
    r"семьдесят|сімдесят|восемьдесят|вісімдесят|девяносто|дев'яносто)[ ])?"
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|\w{3,9}надцат|двадцат|"
    r"тридцат|сороков|перш|друг|четверт|п'ят|шост|сьом|дев'ят|"
    r"\w{3,9}надцят|двадцят|тридцят)(?:ого|его|ьего|ього|ом|ем|ьем|ому|ім|ьому)"
)
_YEARS: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|"
    r"five|six|seven|eight|nine))?|\w{3,6}teen|\d{2})"
)

_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
# 11 on 12 November in Russian, 3 or 4, 5–7, from the 3rd to the 5th.
_AND_DAY: Final = (
    r"(?:[ ]?(?:and|to|or|till|until|through|[-–—/]|и|і|й|та|чи|или|або|по|на|до)[ ]?(?:the )?"
    + _DAY
    + r")"
)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "date",
        "feast",
        rf"(?<!\w)(?:(?:на|в|у|за|через)[ ])?(?P<x>(?:(?:перв|втор|трет|четв|перш|друг|п'ят)\w+[ ]|"
        rf"\d+-?\w{{0,2}}[ ]|одн\w+[ ]|the[ ])?"
        rf"(?:(?:день|дня|дней|днів|недел[юиья]|тижд\w+|ночь|ніч|{_WEEKDAY}|eve|week|day|night|"
        rf"feast|(?:second|third|last|first) (?:day|week|night))[ ]"
        rf"(?:после|після|до|перед|накануне|на|before|after|of)[ ](?:the[ ])?)?(?:сам\w+[ ]|the[ "
        rf"]feast[ ]of[ ]|feast[ ]of[ ]|the[ ]eve[ ]of[ ]|eve[ ]of[ ])?{FEAST})(?!\w)"
        rf"|(?<!\w)(?:the )?(?:feast|eve) of (?:the )?\w+(?: \w+)?",
        score=0.6,
    ),
    rule(
        "date",
        "day of a saint",
        rf"(?<!\w)(?:на|до|після|после|перед|під|под)[ ](?:сам\w+ )?(?P<x>{SAINT})(?!\w)",
        score=0.55,
    ),
    rule(
        "date",
        "day named by an event",
        rf"(?<!\w)(?:в|у|тієї|той|ту|через|накануне|наутро|за|на)[ ](?:[^\W\d]+[ "
        rf"]){{0,2}}?(?:ночь|день|дня|утро|вечер|ніч|ранок|неделю|тиждень|месяц|місяць|години?|"
        rf"часа?)"
        rf"[ ](?:после|після|до|перед|когда|коли)[ ](?:[^\W\d]+[ ]){{0,1}}?{_EVENT}(?!\w)(?:[ "
        rf"](?:в|на|у|по|моста|вокзала|театра|плотины|дамби|греблі)(?:[ ][^\W\d]+)?)?"
        rf"|(?<!\w)(?:the )?(?:night|day|morning|evening|week|saturday|sunday|friday|monday)[ "
        rf"](?:(?:before|after|of|when|that)[ ])?(?:the[ ])?(?:\w+[ ]){{0,1}}?{_EVENT_EN}(?!\w)"
        r"(?:[ ](?:blew|broke|fell|was|burst|collapsed|burned|came)(?:[ ]\w+){0,2})?",
        score=0.55,
        needs="взрыв подрыв прил обстр референд обмен обмін затопл освоб звільн деок аннекс "
        "анексі мобил мобіл авиау авіау перепр свадь весіл "
        "похор выпуск випуск землетр затмен dam bridge theat explos strike missile referend "
        "elect exchang withdr retreat liberat annex mobili flood "
        "wedding funeral eclipse earthq graduat station matern hospital prom",
    ),
    rule(
        "date",
        "several days of a month",
        rf"(?<!\w)(?:(?:с|со|з|із|между|між|from|between)[ ])?{_DAY}{_AND_DAY}{{1,2}}[ ]"
        rf"(?:of )?{_MONTH_OF}(?:[ ](?:19|20)\d\d)?(?:[ ]?(?:года|року|г\.|р\.)(?!\w))?"
        rf"|(?<!\w){_MONTH_OF}[ ]{_DAY}{_AND_DAY}(?!\d)"
        rf"|(?<!\w)\d{{1,2}}[ ]{_MONTH_OF}(?:[ ](?:19|20)\d\d)?(?:[ ]?г(?:ода|\.)?(?!\w))?",
        figures=True,
    ),
    rule(
        "date",
        "part of a month",
        rf"(?<!\w)(?:the )?(?:last|first|second|third|fourth)[ ](?:week|days?|weekend|sunday|"
        rf"monday|tuesday|wednesday|thursday|friday|saturday)[ ](?:of|in)[ ]{_MONTH_OF}"
        rf"|(?<!\w)(?:перв|последн|втор|треть|перш|останн|друг)\w+[ ](?:недел|числ|дн|выходн|"
        rf"тижд|тижн|{_WEEKDAY})\w*[ ]{_MONTH_OF}"
        r"|(?<!\w)месяц[ ][^\W\d]+[ ]\d{1,2}(?:[ ]числ\w)?",
    ),
    rule(
        "date",
        "day and month in Latin letters, or of another calendar",
        rf"(?<!\w)\d{{1,2}}[ ](?:{_MONTH_LATIN}|{_MONTH_ELSEWHERE})(?!\w)(?:[ ](?:19|20)\d\d)?|"
        rf"(?<!\w){_MONTH_LATIN}(?!\w)",
        needs="ya ia oho ada ta ga kartik mangsir poush magh falgun chaitra baisakh jestha "
        "ashadh shrawan bhadra ashwin muharram safar rajab shaban ramadan "
        "shawwal nisan tishri adar",
    ),
    rule(
        "date",
        "weekday and day",
        rf"(?<!\w){_WEEKDAY},?[ ]\d{{1,2}}(?:st|nd|rd|th|-го|-е|-те)(?!\w)",
        figures=True,
    ),
    rule(
        "date",
        "day of the month",
        r"(?:(?<=\n)|(?<=^)|(?<=[.!?] )|(?<=[—–-] )|(?<=: ))\d{1,2}-(?:е|го|те|ого)(?![\w-])|"
        r"(?<!\w)(?:до|с|з|к|на|після|после|от|від)[ ](?P<x>\d{1,2}-(?:е|го|те|ого))(?![\w-])",
        figures=True,
    ),
    rule(
        "date",
        "day of the month, in words",
        rf"(?<!\w)(?P<x>{_ORDINAL_OF.replace('|ом|ем|ьем|ому|ім|ьому', '')})(?=[?.,;!\n]|$|[ "
        rf"](?:числа|утром|вечером|ночью|днём|вранці|ввечері|вночі|вдень)(?!\w))",
        score=0.5,
        needs="ого его ього",
    ),
    rule(
        "date",
        "year in words",
        rf"(?<!\w)(?:тысяча |тисяча )?(?:девятьсот |дев'ятсот |две тысячи |дві тисячі "
        rf")?{_ORDINAL_OF}[ ](?:году|года|року|році)(?!\w)"
        r"|(?<!\w)(?:nineteen|twenty)[ -](?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|"
        r"ninety)(?:[ -]\w{3,5})?|\w{3,6}teen)(?=[.,;)\n ]|$)",
        needs="год рок роц рік nineteen twenty",
    ),
    rule(
        "date",
        "year alone",
        r"(?<!\w)(?:в|с|до|от|з|від|у|после|після|in|since|until|till|from|by|of|before|after|"
        r"год|года|рік|year)[ ](?P<x>(?:19[2-9]\d|20[0-3]\d)(?:-?(?:м|го|му|й|ом))?)"
        r"(?![\w/.-]?\d)(?!\w)(?![ ](?:год|рок|рік|роц|г\.|р\.|-))",
        score=0.55,
        figures=True,
    ),
    rule(
        "date",
        "year of two figures",
        r"(?<!\w)(?:в|с|у|з|до|v|u)[ ](?P<x>[5-9]\d-(?:м|го|му|х|m|mu)(?!\w)(?:[ ](?:год\w*|"
        r"ро[кц]\w*))?)",
        score=0.55,
        figures=True,
    ),
    rule(
        "date",
        "month alone",
        rf"(?<!\w){_MONTH_ALONE}(?!\w)"
        rf"(?:[ ](?:19|20)\d\d(?:-?го)?(?:[ ](?:год\w?|року))?)?",
        score=0.5,
    ),
    rule("age", "age and sex", r"(?<!\w)\d{1,2}[ ]?(?-i:[MFМЖ])(?=[,.;) ])", figures=True),
    rule("age", "age as a sentence", r"(?<=[.!?] )(?:[1-9]\d)(?=\.(?:\s|$))", figures=True),
    rule(
        "age",
        "years of age",
        rf"(?<!\w)(?:me|am|is|was|were|i|i'm|,|-|—|\()[ ]?(?P<x>{_YEARS}[ ]years?)(?=[.,;)\n]|$|"
        rf"[ ](?:old|of age))",
        needs="year",
    ),
    rule(
        "age",
        "years of age",
        rf"(?<!\w)(?:was|is|am|were|turned|turning)[ ](?P<x>{_YEARS})(?=[.,;!?)\n]|$)",
    ),
    rule(
        "age",
        "years of age in Latin letters",
        r"(?<!\w)\d{1,3}[ ](?:rokiv|roku|rik|let|goda)(?!\w)(?![ ](?:nazad|tomu))",
        figures=True,
    ),
    rule(
        "age",
        "year of birth",
        r"(?<!\w)(?:19|20)?\d\d(?:th)? year of birth|"
        r"(?<=\()(?:19[2-9]\d|20[01]\d)(?=\))",
        figures=True,
    ),
)  # fmt: skip

_COUNTED: Final = re.compile(COUNTED, re.IGNORECASE)
_SAID: Final = re.compile(
    r"(?:двадцат|двадцят|тридцат|тридцят|сорок|пятьдесят|п'ятдесят|шестьдесят|шістдесят|"
    r"семьдесят|сімдесят|восемьдесят|вісімдесят|девяносто|дев'яносто|"
    r"\w{3,9}надцат|\w{3,9}надцят|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"\w{3,6}teen)\w{0,2}(?:[ -](?:од\w+|дв\w|три|чотири|четыре|п'?ять|шість|шесть|"
    r"сім|семь|вісім|восемь|дев'?ять|один|одна|one|two|three|four|five|six|seven|eight|"
    r"nine))?(?!\w)|[1-9]\d?(?![\w:./-])",
    re.IGNORECASE,
)  # fmt: skip


def beside_names(page: Page, evidence: Sequence[Evidence]) -> Iterator[Finding]:
    """An age right after a name: Даше 15, Дорошеву двадцать два, Emil, 34."""
    for position in range(len(page.words) - 1):
        if evidence[position].person < 0.5 or page.gap(position + 1) not in (
            " ",
            ", ",
            " - ",
            " — ",
        ):
            continue
        token = page.tokens[position + 1]
        found = _SAID.match(page.text, token.start)
        if not found or not 4 < _size(found.group()) < 100:
            continue
        if (
            _COUNTED.match(page.text, found.end())
            and page.text[found.end() : found.end() + 1] not in "%°"
        ):
            yield Finding(token.start, found.end(), "age", "number beside a name", 0.6)


def _size(text: str) -> int:
    return int(text) if text.isdigit() else 20
