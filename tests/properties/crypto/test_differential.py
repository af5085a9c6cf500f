"""Our age against three others: typage (the browser's), pyrage (Rust) and Debian's age (Go)."""

import base64
import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pyrage
import pytest

from crypto import age, armor
from crypto.keys import (
    HybridIdentity,
    Identity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
)
from crypto.structure import CHUNK

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
NODE = ROOT / ".venv" / "bin" / "node"
SCRIPT = Path(__file__).with_name("typage.mjs")

SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 200_000, 17 * CHUNK]
TEXTS = [bytes(i % 256 for i in range(size)) for size in SIZES]
X = X25519Identity(bytes(range(32)))
PQ = HybridIdentity(bytes(range(32)))


def _seal(plain: bytes, *recipients: Recipient) -> bytes:
    out = io.BytesIO()
    age.encrypt(io.BytesIO(plain), out, recipients)
    return out.getvalue()


def _open(sealed: bytes, *identities: Identity) -> bytes:
    out = io.BytesIO()
    age.decrypt(io.BytesIO(sealed), out, identities)
    return out.getvalue()


def _typage(jobs: list[dict[str, Any]]) -> list[dict[str, str]]:
    result = subprocess.run(
        [NODE, SCRIPT], input=json.dumps(jobs).encode(), capture_output=True, cwd=ROOT, check=True
    )
    answers: list[dict[str, str]] = json.loads(result.stdout)
    assert len(answers) == len(jobs)
    return answers


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_typage_derives_the_same_recipients() -> None:
    answers = _typage([{"op": "recipient", "identity": str(i)} for i in (X, PQ)])
    assert [a["recipient"] for a in answers] == [str(X.recipient()), str(PQ.recipient())]


@pytest.mark.parametrize("identity", [X, PQ], ids=["X25519", "post-quantum"])
def test_typage_opens_ours(identity: X25519Identity | HybridIdentity) -> None:
    other = type(identity).generate().recipient()
    sealed = [_seal(text, other, identity.recipient()) for text in TEXTS]
    answers = _typage(
        [{"op": "decrypt", "identities": [str(identity)], "sealed": _b64(s)} for s in sealed]
    )
    assert [a.get("plain") for a in answers] == [_b64(text) for text in TEXTS]


@pytest.mark.parametrize("identity", [X, PQ], ids=["X25519", "post-quantum"])
def test_we_open_typage_s(identity: X25519Identity | HybridIdentity) -> None:
    recipients = [str(type(identity).generate().recipient()), str(identity.recipient())]
    answers = _typage(
        [{"op": "encrypt", "recipients": recipients, "plain": _b64(t)} for t in TEXTS]
    )
    opened = [_open(base64.b64decode(a["sealed"]), identity) for a in answers]
    assert opened == TEXTS


def test_a_passphrase_works_both_ways_with_typage() -> None:
    passphrase = "семь слов 🌾"
    sealed = _seal(b"locked", ScryptRecipient(passphrase, 4))
    answers = _typage(
        [
            {"op": "decrypt", "passphrase": passphrase, "sealed": _b64(sealed)},
            {"op": "encrypt", "passphrase": passphrase, "plain": _b64(b"locked")},
        ]
    )
    assert base64.b64decode(answers[0]["plain"]) == b"locked"
    assert _open(base64.b64decode(answers[1]["sealed"]), ScryptIdentity(passphrase)) == b"locked"


def test_typage_refuses_what_we_refuse() -> None:
    sealed = _seal(bytes(CHUNK + 10), PQ.recipient())
    other = _seal(b"x", HybridIdentity.generate().recipient())
    damaged = [sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:-26], sealed + b"x", other]
    answers = _typage(
        [{"op": "decrypt", "identities": [str(PQ)], "sealed": _b64(d)} for d in damaged]
    )
    assert all("error" in answer for answer in answers)


def test_pyrage_both_ways() -> None:
    identity = pyrage.x25519.Identity.from_str(str(X))
    recipient = pyrage.x25519.Recipient.from_str(str(X.recipient()))
    assert str(identity.to_public()) == str(X.recipient())
    for text in TEXTS:
        assert pyrage.decrypt(_seal(text, X.recipient()), [identity]) == text
        assert _open(pyrage.encrypt(text, [recipient]), X) == text
    text = pyrage.encrypt(b"armoured", [recipient], armored=True)
    assert _open(armor.dearmor(io.BytesIO(text)).read(), X) == b"armoured"


def test_debian_s_age_both_ways(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"# a comment\n{X}\n")
    decrypt = ["age", "--decrypt", "--identity", str(key)]
    encrypt = ["age", "--encrypt", "--recipient", str(X.recipient())]
    for text in TEXTS:
        sealed = _seal(text, X.recipient())
        run = subprocess.run(decrypt, input=sealed, capture_output=True, check=True)
        assert run.stdout == text
        run = subprocess.run(encrypt, input=text, capture_output=True, check=True)
        assert _open(run.stdout, X) == text


def test_debian_s_age_both_ways_armoured(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"{X}\n")
    for text in TEXTS:
        armored = io.BytesIO()
        armor.armor(io.BytesIO(_seal(text, X.recipient())), armored)
        run = subprocess.run(
            ["age", "--decrypt", "--identity", str(key)],
            input=armored.getvalue(),
            capture_output=True,
            check=True,
        )
        assert run.stdout == text
        run = subprocess.run(
            ["age", "--encrypt", "--armor", "--recipient", str(X.recipient())],
            input=text,
            capture_output=True,
            check=True,
        )
        assert _open(armor.dearmor(io.BytesIO(run.stdout)).read(), X) == text


def test_a_key_made_by_debian_s_age_keygen_is_read(tmp_path: Path) -> None:
    run = subprocess.run(["age-keygen"], capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    identity = X25519Identity.parse(lines[-1])
    assert lines[1].removeprefix("# public key: ") == str(identity.recipient())
    assert X25519Recipient.parse(str(identity.recipient())).public == identity.recipient().public
