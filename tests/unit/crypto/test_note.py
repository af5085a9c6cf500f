"""Signed notes: keys as strings, and what may be signed at all."""

import pytest

from crypto import note
from crypto.errors import KeyFormatError, NoteError, SignatureError
from crypto.note import Signer, Verifier

KIND = "example-note v1"
TEXT = f"{KIND}\nsomething\n"

# The published example of Go's golang.org/x/mod/sumdb/note, the first implementation of the
# format. Its text names no kind, so only key, id and signature are held against it.
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SIGNED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_key_of_another_implementation_verifies_its_own_note() -> None:
    verifier = Verifier.parse(VERIFIER)
    assert str(verifier) == VERIFIER
    text, _, line = SIGNED.rpartition("\n\n")
    verifier.verify((text + "\n").encode(), note._unb64(line.split(" ")[-1].strip())[4:])


def test_a_note_opens_with_its_key() -> None:
    signer = Signer.generate("example.org/key")
    signed = signer.sign(TEXT)
    assert note.open(signed, KIND, [signer.verifier]) == TEXT
    with pytest.raises(SignatureError):
        note.open(signed, KIND, [Signer.generate("example.org/key").verifier])
    with pytest.raises(SignatureError):
        note.open(signed, KIND, [])


def test_keys_survive_their_string_form_and_hide_their_secret() -> None:
    signer = Signer.generate("example.org/key")
    again = Signer.parse(signer.secret() + "\n")
    assert again.verifier == signer.verifier == Verifier.parse(str(signer.verifier) + "\n")
    assert again.sign(TEXT) == signer.sign(TEXT)
    assert signer.secret()[-20:] not in repr(signer)
    assert Signer.generate("example.org/key").secret() != signer.secret()


GOOD = Signer("example.org/key", bytes(32))
BAD_SIGNERS = {
    "nothing": "",
    "a verifier": str(GOOD.verifier),
    "another prefix": GOOD.secret().replace("PRIVATE", "SECRET"),
    "a changed name": GOOD.secret().replace("key+", "kez+"),
    "a changed id": GOOD.secret().replace("+key", "+KEY").replace("key+", "key+0", 1),
    "a cut key": GOOD.secret()[:-4],
    "another type": GOOD.secret().replace("+AQ", "+Ag"),
}


@pytest.mark.parametrize("text", BAD_SIGNERS.values(), ids=BAD_SIGNERS.keys())
def test_a_bad_signing_key_is_refused(text: str) -> None:
    with pytest.raises(KeyFormatError) as caught:
        Signer.parse(text)
    assert GOOD.secret()[-20:] not in str(caught.value)


BAD_VERIFIERS = {
    "nothing": "",
    "a changed letter": str(GOOD.verifier).replace("+AT", "+AU"),
    "padding behind": str(GOOD.verifier) + "=",
    "a cut key": str(GOOD.verifier)[:-4],
    "a space in its name": "a b" + str(GOOD.verifier),
    "an id in capitals": str(GOOD.verifier).upper(),
    "letters outside ASCII": str(GOOD.verifier)[:-1] + "é",
}


@pytest.mark.parametrize("text", BAD_VERIFIERS.values(), ids=BAD_VERIFIERS.keys())
def test_a_bad_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(KeyFormatError):
        Verifier.parse(text)


def test_a_key_needs_a_usable_name_and_32_bytes() -> None:
    for name in ("", "a b", "a+b", "a\u00a0b", "a\nb"):
        with pytest.raises(KeyFormatError):
            Signer(name, bytes(32))
    with pytest.raises(KeyFormatError):
        Signer("example.org", bytes(31))


UNSIGNABLE = {
    "nothing": "",
    "no kind": "something\n",
    "a kind without a version": "example-note\n",
    "a kind in capitals": "Example-note v1\n",
    "no last line feed": "example-note v1\nx",
    "a tab": "example-note v1\na\tb\n",
    "a carriage return": "example-note v1\r\n",
}


@pytest.mark.parametrize("text", UNSIGNABLE.values(), ids=UNSIGNABLE.keys())
def test_what_no_verifier_would_read_is_not_signed(text: str) -> None:
    with pytest.raises(NoteError):
        GOOD.sign(text)


def test_a_note_longer_than_asked_for_is_refused_unread() -> None:
    signed = GOOD.sign(TEXT)
    assert note.open(signed, KIND, [GOOD.verifier], len(signed)) == TEXT
    with pytest.raises(NoteError):
        note.open(signed, KIND, [GOOD.verifier], len(signed) - 1)


def test_each_changed_byte_is_noticed() -> None:
    signed = GOOD.sign(TEXT)
    for at in range(len(signed)):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        with pytest.raises(NoteError):
            note.open(changed, KIND, [GOOD.verifier])
