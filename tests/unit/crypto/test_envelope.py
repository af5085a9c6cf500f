"""The envelope: one recipient, one length of header, nothing tried on anything else."""

import io
import subprocess
import sys
from typing import ClassVar

import pytest

from crypto import age, envelope, structure
from crypto.errors import FormatError, HeaderError, NoMatch, PayloadError
from crypto.keys import HybridIdentity, X25519Identity
from crypto.padding import SIZE_CLASSES
from crypto.structure import Stanza

IDENTITY = HybridIdentity.generate()


def _sealed(plain: bytes) -> bytes:
    out = io.BytesIO()
    envelope.seal(io.BytesIO(plain), out, IDENTITY.recipient())
    return out.getvalue()


def test_a_sealed_envelope_passes_the_server_s_checks_and_opens() -> None:
    plain = bytes(SIZE_CLASSES[0])
    sealed = _sealed(plain)
    structure.check_header(sealed[: structure.HEADER_LEN])
    structure.check_length(len(sealed))
    assert structure.parse_header(sealed).length == structure.HEADER_LEN
    assert envelope.open_reader(io.BytesIO(sealed), [IDENTITY]).read() == plain


def test_one_byte_less_of_the_header_is_refused() -> None:
    with pytest.raises(HeaderError):
        structure.check_header(_sealed(b"")[: structure.HEADER_LEN - 1])


def test_every_class_has_its_own_length() -> None:
    assert len(set(structure.ENVELOPE_LENGTHS)) == len(SIZE_CLASSES)
    for length in structure.ENVELOPE_LENGTHS:
        structure.check_length(length)
        for near in (length - 1, length + 1):
            with pytest.raises(FormatError):
                structure.check_length(near)


class _Untouchable:
    """An identity that must not be asked."""

    kind: ClassVar[str] = "mlkem768x25519"

    def unwrap(self, stanza: Stanza) -> bytes | None:
        raise AssertionError(f"a key was tried on {stanza.type}")


def test_anything_but_one_right_stanza_is_refused_before_a_key_is_tried() -> None:
    x25519, two = io.BytesIO(), io.BytesIO()
    age.encrypt(io.BytesIO(b"x"), x25519, [X25519Identity.generate().recipient()])
    age.encrypt(io.BytesIO(b"x"), two, [IDENTITY.recipient()] * 2)
    grease = _sealed(b"x").replace(b"\n---", b"\n-> grease\n\n---", 1)
    for sealed in (x25519.getvalue(), two.getvalue(), grease, b"plain text\n"):
        with pytest.raises(HeaderError):
            envelope.open_reader(io.BytesIO(sealed), [_Untouchable()])


def test_another_newsroom_s_envelope_does_not_open() -> None:
    with pytest.raises(NoMatch):
        envelope.open_reader(io.BytesIO(_sealed(b"x")), [HybridIdentity.generate()])


def test_a_damaged_envelope_is_noticed_while_reading() -> None:
    sealed = bytearray(_sealed(bytes(SIZE_CLASSES[0])))
    sealed[-1] ^= 1
    reader = envelope.open_reader(io.BytesIO(bytes(sealed)), [IDENTITY])
    with pytest.raises(PayloadError):
        reader.read()


def test_what_the_server_may_import_loads_no_code_that_decrypts() -> None:
    modules = "errors, structure, padding, note, manifest, receipt, handover, armor, tar, files"
    script = (
        f"from crypto import {modules}\nimport sys\n"
        "bad = {'cryptography', 'crypto.age', 'crypto.stream', 'crypto.keys', 'crypto.envelope',"
        " 'crypto.testimony', 'crypto.bech32'}\n"
        "print(sorted(bad & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"


READABLE = {
    "an empty file": (b"", False),
    "an age file for another type": (b"age-encryption.org/v1\n-> X25519 abc\n", False),
    "an age file of a later version": (b"age-encryption.org/v2\n", False),
    "armour": (b"\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", False),
    "a PGP message": (b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n", False),
    "a letter that was cut in two": ("Помогите".encode()[:-1], True),
    "one byte that is no letter": (b"\xff", False),
    "a voice message of an old phone": (b"#!AMR\n" + bytes(range(256)) * 8, True),
    "a film": (b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 8, True),
    "text with a tab and a form feed": (b"a\tb\nc\x0cd" * 300, True),
}


@pytest.mark.parametrize(("head", "readable"), READABLE.values(), ids=READABLE.keys())
def test_what_looks_readable(head: bytes, readable: bool) -> None:
    assert structure.looks_readable(head) is readable
