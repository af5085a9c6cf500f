"""Shapes of identifiers met in the texts of other pens, invented anew."""

from __future__ import annotations

import pytest

from cli.redaction.identifiers.find import figures, identifiers

# text: what must be inside one finding
FOUND = {
    # addresses in parts, after a label, abroad
    "наб. реки Мойки, д. 12, лит. В, кв. 9": "наб. реки Мойки, д. 12, лит. В, кв. 9",
    "г. Шуя, ул. Свердлова, 3 «б», ком. 4": "г. Шуя, ул. Свердлова, 3 «б», ком. 4",
    "04050, м. Київ, вул. Глибочицька, 17-А, оф. 2": "вул. Глибочицька, 17-А, оф. 2",
    "Residence: H.NO. 12/7, GALI NO. 3, NEAR TEMPLE, MOGA\nMob": "GALI NO. 3, NEAR TEMPLE, MOGA",
    "адрес: посёлок Мирный, барак у водокачки 2\n": "барак у водокачки 2",
    "сидим на морському 20": "морському 20",
    "сплю mikr 3 dom 14 kv 60": "mikr 3 dom 14 kv 60",
    "моя адреса Lindener Hauptstr. 40, бей": "Lindener Hauptstr. 40",
    "ul. Miodowa 7/12 w Lublinie": "ul. Miodowa 7/12",
    "пиши: 73000, до запитання": "73000, до запитання",
    "улица Тихий берег 6к2": "улица Тихий берег 6к2",
    # letters for figures, words for figures
    "98140-O4182": "98140-O4182",
    "8 (9O2) 418-22-O4": "8 (9O2) 418-22-O4",
    "+998 90 5два7 1четыре 06": "+998 90 5два7 1четыре 06",
    "093 ooh four 41 82 2": "093 ooh four 41 82 2",
    # mail and links
    "olha.kit (dog) gmail (point) com": "olha.kit (dog) gmail (point) com",
    "shtern54 sobachka list tochka ru": "shtern54 sobachka list tochka ru",
    "orest kit 07 sobaka gmx krapka de": "orest kit 07 sobaka gmx krapka de",
    "джаббер voidptr на riseup точка net": "voidptr на riseup точка net",
    "vk[.]com/petya1990": "vk[.]com/petya1990",
    # documents, keys, cards
    "паспорт 5218 no 441822": "5218 no 441822",
    "session 05ab 44 18 22 07 cc": "05ab 44 18 22 07 cc",
    "diary DDR 22 dt. 04.06": "DDR 22 dt. 04.06",
    "5168 7450 тут стёрто 2093 0716": "5168 7450 тут стёрто 2093 0716",
    "2202 20** **** 7716": "2202 20** **** 7716",
    # plates, units
    "автобус мой o 718 tr / 31": "o 718 tr / 31",
    "тепловоз 2ТЕ116-1204": "2ТЕ116-1204",
    "борт «сорок второй красный»": "сорок второй красный",
    "in v ch 60455 since": "v ch 60455",
    "служив: 128 гірсько-штурмова": "128 гірсько-штурмова",
    "рота «Б» 1428 полк": "рота «Б»",
    # words between the figures, frames around them
    "ноль шесть семь, потом сто девять, ну и три": "ноль шесть семь, потом сто девять, ну и",
    "0 6 3 пробел 1 1 8 пробел 4 4 2 2": "0 6 3 пробел 1 1 8 пробел 4 4 2 2",
    "тел 0️⃣6️⃣7️⃣1️⃣1️⃣8️⃣": "6️⃣7️⃣1️⃣1️⃣8️⃣",
    "067_118_44_22 вайбер": "067_118_44_22",
    "звонить 3-18-44": "3-18-44",
    # handles, channels, formations, calls
    "мыло olya118 на мейл ру": "olya118 на мейл ру",
    "k i t 4 4 @ gmail . com": "k i t 4 4 @ gmail . com",
    "на ютубе канал Kit Olya Live": "Kit Olya Live",
    "карта maps.app.goo.gl/4kK2": "maps.app.goo.gl/4kK2",
    "он из Кракена": "Кракена",
    "забрал его «Вагнер»": "«Вагнер»",
    "Thunder Two, this is Oak": "Thunder Two",
    "пост «Берёза» стоял": "пост «Берёза»",
    "посты П-7 и П-8": "П-7 и П-8",
    # streets known by whose they are, other nouns with a figure
    "мы на Гоголя два дробь восемь": "Гоголя два дробь восемь",
    "дом 4 дробь 18": "4 дробь 18",
    "44 Sumska": "44 Sumska",
    "разведрота 40-й бригады ушла": "разведрота 40-й бригады",
    "Flat 4, Oak House, 18 Mill Lane": "Flat 4, Oak House, 18 Mill Lane",
    "у неї АР дев'ять шість дев'ять два ВМ": "АР дев'ять шість дев'ять два ВМ",
    "знак АР 60-18 ЕТ на Ниве": "АР 60-18 ЕТ",
    "його номер УБД АБ 440917": "УБД АБ 440917",
    "хата по Набережній сьома, зелені": "Набережній сьома",
    # accounts named beside a service
    "в телеге я sunflower, найти легко": "sunflower",
    "в тг я записана Марічка Кіт": "Марічка Кіт",
    "мой ник в дискорде Shadow, там": "Shadow",
    "in tg i am oldbeekeeper.": "oldbeekeeper",
    "на твиттере он ruskivoin": "ruskivoin",
    "у шлагбаум 4 подошли": "4",
    "помню только 44-18 на номере": "44-18",
    "калитка 3 была открыта": "3",
}  # fmt: skip
LEFT = (
    "вышел в октябре 2013 на волю",
    "August 31, 2006, was hot",
    "seasons 2006/07 and 1987 -- 1991",
    "the late 1930's",
    "1 августа 2013 года",
    "он монополист на 2012 год",
    "has taken Rs 11,00,000 from us",
    "на 20-процентную скидку",
    "the card that I lost",
    "in our street they shot",
    "this that next Street",
    "в 2021, 2022 и потом",
    "приехали 15, 20 человек",
    "автомат АК-74 и трактор Т-150",
    "температура 39 и давление 180",
    "доход семьи 14 тысяч",
    "сын 12, дочь 5",
    "скачал Telegram на iOS и Viber",
    "машина сина, зелена дев'ятка, їздить",
    "дня 3 назад, человек 10",
)


@pytest.mark.parametrize("text", FOUND)
def test_the_whole_shape_is_found(text: str) -> None:
    start = text.index(FOUND[text])
    end = start + len(FOUND[text])
    covered = {at for each in identifiers(text) for at in range(each.start, each.end)}
    assert {at for at in range(start, end) if text[at].isalnum()} <= covered


@pytest.mark.parametrize("text", LEFT)
def test_dates_money_and_plain_words_are_left(text: str) -> None:
    assert identifiers(text) == []


def test_letters_between_figures_are_read_as_figures_and_the_length_stays() -> None:
    assert figures("98140-O4182 и 5l8, он О нём") == "98140-04182 и 518, он О нём"
