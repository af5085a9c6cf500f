"""Our own vectors: each file holds one case, its expectation, and the class of its failure."""

import base64
import hashlib
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from crypto import (
    board,
    codename,
    errors,
    fingerprint,
    handover,
    manifest,
    note,
    outbox,
    padding,
    questionnaire,
    receipt,
    structure,
)
from crypto import testimony as format_
from crypto.keys import HybridIdentity
from crypto.reply import Reply, Withdrawal
from tests.vectors import make
from tests.vectors.shape import FOLDER, Vector, from_parts, load


def _check_board(vector: Vector) -> None:
    keys = codename.Keys(
        HybridIdentity.parse(vector["identity"]),
        bytes.fromhex(vector["tag_key_hex"]),
        bytes.fromhex(vector["reply_key_hex"]),
        b"",
    )
    found = board.read(from_parts(vector["board"]), keys)
    assert [[str(answer.day), answer.text] for answer in found.answers] == vector["answers"]
    assert found.refused == vector["refused"]


def _check_codename(vector: Vector) -> None:
    if vector["op"] == "read":
        found = codename.read(vector["text"], vector["language"])
        assert found.reveal().hex() == vector["secret_hex"]
        return
    made = codename.Codename(bytes.fromhex(vector["secret_hex"]))
    if vector["op"] == "write":
        assert {name: list(made.words(name)) for name in vector["words"]} == vector["words"]
        assert list(made.digits()) == vector["digits"]
        return
    keys = codename.derive(made, bytes.fromhex(vector["salt_hex"]))
    given = keys.given()
    assert str(keys.identity) == vector["identity"]
    recipient = hashlib.sha256(given.recipient.encode()).hexdigest()
    assert recipient == vector["recipient_sha256_hex"]
    assert keys.tag_key.hex() == given.tag_key.hex() == vector["tag_key_hex"]
    assert keys.reply_key.hex() == given.reply_key.hex() == vector["reply_key_hex"]
    assert keys.withdrawal.hex() == vector["withdrawal_hex"]
    assert given.withdrawal.hex() == vector["withdrawal_sha256_hex"]


def _check_outbox(vector: Vector) -> None:
    raw = from_parts(vector["file"])
    desk = note.Verifier.parse(vector["desk"])
    found = outbox.UntrustedOutbox(raw).verify(desk, vector["last_serial"])
    assert (found.serial, found.raw) == (vector["serial"], raw)
    assert hashlib.sha256(found.board).hexdigest() == vector["board_sha256_hex"]
    digests = [hashlib.sha256(one).hexdigest() for one in found.manifests]
    assert digests == vector["manifests_sha256_hex"]


def _check_envelope(vector: Vector) -> None:
    head = from_parts(vector["head"])
    assert structure.looks_readable(head) == vector["readable"]
    structure.check_header(head)
    structure.check_length(vector["length"])


def _check_fingerprint(vector: Vector) -> None:
    bits = f"{int(hashlib.sha256(vector['vkey'].encode()).hexdigest(), 16):0256b}"
    assert [int(bits[at : at + 11], 2) for at in range(0, 88, 11)] == vector["numbers"]
    for language, words in vector["words"].items():
        assert list(fingerprint.words(vector["vkey"], language)) == words


def _check_handover(vector: Vector) -> None:
    reader = handover.Reader(io.BytesIO(from_parts(vector["file"])))
    found = [
        [entry.id, entry.length, hashlib.sha256(stream.read()).hexdigest()]
        for entry, stream in reader
    ]
    assert found == vector["entries"]


def _check_manifest(vector: Vector) -> None:
    raw = base64.b64decode(vector["note_base64"])
    found = manifest.UntrustedManifest(raw).verify(
        [note.Verifier.parse(root) for root in vector["roots"]],
        datetime.fromisoformat(vector["now"]),
        vector["last_serial"],
    )
    expected = vector["manifest"]
    assert found == manifest.Manifest(
        newsroom=expected["newsroom"],
        onion=expected["onion"],
        serial=expected["serial"],
        not_before=date.fromisoformat(expected["not_before"]),
        not_after=date.fromisoformat(expected["not_after"]),
        desk=expected["desk"],
        codename_salt=bytes.fromhex(expected["codename_salt_hex"]),
        recipient=expected["recipient"],
        sizes=tuple(expected["sizes"]),
        retention_days=expected["retention_days"],
        questionnaire=expected["questionnaire"],
        raw=raw,
        digest=expected["digest_hex"],
    )


def _check_note(vector: Vector) -> None:
    verifiers = [note.Verifier.parse(text) for text in vector["verifiers"]]
    text = note.open(base64.b64decode(vector["note_base64"]), vector["kind"], verifiers)
    assert text == vector["text"]


def _check_padding(vector: Vector) -> None:
    if vector["op"] == "size_class":
        assert padding.size_class(vector["length"]) == vector["size"]
        return
    whole = bytearray(vector["padded_length"])
    for at in vector["nonzero"]:
        whole[at] = 1
    assert padding.unpad(bytes(whole), vector["length"]) == bytes(vector["length"])


def _check_questionnaire(vector: Vector) -> None:
    questionnaire.parse(vector["line"])


def _check_receipt(vector: Vector) -> None:
    raw = base64.b64decode(vector["note_base64"])
    found = receipt.UntrustedReceipt(raw).verify(note.Verifier.parse(vector["desk"]))
    assert found.serial == vector["serial"]
    assert [list(entry) for entry in found.entries] == vector["entries"]


def _check_testimony(vector: Vector) -> None:
    if vector["op"] == "write":
        out = io.BytesIO()
        format_.write(out, *_to_write(vector))
        assert len(out.getvalue()) == vector["length"]
        assert hashlib.sha256(out.getvalue()).hexdigest() == vector["sha256_hex"]
        return
    if vector["op"] == "withdraw":
        out = io.BytesIO()
        format_.write_withdrawal(out, Withdrawal(bytes.fromhex(vector["value_hex"])))
        assert len(out.getvalue()) == vector["length"]
        assert hashlib.sha256(out.getvalue()).hexdigest() == vector["sha256_hex"]
        return
    reader = format_.Reader(io.BytesIO(from_parts(vector["tar"])))
    for _, size, stream in reader.attachments():
        assert len(stream.read()) == size


def _to_write(vector: Vector) -> tuple[format_.Testimony, list[format_.Attachment]]:
    value = vector["testimony"]
    files = []
    for entry in vector["attachments"]:
        content = base64.b64decode(entry["content_base64"])
        source = io.BytesIO(content)
        files.append(format_.Attachment(entry["name"], len(content), source, entry["type"]))
    document = format_.Testimony(
        language=value["language"],
        manifest=value["manifest"],
        answers=value["answers"],
        consent=value["consent"],
        reply=Reply.from_value(value["reply"]) if "reply" in value else None,
    )
    return document, files


CHECKS: dict[str, Callable[[Vector], None]] = {
    "board": _check_board,
    "codename": _check_codename,
    "envelope": _check_envelope,
    "fingerprint": _check_fingerprint,
    "handover": _check_handover,
    "manifest": _check_manifest,
    "note": _check_note,
    "outbox": _check_outbox,
    "padding": _check_padding,
    "questionnaire": _check_questionnaire,
    "receipt": _check_receipt,
    "testimony": _check_testimony,
}
ALL = [(name, vector) for kind in CHECKS for name, vector in load(kind)]


@pytest.mark.parametrize(("name", "vector"), ALL, ids=[name for name, _ in ALL])
def test_vector(name: str, vector: dict[str, Any]) -> None:
    check = CHECKS[name.partition("/")[0]]
    if vector["expect"] == "success":
        check(vector)
        return
    with pytest.raises(errors.CryptoError) as caught:
        check(vector)
    assert type(caught.value).__name__ == vector["expect"]
    if "field" in vector:
        assert isinstance(caught.value, errors.BadField)
        assert caught.value.field == vector["field"]
    if "reason" in vector:
        assert isinstance(caught.value, errors.CodenameError)
        assert (caught.value.reason, list(caught.value.words)) == (
            vector["reason"],
            vector["words"],
        )
    assert str(caught.value).endswith(".")


def test_the_generator_makes_the_files_that_are_here() -> None:
    made = {str(path): text for path, text in make.files()}
    here = {
        str(file.relative_to(FOLDER)): file.read_text("utf-8")
        for kind in make.MAKERS
        for file in (FOLDER / kind).glob("*.json")
    }
    assert made.keys() == here.keys()
    assert [name for name, text in made.items() if here[name] != text] == []
