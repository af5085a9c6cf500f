"""The passphrase: made strong, read exactly, never taken for granted."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from cli import passphrase
from cli.errors import PassphraseError


def test_a_made_passphrase_has_96_bits_in_six_groups() -> None:
    assert re.fullmatch(
        r"(?:[b-z][aiou][b-z][aiou][b-z]-){5}[b-z][aiou][b-z][aiou][b-z]", passphrase.make()
    )
    consonants, vowels = set(passphrase.CONSONANTS), set(passphrase.VOWELS)
    assert (len(consonants), len(vowels)) == (16, 4)
    bits = passphrase.GROUPS * (3 * math.log2(16) + 2 * math.log2(4))
    assert bits == 96
    assert not consonants & vowels


def test_two_made_passphrases_differ_in_every_group() -> None:
    made = {group for _ in range(4) for group in passphrase.make().split("-")}
    assert len(made) > 4 * passphrase.GROUPS - 3


FILES = {
    "a line": (b"abc def\n", "abc def"),
    "a line without its end": (b"abc def", "abc def"),
    "a line with the end of another system": (b"abc def\r\n", "abc def"),
    "only the first of two lines": (b"abc\ndef\n", "abc"),
    "other letters": ("пароль\n".encode(), "пароль"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_passphrase_file_gives_its_first_line(tmp_path: Path, what: str) -> None:
    data, expected = FILES[what]
    path = tmp_path / "pass"
    path.write_bytes(data)
    assert passphrase.from_file(path) == expected


@pytest.mark.parametrize("data", [b"", b"\n", b"   \n", b"\xff\xff"])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "pass"
    path.write_bytes(data)
    with pytest.raises(PassphraseError, match=str(path)):
        passphrase.from_file(path)


def test_a_short_passphrase_of_ones_own_is_warned_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pass"
    path.write_text("secret\n")
    assert passphrase.choose(path) == "secret"
    assert "only 6 letters" in capsys.readouterr().err


def test_the_environment_can_name_the_file_and_is_warned_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pass"
    path.write_text("a long enough passphrase\n")
    monkeypatch.setenv(passphrase.ENVIRONMENT, str(path))
    assert passphrase.obtain(None) == "a long enough passphrase"
    assert "for tests" in capsys.readouterr().err
