"""The testimony: a tar of one JSON file and its attachments, padded to a size class.

    write(dst, testimony, attachments)         Reader(src).testimony, .attachments()

Everything here was made by a stranger. A reader takes nothing on trust: one spelling of the tar,
one shape of the JSON, caps on every number, and zero bytes to the end.

Source: docs/spec/testimony.md.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crypto import tar
from crypto.errors import FormatError, TestimonyError
from crypto.files import PIECE, Sink, Source, copy, write_all
from crypto.padding import MAX_SIZE, check_padded_length, size_class
from crypto.reply import WITHDRAWAL_KIND, Reply, Withdrawal

KIND = "testimony"
VERSION = 1
JSON_NAME = "testimony.json"
FOLDER = "attachments/"
MAX_JSON = 4 * 1024 * 1024  # bytes: a text that would take a day to read
MAX_MEMBERS = 256  # testimony.json included
MAX_ANSWERS = 200
MAX_CHOICES = 64  # an answer of kind `many`

Answer = str | tuple[str, ...]

_ID = re.compile(r"[a-z0-9-]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
# A letter or digit first: so `..`, hidden files and options of other programs cannot be spelled.
_NAME = re.compile(r"attachments/[a-z0-9][a-z0-9._-]{0,63}")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,63}/[a-z0-9][a-z0-9.+-]{0,126}")
_KEYS = {"kind", "version", "language", "manifest", "answers", "consent", "attachments"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An attachment as testimony.json names it; the type is what the sender says it is."""

    name: str
    size: int
    type: str


@dataclass(frozen=True, slots=True)
class Testimony:
    """What a witness answered.

    language: of the page, like "ru"
    manifest: SHA-256 of the manifest that the sender saw, 64 hex digits
    answers:  by question id; the account itself is answers["text"]
    consent:  what may be done with it, by id
    reply:    keys for an answer, or None; two testimonies with the same ones have one author
    listed:   filled in by `Reader`; `write` takes it from its attachments
    """

    __test__ = False

    language: str
    manifest: str
    answers: Mapping[str, Answer] = field(hash=False)
    consent: Mapping[str, Answer] = field(hash=False)
    reply: Reply | None = None
    version: int = VERSION
    kind: str = KIND
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to put in. name: `attachments/` and 1 to 64 of a-z 0-9 . _ -"""

    name: str
    size: int
    source: Source
    type: str = "application/octet-stream"


def write(dst: Sink, testimony: Testimony, attachments: Sequence[Attachment] = ()) -> None:
    """Write the padded tar.

    raises: TestimonyError for what no reader would accept, TooLarge; both before a byte is
            written. FormatError if a source ends early
    """
    listed = tuple(Listed(a.name, a.size, a.type) for a in attachments)
    document = _dump(testimony, listed)
    length = tar.blocks(len(document)) + sum(tar.blocks(a.size) for a in listed) + len(tar.END)
    padding = size_class(length) - length
    _document(document)
    write_all(dst, tar.header(JSON_NAME, len(document)) + document + tar.filler(len(document)))
    for attachment in attachments:
        write_all(dst, tar.header(attachment.name, attachment.size))
        copy(attachment.source, dst, attachment.size)
        write_all(dst, tar.filler(attachment.size))
    write_all(dst, tar.END)
    zeros = memoryview(bytes(PIECE))
    while padding:
        write_all(dst, zeros[:padding])
        padding -= min(padding, PIECE)


def write_withdrawal(dst: Sink, withdrawal: Withdrawal) -> None:
    """Write the padded tar of a withdrawal: as long as any short testimony."""
    document = _json(withdrawal.to_value())
    whole = tar.header(JSON_NAME, len(document)) + document + tar.filler(len(document)) + tar.END
    write_all(dst, whole.ljust(size_class(len(whole)), b"\0"))


class Reader:
    """Reads a padded tar once, from start to end.

    document:   the bytes of testimony.json, as they were sent
    withdrawal: what it is if it is no testimony, else None
    raises:     TestimonyError naming the member and what is wrong with it; whatever `src` raises
    """

    def __init__(self, src: Source) -> None:
        self._tar = tar.TarReader(src, "the testimony", self._allow, TestimonyError)
        self._listed: tuple[Listed, ...] = ()
        member = self._tar.next()
        if member is None:
            raise TestimonyError("The testimony is empty: it holds no testimony.json.")
        self.document = member.read()
        document = _document(self.document)
        self.withdrawal = document if isinstance(document, Withdrawal) else None
        self._testimony = document if isinstance(document, Testimony) else None
        self._listed = self._testimony.listed if self._testimony else ()

    @property
    def testimony(self) -> Testimony:
        """What testimony.json says, checked. Raises TestimonyError for a withdrawal."""
        if self._testimony is None:
            raise TestimonyError("This is a withdrawal and no testimony.")
        return self._testimony

    def attachments(self) -> Iterator[tuple[str, int, tar.Member]]:
        """Name, size and bytes of each attachment, in order; unread bytes are skipped.

        Run it to its end even for a testimony without any: only then was the whole file checked.
        """
        while (member := self._tar.next()) is not None:
            yield member.name, member.size, member
        if self._tar.count - 1 != len(self._listed):
            raise TestimonyError("An attachment that testimony.json names is missing.")
        length = self._tar.zero_tail(MAX_SIZE)
        try:
            check_padded_length(length)
        except FormatError as error:
            raise TestimonyError(f"The testimony is not padded. {error}") from None

    def _allow(self, count: int, name: str, size: int) -> None:
        if count == 1:
            if name != JSON_NAME:
                raise TestimonyError("The first member is not testimony.json.")
            if size > MAX_JSON:
                raise TestimonyError(
                    f"testimony.json says it has {size} bytes; at most {MAX_JSON} are read."
                )
            return
        if count - 2 >= len(self._listed):
            raise TestimonyError(f"Member {count} is not named in testimony.json.")
        listed = self._listed[count - 2]
        if (name, size) != (listed.name, listed.size):
            raise TestimonyError(f"Member {count} is not the one that testimony.json names there.")


def _dump(testimony: Testimony, listed: Sequence[Listed]) -> bytes:
    value: dict[str, object] = {
        "kind": testimony.kind,
        "version": testimony.version,
        "language": testimony.language,
        "manifest": testimony.manifest,
        "answers": dict(testimony.answers),
        "consent": dict(testimony.consent),
        "attachments": [{"name": a.name, "size": a.size, "type": a.type} for a in listed],
    }
    if testimony.reply is not None:
        value["reply"] = testimony.reply.to_value()
    return _json(value)


def _json(value: dict[str, object]) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except (TypeError, UnicodeEncodeError):
        raise TestimonyError("An answer holds something that is not text.") from None


def _document(document: bytes) -> Testimony | Withdrawal:
    """Check testimony.json of either kind."""
    if len(document) > MAX_JSON:
        raise TestimonyError(f"testimony.json is longer than {MAX_JSON} bytes.")
    value = _object(_load(document), "testimony.json")
    if value.get("kind") == WITHDRAWAL_KIND:
        return Withdrawal.from_value(value)
    return _parse(value)


def _parse(value: dict[str, object]) -> Testimony:
    """Check a testimony; see docs/spec/testimony.md, section 3."""
    keys = value.keys()
    if not keys >= _KEYS or not keys <= _KEYS | {"reply"}:
        names = ", ".join(sorted(_KEYS))
        raise TestimonyError(f"testimony.json must have the keys {names}, may have reply.")
    if value["kind"] != KIND:
        raise TestimonyError("testimony.json is of another kind than a testimony.")
    if type(value["version"]) is not int or value["version"] != VERSION:
        raise TestimonyError(
            f"testimony.json is of another version than {VERSION}.",
            "It may need a newer version of this program.",
        )
    return Testimony(
        language=_match(value["language"], _LANGUAGE, "language"),
        manifest=_match(value["manifest"], _DIGEST, "manifest"),
        answers=_answers(value["answers"], "answers"),
        consent=_answers(value["consent"], "consent"),
        reply=_reply(value),
        listed=_attachments(value["attachments"]),
    )


def _load(document: bytes) -> object:
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise TestimonyError(f"testimony.json is not UTF-8 (byte {error.start}).") from None
    try:
        value: object = json.loads(
            text, object_pairs_hook=_no_doubles, parse_constant=_no_constants
        )
        # Escaped halves of a letter decode to text that no file can hold.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except TestimonyError:
        raise
    except RecursionError:
        raise TestimonyError("testimony.json is nested too deeply.") from None
    except UnicodeEncodeError:
        raise TestimonyError("testimony.json holds half of a letter (a lone surrogate).") from None
    except ValueError:
        raise TestimonyError("testimony.json is not JSON.") from None
    return value


def _no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise TestimonyError("testimony.json names a key twice in one object.")
    return value


def _no_constants(_: str) -> object:
    raise TestimonyError("testimony.json holds a number that is none.")


def _object(value: object, at: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TestimonyError(f"{at} is not an object.")
    return value


def _match(value: object, rule: re.Pattern[str], at: str) -> str:
    if not isinstance(value, str) or not rule.fullmatch(value):
        raise TestimonyError(f"testimony.json: {at} is not in its proper form.")
    return value


def _answers(value: object, at: str) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    entries = _object(value, f"testimony.json: {at}")
    if len(entries) > MAX_ANSWERS:
        raise TestimonyError(f"testimony.json: {at} has more than {MAX_ANSWERS} entries.")
    for key, answer in entries.items():
        _match(key, _ID, f"a key of {at}")
        if isinstance(answer, str):
            answers[key] = answer
        elif isinstance(answer, list) and len(answer) <= MAX_CHOICES:
            answers[key] = tuple(_match(item, _ID, f"{at}.{key}") for item in answer)
        else:
            raise TestimonyError(f"testimony.json: {at}.{key} is neither text nor a short list.")
    return answers


def _reply(value: dict[str, object]) -> Reply | None:
    if "reply" not in value:
        return None
    return Reply.from_value(_object(value["reply"], "testimony.json: reply"))


def _attachments(value: object) -> tuple[Listed, ...]:
    if not isinstance(value, list) or len(value) >= MAX_MEMBERS:
        raise TestimonyError(
            f"testimony.json: attachments is not a list of at most {MAX_MEMBERS - 1}."
        )
    listed: list[Listed] = []
    total = 0
    for number, item in enumerate(value, 1):
        at = f"attachment {number}"
        entry = _object(item, f"testimony.json: {at}")
        if entry.keys() != {"name", "size", "type"}:
            raise TestimonyError(f"testimony.json: {at} must have name, size and type.")
        size = entry["size"]
        if type(size) is not int or not 0 <= size <= MAX_SIZE:
            raise TestimonyError(f"testimony.json: the size of {at} is not a number of bytes.")
        total += tar.blocks(size)
        name = _match(entry["name"], _NAME, f"the name of {at}")
        listed.append(Listed(name, size, _match(entry["type"], _TYPE, f"the type of {at}")))
    if total > MAX_SIZE:
        raise TestimonyError(f"The attachments have more than {MAX_SIZE} bytes together.")
    if len({entry.name for entry in listed}) != len(listed):
        raise TestimonyError("testimony.json: two attachments have the same name.")
    return tuple(listed)
