"""Pictures with hidden data, as a phone makes them."""

import io
import struct

from PIL import Image
from PIL.PngImagePlugin import PngInfo

MAKE, MODEL, ORIENTATION, GPS, WHEN = 0x010F, 0x0110, 0x0112, 0x8825, 0x9003
ARTIST, EXIF = 0x013B, 0x8769


def _drawing(size: int = 320) -> Image.Image:
    """Something with edges and gradients; the same each time."""
    image = Image.new("RGB", (size, size * 3 // 4))
    pixels = [(x % 256, (x * y) % 256, y % 256) for y in range(image.height) for x in range(size)]
    image.putdata(pixels)
    return image


def jpeg(orientation: int = 1, size: int = 320, progressive: bool = False) -> bytes:
    """A photograph with a position, a device, a time, an author, a preview and a trailer."""
    image = _drawing(size)
    exif = image.getexif()
    exif[MAKE] = "Kamera AG"
    exif[MODEL] = "Modell 7 Nr. 4711"
    exif[ARTIST] = "Olena Petrenko"
    exif[ORIENTATION] = orientation
    exif.get_ifd(EXIF)[WHEN] = "2024:12:04 06:40:00"
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 45.0, 7.2), 3: "E", 4: (37.0, 37.0, 2.1)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=90, comment=b"made at home", progressive=progressive)
    return out.getvalue() + b"trailer of the phone's maker"


def png() -> bytes:
    """A screenshot with an author, a time and a position in its text."""
    info = PngInfo()
    info.add_text("Author", "Olena Petrenko")
    info.add_itxt("XML:com.adobe.xmp", "<x exif:GPSLatitude='55,45N'/>")
    info.add(b"tIME", struct.pack(">HBBBBB", 2024, 12, 4, 6, 40, 0))
    out = io.BytesIO()
    _drawing(64).save(out, "PNG", pnginfo=info)
    return out.getvalue() + b"trailer"


def pixels(data: bytes) -> bytes:
    """What a decoder shows."""
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()
