"""One round of an editor: publish, collect, confirm, list, read."""

from __future__ import annotations

import io
import itertools
import json
import stat
from pathlib import Path

import pytest

from cli import files
from crypto import testimony
from crypto.note import Verifier
from crypto.receipt import UntrustedReceipt
from tests.unit.cli.newsroom import Newsroom, digest


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def test_six_manifests_follow_each_other_and_each_ends_three_days_into_the_next(
    room: Newsroom,
) -> None:
    manifests = [room.manifest(serial) for serial in range(1, 7)]
    assert [manifest.serial for manifest in manifests] == [1, 2, 3, 4, 5, 6]
    for before, after in itertools.pairwise(manifests):
        assert (after.not_before - before.not_before).days == 14
        assert (before.not_after - after.not_before).days == 2
    assert len({manifest.recipient for manifest in manifests}) == 6
    assert len({manifest.codename_salt for manifest in manifests}) == 1
    assert len({manifest.desk for manifest in manifests}) == 1


def test_a_testimony_that_was_collected_can_be_read(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("В Твери меня забрали.", language="ru")]))
    shown = room.done("read", room.vault, case)
    assert "В Твери меня забрали." in shown.out
    listed = json.loads(room.done("list", room.vault, "--json").out)
    assert listed[0]["language"] == "ru"
    assert listed[0]["letters"] == len("В Твери меня забрали.")
    assert listed[0]["publish"] == "yes"


def test_a_case_is_found_by_its_first_letters_and_an_unknown_one_is_refused(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("here")]))
    assert "here" in room.done("read", room.vault, case[:3]).out
    refused = room.run("read", room.vault, "000")
    assert refused.code == 1
    assert "No case" in refused.err


def test_attachments_are_listed_and_stay_sealed(room: Newsroom) -> None:
    photo = b"\xff\xd8 not really a photo"
    [case] = room.collect(room.handover([room.seal("look", attachments={"1.jpg": photo})]))
    assert f"attachments/1.jpg · {len(photo)} bytes" in room.done("read", room.vault, case).out
    assert not [path for path, data in room.contents().items() if photo in data]


def test_a_receipt_names_what_was_collected_and_is_signed_by_the_desk(room: Newsroom) -> None:
    envelopes = [room.seal("one"), room.seal("two")]
    room.collect(room.handover(envelopes))
    out = room.folder / "receipt"
    room.done("receipt", room.vault, "--out", out)
    desk = Verifier.parse(room.manifest().desk)
    receipt = UntrustedReceipt(out.read_bytes()).verify(desk)
    assert {sha256 for _, sha256 in receipt.entries} == {digest(sealed) for sealed in envelopes}
    room.done("receipt", room.vault, "--out", out)
    assert UntrustedReceipt(out.read_bytes()).verify(desk).serial == receipt.serial + 1


def test_a_receipt_leaves_out_a_case_that_does_not_read_back(room: Newsroom) -> None:
    envelopes = [room.seal("one"), room.seal("two")]
    first, _ = room.collect(room.handover(envelopes))
    broken = room.vault / "cases" / first / "testimony.age"
    data = bytearray(broken.read_bytes())
    data[-1] ^= 1
    broken.write_bytes(data)
    out = room.folder / "receipt"
    ran = room.run("receipt", room.vault, "--out", out)
    assert ran.code == 1
    assert first in ran.err
    desk = Verifier.parse(room.manifest().desk)
    assert len(UntrustedReceipt(out.read_bytes()).verify(desk).entries) == 1


def test_a_receipt_never_replaces_another_file(room: Newsroom) -> None:
    room.collect(room.handover([room.seal()]))
    precious = room.folder / "precious"
    precious.write_text("keep me")
    assert room.run("receipt", room.vault, "--out", precious).code == 1
    assert precious.read_text() == "keep me"


def test_without_cases_there_is_no_receipt(room: Newsroom) -> None:
    out = room.folder / "receipt"
    assert room.run("receipt", room.vault, "--out", out).code == 1
    assert not out.exists()


def test_the_same_handover_twice_changes_nothing(room: Newsroom) -> None:
    path = room.handover([room.seal("one"), room.seal("two")])
    room.collect(path)
    before = room.contents()
    again = room.done("collect", room.vault, path)
    assert "2 envelopes collected before" in again.out
    assert room.contents() == before


def test_an_envelope_that_comes_back_in_another_handover_is_not_a_new_case(room: Newsroom) -> None:
    sealed = room.seal("one")
    room.collect(room.handover([sealed]))
    assert len(room.collect(room.handover([room.seal("two"), sealed], "later.tar"))) == 2


def test_only_the_owner_can_enter_a_vault_and_read_its_files(room: Newsroom) -> None:
    room.collect(room.handover([room.seal()]))
    modes = {
        stat.S_IMODE(path.stat().st_mode)
        for path in [room.vault, *room.vault.rglob("*")]
        if path.name != "root.vkey"
    }
    assert modes == {files.FILE_MODE, files.FOLDER_MODE}


def test_everything_in_a_vault_is_sealed_but_its_mark_and_the_public_root_key(
    room: Newsroom,
) -> None:
    room.collect(room.handover([room.seal("a secret sentence")]))
    plain = {
        name
        for name, data in room.contents().items()
        if not data.startswith(b"age-encryption.org/v1\n")
    }
    assert plain == {"vault", "lock", "root/root.vkey"}


def test_a_testimony_of_a_later_epoch_opens_with_that_epochs_key(room: Newsroom) -> None:
    room.collect(room.handover([room.seal("later", serial=4)]))
    [listed] = json.loads(room.done("list", room.vault, "--json").out)
    assert (listed["epoch"], listed["manifest"]) == (4, 4)


def test_a_testimony_that_names_another_manifest_is_pointed_out(room: Newsroom) -> None:
    account = testimony.Testimony(
        language="en", manifest="0" * 64, answers={"text": "x"}, consent={"publish": "no"}
    )
    tar = io.BytesIO()
    testimony.write(tar, account)
    room.collect(room.handover([room.seal_bytes(tar.getvalue())]))
    assert "this vault did not sign" in room.done("list", room.vault).err
