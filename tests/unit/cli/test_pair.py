"""Two editors: the second decides blind, what differs is settled, and only that is exported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cli import pair, work
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from cli.work import Work
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, propose

KEEP, BLANK, LESS = Choice("keep"), Choice("remove"), Choice("generalize")
WAITING = ("q1", "q2", "l1", "l2")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom.make(tmp_path)
    policy = tmp_path / "policy.toml"
    policy.write_text("reviewers = 2")
    room.done("policy", room.vault, "--set", policy)
    return room


@pytest.fixture
def case(room: Newsroom) -> str:
    [name] = room.collect(room.handover([room.seal(TEXT)]))
    propose(room, name)
    return name


def first(room: Newsroom, case: str) -> Work:
    return propose(room, case)


def decided(sitting: Work, choices: Mapping[str, Choice], name: str = "") -> Work:
    """Decide these and blank what else waits; confirm every wording. Returns the work after."""
    review = Review(pair.named(sitting, name, sitting) if name else sitting)
    review.decide_all(dict(choices))
    review.decide_all({entity.id: BLANK for entity in review.waiting()})
    review.confirm(*review.unchecked())
    return review.work


def both(
    room: Newsroom, case: str, one: Mapping[str, Choice], other: Mapping[str, Choice]
) -> Review:
    """Let two editors decide; return the sitting over what differs."""
    begun = decided(first(room, case), one, "anna")
    second = decided(pair.named(pair.second_of(begun), "boris", begun), other)
    settling, differences = pair.settled(begun, second)
    return Review(settling, differences)


def files(room: Newsroom, case: str, choices: Mapping[str, str], name: str) -> Path:
    """Write a decisions file: form → action, for the things of the example."""
    kinds = {"24": "age", "sergeant": "rank", "Kola": "place", "Rostov": "place"}
    lines = ["version = 1"]
    for form, action in choices.items():
        lines += ["[[decision]]", f'kind = "{kinds[form]}"', f'form = "{form}"']
        lines.append(f'action = "{action}"')
    path = room.folder / f"{name}.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


ALL = {"24": "remove", "sergeant": "keep", "Kola": "remove", "Rostov": "remove"}


# ---- blind --------------------------------------------------------------------------------------


def test_the_second_sees_nothing_that_the_first_decided_marked_or_joined(
    room: Newsroom, case: str
) -> None:
    review = Review(first(room, case))
    review.decide(review.entity("l1"), KEEP)
    review.mark("job", "metro")
    review.join(review.entity("q2"), review.entity("p1"))
    begun = review.work
    second = pair.second_of(begun)
    assert second.analysis == begun.found
    assert [entity.id for entity in second.matched().undecided] == list(WAITING)
    assert not second.record.decisions
    assert not second.history.past


def test_each_has_an_undo_without_end_and_the_other_is_left_alone(
    room: Newsroom, case: str
) -> None:
    one = Review(first(room, case))
    for name in WAITING:
        one.decide(one.entity(name), KEEP)
    other = Review(pair.second_of(one.work))
    for name in WAITING:
        other.decide(other.entity(name), BLANK)
    again = Review(pair.second_of(first(room, case)))
    assert len(again.work.history.past) == len(WAITING)
    for _ in WAITING:
        assert again.undo()
    assert not again.undo()
    assert len(again.waiting()) == len(WAITING)
    kept = Review(first(room, case))
    assert {c.action for c in kept.work.matched().choices.values()} == {"keep"}
    for _ in WAITING:
        assert kept.undo()
    assert not kept.undo()


def test_both_get_the_same_pseudonyms_so_that_only_decisions_differ(
    room: Newsroom, case: str
) -> None:
    one = decided(first(room, case), {})
    other = decided(pair.second_of(one), {})
    assert one.redacted().text == other.redacted().text
    settling, _ = pair.settled(one, other)
    assert settling.redacted().text == one.redacted().text
    assert pair.complete(settling)


# ---- what differs -------------------------------------------------------------------------------

# what each decides → what is to be settled, and which of the two hides more
DIFFERENCES: dict[str, tuple[dict[str, Choice], dict[str, Choice], list[str], int | None]] = {
    "nothing": ({"l1": KEEP}, {"l1": KEEP}, [], None),
    "kept and blanked": ({"l1": KEEP}, {"l1": BLANK}, ["l1"], 1),
    "said less and kept": ({"l1": LESS}, {"l1": KEEP}, ["l1"], 0),
    "said less and blanked": ({"l1": LESS}, {"l1": BLANK}, ["l1"], 1),
    "the proposal taken and the same words typed": (
        {"l1": LESS},
        {"l1": Choice("generalize", "a town")},
        [],
        None,
    ),
    "two wordings": (
        {"l1": Choice("generalize", "a city")},
        {"l1": Choice("generalize", "up north")},
        ["l1"],
        None,
    ),
    "two names for one person": (
        {"p1": Choice("pseudonym", "Walter")},
        {"p1": Choice("pseudonym", "Peter")},
        ["p1"],
        None,
    ),
    "a person kept against the policy": ({"p2": KEEP}, {}, ["p2"], 1),
    "a person blanked and renamed": ({"p2": BLANK}, {}, ["p2"], 0),
    "several": ({"l1": KEEP, "q2": KEEP}, {"l2": KEEP}, ["q2", "l1", "l2"], None),
}


@pytest.mark.parametrize("what", DIFFERENCES)
def test_only_what_differs_waits_to_be_settled(room: Newsroom, case: str, what: str) -> None:
    one, other, expected, safer = DIFFERENCES[what]
    review = both(room, case, one, other)
    assert sorted(entity.id for entity in review.waiting()) == sorted(expected)
    for entity in review.work.analysis.entities:
        assert (review.sides(entity) is not None) is (entity.id in expected)
    if len(expected) == 1:
        [entity] = review.waiting()
        sides = review.sides(entity)
        assert sides is not None
        assert [side.editor for side in sides] == ["anna", "boris"]
        found = review.differences and review.differences.safer(entity)
        assert found == (None if safer is None else sides[safer])
        assert review.alike(entity) is (safer is None)


def test_what_one_marked_and_the_other_did_not_see_waits(room: Newsroom, case: str) -> None:
    one = Review(pair.named(first(room, case), "anna", first(room, case)))
    marked = one.mark("job", "metro")
    assert marked is not None
    begun = decided(one.work, {marked.id: BLANK})
    second = decided(pair.named(pair.second_of(begun), "boris", begun), {})
    review = Review(*pair.settled(begun, second))
    [entity] = review.waiting()
    sides = review.sides(entity)
    assert entity.forms == ("metro",)
    assert sides is not None
    assert [side.choice.action for side in sides] == ["remove", "keep"]
    assert review.proposed(entity) == BLANK
    review.decide(entity, review.proposed(entity))
    assert "metro" not in review.redacted().text


def test_what_one_joined_is_told_apart_by_what_becomes_of_it(room: Newsroom, case: str) -> None:
    one = Review(first(room, case))
    one.join(one.entity("q2"), one.entity("p1"))
    begun = decided(one.work, {}, "anna")
    second = decided(pair.named(pair.second_of(begun), "boris", begun), {"q2": KEEP})
    review = Review(*pair.settled(begun, second))
    [entity] = review.waiting()
    assert set(entity.forms) == {"Daniil", "sergeant"}


def test_a_thing_inside_another_takes_no_words_of_it(room: Newsroom, case: str) -> None:
    one = Review(first(room, case))
    marked = one.mark("place", "the metro in Kola")
    assert marked is not None
    said = Choice("generalize", "a station")
    begun = decided(one.work, {marked.id: said}, "anna")
    second = Review(pair.named(pair.second_of(begun), "boris", begun))
    again = second.mark("place", "the metro in Kola")
    assert again is not None
    other = decided(second.work, {again.id: said})
    settling, _ = pair.settled(begun, other)
    assert pair.complete(settling)
    assert settling.redacted().text == begun.redacted().text


def test_settling_is_stored_at_each_decision_and_goes_back_without_end(
    room: Newsroom, case: str
) -> None:
    review = both(room, case, {"l1": KEEP, "l2": KEEP}, {})
    for entity in review.waiting():
        review.decide(entity, review.proposed(entity))
    assert not review.left
    begun = first(room, case)
    second = pair.complete_second(begun)
    assert second is not None
    again = Review(*pair.settled(begun, second))
    assert not again.left
    assert again.undo()
    assert again.undo()
    assert not again.undo()
    assert len(again.waiting()) == 2


def test_a_decision_changed_later_is_settled_anew(room: Newsroom, case: str) -> None:
    review = both(room, case, {"l1": KEEP}, {})
    review.decide(review.entity("l1"), BLANK)
    assert pair.missing(first(room, case), 2) == ""
    one = Review(first(room, case))
    one.decide(one.entity("l2"), KEEP)
    assert "not at one: 2 differences" in pair.missing(one.work, 2)


# ---- names --------------------------------------------------------------------------------------

NAMES = {
    "none": "",
    "only spaces": "   ",
    "a page": "x" * 41,
    "one that repaints the screen": "a\x1b[2J",
}


@pytest.mark.parametrize("what", NAMES)
def test_a_name_that_is_none_is_refused(room: Newsroom, case: str, what: str) -> None:
    ran = room.run("review", room.vault, case, "--as", NAMES[what])
    assert ran.code == 1
    assert "--as" in ran.err


def test_two_editors_are_two_people(room: Newsroom, case: str) -> None:
    one = files(room, case, ALL, "anna")
    refused = room.run("review", room.vault, case, "--decisions", one)
    assert "it is not said who you are" in refused.err
    room.done("review", room.vault, case, "--as", " Anna ", "--decisions", one)
    for name in ("anna", "ANNA", " anna"):
        ran = room.run("review", room.vault, case, "--second", "--as", name)
        assert ran.code == 1
        assert "is another person" in ran.err
    ran = room.run("review", room.vault, case, "--as", "boris")
    assert "is “Anna”, not “boris”" in ran.err
    room.done("review", room.vault, case, "--second", "--as", "boris", "--decisions", one)
    assert room.done("review", room.vault, case).out.endswith("every decision is taken.\n")


def test_a_name_is_kept_sealed_and_in_no_export(room: Newsroom, case: str) -> None:
    one = files(room, case, ALL, "x")
    room.done("review", room.vault, case, "--as", "Zebediah", "--decisions", one)
    room.done("review", room.vault, case, "--second", "--as", "Habakkuk", "--decisions", one)
    out = room.folder / "safe"
    room.done("export", room.vault, case, "--out", out, "--format", "md,html,docx,json")
    for data in (*room.contents().values(), *(path.read_bytes() for path in out.iterdir())):
        assert b"Zebediah" not in data
        assert b"Habakkuk" not in data


# ---- the rule -----------------------------------------------------------------------------------


def test_an_export_says_at_each_step_what_is_missing(room: Newsroom, case: str) -> None:
    out = room.folder / "safe"

    def refused() -> str:
        ran = room.run("export", room.vault, case, "--out", out)
        assert ran.code == 1
        assert not out.exists()
        return ran.err

    def state() -> str:
        return room.done("list", room.vault).out.splitlines()[1].split("yes")[1].strip()

    assert "waits for an editor: 4 decisions" in refused()
    one = files(room, case, ALL, "one")
    told = room.done("review", room.vault, case, "--as", "anna", "--decisions", one).err
    assert "no second one has begun" in told
    assert "--second --as NAME" in told
    assert "no second one has begun" in refused()
    assert state() == "waits for 2nd"
    part = files(room, case, {"24": "remove"}, "part")
    ran = room.run("review", room.vault, case, "--second", "--as", "boris", "--decisions", part)
    assert ran.code == 1
    assert "Undecided: l1 place: Kola" in ran.err
    assert "second editor is not through: 3 decisions" in refused()
    assert state() == "2nd: 3 to decide"
    ran = room.run("review", room.vault, case, "--settle")
    assert "cannot be settled yet" in ran.err
    other = files(room, case, ALL | {"Kola": "keep"}, "other")
    room.done("review", room.vault, case, "--second", "--decisions", other)
    assert "not at one: 1 difference to settle" in refused()
    assert state() == "1 to settle"
    ran = room.run("review", room.vault, case, "--settle")
    assert "Undecided: l1 place: Kola" in ran.err
    assert "Rostov" not in ran.err
    last = files(room, case, {"Kola": "remove"}, "last")
    room.done("review", room.vault, case, "--settle", "--decisions", last)
    assert state() == "decided"
    room.done("export", room.vault, case, "--out", out)
    text = (out / "account-1.md").read_text("utf-8")
    assert "Kola" not in text
    assert "sergeant" in text


def test_a_policy_for_one_case_can_ask_for_two_and_never_for_fewer(
    room: Newsroom, case: str
) -> None:
    begun = decided(first(room, case), {}, "anna")
    value = begun.case.load(work.PROPOSAL)
    assert value is not None
    for reviewers in (1, 2):
        begun.case.store(work.PROPOSAL, value | {"reviewers": reviewers})
        again = work.load(begun.case, begun.account, begun.asked)
        assert (pair.missing(again, 1) == "") is (reviewers == 1)
        assert "no second one has begun" in pair.missing(again, 2)


def test_a_second_editor_who_is_through_counts_without_a_rule(room: Newsroom, case: str) -> None:
    both(room, case, {"l1": KEEP}, {})
    assert "not at one" in pair.missing(first(room, case), 1)


def test_one_who_only_began_does_not_hold_up_an_account_without_a_rule(
    room: Newsroom, case: str
) -> None:
    begun = decided(first(room, case), {}, "anna")
    review = Review(pair.named(pair.second_of(begun), "boris", begun))
    review.decide(review.entity("l1"), KEEP)
    assert pair.missing(first(room, case), 1) == ""


def test_a_place_let_pass_at_the_gate_is_kept_with_what_was_settled(
    room: Newsroom, case: str
) -> None:
    review = both(room, case, {"l1": KEEP}, {})
    review.decide(review.entity("l1"), BLANK)
    final = pair.final(first(room, case), 2)
    assert final.state == work.SETTLED
    before = first(room, case).record
    final.store()
    assert first(room, case).record == before


def test_only_one_of_second_and_settle(room: Newsroom, case: str) -> None:
    assert room.run("review", room.vault, case, "--second", "--settle").code == 2
