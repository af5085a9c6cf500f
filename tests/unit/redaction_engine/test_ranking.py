"""How identifying things are together: village, unit and day beat a city with a month."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.elsewhere import Elsewhere, told
from cli.redaction.model import Decision, Entity
from cli.redaction.ranking import ALL, FEW, rank

VILLAGE = "Я жила в селе Терны, мне 81 год. 12 апреля 2022 пришли. Стояла там 36-я бригада."
CITY = "Мы жили в Харькове. В сентябре уехали."


def bits(text: str, kind: str) -> float:
    analysis = analyze(text)
    ranking = rank(analysis, text)
    return max(ranking.weights[each.id].bits for each in analysis.entities if each.kind == kind)


def test_a_village_a_unit_and_a_day_leave_few_people_and_a_city_with_a_month_does_not() -> None:
    told = rank(analyze(VILLAGE), VILLAGE).combinations
    assert told
    assert all(each.people <= FEW for each in told)
    assert "a village, about 450 people" in told[0].why
    assert rank(analyze(CITY), CITY).combinations == ()


HEAVIER = {
    "a village than a city": ("жила в селе Терны", "жила в Харькове", "place"),
    "a day than a month": ("on 3 April they came", "in April they came", "date"),
    "a named school than a school": ("училась в школе номер 8", "училась в школе", "education"),
}


@pytest.mark.parametrize("name", HEAVIER)
def test_what_fewer_people_share_weighs_more(name: str) -> None:
    first, second, kind = HEAVIER[name]
    assert bits(first, kind) > bits(second, kind)


def test_the_heaviest_comes_first_and_a_number_of_ones_own_is_heaviest() -> None:
    text = "Мне 81 год, телефон +380 67 118 44 22, живу в Харькове."
    analysis = analyze(text)
    ranking = rank(analysis, text)
    kinds = {each.id: each.kind for each in analysis.entities}
    assert kinds[ranking.order[0]] == "phone"
    assert ranking.weights[ranking.order[0]].bits == ALL
    assert [ranking.weights[each].bits for each in ranking.order] == sorted(
        (each.bits for each in ranking.weights.values()), reverse=True
    )


def test_what_is_removed_or_said_less_exactly_weighs_less() -> None:
    analysis = analyze(VILLAGE)
    decided: dict[str, Decision] = {each.id: "remove" for each in analysis.entities}
    assert rank(analysis, VILLAGE, decisions=decided).combinations == ()
    proposed = rank(analysis, VILLAGE, decisions={})
    whole = rank(analysis, VILLAGE)
    assert all(proposed.weights[one].bits <= whole.weights[one].bits for one in whole.weights)


def vault(*parts: Sequence[Entity]) -> Elsewhere:
    """The other accounts of a vault, by what each tells."""
    joined = ("".join(sorted(frozenset().union(*map(told, part)))) for part in parts)
    named = {f"case{number}": part for number, part in enumerate(joined)}
    return Elsewhere(len(parts) + 1, named)


def test_what_many_accounts_of_the_vault_tell_weighs_less_and_what_none_tells_does_not() -> None:
    analysis = analyze(VILLAGE)
    place = next(each for each in analysis.entities if each.kind == "place")
    alone = rank(analysis, VILLAGE).weights[place.id].bits
    among = rank(analysis, VILLAGE, vault(*[[place]] * 40, *[[]] * 59)).weights[place.id]
    assert among.bits < alone
    assert "in 40 other of 100 accounts" in among.why
    only = rank(analysis, VILLAGE, vault(*[[]] * 99)).weights[place.id]
    assert only.bits == alone
    assert "in no other of 100 accounts" in only.why
    few = rank(analysis, VILLAGE, vault(*[[place]] * 4)).weights[place.id]
    assert few.bits == alone
    assert few.others == frozenset({"case0", "case1", "case2", "case3"})


def test_a_trait_that_many_people_share_weighs_more_where_nobody_else_tells_it() -> None:
    text = "Я пчеловод."
    analysis = analyze(text)
    [job] = analysis.entities
    alone = rank(analysis, text).weights[job.id].bits
    assert rank(analysis, text, vault(*[[]] * 499)).weights[job.id].bits > alone
    assert rank(analysis, text, vault(*[[job]] * 499)).weights[job.id].bits < alone


def test_the_vault_changes_the_order_and_never_how_many_people_are_left() -> None:
    analysis = analyze(VILLAGE)
    place, unit = (next(e for e in analysis.entities if e.kind == k) for k in ("place", "unit"))
    everyone = vault(*[list(analysis.entities)] * 40)
    for others in (everyone, vault(*[[place]] * 40), vault(*[[unit]] * 40)):
        plain, ranked = rank(analysis, VILLAGE), rank(analysis, VILLAGE, others)
        assert {each.people for each in ranked.combinations} <= {1, *range(FEW + 1)}
        assert bool(ranked.combinations) == bool(plain.combinations)
        assert min(e.people for e in ranked.combinations) == plain.combinations[0].people
    first, second = (rank(analysis, VILLAGE, vault(*[[each]] * 40)) for each in (place, unit))
    assert first.order.index(place.id) > second.order.index(place.id)
    assert first.order.index(unit.id) < second.order.index(unit.id)


def test_things_told_in_the_same_other_account_are_named_together() -> None:
    analysis = analyze(VILLAGE)
    told_there = rank(analysis, VILLAGE, vault(analysis.entities, *[[]] * 30)).combinations
    assert all(each.others == frozenset({"case0"}) for each in told_there)
    assert "All of this is told in 1 other of 32 accounts: case0." in told_there[0].why
    apart = vault(*[[each] for each in analysis.entities], *[[]] * 30)
    for each in rank(analysis, VILLAGE, apart).combinations:
        assert each.others == frozenset()
        assert "All of this is told in no other of" in each.why


def test_what_an_editor_removed_weighs_nothing_whoever_else_tells_it() -> None:
    analysis = analyze(VILLAGE)
    decided: dict[str, Decision] = {each.id: "remove" for each in analysis.entities}
    ranking = rank(analysis, VILLAGE, vault(*[analysis.entities] * 40), decided)
    assert {weight.bits for weight in ranking.weights.values()} == {0.0}


def test_what_is_told_of_two_people_is_not_added_up() -> None:
    text = "Анна жила в селе Терны.\nБорис служил в 36-й бригаде."
    analysis = analyze(text)
    kinds = {each.id: each.kind for each in analysis.entities}
    for each in rank(analysis, text).combinations:
        assert {kinds[one] for one in each.entities} != {"place", "unit"}
