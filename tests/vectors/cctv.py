"""The published age vectors (C2SP CCTV), as npm's `cctv-age` packs them."""

import base64
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "node_modules" / "cctv-age" / "index.js"
COUNT = 143

# The package is a script of lines like: var armor_crlf_default = __toBinary("ZXhw…");
_LINE = re.compile(r'^var (\w+)_default = __toBinary\("([A-Za-z0-9+/=]*)"\);$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CctvVector:
    """One file: what must happen, with which keys, and the SHA-256 of all that is released."""

    name: str
    expect: str
    payload: str | None
    identities: tuple[str, ...]
    passphrases: tuple[str, ...]
    armored: bool
    file: bytes


def load() -> list[CctvVector]:
    """All vectors, by name."""
    packed = _LINE.findall(PACKAGE.read_text("utf-8"))
    return sorted((_parse(name, base64.b64decode(data)) for name, data in packed), key=_name)


def _name(vector: CctvVector) -> str:
    return vector.name


def _parse(name: str, data: bytes) -> CctvVector:
    head, _, file = data.partition(b"\n\n")
    pairs = [line.split(": ", 1) for line in head.decode().split("\n")]
    single = dict(pairs)
    if single.get("compressed") == "zlib":
        file = zlib.decompress(file)
    return CctvVector(
        name,
        single["expect"],
        single.get("payload"),
        tuple(value for key, value in pairs if key == "identity"),
        tuple(value for key, value in pairs if key == "passphrase"),
        single.get("armored") == "yes",
        file,
    )
