"""Files as witnesses, and those who want to harm them, send them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pillow_heif
from PIL import ExifTags, Image

from tests.unit.cli.attachments.openers import PORTRAIT

pillow_heif.register_heif_opener()

# What is hidden in them; none of it may be found in anything that comes out.
SECRETS = (b"Kamera AG", b"Nr. 4711", b"Olena Petrenko", b"2024:12:04", b"JFIF", b"Exif", b"GPS")


def drawing(width: int = 160, height: int = 120, mode: str = "RGB") -> Image.Image:
    """Red above left, blue below right; the same each time."""
    image = Image.new("RGB", (width, height))
    image.putdata(
        [
            (255 - 255 * x // width, 40, 255 * y // height)
            for y in range(height)
            for x in range(width)
        ]
    )
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """A place, a camera, its number, a time, an author."""
    found = Image.Exif()
    found[ExifTags.Base.Make] = "Kamera AG"
    found[ExifTags.Base.Artist] = "Olena Petrenko"
    found[ExifTags.Base.Orientation] = orientation
    found.get_ifd(ExifTags.IFD.Exif).update({0x9003: "2024:12:04 06:40:00", 0xA431: "Nr. 4711"})
    found.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (55.0, 45.0, 20.88), 3: "E"})
    return found


def photograph(orientation: int = 1) -> bytes:
    """A JPEG with a place, and with a small copy of itself inside as cameras make it."""
    small = saved(drawing(32, 24), "JPEG")
    main = saved(drawing(), "JPEG", exif=exif(orientation), quality=90)
    # A second picture in a segment of its own: JFXX, as some programs keep thumbnails.
    body = b"JFXX\0\x10" + small
    segment = b"\xff\xe0" + struct.pack(">H", len(body) + 2) + body
    return main[:2] + segment + main[2:] + b"Olena Petrenko"


def chunk(name: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG that says this size and holds these rows."""
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def archive() -> bytes:
    """A zip with a name in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("names.txt", "Olena Petrenko")
    return out.getvalue()


def pdf(pages: int = 1, extra: bytes = b"", catalog: bytes = b"") -> bytes:
    """A document with a black bar on each page.

    extra:   more objects
    catalog: more entries of its root
    """
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(pages))
    out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R" + catalog + b">>endobj\n"
    out += b"2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count %d>>endobj\n" % pages
    out += b"3 0 obj<</Length 22>>stream\n0 0 0 rg 10 10 50 20 re f\nendstream endobj\n"
    for number in range(pages):
        out += b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 80]" % (10 + number)
        out += b"/Contents 3 0 R>>endobj\n"
    info = b"4 0 obj<</Author(Olena Petrenko)/Producer(Kamera AG)>>endobj\n"
    return out + info + extra + b"trailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF"


def armed() -> bytes:
    """A document with a script that runs when it opens, a file inside, and a link to a server."""
    script = b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>"
    extra = b"5 0 obj" + script + b"endobj\n"
    extra += b"6 0 obj<</Type/Filespec/F(names.txt)/EF<</F 7 0 R>>>>endobj\n"
    extra += b"7 0 obj<</Type/EmbeddedFile/Length 14>>stream\nOlena Petrenko\nendstream endobj\n"
    extra += b"8 0 obj<</S/Launch/F(/bin/true)>>endobj\n"
    catalog = b"/OpenAction 5 0 R/AA<</WC 8 0 R>>"
    catalog += (
        b"/Names<</EmbeddedFiles<</Names[(names.txt) 6 0 R]>>/JavaScript<</Names[(a) 5 0 R]>>>>"
    )
    return pdf(extra=extra, catalog=catalog)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = (
    "<w:p><w:r><w:t>Мене зупинили</w:t></w:r><w:r><w:tab/><w:t>о 06:40</w:t><w:br/>"
    "<w:t xml:space='preserve'>біля </w:t></w:r><w:ins><w:r><w:t>метро.</w:t></w:r></w:ins>"
    "<w:del><w:r><w:delText>Olena Petrenko</w:delText></w:r></w:del></w:p>"
    "<w:p><w:r><w:instrText>AUTHOR Olena Petrenko</w:instrText></w:r></w:p>"
    "<w:p><w:r><w:t>Другий абзац.</w:t></w:r></w:p>"
)


def docx(body: str = BODY, before: str = "", **more: bytes) -> bytes:
    """A letter. before: the document's root; more: other parts, by their names with _ for /"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("docProps/core.xml", "<creator>Olena Petrenko</creator>")
        made.writestr("word/comments.xml", f"<w:t xmlns:w='{WORD}'>Olena Petrenko</w:t>")
        made.writestr("word/vbaProject.bin", b"Olena Petrenko")
        text = f"{before}<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"
        made.writestr("word/document.xml", text)
        for name, data in more.items():
            made.writestr(name.replace("_", "/"), data)
    return out.getvalue()


def portrait() -> bytes:
    """A face."""
    return PORTRAIT.read_bytes()
