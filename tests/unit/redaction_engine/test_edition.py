"""What makes a proposal one of another edition: any line of the policy, and nothing by chance."""

from __future__ import annotations

import pytest

from cli.redaction.edition import edition
from cli.redaction.policy import DEFAULT_FILE, DEFAULT_POLICY, load

CHANGES = {
    "a threshold": "sure = 0.6",
    "one kind": '[decisions]\nplace = "remove"',
    "a word that is kept": 'keep = ["тверь"]',
    "the same word removed": 'remove = ["тверь"]',
    "the second editor": "reviewers = 2",
    "capitals": 'capitals = "ask"',
    "capitals nobody explains": "paranoid = false",
}


def test_the_same_policy_has_one_edition_however_it_is_written() -> None:
    written = load(DEFAULT_FILE.read_text("utf-8"))
    assert edition(written) == edition(DEFAULT_POLICY) == edition(load(""))
    assert edition(load('keep = ["a", "b"]')) == edition(load('keep = ["b", "a"]'))


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_policy_is_another_edition(change: str) -> None:
    assert edition(load(CHANGES[change])) != edition(DEFAULT_POLICY)


def test_no_two_changes_look_alike() -> None:
    assert len({edition(load(text)) for text in CHANGES.values()}) == len(CHANGES)
