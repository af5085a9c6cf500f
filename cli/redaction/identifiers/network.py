"""E-mail, web and messenger addresses, handles and file names, typed or said in words."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.identifiers.said import CARDINALS
from cli.redaction.morphology import zipf

_BRACKET_AT: Final = (
    r"[\(\[{<] ?(?:at|a|а|эт|ет|собака|собачка|равлик|dog|sobaka|sobachka|ravlyk|@) ?[\)\]}>]"
)
_AT_WORD: Final = (
    r"(?:собак[аиу]|собачк[аиу]|равлик|песик|пёсик|ет|эт|гав|sobak[aiu]|sobachk[aiu]|ravly?k|dog|"
    r"at)"
)
_AT: Final = rf"(?:{_AT_WORD}|{_BRACKET_AT}|@)"
_DOT: Final = (
    r"(?:точка|крапка|дот|dot|tochka|krapka|point|(?:[\(\[{<] ?)(?:dot|точка|крапка|дот|tochka|"
    r"krapka|"
    r"point|\.)(?: ?[\)\]}>]))"
)
_LINK: Final = (
    r"(?:точка|крапка|дот|dot|tochka|krapka|tire|defis|\(dot\)|\[dot\]|тире|дефис|минус|мінус|"
    r"подч[её]ркивание|"
    r"нижнее подч[её]ркивание|"
    r"нижнє підкреслення|підкреслення|underscore|dash|minus|hyphen)"
)
_MAIL: Final = (
    r"(?:g?mail|gmai|ukr|i|ya|yandex|yahoo|outlook|proton(?:mail)?|rambler|bk|list|inbox|hotmail|"
    r"icloud|meta|email|tutanota|tuta|onet|wp|o2|interia|gmx|web|"
    r"д?жи?мейл|гмейл|джимейл|жмейл|мейл|майл|мэйл|укр|яндекс|рамблер|протон|"
    r"прото[нм]мейл|аутлук|іюа|юа)"
)
_ZONE: Final = (
    r"(?:com|org|net|ru|ua|by|kz|info|io|me|pl|de|eu|uk|co|рф|укр|onion|su|biz|online|site|top|"
    r"cz|lt|lv|ee|ge|am|md|fr|it|es|us|ca|tv|cc|app|dev|news|media|gl|gd|ly|to|be|ai|live|pro|"
    r"link|space|"
    r"club|agency|tech|blog|page|center|center|help|army|website|store|ch|at|se|no|fi|ro|bg|tr|"
    r"az|uz|tj|kg)"
)
_SITES: Final = (
    r"(?:t\.me|telegram\.me|vk\.com|vkontakte\.ru|fb\.com|facebook\.com|instagram\.com|"
    r"ok\.ru|wa\.me|"
    r"tiktok\.com|youtube\.com|youtu\.be|x\.com|twitter\.com|linkedin\.com|signal\.me|discord\.gg|"
    r"threads\.net|viber\.com|onlyfans\.com|github\.com|reddit\.com)"
)
_MESSENGER: Final = (
    r"(?:телеграмм?[еау]?|телег[аеиу]|телезі|телег[оу]й|тг|тгшк[аеу]|tg|telegram|инст[аеуы]|"
    r"инстаграмм?[еау]?|"
    r"інст[аіуи]|інстаграм[іу]?|insta|instagram|ig|ник|нік(?:нейм)?|никнейм|nick(?:name)?|username|"
    r"user name|скайп[еу]?|skype|signal|сигнал[еу]?|вайбер[еі]?|viber|whats?app|вотс?ап[пеі]?|"
    r"фейсбук[еуі]?|фб|facebook|fb|messenger|discord|дискорд[еі]?|вк|vk|контакт[еу]?|"
    r"одноклассник\w+|"
    r"тикток[еу]?|тікток[уі]?|tiktok|twitter|твиттер[еу]?|твітер[іу]?|steam|стим[еу]?|"
    r"threema|session|"
    r"логин|логін|login|аккаунт[еу]?|акаунт[іу]?|account|handle|канал[еуі]?|ютуб[еуі]?)"
)

_WIRELESS: Final = (
    r"(?:вай-?фай\w*|вайфа\w+|wi-?fi|точк\w доступ\w|hotspot|ssid|bluetooth|блютус\w*|блютуз\w*|"
    r"роутер\w*|router)"
)


def _rare(match: re.Match[str]) -> bool:
    """A messenger's name is often followed by ordinary words: those are no handle."""
    handle = match.group("x").lower()
    if re.search(r"[\d_]", handle):
        return True
    return zipf(handle.strip("."), False) < 3.3 if handle.isascii() else False


def _dotted(match: re.Match[str]) -> bool:
    """Two words joined by a full stop without a space are no handle, as in `home.we`."""
    parts = match.group().lower().split(".")
    return not all(zipf(part, False) > 3.6 for part in parts)


def _spoken(match: re.Match[str]) -> bool:
    handle = match.group("handle").lower()
    if match.group().lower().startswith("at"):
        return bool(re.search(r"[\d_]", handle))  # "at ferreting" is English
    return zipf(handle.strip("."), False) < 3.5


def _word_and_digits(match: re.Match[str]) -> bool:
    """march24 and covid19 are no handles, olenka86 is."""
    word = match.group("word").lower()
    return word not in ("covid", "page", "chapter", "day", "room", "flat", "part", "building")


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "email",
        "e-mail",
        r"(?<![\w.+%-])[\w.+%-]+ ?@ ?[\w-]+(?: ?\.[\w-]+)+",
        "RFC 5322",
        needs="@",
    ),
    rule(
        "email",
        "e-mail said in words",
        rf"(?<![\w.+-])[\w.+-]+(?:[ \t]{_LINK}[ \t][\w.+-]+){{0,4}}(?:[ \t](?:\d{{2,4}}|"
        rf"{CARDINALS}))"
        rf"?(?:[ \t]+{_AT}[ \t]*|[ \t]*(?:@|{_BRACKET_AT})[ \t]*){_MAIL}(?!\w)"
        rf"(?:(?:[ \t]*{_DOT}[ \t]*|\.|[ \t](?=(?:com|net|ua|ru|ком|нет)(?!\w)))(?:ком|com|"
        r"юа|ua|ру|ru|net|нет|орг|org|me|ме|pl|пл|by|"
        rf"\w{{2,4}})(?!\w)){{0,2}}",
        needs="соба равлик песик пёсик ет эт гав at @ ( [ { sobak sobach ravl dog",
        core=rf"(?:(?<!\w){_AT_WORD}|@|{_BRACKET_AT})[ \t]*{_MAIL}(?!\w)",
    ),
    rule(
        "email",
        "e-mail said in words",
        rf"(?<![\w.+-])[\w.+-]+(?:[ \t]{_LINK}[ \t][\w.+-]+){{0,4}}[ \t]+{_AT}[ \t]+[\w-]+"
        rf"[ \t]+{_DOT}[ \t]+\w{{2,6}}(?:[ \t]+{_DOT}[ \t]+\w{{2,4}})?",
        needs="точка крапка дот dot точк крапк tochk krapk point .",
        core=rf"(?:(?<!\w){_AT_WORD}|@|{_BRACKET_AT})[ \t]+[\w-]+[ \t]+{_DOT}[ \t]",
    ),
    rule(
        "email",
        "e-mail said in words, of several words",
        rf"(?<![\w.+-])[a-z0-9][\w.+-]*(?:[ \t](?!и |і |a )[a-z0-9][\w.+-]*){{0,2}}[ "
        rf"\t]+(?:{_AT}|на|na)[ \t]+"
        rf"[a-z0-9-]{{2,}}[ \t]+{_DOT}[ \t]+(?:{_ZONE}|нет|ком|ру|юа|орг|де)(?!\w)",
        needs="точка крапка дот dot tochka krapka point",
    ),
    rule(
        "email",
        "e-mail on a named service, without its sign",
        rf"(?<![\w.+-])[\w.+-]+[ \t]+(?:на|na|on)[ \t]+{_MAIL}[ \t]+(?:{_DOT}[ \t]+)?(?:ру|ком|"
        rf"нет|юа|ru|com|net|ua)(?!\w)"
        rf"|(?<!\w)(?:[a-z0-9] ){{2,}}@ ?{_MAIL}(?: ?\. ?[a-z]{{2,4}}(?!\w))?",
        needs="на na on @",
        core=rf"(?<!\w)(?:на|na|on)[ \t]+{_MAIL}[ \t]|@",
    ),
    rule(
        "email",
        "e-mail with its sign in brackets",
        rf"(?<![\w.+-])[\w.+-]+[ \t]*{_BRACKET_AT}[ \t]*[\w-]+"
        rf"(?:[ \t]*(?:{_DOT}|\.)[ \t]*\w{{2,12}}){{1,3}}",
    ),
    rule(
        "email",
        "e-mail with spaces",
        r"(?<![\w.+%-])[\w.+%-]+ ?@ ?[\w-]+(?: ?\. ?[\w-]{2,12}(?!\w)){1,2}",
        accept=lambda match: " ." in match.group() or " @" in match.group(),
        needs="@",
    ),
    rule(
        "url",
        "web address",
        r"(?:https?|ftp|tor|viber|tg|whatsapp|signal|skype|sgnl)://[^\s<>\"»]+|"
        r"(?<!\w)www\.[^\s<>\"»]+",
        "RFC 3986",
        needs=":// www.",
    ),
    rule(
        "url",
        "profile address",
        rf"(?<![\w.]){_SITES}/[^\s<>\"»,]+",
        needs="/",
    ),
    rule(
        "url",
        "web address with a path",
        r"(?<![\w@./-])(?:[a-z0-9][a-z0-9-]*\.){1,4}[a-z]{2,6}/[^\s<>\"»,)]+",
        "RFC 3986",
        needs="/",
    ),
    rule(
        "url",
        "web address without a scheme",
        rf"(?<![\w@.])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_ZONE}(?:/[^\s<>\"»,]*|(?!\w))",
        "IANA root zone, the usual ones",
        lambda match: "/" in match.group() or _dotted(match),
    ),
    rule(
        "url",
        "web address made harmless",
        r"(?:h(?:tt|xx)ps?://)?(?<![\w.])[\w-]+(?: ?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)) ?[\w-]+)+"
        r"(?:/[^\s<>\"»,]*)?",
        "as links are sent so that nobody opens them",
        lambda match: not re.search(r"@|\bat\b", match.group()),
        needs="[.] (.) [dot] (dot)",
    ),
    rule(
        "url",
        "web address said in words",
        rf"(?<!\w)(?:t|т|vk|вк|wa)[ \t]+{_DOT}[ \t]+(?:me|ми|мэ|ме|com|ком)[ \t]+(?:слэш|"
        r"слеш|slash|/)[ \t]+\w+",
        needs="точка крапка дот dot",
    ),
    rule(
        "handle",
        "@handle",
        r"(?<![\w.])@[ ]?(?:_ )?[\w.]+(?: _ \w+)*(?: \d{1,4}(?=\W|$))?(?<!\.)|(?<!\w)"
        r"[ur] ?/ ?[\w-]{3,}",
        "messengers",
    ),
    rule(
        "handle",
        "handle said in words",
        r"(?<!\w)(?:собак[аиу]|собачк[аиу]|равлик|песик|пёсик|at)"
        r"[ ]+(?P<handle>[a-z][a-z0-9_.]{2,}[a-z0-9_])",
        accept=_spoken,
        needs="соба равлик песик пёсик at",
    ),
    rule(
        "handle",
        "handle after a messenger's name",
        rf"(?<!\w){_MESSENGER}(?!\w)[ \t:=—-]*(?:(?:у\s\w{{2,5}}|is|it's|это|це|мой|мій|моя|my|як|"
        r"как|под|під|"
        rf"as|ником|ніком|там|есть|є)[ \t:]+){{0,2}}"
        r"[\"«']?(?P<x>[a-z][a-z0-9_.]{2,}[a-z0-9_]|[^\W\d]+_\w+|[^\W_]*\d[\w]*_\w+)",
        accept=_rare,
    ),
    rule(
        "handle",
        "account name",
        rf"(?<!\w)(?:подписан\w{{0,2}}|підписан\w{{0,2}}|записан\w{{0,2}}|signed|listed|saved)"
        rf"(?: (?:у|в|on|in) {_MESSENGER})?(?: (?:как|як|as|under))"
        rf" (?P<x>[«\"“]?[\w-]+(?: [\w-]+)?? ?\d{{1,4}}(?!\w)[»\"”]?|[«\"“][^»\"”\n]{{2,30}}[»\"”]|"
        rf"[^\W_]*[_\d]\w*)",
        needs="пис signed listed saved",
    ),
    rule(
        "handle",
        "account name with a dot or figures",
        rf"(?<!\w){_MESSENGER}(?!\w)[^\n]{{0,20}}?(?<![\w.])"
        r"(?P<x>[a-z][a-z0-9]{1,20}(?:[._][a-z0-9]{1,20}){1,3}|[a-z]{3,20}\d{1,6})(?![\w.]\w)",
        accept=_rare,
    ),
    rule(
        "handle",
        "account name and number",
        r"(?<!\w)\w{2,32}#\d{4}(?!\d)",
        "Discord",
        figures=True,
        needs="#",
    ),
    rule(
        "handle",
        "account of a messenger",
        r"(?<!\w)live:[\w.-]+",
        "Skype",
        needs="live:",
    ),
    rule(
        "handle",
        "name of a channel",
        r"(?<!\w)(?:канал\w{0,2}|паблик\w?|пабл[іи]к\w?|чат\w{0,2}|"
        r"сообществ\w|спільнот\w|channel|group chat|chat|"
        r"public)(?: \w+)?? (?P<x>[«\"“][^»\"”\n]{2,40}[»\"”])",
        score=0.85,
        needs="канал паблик паблік чат груп сообщ спільн channel group chat public",
    ),
    rule(
        "handle",
        "name of a channel, unquoted",
        r"(?<!\w)(?:на ютубе|в телеграм\w*|в телеге|у телеграм\w*|на youtube|on youtube|on "
        r"telegram|telegram|youtube)"
        r"[^\n.]{0,12}?(?:канал\w{0,2}|паблик\w?|пабл[іи]к\w?|чат\w{0,2}|групп\w|груп\w|channel|"
        r"chat|group)[ :—-]+"
        r"(?P<x>(?-i:[A-ZА-ЯІЇЄҐ])[\w'-]+(?: (?-i:[A-ZА-ЯІЇЄҐ\d])[\w'-]*){0,3})"
        r"|(?<!\w)(?:channel|канал)[ ](?P<y>(?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z\d])[\w'-]*){1,3})",
        score=0.8,
        needs="канал паблик паблік чат груп channel chat group",
    ),
    rule(
        "handle",
        "name of a network or device",
        rf"(?<!\w)(?:{_WIRELESS}|мереж[аіу]|сет[ьи]|network)(?!\w)[^\n.]{{0,25}}?(?<![\w.])"
        r"(?P<x>(?=[\w-]*[_\d-])(?-i:[A-Z])[\w-]*\w)",
        score=0.85,
    ),
    rule(
        "handle",
        "name of a network or device",
        rf"(?<!\w){_WIRELESS}(?!\w)[^\n.]{{0,25}}?(?<![\w.])(?P<x>[«\"“][^»\"”\n]{{2,30}}[»\"”]|"
        r"(?-i:[A-Z])\w+(?: (?-i:[A-Z\d])\w*){1,3}(?: \([^()\n]{2,20}\))?)",
        score=0.85,
    ),
    rule(
        "handle",
        "name with underscores",
        r"(?<![\w./])(?=\w*[^\W\d_])[^\W_]+(?:_+[^\W_]+)+_?(?!\w|\.\w)",
    ),
    rule(
        "handle",
        "name with dots",
        r"(?<![\w@.])[a-z]{3,}\.[a-z]{3,}(?:\.[a-z0-9]{2,})?(?![\w@]|\.\w)",
        accept=_dotted,
    ),
    rule(
        "handle",
        "letters and digits",
        r"(?<![\w@./-])(?P<word>[a-z]{4,})\d{2,}(?![\w@-]|\.\w)",
        accept=_word_and_digits,
        figures=True,
    ),
    rule("handle", "account number", r"(?<!\w)id\d{5,}(?!\w)", figures=True),
    rule(
        "file",
        "file name",
        r"(?:(?<=файл )|(?<=file ))?(?<![\w/])[\w\-()№]+(?: \d+(?= [^\W\d]))?(?:[ .][\w\-()]+)??\."
        r"(?:jpe?g|png|gif|bmp|heic|webp|mp4|mov|avi|mkv|3gp|webm|pdf|docx?|xlsx?|pptx?|txt|"
        r"md|mp3|ogg|oga|"
        r"opus|wav|m4a|zip|rar|7z|odt|rtf|csv|eml|vcf|apk)(?!\w)",
        needs=".jp .png .gif .bmp .heic .webp .mp .mov .avi .mkv .3gp .webm .pdf .doc .xls "
        ".ppt .txt .md .og .opus .wav .m4a .zip .rar .7z .odt .rtf .csv .eml .vcf .apk",
    ),
    rule(
        "number",
        "network address",
        r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?![\w.]?\d)|"
        r"(?<!\w)(?:[0-9a-f]{1,4}:){2,7}:[0-9a-f:]{1,30}(?!\w)|"
        r"(?<!\w)(?:[0-9a-f]{1,4}:)"
        r"{3,7}:?[0-9a-f]{1,4}(?!\w)"
        r"|(?<!\w)(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?!\w)",
        "RFC 791, RFC 4291, IEEE 802",
        figures=True,
    ),
)
