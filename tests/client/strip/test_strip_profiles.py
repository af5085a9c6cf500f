"""Colour profiles: a file's own never stays; two colour spaces are said in a constant way."""

import io
import struct

import pytest
from PIL import Image, ImageCms

from tests.client.strip.specimens import drawing
from tests.client.strip.stripper import Stripper

# Red, green, blue as a maker's profile holds them (D50), with the white point of the space.
SPACES = {
    "Display P3": [
        (0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407),
    ],
    "Adobe RGB": [
        (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457),
    ],
}  # fmt: skip
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


def makers_profile(primaries: list[tuple[float, float, float]]) -> bytes:
    """A profile with these primaries and the maker's name and number in it."""
    own = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    own[48:56] = b"Nr. 4711"
    for i in range(struct.unpack(">I", own[128:132])[0]):
        tag, at, _ = struct.unpack(">4sII", own[132 + 12 * i : 144 + 12 * i])
        if tag in (b"rXYZ", b"gXYZ", b"bXYZ"):
            values = primaries[b"rgb".index(tag[:1])]
            own[at + 8 : at + 20] = struct.pack(">iii", *(round(v * 65536) for v in values))
    return bytes(own)


def saved(kind: str, profile: bytes) -> bytes:
    out = io.BytesIO()
    drawing(32, 24).save(out, kind, icc_profile=profile)
    return out.getvalue()


def profile_of(data: bytes) -> bytes | None:
    with Image.open(io.BytesIO(data)) as image:
        return image.info.get("icc_profile")


@pytest.mark.parametrize("space", SPACES)
def test_wide_colour_is_said_by_the_same_bytes_in_every_file(
    space: str, stripper: Stripper
) -> None:
    given = makers_profile(SPACES[space])
    found = set()
    for kind in FORMATS:
        clean = stripper.clean(saved(kind, given))
        assert "profile" in clean.removed
        assert b"Nr. 4711" not in clean.data
        found.add(profile_of(clean.data))
    (constant,) = found
    assert constant is not None
    assert constant != given

    profile = ImageCms.ImageCmsProfile(io.BytesIO(constant)).profile
    measured = (profile.red_colorant, profile.green_colorant, profile.blue_colorant)
    for got, wanted in zip(measured, SPACES[space], strict=True):
        assert got is not None
        assert got[0] == pytest.approx(wanted, abs=0.002)
    assert profile.manufacturer is None
    assert profile.model is None


@pytest.mark.parametrize("kind", FORMATS)
def test_any_other_profile_goes(kind: str, stripper: Stripper) -> None:
    screen = [(0.43, 0.22, 0.01), (0.39, 0.7, 0.09), (0.14, 0.06, 0.71)]
    clean = stripper.clean(saved(kind, makers_profile(screen)))
    assert "profile" in clean.removed
    assert profile_of(clean.data) is None


def test_the_colours_of_a_photograph_with_wide_colour_look_the_same(stripper: Stripper) -> None:
    given = saved("PNG", makers_profile(SPACES["Display P3"]))
    clean = stripper.clean(given).data
    looks = []
    for data in (given, clean):
        with Image.open(io.BytesIO(data)) as image:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            look = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
            assert look is not None
            looks.append(look.tobytes())
    assert max(abs(a - b) for a, b in zip(*looks, strict=True)) <= 3
