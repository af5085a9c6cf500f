"""The manifests of a data folder: which one is in force, which desk keys are known.

Every rule about a manifest is in `crypto.manifest`; here it meets files and the day.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from crypto.errors import CryptoError, Expired, KeyFormatError, LowerSerial, NotYetValid
from crypto.manifest import Manifest, UntrustedManifest
from crypto.note import Verifier
from crypto.padding import SIZE_CLASSES
from crypto.structure import envelope_length
from intake.refusals import Closed

MOST_FOUND = 4  # days and serials that are remembered: today's, with a serial and without


class ShelfError(Exception):
    """A manifest or key that cannot be installed or read; the message is for the operator."""


class Shelf:
    """Manifests whose signatures were checked against the root key."""

    def __init__(self, root: Verifier, manifests: Sequence[Manifest]) -> None:
        self.root = root
        self._manifests = sorted(manifests, key=lambda m: m.serial, reverse=True)
        self._found: dict[tuple[date, int | None], list[Manifest]] = {}

    @classmethod
    def load(cls, root: Path, folder: Path) -> "Shelf":
        """Read what `intake init` installed.

        raises: ShelfError
        """
        try:
            key = read_root(root)
            notes = {path: path.read_bytes() for path in sorted(folder.glob("*.note"))}
        except OSError as error:
            raise ShelfError(f"{error.filename} cannot be read: {error.strerror}.") from None
        return cls(key, [authentic(str(path), note, key) for path, note in notes.items()])

    def in_force(self, now: datetime, last_serial: int | None) -> Manifest:
        """The manifest to serve: of those whose time has come, the one published last.

        raises: Closed
        """
        for manifest in self._valid(now, last_serial):
            return manifest
        raise Closed

    def lengths(self, now: datetime) -> frozenset[int]:
        """Envelope lengths that are accepted now.

        All manifests of this day count, so that a page opened before midnight is not refused.
        """
        sizes = {size for manifest in self._valid(now, None) for size in manifest.sizes}
        return frozenset(envelope_length(size) for size in sizes if size in SIZE_CLASSES)

    def retention_days(self, now: datetime) -> int:
        """Days an envelope may wait; of several manifests the longest holds.

        raises: Closed if no manifest has ever been in force
        """
        begun = [m for m in self._manifests if m.not_before <= now.astimezone(UTC).date()]
        if not begun:
            raise Closed
        valid = list(self._valid(now, None)) or begun[:1]
        return max(manifest.retention_days for manifest in valid)

    def desks(self) -> tuple[Verifier, ...]:
        """The desk keys of all installed manifests, latest first, each once."""
        return tuple(dict.fromkeys(Verifier.parse(str(m.desk)) for m in self._manifests))

    def _valid(self, now: datetime, last_serial: int | None) -> Sequence[Manifest]:
        """Those valid on this day; found once a day, since strangers ask with every request."""
        asked = (now.astimezone(UTC).date(), last_serial)
        if asked not in self._found:
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            self._found[asked] = self._verified(now, last_serial)
        return self._found[asked]

    def _verified(self, now: datetime, last_serial: int | None) -> list[Manifest]:
        valid = []
        for manifest in self._manifests:
            try:
                untrusted = UntrustedManifest(manifest.raw)
                valid.append(untrusted.verify([self.root], now=now, last_serial=last_serial))
            except (NotYetValid, Expired, LowerSerial):
                continue
        return valid


def read_root(source: Path | str) -> Verifier:
    """The root verifier key, from a file or as its own text.

    raises: ShelfError
    """
    text = str(source)
    if isinstance(source, Path):
        try:
            text = source.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not text"
            raise ShelfError(f"{source} cannot be read: {reason}.") from None
    try:
        return Verifier.parse(text)
    except KeyFormatError as error:
        raise ShelfError(f"{source} is no root key. {error} {error.hint}".rstrip()) from None


def authentic(name: str, note: bytes, root: Verifier) -> Manifest:
    """A manifest whose signature and fields hold, whatever its dates.

    raises: ShelfError naming the file
    """
    try:
        return UntrustedManifest(note).authenticate([root])
    except CryptoError as error:
        raise ShelfError(f"{name} is refused. {error} {error.hint}".rstrip()) from None


def choose(
    notes: Mapping[str, bytes], root: Verifier, now: datetime, last_serial: int | None
) -> dict[str, Manifest]:
    """Check manifests that an operator wants to install; all or none.

    notes:   file name to bytes
    returns: the same names; manifests of later epochs are among them
    raises:  ShelfError if one is over, has a lower serial, or is not the root's
    """
    chosen = {name: authentic(name, note, root) for name, note in notes.items()}
    today = now.astimezone(UTC).date()
    for name, manifest in chosen.items():
        try:
            UntrustedManifest(manifest.raw).verify([root], now=now, last_serial=last_serial)
        except NotYetValid:
            if last_serial is not None and manifest.serial < last_serial:
                raise ShelfError(f"{name} is refused. {_lower(manifest, last_serial)}") from None
        except CryptoError as error:
            raise ShelfError(f"{name} is refused. {error} {error.hint}".rstrip()) from None
    if not any(m.not_before <= today for m in chosen.values()) and last_serial is None:
        first = min(m.not_before for m in chosen.values())
        raise ShelfError(
            f"None of these manifests is in force today: the first begins on {first}. "
            "Check the clock of this machine, or ask the editors for the one of this fortnight."
        )
    return chosen


def _lower(manifest: Manifest, last: int) -> str:
    return f"Its serial {manifest.serial} is lower than {last}, which was served before."


def place(folder: Path, manifests: Sequence[Manifest]) -> None:
    """Write manifests into the folder, each whole or not at all."""
    for manifest in manifests:
        path = folder / f"{hashlib.sha256(manifest.raw).hexdigest()}.note"
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(manifest.raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
