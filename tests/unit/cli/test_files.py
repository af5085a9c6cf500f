"""Files are whole or not there, and what cannot be read or written is said in words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cli import files
from cli.errors import InputError, OutputError


def write_half(path: Path, failure: BaseException) -> None:
    with files.new_file(path, replace=True) as file:
        file.write(b"half")
        raise failure


def test_a_file_that_fails_half_way_never_appears(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with pytest.raises(RuntimeError):
        write_half(path, RuntimeError())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_fails_half_way_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_half(path, KeyboardInterrupt())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="exists already"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    link = tmp_path / "out"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="exists already"):
        files.write(link, b"new")
    assert not (tmp_path / "elsewhere").exists()


FAILURES = {
    errno.ENOSPC: "no room left",
    errno.EDQUOT: "no room left",
    errno.EFBIG: "no room left",
    errno.EIO: "cannot be written: input/output error",
    errno.EACCES: "cannot be written: permission denied",
}


@pytest.mark.parametrize("number", FAILURES, ids=lambda number: errno.errorcode[number])
def test_what_the_system_refuses_is_told_in_words(tmp_path: Path, number: int) -> None:
    path = tmp_path / "out"
    with pytest.raises(OutputError, match=FAILURES[number]) as caught, files.new_file(path):
        raise OSError(number, os.strerror(number))
    assert str(path) in str(caught.value)
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_its_kind_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_bytes(b"x" * 11)
    assert files.read(path, 11) == b"x" * 11
    with pytest.raises(InputError, match="larger than 10 bytes"):
        files.read(path, 10)


@pytest.mark.parametrize(("name", "said"), [("no", "no such file"), (".", "is a directory")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        files.read(tmp_path / name, 10)


def test_files_are_for_their_owner_and_public_ones_for_all(tmp_path: Path) -> None:
    files.write(tmp_path / "a", b"")
    files.write(tmp_path / "b", b"", mode=files.PUBLIC_MODE)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o644
