"""Pictures: what exiftool finds before is gone after, and every pixel is the same."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageOps, ImageSequence

from tests.client.strip import specimens
from tests.client.strip.allowed import surplus
from tests.client.strip.built import grid
from tests.client.strip.specimens import CANARIES
from tests.client.strip.stripper import Stripper, exiftool

NAMED = ("place", "device", "serial", "time", "author", "software", "comment")

PICTURES: dict[str, tuple[Callable[[], bytes], str, tuple[str, ...]]] = {
    "a photograph": (specimens.jpeg, "image/jpeg", (*NAMED, "motion", "profile")),
    "a photograph on its side": (lambda: specimens.jpeg(6), "image/jpeg", NAMED),
    "a mirrored photograph": (lambda: specimens.jpeg(7), "image/jpeg", NAMED),
    "a progressive photograph": (lambda: specimens.jpeg(progressive=True), "image/jpeg", NAMED),
    "a photograph for print": (lambda: specimens.jpeg(mode="CMYK"), "image/jpeg", NAMED),
    "a grey photograph": (lambda: specimens.jpeg(mode="L"), "image/jpeg", NAMED),
    "a photograph of two lenses": (specimens.mpo, "image/jpeg", (*NAMED, "preview")),
    "a screenshot": (specimens.png, "image/png", (*NAMED, "profile")),
    "a screenshot with a palette": (lambda: specimens.png("P"), "image/png", NAMED),
    "a grey screenshot": (lambda: specimens.png("L"), "image/png", NAMED),
    "an animated PNG": (lambda: specimens.animated("PNG"), "image/png", ("place", "author")),
    "a WebP": (specimens.webp, "image/webp", (*NAMED, "profile")),
    "a WebP without loss": (lambda: specimens.webp(lossless=True), "image/webp", NAMED),
    "an animated WebP": (lambda: specimens.animated("WEBP"), "image/webp", ("place", "author")),
    "a GIF": (lambda: specimens.animated("GIF"), "image/gif", ("comment", "other")),
    "a HEIC": (specimens.heic, "image/heic", NAMED),
    "a transparent HEIC": (lambda: specimens.heic(alpha=True), "image/heic", NAMED),
    "a HEIC of tiles": (grid, "image/heic", (*NAMED, "preview")),
    "an AVIF": (specimens.avif, "image/avif", (*NAMED, "profile")),
}


def shown(data: bytes) -> list[tuple[tuple[int, int], int, bytes]]:
    """Every frame as a person sees it: size, delay, pixels."""
    with Image.open(io.BytesIO(data)) as image:
        if image.format == "MPO":
            return [(image.size, 0, ImageOps.exif_transpose(image).convert("RGBA").tobytes())]
        frames = []
        for frame in ImageSequence.Iterator(image):
            upright = ImageOps.exif_transpose(frame)
            delay = int(frame.info.get("duration", 0))
            frames.append((upright.size, delay, upright.convert("RGBA").tobytes()))
        return frames


@pytest.mark.parametrize("name", PICTURES)
def test_only_what_decoding_needs_stays_and_the_pixels_are_the_same(
    name: str, stripper: Stripper
) -> None:
    make, media_type, kinds = PICTURES[name]
    given = make()
    assert any(canary in given for canary in CANARIES)
    clean = stripper.clean(given)
    assert clean.type == media_type
    assert set(kinds) <= set(clean.removed)
    assert surplus(media_type, exiftool(clean.path)) == {}
    assert [canary for canary in CANARIES if canary in clean.data] == []
    assert shown(clean.data) == shown(given)


@pytest.mark.parametrize("name", PICTURES)
def test_cleaning_twice_changes_and_names_nothing_more(name: str, stripper: Stripper) -> None:
    once = stripper.clean(PICTURES[name][0]())
    again = stripper.clean(once.path)
    assert again.removed == ()
    assert again.data == once.data


def test_what_editing_programs_and_exiftool_add_goes(stripper: Stripper, tmp_path: Path) -> None:
    given = specimens.jpeg_of_many_tools(tmp_path)
    before = exiftool_of(given, tmp_path)
    assert {"IPTC:By-line", "IPTC:City", "IFD1:ThumbnailImage"} <= set(before)
    clean = stripper.clean(given)
    assert {"place", "author", "preview"} <= set(clean.removed)
    assert surplus("image/jpeg", exiftool(clean.path)) == {}
    assert [canary for canary in CANARIES if canary in clean.data] == []
    assert clean.data.count(b"\xff\xd8\xff") == 1, "no second picture"


def exiftool_of(data: bytes, folder: Path) -> set[str]:
    path = folder / "given.jpg"
    path.write_bytes(data)
    return set(exiftool(path))


def test_exiftool_did_find_the_position_in_each_kind_of_picture(tmp_path: Path) -> None:
    for ending, data in {
        "jpg": specimens.jpeg(), "png": specimens.png(), "webp": specimens.webp(),
        "heic": specimens.heic(), "avif": specimens.avif(), "grid.heic": grid(),
    }.items():  # fmt: skip
        path = tmp_path / f"given.{ending}"
        path.write_bytes(data)
        assert any(tag.endswith("GPSLatitude") for tag in exiftool(path)), ending
