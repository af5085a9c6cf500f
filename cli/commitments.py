"""Commitments: what a newsroom can prove later that it received, without showing it now.

For each field of a testimony 32 secret bytes are drawn when it is collected, and the SHA-256 of
them and the field is kept with them, sealed to the case. The list of these digests says nothing
to who lacks the secret bytes: it can be deposited with a notary. Later one field can be opened for
a court, with its secret bytes, and no other. Nothing of it is ever part of an export.

    commitments.age   {"fields": [{"name", "salt", "sha256"}, …]}   salt, sha256: hex

Source: docs/spec/vault.md, section 8.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from cli.case import Case
from cli.errors import InputError, NotDecided, VaultDamaged
from crypto.testimony import JSON_NAME, Answer, Reader

COMMITMENTS: Final = "commitments"
SALT: Final = 32  # bytes
ALL: Final = "all"
_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Commitment:
    """SHA-256 of 32 secret bytes and one field. salt, sha256: hex"""

    name: str
    salt: str
    sha256: str

    def line(self) -> str:
        """Return it as `sha256sum` writes it."""
        return f"{self.sha256}  {self.name}"


def commit(
    reader: Reader, salt: Callable[[str], bytes] = lambda _: secrets.token_bytes(SALT)
) -> tuple[Commitment, ...]:
    """Read a testimony to its end, so that all of it is checked, and commit to each of its fields.

    salt: the secret bytes for a field, by its name
    """
    made = []
    for name, pieces in _fields(reader):
        drawn = salt(name)
        digest = hashlib.sha256(drawn)
        for piece in pieces:
            digest.update(piece)
        made.append(Commitment(name, drawn.hex(), digest.hexdigest()))
    return tuple(made)


def _fields(reader: Reader) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give the name and the bytes of each field: testimony.json whole, its parts, each file."""
    account = reader.testimony
    yield JSON_NAME, iter([reader.document])
    for group, values in (("answers", account.answers), ("consent", account.consent)):
        for name, value in sorted(values.items()):
            yield f"{group}.{name}", iter([field_bytes(value)])
    for name, _, source in reader.attachments():
        yield name, iter(lambda source=source: source.read(_PIECE), b"")  # type: ignore[misc]


def field_bytes(value: Answer) -> bytes:
    """Return the bytes of an answer that are committed to: its text, or its ids a line each."""
    return (value if isinstance(value, str) else "\n".join(value)).encode()


def to_value(made: tuple[Commitment, ...]) -> dict[str, Any]:
    """Return a JSON object; `load` reads it."""
    return {"fields": [asdict(one) for one in made]}


def load(case: Case) -> tuple[Commitment, ...]:
    """Return the commitments of a case, after holding each against what lies in the vault.

    raises: NotDecided if none were made, VaultDamaged if one does not fit
    """
    value = case.load(COMMITMENTS)
    if value is None:
        raise NotDecided(
            f"No commitments were made when case {case.id} was collected.",
            "They cannot be made later: they would prove nothing about that day.",
        )
    made = tuple(Commitment(**one) for one in value["fields"])
    salts: Mapping[str, bytes] = {one.name: bytes.fromhex(one.salt) for one in made}
    with case.testimony() as reader:
        if commit(reader, lambda name: salts.get(name, b"")) != made:
            raise VaultDamaged(
                f"The commitments of case {case.id} do not fit its testimony.",
                "Put back its folder from the second copy of the vault.",
            )
    return made


def whole(made: tuple[Commitment, ...]) -> Commitment:
    """Return one digest over the list of all: enough to deposit."""
    lines = "".join(f"{one.line()}\n" for one in made)
    return Commitment(ALL, "", hashlib.sha256(lines.encode()).hexdigest())


def opened(case: Case, name: str) -> dict[str, str]:
    """Return what opens one field: its secret bytes, its digest, and its text if it is one.

    raises: InputError if there is no such field
    """
    made = load(case)
    found = next((one for one in made if one.name == name), None)
    if found is None:
        raise InputError(
            f"Case {case.id} has no field “{name}”.",
            "Which there are: testimony read VAULT CASE --commitments",
        )
    value = {"field": found.name, "salt": found.salt, "sha256": found.sha256}
    group, _, key = name.partition(".")
    account = case.content()
    fields = {"answers": account.answers, "consent": account.consent}.get(group, {})
    return value | ({"text": field_bytes(fields[key]).decode()} if key in fields else {})
