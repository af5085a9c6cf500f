"""Vectors of docs/spec/testimony.md."""

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

from crypto import tar
from crypto import testimony as format_
from crypto.reply import Reply, Withdrawal
from tests.vectors.makers.common import IDENTITY, b64, seed, stretch
from tests.vectors.shape import Vector, to_parts

MANIFEST = seed("manifest").hex()
TEXT = "Меня остановили у метро. «Паспорт!» — сказал он.\n\tBegin\u2028anywhere 🌾 \x07\x7f"
MIB = 1024 * 1024
REPLY = Reply(
    str(IDENTITY.recipient()), seed("tag key"), seed("reply key"), seed("hash of the value")
)


def vectors() -> Iterator[tuple[str, Vector]]:
    """Tars that a writer must make to the byte, then tars that a reader must refuse."""
    yield from _writes()
    one = [("attachments/1.jpg", "image/jpeg", b"picture")]
    good = _tar(_document(), one)
    yield "read-a-good-one", _read("With an attachment.", good)
    yield "read-a-larger-class", _read("A sender may look larger.", good + bytes(65536))
    yield "read-an-empty-attachment", _read("0 bytes.", _tar(_document(), [_empty("a")]))
    yield "read-most-members", _read("255 attachments.", _tar(_document(), _many(255)))
    for name, comment, data in _tars():
        yield name, _refused(comment, data)
    for name, comment, document in _documents():
        yield name, _refused(comment, _pad(_member("testimony.json", document) + tar.END))


def _reply(**changes: object) -> dict[str, object]:
    value: dict[str, object] = {**REPLY.to_value(), **changes}
    return {key: item for key, item in value.items() if item is not None}


def _withdrawals() -> Iterator[tuple[str, Vector]]:
    value = seed("withdrawal value")
    out = io.BytesIO()
    format_.write_withdrawal(out, Withdrawal(value))
    yield (
        "write-a-withdrawal",
        {
            "op": "withdraw",
            "comment": "As long as a short text.",
            "value_hex": value.hex(),
            "expect": "success",
            "length": len(out.getvalue()),
            "sha256_hex": hashlib.sha256(out.getvalue()).hexdigest(),
        },
    )
    whole = Withdrawal(value).to_value()
    yield "read-a-withdrawal", _read("A good one.", _pad(_document_tar(whole)))
    for name, changes in (
        ("a-withdrawal-of-another-version", {"version": 2}),
        ("a-withdrawal-of-version-true", {"version": True}),
        ("a-withdrawal-with-a-short-value", {"value": "00" * 31}),
        ("a-withdrawal-in-capitals", {"value": "0A" * 32}),
        ("a-withdrawal-with-an-answer", {"answers": {"text": "x"}}),
    ):
        yield name, _refused("One fault.", _pad(_document_tar({**whole, **changes})))
    body = _member("attachments/1.jpg", b"picture")
    head = _member("testimony.json", json.dumps(whole).encode())
    yield "a-withdrawal-with-a-file", _refused("Not listed.", _pad(head + body + tar.END))


def _document_tar(value: dict[str, object]) -> bytes:
    return _member("testimony.json", json.dumps(value).encode()) + tar.END


def _writes() -> Iterator[tuple[str, Vector]]:
    yield "write-text-alone", _write("The usual case.", _answers(text=TEXT), [])
    yield (
        "write-with-attachments",
        _write(
            "Sizes around a block.",
            _answers(text="See the pictures.", whom=["me", "other"], day="2026-11"),
            [
                ("attachments/1.jpg", "image/jpeg", stretch("one", 511)),
                ("attachments/2.mp4", "video/mp4", stretch("two", 512)),
                ("attachments/3.bin", "application/octet-stream", stretch("three", 513)),
                ("attachments/4", "text/plain", b""),
            ],
        ),
    )
    reply = REPLY.to_value()
    yield (
        "write-with-reply-keys",
        _write("A codename was made.", {**_answers(text=TEXT), "reply": reply}, []),
    )
    yield "write-nothing-answered", _write("Nothing is required.", _answers(), [])
    yield from _withdrawals()
    # 65536 - 512 of header - 1024 of end leave 64000 bytes of JSON.
    spare = 64000 - len(_dumped(_answers(text=""), []))
    yield (
        "write-the-longest-text-of-the-smallest-class",
        _write("Full to the last byte.", _answers(text="x" * spare), []),
    )
    yield (
        "write-one-letter-more",
        _write("Takes the next class.", _answers(text="x" * (spare + 1)), []),
    )
    bad = _answers(text="x")
    for name, comment, changes, attachments in (
        ("write-refuses-a-parent-folder", "..", {}, [_empty("..")]),
        ("write-refuses-a-capital", "1.JPG", {}, [_empty("1.JPG")]),
        ("write-refuses-a-long-name", "65 characters.", {}, [_empty("a" * 65)]),
        ("write-refuses-a-name-twice", "1, 1", {}, [_empty("1"), _empty("1")]),
        ("write-refuses-256-attachments", "Too many.", {}, _many(256)),
        ("write-refuses-a-short-manifest-hash", "63 digits.", {"manifest": "0" * 63}, []),
        ("write-refuses-an-id-with-a-dot", "a.b", {"answers": {"a.b": "x"}}, []),
    ):
        vector = _write(comment, bad, [])
        vector |= {"testimony": {**bad, **changes}, "attachments": _listed(attachments, True)}
        yield (
            name,
            {k: v for k, v in vector.items() if k not in ("sha256_hex", "length")}
            | {"expect": "TestimonyError"},
        )


def _tars() -> Iterator[tuple[str, str, bytes]]:
    document = _document()
    one = [("attachments/1.jpg", "image/jpeg", b"picture")]
    text = _json(document, one)
    head = _member("testimony.json", text)
    body = _member("attachments/1.jpg", b"picture")

    def link(kind: bytes, target: bytes = b"/etc/passwd", size: int = 0) -> bytes:
        block = bytearray(tar.header("attachments/1.jpg", size))
        block[156:157] = kind
        block[157 : 157 + len(target)] = target
        return _pad(head + _summed(block) + tar.END)

    yield "a-hard-link", "To another file.", link(b"1")
    yield "a-symbolic-link", "To another file.", link(b"2")
    yield "a-character-device", "A device.", link(b"3", b"")
    yield "a-block-device", "A device.", link(b"4", b"")
    yield "a-folder", "No file.", link(b"5", b"")
    yield "a-pipe", "No file.", link(b"6", b"")
    yield "a-sparse-file", "GNU.", link(b"S", b"")
    yield "a-gnu-long-name", "GNU.", link(b"L", b"")
    yield "a-pax-header", "Extended.", link(b"x", b"")
    yield "a-pax-global-header", "Extended.", link(b"g", b"")
    yield "an-old-style-file", "Type NUL.", link(b"\0", b"")
    yield "a-file-with-a-link-target", "Regular, with a target.", link(b"0", b"x", 7)
    for name, comment, member in (
        ("a-parent-folder", "../", "../evil"),
        ("a-parent-folder-inside", "Through the folder.", "attachments/../../evil"),
        ("an-absolute-name", "From the root.", "/etc/passwd"),
        ("a-name-of-dots", "..", "attachments/.."),
        ("a-name-with-a-folder", "Deeper.", "attachments/a/b"),
        ("a-name-outside", "No folder.", "1.jpg"),
        ("a-hidden-name", "Dot in front.", "attachments/.bashrc"),
        ("a-name-in-capitals", "Capitals.", "attachments/A"),
        ("a-second-testimony-json", "The same name.", "testimony.json"),
    ):
        listed = _json(document, [(member, "image/jpeg", b"picture")])
        both = _member("testimony.json", listed) + _member(member, b"picture")
        yield name, comment, _pad(both + tar.END)

    yield "no-member", "An empty tar.", _pad(tar.END)
    yield "all-zeros", "A class of zeros.", bytes(65536)
    yield "no-testimony-json", "An attachment first.", _pad(body + tar.END)
    yield "a-missing-attachment", "Listed, not there.", _pad(head + tar.END)
    yield "an-attachment-too-many", "Not listed.", _pad(head + body + body + tar.END)
    nothing = _member("testimony.json", _json(document, [_empty("1")]))
    many = _member("attachments/1", b"") * 10_000
    yield "ten-thousand-members", "One is listed.", _pad(nothing + many + tar.END)
    swapped = _member("attachments/2", b"") + _member("attachments/1", b"")
    two = _json(document, [_empty("1"), _empty("2")])
    yield (
        "attachments-in-another-order",
        "Than listed.",
        _pad(_member("testimony.json", two) + swapped + tar.END),
    )
    yield (
        "another-size-than-listed",
        "8 bytes.",
        _pad(head + _member("attachments/1.jpg", b"pictures") + tar.END),
    )
    huge = tar.header("testimony.json", 50 * MIB)
    yield "a-testimony-json-of-50-mib", "Says so.", _pad(huge + b"{".ljust(1024) + tar.END)
    bomb = _json(document, [], extra=[{"name": "attachments/1", "size": 8**11 - 1, "type": "a/b"}])
    yield (
        "a-bomb",
        "8 GiB, says its header.",
        _pad(_member("testimony.json", bomb) + tar.header("attachments/1", 8**11 - 1) + tar.END),
    )
    shares = [{"name": f"attachments/{i}", "size": 100 * MIB, "type": "a/b"} for i in range(3)]
    yield (
        "a-bomb-in-parts",
        "300 MiB together.",
        _pad(_member("testimony.json", _json(document, [], extra=shares)) + tar.END),
    )
    whole = head + body + tar.END
    yield "cut-in-a-header", "700 bytes.", whole[:1300]
    yield "cut-in-an-attachment", "Says 7 bytes.", whole[: len(head) + 512 + 3]
    yield "no-end", "No zero blocks.", whole[: -len(tar.END)]
    yield "one-zero-block", "Then a member.", _pad(head + bytes(512) + body + tar.END)
    yield "not-padded", "No size class.", whole
    yield "a-byte-in-the-padding", "The last one.", _pad(whole)[:-1] + b"x"
    yield "a-byte-in-a-filler", "Behind the JSON.", _pad(_dirty(head, text) + body + tar.END)
    for name, comment, at, new in (
        ("a-time", "mtime", 136, b"14000000000"),
        ("an-owner", "uid", 108, b"0001750"),
        ("an-owner-s-name", "uname", 265, b"root"),
        ("another-mode", "setuid", 100, b"0004755"),
        ("a-size-in-base-256", "GNU.", 124, b"\x80" + bytes(10) + b"\x07"),
        ("a-size-with-spaces", "Old style.", 124, b"         7 \0"),
        ("a-prefix", "A longer name.", 345, b"etc"),
        ("gnu-magic", "Not ustar.", 257, b"ustar  \0"),
        ("letters-behind-the-name", "After NUL.", 60, b"x"),
        ("a-space-in-the-name", "Not visible.", 13, b" "),
        ("a-zero-byte-in-the-name", "Where C would end it.", 13, b"\0"),
    ):
        block = bytearray(tar.header("attachments/1.jpg", 7))
        block[at : at + len(new)] = new
        yield name, comment, _pad(head + _summed(block) + body[512:] + tar.END)
    wrong = bytearray(tar.header("attachments/1.jpg", 7))
    wrong[150] ^= 1
    yield "a-wrong-checksum", "One bit.", _pad(head + bytes(wrong) + body[512:] + tar.END)


def _documents() -> Iterator[tuple[str, str, bytes]]:
    text = _json(_document(), [])
    yield "json-not-utf-8", "cp1251", text.replace("Меня".encode(), "Меня".encode("cp1251"))
    yield "json-in-utf-16", "Two bytes a letter.", text.decode().encode("utf-16")
    yield "json-with-a-mark", "BOM.", b"\xef\xbb\xbf" + text
    yield "json-empty", "No byte.", b""
    yield "json-cut", "A brace is missing.", text[:-1]
    yield "json-a-list", "Not an object.", b"[]"
    yield "json-a-text", "Not an object.", b'"x"'
    yield "json-null", "Not an object.", b"null"
    yield "json-too-deep", "Brackets.", b"[" * 200_000
    yield "json-twice", "Two values.", text + b"{}"
    yield "json-a-key-twice", "version", text[:-1] + b',"version":1}'
    yield "json-half-a-letter", "A lone surrogate.", text.replace(b"Begin", b"\\ud800")
    yield "json-a-long-number", "Digits.", text.replace(b'"version":1', b'"version":' + b"1" * 9999)
    yield "json-not-a-number", "NaN", text.replace(b'"version":1', b'"version":NaN')
    for name, key, value in (
        ("json-another-kind", "kind", "withdrawal"),
        ("json-a-kind-that-is-null", "kind", None),
        ("json-another-version", "version", 2),
        ("json-a-version-that-is-true", "version", True),
        ("json-a-version-in-text", "version", "1"),
        ("json-a-version-with-a-point", "version", 1.0),
        ("json-a-language-in-capitals", "language", "RU"),
        ("json-a-language-that-is-a-list", "language", ["ru"]),
        ("json-a-short-hash", "manifest", "00"),
        ("json-a-hash-in-capitals", "manifest", "AB" * 32),
        ("json-answers-that-are-a-list", "answers", []),
        ("json-an-answer-that-is-a-number", "answers", {"text": 7}),
        ("json-an-answer-that-is-null", "answers", {"text": None}),
        ("json-an-answer-that-is-an-object", "answers", {"text": {}}),
        ("json-a-list-in-a-list", "answers", {"whom": [["me"]]}),
        ("json-a-choice-with-a-space", "answers", {"whom": ["not me"]}),
        ("json-sixty-five-choices", "answers", {"whom": ["me"] * 65}),
        ("json-201-answers", "answers", {f"a{i}": "x" for i in range(201)}),
        ("json-an-id-with-a-capital", "answers", {"Text": "x"}),
        ("json-consent-that-is-text", "consent", "yes"),
        ("json-consent-that-is-true", "consent", {"publish": True}),
        ("json-reply-that-is-null", "reply", None),
        ("json-reply-that-is-deep", "reply", {"keys": {}}),
        ("json-reply-without-a-key", "reply", _reply(withdrawal=None)),
        ("json-reply-with-a-key-too-many", "reply", _reply(more="00" * 32)),
        ("json-reply-with-a-short-key", "reply", _reply(**{"tag-key": "00" * 31})),
        ("json-reply-with-a-key-in-capitals", "reply", _reply(**{"reply-key": "0A" * 32})),
        ("json-reply-to-an-x25519-recipient", "reply", _reply(recipient="age1" + "q" * 58)),
        ("json-reply-to-a-short-recipient", "reply", _reply(recipient=REPLY.recipient[:-1])),
        ("json-reply-to-a-list", "reply", _reply(recipient=[REPLY.recipient])),
        ("json-attachments-that-are-an-object", "attachments", {}),
        ("json-an-attachment-that-is-text", "attachments", ["attachments/1"]),
        ("json-an-attachment-without-type", "attachments", [{"name": "attachments/1", "size": 1}]),
        ("json-a-foreign-key", "ip", "127.0.0.1"),
    ):
        yield name, f"{key}: wrong.", _dumped({**_document(), "attachments": [], key: value}, None)
    for name, spelled in (("a-space", "a b"), ("a-zero-byte", "a\0b"), ("nothing", "")):
        entry = {"name": f"attachments/{spelled}", "size": 1, "type": "a/b"}
        yield f"json-a-name-with-{name}", "Not a name.", _json(_document(), [], extra=[entry])
    for name, size in (("negative", -1), ("in-text", "1"), ("true", True), ("with-a-point", 1.5)):
        entry = {"name": "attachments/1", "size": size, "type": "a/b"}
        yield f"json-a-size-{name}", "Not bytes.", _json(_document(), [], extra=[entry])
    for key in _document():
        rest = {k: v for k, v in _document().items() if k != key}
        yield f"json-without-{key}", "A key is missing.", _dumped(rest, [])
    rest = _document()
    yield "json-without-attachments", "A key is missing.", _dumped(rest, None)


File = tuple[str, str, bytes]


def _document() -> dict[str, Any]:
    return _answers(text=TEXT)


def _answers(**answers: object) -> dict[str, Any]:
    return {
        "kind": "testimony",
        "version": 1,
        "language": "ru",
        "manifest": MANIFEST,
        "answers": answers,
        "consent": {"publish": "no"},
    }


def _empty(name: str) -> File:
    return f"attachments/{name}", "application/octet-stream", b""


def _many(count: int) -> list[File]:
    return [_empty(str(i)) for i in range(count)]


def _listed(files: list[File], content: bool) -> list[dict[str, Any]]:
    return [
        {"name": n, "size": len(c), "type": t} | ({"content_base64": b64(c)} if content else {})
        for n, t, c in files
    ]


def _dumped(value: dict[str, Any], files: list[File] | None) -> bytes:
    reply = {"reply": value["reply"]} if "reply" in value and files is not None else {}
    rest = {k: v for k, v in value.items() if k not in reply}
    listed = {} if files is None else {"attachments": _listed(files, False)}
    whole = {**rest, **listed, **reply}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _json(value: dict[str, Any], files: list[File], extra: list[Any] | None = None) -> bytes:
    listed: list[Any] = [*_listed(files, False), *(extra or [])]
    return _dumped({**value, "attachments": listed}, None)


def _member(name: str, data: bytes) -> bytes:
    return tar.header(name, len(data)) + data + tar.filler(len(data))


def _summed(block: bytearray) -> bytes:
    """A header with a checksum that fits, so that only the fault meant is one."""
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def _dirty(head: bytes, text: bytes) -> bytes:
    at = 512 + len(text)
    return head[:at] + b"x" + head[at + 1 :]


def _pad(data: bytes) -> bytes:
    size = 65536
    while size < len(data):
        size *= 2
    return data.ljust(size, b"\0")


def _tar(document: dict[str, Any], files: list[File]) -> bytes:
    members = b"".join(_member(n, c) for n, _, c in files)
    return _pad(_member("testimony.json", _json(document, files)) + members + tar.END)


def _write(comment: str, value: dict[str, Any], files: list[File]) -> Vector:
    out = io.BytesIO()
    format_.write(
        out,
        format_.Testimony(
            language=value["language"],
            manifest=value["manifest"],
            answers=value["answers"],
            consent=value["consent"],
            reply=Reply.from_value(value["reply"]) if "reply" in value else None,
        ),
        [format_.Attachment(n, len(c), io.BytesIO(c), t) for n, t, c in files],
    )
    return {
        "op": "write",
        "comment": comment,
        "testimony": value,
        "attachments": _listed(files, True),
        "expect": "success",
        "length": len(out.getvalue()),
        "sha256_hex": hashlib.sha256(out.getvalue()).hexdigest(),
    }


def _read(comment: str, data: bytes) -> Vector:
    return {"op": "read", "comment": comment, "tar": to_parts(data), "expect": "success"}


def _refused(comment: str, data: bytes) -> Vector:
    return {**_read(comment, data), "expect": "TestimonyError"}
