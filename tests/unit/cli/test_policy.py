"""The policy of a vault: written with it, shown, checked, changed, and followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import policies
from cli.redaction.policy import DEFAULT_FILE, DEFAULT_POLICY, load
from tests.unit.cli.newsroom import Newsroom


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def written(room: Newsroom, text: str) -> Path:
    path = room.folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_vault_holds_the_careful_policy_with_every_line_explained(room: Newsroom) -> None:
    assert (room.vault / "policy.age").exists()
    shown = room.done("policy", room.vault).out
    assert shown == DEFAULT_FILE.read_text("utf-8")
    assert policies.of(room.open()) == DEFAULT_POLICY


def test_a_vault_without_one_is_held_to_the_careful_one(room: Newsroom) -> None:
    (room.vault / "policy.age").unlink()
    assert policies.of(room.open()) == DEFAULT_POLICY


def test_what_was_printed_can_be_put_back_and_changes_nothing(room: Newsroom) -> None:
    path = written(room, room.done("policy", room.vault).out)
    ran = room.done("policy", room.vault, "--set", path)
    assert ran.out == "The policy holds from now on.\n"


def test_a_change_is_told_stored_and_warned_about_where_it_hides_less(room: Newsroom) -> None:
    path = written(room, 'keep = ["Шушары"]\n[decisions]\nrank = "keep"\nplace = "remove"\n')
    checked = room.done("policy", room.vault, "--check", path)
    assert "decisions.rank = keep (was ask)" in checked.out
    assert "decisions.place = remove (was ask)" in checked.out
    assert "every rank is kept without asking" in checked.err
    assert "1 words are kept" in checked.err
    assert policies.of(room.open()) == DEFAULT_POLICY
    room.done("policy", room.vault, "--set", path)
    assert policies.of(room.open()).decisions["place"] == "remove"
    assert "Шушары".encode() not in b"".join(room.contents().values())
    back = room.done("policy", room.vault, "--default")
    assert "The careful policy holds again" in back.out
    assert policies.of(room.open()) == DEFAULT_POLICY


WRONG = {
    "no TOML": ("a b", "is not TOML"),
    "an unknown line": ("colour = 1", "sets 'colour', which means nothing"),
    "an unknown kind": ('[decisions]\npet = "keep"', "decides on 'pet'"),
    "an unknown decision": ('[decisions]\nage = "maybe"', "Write one of: remove"),
    "three editors": ("reviewers = 3", "Write 1 or 2"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_followed_is_refused_by_name(room: Newsroom, what: str) -> None:
    text, said = WRONG[what]
    path = written(room, text)
    for option in ("--set", "--check"):
        refused = room.refused("policy", room.vault, option, path)
        assert said in refused
        assert str(path) in refused


def test_it_is_followed_where_no_other_is_named_for_a_case(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("The sergeant came from Kherson.")]))
    room.done("policy", room.vault, "--set", written(room, '[decisions]\nplace = "keep"\n'))
    proposed = room.done("redact", room.vault, case).out
    assert [line.split()[2] for line in proposed.splitlines() if "Kherson" in line] == ["keep"]
    other = written(room, '[decisions]\nplace = "remove"\n')
    proposed = room.done("redact", room.vault, case, "--policy", other).out
    assert [line.split()[2] for line in proposed.splitlines() if "Kherson" in line] == ["remove"]


def test_a_policy_of_another_version_in_the_vault_is_told_and_can_be_replaced(
    room: Newsroom,
) -> None:
    room.open().store_policy("later = true")
    [case] = room.collect(room.handover([room.seal("x")]))
    assert "cannot be followed" in room.run("redact", room.vault, case).err
    room.done("policy", room.vault, "--default")
    assert load(room.done("policy", room.vault).out) == DEFAULT_POLICY


def test_two_wishes_at_once_are_wrong_usage(room: Newsroom) -> None:
    assert room.run("policy", room.vault, "--default", "--set", "x").code == 2
