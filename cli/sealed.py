"""Small things at rest: bytes and JSON values, each sealed to one key and padded.

A value is UTF-8 JSON followed by spaces up to a multiple of STEP bytes, so that a file's length
does not tell how many names it holds. `age -d -i KEY FILE` shows it without this tool.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Final

from cli import files
from cli.errors import InputError, VaultDamaged
from crypto import age
from crypto.errors import CryptoError
from crypto.keys import HybridIdentity, HybridRecipient

STEP: Final = 16 * 1024  # bytes; holds the decisions of an ordinary testimony
MAX_VALUE: Final = 64 * 1024 * 1024  # bytes of one sealed value; an index of 100 000 cases is 40 MB


def seal(data: bytes, recipient: HybridRecipient) -> bytes:
    """Return `data` as an age file for one recipient."""
    sealed = io.BytesIO()
    age.encrypt(io.BytesIO(data), sealed, [recipient])
    return sealed.getvalue()


def unseal(data: bytes, identity: HybridIdentity) -> bytes:
    """Return what an age file holds. Raises CryptoError if it is damaged or for another key."""
    opened = io.BytesIO()
    age.decrypt(io.BytesIO(data), opened, [identity])
    return opened.getvalue()


def load_bytes(path: Path, identity: HybridIdentity) -> bytes:
    """Return what a sealed file of a vault holds.

    raises: VaultDamaged, naming the file
    """
    try:
        return unseal(files.read(path, MAX_VALUE), identity)
    except (CryptoError, InputError) as error:
        raise VaultDamaged(
            f"{path} cannot be opened: {error}",
            "Put back this file, or the whole vault, from its second copy.",
        ) from error


def store_value(
    path: Path, value: Any, recipient: HybridRecipient, *, sync_name: bool = True
) -> None:
    """Write a JSON value, sealed and padded, in place of what was there."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    data = seal(plain + b" " * (-len(plain) % STEP), recipient)
    files.write(path, data, replace=True, sync_name=sync_name)


def load_value(path: Path, identity: HybridIdentity) -> dict[str, Any]:
    """Return the JSON object that `store_value` wrote.

    raises: VaultDamaged, naming the file
    """
    try:
        value = json.loads(load_bytes(path, identity))
    except ValueError as error:
        raise VaultDamaged(
            f"{path} opens but is no record of this vault.",
            "Put back this file, or the whole vault, from its second copy.",
        ) from error
    if not isinstance(value, dict):
        raise VaultDamaged(f"{path} opens but is no record of this vault.")
    return value
