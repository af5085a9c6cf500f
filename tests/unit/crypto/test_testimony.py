"""The testimony as other programs see it, and what a hostile one can cost."""

import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from crypto import envelope, keys, padding, structure, tar, testimony
from crypto.errors import FormatError, PayloadError, TestimonyError, TooLarge
from crypto.reply import Reply
from crypto.testimony import Attachment, Reader, Testimony

DOCUMENT = Testimony(
    language="uk",
    manifest="ab" * 32,
    answers={"text": "Вранці 4 грудня…", "whom": ("me", "other")},
    consent={"publish": "no"},
    reply=Reply("age1pq1" + "q" * 1952, b"t" * 32, b"r" * 32, b"w" * 32),
)


def _files() -> list[Attachment]:
    return [
        Attachment("attachments/1.jpg", 700, io.BytesIO(b"p" * 700), "image/jpeg"),
        Attachment("attachments/2", 0, io.BytesIO(b"")),
        Attachment("attachments/3.mp4", 512, io.BytesIO(b"v" * 512), "video/mp4"),
    ]


def _tar() -> bytes:
    out = io.BytesIO()
    testimony.write(out, DOCUMENT, _files())
    return out.getvalue()


def test_what_was_written_is_what_is_read() -> None:
    reader = Reader(io.BytesIO(_tar()))
    found = reader.testimony
    assert (found.language, found.manifest) == ("uk", "ab" * 32)
    assert found.answers == DOCUMENT.answers
    assert found.consent == DOCUMENT.consent
    assert found.reply == DOCUMENT.reply
    assert found.listed[0] == testimony.Listed("attachments/1.jpg", 700, "image/jpeg")
    contents = [(name, size, stream.read()) for name, size, stream in reader.attachments()]
    assert list(reader.attachments()) == []
    assert contents == [(f.name, f.size, f.source.read(f.size) or b"") for f in _files()]


def test_python_s_tarfile_reads_it() -> None:
    with tarfile.open(fileobj=io.BytesIO(_tar())) as tar:
        members = tar.getmembers()
        assert [m.name for m in members] == ["testimony.json", *(f.name for f in _files())]
        for member in members:
            assert (member.mtime, member.uid, member.gid, member.mode) == (0, 0, 0, 0o644)
            assert member.isreg()
        inside = tar.extractfile("attachments/1.jpg")
        assert inside is not None
        assert inside.read() == b"p" * 700


def _without_devices(tar: bytes) -> bytes:
    """Headers without device numbers and the checksum over them: GNU tar 1.35 leaves them empty
    for plain files, earlier ones write zeros."""
    blocks = [tar[i : i + 512] for i in range(0, len(tar), 512)]
    return b"".join(
        b[:148] + bytes(8) + b[156:329] + bytes(16) + b[345:] if b[257:262] == b"ustar" else b
        for b in blocks
    )


def test_the_system_s_tar_reads_it_and_makes_the_same_bytes(tmp_path: Path) -> None:
    tar = ["tar", "-C", str(tmp_path)]
    subprocess.run([*tar, "-x", "-f", "-"], input=_tar(), check=True)
    names = ["testimony.json", *(f.name for f in _files())]
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()) == (
        sorted(names)
    )
    options = "--format=ustar --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0"
    made = subprocess.run(
        [*tar, *options.split(), "-b1", "-c", "-f", "-", *names], capture_output=True, check=True
    ).stdout
    assert _without_devices(padding.pad(made)) == _without_devices(_tar())


def test_sealed_and_opened_it_is_read_in_one_pass() -> None:
    identity = keys.HybridIdentity.generate()
    sealed = io.BytesIO()
    envelope.seal(io.BytesIO(_tar()), sealed, identity.recipient())
    structure.check_length(len(sealed.getvalue()))
    damaged = bytearray(sealed.getvalue())
    reader = Reader(envelope.open_reader(io.BytesIO(bytes(damaged)), [identity]))
    assert len(list(reader.attachments())) == 3
    damaged[-1] ^= 1
    with pytest.raises(PayloadError):
        Reader(envelope.open_reader(io.BytesIO(bytes(damaged)), [identity]))


def test_attachments_may_be_left_unread_or_half_read() -> None:
    sizes = []
    for number, (_, size, stream) in enumerate(Reader(io.BytesIO(_tar())).attachments()):
        stream.read(number * 100)
        sizes.append(size)
    assert sizes == [700, 0, 512]


def test_a_text_of_31_000_cyrillic_letters_has_the_smallest_size() -> None:
    out = io.BytesIO()
    testimony.write(out, Testimony("ru", "00" * 32, {"text": "ы" * 31_000}, {}))
    assert len(out.getvalue()) == padding.SIZE_CLASSES[0]


def test_attachments_beyond_the_largest_class_are_refused_before_a_byte_is_written() -> None:
    out = io.BytesIO()
    half = padding.MAX_SIZE // 2
    with pytest.raises(TooLarge) as caught:
        testimony.write(
            out,
            DOCUMENT,
            [Attachment(f"attachments/{i}", half, io.BytesIO()) for i in range(2)],
        )
    assert str(padding.MAX_SIZE) in str(caught.value)
    assert caught.value.hint
    assert out.getvalue() == b""


def test_a_source_shorter_than_said_is_an_error() -> None:
    with pytest.raises(FormatError):
        testimony.write(
            io.BytesIO(), DOCUMENT, [Attachment("attachments/1", 5, io.BytesIO(b"four"))]
        )


def test_a_text_beyond_any_reader_s_patience_is_not_written() -> None:
    out = io.BytesIO()
    with pytest.raises(TestimonyError, match="longer than"):
        testimony.write(out, Testimony("ru", "00" * 32, {"text": "x" * testimony.MAX_JSON}, {}))
    assert out.getvalue() == b""


def test_half_a_letter_is_not_written() -> None:
    out = io.BytesIO()
    with pytest.raises(TestimonyError):
        testimony.write(out, Testimony("ru", "00" * 32, {"text": "\ud800"}, {}))
    assert out.getvalue() == b""


class _Counting:
    """Counts what is asked for, so that a refusal can be shown to have come early."""

    def __init__(self, head: bytes) -> None:
        self.head, self.given = head, 0

    def read(self, size: int, /) -> bytes:
        self.given += size
        data, self.head = self.head[:size], self.head[size:]
        return data + bytes(size - len(data))


def test_a_bomb_is_refused_by_its_header_alone() -> None:
    source = _Counting(tar.header("testimony.json", 50 * 1024 * 1024))
    with pytest.raises(TestimonyError, match="52428800"):
        Reader(source)
    assert source.given == 512


def test_endless_padding_is_refused_at_the_largest_class() -> None:
    source = _Counting(_tar())
    with pytest.raises(TestimonyError, match="longer than 268435456"):
        list(Reader(source).attachments())
    assert source.given <= padding.MAX_SIZE + 128 * 1024


def test_ten_thousand_listed_members_are_refused_by_the_list() -> None:
    entries = ",".join(f'{{"name":"attachments/{i}","size":0,"type":"a/b"}}' for i in range(10_000))
    text = _tar()[512:].split(b"\0")[0]
    document = text[: text.index(b"[{")] + f"[{entries}]}}".encode()
    whole = tar.header("testimony.json", len(document)) + document + tar.filler(len(document))
    with pytest.raises(TestimonyError, match="at most 255"):
        Reader(io.BytesIO(whole))


def test_refusals_do_not_repeat_a_stranger_s_bytes() -> None:
    text = _tar()[512:].split(b"\0")[0]
    document = text.replace(b"attachments/1.jpg", b"../\\u001b[2J.jpg")
    whole = tar.header("testimony.json", len(document)) + document + tar.filler(len(document))
    with pytest.raises(TestimonyError) as caught:
        Reader(io.BytesIO(whole))
    assert ".jpg" not in str(caught.value)
    assert "attachment 1" in str(caught.value)
