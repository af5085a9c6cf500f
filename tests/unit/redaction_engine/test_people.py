"""Names in all the forms people write them in: each must be held, whatever the layer."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze

# behaviour: (sentence, what must be held; | between what stands apart)
HELD = {
    "inflected, ru": ("Вчера к Даниилу приходили", "Даниилу"),
    "inflected, uk": ("Ми чекали на Миколу", "Миколу"),
    "short name, ru": ("потом пришёл санька и всё рассказал", "санька"),
    "short name, uk": ("потім прийшов сашко і все розказав", "сашко"),
    "second diminutive": ("звала я танюшку домой", "танюшку"),
    "patronymic alone": ("Семёныч работал сторожем", "Семёныч"),
    "patronymic alone, lower case": ("спасибо ивановне из аптеки", "ивановне"),
    "initials before": ("Видел там А. С. Гринько", "А. С. Гринько"),
    "initials after": ("Видел там Гринько А.С. и ушёл", "Гринько А.С"),
    "surname only, lower case": ("потом бондаренко забрали", "бондаренко"),
    "surname listed as a noun, inflected": ("ми жили біля шевченка а потім пішли", "шевченка"),
    "double surname": ("Допрашивал Нечуй-Левицкий", "Нечуй-Левицкий"),
    "foreign surname": ("Приехал доктор Вермеулен", "Вермеулен"),
    "indeclinable surname": ("Мы видели Черных и Долгих, они братья", "Черных|Долгих"),
    "call sign": ("его позывной был кузнец", "кузнец"),
    "nickname after a naming word": ("его все называли беркут", "беркут"),
    "family in the plural": ("Левченки жили напротив", "Левченки"),
    "possessive, ru": ("нашли сашин телефон", "сашин"),
    "possessive, ru, of Миша": ("порвали мишкины вещи", "мишкины"),
    "possessive, uk": ("оленчин брат не вернувся", "оленчин"),
    "coordination": ("передали Игорю и Марине Левченко", "Игорю|Марине|Левченко"),
    "a name that is faith": ("приходила вера из аптеки", "вера"),
    "a name that is a novel": ("меня зовут роман", "роман"),
    "a surname that is frost": ("командир капитан мороз погиб", "мороз"),
    "all capitals": ("СЫНОК МОЙ АНТОН БЕЛОУС ПРОПАЛ", "АНТОН БЕЛОУС"),
    "е for ё": ("приехал семен и артем", "семен|артем"),
    "look-alike letters": ("это сделал Пeтpeнкo", "Пeтpeнкo"),
    "broken over a line": ("видели Ковален-\nко в городе", "Ковален-\nко"),
    "spelled letters": ("фамилия Г р и н ь к о запишите", "Г р и н ь к о"),
    "spelled with hyphens": ("зовут О-Л-Е-Н-А", "О-Л-Е-Н-А"),
    "Grace": ("my sister grace was taken", "grace"),
    "Mark": ("they shot mark near the shop", "mark"),
    "Will": ("i saw will and his mother", "will"),
    "May": ("Aunt May hid the papers", "May"),
    "possessive, en": ("we found Olena's phone", "Olena"),
    "possessive without apostrophe": ("mykolas mother came", "mykolas"),
    "title and surname": ("captain petrov told us to wait", "petrov"),
    "transliterated": ("menya zovut zhenya ya zhivu v gorode i rabotayu", "zhenya"),
    "Latin name in a Cyrillic text": ("нам помогла Jane Whitlock", "Jane Whitlock"),
    "Cyrillic name in a Latin text": ("we call him Сергій at home", "Сергій"),
    "Caucasian name": ("старший был магомед", "магомед"),
    "Crimean Tatar name": ("забрали эскендера", "эскендера"),
}


def _held(text: str) -> bytearray:
    held = bytearray(len(text))
    for entity in analyze(text).entities:
        if entity.decision != "keep":
            for start, end in entity.mentions:
                held[start:end] = b"\x01" * (end - start)
    return held


@pytest.mark.parametrize("behaviour", HELD)
def test_a_name_is_held(behaviour: str) -> None:
    text, wanted = HELD[behaviour]
    held = _held(text)
    for part in wanted.split("|"):
        start = text.index(part)
        letters = [place for place in range(start, start + len(part)) if text[place].isalnum()]
        assert all(held[place] for place in letters), f"{part!r} was left in {text!r}"


# Ordinary words that are names elsewhere must not be removed without a question.
NOT_REMOVED = {
    "hope as a verb": ("we hope to come back soon", "hope"),
    "will as a verb": ("i will tell you what happened", "will"),
    "may as a verb": ("they may come back", "may"),
    "frost as weather": ("был сильный мороз и мы мёрзли", "мороз"),
    "glory": ("слава богу мы выжили", "слава"),
    "whose": ("з яким він приїхав", "яким"),
    "when": ("коли вони прийшли", "коли"),
    "small": ("малий спав", "малий"),
}


@pytest.mark.parametrize("behaviour", NOT_REMOVED)
def test_an_ordinary_word_is_not_removed_unasked(behaviour: str) -> None:
    text, word = NOT_REMOVED[behaviour]
    start = text.index(word)
    for entity in analyze(text).entities:
        if any(left <= start < right for left, right in entity.mentions):
            assert entity.decision != "remove"
