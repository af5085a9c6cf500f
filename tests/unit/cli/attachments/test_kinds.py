"""What a file is, by its first bytes; and what is text, strictly."""

from __future__ import annotations

import pytest

from cli.attachments import kinds
from cli.attachments.kinds import kind_of


def boxes(*brands: bytes) -> bytes:
    """The beginning of a file made of boxes, with these brands, the first its own."""
    body = brands[0] + bytes(4) + b"".join(brands[1:])
    return (len(body) + 8).to_bytes(4, "big") + b"ftyp" + body + b"\0\0\0\x08free"


STARTS = {
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
    "a screenshot": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
    "an old picture": (b"GIF89a\1\0\1\0", "GIF"),
    "a picture of the web": (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
    "a photograph of an iPhone": (boxes(b"heic", b"mif1", b"heic"), "HEIC"),
    "a photograph that names a class first": (boxes(b"mif1", b"heic", b"miaf"), "HEIC"),
    "a newer picture": (boxes(b"avif", b"mif1"), "AVIF"),
    "a newer picture that names a class first": (boxes(b"mif1", b"avif", b"miaf"), "AVIF"),
    "a document": (b"%PDF-1.7\n", "PDF"),
    "words": ("Мене зупинили".encode(), "text"),
    "words with a mark before them": (b"\xef\xbb\xbfwords", "text"),
    "words of an old Windows": ("words".encode("utf-16"), "text"),
    "words, cut in the middle of a letter": ("їжак".encode() * 600, "text"),
    "a film": (boxes(b"isom", b"mp42"), "film"),
    "a film of an iPhone": (boxes(b"qt  "), "film"),
    "a film of a phone": (boxes(b"3gp4", b"isom"), "film"),
    "a film of the web": (b"\x1aE\xdf\xa3\x01\0\0\0", "film"),
    "a film of an old camera": (b"RIFF\x24\0\0\0AVI LIST", "film"),
    "a voice message": (b"OggS\0\2", "sound"),
    "a recording of an iPhone": (boxes(b"M4A ", b"isom"), "sound"),
    "music with a label": (b"ID3\4\0", "sound"),
    "music without one": (b"\xff\xfb\x90\x64", "sound"),
    "plain sound": (b"RIFF\x24\0\0\0WAVEfmt ", "sound"),
    "a letter of a word processor": (b"PK\3\4\x14\0", "document"),
    "a letter of a newer one": (b"PK\3\4" + bytes(26) + b"[Content_Types].xml", "DOCX"),
    "an empty archive": (b"PK\5\6", "document"),
    "a letter of an old one": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    "a letter in rich text": (b"{\\rtf1\\ansi", "document"),
    "a drawing in code": (b"<svg xmlns='http://www.w3.org/2000/svg'>", "markup"),
    "a drawing in code, after a mark": (b"\xef\xbb\xbf\n <?xml version='1.0'?><svg/>", "markup"),
    "a page": (b"<!DOCTYPE html>", "markup"),
    "a program": (b"\x7fELF\2\1\1\0", "unknown"),
    "noise": (bytes(range(128, 200)), "unknown"),
    "words with a control character": (b"words \x1b[2J", "unknown"),
    "nothing": (b"", "empty"),
    "a picture of prehistory": (b"BM\x36\0\0\0\0\0", "unknown"),
    "a picture for printers": (b"II*\0\x08\0\0\0", "unknown"),
    "a film's first bytes and no more": (b"\0\0\0\x08ftyp", "film"),
    "a document after something else": (b"\n\n%PDF-1.7", "text"),
}  # fmt: skip


@pytest.mark.parametrize("what", STARTS)
def test_the_first_bytes_tell(what: str) -> None:
    head, name = STARTS[what]
    assert kind_of(head[: kinds.HEAD]).name == name


def test_every_kind_that_is_refused_has_a_reason_and_nothing_else_has() -> None:
    for kind in {kind_of(head) for head, _ in STARTS.values()}:
        assert (kind.why in kinds.REASONS) == (kind.sort == "refused")


TEXTS = {
    "UTF-8": ("Мене зупинили".encode(), "Мене зупинили"),
    "UTF-8 with a mark": (b"\xef\xbb\xbfwords", "words"),
    "UTF-16": ("слова".encode("utf-16"), "слова"),
    "lines of every system": (b"a\r\nb\rc\n", "a\nb\nc\n"),
    "tabs stay": (b"a\tb", "a\tb"),
    "half a letter": ("ї".encode()[:1], None),
    "letters of an old Windows": ("слова".encode("cp1251"), None),
    "an overlong spelling": (b"\xc0\xaf", None),
    "half of a pair": (b"\xed\xa0\x80", None),
    "an escape sequence": (b"a\x1b[31m", None),
    "a zero": (b"a\0b", None),
    "an old control character": ("a\x85b".encode(), None),
    "an odd number of bytes": (b"\xff\xfea", None),
}


@pytest.mark.parametrize("what", TEXTS)
def test_text_is_decoded_strictly(what: str) -> None:
    data, text = TEXTS[what]
    assert kinds.decoded(data) == text
