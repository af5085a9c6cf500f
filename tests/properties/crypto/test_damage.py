"""Whatever is changed is refused, and nothing past the damage is released."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crypto import age, armor, bech32, errors, handover, note, questionnaire, structure, testimony
from crypto.keys import HybridIdentity, Identity, Recipient, X25519Identity, parse_identity_file
from crypto.structure import CHUNK
from tests.properties.crypto.steady import STEADY

X = X25519Identity(bytes(range(32)))
PQ = HybridIdentity(bytes(range(32)))


def _sealed(plain: bytes, recipient: Recipient) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(plain), out, [recipient])
    return out.getvalue()


@pytest.mark.parametrize("identity", [X, PQ], ids=["X25519", "post-quantum"])
def test_every_single_bit_flip_of_a_small_file_is_refused(identity: X25519Identity) -> None:
    sealed = _sealed(b"They came at six.", identity.recipient())
    keys: list[Identity] = [identity]
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        out = io.BytesIO()
        try:
            age.decrypt(io.BytesIO(bytes(changed)), out, keys)
        except errors.CryptoError:
            assert out.getvalue() == b""
        else:
            pytest.fail(f"bit {bit} was changed and the file still opened")


def test_a_bit_flip_in_a_later_chunk_releases_only_the_chunks_before() -> None:
    plain = bytes(range(256)) * (CHUNK // 256 * 3)
    sealed = _sealed(plain, X.recipient())
    head = structure.parse_header(sealed).length + 16
    for chunk in range(3):
        start = head + chunk * (CHUNK + 16)
        for at in (start, start + 1000, start + CHUNK - 1, start + CHUNK, start + CHUNK + 15):
            changed = bytearray(sealed)
            changed[at] ^= 1
            out = io.BytesIO()
            with pytest.raises(errors.PayloadError):
                age.decrypt(io.BytesIO(bytes(changed)), out, [X])
            assert out.getvalue() == plain[: chunk * CHUNK]


LINES = [
    b"age-encryption.org/v1\n",
    b"-> X25519 " + structure.encode_base64(bytes(32)) + b"\n",
    b"-> mlkem768x25519 " + structure.encode_base64(bytes(1120)) + b"\n",
    structure.encode_base64(bytes(32)) + b"\n",
    b"A" * 64 + b"\n",
    b"\n",
    b"--- " + structure.encode_base64(bytes(32)) + b"\n",
]
headers = st.lists(st.sampled_from(LINES) | st.binary(max_size=80), max_size=8).map(b"".join)


@STEADY
@example(data=b"".join(LINES))
@example(data=b"-----BEGIN AGE ENCRYPTED FILE-----\n" * 3)
@given(data=headers | st.binary(max_size=2000))
def test_no_input_does_anything_but_parse_or_raise_our_errors(data: bytes) -> None:
    def read_all() -> None:
        reader = testimony.Reader(io.BytesIO(data))
        for _, _, stream in reader.attachments():
            stream.read()

    text = data.decode("latin-1")
    for attempt in (
        lambda: structure.parse_header(data),
        lambda: structure.check_header(data),
        lambda: age.decrypt(io.BytesIO(data), io.BytesIO(), [X, PQ]),
        lambda: armor.dearmor(io.BytesIO(data)).read(),
        lambda: note.open(data, "example v1", []),
        lambda: list(handover.Reader(io.BytesIO(data))),
        lambda: bech32.decode(text),
        lambda: questionnaire.parse(text),
        lambda: parse_identity_file(text),
        read_all,
    ):
        said = "."
        try:
            attempt()
        except errors.CryptoError as error:
            said = str(error)
        assert said.endswith(".")
    assert structure.looks_readable(data) in (True, False)


@STEADY
@given(data=headers)
def test_a_header_that_parses_is_its_own_only_spelling(data: bytes) -> None:
    try:
        header = structure.parse_header(data)
    except errors.HeaderError:
        return
    lines = [structure.VERSION_LINE]
    for stanza in header.stanzas:
        lines.append(" ".join(["->", stanza.type, *stanza.args]).encode() + b"\n")
        body = structure.encode_base64(stanza.body)
        lines += [body[i : i + 64] + b"\n" for i in range(0, len(body) + 1, 64)]
    lines.append(b"--- " + structure.encode_base64(header.mac) + b"\n")
    assert b"".join(lines) == data[: header.length]
    assert header.mac_start == header.length - 45


@STEADY
@given(at=st.integers(0, 65535), bit=st.integers(0, 7))
def test_a_bit_flip_in_a_tar_is_refused_or_changes_only_content(at: int, bit: int) -> None:
    """Inside an envelope nothing can flip; the tar's own rules hold on their own all the same."""
    document = testimony.Testimony("ru", "0" * 64, {"text": "слово"}, {})
    content = bytes(range(256)) * 4
    out = io.BytesIO()
    testimony.write(
        out, document, [testimony.Attachment("attachments/1", 1024, io.BytesIO(content))]
    )
    changed = bytearray(out.getvalue())
    changed[at] ^= 1 << bit
    try:
        reader = testimony.Reader(io.BytesIO(bytes(changed)))
        found = [stream.read() for _, _, stream in reader.attachments()]
    except errors.TestimonyError:
        return
    assert reader.testimony != _as_read(document) or found != [content]


def _as_read(document: testimony.Testimony) -> testimony.Testimony:
    listed = (testimony.Listed("attachments/1", 1024, "application/octet-stream"),)
    return testimony.Testimony("ru", "0" * 64, document.answers, {}, listed=listed)
