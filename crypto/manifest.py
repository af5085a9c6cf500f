"""The manifest: what one newsroom says to its witnesses for one epoch, signed by its root.

    UntrustedManifest(bytes).verify(roots, now, last_serial) -> Manifest

One manifest is one epoch with one recipient, so that nobody picks a key by a clock; it is valid
for that fortnight and a short grace, so that a hostile server can serve an old one only that long.

Source: docs/spec/manifest.md.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from crypto import note, questionnaire
from crypto.errors import BadField, CryptoError, Expired, LowerSerial, NotYetValid
from crypto.note import Signer, Verifier
from crypto.padding import SIZE_CLASSES

KIND = "testimony-manifest v1"
MAX_NOTE = 128 * 1024  # bytes: the questionnaire, 2 KiB of recipient, a few lines
MAX_DAYS = 62  # an epoch is a fortnight; a year would leave a lost key in use for a year
MAX_NEWSROOM = 100  # UTF-16 units
MAX_INTEGER = 2**53 - 1  # what a browser counts exactly
MAX_RETENTION = 3650  # days
SALT_SIZE = 16

KEYS = (
    "newsroom",
    "onion",
    "serial",
    "not-before",
    "not-after",
    "desk",
    "codename-salt",
    "recipient",
    "sizes",
    "retention-days",
    "questionnaire",
)

_INTEGER = re.compile(r"[1-9][0-9]{0,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONION = re.compile(r"[a-z2-7]{56}\.onion")
_HEX_SALT = re.compile(r"[0-9a-f]{32}")
# Prefix, 1216 bytes in Bech32's alphabet, checksum. Its sum is checked by whoever seals to it.
_RECIPIENT = re.compile(r"age1pq1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{1952}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What the root signs. Days are UTC and both belong to the epoch.

    serial:        1 or more; each new manifest has a higher one
    not_after:     the grace for late senders is inside
    desk:          string form of the key that signs receipts
    codename_salt: 16 bytes, the same in all manifests of a newsroom
    recipient:     age1pq1…
    sizes:         accepted size classes of the tar, rising
    """

    newsroom: str
    onion: str
    serial: int
    not_before: date
    not_after: date
    desk: str
    codename_salt: bytes
    recipient: str
    questionnaire: dict[str, object] = field(hash=False)
    sizes: tuple[int, ...] = SIZE_CLASSES
    retention_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(Fields):
    """A manifest whose signature, dates and fields were checked.

    raw:    the note's bytes, as they are served
    digest: SHA-256 of raw, 64 hex digits; every testimony carries it
    """

    raw: bytes
    digest: str


def sign(fields: Fields, root: Signer) -> bytes:
    """The signed note; refuses fields that no reader would accept.

    raises: BadField, TooLarge
    """
    text = _write(fields)
    _read(text)
    return root.sign(text)


class UntrustedManifest:
    """A manifest as it came, of which nothing may be believed yet."""

    __slots__ = ("_note",)

    def __init__(self, note: bytes) -> None:
        self._note = note

    def verify(self, roots: Sequence[Verifier], now: datetime, last_serial: int | None) -> Manifest:
        """Check everything and return what can be relied on.

        roots:       the newsroom's root keys; one must have signed
        now:         the current time, with its time zone
        last_serial: the highest serial accepted before, or None at first
        raises: NoteError, SignatureError, WrongKind, BadField, NotYetValid, Expired, LowerSerial
        """
        if now.tzinfo is None:
            raise ValueError("now must have a time zone")
        fields = self.authenticate(roots)
        today = now.astimezone(UTC).date()
        if today < fields.not_before:
            raise NotYetValid(
                f"The manifest is valid from {fields.not_before}, and today is {today} (UTC).",
                "Check this machine's clock, or use the manifest whose time has come.",
            )
        if today > fields.not_after:
            raise Expired(
                f"The manifest was valid until {fields.not_after}, and today is {today} (UTC).",
                "Check this machine's clock, or get the current manifest.",
            )
        if last_serial is not None and fields.serial < last_serial:
            raise LowerSerial(
                f"The manifest has serial {fields.serial}; {last_serial} was accepted before.",
                "Someone offers an old manifest. Get the current one.",
            )
        return fields

    def authenticate(self, roots: Sequence[Verifier]) -> Manifest:
        """Check all but the dates and the serial: for manifests whose time comes, or is over.

        raises: NoteError, SignatureError, WrongKind, BadField
        """
        fields = _read(note.open(self._note, KIND, roots, MAX_NOTE))
        values = {name: getattr(fields, name) for name in Fields.__dataclass_fields__}
        digest = hashlib.sha256(self._note).hexdigest()
        return Manifest(**values, raw=self._note, digest=digest)


def _write(fields: Fields) -> str:
    asked = json.dumps(fields.questionnaire, separators=(",", ":"), ensure_ascii=True)
    values = (
        json.dumps(fields.newsroom, ensure_ascii=True),
        fields.onion,
        str(fields.serial),
        fields.not_before.isoformat(),
        fields.not_after.isoformat(),
        fields.desk,
        fields.codename_salt.hex(),
        fields.recipient,
        " ".join(map(str, fields.sizes)),
        str(fields.retention_days),
        asked,
    )
    lines = [f"{key} {value}" for key, value in zip(KEYS, values, strict=True)]
    return "\n".join([KIND, *lines]) + "\n"


def _read(text: str) -> Fields:
    """The fields of a manifest's text, whose first line was checked."""
    lines = text[:-1].split("\n")[1:]
    if not text.isascii():
        raise BadField("text", "The manifest holds letters other than ASCII.")
    found = tuple(line.partition(" ")[0] for line in lines)
    if found != KEYS:
        raise BadField("text", f"The manifest must have the lines {', '.join(KEYS)}, in order.")
    values = dict(zip(KEYS, (line.partition(" ")[2] for line in lines), strict=True))
    not_before, not_after = _days(values)
    return Fields(
        newsroom=_newsroom(values["newsroom"]),
        onion=_match(values, "onion", _ONION, "is not an onion address of version 3"),
        serial=_integer(values, "serial", MAX_INTEGER),
        not_before=not_before,
        not_after=not_after,
        desk=_desk(values["desk"]),
        codename_salt=bytes.fromhex(
            _match(values, "codename-salt", _HEX_SALT, "is not 16 bytes in hex")
        ),
        recipient=_match(values, "recipient", _RECIPIENT, "is not one age1pq1… recipient"),
        sizes=_sizes(values["sizes"]),
        retention_days=_integer(values, "retention-days", MAX_RETENTION),
        questionnaire=questionnaire.parse(values["questionnaire"]),
    )


def _match(values: dict[str, str], key: str, rule: re.Pattern[str], what: str) -> str:
    if not rule.fullmatch(values[key]):
        raise BadField(key, f"The manifest's {key} {what}.")
    return values[key]


def _integer(values: dict[str, str], key: str, most: int) -> int:
    number = int(_match(values, key, _INTEGER, "is not a number without leading zeros"))
    if number > most:
        raise BadField(key, f"The manifest's {key} is more than {most}.")
    return number


def _days(values: dict[str, str]) -> tuple[date, date]:
    days = []
    for key in ("not-before", "not-after"):
        try:
            days.append(date.fromisoformat(_match(values, key, _DATE, "is not a day")))
        except ValueError:
            raise BadField(key, f"The manifest's {key} is not a day.") from None
    if not 0 <= (days[1] - days[0]).days < MAX_DAYS:
        raise BadField("not-after", f"The manifest is valid for none, or over {MAX_DAYS} days.")
    return days[0], days[1]


def _newsroom(value: str) -> str:
    try:
        name = json.loads(value)
    except (ValueError, RecursionError):
        name = None
    if (
        not isinstance(name, str)
        or not 1 <= questionnaire.utf16_length(name) <= MAX_NEWSROOM
        or questionnaire.INVISIBLE.search(name)
    ):
        raise BadField(
            "newsroom", f"The newsroom's name must be 1 to {MAX_NEWSROOM} visible characters."
        )
    return name


def _desk(value: str) -> str:
    try:
        if str(Verifier.parse(value)) == value:
            return value
    except CryptoError:
        pass
    raise BadField("desk", "The manifest's desk is not a verifier key.")


def _sizes(value: str) -> tuple[int, ...]:
    parts = value.split(" ")
    sizes = tuple(size for size in SIZE_CLASSES if str(size) in parts)
    if " ".join(map(str, sizes)) != value or not sizes:
        raise BadField("sizes", "The manifest's sizes are not size classes in rising order.")
    return sizes
