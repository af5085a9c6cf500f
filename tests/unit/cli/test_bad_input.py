"""Whatever comes in wrong is refused with its reason, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli import options
from crypto import age, manifest, receipt
from crypto.handover import Writer
from crypto.keys import HybridIdentity, X25519Identity
from crypto.note import Signer
from crypto.padding import pad
from tests.unit.cli.newsroom import Newsroom

ACCOUNT = {
    "kind": "testimony",
    "version": 1,
    "language": "en",
    "manifest": "0" * 64,
    "answers": {"text": "x"},
    "consent": {"publish": "no"},
    "attachments": [],
}


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def refused(room: Newsroom, *arguments: str | Path) -> str:
    """Run a command that must be refused and must change nothing; return what it said."""
    before = room.contents()
    around = {path for path in room.folder.rglob("*") if room.vault not in path.parents}
    ran = room.run(*arguments)
    assert ran.code == 1
    assert ran.err.strip()
    assert room.contents() == before
    assert {path for path in room.folder.rglob("*") if room.vault not in path.parents} == around
    return ran.err


# ---- handovers that are none ------------------------------------------------------------------


def flip(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def without_list(data: bytes) -> bytes:
    return data[1024:]


HANDOVERS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "an empty file": (lambda _: b"", "ends early, after 0 bytes"),
    "a text": (lambda _: b"see you at eight\n" * 100, "cannot be read to its end"),
    "random bytes": (lambda _: bytes(range(256)) * 16, ""),
    "a handover cut in the middle of its envelope": (lambda data: data[: len(data) // 2], "early"),
    "a handover cut before its list": (lambda data: data[:600], ""),
    "a handover without its list": (without_list, "list"),
    "a bit flipped in the list": (lambda data: flip(data, 512 + 40), ""),
    "a bit flipped in the envelope": (lambda data: flip(data, len(data) - 4096), "differs"),
    "a bit flipped in a tar header": (lambda data: flip(data, 1024 + 3), ""),
    "something behind its end": (lambda data: data + b"x" * 512, "behind the end"),
}


@pytest.mark.parametrize("what", [name for name in HANDOVERS if name != "something behind its end"])
def test_a_damaged_handover_is_refused_and_nothing_is_taken_in(room: Newsroom, what: str) -> None:
    damage, said = HANDOVERS[what]
    path = room.handover([room.seal()])
    path.write_bytes(damage(path.read_bytes()))
    assert said in refused(room, "collect", room.vault, path)


def test_what_stands_behind_a_handover_is_told_and_its_envelopes_are_kept(room: Newsroom) -> None:
    damage, said = HANDOVERS["something behind its end"]
    path = room.handover([room.seal()])
    path.write_bytes(damage(path.read_bytes()))
    ran = room.run("collect", room.vault, path)
    assert ran.code == 1
    assert said in ran.err
    assert "1 new case" in ran.out
    assert len(room.cases()) == 1


def test_a_cut_handover_gives_what_came_before_the_cut_and_says_what_is_missing(
    room: Newsroom,
) -> None:
    path = room.handover([room.seal("one"), room.seal("two"), room.seal("three")])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    ran = room.run("collect", room.vault, path)
    assert ran.code == 1
    assert "1 new case" in ran.out
    assert "early" in ran.err
    path.write_bytes(whole)
    assert len(room.collect(path)) == 3


# ---- envelopes --------------------------------------------------------------------------------


def tar_of(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for info, data in members:
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return pad(out.getvalue())


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def document(value: object = None, **changed: object) -> tuple[tarfile.TarInfo, bytes]:
    whole = ACCOUNT | changed if value is None else value
    data = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
    return member("testimony.json"), data


LISTED = [{"name": "attachments/1.txt", "size": 1, "type": "text/plain"}]

TARS: dict[str, Callable[[], bytes]] = {
    "a name with ..": lambda: tar_of([document(), (member("../evil"), b"x")]),
    "an absolute name": lambda: tar_of([document(), (member("/etc/passwd"), b"x")]),
    "a symbolic link": lambda: tar_of(
        [
            document(attachments=LISTED),
            (member("attachments/1.txt", tarfile.SYMTYPE, "/etc/passwd"), b""),
        ]
    ),
    "a hard link": lambda: tar_of(
        [document(attachments=LISTED), (member("attachments/1.txt", tarfile.LNKTYPE, "x"), b"")]
    ),
    "a device": lambda: tar_of(
        [document(attachments=LISTED), (member("attachments/1.txt", tarfile.CHRTYPE), b"")]
    ),
    "10 000 members": lambda: tar_of(
        [document(), *((member(f"attachments/{n}"), b"") for n in range(10_000))]
    ),
    "no testimony.json": lambda: tar_of([(member("attachments/1.txt"), b"x")]),
    "a testimony.json that is not UTF-8": lambda: tar_of(
        [document('{"kind":"т"'.encode("cp1251"))]
    ),
    "a testimony.json that is a list": lambda: tar_of([document([1, 2])]),
    "a testimony.json of 50 MiB": lambda: tar_of([document(b" " * (50 << 20))]),
    "another kind": lambda: tar_of([document(kind="receipt")]),
    "another version": lambda: tar_of([document(version=2)]),
    "an attachment larger than a tar can be": lambda: tar_of(
        [document(attachments=[{"name": "attachments/1.txt", "size": 2**40, "type": "text/plain"}])]
    ),
    "something in the padding": lambda: tar_of([document()])[:-1] + b"x",
    "no tar at all": lambda: b"just words " * 6000,
    "nothing": lambda: b"",
}


def envelope_of(room: Newsroom, tar: bytes) -> bytes:
    """Seal a tar so that its length is accepted by a server."""
    return room.seal_bytes(pad(tar))


@pytest.mark.parametrize("what", TARS)
def test_a_hostile_testimony_is_set_aside_with_its_reason(room: Newsroom, what: str) -> None:
    path = room.handover([envelope_of(room, TARS[what]())])
    said = refused(room, "collect", room.vault, path)
    assert "Set aside: envelope" in said
    assert "1 envelope of 1 could not be taken in" in said


def test_a_bad_envelope_does_not_stop_those_behind_it(room: Newsroom) -> None:
    bad = envelope_of(room, TARS["a name with .."]())
    path = room.handover([room.seal("one"), bad, room.seal("two")])
    ran = room.run("collect", room.vault, path)
    assert ran.code == 1
    assert "2 new cases" in ran.out
    assert len(room.cases()) == 2


def sealed_for(recipients: list[object]) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(bytes(65536)), out, recipients)  # type: ignore[arg-type]
    return out.getvalue()


def test_an_envelope_for_another_key_is_set_aside(room: Newsroom) -> None:
    sealed = sealed_for([HybridIdentity.generate().recipient()])
    said = refused(room, "collect", room.vault, room.handover([sealed]))
    assert "None of the given keys opens this file" in said
    assert "--epochs" in said


def test_a_bit_flipped_before_the_server_listed_it_is_set_aside(room: Newsroom) -> None:
    sealed = flip(room.seal(), -100)
    said = refused(room, "collect", room.vault, room.handover([sealed]))
    assert "Set aside" in said


def test_a_handover_of_another_length_class_is_refused_by_its_writer() -> None:
    sealed = sealed_for([X25519Identity.generate().recipient()])
    with pytest.raises(Exception, match="length"):
        Writer(io.BytesIO(), 1).add("0" * 32, len(sealed), io.BytesIO(sealed))


# ---- the vault itself -------------------------------------------------------------------------


def test_a_wrong_passphrase_opens_nothing(room: Newsroom) -> None:
    wrong = room.folder / "wrong"
    wrong.write_text("not this one\n")
    said = refused(room, "list", room.vault, "--passphrase-file", wrong)
    assert "passphrase" in said


def test_an_empty_passphrase_file_is_refused(room: Newsroom) -> None:
    empty = room.folder / "empty"
    empty.write_text("\n")
    assert "is empty" in refused(room, "list", room.vault, "--passphrase-file", empty)


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
    said = refused(room, command, nowhere, *more.get(command, []))
    assert f"There is nothing at {nowhere}" in said
    assert "testimony init" in said


def test_a_vault_of_another_version_is_refused(room: Newsroom) -> None:
    (room.vault / "vault").write_text("testimony-vault v9\n")
    assert "version" in refused(room, "list", room.vault)


DAMAGE = ["identity.age", "settings.age", "index.age"]


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_of_the_vault_is_named(room: Newsroom, name: str) -> None:
    path = room.vault / name
    path.write_bytes(flip(path.read_bytes(), -1))
    room_case = room.run("read", room.vault, "x")
    assert room_case.code == 1
    if name != "identity.age":
        assert str(path) in room_case.err


def test_init_never_takes_the_place_of_something(room: Newsroom) -> None:
    assert "exists already" in refused(room, "init", room.vault, "--work-factor", "1")


def test_a_vault_that_is_being_written_is_in_use(room: Newsroom) -> None:
    path = room.handover([room.seal()])
    with room.open().writing():
        said = refused(room, "collect", room.vault, path)
    assert "Another testimony command" in said
    assert len(room.collect(path)) == 1


def test_without_epoch_keys_nothing_is_opened(room: Newsroom) -> None:
    path = room.handover([room.seal()])
    (room.vault / "epochs" / "epochs-1.age").rename(room.folder / "stick.age")
    assert "--epochs FILE" in refused(room, "collect", room.vault, path)
    room.done("collect", room.vault, path, "--epochs", room.folder / "stick.age")
    assert len(room.cases()) == 1


def test_epoch_keys_of_another_vault_are_refused(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Newsroom.make(tmp_path / "other")
    keys = other.vault / "epochs" / "epochs-1.age"
    path = room.handover([room.seal()])
    assert "this vault" in refused(room, "collect", room.vault, path, "--epochs", keys)


# ---- manifests and receipts in the place of each other ------------------------------------------


def sealing(room: Newsroom, manifest_file: Path, *more: str | Path) -> str:
    text = room.folder / "account.txt"
    if not text.exists():
        text.write_text("words")
    return refused(
        room,
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
    assert "--replace" in refused(room, "publish", room.vault, "--out", more)
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
    assert said in refused(room, *arguments)


def test_a_root_key_of_another_newsroom_is_refused(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Newsroom.make(tmp_path / "other")
    root = other.vault / "root" / "root.age"
    out = room.folder / "again"
    said = refused(room, "publish", room.vault, "--out", out, "--replace", "--root", root)
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
    said = refused(room, "receipt", room.vault, "--out", room.folder / "no" / "such" / "receipt")
    assert "cannot be written" in said
