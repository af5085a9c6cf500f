"""Commitments: made at collection, sealed, openable one by one, and in no export."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

from cli import commitments
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, propose

PHOTO = b"\xff\xd8 a photograph \x00" * 5000


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


@pytest.fixture
def case(room: Newsroom) -> str:
    sealed = room.seal(
        TEXT,
        answers={"phone": ("gone", "searched")},
        attachments={"1.jpg": PHOTO},
        consent={"court": "yes"},
    )
    [name] = room.collect(room.handover([sealed]))
    return name


def lines(room: Newsroom, case: str) -> dict[str, str]:
    """Return what is deposited: field → digest."""
    out = room.done("read", room.vault, case, "--commitments").out
    return {line.split("  ")[1]: line.split("  ")[0] for line in out.splitlines()}


def opened(room: Newsroom, case: str, field: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(room.done("read", room.vault, case, "--open", field).out)
    return found


FIELDS = {
    "answers.text": TEXT.encode(),
    "answers.phone": b"gone\nsearched",
    "consent.court": b"yes",
    "attachments/1.jpg": PHOTO,
}


@pytest.mark.parametrize("field", FIELDS)
def test_who_has_the_secret_bytes_and_the_field_proves_what_was_received(
    room: Newsroom, case: str, field: str
) -> None:
    given = opened(room, case, field)
    salt = bytes.fromhex(given["salt"])
    assert len(salt) == 32
    assert hashlib.sha256(salt + FIELDS[field]).hexdigest() == lines(room, case)[field]
    if not field.startswith("attachments/"):
        assert given["text"].encode() == FIELDS[field]


def test_the_whole_file_is_committed_to_as_it_was_sent(room: Newsroom, case: str) -> None:
    with room.open().case(case).testimony() as reader:
        sent = reader.document
    assert json.loads(sent)["answers"]["text"] == TEXT
    salt = bytes.fromhex(opened(room, case, "testimony.json")["salt"])
    assert hashlib.sha256(salt + sent).hexdigest() == lines(room, case)["testimony.json"]


def test_the_last_line_stands_for_all(room: Newsroom, case: str) -> None:
    out = room.done("read", room.vault, case, "--commitments").out
    *rest, last = out.splitlines(keepends=True)
    assert last.split("  ") == [hashlib.sha256("".join(rest).encode()).hexdigest(), "all\n"]


def test_equal_fields_have_unlike_commitments(room: Newsroom) -> None:
    first, second = room.collect(room.handover([room.seal("same"), room.seal("same")]))
    assert not set(lines(room, first).values()) & set(lines(room, second).values())


def test_no_export_holds_a_commitment_or_its_secret_bytes(room: Newsroom, case: str) -> None:
    review = Review(propose(room, case))
    review.decide_all({entity.id: Choice("remove") for entity in review.waiting()})
    review.confirm(*review.unchecked())
    out = room.folder / "safe"
    room.done("export", room.vault, case, "--out", out, "--format", "md,html,docx,json")
    exported = b"".join(path.read_bytes() for path in out.iterdir())
    assert b"took me from the metro" in exported  # nothing in it is compressed
    made = commitments.load(room.open().case(case))
    for one in (*made, commitments.whole(made)):
        for hidden in filter(None, (one.salt, one.sha256)):
            raw = bytes.fromhex(hidden)
            spellings = (raw, hidden.encode(), hidden.upper().encode(), base64.b64encode(raw))
            assert not [each for each in spellings if each[:20] in exported]


def test_nothing_of_them_lies_in_the_vault_in_clear(room: Newsroom, case: str) -> None:
    made = commitments.load(room.open().case(case))
    vault = b"".join(room.contents().values())
    assert len(made) == 6
    for one in made:
        assert one.salt.encode() not in vault
        assert bytes.fromhex(one.sha256) not in vault


def test_a_commitment_that_does_not_fit_is_told(room: Newsroom, case: str) -> None:
    found = room.open().case(case)
    value = found.load(commitments.COMMITMENTS)
    assert value is not None
    value["fields"][0]["sha256"] = "0" * 64
    found.store(commitments.COMMITMENTS, value)
    assert "do not fit its testimony" in room.run("read", room.vault, case, "--commitments").err


def test_a_field_that_is_not_there_is_told(room: Newsroom, case: str) -> None:
    ran = room.run("read", room.vault, case, "--open", "answers.moon")
    assert ran.code == 1
    assert "no field “answers.moon”" in ran.err


def test_a_case_without_commitments_gets_none_later(room: Newsroom, case: str) -> None:
    (room.vault / "cases" / case / "commitments.age").unlink()
    ran = room.run("read", room.vault, case, "--commitments")
    assert ran.code == 1
    assert "cannot be made later" in ran.err
