"""A vault, a key, a manifest or a place that is not right is told in words and changes nothing."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli import options
from crypto import manifest, receipt
from crypto.note import Signer
from tests.unit.cli.newsroom import Newsroom, flip


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


# ---- the vault itself -------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(room: Newsroom) -> None:
    wrong = room.folder / "wrong"
    wrong.write_text("not this one\n")
    said = room.refused("list", room.vault, "--passphrase-file", wrong)
    assert "passphrase" in said


def test_an_empty_passphrase_file_is_refused(room: Newsroom) -> None:
    empty = room.folder / "empty"
    empty.write_text("\n")
    assert "is empty" in room.refused("list", room.vault, "--passphrase-file", empty)


def test_without_a_terminal_the_passphrase_must_come_from_a_file(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cli.main import run

    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["list", str(room.vault)]) == 1


@pytest.mark.parametrize("command", ["list", "read", "collect", "receipt", "publish", "redact"])
def test_a_missing_vault_is_told_before_a_passphrase_is_asked(room: Newsroom, command: str) -> None:
    nowhere = room.folder / "nowhere"
    more: dict[str, list[str | Path]] = {
        "read": ["abc"],
        "redact": ["abc"],
        "collect": [room.handover([])],
        "receipt": ["--out", room.folder / "r"],
        "publish": ["--out", room.folder / "m"],
    }
    said = room.refused(command, nowhere, *more.get(command, []))
    assert f"There is nothing at {nowhere}" in said
    assert "testimony init" in said


def test_a_vault_of_another_version_is_refused(room: Newsroom) -> None:
    (room.vault / "vault").write_text("testimony-vault v9\n")
    assert "version" in room.refused("list", room.vault)


DAMAGE = ["identity.age", "settings.age", "index.age"]


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_of_the_vault_is_named(room: Newsroom, name: str) -> None:
    path = room.vault / name
    path.write_bytes(flip(path.read_bytes(), -1))
    assert str(path) in room.refused("read", room.vault, "x")


def test_init_never_takes_the_place_of_something(room: Newsroom) -> None:
    assert "exists already" in room.refused("init", room.vault, "--work-factor", "1")


def test_a_vault_that_is_being_written_is_in_use(room: Newsroom) -> None:
    path = room.handover([room.seal()])
    with room.open().writing():
        said = room.refused("collect", room.vault, path)
    assert "Another testimony command" in said
    assert len(room.collect(path)) == 1


def test_without_epoch_keys_nothing_is_opened(room: Newsroom) -> None:
    path = room.handover([room.seal()])
    (room.vault / "epochs" / "epochs-1.age").rename(room.folder / "stick.age")
    assert "--epochs FILE" in room.refused("collect", room.vault, path)
    room.done("collect", room.vault, path, "--epochs", room.folder / "stick.age")
    assert len(room.cases()) == 1


def test_epoch_keys_of_another_vault_are_refused(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Newsroom.make(tmp_path / "other")
    keys = other.vault / "epochs" / "epochs-1.age"
    path = room.handover([room.seal()])
    assert "this vault" in room.refused("collect", room.vault, path, "--epochs", keys)


# ---- manifests and receipts in the place of each other ------------------------------------------


def sealing(room: Newsroom, manifest_file: Path, *more: str | Path) -> str:
    text = room.folder / "account.txt"
    if not text.exists():
        text.write_text("words")
    return room.refused(
        "seal",
        "--manifest",
        manifest_file,
        "--text",
        text,
        "--root",
        room.manifests / "root.vkey",
        "--out",
        room.folder / "sealed.age",
        *more,
    )


def test_a_receipt_is_no_manifest(room: Newsroom) -> None:
    (room.folder / "account.txt").write_text("words")
    root = Signer.generate("testimony-root")
    (room.folder / "vkey").write_text(str(root.verifier))
    note = receipt.sign([("0" * 32, "0" * 64)], 1, root)
    (room.folder / "note").write_bytes(note)
    said = sealing(room, room.folder / "note", "--root", room.folder / "vkey")
    assert "testimony-receipt v1" in said


def test_a_manifest_signed_by_another_key_is_refused(room: Newsroom) -> None:
    (room.folder / "account.txt").write_text("words")
    stranger = Signer.generate("testimony-root")
    fields = {name: getattr(room.manifest(), name) for name in manifest.Fields.__dataclass_fields__}
    note = manifest.sign(manifest.Fields(**fields), stranger)
    (room.folder / "note").write_bytes(note)
    assert "no signature by a key that is trusted" in sealing(room, room.folder / "note")


@pytest.mark.parametrize(
    ("days", "said"), [(-30, "is valid from"), (30, "was valid until")], ids=["next month", "last"]
)
def test_a_manifest_out_of_its_days_is_refused(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, days: int, said: str
) -> None:
    (room.folder / "account.txt").write_text("words")
    first = datetime.combine(room.manifest().not_before, datetime.min.time(), UTC)
    monkeypatch.setattr("cli.commands.seal.now", lambda: first + timedelta(days=days))
    assert said in sealing(room, room.manifests / "manifest-00001.txt")


def test_publishing_again_too_early_is_refused_and_later_goes_on(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = room.folder / "more"
    assert "--replace" in room.refused("publish", room.vault, "--out", more)
    last = room.manifest(6)
    day = last.not_before + timedelta(days=3)
    monkeypatch.setattr("cli.commands.publish.today", lambda: day)
    room.done("publish", room.vault, "--out", room.manifests)
    assert room.manifest(7).not_before == last.not_before + timedelta(days=14)
    assert room.manifest(12).serial == 12


def test_publishing_in_place_of_what_is_ahead_begins_today_with_higher_serials(
    room: Newsroom,
) -> None:
    onion = f"{'b' * 56}.onion"
    room.done("publish", room.vault, "--out", room.manifests, "--replace", "--onion", onion)
    assert room.manifest(7).not_before == options.today()
    assert room.manifest(7).onion == onion


QUESTIONNAIRES: dict[str, bytes] = {
    "is not TOML": b"sections = [",
    "cannot be used": b"sections = []",
    "is not text in UTF-8": b"\xff\xfe",
}


@pytest.mark.parametrize("said", QUESTIONNAIRES)
def test_a_wrong_questionnaire_is_refused_with_its_place(room: Newsroom, said: str) -> None:
    path = room.folder / "asked.toml"
    path.write_bytes(QUESTIONNAIRES[said])
    out = room.folder / "again"
    arguments = ("publish", room.vault, "--out", out, "--replace", "--questionnaire", path)
    assert said in room.refused(*arguments)


def test_a_root_key_of_another_newsroom_is_refused(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Newsroom.make(tmp_path / "other")
    root = other.vault / "root" / "root.age"
    out = room.folder / "again"
    said = room.refused("publish", room.vault, "--out", out, "--replace", "--root", root)
    assert "not the root key of this vault" in said


# ---- texts and places --------------------------------------------------------------------------


def test_a_text_that_is_not_utf8_is_refused(room: Newsroom) -> None:
    path = room.folder / "account.txt"
    path.write_bytes("слова".encode("cp1251"))
    assert "is not text in UTF-8" in sealing(room, room.manifests / "manifest-00001.txt")


def test_sealing_never_takes_the_place_of_a_file(room: Newsroom) -> None:
    out = room.folder / "sealed.age"
    out.write_text("something else")
    assert "exists already" in sealing(room, room.manifests / "manifest-00001.txt")
    assert out.read_text() == "something else"


def test_an_attachment_that_is_too_large_is_refused(room: Newsroom) -> None:
    huge = room.folder / "huge.bin"
    with huge.open("wb") as file:
        file.truncate(300 << 20)
    said = sealing(room, room.manifests / "manifest-00001.txt", "--attach", huge)
    assert "268435456" in said


def test_a_place_that_cannot_be_written_is_told(room: Newsroom) -> None:
    room.collect(room.handover([room.seal()]))
    said = room.refused("receipt", room.vault, "--out", room.folder / "no" / "such" / "receipt")
    assert "cannot be written" in said
