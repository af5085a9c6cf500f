"""What a circumstance is about, so that its bracket says more than that something stood there."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.generalise import placeholder, placeholders, propose
from cli.redaction.topics import topic
from cli.redaction.wordlists import sections

ABOUT = {
    "family": ("вдова лісника", "усыновили из детдома", "divorced me by post"),
    "health": ("рассеянный склероз", "глухий на одне вухо", "diabetic on the pump"),
    "beliefs": ("Свидетель Иеговы", "старообрядець", "Old Believer"),
    "body": ("золотой зуб сверху", "шрам на щоці", "a star-shaped scar above the lip"),
    "award": ("мастер спорта по самбо", "медаль «За відвагу»", "chess champion of the region"),
    "money": ("двести тысяч рублей", "пенсія за сина", "sixty thousand roubles a month"),
    "law": ("шесть лет по статье 228", "умовно три роки", "convicted under Article 212"),
    "age": ("шестой десяток", "восьмий десяток", "late twenties"),
    "years": ("двадцать лет", "сорок років", "thirteen years"),
    "date": ("назавтра после свадьбы сестры", "ніч на Миколая", "Feast of the Entry, 4 December"),
    "study": ("в одном классе учились", "четвертий курс філфаку", "finished a sewing course"),
    "job": ("торгую морковкой", "гробокопач", "breeder of racing pigeons"),
    "place": ("труба комбината", "посеред села", "the broken lighthouse"),
    "figure": ("восемнадцать", "семеро", "eleven"),
    "": ("хохотал", "гортань", "whistles"),
}
TABLE = [(about, text) for about, texts in ABOUT.items() for text in texts]
# In these the list's first section that has a word decides, which is not the only right one.
EARLIER = {"назавтра после свадьбы сестры": "family"}


@pytest.mark.parametrize(("about", "text"), TABLE)
def test_a_circumstance_is_about_what_its_words_say(about: str, text: str) -> None:
    assert topic(text) == EARLIER.get(text, about)


def test_no_word_stands_in_two_sections_where_only_the_first_would_count() -> None:
    seen: dict[str, str] = {}
    for section, words in sections("topics.txt").items():
        for word in words:
            assert seen.setdefault(word, section) == section, word


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ru", "золотой зуб сверху", "[примета]"),
        ("uk", "вдова лісника", "[сім'я]"),
        ("en", "deaf from birth", "[health]"),
        ("ru", "хохотал", "[подробность]"),
        ("en", "whistles", "[a detail]"),
    ],
)
def test_its_bracket_says_what_it_is_about(language: str, text: str, said: str) -> None:
    proposal = propose("relation", text, text, 0, len(text), language)
    assert proposal is not None
    assert proposal.text == said
    assert not proposal.unsure
    assert said in placeholders()


def test_what_an_editor_blanks_says_nothing_of_it() -> None:
    assert placeholder("relation", "en") == "[a detail]"


def test_what_only_the_model_hears_has_the_kind_of_what_it_is_about() -> None:
    text = "Я гробокопач, копаю на кладовищі. Рита мовчала."
    found = analyze(text).entities
    assert [each.kind for each in found if "гробокопач" in each.forms[0]] == ["job"]
    assert "relation" not in [each.kind for each in found]
