"""Names of accounts that are told beside the name of a service, without any sign of their own."""

from __future__ import annotations

import re
from typing import Final

from cli.redaction.identifiers.rule import Rule, rule
from cli.redaction.morphology import zipf

_SERVICE: Final = (
    r"(?:телеграм\w{0,2}|телег[аеиуу]|телез[іи]|телегой|тележк\w|тг|тгшк\w|tg|telegram|"
    r"инст[аеыу]|инстаграм\w{0,2}|"
    r"інст[аіуи]|інстаграм\w{0,2}|insta(?:gram)?|ig|скайп\w{0,2}|skype|signal|сигнал[еуі]?|"
    r"вайбер\w{0,2}|viber|whats?app|"
    r"вотс?ап\w{0,2}|ватсап\w{0,2}|фейсбук\w{0,2}|фб|facebook|fb|messenger|месенджер\w?|discord|"
    r"дискорд\w{0,2}|вк|vk|контакт[еу]|"
    r"вконтакте|одноклассник\w+|тикток\w{0,2}|тікток\w{0,2}|tiktok|twitter|твиттер\w{0,2}|"
    r"твітер\w{0,2}|steam|стим\w?|threema|"
    r"session|snap(?:chat)?|wechat|threads|тредс\w?|ютуб\w{0,2}|youtube|twitch|твич\w?|"
    r"матрикс\w?|matrix|жабер\w?|jabber|xmpp|"
    r"reddit|реддит\w?|linkedin|pinterest|onlyfans|wire|element|imo|имо|line|kakao|аська|icq|tox|"
    r"briar|telegramm)"
)
_NAMED: Final = (
    r"(?:ник(?:ом|нейм\w{0,2})?|нік(?:ом|нейм\w{0,2})?|никнейм\w?|логин\w{0,2}|логін\w{0,2}|"
    r"юзернейм\w{0,2}|"
    r"(?:под|за|пере)писан\w{0,2}|підписан\w{0,2}|записан\w{0,2}|username|user name|"
    r"nick(?:name)?|handle|screen name|"
    r"post(?:s|ing|ed)? as|signed (?:in )?as|saved as|listed as|registered as|зарегистрирован\w? "
    r"как|акк(?:аунт)?\w{0,2}|акаунт\w{0,2})"
)
_BRANDS: Final = frozenset(
    [
        "telegram",
        "viber",
        "whatsapp",
        "facebook",
        "instagram",
        "youtube",
        "google",
        "gmail",
        "signal",
        "discord",
        "skype",
        "tiktok",
        "twitter",
        "iphone",
        "android",
        "ios",
        "rutube",
        "tv",
        "iphone",
        "samsung",
        "xiaomi",
        "huawei",
        "nokia",
        "windows",
        "wifi",
        "bluetooth",
        "online",
        "live",
        "video",
        "photo",
        "chat",
        "post",
        "story",
        "stories",
        "messenger",
        "windows",
        "apple",
        "icloud",
        "internet",
        "sms",
        "mms",
        "gps",
        "usb",
        "vpn",
        "tor",
        "proton",
        "protonmail",
        "yandex",
        "mail",
        "com",
        "http",
        "https",
        "www",
        "steam",
        "session",
        "threema",
        "and",
        "the",
        "you",
        "not",
        "zoom",
        "meet",
        "pdf",
        "jpg",
        "png",
        "mp4",
    ]
)
_LATIN: Final = r"[a-z][a-z0-9_.-]{1,}[a-z0-9_]"


def _in_cyrillic(match: re.Match[str]) -> bool:
    """In a Cyrillic sentence a Latin word beside a service is the account, unless it is a brand."""
    handle = match.group("x").lower()
    before = re.findall(
        r"[^\W\d_]+", match.string[max(0, match.start("x") - 30) : match.start("x")]
    )
    cyrillic = sum(not word.isascii() for word in before)
    return handle not in _BRANDS and len(handle) > 2 and cyrillic > 0


def _not_common(match: re.Match[str]) -> bool:
    handle = match.group("x").strip('«»"“” ').lower()
    plain = handle.isalpha()
    return handle not in _BRANDS and not (plain and zipf(handle, not handle.isascii()) > 5.2)


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "handle",
        "Latin word beside a service, in a Cyrillic sentence",
        rf"(?<!\w){_SERVICE}(?!\w)[^\n.!?;]{{0,40}}?(?<![\w@./-])(?P<x>{_LATIN})(?![\w@]|\.[a-z])",
        accept=_in_cyrillic,
        score=0.85,
        needs="теле тг tg telegram инст інст insta ig скайп skype signal сигнал вайбер viber "
        "whats вотс вотсап ватсап "
        "фейсбук фб facebook fb messenger месенд discord дискорд вк vk контакт одноклас тикток "
        "тікток tiktok twitter твит "
        "твіт steam стим threema session snap wechat threads тредс ютуб youtube twitch твич "
        "матрикс matrix жабер jabber xmpp "
        "reddit реддит linkedin imo имо аськ icq tox briar",
    ),
    rule(
        "handle",
        "name after a word for an account",
        rf"(?<!\w){_NAMED}(?:[ ](?:у|в|на|in|on)[ ]\w+)??(?:[ ](?:как|як|as|is|was|був|был|была|"
        rf"була|у него|у неё|у нього|у неї|такой|такий|"
        rf"мой|мій|there|там)){{0,2}}[ ]?[:—-]?[ ][«\"“]?(?P<x>(?-i:[A-ZА-ЯІЇЄҐ])[\w.-]*\w(?:[ "
        rf"](?-i:[A-ZА-ЯІЇЄҐ])[\w-]+)?|"
        rf"[^\W_]*[_\d.][\w.-]*\w|[a-z][a-z0-9_.-]{{3,}})",
        accept=_not_common,
        score=0.8,
        needs="ник нік логин логін юзер писан user nick handle screen post sign saved listed "
        "regist зарег акк",
    ),
    rule(
        "handle",
        "name right after a service",
        rf"(?<!\w){_SERVICE}(?!\w)(?:[ ]?[:=—-]|[ ](?:i am|i'm|im|is|he is|she is|as|under|name|"
        rf"handle|account|id|я|он|она|он там|"
        rf"вона|він|это|це|мой|мій|моя|ищите|шукайте|пишите|пишіть|найдите|знайдете)){{1,3}}[ "
        rf"](?P<x>(?-i:[A-ZА-ЯІЇЄҐ])[\w-]+(?:[ ](?-i:[A-ZА-ЯІЇЄҐ])[\w-]+)?|"
        rf"[\w.-]{{4,}})(?=[,.;!?)\n]|$|[ ](?:and|or|и|або|та|там)(?!\w))",
        accept=_not_common,
        score=0.75,
        needs="теле тг tg telegram инст інст insta ig скайп skype signal сигнал вайбер viber "
        "whats вотс вотсап ватсап "
        "фейсбук фб facebook fb messenger месенд discord дискорд вк vk контакт одноклас тикток "
        "тікток tiktok twitter твит "
        "твіт steam стим threema session snap wechat threads тредс ютуб youtube twitch твич "
        "матрикс matrix жабер jabber xmpp "
        "reddit реддит linkedin imo имо аськ icq tox briar",
    ),
)
