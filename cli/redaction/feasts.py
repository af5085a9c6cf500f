"""Feasts of the Orthodox, Catholic, Muslim, Jewish, Buddhist, Hindu, Sikh calendars and of states.

Pieces of patterns over lower case, in Russian, Ukrainian and English. Own list, grown from texts.
"""

from __future__ import annotations

from typing import Final

FEAST: Final = (
    r"(?:пасх(?!ал)\w{1,2}|великд\w+|велик(?:одн|день)\w*|рождеств(?:а|о|у|ом|е)|різдв\w{1,2}|"
    r"крещени[еяю]|хрещенн\w|водохрещ\w+|"
    r"богоявлен\w+|благовещень\w+|благовіщенн\w+|вербн\w+(?: (?:воскресень\w|неділ\w))?|"
    r"троиц\w{1,2}|трійц\w{1,2}|вознесени[еяю]|вознесінн\w|"
    r"успени[еяю]|успінн\w|преображени[еяю]|преображенн\w|(?:яблочн|медов|орехов|яблучн)\w+ "
    r"спас\w?|спаса|"
    r"петра (?:и|й|і|та) павла|(?:петров|ильин|юрьев|татьянин) день|иван\w? купала|івана купала|"
    r"прощ[её]н\w+ (?:воскресень\w|неділ\w)|"
    r"маслениц\w{1,2}|масниц\w{1,2}|радониц\w{1,2}|страстн\w+ (?:недел\w|четверг\w?|пятниц\w)|"
    r"страсн\w+ (?:тижд\w+|четвер\w?|п'ятниц\w)|"
    r"чист\w+ четверг\w?|родительск\w+ суббот\w|поминальн\w+ недел\w|курбан[- ]?байрам\w?|"
    r"ураза[- ]?байрам\w?|навруз\w?|наурыз\w?|рамадан\w?|"
    r"рамазан\w?|хыдырлез\w?|ханук\w|песах\w?|пейсах\w?|пурим\w?|рош[- ]?а-?шана|йом[- "
    r"]?кип+ур\w?|шагаа|сагаалган\w?|цаган[- ]?сар\w?|"
    r"стар\w+ нов\w+ (?:год\w?|рік|року)|нов\w+ (?:год(?:а|у|ом)?|рік|року|роком)(?!\w)|"
    r"день (?:победы|учителя|шахт[её]ра|независимости|незалежності|конституции|города|міста|"
    r"россии|космонавтики|защитника|перемоги|матери|матері)|"
    r"(?:palm|easter|good|holy|maundy|ash|passion|whit)[ ](?:sunday|friday|saturday|monday|"
    r"thursday|wednesday|week)|"
    r"(?:orthodox |julian |catholic |latin )?(?:easter|christmas|epiphany)(?: (?:eve|day|night|"
    r"week))?|pentecost|trinity(?: sunday)?|ascension(?: day)?|"
    r"all (?:souls|saints|hallows)(?:'? day)?|old new year|new year'?s?(?: eve| day)?|assumption "
    r"day|candlemas|lent|shrovetide|maslenitsa|"
    r"thanksgiving|halloween|ramadan|eid(?: al-\w+)?|nowruz|navruz|diwali|vaisakhi|baisakhi|holi|"
    r"dashain|tihar|losar|hanukkah|passover|purim|"
    r"yom kippur|rosh hashanah|(?:saint|st\.?) [a-z]+'?s? day|(?:victory|independence|"
    r"constitution|teachers'?|miners'?) day|intercession|dormition|transfiguration)"
)
# Saints whose day is told by their name alone, after a preposition: на Іллі, до Покрови.
SAINT: Final = (
    r"(?:николая|миколая|іллі|ильи|андре[яії]|андрія|юрія|юрия|михайла|дмитра|дмитрия|варвар[иы]|"
    r"георги[яії]|маковія|маккавея|маковея|петра|спаса|"
    r"покров[аиу]?|введени[ея]|казанск\w+|успенья|пречист\w+|йордан\w?|проводи|проводы|гробки|"
    r"обжинки|обжинках|вербн\w+)"
)
