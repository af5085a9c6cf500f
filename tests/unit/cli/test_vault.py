"""The vault from inside: keys, records, epochs, and what is left after a power cut."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cli import epochs
from cli.commands.init import command as init
from cli.errors import VaultDamaged
from cli.main import COMMANDS, run
from cli.vault import WORK_FACTOR
from crypto.keys import HybridIdentity
from tests.unit.cli.newsroom import Newsroom

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def test_the_passphrase_is_stretched_at_2_to_20_unless_told_otherwise() -> None:
    [option] = [param for param in init.params if param.name == "work_factor"]
    assert option.default == WORK_FACTOR == 20
    assert getattr(option, "hidden", False)


def test_a_lower_work_factor_is_warned_about(room: Newsroom) -> None:
    ran = room.done("init", room.folder / "other", "--work-factor", "3")
    assert "131072 times cheaper" in ran.err
    head = (room.folder / "other" / "identity.age").read_bytes().split(b"\n")[1]
    assert head.startswith(b"-> scrypt ")
    assert head.endswith(b" 3")


def test_a_case_that_an_old_index_does_not_know_is_entered_again(room: Newsroom) -> None:
    old = (room.vault / "index.age").read_bytes()
    path = room.handover([room.seal("one")])
    [case] = room.collect(path)
    (room.vault / "index.age").write_bytes(old)
    assert room.cases() == []
    ran = room.done("collect", room.vault, path)
    assert f"interrupted collection entered: {case}" in ran.out
    assert "1 envelope collected before" in ran.out
    assert room.cases() == [case]


def test_the_key_of_a_case_opens_only_that_case(room: Newsroom) -> None:
    first, second = room.collect(room.handover([room.seal("one"), room.seal("two")]))
    vault = room.open()
    here, there = vault.case(first), vault.case(second)
    (there.folder / "testimony.age").replace(here.folder / "testimony.age")
    with pytest.raises(VaultDamaged, match=first):
        here.content()


def test_a_case_in_the_place_of_another_is_not_shown(room: Newsroom) -> None:
    """Who has no passphrase could else give one account the consent or the name of another."""
    one, two = room.collect(
        room.handover([room.seal("One.", publish="no"), room.seal("Two.", publish="yes")])
    )
    cases = room.vault / "cases"
    (cases / one).rename(cases / "aside")
    (cases / two).rename(cases / one)
    (cases / "aside").rename(cases / two)
    for command in ("read", "redact", "reply"):
        assert "holds another case" in room.refused(command, room.vault, one)


def test_without_the_key_file_a_case_is_gone(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("one")]))
    (room.vault / "cases" / case / "key.age").unlink()
    ran = room.run("read", room.vault, case)
    assert ran.code == 1
    assert "key.age" in ran.err


def test_the_vaults_own_public_key_is_written_nowhere(room: Newsroom) -> None:
    room.collect(room.handover([room.seal("one")]))
    recipient = room.open().identity.recipient()
    for data in room.contents().values():
        assert recipient.public not in data
        assert str(recipient).encode() not in data


def test_an_editors_work_has_the_same_length_however_many_names_it_holds(room: Newsroom) -> None:
    [name] = room.collect(room.handover([room.seal("one")]))
    case = room.open().case(name)
    case.store("decisions", {"names": []})
    few = (case.folder / "decisions.age").stat().st_size
    case.store("decisions", {"names": ["Ковальчук"] * 300})
    assert (case.folder / "decisions.age").stat().st_size == few
    assert case.load("decisions") == {"names": ["Ковальчук"] * 300}
    assert case.load("ledger") is None


def test_epochs_follow_each_other_by_fortnights_with_three_days_of_grace() -> None:
    windows = epochs.windows(date(2026, 12, 24), 7)
    assert [window.serial for window in windows] == [7, 8, 9, 10, 11, 12]
    assert windows[0].not_before == date(2026, 12, 24)
    assert windows[0].not_after == date(2027, 1, 9)
    assert windows[1].not_before == date(2027, 1, 7)


def test_epoch_keys_are_read_as_written_and_nothing_else_is() -> None:
    window = epochs.windows(date(2026, 12, 24), 1)[0]
    identity = HybridIdentity.generate()
    data = epochs.dump([(window, identity)])
    [key] = epochs.parse(data)
    assert (key.serial, str(key.identity)) == (1, str(identity))
    for damaged in (b"", data[:-10], data.replace(b"# epoch 1", b"# epoch 0"), b"x\n" + data):
        with pytest.raises(Exception, match=r"."):
            epochs.parse(damaged)


def test_an_unfinished_write_is_swept_by_the_next_command(room: Newsroom) -> None:
    (room.vault / ".part-0123").write_bytes(b"half")
    (room.vault / "cases" / ".part-4567").mkdir()
    (room.vault / "cases" / ".part-4567" / "testimony.age").write_bytes(b"half")
    room.collect(room.handover([room.seal("one")]))
    assert list(room.vault.rglob(".part-*")) == []


LIGHT = """
import sys
from cli.main import run
code = run(sys.argv[1:])
heavy = [name for name in sys.modules if name.split(".")[0] in
         ("pymorphy3", "pycrfsuite", "wordfreq", "phonenumbers", "stdnum", "flask", "sqlalchemy",
          "numpy", "PIL", "pypdfium2", "pillow_heif", "matplotlib")
         or name.startswith(("cli.redaction", "cli.exporters"))]
print("heavy:", heavy)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "words",
    [["list"], ["--help"], ["redact", "--help"], ["export", "--help"], ["attachments", "--help"]],
)
def test_commands_that_read_no_language_load_no_dictionaries(
    room: Newsroom, words: list[str]
) -> None:
    if words == ["list"]:
        words = ["list", str(room.vault), "--passphrase-file", str(room.passphrase_file)]
    ran = subprocess.run(
        [sys.executable, "-B", "-c", LIGHT, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "heavy: []" in ran.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"testimony {name} " in shown.split("Example:")[1]
