"""The model that reads last: what it adds, what it settles, and what it may not touch."""

from __future__ import annotations

from collections.abc import Sequence
from unittest import mock

import pytest

from cli.redaction.analyze import analyze, suspicions, weigh
from cli.redaction.evidence import Evidence
from cli.redaction.marked import generic, marked
from cli.redaction.marks import MODEL, Said, features
from cli.redaction.model import Analysis, Entity, Finding
from cli.redaction.page import Page, read
from cli.redaction.policy import DEFAULT_POLICY, Policy
from cli.redaction.sequence import BLOCK
from cli.redaction.settling import AGREED, CLEARED, HEARD, SMALL, last_word
from cli.redaction.train.marks import labelled


def silent(page: Page, *_: object) -> list[Said]:
    return [Said() for _ in page.tokens]


def without(text: str) -> Analysis:
    """Read a text as if the model of marks said nothing."""
    with mock.patch("cli.redaction.analyze.heard", silent):
        return analyze(text)


def hides(analysis: Analysis, text: str, part: str) -> bool:
    """Say whether every letter of a part is hidden, coarsened or asked about."""
    held = {
        place
        for entity in analysis.entities
        if entity.decision != "keep"
        for start, end in entity.mentions
        for place in range(start, end)
    }
    start = text.index(part)
    return all(place in held for place in range(start, start + len(part)) if text[place].isalnum())


# Told in ways that no rule has a shape for.
ONLY_THE_MODEL = {
    "a house by what stands near": (
        "Живём у водокачки, третий дом, где ставни с петухами.",
        "третий",
    ),
    "a handle told in words": (
        "Пишите мне в телеге: собака, дальше синица, подчёркивание, ноль семь.",
        "синица",
    ),
    "a sign on armour": ("Наш почерк узнаете: ромб, внутри двойка, на каждом борту.", "двойка"),
    "a mark of the body": ("У діда скляне око, його знають усі.", "скляне око"),
    "a look": ("Он рыжий, под два метра, и его узнают сразу.", "рыжий"),
    "a fate": ("Його дядька розстріляли в тридцять восьмому.", "розстріляли"),
}


@pytest.mark.parametrize("name", ONLY_THE_MODEL)
def test_what_no_rule_has_a_shape_for_is_found(name: str) -> None:
    text, part = ONLY_THE_MODEL[name]
    assert hides(analyze(text), text, part)
    assert not hides(without(text), text, part)


# ---- how sure it must be ------------------------------------------------------------------------


def _said_of(text: str, word: str, **values: float) -> Entity:
    def say(page: Page, *_: object) -> list[Said]:
        return [Said(**values) if token.raw == word else Said() for token in page.tokens]

    with mock.patch("cli.redaction.analyze.heard", say):
        found = [each for each in analyze(text).entities if each.forms == (word,)]
    assert len(found) == 1, found
    return found[0]


def test_a_listed_place_is_asked_about_unless_the_model_is_sure_of_it_too() -> None:
    text = "Сестра живёт в Хайфе."
    assert _said_of(text, "Хайфе", trait=0.7).decision == "ask"
    sure = _said_of(text, "Хайфе", trait=0.8)
    assert (sure.decision, sure.proposal) == ("generalize", "[место]")


def test_a_trait_of_which_the_model_hears_nothing_at_all_is_none() -> None:
    text = "Нас держали там девять суток."
    assert [each.kind for each in without(text).entities] == []

    def whisper(page: Page, *_: object) -> list[Said]:
        return [Said(trait=0.01) for _ in page.tokens]

    with mock.patch("cli.redaction.analyze.heard", whisper):
        assert [each.kind for each in analyze(text).entities] == ["date"]


def test_a_figure_that_counts_the_points_of_a_list_is_no_identifier() -> None:
    def loud(page: Page, *_: object) -> list[Said]:
        return [Said(direct=0.9) if token.raw == "7" else Said() for token in page.tokens]

    with mock.patch("cli.redaction.analyze.heard", loud):
        counted = analyze("Нас увели.\n7. Били на складе.\n7) Потом отпустили.")
        told = analyze("Нас увели.\n7 рота стояла рядом.\nЭто палата 7. Потом отпустили.")
    assert [each.kind for each in counted.entities] == []
    assert told.entities


CAREFUL = (
    "Настала ночь и стало очень тихо. Все молчали и ждали утра. "
    "Потом где-то стреляли. Никто из нас не спал до рассвета."
)


def test_a_village_that_sounds_like_a_name_is_a_place_where_the_model_is_sure() -> None:
    text = f"{CAREFUL} Мы жили в Тальменке. Потом приехал Сергей."
    assert _said_of(text, "Тальменке", trait=0.5, person=0.3).kind == "person"
    assert _said_of(text, "Тальменке", trait=0.9, person=0.05).kind == "place"


def test_a_name_that_is_a_country_or_where_places_are_kept_stays_a_person() -> None:
    def sure(page: Page, *_: object) -> list[Said]:
        return [Said(trait=0.9) if token.raw[:1] in "GТ" else Said() for token in page.tokens]

    english = "The night was very quiet. They all waited for it to pass. Then the shooting began."
    with mock.patch("cli.redaction.analyze.heard", sure):
        aunt = analyze(f"{english} Nobody slept. Then aunt Georgia came and took the children.")
        kept = Policy(decisions={**DEFAULT_POLICY.decisions, "place": "keep"})
        surname = analyze(f"{CAREFUL} Мы видели Тимошенко у реки.", kept)
    assert [each.kind for each in aunt.entities if each.forms == ("Georgia",)] == ["person"]
    assert [each.kind for each in surname.entities if each.forms == ("Тимошенко",)] == ["person"]


def test_a_trait_of_words_with_capitals_is_a_place() -> None:
    def say(page: Page, *_: object) -> list[Said]:
        return [
            Said(trait=0.9) if token.raw[:2] in ("Бі", "Кр") else Said() for token in page.tokens
        ]

    with mock.patch("cli.redaction.analyze.heard", say):
        found = analyze(f"{CAREFUL} Ми виїхали через Білу Криницю вночі.").entities
    assert [(each.kind, each.forms) for each in found] == [("place", ("Білу Криницю",))]


def test_a_plain_word_only_a_model_of_names_hears_is_settled_in_a_text_typed_with_care() -> None:
    text = f"{CAREFUL} Кто-то взял его за рукав и увёл."
    for said, settled in ((0.0, True), (AGREED - 0.01, True), (AGREED + 0.01, False)):
        page = read(text)
        place = [token.raw for token in page.tokens].index("рукав")
        evidence = [Evidence() for _ in page.tokens]
        evidence[place].add(0.76, "sequence model")
        last_word(page, evidence, [Said(trait=said) for _ in page.tokens])
        assert (evidence[place].score == 0) is settled


PLAIN = "вчера мы видели шкатулку и ушли"


@pytest.mark.parametrize(
    ("values", "decision"),
    [
        ({"direct": 0.11}, "remove"),
        ({"trait": 0.9}, "generalize"),
        ({"trait": 0.5}, "ask"),
        ({"person": 0.9}, "remove"),
        ({"person": 0.1}, "ask"),
    ],
)
def test_what_it_says_decides_whether_an_editor_is_asked(
    values: dict[str, float], decision: str
) -> None:
    assert _said_of(PLAIN, "шкатулку", **values).decision == decision


# ---- questions it settles -----------------------------------------------------------------------


def settled(text: str, word: str, said: Sequence[float], **held: object) -> list[float]:
    """Give the scores left to each place of a word, which a weak suspicion was held against."""
    page = read(text)
    evidence = [Evidence() for _ in page.tokens]
    places = [place for place, token in enumerate(page.tokens) if token.word == word]
    for place in places:
        evidence[place] = Evidence(person=0.1, why=["sequence model"])
        for name, value in held.items():
            setattr(evidence[place], name, value)
    spoken = [Said() for _ in page.tokens]
    for place, value in zip(places, said, strict=True):
        spoken[place].trait = value
    last_word(page, evidence, spoken)
    return [evidence[place].score for place in places]


NOTHING = CLEARED / 2


def test_a_weak_question_about_a_plain_word_is_settled() -> None:
    assert settled("мы начали расписание", "расписание", [NOTHING]) == [0]


def test_a_question_stands_if_the_model_doubts_any_place_of_the_word() -> None:
    text = "мы начали расписание и потом расписание"
    assert settled(text, "расписание", [NOTHING, NOTHING]) == [0, 0]
    assert settled(text, "расписание", [NOTHING, 2 * CLEARED]) == [0.1, 0.1]
    assert settled(text, "расписание", [2 * CLEARED, NOTHING]) == [0.1, 0.1]


@pytest.mark.parametrize(
    "held",
    [
        {"person": 0.35},
        {"why": ["sequence model", "capital"]},
        {"why": ["after a naming word"]},
        {"why": ["named elsewhere in the text"]},
        {"genre": 0.2},
        {"steady": 0.2},
    ],
)
def test_a_question_stands_that_more_speaks_for(held: dict[str, object]) -> None:
    assert settled("мы начали расписание", "расписание", [NOTHING], **held)[0] > 0


@pytest.mark.parametrize("word", ["вера", "коваль", "хмырёнок"])
def test_a_word_that_can_be_a_name_or_is_in_no_dictionary_is_never_settled(word: str) -> None:
    assert settled(f"мы видели {word}", word, [NOTHING])[0] > 0


# ---- names that only it hears -------------------------------------------------------------------


def heard(text: str, word: str, person: float) -> list[Evidence]:
    page = read(text)
    evidence = [Evidence() for _ in page.tokens]
    said = [Said(person if token.word == word else 0.0) for token in page.tokens]
    last_word(page, evidence, said)
    return [evidence[place] for place, token in enumerate(page.tokens) if token.word == word]


def test_a_name_only_it_hears_is_taken() -> None:
    assert heard("пришёл студень и сел", "студень", 2 * HEARD)[0].person == 2 * HEARD
    assert heard("пришёл студень и сел", "студень", HEARD / 2)[0].person == 0


def test_a_name_heard_once_is_asked_about_in_every_case_it_stands_in() -> None:
    page = read("пришёл грак и сел а потом мы искали грака у реки")
    evidence = [Evidence() for _ in page.tokens]
    said = [Said(0.2 if token.word == "грак" else 0.0) for token in page.tokens]
    last_word(page, evidence, said)
    held = [token.word for token, each in zip(page.tokens, evidence, strict=True) if each.score]
    assert held == ["грак", "грака"]


@pytest.mark.parametrize("word", ["и", "тётя", "капитан"])
def test_small_words_kin_and_titles_need_far_more(word: str) -> None:
    text = f"потом {word} пришли домой"
    assert heard(text, word, SMALL / 2)[0].person == 0
    assert heard(text, word, SMALL + 0.1)[0].person > 0


def test_a_frequent_word_in_lower_case_is_asked_about_however_sure_it_is() -> None:
    assert heard("мы видели город", "город", 0.99)[0].person < 0.5


def test_two_people_joined_by_and_stay_two() -> None:
    text = "Их увели ночью: Серафим и Вячеслав. Больше никто не вернулся. Мы ждали год."
    people = [each.forms for each in analyze(text).entities if each.kind == "person"]
    assert people == [("Серафим",), ("Вячеслав",)]


# ---- what it reads ------------------------------------------------------------------------------


def test_a_long_text_is_read_in_blocks_that_hold_every_word_once() -> None:
    page = read("Мы шли по дороге и молчали. " * (BLOCK // 4))
    evidence = weigh(page)
    found = list(features(page, evidence, suspicions(page, evidence).all))
    assert len(found) > 1
    assert sum(map(len, found)) == len(page.tokens)
    assert max(map(len, found)) <= BLOCK


def test_the_model_is_told_what_the_rules_found() -> None:
    page = read("пишите на a.b@example.org")
    evidence = weigh(page)
    [block] = features(page, evidence, suspicions(page, evidence).all)
    assert any("R=email" in token for token in block)
    assert not any("R=email" in token for token in block[:1])


FISH = (
    "катери казбек і ще троє в масках. казбек каже дай рибу дід. кум пилип не дав ну дурне. "
    "прив'язали його до щогли. а я юхим, я мовчав."
)


def test_a_word_that_was_settled_is_told_to_whoever_wants_to_look() -> None:
    found = analyze(FISH)
    assert [FISH[start:end] for start, end in found.settled] == ["дурне"]
    assert not hides(found, FISH, "дурне")


def test_the_words_beside_an_identifier_or_trait_are_learnt_apart() -> None:
    text = "Тоді мене звати Іван і живу в Кутах біля річки."
    place = text.index("Кутах")
    name = text.index("Іван")
    found, labels = labelled(text, [(name, name + 4, "P"), (place, place + 5, "Q")])
    assert labels == ["O", "O", "O", "P", "O", "O", "before", "Q", "after", "O"]
    assert len(found) == len(labels)


def test_that_it_is_a_town_or_a_region_and_no_more_is_no_trait() -> None:
    page = read("мы пришли в город и в село у реки")

    def says(words: str) -> bool:
        start = page.text.index(words)
        return generic(page, Finding(start, start + len(words), "place", MODEL, 0.9))

    assert says("город")
    assert says("село")
    assert not says("село у реки")
    assert not says("пришли")


def test_the_commonest_words_need_more_to_be_part_of_an_identifier() -> None:
    page = read("человек жимолость")
    for direct, taken in ((0.05, ["жимолость"]), (0.2, [page.text])):
        said = [Said(direct=direct) for _ in page.tokens]
        found, _ = marked(page, said)
        assert [page.text[each.start : each.end] for each in found] == taken


def test_a_common_word_that_signs_are_called_by_needs_no_more() -> None:
    page = read("at home")
    found, _ = marked(page, [Said(direct=0.05), Said()])
    assert [page.text[each.start : each.end] for each in found] == ["at"]


@pytest.mark.parametrize(("gap", "parts"), [(", ", ["44-18"]), (" ", ["Павловна 44-18"])])
def test_a_name_is_not_swallowed_by_an_identifier_over_a_comma(gap: str, parts: list[str]) -> None:
    page = read(f"Павловна{gap}44-18")
    said = [Said(direct=0.9) for _ in page.tokens]
    said[0] = Said(direct=0.1, person=0.3)
    found, _ = marked(page, said)
    assert [page.text[each.start : each.end] for each in found] == parts
