"""Files that are whole or not there: written beside, synced, renamed; never readable by others.

Every write of the tool goes through here, so that a full disk, a pulled stick or a pulled plug
leaves either the old file or the new one, and no third thing.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from cli.errors import InputError, OutputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

FILE_MODE: Final = 0o600
PUBLIC_MODE: Final = 0o644
FOLDER_MODE: Final = 0o700
PART: Final = ".part-"  # begins the name of everything unfinished; swept when a vault is opened

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextlib.contextmanager
def new_file(
    path: Path, *, replace: bool = False, mode: int = FILE_MODE, sync_name: bool = True
) -> Iterator[BinaryIO]:
    """Open a file that appears under `path` only when the block ends well.

    replace: let it take the place of a file that is there
    mode:    PUBLIC_MODE for what others are meant to read, like a manifest
    sync_name: make the name durable too; False where the caller syncs the folder once at the end
    raises:  OutputError if `path` exists and may not be replaced, or cannot be written
    """
    if not replace and os.path.lexists(path):
        raise OutputError(
            f"{path} exists already. Nothing was written.",
            "Choose another name, or move that file away first.",
        )
    part = path.with_name(f"{PART}{secrets.token_hex(8)}")
    with told(path):
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                # Where a stick keeps no modes, those of its mount hold.
                with contextlib.suppress(PermissionError):
                    os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        if sync_name:
            sync_folder(path.parent)


def write(
    path: Path,
    data: bytes,
    *,
    replace: bool = False,
    mode: int = FILE_MODE,
    sync_name: bool = True,
) -> None:
    """Write a whole file. Raises as `new_file` does."""
    with new_file(path, replace=replace, mode=mode, sync_name=sync_name) as file:
        file.write(data)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, that only its owner may enter. It may exist."""
    with told(path):
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems of sticks cannot sync a folder; the file itself is synced by then.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def read(path: Path, limit: int) -> bytes:
    """Read a whole file of at most `limit` bytes.

    raises: InputError if it is not there, not readable or larger
    """
    with reading(path) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"{path} is larger than {limit} bytes, more than a file of this kind can be.",
            "Check that it is the file you meant.",
        )
    return data


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file that somebody named, for reading. Raises InputError in words."""
    try:
        raw = _Source(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    with io.BufferedReader(raw) as file:
        yield file


class _Source(io.FileIO):
    """A file whose failures to be read are told apart from failures to write another."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._path = path

    def readinto(self, buffer: Buffer, /) -> int:
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def readall(self) -> bytes:
        try:
            return super().readall()
        except OSError as error:
            raise _unreadable(self._path, error) from error


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path} cannot be read: {_reason(error)}.", "Check the path and the stick.")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says about a failed write to `path` into an OutputError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise OutputError(
                f"There is no room left to write {path}. What was unfinished was removed.",
                "Make room on that disk and run the command again.",
            ) from error
        raise OutputError(
            f"{path} cannot be written: {_reason(error)}.",
            "Check that the folder exists, is yours and can be written to.",
        ) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
