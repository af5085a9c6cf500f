"""Epochs: a fortnight each, one manifest and one key each, six at a time.

The private halves of one publication lie in one file, meant for a stick of its own that is
destroyed when they are no longer needed. The file is sealed to the vault: stick or vault alone
opens nothing. Opened, it is an identity file as age reads it:

    # testimony-epochs v1
    # epoch 7, 2026-11-26 to 2026-12-12
    AGE-SECRET-KEY-PQ-1…

Source: docs/spec/vault.md, section 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from cli import sealed
from cli.errors import InputError, VaultDamaged
from crypto.errors import CryptoError
from crypto.keys import HybridIdentity

EPOCHS: Final = 6  # published ahead; a raid on day one reads no further
DAYS: Final = 14  # of one epoch
GRACE: Final = 3  # days; a page that was opened on the last day can still be sent

_HEAD: Final = "# testimony-epochs v1"
_LINE: Final = re.compile(r"# epoch ([1-9][0-9]{0,8}), .*")


@dataclass(frozen=True, slots=True)
class Window:
    """The days one epoch is valid, both included, UTC."""

    serial: int
    not_before: date
    not_after: date


@dataclass(frozen=True, slots=True)
class EpochKey:
    """The private half of one epoch."""

    serial: int
    identity: HybridIdentity


def windows(first_day: date, first_serial: int) -> list[Window]:
    """Return the next six epochs: each begins when the one before ends, but for its grace."""
    starts = [first_day + timedelta(days=DAYS * number) for number in range(EPOCHS)]
    return [
        Window(first_serial + number, start, start + timedelta(days=DAYS - 1 + GRACE))
        for number, start in enumerate(starts)
    ]


def dump(keys: Iterable[tuple[Window, HybridIdentity]]) -> bytes:
    """Return an identity file with these keys."""
    lines = [_HEAD]
    for window, identity in keys:
        lines.append(f"# epoch {window.serial}, {window.not_before} to {window.not_after}")
        lines.append(str(identity))
    return ("\n".join(lines) + "\n").encode()


def parse(data: bytes) -> list[EpochKey]:
    """Read what `dump` made. Raises ValueError on anything else."""
    lines = data.decode("ascii").splitlines()
    if not lines or lines[0] != _HEAD or len(lines) % 2 != 1:
        raise ValueError("not a file of epoch keys")
    keys = []
    for comment, secret in zip(lines[1::2], lines[2::2], strict=True):
        found = _LINE.fullmatch(comment)
        if not found:
            raise ValueError("a key without its epoch")
        keys.append(EpochKey(int(found[1]), HybridIdentity.parse(secret)))
    return keys


def load(paths: Sequence[Path], vault: HybridIdentity) -> list[EpochKey]:
    """Return the keys in these files, newest epoch first.

    raises: InputError, VaultDamaged, naming the file
    """
    keys: dict[int, EpochKey] = {}
    for path in paths:
        try:
            found = parse(sealed.load_bytes(path, vault))
        except (ValueError, CryptoError) as error:
            raise InputError(
                f"{path} opens but holds no epoch keys.",
                "Name the file that testimony publish wrote with --epochs-out.",
            ) from error
        except VaultDamaged as error:
            raise InputError(
                f"The epoch keys in {path} cannot be opened with this vault: {error.__cause__}",
                "Check that the stick belongs to this vault, or use its second copy.",
            ) from error
        keys.update({key.serial: key for key in found})
    return [keys[serial] for serial in sorted(keys, reverse=True)]
