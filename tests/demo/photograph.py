"""A photograph as a phone would take it, with a position and a camera's name hidden inside."""

import io

from PIL import ExifTags, Image

CAMERA = "Pixel 7a"
POSITION = ((55.0, 45.0, 20.16), (37.0, 37.0, 2.28))


def photograph() -> bytes:
    """A small JPEG: a grey building under a grey sky, its EXIF full."""
    picture = Image.new("RGB", (640, 480), (150, 160, 170))
    picture.paste((90, 90, 95), (80, 160, 560, 480))
    for column in range(6):
        for row in range(3):
            left, top = 110 + column * 75, 190 + row * 90
            picture.paste((200, 190, 140), (left, top, left + 40, top + 55))
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Google"
    exif[ExifTags.Base.Model] = CAMERA
    exif[ExifTags.Base.DateTime] = "2026:10:14 09:31:07"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: POSITION[0],
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: POSITION[1],
        }
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()
