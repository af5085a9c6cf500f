"""Turns a file into points. Runs only in the closed process; everything it reads is hostile.

Each kind is given to the one decoder of its name, never to whichever feels called. A file that
says it is larger than MAX_POINTS is refused before a point of it is unpacked; what unpacks to more
than it says meets the limits of the process (cage.py).
"""

from __future__ import annotations

import contextlib
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol

import pillow_heif
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageFile, ImageOps

from cli.attachments import docx_text
from cli.attachments.wire import Order, Picture

if TYPE_CHECKING:
    from cli.attachments.faces import Detector

MAX_POINTS: Final = 100_000_000  # 100 megapixels: more than the camera of any phone in 2026 keeps
_FORMATS: Final = {
    "JPEG": "JPEG",
    "PNG": "PNG",
    "GIF": "GIF",
    "WebP": "WEBP",
    "HEIC": "HEIF",
    "AVIF": "AVIF",
}
_PAPER: Final = (255, 255, 255)  # lies behind what is transparent
_DEEP: Final = ("I;16", "I;16L", "I;16B", "I;16N")  # grey in 16 bits


class Cannot(Exception):  # noqa: N818
    """A file is not turned into points. why: a key of kinds.REASONS"""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Decoder(Protocol):
    """Whatever turns the bytes of a file into pictures. Tests put hostile ones in its place."""

    def __call__(self, data: bytes, order: Order) -> Iterator[Picture | str]:
        """Give the pictures, and words if it has any. Raises Cannot."""
        ...


class Tools:
    """The libraries, loaded and used once each, so that later nothing of them is missing."""

    def __init__(self, detector: Detector | None) -> None:
        self._detector = detector
        Image.MAX_IMAGE_PIXELS = None  # our own limit is lower and speaks our words
        Image.init()
        pillow_heif.register_heif_opener()
        pillow_heif.options.DECODE_THREADS = 1
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        self._warm()

    def __call__(self, data: bytes, order: Order) -> Iterator[Picture | str]:
        """Give the pictures of a file, then its words. Raises Cannot."""
        try:
            if order.kind == "PDF":
                yield from self._pages(data, order)
            elif order.kind == "DOCX":
                if not (words := clean(docx_text.words(data))):
                    raise Cannot("wordless")
                yield words
            else:
                yield self._picture(data, order)
        except MemoryError:
            raise Cannot("memory") from None
        except Cannot:
            raise
        except docx_text.NoDocumentError:
            raise Cannot("office") from None
        # A decoder may raise anything on what is no picture: all of it means the same.
        except Exception as error:
            raise Cannot("broken") from error

    def _picture(self, data: bytes, order: Order) -> Picture:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[order.kind]]) as opened:
            if opened.width * opened.height > MAX_POINTS:
                raise Cannot("large")
            said = {
                "frames": getattr(opened, "n_frames", 1) > 1,
                "smaller": max(opened.size) > order.side,
            }
            notes = tuple(note for note, true in said.items() if true)
            if order.kind == "JPEG":  # unpacks at a half or a quarter where that is enough
                opened.draft("RGB", (order.side, order.side))
            opened.load()
            turned = ImageOps.exif_transpose(opened)
            return self._bare(_flat(turned), order, notes)

    def _pages(self, data: bytes, order: Order) -> Iterator[Picture | str]:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
            raise Cannot("locked" if locked else "broken") from error
        with contextlib.closing(document):
            if len(document) > order.pages:
                raise Cannot("pages")
            if not len(document):
                raise Cannot("broken")
            words = []
            for page in document:
                width, height = page.get_size()
                if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
                    raise Cannot("large")
                scale = order.side / max(width, height)
                drawn = page.render(scale=scale, draw_annots=True, may_draw_forms=False)
                image = _flat(drawn.to_pil())
                with contextlib.closing(page.get_textpage()) as written:
                    words.append(written.get_text_range())
                page.close()
                yield self._bare(image, order, ())
            if text := clean("\n\n".join(words)):
                yield text

    def _bare(self, image: Image.Image, order: Order, notes: tuple[str, ...]) -> Picture:
        if max(image.size) > order.side:
            image.thumbnail((order.side, order.side), Image.Resampling.LANCZOS)
        faces = self._detector.find(image) if order.faces and self._detector else ()
        return Picture(image.width, image.height, image.tobytes(), faces, notes)

    def _warm(self) -> None:
        """Use every decoder once: what they load late could not be loaded after the door shut."""
        tag = Image.Exif()
        tag[0x0112] = 6  # lies on its side
        drawn = Image.new("RGBA", (40, 30), (200, 100, 50, 128))
        faces = self._detector is not None
        for kind, form in _FORMATS.items():
            file = io.BytesIO()
            options: dict[str, Any] = {"exif": tag} if form in ("JPEG", "PNG", "WEBP") else {}
            source = drawn.convert("RGB") if form in ("JPEG", "HEIF", "AVIF") else drawn
            source.save(file, form, **options)
            list(self(file.getvalue(), Order(kind, 0, 20, 1, faces)))
        list(self(_PDF, Order("PDF", 0, 20, 1, faces)))
        paper = io.BytesIO()
        with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(docx_text.PART, docx_text.SAMPLE)
        list(self(paper.getvalue(), Order("DOCX", 0, 20, 1, faces)))


# A page with a word on it.
_PDF: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 40 30]/Contents 4 0 R"
    b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 30>>stream\nBT /F 9 Tf 2 9 Td (word) Tj ET\nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF"
)


def clean(words: str) -> str:
    """Return words without the marks that decoders put between them and text does not have."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    # A hyphen at the end of a line, as pdfium writes it, holds two halves of a word together.
    words = words.replace("\x02\n", "").replace("\ufffe\n", "")
    return "".join(c for c in words if c in "\n\t" or not _hidden(c)).strip()


def _hidden(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co")


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture in red, green and blue, on white where it is transparent."""
    if image.mode in _DEEP:
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (*_PAPER, 255))
        image = Image.alpha_composite(paper, clear)
    return image.convert("RGB")
