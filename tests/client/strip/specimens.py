"""Files as telephones and programs make them, with hidden data in them.

Every hidden value is one of CANARIES, so that a test can look for its bytes. All are made by other
people's tools: Pillow, libheif, exiftool, ffmpeg.
"""

import io
import struct
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.client.strip.stripper import run

pillow_heif.register_heif_opener()

# 55.7558, 37.6173 in text and in Exif rationals (55/1, 45/1, 2088/100), a name, a camera.
CANARIES = (
    b"55.7558",
    struct.pack(">IIIIII", 55, 1, 45, 1, 522, 25),
    struct.pack("<IIIIII", 55, 1, 45, 1, 522, 25),
    struct.pack("<d", 55.7558),
    b"Petrenko",
    b"Kamera AG",
    b"Nr. 4711",
    b"06:40",
)
XMP = (
    b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
    b" xmlns:exif='http://ns.adobe.com/exif/1.0/' exif:GPSLatitude='55.7558'"
    b" xmlns:dc='http://purl.org/dc/elements/1.1/' dc:creator='Petrenko'/>"
    b"</rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)
TRAILER = b"SEFT of Petrenko"
MOTION = struct.pack(">I", 24) + b"ftypmp42" + b"\0\0\0\0isommp42" + TRAILER


def drawing(width: int = 160, height: int = 120) -> Image.Image:
    """Something with edges and gradients; the same each time."""
    image = Image.new("RGB", (width, height))
    image.putdata(
        [(x * 5 % 256, x * y % 256, y * 3 % 256) for y in range(height) for x in range(width)]
    )
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Position, device, serial number, time, author, software, comment."""
    found = Image.Exif()
    found[0x010E] = "by Petrenko"
    found[0x010F] = "Kamera AG"
    found[0x0110] = "Modell 7"
    found[0x0112] = orientation
    found[0x0131] = "Petrenko's program"
    found[0x013B] = "Olena Petrenko"
    found.get_ifd(0x8769).update({0x9003: "2024:12:04 06:40:00", 0xA431: "Nr. 4711"})
    found.get_ifd(0x8825).update({1: "N", 2: (55.0, 45.0, 20.88), 3: "E", 4: (37.0, 37.0, 2.28)})
    return found


def screen_profile() -> bytes:
    """A colour profile that names a screen, as some systems put into screenshots."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[48:56] = b"Nr. 4711"  # manufacturer and model
    return bytes(profile)


def jpeg(orientation: int = 1, *, progressive: bool = False, mode: str = "RGB") -> bytes:
    """Exif, XMP, a comment, a colour profile, a preview, a video behind the end."""
    out = io.BytesIO()
    drawing().convert(mode).save(
        out, "JPEG", exif=exif(orientation), xmp=XMP, comment=b"Petrenko, 06:40", quality=90,
        icc_profile=screen_profile() if mode == "RGB" else None, progressive=progressive,
    )  # fmt: skip
    return out.getvalue() + MOTION


def jpeg_of_many_tools(folder: Path) -> bytes:
    """A preview picture, IPTC, maker's second picture: what exiftool and editors add."""
    thumb = io.BytesIO()
    drawing(32, 24).save(thumb, "JPEG", exif=exif())
    (folder / "thumb.jpg").write_bytes(thumb.getvalue())
    path = folder / "tools.jpg"
    path.write_bytes(jpeg(3))
    run(
        "exiftool", "-q", "-overwrite_original", f"-ThumbnailImage<={folder / 'thumb.jpg'}",
        "-IPTC:By-line=Petrenko", "-IPTC:City=55.7558", "-XMP:GPSLatitude=55.7558",
        path,
    )  # fmt: skip
    return path.read_bytes() + thumb.getvalue()


def mpo() -> bytes:
    """Two pictures in one file, as cameras with two lenses write."""
    out = io.BytesIO()
    first, second = drawing(), drawing(80, 60)
    first.save(out, "MPO", save_all=True, append_images=[second], exif=exif())
    return out.getvalue()


def png(mode: str = "RGBA") -> bytes:
    """Text plain, packed and international, a time, Exif, a density, a profile, a trailer."""
    info = PngInfo()
    info.add_text("Author", "Olena Petrenko")
    info.add_text("Comment", "Petrenko " * 40, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add(b"tIME", struct.pack(">HBBBBB", 2024, 12, 4, 6, 40, 0))
    info.add(b"prVt", b"Petrenko")
    image = drawing(64, 48).convert(mode)
    if mode == "RGBA":
        image.putalpha(drawing(64, 48).convert("L"))
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=info, exif=exif(6), dpi=(144, 144), icc_profile=screen_profile())
    return out.getvalue() + TRAILER


def animated(kind: str) -> bytes:
    """Three frames of APNG, GIF or WebP."""
    out = io.BytesIO()
    frames = [drawing(64, 48).rotate(angle) for angle in (0, 90, 180)]
    extra = {"comment": b"Petrenko"} if kind == "GIF" else {"exif": exif()}
    frames[0].save(
        out,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=[100, 200, 300],
        loop=2,
        **extra,
    )
    return out.getvalue() + TRAILER


def webp(*, lossless: bool = False) -> bytes:
    out = io.BytesIO()
    image = drawing().convert("RGBA")
    image.putalpha(drawing().convert("L"))
    image.save(out, "WEBP", exif=exif(6), xmp=XMP, icc_profile=screen_profile(), lossless=lossless)
    return out.getvalue() + TRAILER


def heic(*, alpha: bool = False) -> bytes:
    """As libheif writes it: Exif, XMP, a preview picture; transparency if asked for."""
    image = drawing(256, 192)
    if alpha:
        image.putalpha(drawing(256, 192).convert("L"))
    out = io.BytesIO()
    whole = pillow_heif.from_pillow(image)
    whole.save(out, exif=exif(6).tobytes(), xmp=XMP, quality=80)
    return out.getvalue() + TRAILER


def avif() -> bytes:
    out = io.BytesIO()
    drawing().save(out, "AVIF", exif=exif().tobytes(), xmp=XMP, icc_profile=screen_profile())
    return out.getvalue()


def film(
    folder: Path, name: str, *options: str, video: str = "libx264", audio: str = "aac"
) -> Path:
    """One second of picture and sound with a title, a position, a device and a time."""
    path = folder / name
    run(
        "ffmpeg", "-nostdin", "-v", "error", "-y",
        "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=15", "-f", "lavfi", "-i", "sine=880",
        "-t", "1", "-pix_fmt", "yuv420p", "-c:v", video, "-c:a", audio, "-threads", "1",
        "-x265-params", "log-level=none", *TAGS, *options, path,
    )  # fmt: skip
    return path


def sound(folder: Path, name: str, codec: str, *options: str) -> Path:
    path = folder / name
    run(
        "ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=660", "-t", "1",
        "-c:a", codec, *TAGS, *options, path,
    )  # fmt: skip
    return path


TAGS = [
    part
    for tag in (
        "title=Petrenko", "artist=Petrenko", "comment=Kamera AG Nr. 4711",
        "location=+55.7558+037.6173/",
        "creation_time=2024-12-04T06:40:00", "com.apple.quicktime.make=Kamera AG",
    )
    for part in ("-metadata", tag)
]  # fmt: skip


def tagged(path: Path) -> Path:
    """The same with what exiftool can add: positions in three places, a serial number, XMP."""
    run(
        "exiftool", "-q", "-overwrite_original", "-Make=Kamera AG", "-Model=Nr. 4711",
        "-UserData:GPSCoordinates=55.7558, 37.6173", "-Keys:GPSCoordinates=55.7558, 37.6173",
        "-XMP:GPSLatitude=55.7558", "-XMP:Creator=Petrenko", path,
    )  # fmt: skip
    return path
