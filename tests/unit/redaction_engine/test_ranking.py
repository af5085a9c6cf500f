"""How identifying things are together: village, unit and day beat a city with a month."""

from __future__ import annotations

import pytest

from cli.redaction.analyze import analyze
from cli.redaction.model import Decision
from cli.redaction.ranking import ALL, FEW, rank, vault_key

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


def test_what_many_accounts_of_the_vault_name_weighs_less() -> None:
    analysis = analyze(VILLAGE)
    place = next(each for each in analysis.entities if each.kind == "place")
    counts = {vault_key(place): 40}
    alone = rank(analysis, VILLAGE).weights[place.id].bits
    among = rank(analysis, VILLAGE, counts, accounts=100).weights[place.id]
    assert among.bits < alone
    assert "40 of 100 accounts" in among.why
    assert rank(analysis, VILLAGE, counts, accounts=5).weights[place.id].bits == alone


def test_what_is_told_of_two_people_is_not_added_up() -> None:
    text = "Анна жила в селе Терны.\nБорис служил в 36-й бригаде."
    analysis = analyze(text)
    kinds = {each.id: each.kind for each in analysis.entities}
    for each in rank(analysis, text).combinations:
        assert {kinds[one] for one in each.entities} != {"place", "unit"}
