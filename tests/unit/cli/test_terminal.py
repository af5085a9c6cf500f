"""What happens at a terminal: the passphrase is shown once, asked for, never echoed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.unit.cli.newsroom import PASSPHRASE, Newsroom
from tests.unit.cli.terminal import CTRL_C, Terminal

MADE = re.compile(r"[a-z]{5}(?:-[a-z]{5}){5}")


def test_init_shows_a_passphrase_and_makes_nothing_until_it_is_typed_again(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    with Terminal(["init", str(vault), "--work-factor", "1"]) as terminal:
        shown = terminal.expect("Type it from your paper: ")
        made = MADE.findall(shown)
        assert len(made) == 1
        terminal.enter("something else")
        terminal.expect("That is not it.")
        terminal.expect("Type it from your paper: ")
        assert not vault.exists()
        terminal.enter(made[0])
        terminal.expect("The vault is at")
        assert terminal.end() == 0
        assert terminal.shown.count(made[0]) == 1, "the typed passphrase was echoed"
    with Terminal(["list", str(vault)]) as terminal:
        terminal.expect("Passphrase of the vault: ")
        terminal.enter(made[0])
        terminal.expect("The vault holds no cases yet.")
        assert terminal.end() == 0
        assert made[0] not in terminal.shown


def test_init_makes_nothing_when_the_passphrase_is_never_typed_again(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    with Terminal(["init", str(vault), "--work-factor", "1"]) as terminal:
        for _ in range(3):
            terminal.expect("Type it from your paper: ")
            terminal.enter("no")
        terminal.expect("Nothing was made.")
        assert terminal.end() == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["init", "list"])
def test_ctrl_c_at_a_prompt_says_so_and_exits_with_130(tmp_path: Path, command: str) -> None:
    room = Newsroom.make(tmp_path)
    vault = tmp_path / "new" if command == "init" else room.vault
    with Terminal([command, str(vault)]) as terminal:
        terminal.expect(": " if command == "list" else "Type it from your paper: ")
        terminal.press(CTRL_C)
        terminal.expect("Stopped. What was finished is kept; nothing is half written.")
        assert terminal.end() == 130
    assert not (tmp_path / "new").exists()


def test_a_wrong_passphrase_at_the_terminal_opens_nothing(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    with Terminal(["list", str(room.vault)]) as terminal:
        terminal.expect("Passphrase of the vault: ")
        terminal.enter(f"{PASSPHRASE}x")
        terminal.expect("This passphrase does not open")
        assert terminal.end() == 1
