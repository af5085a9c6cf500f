"""Armour: what a strict reader lets pass, and how little it holds."""

import io

import pytest

from crypto import armor
from crypto.errors import ArmorError


def _armored(data: bytes) -> bytes:
    out = io.BytesIO()
    armor.armor(io.BytesIO(data), out)
    return out.getvalue()


def _plain(text: bytes) -> bytes:
    return armor.dearmor(io.BytesIO(text)).read()


@pytest.mark.parametrize("size", [0, 1, 2, 3, 47, 48, 49, 96, 49151, 49152, 49153, 200_000])
def test_every_size_comes_back_with_either_line_end(size: int) -> None:
    data = bytes(i % 256 for i in range(size))
    text = _armored(data)
    assert max(map(len, text.split(b"\n"))) <= 64
    assert _plain(text) == data
    assert _plain(text.replace(b"\n", b"\r\n")) == data
    assert _plain(b" \r\n\t\n" + text.rstrip(b"\n") + b"\n \n") == data


def test_small_reads_give_the_same_bytes() -> None:
    data = bytes(range(256)) * 20
    stream = armor.dearmor(io.BytesIO(_armored(data)))
    assert b"".join(iter(lambda: stream.read(7), b"")) == data
    again = io.BufferedReader(armor.dearmor(io.BytesIO(_armored(data))))
    assert again.read() == data


def test_an_armoured_file_is_known_by_its_start() -> None:
    assert armor.is_armored(_armored(b"x"))
    assert armor.is_armored(b"\r\n  " + _armored(b"x"))
    assert not armor.is_armored(b"age-encryption.org/v1\n")
    assert not armor.is_armored(b"")
    assert not armor.is_armored(b" " * 2000 + _armored(b"x"))


GOOD = _armored(bytes(200))
LINES = GOOD.split(b"\n")
BAD = {
    "no byte": b"",
    "white space only": b" \n\n",
    "no BEGIN": GOOD[len(LINES[0]) + 1 :],
    "no END": GOOD[: GOOD.index(b"-----END")],
    "a cut END": GOOD[:-10],
    "BEGIN twice": LINES[0] + b"\n" + GOOD,
    "two files": GOOD + GOOD,
    "a word in front": b"Dear editors,\n" + GOOD,
    "a word behind": GOOD + b"Regards\n",
    "too much white space in front": b"\n" * 3000 + GOOD,
    "too much white space behind": GOOD + b"\n" * 3000,
    "a space behind a line": GOOD.replace(b"A\n", b"A \n", 1),
    "an empty line": GOOD.replace(b"A\n", b"A\n\n", 1),
    "a short line within": GOOD.replace(b"AA\n", b"\n", 1),
    "a long line": GOOD.replace(b"A\n", b"AAAAA\n", 1),
    "padding within": GOOD.replace(b"AA\n", b"==\n", 1),
    "no padding": GOOD.replace(b"=", b""),
    "spare bits set": GOOD.replace(b"AAA=", b"AAB=", 1),
    "a letter outside": GOOD.replace(b"A\n", b"-\n", 1),
    "a byte outside": GOOD.replace(b"A\n", b"\xff\n", 1),
    "bare carriage returns": GOOD.replace(b"\n", b"\r"),
    "a header": GOOD.replace(b"\n", b"\nVersion: 1\n\n", 1),
    "another label": GOOD.replace(b"AGE ENCRYPTED FILE", b"AGE ENCRYPTED DATA"),
    "lower case": GOOD.replace(b"BEGIN", b"begin"),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_all_other_spellings_are_refused(text: bytes) -> None:
    with pytest.raises(ArmorError):
        _plain(text)


def test_the_tables_have_the_faults_they_name() -> None:
    assert len(set(BAD.values()) | {GOOD}) == len(BAD) + 1


class _Endless:
    def __init__(self, start: bytes, more: bytes) -> None:
        self.start, self.more, self.given = start, more, 0

    def read(self, size: int, /) -> bytes:
        data = self.start or (self.more * size)[:size]
        self.start = b""
        self.given += len(data)
        return data


@pytest.mark.parametrize(("start", "more"), [(GOOD, b" "), (b"", b" "), (LINES[0] + b"\n", b"A")])
def test_an_endless_line_is_refused_and_not_held(start: bytes, more: bytes) -> None:
    source = _Endless(start, more)
    with pytest.raises(ArmorError):
        armor.dearmor(source).read()
    assert source.given < 200_000
