"""What singles somebody out in a whole phrase: work, looks, kin, the only one of a kind.

Frames in Russian, Ukrainian and English, each a head and what may follow it: a verb of work and its
object, a mark of the body and where it is, «единственный …», a number of children. What a frame
finds is only as long as its clause. Own frames, grown from the texts of several pens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule, run
from cli.redaction.lexicon import word as look_up
from cli.redaction.model import Finding
from cli.redaction.morphology import LANGUAGES, readings

_W: Final = r"[^\W\d_][\w'-]*"
# Words at which a clause ends though no stop stands there.
_END: Final = (
    r"(?:и|а|но|да|что|чтобы|когда|пока|потом|где|который|которая|которого|которые|если|или|его|"
    r"её|он|она|они|я|мы|"
    r"і|й|та|але|що|щоб|коли|потім|де|який|яка|якого|які|якщо|або|він|вона|вони|ми|"
    r"and|but|or|when|where|who|which|that|then|until|till|because|before|after|since|so|while|if|"
    r"he|she|they|we|it|i|was|were|is|are|has|had|not|не|ні|нет|to|was)"
)
_ONE: Final = (
    rf"(?:[ ](?!{_END}(?!\w)){_W}|[ ]\d+(?:-?[^\W\d_]{{1,3}})?|[ ]?№[ ]?\d+|"
    r"[ ]?[«\"“][^»\"”\n]{2,30}[»\"”])"
)


def _rest(most: int) -> str:
    """Up to so many more words of the clause."""
    return rf"{_ONE}{{0,{most}}}"


_BODY: Final = (
    r"(?:рук[аиуоі]?й?|ног[аиуоі]?й?|кист[иьі]|стоп[аыуи]?|ступн[ияюі]|пальц\w{1,3}|палец|палець|"
    r"ух[аоу]|вух[ао]|"
    r"глаз[ау]?|глазу|ока|очей|зуб[аыіио]?в?|нос[ау]|брови?|бров[ьі]|колен[аоу]|колін[ао]|"
    r"селез[её]нк\w|почк\w|нирк\w|л[её]гк\w+)"
)
_PARTS: Final = (
    r"(?:legs?|arms?|hands?|foot|feet|eyes?|ears?|fingers?|toes?|thumbs?|tooth|teeth|kidney|lung|"
    r"nose|canine)"
)
_CHILD: Final = (
    r"(?:дочер\w+|дочк\w+|доч\w+|донь\w+|сын\w*|син(?:ів|и|ами|ам)?|дет(?:ей|и|ьми|ок)|детишек|"
    r"діт(?:ей|ьми|ок|и)|"
    r"дівк\w+|дівчат\w*|дівчин\w*|девоч\w+|девчон\w+|мальчик\w+|хлоп\w+|пацан\w+|внук\w*|внучат|"
    r"внуч\w+|онук\w+|брат\w*|сест[её]?р\w*)"
)
_NUMBER: Final = (
    r"(?:две|двух|двумя|два|три|тр[её]х|тремя|четыре|четыр[её]х|четырьмя|пять|пятью|пяти|шесть|"
    r"шестью|семь|семью|восемь|дві|"
    r"двох|двома|трьох|трьома|чотири|чотирьох|чотирма|п'ять|п'ятьох|п'?ятьма|пьятьма|шість|"
    r"шістьма|сім|сімома|вісім|двое|трое|"
    r"четверо|пятеро|шестеро|семеро|восьмеро|двоє|троє|п'ятеро|\d{1,2})"
)
_NUMBER_EN: Final = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_SUBJECT: Final = (
    r"(?:географи\w|географі\w|математик\w|физик\w|фізик\w|хими\w|хімі\w|биологи\w|біологі\w|"
    r"истори\w|історі\w|литератур\w|"
    r"літератур\w|английск\w+|англійськ\w+|немецк\w+|німецьк\w+|музык\w|музик\w|рисовани\w|"
    r"малюванн\w|информатик\w|"
    r"інформатик\w|физкультур\w|фізкультур\w|труд\w{0,2}|пени[юе]|детей|дітей|студент\w*|"
    r"первоклаш\w+|школьник\w+|танц\w+)"
)
_VEHICLE: Final = (
    r"(?:автобус\w*|трамва\w+|троллейбус\w*|тролейбус\w*|маршрутк\w+|поезд\w*|потяг\w*|фур\w|"
    r"камаз\w*|такси|таксі|скор\w+|"
    r"швидк\w|газел\w+|комбайн\w*|трактор\w*|кран\w*|тепловоз\w*|электричк\w+|паром\w*|катер\w*|"
    r"школьн\w+ автобус)"
)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "job",
        "work told by its own verb",
        rf"(?<!\w)(?:заведу\w+|завідує\w*|завідувал\w*|преподав?[аё]\w*|викладa\w+|викладає|"
        rf"викладав|викладала|учительств\w+|"
        rf"вчителю\w+|тренир(?:ует|ую|овал)\w*|трену(?:є|ю|вав|вала)|торгова\w+|торгу[юеє]\w*|"
        rf"руковод\w+|керу(?:є|вав|вала)|"
        rf"возглавля\w+|очолю\w+|директорств\w+|председательств\w+|пономар[иі]\w+|регент(?:овала|"
        rf"ует)|тимлид\w+|программир\w+|"
        rf"сторож(?:ил|ила|ит|ує|ував)|батрачи\w+|рыбачи\w+|рибали\w+|пасечнича\w+|"
        rf"бухгалтер(?:ит|ила)|малярнича\w+){_rest(5)}"
        rf"|(?<!\w)(?:вод(?:ил|ила|ит|ив|ить)|вож[уа]\w?)[ ]{_VEHICLE}{_rest(3)}"
        rf"|(?<!\w)(?:учил|учила|учу|учит|вчив|вчила|вчить)[ ](?:{_W}[ ])?{_SUBJECT}{_rest(2)}"
        rf"|(?<!\w)(?:держал|держала|держит|держу|тримав|тримала|имел|имела|мав|мала)[ ](?:{_W}[ "
        rf"])?(?:магазин\w*|кафе|кав'?ярн\w+|"
        rf"пасек\w|пасік\w|ферм\w|кіоск\w?|киоск\w?|пекарн\w+|мастерск\w+|майстерн\w+|лавк\w|"
        rf"аптек\w|автосервис|салон|пансионат|пансіонат)"
        rf"{_rest(3)}"
        rf"|(?<!\w){_W}[ ](?:заливал|заливала|клал|варил|шил|шила|пекла|развозил|розвозив|возил|"
        rf"возила|клеил|пасла?|доила|доїла)(?=[,.;!\n)]|$)",
        "verbs that name a calling",
        score=0.7,
        needs="завед завід препод викла учитель вчител тренир трену торг руковод керу возгл очол "
        "директорств "
        "председат пономар регент тимлид програ сторож батрач рыбач рибал пасечн бухгалт маляр "
        "вод вож учи "
        "вчи держ трим имел мав мала залива клал варил шил пекла возил розвоз клеил пас до",
    ),
    rule(
        "job",
        "post and what it is of",
        rf"(?<!\w)(?:deputy |vice[- ]|acting |senior |chief |former |ex-|assistant )?(?:head|"
        rf"director|manager|chief|chair(?:man|woman|person)?|"
        rf"owner|founder|secretary|treasurer|leader|coach|conductor|editor|principal|dean|"
        rf"teacher|professor|student|member|"
        rf"operator|instructor|engineer|captain|keeper|driver)[ ]of[ ](?:the[ ]|a[ ])?(?!us|them|"
        rf"it|him|her|my|our|all|course)(?:[\w'-]+)(?:{_ONE}){{0,5}}"
        rf"|(?<!\w)(?:diploma holder|graduate|student|postgraduate|apprentice|trainee|assistant|"
        rf"intern|clerk|security|nights|shifts?|"
        rf"accountant|cook|nurse|guard|waiter|waitress|cleaner|manager)[ ](?:in|at|of|from)[ "
        rf"](?:the[ ]|a[ ]|my[ ]|our[ ])?"
        rf"(?!charge|time|turn|night|once|first|least|last|home|our|"
        rf"the)(?:[\w'-]+)(?:{_ONE}){{0,5}}",
        score=0.65,
        needs="head direct manag chief chair owner found secret treas lead coach conduct edit "
        "princip dean teach "
        "profess stud memb operat instr engin captain keep driv dipl grad postgr appr train "
        "assist intern clerk "
        "secur nights shift account cook nurse guard wait clean",
    ),
    rule(
        "job",
        "work told by its own verb",
        rf"(?<!\w)(?:work(?:s|ed|ing)?|employed|volunteer(?:s|ed|ing)?|serv(?:es|ed|ing)|trained|"
        rf"apprenticed)[ ](?:(?:there|then|mostly|once|"
        rf"before|\d+ years|for years|nights|days)[ ])?(?:as|at|in|for|on|with)[ ](?!him|her|"
        rf"them|me|us|it|my|silence|secret|peace|hours|days|weeks|"
        rf"months|years|a while|the front|front|nothing|example|food|\d)(?:(?:the|a|an|our|their|"
        rf"his|her)[ ])?[\w'-]+(?:{_ONE}){{0,6}}"
        rf"|(?<!\w)(?:taught|teach(?:es|ing)?|lectur(?:ed|es|ing)|coach(?:ed|es|ing)|stud(?:ied|"
        rf"ies|ying)|graduated|enrolled|braids?|baked|bakes|"
        rf"sews|sewed|repairs|repaired|tunes|tuned)[ ](?!me|us|them|him|her|how|to|that|what|you|"
        rf"his|my|on)[\w'-]+(?:{_ONE}){{0,6}}"
        rf"|(?<!\w)(?:drove|drives|driving|ran|runs|running|owns|owned|kept|keeps|manages|"
        rf"managed)[ ](?:(?:the|a|an|our|their|his|her|my)[ ])?(?:{_W}[ ]){{0,2}}"
        rf"(?:bus|tram|trolleybus|taxi|truck|lorry|ambulance|train|shop|cafe|café|farm|bakery|"
        rf"business|school|clinic|garage|hotel|stall|kiosk|bees|"
        rf"goats|library|kindergarten|workshop|team|thousand|marathon|tractor|harvester|crane|"
        rf"ferry)(?:{_ONE}){{0,6}}",
        "verbs that name a calling",
        score=0.65,
        needs="work employ volunt serv train appren taught teach lectur coach studi study "
        "graduat enroll braid bake sew "
        "repair tune drove driv ran run own kept keep manag",
    ),
    rule(
        "relation",
        "mark of the body",
        rf"(?<!\w)(?:{_W}[ ])??(?:шрам\w{{0,3}}|рубец|рубц\w+|ожог\w{{0,3}}|опік\w{{0,3}}|"
        rf"родинк\w+|родим\w+ пятн\w+|родим\w+ плям\w+|татуировк\w+|"
        rf"тату(?:ха|хи|ху|шка|шку)?(?!\w)|татуюванн\w+|наколк\w+|наколот\w+|протез\w{{0,3}}|"
        rf"горбат\w+|бельм\w+|заика\w*|заїка\w*|картав\w+|"
        rf"гаркав\w+|хрома\w+|кульга\w+|шепеляв\w+|дред\w+|ирокез\w*|ірокез\w*|(?:золот|железн|"
        rf"стальн|металлич|заліз)\w+ (?:зуб\w*|фикс\w+|фікс\w+|корон\w+))"
        rf"(?!\w)(?:[ ](?:на|над|под|через|вдоль|в виде|во|у|біля|з|с|со|із|от|від|після|"
        rf"после){_ONE}{{1,4}}){{0,2}}",
        score=0.65,
        needs="шрам руб ожог опік родин родим тату накол протез горб бельм заик заїк картав "
        "гаркав хрома кульга шепел дред ирокез "
        "ірокез зуб фикс фікс корон",
    ),
    rule(
        "relation",
        "part of the body that is gone",
        rf"(?<!\w)без[ ](?:(?:одн|лев|прав|лів|обе|об|дв|передн|указательн|большого|половин)\w*[ "
        rf"]){{0,2}}{_BODY}(?!\w)(?:[ ](?:лев|прав|лів)\w+)?"
        rf"(?:[ ](?:до|по)[ ]{_W})?"
        rf"|(?<!\w){_BODY}(?!\w)[ ](?:{_W}[ ])?(?:нет|нету|нема|немає|оторва\w+|ампутир\w+|"
        rf"ампутув\w+|відірва\w+|отнял\w*|отреза\w+|відріза\w+|не видит|не бачить|"
        rf"не чує|не слышит|рассечен\w?|розсічен\w?)(?!\w)"
        rf"|(?<!\w)(?:оторвало|отняли|отрезало|ампутировали|відірвало|ампутували|потерял[аи]?|"
        rf"втратив|втратила|лишил(?:ся|ась)|отморозил[аи]?|відморозил[аи]?|"
        rf"выбили|вибили)[ ](?:{_W}[ ]){{0,2}}?{_BODY}(?!\w)(?:[ ](?:на|по|до){_ONE}{{1,2}})?"
        rf"|(?<!\w)(?:прав|лев|лів)\w+[ ]{_BODY}[ ](?:{_W}[ ])?(?:рассеч|розсіч|перебит|сломан|"
        rf"зламан|не гн|короче)\w*",
        score=0.65,
        needs="без нет нема немає оторва ампут відірва отнял отрез отреза відріз не рассеч "
        "розсіч потерял втрат лишил отморо відморо выби виби прав лев лів",
    ),
    rule(
        "relation",
        "mark or loss of the body",
        rf"(?<!\w)(?:{_W}[ ])??(?:scars?|burns?|birthmark|mole|tattoos?|tattooed|limp|limps|"
        rf"stutters?|stammers?|lisp|squint|prosthe(?:tic|sis)(?: \w+)?|"
        rf"hearing aid|wheelchair|crutch(?:es)?|glass eye|(?:gold|golden|steel|silver|iron) "
        rf"(?:tooth|canine|teeth)|dreadlocks|"
        rf"one[- ](?:legged|armed|eyed|handed|eared))(?!\w)(?:,?[ ](?:on|over|across|of|in|under|"
        rf"above|from|through|below|behind|similar to|like|shaped like)"
        rf"{_ONE}{{1,4}}){{0,3}}"
        rf"|(?<!\w)(?:lost|missing|without|no|lacks?)[ ](?:(?:a|an|his|her|my|both|one|two|three|"
        rf"the|most of his|left|right|upper|lower|front)[ ]){{0,2}}{_PARTS}(?!\w)"
        rf"|(?<!\w)(?:left|right|[LR])[ ]{_PARTS}[ ](?:off|gone|missing|amputat\w+|blown \w+)|"
        rf"(?<!\w){_NUMBER_EN}[ ](?:toes|fingers)(?!\w)"
        rf"|(?<!\w)(?:{_W}[ ])?(?:tattoo|scar)[ ]of{_ONE}{{1,5}}(?:,[ ](?:left|right|[LR])[ "
        rf"]{_W})?",
        score=0.65,
        needs="scar burn birthm mole tatt limp stutt stamm lisp squint prosth hearing wheelch "
        "crutch glass gold steel silver iron dread one- "
        "one lost missing without no lack left right l r toes finger",
    ),
    rule(
        "relation",
        "illness",
        r"(?<!\w)(?:диабет\w*|діабет\w*|эпилепс\w+|епілепс\w+|эпилептик\w*|аутизм\w*|аутист\w*|"
        r"дцп|астматик\w*|астм\w|онкологи\w|онкологі\w|"
        r"вич|віл|снід|синдром\w?[ ][^\W\d_]+|шизофрен\w+|глухонім\w+|глухонем\w+|парализован\w+|"
        r"паралізован\w+|инсульт\w*|"
        r"(?:инвалид|інвалід)\w*(?:[ ][^\W\d_]+[ ](?:групп|груп)\w+|[ ]\d[ ](?:групп|груп)\w+)?|"
        r"колясочни\w+|"
        r"(?:(?:глух|слеп|сліп|нім)(?:ой|ая|ого|ую|ому|ий|а|ою|им)|нем(?:ой|ая|ого|ую|"
        r"ому))(?!\w)(?![ ](?:угол|кут|"
        r"переул|провул|стен|стін|ноч|лес|ліс|окн|звук|удар|двор|голос|"
        r"тишин|тиш|вопрос|крик|сел|зон|кишк|дожд)\w*)(?:[ ]на[ ][^\W\d_]+(?:[ ]вухо|[ ]ухо|[ "
        r"]око|[ ]глаз)?)?|"
        r"(?:down'?s?|[A-Z]\w+) syndrome|epilep\w+|diabet\w+|autis\w+|cerebral palsy|deaf(?:[ "
        r"-]and[ -]mute|[ -]mute)?|blind(?! alley| spot)|mute|"
        r"paraly[sz]ed|hiv|schizophren\w+|bipolar|haemophilia\w*|downs syndrome|paraplegic|"
        r"amputee)(?!\w)",
        score=0.6,
    ),
    rule(
        "relation",
        "the only one",
        rf"(?<!\w)(?:the|my|their|her|his|our)[ ](?:only|one|last|first|oldest|youngest|"
        rf"tallest)[ ](?:{_W}[ ]){{0,2}}?(?:son|daughter|child|man|woman|boy|girl|doctor|"
        rf"nurse|teacher|priest|muslim|jew|african|foreigner|survivor|paramedic|driver|"
        rf"lawyer|singer|dentist|pharmacist|organist|baker|welder|farmer|vet)[ ](?:in|on|of|at|"
        rf"with|after|from|who|to|for)"
        rf"(?!\w)(?:{_ONE}){{1,6}}"
        rf"|(?<!\w)(?:единственн(?:ый|ая|ого|ой|ому|ым|ую)|єдин(?:ий|а|ого|ої|ому|им|у|ою))[ "
        rf"](?:с|со|з|із|в|во|у|на|из|среди|серед|кто|хто)(?!\w)(?:{_ONE}){{1,6}}"
        rf"|(?<!\w)(?:он|она|він|вона|я|ты)?[ ]?один[ ](?:у нас[ ])?(?:был[ ]|такой[ ])?(?:из|на "
        rf"весь|на всё|на все|на всю|на село|на район)(?!\w)(?:{_ONE}){{1,3}}"
        rf"|(?<!\w)(?:перва?я|перший|перша|первый|лучший|лучшая|найкращ\w+)[ ](?:женщин\w|жінк\w|"
        rf"{_W})[ ](?:в|во|на|у|по)[ ](?:(?:вс[её]й|весь|всем|нашем|нашому|нашей)[ ])?"
        rf"(?:сел\w|район\w|област\w+|город\w|місті|школ\w|академгородк\w|стран\w|країн\w|"
        rf"области|республик\w|посёлк\w)"
        rf"|(?<!\w){_W}[ ](?:с|со|з)[ ]{_W}[ ]на (?:весь|всю|всё|все)(?:{_ONE}){{1,2}}",
        score=0.65,
        needs="only one last first oldest young tallest единств єдин один перв перш лучш найкр на",
    ),
    rule(
        "relation",
        "honour, record or conviction",
        rf"(?<!\w)(?:чемпион\w*|чемпіон\w*|приз[её]р\w*|медалист\w*|медаліст\w*|лауреат\w*|"
        rf"заслуженн\w+|заслужен\w+|поч[её]тн\w+|орденонос\w+|мастер спорта|"
        rf"майстер спорту|кмс|олимпиец|олімпієць|champion|medallist|medalist|laureate|olympian|"
        rf"grandmaster){_rest(3)}"
        rf"|(?<!\w)(?:сидел|сидела|сел|села|отсидел\w*|судим\w*|сидів|сиділа|осужд[её]н\w*|"
        rf"засуджен\w*)[ ](?:за|по)(?!\w)(?![ ](?:стол|рул|парт|решет|ґрат|них|нас|то|это|реш|"
        rf"двер|стін|стен)\w*)"
        rf"(?:{_ONE}){{1,3}}|(?<!\w)за[ ]{_W}[ ](?:сидел|сидела|сидів)(?=[,.;!\n)]|$)"
        rf"|(?<!\w)(?:перв|втор|трет|четв[её]рт|пят|\d)[\w-]*[ ](?:ходк\w|судимост\w+)",
        score=0.6,
        needs="чемп приз медал лауреат заслуж поч орден мастер майстер кмс олимп олімп champ "
        "medal laureate olymp grandm сид сел отсид "
        "суд осуж засуд ходк",
    ),
    rule(
        "relation",
        "children and kin by number",
        rf"(?<!\w)(?:с|со|з|із)?[ ]?{_NUMBER}[ ](?:{_W}[ ])??{_CHILD}(?!\w)(?:[ ](?:и|і|й|та)[ "
        rf"](?:{_W}[ ]){{0,1}}{_CHILD}(?!\w))?"
        rf"|(?<!\w)(?:мать|мати|мама|отец|батько|папа|тато)[ ](?:двоих|троих|четверых|пятерых|"
        rf"шестерых|семерых|двох|трьох|чотирьох|п'ятьох|шістьох)"
        rf"(?:[ ]{_CHILD})?|(?<!\w)(?:отец|батько|мать|мати)[ ](?:с|з|із|и|і|та)[ ](?:сын|син|"
        rf"доч|донь)\w+|(?<!\w)(?:мать|мати)-оди\w+|многодетн\w+|багатодітн\w+"
        rf"|(?<!\w)(?:молод\w+[ ]|young[ ])?(?:вдов\w{{1,3}}|удов\w|вдовец|вдівець|"
        rf"widow(?:er)?)(?!\w)(?:[ ](?:с|з|із|with|of)(?:{_ONE}){{1,3}})?"
        rf"|(?<!\w){_NUMBER_EN}[ ](?:{_W}[ ])?(?:daughters|sons|children|kids|brothers|sisters|"
        rf"grandchildren|orphans)(?!\w)(?:[ ]and[ ](?:no[ ]|one[ ]|a[ ])?{_W})?"
        rf"|(?<!\w)single (?:mother|father|mum|mom|dad|parent)(?!\w)|(?<!\w)(?:adopted|foster|"
        rf"illegitimate)[ ](?:son|daughter|child|brother|sister|mother|father|boy|girl)"
        rf"|(?<!\w)(?:при[её]мн|внебрачн|усыновл[её]нн|удочер[её]нн|прийомн|позашлюбн|"
        rf"усиновлен)\w+(?:[ ](?:сын|доч|син|доньк|реб|дит)\w*)?",
        score=0.65,
    ),
    rule(
        "relation",
        "from one village or class",
        r"(?<!\w)(?:из|з|с|с нашего|с нашей|із)[ ](?:одн\w+|соседн\w+|сусідн\w+|нашего|нашей|"
        r"нашого|нашої|моего|моей|мого|моєї)[ ](?:села|деревни|города|міста|посёлка|улицы|вулиці|"
        r"двора|двору|подъезда|під'їзду|школы|школи|класса|класу|роты|района|району)|"
        r"(?<!\w)(?:вместе|разом|в одном классе|за одной партой|в одній школі)[ ]"
        rf"(?:{_W}[ ]|\d+-?\w{{0,2}}[ ]){{0,4}}(?:учились|вчилися|вчились|росли|виросли)(?!\w)",
        score=0.55,
        needs="из з с із вместе разом парт в",
    ),
    rule(
        "education",
        "class, faculty, what was finished",
        rf"(?<!\w)(?:выпускни\w+|випускни\w+)[ ](?!нас|вечер|вечір|балл?|экзам|іспит|"
        rf"клас)(?:{_ONE}){{1,4}}"
        rf"|(?<!\w)(?:окончил|окончила|закончил|закончила|закінчив|закінчила|поступил|поступила|"
        rf"вступив|вступила|учился|училась|учусь|учится|навчався|навчалася|"
        rf"вчився|вчилась|вчилася|вчуся)[ ](?:в|во|на|у|до)(?!\w)(?![ ](?:том|тому|той|этом|"
        rf"цьому|них|нас|горе|ошибк|жизн))(?:{_ONE}){{1,5}}"
        rf"|(?<!\w)(?:окончил|окончила|закончил|закончила|закінчив|закінчила)[ ](?:{_W}[ "
        rf"])?(?:училищ\w|техникум|технікум|институт|інститут|универ\w*|університет|академи\w|"
        rf"академі\w|колледж|коледж|школу|пту|медучилищ\w|курсы|курси|"
        rf"консерватори\w)(?:{_ONE}){{0,4}}"
        r"|(?<![\w-])(?:[1-9]|1[01])[ ]?-[ ]?[«\"]?(?-i:[А-ДА-Габвгд])[»\"]?(?![\w-])(?:[ "
        r"](?:класс?\w*))?"
        r"|(?<!\w)(?:четыре|три|пять|шесть|семь|восемь|чотири|п'ять|сім|вісім|\d{1,2})[ "
        r"](?:класса|классов|класи|класів)(?!\w)"
        r"|(?<!\w)year[ ]\d{1,2}(?:[ ](?:at|of|in)[ ](?:my|the|a|our)?[ ]?(?:[\w'-]+[ ]?){1,3})?"
        rf"|(?<!\w)(?:(?:first|second|third|fourth|fifth|final|\d(?:st|nd|rd|th))[- ]year[ "
        rf"])(?:student|undergraduate|medic|at|of)(?:{_ONE}){{0,6}}",
        score=0.65,
        needs="выпуск випуск окончил закончил закінчи поступ вступ учи навч вчи - класс клас year",
    ),
)  # fmt: skip

# Verbs that only say that somebody worked; what they were stands beside.
_WORKED: Final = re.compile(
    r"(?<!\w)(?:работа(?:л|ла|ли|ю|ет|ешь|ем|ют)|трудил(?:ся|ась)|трудится|подрабатыва\w+|"
    r"устроил(?:ся|ась)|прац(?:ював|ювала|ює|юю|ювали|юємо|юють)|"
    r"робив|робила|підробля\w+|влаштував(?:ся|лась)|влаштувалася|числ(?:ился|илась|ится)|"
    r"служ(?:ил|ила|ит|ив|ить|у)|назначен\w?|був|была|был|была|була|стал|стала|став)(?!\w)",
    re.IGNORECASE,
)
_STRONG: Final = re.compile(r"(?:работа|труд|подраб|прац|роб|підроб|числ|служ)", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf"(?:[ ](?:там|тут|раньше|тогда|тоді|раніше|долго|просто|простым|тоже|теж|еще|ещё|ще|уже|"
    rf"вже|годами|до войны|до війни|\d+ лет|\d+ років))?"
    rf"(?P<x>[ ](?P<first>(?!{_END}(?!\w)){_W})(?:{_ONE}){{0,4}})")  # fmt: skip
_PREPOSITIONS: Final = frozenset({"в", "во", "на", "у", "при", "по", "за"})
_NO_PLACE: Final = re.compile(
    r"(?:ноч|ніч|день|дн[яеію]|выходн|вихідн|подвал|підвал|ям|пол[ею]|себ|соб|них|нас|вас|мест|"
    r"місц|предел|износ|свет|світл|убой|побед|совест|совіст|цьому|этом|"
    r"том\b|тому\b|темп|режим|полн|повн|перв|скорост|руб|грн|деньг|гроші|жар|мороз|дожд|дощ|"
    r"улице|вулиці|котор|яко|утр|вечер|вечор|год|ро[кц]|счет|раз|две|дві|три|"
    r"автомат|команд|приказ|наказ|меня|мене|него|неё|нього|неї|одн|мен[ея]|час|шта[нб]|связ|"
    r"зв'яз|коридор|двор|камер|палат|барак)",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE: Final = re.compile(
    rf"(?P<x>(?<!\w)(?:в|на|у)[ ](?P<first>{_W})(?:[ ]{_W}){{0,2}}[ ])$", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def _instrumental_being(text: str) -> bool:
    """Look whether a word says what somebody was: водителем, директоркою."""
    return any(
        reading.known
        and reading.pos == "NOUN"
        and {"ablt", "anim"} <= reading.grammemes
        and not reading.name_kind
        for language in LANGUAGES
        for reading in readings(text, language)[:3]
    )


@lru_cache(maxsize=8192)
def _adjective(text: str) -> bool:
    return any(
        reading.pos in ("ADJF", "ADJ") and "ablt" in reading.grammemes
        for language in LANGUAGES
        for reading in readings(text, language)[:3]
    )


def _worked(text: str) -> Iterator[Finding]:
    for verb in _WORKED.finditer(text):
        strong = bool(_STRONG.match(verb.group()))
        found = _AFTER.match(text, verb.end())
        if found:
            start, end = found.start("first"), found.end()
            words = text[start:end].lower().split()
            first = words[0]
            second = words[1] if len(words) > 1 else ""
            if _instrumental_being(first) or (_adjective(first) and _instrumental_being(second)):
                traits = look_up(first).traits | look_up(second).traits
                kind = "rank" if "rank" in traits and "job" not in traits else "job"
                yield Finding(start, end, kind, "what somebody was", 0.7)
            elif strong and first in _PREPOSITIONS and second and not _NO_PLACE.match(second):
                start += len(first) + 1
                yield Finding(start, end, "employer", "where somebody worked", 0.6)
        if strong:
            before = _BEFORE.search(text, max(0, verb.start() - 50), verb.start())
            if before and not _NO_PLACE.match(before.group("first")):
                end = before.end() - 1
                yield Finding(before.start("first"), end, "employer", "where somebody worked", 0.6)


def find(folded: str) -> list[Finding]:
    """Find circumstances in a folded text, in no order; they may overlap."""
    return [*run(RULES, folded), *_worked(folded)]
