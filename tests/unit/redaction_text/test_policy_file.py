"""The policy file that a vault begins with says what holds without one, and says all of it."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from typing import Final

import pytest

from cli.redaction.model import KINDS
from cli.redaction.policy import DEFAULT_FILE, DEFAULT_POLICY, Policy, PolicyError, load

FILE: Final = DEFAULT_FILE


def test_the_file_is_the_default_policy() -> None:
    assert load(FILE.read_text("utf-8")) == DEFAULT_POLICY


def test_it_names_everything_a_policy_can_say() -> None:
    said = tomllib.loads(FILE.read_text("utf-8"))
    assert set(said) == {field.name for field in fields(Policy)}
    assert set(said["decisions"]) == set(KINDS)


def test_one_line_changed_changes_one_decision() -> None:
    text = FILE.read_text("utf-8").replace('rank = "ask"', 'rank = "keep"')
    changed = load(text)
    assert changed.decisions["rank"] == "keep"
    assert {k: d for k, d in changed.decisions.items() if k != "rank"} == {
        k: d for k, d in DEFAULT_POLICY.decisions.items() if k != "rank"
    }


@pytest.mark.parametrize("number", ["0", "3", "true", '"2"', "1.5"])
def test_one_or_two_editors_and_no_other_number(number: str) -> None:
    with pytest.raises(PolicyError, match="Write 1 or 2"):
        load(f"reviewers = {number}")
    assert load("reviewers = 2").reviewers == 2
