"""The handover: written in one pass, read in one pass, damage named."""

import io
import os
import tarfile

import pytest

from crypto import handover
from crypto.errors import FormatError, HandoverError
from crypto.handover import Reader, Writer
from crypto.structure import ENVELOPE_LENGTHS

SIZE = ENVELOPE_LENGTHS[0]


def _written(bodies: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, len(bodies))
    for envelope_id, body in bodies.items():
        writer.add(envelope_id, len(body), io.BytesIO(body))
    writer.close()
    return out.getvalue()


def _bodies(count: int) -> dict[str, bytes]:
    return {os.urandom(16).hex(): os.urandom(SIZE) for _ in range(count)}


def test_what_was_written_is_what_is_read_in_its_order() -> None:
    bodies = _bodies(5)
    reader = Reader(io.BytesIO(_written(bodies)))
    assert [entry.id for entry in reader.entries] == list(bodies)
    assert {entry.id: stream.read() for entry, stream in reader} == bodies


def test_other_programs_read_it_and_see_no_time_and_no_owner() -> None:
    bodies = _bodies(2)
    with tarfile.open(fileobj=io.BytesIO(_written(bodies))) as tar:
        members = tar.getmembers()
        assert [m.name for m in members] == ["list", *(f"envelopes/{i}.age" for i in bodies)]
        assert {(m.mtime, m.uid, m.gid, m.uname) for m in members} == {(0, 0, 0, "")}


def test_two_handovers_of_the_same_envelopes_in_the_same_order_are_equal() -> None:
    bodies = _bodies(2)
    assert _written(bodies) == _written(bodies)


def test_unread_envelopes_are_checked_all_the_same() -> None:
    whole = bytearray(_written(_bodies(2)))
    assert len(list(Reader(io.BytesIO(bytes(whole))))) == 2
    whole[-2000] ^= 1
    with pytest.raises(HandoverError, match="differs from the list") as caught:
        list(Reader(io.BytesIO(bytes(whole))))
    assert "still holds" in caught.value.hint


def test_each_changed_byte_outside_an_envelope_is_noticed() -> None:
    whole = _written(_bodies(1))
    places = [*range(1024 + 512), *range(1024 + 512 + SIZE, len(whole))]
    for at in places:
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(HandoverError):
            list(Reader(io.BytesIO(changed)))


def test_each_cut_is_noticed() -> None:
    whole = _written(_bodies(1))
    for cut in (*range(0, 1600, 7), *range(1600, len(whole), 999), len(whole) - 1):
        with pytest.raises(HandoverError):
            list(Reader(io.BytesIO(whole[:cut])))


def test_more_fewer_or_other_envelopes_than_announced_are_refused() -> None:
    body = bytes(SIZE)
    writer = Writer(io.BytesIO(), 1)
    with pytest.raises(HandoverError, match="Fewer"):
        writer.close()
    for envelope_id, length in (("00" * 15, SIZE), ("../" * 11, SIZE), ("00" * 16, SIZE - 1)):
        with pytest.raises(HandoverError, match="id or length"):
            writer.add(envelope_id, length, io.BytesIO(body))
    writer.add("00" * 16, SIZE, io.BytesIO(body))
    with pytest.raises(HandoverError, match="More"):
        writer.add("11" * 16, SIZE, io.BytesIO(body))
    with pytest.raises(HandoverError):
        Writer(io.BytesIO(), handover.MAX_ENTRIES + 1)


def test_a_row_that_is_shorter_than_it_should_be_is_an_error() -> None:
    with pytest.raises(FormatError):
        Writer(io.BytesIO(), 1).add("00" * 16, SIZE, io.BytesIO(bytes(SIZE - 1)))
