"""What goes in comes out, whatever it is and however it is cut."""

import io
from datetime import date, timedelta
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from crypto import age, armor, bech32, handover, manifest, note, padding, receipt, testimony
from crypto.keys import HybridIdentity, X25519Identity
from crypto.reply import Reply
from crypto.stream import BATCH
from crypto.structure import CHUNK, ENVELOPE_LENGTHS, decode_base64, encode_base64
from tests.properties.crypto.steady import STEADY

X = X25519Identity(bytes(range(32)))
PQ = HybridIdentity(bytes(range(32)))
SIGNER = note.Signer("example.org/key", bytes(32))

near_chunks = st.builds(
    lambda chunks, step: max(0, chunks * CHUNK + step),
    st.integers(0, BATCH + 1),
    st.integers(-20, 20),
)
hex32 = st.binary(min_size=16, max_size=16).map(bytes.hex)
key32 = st.binary(min_size=32, max_size=32)
hex64 = st.binary(min_size=32, max_size=32).map(bytes.hex)
ids = st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True)
visible = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40)


@STEADY
@example(size=3000, cuts=[1])
@given(size=near_chunks, cuts=st.lists(st.integers(5000, 3 * CHUNK), min_size=1, max_size=8))
def test_a_file_written_and_read_in_any_pieces(size: int, cuts: list[int]) -> None:
    plain = memoryview(bytes(range(256)) * (size // 256 + 1))[:size]
    sealed = io.BytesIO()
    with age.EncryptWriter(sealed, [PQ.recipient()]) as writer:
        at = turn = 0
        while at < size:
            step = cuts[turn % len(cuts)]
            assert writer.write(plain[at : at + step]) == len(plain[at : at + step])
            at, turn = at + step, turn + 1
    sealed.seek(0)
    reader = age.DecryptReader(sealed, [X, PQ])
    out = bytearray()
    turn = 0
    while data := reader.read(cuts[turn % len(cuts)]):
        out += data
        turn += 1
    assert out == plain


@STEADY
@given(plain=st.binary(max_size=500), count=st.integers(1, 5))
def test_each_of_several_recipients_opens(plain: bytes, count: int) -> None:
    identities = [X25519Identity(bytes([i + 1] * 32)) for i in range(count)]
    sealed = io.BytesIO()
    age.encrypt(io.BytesIO(plain), sealed, [i.recipient() for i in identities])
    for identity in identities:
        out = io.BytesIO()
        age.decrypt(io.BytesIO(sealed.getvalue()), out, [identity])
        assert out.getvalue() == plain


@STEADY
@given(data=st.binary(max_size=3000), cut=st.integers(1, 100))
def test_armour(data: bytes, cut: int) -> None:
    text = io.BytesIO()
    armor.armor(io.BytesIO(data), text)
    text.seek(0)
    stream = armor.dearmor(text)
    assert b"".join(iter(lambda: stream.read(cut), b"")) == data


@STEADY
@given(hrp=st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True), data=st.binary(max_size=200))
def test_bech32(hrp: str, data: bytes) -> None:
    assert bech32.decode(bech32.encode(hrp, data)) == (hrp, data)
    assert bech32.decode(bech32.encode(hrp.upper(), data)) == (hrp.upper(), data)


@STEADY
@given(data=st.binary(max_size=200))
def test_base64_has_one_spelling(data: bytes) -> None:
    assert decode_base64(encode_base64(data)) == data


@STEADY
@given(body=st.binary(max_size=200_000))
def test_padding(body: bytes) -> None:
    padded = padding.pad(body)
    assert len(padded) in padding.SIZE_CLASSES
    assert padding.unpad(padded, len(body)) == body


@STEADY
@given(
    answers=st.dictionaries(
        ids,
        st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
        | st.lists(ids, max_size=5).map(tuple),
        max_size=8,
    ),
    contents=st.lists(st.binary(max_size=2000), max_size=5),
    reply=st.none() | st.builds(Reply, st.just("age1pq1" + "q" * 1952), key32, key32, key32),
)
def test_a_testimony(answers: dict[str, Any], contents: list[bytes], reply: Reply | None) -> None:
    document = testimony.Testimony("ru", "0" * 64, answers, {"publish": "no"}, reply)
    files = [
        testimony.Attachment(f"attachments/{i}", len(content), io.BytesIO(content))
        for i, content in enumerate(contents)
    ]
    out = io.BytesIO()
    testimony.write(out, document, files)
    assert len(out.getvalue()) in padding.SIZE_CLASSES
    out.seek(0)
    reader = testimony.Reader(out)
    assert reader.testimony.answers == answers
    assert reader.testimony.reply == reply
    assert [stream.read() for _, _, stream in reader.attachments()] == contents


@STEADY
@given(bodies=st.dictionaries(hex32, st.sampled_from(ENVELOPE_LENGTHS[:3]), max_size=4))
def test_a_handover(bodies: dict[str, int]) -> None:
    out = io.BytesIO()
    writer = handover.Writer(out, len(bodies))
    for envelope_id, length in bodies.items():
        writer.add(envelope_id, length, io.BytesIO(bytes.fromhex(envelope_id) * length))
    writer.close()
    out.seek(0)
    found = {entry.id: stream.read() for entry, stream in handover.Reader(out)}
    assert found == {i: (bytes.fromhex(i) * length)[:length] for i, length in bodies.items()}


@STEADY
@given(
    entries=st.dictionaries(hex32, hex64, min_size=1, max_size=20), serial=st.integers(1, 2**53 - 1)
)
def test_a_receipt(entries: dict[str, str], serial: int) -> None:
    raw = receipt.sign(entries.items(), serial, SIGNER)
    found = receipt.UntrustedReceipt(raw).verify(SIGNER.verifier)
    assert dict(found.entries) == entries
    assert found.serial == serial


@STEADY
@given(
    newsroom=visible,
    label=visible,
    serial=st.integers(1, 2**53 - 1),
    start=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    days=st.integers(0, 61),
    sizes=st.sets(st.sampled_from(padding.SIZE_CLASSES), min_size=1),
)
def test_a_manifest(
    newsroom: str, label: str, serial: int, start: date, days: int, sizes: set[int]
) -> None:
    labels = dict.fromkeys(("en", "ru", "uk"), label)
    question = {"id": "text", "kind": "text", "label": labels}
    fields = manifest.Fields(
        newsroom=newsroom,
        onion="a" * 56 + ".onion",
        serial=serial,
        not_before=start,
        not_after=start + timedelta(days=days),
        desk=str(SIGNER.verifier),
        codename_salt=bytes(16),
        recipient=str(PQ.recipient()),
        questionnaire={"sections": [{"id": "s", "title": labels, "questions": [question]}]},
        sizes=tuple(sorted(sizes)),
    )
    found = manifest.UntrustedManifest(manifest.sign(fields, SIGNER)).authenticate(
        [SIGNER.verifier]
    )
    for name in manifest.Fields.__dataclass_fields__:
        assert getattr(found, name) == getattr(fields, name)
