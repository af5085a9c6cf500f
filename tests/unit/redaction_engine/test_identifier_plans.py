"""A rule run only where its matches can begin finds what it finds when it is run everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from cli.redaction import circumstances, moments, quasi
from cli.redaction.identifiers import find, numbers
from cli.redaction.identifiers.pattern import ODD, plain
from cli.redaction.identifiers.plan import Plan, matches
from cli.redaction.identifiers.reading import Reading, around_figures
from cli.redaction.identifiers.rule import run
from cli.redaction.identifiers.shape import shape
from cli.redaction.normalise import fold
from tests.bench.identifiers import HALVES, LANGUAGES, sentences
from tests.bench.scoring import from_folder
from tests.bench.sets import CORPUS

RULES = (*find.RULES, *quasi.RULES, *moments.RULES, *circumstances.RULES)
# Shapes that the sentences on identifiers lack.
OTHERS = """Ей было тридцать четыре, родилась 3 марта 1989 года, мать троих детей, без левой руки.
у неї діабет, на восьмому місяці вагітності, дев'ятнадцять років, у сімнадцятому році,
Он, 34, один на всё село, шрам над бровью, работал в девятнадцатом году, на Пасху, 12-го числа.
She was seventeen, a mother of three, pregnant, on the nineteenth of May, the only nurse in town.
ВУЛ. САДОВА 5, ТЕЛ 0501234567; lived at Lesnaya 14, name_of_one, one.name, a@b.ua, at gmail
"""
TEXTS = [
    fold("\n".join(each.text for each in sentences(language, half)) + "\n" + OTHERS)
    for language in LANGUAGES
    for half in HALVES
]


def everywhere(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def planned(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    found = next(Plan([pattern]).matches(Reading(text)))
    return [match.span() for match in found]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title])
def test_a_planned_pattern_finds_what_it_finds_everywhere(
    text: str, change: Callable[[str], str]
) -> None:
    changed = change(text)
    if len(changed) != len(text):
        return
    read = Reading(changed)
    patterns = [each.pattern for each in RULES]
    for each, found in zip(RULES, Plan(patterns).matches(read), strict=True):
        assert [match.span() for match in found] == everywhere(each.pattern, changed), each.why


def test_the_beginning_of_every_rule_is_known() -> None:
    every = [each.pattern for each in RULES] + [part[0] for part in numbers._PARTS]
    assert [pattern.pattern for pattern in every if shape(pattern) is None] == []


@pytest.mark.parametrize("text", TEXTS)
def test_every_match_holds_the_core_of_its_rule(text: str) -> None:
    cores = [(each.pattern, each.core, each.why) for each in RULES if each.core]
    assert cores
    for pattern, core, why in cores:
        for match in pattern.finditer(text):
            assert core.search(text, match.start(), match.end() + 1), why


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?<!\w)(?:кот|код)\w*", "кот, подкот код-кода КОДЫ"),
        (r"кот|код", "кот, подкот код-кода КОДЫ"),
        (r"(?<!\w)\w{2,}[аео]вка\d", "xx, на маевка1 Каравка2 овка3 аавка4-аавка5"),
        (r"(?<!\w)(?-i:[А-Я])\w+ \d", "Дом 1 дом 2 Дом Дом 3"),
        (r"(?<!\w)[a-z]{2}[ -]?\d{3}", "ab123 xab123 AB-123 ab  123 ab 12"),
        (r"(?<!\d)\d\d(?!\d)", "12 123 а12б 1-12-1"),
        (r"(?:\w+ )?once", "at once, once. Once"),
        (r"(?<![\w.])[\w.]+ ?@ ?\w+", "a.b@c .a@b a @ b\u2003@ c"),
        (r"a|b(?=c)|[^\W\d_]{2}7", "a bc b7 ab7"),
        (r"(?<!\w)(?:ab)+c", "ababc abab c abc"),
        (r"(?<=\()\d{4}(?=\))", "(1980) (198) 1980"),
    ],
)
def test_shapes_of_every_kind(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    assert everywhere(compiled, text)
    assert planned(compiled, text) == everywhere(compiled, text)


def test_a_pattern_that_can_be_empty_is_run_everywhere() -> None:
    assert shape(re.compile("a*")) is None
    assert planned(re.compile("a*"), "baa") == everywhere(re.compile("a*"), "baa")


def test_odd_letters_do_not_hide_a_match() -> None:
    every = [re.compile(each, re.IGNORECASE) for each in (r"(?<!\w)sink\w*", r"(?<!\w)карта")]
    for text in ("ſink", "sin\u212a", "S\u0130nk sink", "\u1c80арта карта ſ"):
        for pattern in every:
            assert planned(pattern, text) == everywhere(pattern, text)


def test_a_list_of_rules_finds_the_same_before_and_after_its_plan_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = [
        fold(each.text) for folder in ("pens", "tuning") for each in from_folder(CORPUS / folder)
    ]
    texts = [*TEXTS, *("\n".join(read[start : start + 50]) for start in range(0, len(read), 50))]
    assert len(read) > 1000
    for rules in (find.RULES, quasi.RULES, moments.RULES, circumstances.RULES):
        unplanned = [list(run(list(rules), text)) for text in texts]
        monkeypatch.setattr("cli.redaction.identifiers.rule._MUCH", 0)
        assert [list(run(rules, text)) for text in texts] == unplanned
        assert all(unplanned)


def test_no_letter_but_the_odd_ones_matches_another_than_its_lower_case() -> None:
    # One class of all letters that have a case: only odd ones may match what is not the same.
    letters = [char for char in map(chr, range(0x1E944)) if char.lower() != char.upper()]
    for char in letters:
        if not ODD.match(char):
            assert len(char.lower()) == 1
            assert plain(char) == char.lower()
    usual = "".join(char for char in letters if not ODD.match(char))
    for char in {*"abcdefghijklmnopqrstuvwxyzабвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяßäöü"}:
        same = re.compile(re.escape(char), re.IGNORECASE).findall(usual)
        assert {one.lower() for one in same} <= {char}


def test_matches_begin_only_where_told_and_do_not_overlap() -> None:
    text = "abab abab"
    pattern = re.compile("(?:ab)+")
    found = matches(pattern, text, [(0, 4), (5, 9)], [0, 2, 5, 7])
    assert [match.span() for match in found] == [(0, 4), (5, 9)]


def test_stretches_begin_and_end_at_white_space() -> None:
    text = ("слово\n" * 60) + "7" + ("\tслово" * 60)
    ((start, end),) = around_figures(text)
    assert text[start - 1].isspace()
    assert text[end].isspace()
    assert end - start < 230
