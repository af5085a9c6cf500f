"""What an attachment is, by its first bytes alone: never by its name or by what it says it is.

Sort is what is done with a kind: of a "picture" or a "paper" the closed process gives points, of a
"paper" words as well; "text" is words as it is; everything else is refused with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Sort = Literal["picture", "paper", "text", "refused"]

HEAD: Final = 4096  # bytes that are looked at
MAX_FILE: Final = 64 * 1024 * 1024  # bytes of a picture or PDF that is opened
MAX_TEXT: Final = 1024 * 1024  # bytes of a text, like a very long testimony


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    name: as the list shows it
    why:  a key of REASONS if it is refused for what it is
    """

    name: str
    sort: Sort
    why: str = ""


# Why something does not become safe, and what to do. The closed process answers with a key only.
REASONS: Final = {
    "sound": (
        "it is sound, and a voice identifies who speaks",
        "Listen to it here and write down what is said.",
    ),
    "film": (
        "it is a film: voices, faces and places in it identify people",
        "Watch it here and write down what it shows; a still can be sealed anew as a picture.",
    ),
    "office": (
        "it is an office document other than DOCX, or an archive: much hides in it",
        "Copy what matters into the account by hand, or ask for pictures of the pages.",
    ),
    "markup": (
        "it is a page or a drawing written as code (HTML, SVG, XML), which can hold anything",
        "Ask for a picture of it.",
    ),
    "unknown": (
        "it is none of JPEG, PNG, WebP, GIF, HEIC, AVIF, PDF, DOCX or plain text",
        "Ask for a picture of it.",
    ),
    "empty": ("it is empty", ""),
    "heavy": (
        f"it has more than {MAX_FILE // 1024**2} MiB",
        "Ask for a smaller copy.",
    ),
    "broken": ("it is damaged or incomplete", "Ask for it once more."),
    "large": (
        "it says it has more than 100 million points, more than a camera takes",
        "Ask for a smaller copy.",
    ),
    "wordless": ("there are no words in it", "Ask for pictures of what it shows."),
    "pages": ("it has more than 50 pages", "Ask for the pages that matter."),
    "locked": ("it is locked by a password", "Ask for a copy without one."),
    "memory": (
        "opening it needed more memory than any honest picture needs",
        "Ask for a smaller copy.",
    ),
    "slow": (
        "opening it took longer than any honest file takes",
        "Ask for a smaller copy.",
    ),
    "crash": (
        "it broke the program that opens it",
        "It may be an attack. Do not open it elsewhere.",
    ),
    "attack": (
        "while it was opened, something reached for files, the network or other programs",
        "It is an attack, or a library that was changed. Do not open it elsewhere.",
    ),
    "nonsense": (
        "the program that opens it answered with something that is no picture",
        "It may be an attack. Do not open it elsewhere.",
    ),
    "letters": (
        "it is no text in UTF-8, or holds signs that text does not have",
        "Save it as UTF-8 and seal it anew.",
    ),
}  # fmt: skip

JPEG: Final = Kind("JPEG", "picture")
PNG: Final = Kind("PNG", "picture")
GIF: Final = Kind("GIF", "picture")
WEBP: Final = Kind("WebP", "picture")
HEIF: Final = Kind("HEIC", "picture")
AVIF: Final = Kind("AVIF", "picture")
PDF: Final = Kind("PDF", "paper")
DOCX: Final = Kind("DOCX", "paper")
TEXT: Final = Kind("text", "text")
SOUND: Final = Kind("sound", "refused", "sound")
FILM: Final = Kind("film", "refused", "film")
OFFICE: Final = Kind("document", "refused", "office")
MARKUP: Final = Kind("markup", "refused", "markup")
EMPTY: Final = Kind("empty", "refused", "empty")
UNKNOWN: Final = Kind("unknown", "refused", "unknown")

_STARTS: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
    (b"PK", OFFICE),
    (b"\xd0\xcf\x11\xe0", OFFICE),
    (b"{\\rtf", OFFICE),
    (b"Rar!", OFFICE),
    (b"7z\xbc\xaf", OFFICE),
    (b"\x1f\x8b", OFFICE),
    (b"ID3", SOUND),
    (b"OggS", SOUND),
    (b"fLaC", SOUND),
    (b"#!AMR", SOUND),
    (b"\x1aE\xdf\xa3", FILM),
    (b"\x00\x00\x01\xba", FILM),
)
_RIFF: Final = {b"WEBP": WEBP, b"WAVE": SOUND, b"AVI ": FILM}
_HEIF: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_AVIF: Final = frozenset({b"avif", b"avis"})
_SOUND: Final = frozenset({b"M4A ", b"M4B "})
_WORD: Final = (b"[Content_Types].xml", b"_rels/.rels", b"word/document.xml")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def kind_of(head: bytes) -> Kind:
    """Return what a file is by its first bytes (at most HEAD of them)."""
    if not head:
        return EMPTY
    for start, kind in _STARTS:
        if head.startswith(start):
            # Which archive it is its first names tell; whether that is true, the closed process.
            word = kind is OFFICE and any(name in head for name in _WORD)
            return DOCX if word else kind
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _boxes(head)
    if head[0] == 0xFF and len(head) > 1 and head[1] & 0xE0 == 0xE0 and head[:2] != b"\xff\xfe":
        return SOUND  # MPEG sound without a tag
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return MARKUP
    return TEXT if _looks_like_text(head) else UNKNOWN


def decoded(data: bytes) -> str | None:
    """Return a text attachment as text, None if it is not strictly one.

    UTF-8, or UTF-16 that says so with its first two bytes. Line ends become one kind.
    """
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return None if _CONTROL.search(text) else text


def _boxes(head: bytes) -> Kind:
    """Tell pictures from films among files made of boxes (ISO 14496-12): by their brands."""
    end = min(int.from_bytes(head[:4], "big"), len(head), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    if brands[0] in _AVIF:
        return AVIF
    if brands[0] in _HEIF:
        hevc = (_HEIF - {b"mif1", b"msf1"}).intersection(brands)
        return AVIF if _AVIF.intersection(brands) and not hevc else HEIF
    return SOUND if brands[0] in _SOUND else FILM


def _looks_like_text(head: bytes) -> bool:
    """Return whether a beginning could be text; a letter may be cut at its end."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return any(decoded(head[: len(head) - cut]) is not None for cut in range(4) if cut < len(head))
