"""Pictures that go with an exported account, and the last look at each of them.

Loads nothing heavy for a case without files, so that an export costs no more than it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cli import files
from cli.case import ATTACHMENTS, Case
from cli.errors import OutputError


def pictures(case: Case, kept: str, reviewers: int = 1) -> tuple[bytes, ...]:
    """Return the pictures that editors let leave, in their order.

    kept:   why no file of this case may leave (consent.files_may_leave), "" if they may
    reviewers: how many editors the vault's policy asks for
    raises: NotSafe if one is no longer what was seen, VaultDamaged
    """
    if kept or not (case.folder / f"{ATTACHMENTS}.age").exists():
        return ()
    from cli.attachments import shelf

    return tuple(shelf.leaving(case, shelf.load(case), reviewers))


def write(folder: Path, made: Sequence[bytes]) -> list[Path]:
    """Write 1.png, 2.png, … into a folder, and read each back with another reader.

    raises: NotSafe, OutputError, InputError
    """
    from cli.attachments import shelf

    paths = [folder / f"{number}.png" for number in range(1, len(made) + 1)]
    for path in paths:
        if path.exists():
            raise OutputError(
                f"{path} exists already. Nothing was written.", "Choose another folder."
            )
    files.make_folder(folder)
    for path, data in zip(paths, made, strict=True):
        files.write(path, data)
        shelf.gate(files.read(path, len(data)))
    return paths
