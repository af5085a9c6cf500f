"""Reading and writing age files: order of checks, what is released, what is left unsaid."""

import io
from typing import Any

import pytest

from crypto import age, structure
from crypto.age import DecryptReader, EncryptWriter
from crypto.errors import (
    CryptoError,
    FormatError,
    HeaderError,
    HeaderMacError,
    NoMatch,
    PayloadError,
    RecipientError,
    WrongPassphrase,
)
from crypto.keys import (
    HybridIdentity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
)
from crypto.stream import BATCH
from crypto.structure import CHUNK

X = X25519Identity.generate()
PQ = HybridIdentity.generate()

# Around a chunk, around a batch of chunks, and what lies between.
SIZES = [
    0,
    1,
    CHUNK - 1,
    CHUNK,
    CHUNK + 1,
    3 * CHUNK + 5,
    BATCH * CHUNK - 1,
    BATCH * CHUNK,
    BATCH * CHUNK + 1,
    2 * BATCH * CHUNK,
    2 * BATCH * CHUNK + CHUNK,
]


def _plain(size: int) -> bytes:
    return bytes(i % 251 for i in range(min(size, 4096))) * (size // 4096 + 1)


def _sealed(plain: bytes, *recipients: Any) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(plain), out, recipients or [X.recipient()])
    return out.getvalue()


def _opened(sealed: bytes, *identities: Any) -> bytes:
    out = io.BytesIO()
    age.decrypt(io.BytesIO(sealed), out, identities or [X])
    return out.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_every_size_comes_back_by_each_way(size: int) -> None:
    plain = _plain(size)[:size]
    sealed = _sealed(plain)
    assert _opened(sealed) == plain
    assert DecryptReader(io.BytesIO(sealed), [X]).read() == plain
    out = io.BytesIO()
    with EncryptWriter(out, [X.recipient()]) as writer:
        writer.write(plain)
    assert len(out.getvalue()) == len(sealed)
    assert _opened(out.getvalue()) == plain


@pytest.mark.parametrize("size", SIZES)
def test_the_length_of_a_sealed_file_is_known_beforehand(size: int) -> None:
    assert len(_sealed(bytes(size), PQ.recipient())) == structure.envelope_length(size)


def test_any_one_of_several_identities_opens() -> None:
    sealed = _sealed(b"x", X.recipient(), X25519Identity.generate().recipient())
    assert _opened(sealed, PQ, X25519Identity.generate(), X) == b"x"
    with pytest.raises(NoMatch) as caught:
        _opened(sealed, X25519Identity.generate(), PQ)
    assert caught.value.hint


def test_a_file_is_not_sealed_for_nobody_or_for_mixed_strength() -> None:
    lock = ScryptRecipient("x", 1)
    sets: list[list[Recipient]] = [
        [],
        [lock, X.recipient()],
        [lock, lock],
        [PQ.recipient(), X.recipient()],
    ]
    for recipients in sets:
        out = io.BytesIO()
        with pytest.raises(RecipientError):
            age.encrypt(io.BytesIO(b"secret"), out, recipients)
        assert out.getvalue() == b""


def test_a_header_that_no_reader_would_take_is_not_written() -> None:
    out = io.BytesIO()
    with pytest.raises(RecipientError):
        age.encrypt(io.BytesIO(b"x"), out, [PQ.recipient()] * 11)
    assert out.getvalue() == b""
    assert _opened(_sealed(b"x", *[PQ.recipient()] * 10), PQ) == b"x"


def test_a_wrong_passphrase_is_called_so() -> None:
    sealed = _sealed(b"x", ScryptRecipient("right", 1))
    assert _opened(sealed, ScryptIdentity("wrong"), ScryptIdentity("right")) == b"x"
    with pytest.raises(WrongPassphrase):
        _opened(sealed, ScryptIdentity("wrong"))
    with pytest.raises(NoMatch) as caught:
        _opened(sealed, X)
    assert not isinstance(caught.value, WrongPassphrase)


def test_two_files_of_one_text_share_nothing_but_their_shape() -> None:
    one, two = _sealed(b"same", PQ.recipient()), _sealed(b"same", PQ.recipient())
    start = len(structure.VERSION_LINE) + len("-> mlkem768x25519 ")
    assert len(one) == len(two)
    assert one[:start] == two[:start]
    assert one[start : start + 64] != two[start : start + 64]
    assert one[-20:] != two[-20:]


def test_each_cut_is_refused_and_only_whole_good_chunks_are_released() -> None:
    plain = _plain(2 * CHUNK + 100)[: 2 * CHUNK + 100]
    sealed = _sealed(plain)
    head = structure.parse_header(sealed).length + 16
    ends = {head + (CHUNK + 16) * i for i in range(3)} | {0, head - 16, head, len(sealed)}
    cuts = sorted({end + step for end in ends for step in (-17, -16, -1, 0, 1, 16, 17)})
    for cut in cuts:
        if not 0 <= cut < len(sealed):
            continue
        out = io.BytesIO()
        with pytest.raises(FormatError):
            age.decrypt(io.BytesIO(sealed[:cut]), out, [X])
        whole = max(0, cut - head) // (CHUNK + 16)
        assert out.getvalue() == plain[: whole * CHUNK]


def test_bytes_behind_the_last_chunk_are_refused() -> None:
    for size in (10, CHUNK, BATCH * CHUNK):
        for extra in (b"x", bytes(CHUNK + 16)):
            with pytest.raises(PayloadError):
                _opened(_sealed(bytes(size)) + extra)


def test_chunks_in_another_order_are_refused() -> None:
    sealed = _sealed(_plain(3 * CHUNK)[: 3 * CHUNK])
    head = structure.parse_header(sealed).length + 16
    parts = [sealed[head + i * (CHUNK + 16) :][: CHUNK + 16] for i in range(3)]
    for order in ((1, 0, 2), (0, 0, 2), (0, 2, 1), (0, 2)):
        with pytest.raises(PayloadError):
            _opened(sealed[:head] + b"".join(parts[i] for i in order))


def test_a_changed_header_is_told_from_a_wrong_key() -> None:
    sealed = _sealed(b"x", X.recipient(), X25519Identity.generate().recipient())
    lines = sealed.split(b"\n", 5)
    swapped = b"\n".join([lines[0], lines[3], lines[4], lines[1], lines[2], lines[5]])
    with pytest.raises(HeaderMacError):
        _opened(swapped)
    grease = sealed.replace(b"\n---", b"\n-> grease x\n\n---", 1)
    with pytest.raises(HeaderMacError):
        _opened(grease)


def test_a_damaged_file_fails_again_when_read_again() -> None:
    sealed = bytearray(_sealed(bytes(CHUNK * 2)))
    sealed[-1] ^= 1
    reader = DecryptReader(io.BytesIO(bytes(sealed)), [X])
    assert reader.read(CHUNK) == bytes(CHUNK)
    for _ in range(3):
        with pytest.raises(PayloadError):
            reader.read(1)
    with pytest.raises(PayloadError):
        DecryptReader(io.BytesIO(bytes(sealed)), [X]).read()


def test_a_writer_that_was_not_closed_leaves_a_file_that_nobody_opens() -> None:
    out = io.BytesIO()
    writer = EncryptWriter(out, [X.recipient()])
    writer.write(bytes(BATCH * CHUNK + 1))
    del writer
    with pytest.raises(PayloadError):
        _opened(out.getvalue())


def test_a_writer_left_by_an_exception_seals_no_last_chunk() -> None:
    out = io.BytesIO()

    def fail() -> None:
        with EncryptWriter(out, [X.recipient()]) as writer:
            writer.write(b"half of it")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with pytest.raises(PayloadError):
        _opened(out.getvalue())


def test_a_closed_writer_takes_no_more() -> None:
    out = io.BytesIO()
    writer = EncryptWriter(out, [X.recipient()])
    writer.close()
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"x")
    assert _opened(out.getvalue()) == b""
    assert not out.closed


def test_any_source_and_sink_will_do() -> None:
    class Slow:
        """Gives and takes a few bytes at a time, as raw files and pipes may."""

        def __init__(self, data: bytes = b"") -> None:
            self.data = data

        def read(self, size: int, /) -> bytes:
            part, self.data = self.data[: min(size, 999)], self.data[min(size, 999) :]
            return part

        def write(self, data: bytes | memoryview, /) -> int:
            part = bytes(data[:50_001])
            self.data += part
            return len(part)

    plain = _plain(CHUNK + 1)[: CHUNK + 1]
    sealed, opened = Slow(), Slow()
    age.encrypt(Slow(plain), sealed, [X.recipient()])
    age.decrypt(sealed, opened, [X])
    assert opened.data == plain


def test_readers_and_writers_fit_into_python_s_own_layers() -> None:
    out = io.BytesIO()
    with io.TextIOWrapper(age.EncryptWriter(out, [X.recipient()]), "utf-8") as text:  # type: ignore[type-var]
        text.write("Вранці\n4 грудня\n")
    reader = DecryptReader(io.BytesIO(out.getvalue()), [X])
    with io.TextIOWrapper(io.BufferedReader(reader), "utf-8") as lines:
        assert list(lines) == ["Вранці\n", "4 грудня\n"]


def test_a_sink_that_is_full_is_an_error() -> None:
    class Full:
        def write(self, _data: bytes | memoryview, /) -> int:
            return 0

    with pytest.raises(OSError, match="no more"):
        age.encrypt(io.BytesIO(b"x"), Full(), [X.recipient()])


def test_an_endless_header_is_refused_after_its_cap() -> None:
    class Endless:
        given = 0

        def read(self, size: int, /) -> bytes:
            self.given += size
            return b"A" * size

    source = Endless()
    with pytest.raises(HeaderError):
        age.decrypt(source, io.BytesIO(), [X])
    assert source.given <= structure.HEADER_CAP + 16


def test_a_stanza_of_a_known_type_with_a_bad_shape_is_a_header_error() -> None:
    good = _sealed(b"x")
    share = good.split(b"\n")[1].split(b" ")[2]
    for bad in (b"", share + b" x", share[:-1], share[:-2] + b"//", b"A" * 44):
        with pytest.raises(HeaderError):
            _opened(good.replace(b" " + share, b" " + bad if bad else b"", 1))


def test_errors_are_sentences_with_something_to_do() -> None:
    damaged = bytearray(_sealed(b"x"))
    damaged[-1] ^= 1
    for sealed, identity in ((bytes(damaged), X), (_sealed(b"x"), PQ), (b"hello\n", X)):
        with pytest.raises(CryptoError) as caught:
            _opened(sealed, identity)
        assert str(caught.value).endswith(".")
        assert caught.value.hint.endswith(".")


def test_a_recipient_s_string_is_all_that_is_needed_to_seal() -> None:
    again = X25519Recipient.parse(str(X.recipient()))
    assert _opened(_sealed(b"x", again)) == b"x"
