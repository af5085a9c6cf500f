"""Whatever comes in wrong is refused with its reason, and leaves nothing behind."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from crypto import age
from crypto.handover import Writer
from crypto.keys import HybridIdentity, X25519Identity
from crypto.padding import pad
from tests.unit.cli.newsroom import Newsroom, flip

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


# ---- handovers that are none ------------------------------------------------------------------


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
    assert said in room.refused("collect", room.vault, path)


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
    said = room.refused("collect", room.vault, path)
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
    said = room.refused("collect", room.vault, room.handover([sealed]))
    assert "None of the given keys opens this file" in said
    assert "--epochs" in said


def test_a_bit_flipped_before_the_server_listed_it_is_set_aside(room: Newsroom) -> None:
    sealed = flip(room.seal(), -100)
    said = room.refused("collect", room.vault, room.handover([sealed]))
    assert "Set aside" in said


def test_a_handover_of_another_length_class_is_refused_by_its_writer() -> None:
    sealed = sealed_for([X25519Identity.generate().recipient()])
    with pytest.raises(Exception, match="length"):
        Writer(io.BytesIO(), 1).add("0" * 32, len(sealed), io.BytesIO(sealed))
