"""Pieces of patterns: numbers said in words, and what follows a number that only counts."""

from __future__ import annotations

from typing import Final

ORDINAL: Final = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|"
    r"двенадцат|перш|друг|четверт|"
    r"п'ят|шост|сьом|дев'ят|двадцят|двадцат|тридцят|тридцат)\w*"
)
HUNDREDS: Final = (
    r"(?:сто|двести|двісті|триста|четыреста|чотириста|пятьсот|п'ятсот|шестьсот|шістсот|"
    r"семьсот|сімсот|восемьсот|вісімсот|девятьсот|дев'ятсот|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|a) hundred(?: and)?)"
)
TENS: Final = (
    r"(?:двадцать|двадцять|тридцать|тридцять|сорок|пятьдесят|п'ятдесят|шестьдесят|"
    r"шістдесят|семьдесят|сімдесят|восемьдесят|вісімдесят|девяносто|дев'яносто|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
# An ordinal by itself, that can end a longer one: девяносто второй, two hundred and fourth.
LAST_ORDINAL: Final = (
    rf"(?:{ORDINAL}|\w*(?:надцат|надцят)\w+|"
    r"сорок(?:ов|ов)\w+|(?:пят|шест|сем|восем|вісім|сім|п'ят)\w*десят\w*|девяност\w+|"
    r"дев'яност\w+|сот\w+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|"
    r"tenth|eleventh|twelfth|\w+teenth|\w+tieth)"
)
CARDINAL: Final = (
    rf"(?:од[иі]н|два|две|дві|три|четыре|чотири|пять|п'ять|шесть|шість|семь|сім|восемь|"
    rf"вісім|девять|дев'ять|десять|\w+надцать|\w+надцять|{HUNDREDS}|{TENS}|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)"
)
CARDINALS: Final = rf"{CARDINAL}(?:[ -]{CARDINAL}){{0,3}}"

# A number before one of these counts or measures; it names nothing.
COUNTED: Final = (
    r"(?![ \t]*-?(?:млн|млрд|миллион|мільйон|миллиард|мільярд|тыщ|million|billion|thousand|"
    r"percent)|"
    r"-(?:лет|річ|процент|відсот|метр|километр|кілометр|year|minute|hour|й\b|го\b|му\b|х\b))"
    r"(?![ \t]*(?:год|лет|рок|річ|мес|міс|дн|день|дней|сут|доб|раз|челов|чол|люд|числ|"
    r"март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|"
    r"ноябр|декабр|январ|феврал|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|"
    r"січ|лют|час|мин|хвил|сек|тыс|тис|км|м\b|метр|"
    r"кг|кіл|килог|грам|гривн|грн|доллар|дол|руб|%|процент|відсот|этаж|поверх|класс|"
    r"клас|ден|человек|осіб|"
    r"бригад|батальон|полк|рот|взвод|этап|ряд|штук|шт|пункт|стат|ст\b|"
    r"женщин|мужч|мужик|баб|дет[еи]|душ|парн|тел\b|тіл\b|койк|нар\b|ліж|мест\b|місць|жін|"
    r"чолов|га\b|хлоп|дів|дев[уоч]|банок|пачк|ведр|відер|литр|літр|тонн|стол|кроват|окн|окон|"
    r"people|men\b|women|kids|child|beds|days?\b|hours?|min|months?|weeks?|years?|times|"
    r"metres|meters|kilo|feet|of us|of them|or \d|bodies|dead|wounded|bunks|windows|steps))"
)
