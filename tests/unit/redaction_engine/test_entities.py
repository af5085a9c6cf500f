"""One person, one entity: forms, gender, decisions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.redaction.analyze import analyze
from cli.redaction.model import Entity
from cli.redaction.policy import DEFAULT_POLICY, Policy, PolicyError, load


def _of(text: str, form: str, policy: Policy = DEFAULT_POLICY) -> Entity:
    for entity in analyze(text, policy).entities:
        if any(form in each for each in entity.forms):
            return entity
    raise AssertionError(f"{form!r} is in no entity of {text!r}")


TOGETHER = {
    "case forms": (
        "Пришёл Даниил. У Даниила был брат. К Даниилу никто не ходил.",
        "Даниил Даниила",
    ),
    "short and full name": ("Александра Петренко вызвали. Саша молчал.", "Александра Саша"),
    "full name and surname": ("Марина Левченко ушла. Левченко не вернулась.", "Марина Левченко"),
    "name and initials": (
        "Приехал Сергей Гринько. Он молчал. Мы ждали. Подпись: С. Гринько.",
        "Сергей С.",
    ),
    "possessive": ("Костя пропал. Нашли Костин телефон.", "Костя Костин"),
    "two scripts": ("Приехал Ковальчук. Signed by Kovalchuk.", "Ковальчук Kovalchuk"),
    "English short form": ("William Hayes came. Bill was tired.", "William Bill"),
}


@pytest.mark.parametrize("behaviour", TOGETHER)
def test_forms_of_one_person_are_one_entity(behaviour: str) -> None:
    text, forms = TOGETHER[behaviour]
    first, second = forms.split(" ")
    entity = _of(text, first)
    assert any(second in form for form in entity.forms), entity.forms


APART = {
    "two given names with one surname": (
        "Марина Левченко плакала. Игорь Левченко молчал.",
        "Марина",
        "Игорь",
    ),
    "two surnames with one given name": (
        "Сергей Гринько ушёл. Сергей Бондарь остался.",
        "Гринько",
        "Бондарь",
    ),
    "coordination": ("передали Игорю и Марине Левченко", "Игорю", "Марине"),
}


@pytest.mark.parametrize("behaviour", APART)
def test_two_persons_are_two_entities(behaviour: str) -> None:
    text, one, other = APART[behaviour]
    assert _of(text, one).id != _of(text, other).id


POSSESSIVE = {
    "Тарас мовчав. Потім я взяв Тарасову довідку.": ("Тарас", "Тарасову"),
    "Плакала Романова дружина, її не втішили. Роман загинув.": ("Романова", "Роман"),
    "Петро помер. Петрових речей мені не віддали.": ("Петро", "Петрових"),
}


@pytest.mark.parametrize("text", POSSESSIVE)
def test_a_mans_possessive_in_ukrainian_is_his(text: str) -> None:
    assert POSSESSIVE[text] in [each.forms for each in analyze(text).entities]


NO_POSSESSIVE = {
    "a verb stands behind": "Романова плакала, її не втішили. Роман мовчав.",
    "what stands behind does not agree": "Романову брата її не дали. Роман мовчав.",
    "somebody bears that surname": "Прийшла Ольга Романова. Романова сестра її втішала. "
    "Роман мовчав.",
}


@pytest.mark.parametrize("why", NO_POSSESSIVE)
def test_a_surname_like_a_possessive_is_not_given_to_who_bears_the_name(why: str) -> None:
    entities = analyze(NO_POSSESSIVE[why]).entities
    assert ("Роман",) in [each.forms for each in entities]


GENDER = {
    "patronymic, woman": ("Нина Павловна пришла", "Нина", "femn"),
    "patronymic, man": ("Дмитрий Олегович ушёл", "Дмитрий", "masc"),
    "given name, uk": ("Оксана виїхала", "Оксана", "femn"),
    "kin word": ("брат Женя служил", "Женя", "masc"),
    "kin word, woman": ("сестра Женя плакала", "Женя", "femn"),
    "past tense": ("Валя пришла вечером", "Валя", "femn"),
    "English": ("My wife Linda called", "Linda", "femn"),
}


@pytest.mark.parametrize("behaviour", GENDER)
def test_gender_is_told_by_the_name_and_the_sentence(behaviour: str) -> None:
    text, form, gender = GENDER[behaviour]
    assert _of(text, form).gender == gender


def test_a_country_and_a_capital_are_kept_and_a_town_is_made_coarser() -> None:
    text = "Мы уехали из Изюма в Польшу, потом в Варшаву, а мама в Кракове."
    assert _of(text, "Польшу").decision == "keep"
    assert _of(text, "Варшаву").decision == "keep"
    assert _of(text, "Изюма").decision == "generalize"
    assert _of(text, "Изюма").proposal == "города на востоке Украины"
    assert _of(text, "Кракове").decision == "generalize"
    assert _of(text, "Кракове").proposal == "[место]"  # on no list of parts of a country


IN_FULL = {
    "ru": ("Приказ подписал президент России Владимир Путин.", "Путин"),
    "en": ("The president of Russia Vladimir Putin signed it.", "Putin"),
}
NOT_IN_FULL = {
    "a surname": "Приказ подписал Путин.",
    "a surname once more": "Президент Владимир Путин сказал. Путин ушёл.",
    "a surname elsewhere": "Так сказал президент России Владимир Путин. Потом Путин ушёл.",
    "another country": "Приказ подписал президент США Владимир Путин.",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Georgia was silent all day.", "Georgia"),
        ("Мы уехали в Софию к тётке.", "Софию"),
        ("Потім ми поїхали до Риму.", "Риму"),
    ],
)
def test_a_capital_that_is_a_given_name_too_is_asked_about(text: str, name: str) -> None:
    assert _of(text, name).decision != "keep"
    assert _of(text, name, load('capitals = "remove"')).decision == "remove"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Он взял абонемент на Джека Лондона и ушёл.", "Джека Лондона"),
        ("I knew Mandy Paris from the camp.", "Mandy Paris"),
    ],
)
def test_a_capital_after_a_given_name_is_a_surname(text: str, name: str) -> None:
    assert (_of(text, name).kind, _of(text, name).decision) == ("person", "remove")


@pytest.mark.parametrize("policy", ["ask", "keep"])
def test_a_public_figure_is_one_only_in_full_beside_the_office(policy: str) -> None:
    chosen = load(f'public = "{policy}"')
    for text, name in IN_FULL.values():
        figure = _of(text, name, chosen)
        assert (figure.public, figure.decision) == (True, policy)
    for text in NOT_IN_FULL.values():
        figure = _of(text, "Путин", chosen)
        assert (figure.public, figure.decision) == (False, "ask")


def test_no_person_stays_unasked_by_the_default_policy() -> None:
    for text, name in IN_FULL.values():
        assert _of(text, name).decision == "ask"


def test_who_no_longer_holds_the_office_is_asked_about() -> None:
    assert _of("Указ дал президент Украины Виктор Янукович.", "Янукович").decision == "ask"
    assert _of("He met the chancellor of Germany Angela Merkel.", "Merkel").decision == "ask"


def test_a_person_is_removed_without_asking_and_shown() -> None:
    entity = _of("Меня зовут Светлана Викторовна Пономаренко.", "Пономаренко")
    assert entity.decision == "remove"
    assert entity.kind == "person"


def test_every_unexplained_capital_is_a_question() -> None:
    assert _of("Потом он показал на Кжыштр и ушёл.", "Кжыштр").decision in ("ask", "remove")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_findings_never_overlap_and_stay_inside_the_text(text: str) -> None:
    last = 0
    for finding in analyze(text).findings:
        assert last <= finding.start < finding.end <= len(text)
        last = finding.end


def test_mentions_and_findings_are_the_same_stretches() -> None:
    text = "Я Лена, мне 34 года, живу в Чугуеве, звоните 0 67 123 45 18."
    analysis = analyze(text)
    spans = sorted(span for entity in analysis.entities for span in entity.mentions)
    assert spans == sorted((finding.start, finding.end) for finding in analysis.findings)


def test_a_policy_file_changes_decisions() -> None:
    policy = load('sure = 0.9\nkeep = ["изюме"]\n[decisions]\nperson = "ask"\nphone = "keep"\n')
    text = "Нина Павловна живёт в Изюме, телефон +38 050 991 27 64"
    found = {entity.kind: entity.decision for entity in analyze(text, policy).entities}
    assert found == {"person": "ask", "place": "keep", "phone": "keep"}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("sure = 2", "from 0 to 1"),
        ("[decisions]\nghost = 'keep'", "Kinds are"),
        ("[decisions]\nperson = 'burn'", "Write one of"),
        ("colour = 1", "means nothing"),
        ("keep = 'x'", "list of words"),
        ("paranoid = 1", "true or false"),
        ("= 3", "not TOML"),
    ],
)
def test_a_wrong_policy_is_refused_with_a_sentence(toml: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        load(toml)


def test_without_the_paranoid_layer_there_are_no_more_questions() -> None:
    text = "Потом он показал на Кжыштр и сказал Ждите."
    plain = analyze(text, Policy(paranoid=False))
    assert len(plain.entities) <= len(analyze(text).entities)
