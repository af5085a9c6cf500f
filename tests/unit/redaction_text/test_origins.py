"""Names that tell where somebody comes from: kept or changed by policy, asked where it is rare."""

from __future__ import annotations

import pytest

from cli.redaction import origins
from cli.redaction.apply import redact
from cli.redaction.declension import decline_any
from cli.redaction.ledger import Choice, Redacted
from cli.redaction.model import Origin
from cli.redaction.names import listed
from cli.redaction.origins import ENGLISH, origin_of
from cli.redaction.paradigms import CASES, Case, Sort, decline
from cli.redaction.policy import DEFAULT_POLICY, PolicyError, load
from tests.unit.redaction_text.marked import read

SEED = b"a secret of this case, 32 bytes."

TELLING = {
    "Магомеду": "caucasus",
    "Зарему Хамидовну": "caucasus",
    "Рефатові": "tatar",
    "Куртсеїтов": "tatar",
    "Оганес Саркисян": "armenian",
    "Квірікашвілі": "georgian",
    "Баирму Цыренову": "buryat",
    "Исаака Моисеевича Гольдберга": "jewish",
    "Константиниди": "greek",
    "Ласло Ковача": "hungarian",
    "Виолеттой Пак": "korean",
    "Баро Гожо": "roma",
    "Magomedov": "caucasus",
    "Сергея Моисеева": "",
    "Лукьянову": "",
    "Демьяна": "",
    "Тимура Абрамова": "",
    "Мар'яна": "",
}


@pytest.mark.parametrize("name", TELLING)
def test_a_name_tells_its_origin_in_any_case_and_script(name: str) -> None:
    assert origin_of([name], "uk" if set(name) & set("іїє") else "ru") == TELLING[name]


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_no_common_name_tells_an_origin(language: str) -> None:
    telling = [item.name for item in listed(language) if origin_of([item.name], language)]
    assert telling == []


def run(marked: str, language: str, origin: Origin, new: str = "") -> Redacted:
    text, analysis = read(marked, language, {"p1": "masc"})
    choices = {"p1": Choice("pseudonym", new)} if new else {}
    return redact(text, analysis, choices, SEED, origin=origin)


def first_names(language: str, origin: str) -> set[str]:
    pool = origins.pool(language, origin, "given", "masc") if origin else listed(language)
    return {item.name for item in pool}


COMMON = "Я видел {p1:Аслана}. {p1:Аслан} молчал."
RARE = "Я видел {p1:Баира}. {p1:Баир} молчал."

# The account, the policy: where the name is drawn from, whether an editor is asked.
HANDLED: dict[str, tuple[str, Origin, str, bool]] = {
    "asked by default": (COMMON, "ask", "", True),
    "changed without asking": (COMMON, "change", "", False),
    "kept without asking": (COMMON, "keep", "caucasus", False),
    "a rare one is asked by default": (RARE, "ask", "", True),
    "a rare one is asked when others are changed": (RARE, "change", "", True),
    "a rare one is asked when others are kept, and not kept meanwhile": (RARE, "keep", "", True),
}


@pytest.mark.parametrize("case", HANDLED)
def test_the_policy_says_what_becomes_of_an_origin(case: str) -> None:
    marked, origin, pool, asked = HANDLED[case]
    first = "Аслана" if marked == COMMON else "Баира"
    done = run(marked, "ru", origin)
    assert done.drawn["p1"] in first_names("ru", pool)
    assert [place.original for place in done.unsure] == [first] * asked
    assert all("origin" in place.reason for place in done.unsure)


@pytest.mark.parametrize("origin", ["ask", "change", "keep"])
def test_a_name_that_an_editor_typed_is_not_asked_about(origin: Origin) -> None:
    assert run(RARE, "ru", origin, "Тарас").unsure == ()


def test_in_english_every_origin_known_here_is_rare() -> None:
    done = run("We saw {p1:Magomed} there.", "en", "keep")
    assert [place.original for place in done.unsure] == ["Magomed"]


def test_a_family_of_one_origin_stays_a_family() -> None:
    done = run("{p1:Аслан Бероев} ждал, {p2:Заур Бероев} ушёл.", "ru", "keep")
    surnames = {item.name for item in origins.pool("ru", "caucasus", "surname", "-")}
    first, second = (done.drawn[name].split()[1] for name in ("p1", "p2"))
    assert first == second
    assert first in surnames


@pytest.mark.parametrize(("language", "origin"), [
    (language, origin) for language in ("ru", "uk") for origin in ENGLISH
    if origins.kept(origin, language, "keep")
])  # fmt: skip
def test_every_name_of_an_origin_declines_without_doubt(language: str, origin: str) -> None:
    for sort, gender, least in (("given", "masc", 7), ("given", "femn", 9), ("surname", "-", 8)):
        pool = origins.pool(language, origin, sort, gender)
        assert len(pool) == len({item.name for item in pool}) >= least
        for item in pool:
            for case in CASES:
                for own in ("masc", "femn") if sort == "surname" else (gender,):
                    made = decline(item.name, item.sort, own, case, language=language)
                    if made is None:
                        other = decline_any(
                            item.name, item.sort, own, case, "sing", language=language
                        )
                        assert other.sure, item.name


FORMS: tuple[tuple[str, str, Sort, str, Case, str], ...] = (
    ("ru", "Аслан", "given", "masc", "datv", "Аслану"),
    ("ru", "Зухра", "given", "femn", "ablt", "Зухрой"),
    ("ru", "Петросян", "surname", "masc", "ablt", "Петросяном"),
    ("ru", "Петросян", "surname", "femn", "ablt", "Петросян"),
    ("ru", "Беридзе", "surname", "masc", "gent", "Беридзе"),
    ("uk", "Бекіров", "surname", "femn", "datv", "Бекіровій"),
    ("uk", "Рефат", "given", "masc", "voct", "Рефате"),
)


@pytest.mark.parametrize(("language", "name", "sort", "gender", "case", "right"), FORMS)
def test_forms_of_such_names(
    language: str, name: str, sort: Sort, gender: str, case: Case, right: str
) -> None:
    made = decline(name, sort, gender, case, language=language)
    other = decline_any(name, sort, gender, case, "sing", language=language)
    assert (made or other.text) == right


@pytest.mark.parametrize("origin", ["ask", "change", "keep"])
def test_the_policy_file_can_say_each(origin: str) -> None:
    assert load(f'origin = "{origin}"').origin == origin
    assert DEFAULT_POLICY.origin == "ask"


@pytest.mark.parametrize("value", ['"remove"', "true", "1"])
def test_anything_else_is_refused_with_what_to_write(value: str) -> None:
    with pytest.raises(PolicyError, match="Write one of: ask, change, keep"):
        load(f"origin = {value}")
