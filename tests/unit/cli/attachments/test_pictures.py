"""Files of every kind become points, hostile ones become reasons."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from cli.attachments import png
from cli.attachments.cell import Cell, order
from cli.attachments.decoding import Cannot, Tools
from cli.attachments.kinds import kind_of
from cli.attachments.wire import Picture
from tests.unit.cli.attachments import specimens
from tests.unit.cli.attachments.openers import opened, refusal
from tests.unit.cli.attachments.specimens import SECRETS, drawing, saved


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The decoders, here without their closed process: for files that we made ourselves."""
    return Tools(None)


def image_of(picture: Picture) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.points)


def decoded(tools: Tools, data: bytes) -> list[Picture]:
    made = tools(data, order(kind_of(data).name, len(data)))
    return [one for one in made if isinstance(one, Picture)]


FORMS: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: saved(drawing(), "JPEG", quality=95),
    "JPEG in grey": lambda: saved(drawing(mode="L"), "JPEG"),
    "JPEG for printers": lambda: saved(drawing(mode="CMYK"), "JPEG"),
    "JPEG in passes": lambda: saved(drawing(), "JPEG", progressive=True),
    "PNG": lambda: saved(drawing(), "PNG"),
    "PNG with a palette": lambda: saved(drawing(mode="P"), "PNG"),
    "PNG in black and white": lambda: saved(drawing(mode="1"), "PNG"),
    "PNG in deep grey": lambda: saved(Image.new("I;16", (160, 120), 40_000), "PNG"),
    "PNG with clear places": lambda: saved(drawing(mode="RGBA"), "PNG"),
    "GIF": lambda: saved(drawing(mode="P"), "GIF"),
    "WebP": lambda: saved(drawing(), "WEBP"),
    "WebP without loss": lambda: saved(drawing(mode="RGBA"), "WEBP", lossless=True),
    "HEIC": lambda: saved(drawing(), "HEIF"),
    "AVIF": lambda: saved(drawing(), "AVIF"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_keeps_its_points(tools: Tools, form: str) -> None:
    [picture] = decoded(tools, FORMS[form]())
    assert (picture.width, picture.height, picture.notes) == (160, 120, ())
    if "grey" in form or "black" in form or "palette" in form or form == "GIF":
        return
    seen = image_of(picture)
    red, blue = seen.getpixel((5, 5)), seen.getpixel((150, 115))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 200
    assert blue[2] > 200


def test_deep_grey_stays_grey(tools: Tools) -> None:
    [picture] = decoded(tools, FORMS["PNG in deep grey"]())
    assert picture.points[:3] == bytes((156, 156, 156))  # 40 000 of 65 535


def test_what_is_clear_becomes_white(tools: Tools) -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    [picture] = decoded(tools, saved(clear, "PNG"))
    assert set(picture.points) == {255}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_that_lies_on_its_side_is_set_upright(tools: Tools, form: str) -> None:
    data = saved(drawing(), form, exif=specimens.exif(6))
    [picture] = decoded(tools, data)
    assert (picture.width, picture.height) == (120, 160)
    corner = image_of(picture).getpixel((115, 5))  # above left came to lie above right
    assert isinstance(corner, tuple)
    assert corner[0] > 200


def test_of_moving_pictures_the_first_is_kept(tools: Tools) -> None:
    frames = [Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")]
    for form in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], form, save_all=True, append_images=frames[1:])
        [picture] = decoded(tools, data)
        assert picture.notes == ("frames",)
        assert picture.points[0] > 200


@pytest.mark.parametrize("size", [(4000, 3000), (3200, 2400), (1601, 1201)])
def test_a_large_picture_is_made_smaller(tools: Tools, size: tuple[int, int]) -> None:
    [picture] = decoded(tools, saved(Image.new("RGB", size, "red"), "JPEG"))
    assert (picture.width, picture.height, picture.notes) == (1600, 1200, ("smaller",))


def test_a_second_picture_behind_a_photograph_stays_behind(tools: Tools) -> None:
    """Telephones keep a second exposure there, or a copy for brighter screens."""
    exposures = [drawing(), drawing(80, 60)]
    data = saved(exposures[0], "MPO", save_all=True, append_images=exposures[1:])
    assert kind_of(data).name == "JPEG"
    [picture] = decoded(tools, data)
    assert (picture.width, picture.height, picture.notes) == (160, 120, ("frames",))


def test_each_page_of_a_document_is_a_picture(tools: Tools) -> None:
    pages = decoded(tools, specimens.pdf(3))
    assert [(page.width, page.height) for page in pages] == [(1600, 1280)] * 3
    assert image_of(pages[0]).getpixel((500, 1000)) == (0, 0, 0)
    assert image_of(pages[0]).getpixel((1500, 100)) == (255, 255, 255)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a picture of 3 600 megapixels": (lambda: specimens.png(60_000, 60_000, bytes(900)), "large"),
    "a picture that ends early": (lambda: specimens.photograph()[:900], "broken"),
    "a head without a picture": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0", "broken"),
    "a picture with a damaged part": (
        lambda: (d := saved(drawing(), "PNG"))[:60] + bytes([d[60] ^ 1]) + d[61:],
        "broken",
    ),
    "fewer points than it says": (lambda: specimens.png(5_000, 5_000, bytes(900)), "broken"),
    "a document of 51 pages": (lambda: specimens.pdf(51), "pages"),
    "a document that ends early": (lambda: specimens.pdf()[:200], "broken"),
    "a document without pages": (lambda: specimens.pdf(0), "broken"),
    "a page as large as a field": (
        lambda: specimens.pdf().replace(b"[0 0 100 80]", b"[0 0 1000000 80]"),
        "large",
    ),
    "a photograph whose first bytes say that it is another kind": (
        lambda: b"\x89PNG\r\n\x1a\n" + specimens.photograph(),
        "broken",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(tools: Tools, what: str) -> None:
    make, why = REFUSED[what]
    with pytest.raises(Cannot) as cannot:
        decoded(tools, make())
    assert cannot.value.why == why


# From here on in the closed process itself: one start each.
CLOSED: dict[str, Callable[[], bytes]] = {
    "a photograph with a place and a thumbnail": specimens.photograph,
    "a picture that is an archive as well": lambda: saved(drawing(), "PNG") + specimens.archive(),
    "a picture with words in it": lambda: saved(
        drawing(), "PNG", exif=specimens.exif(), pnginfo=None
    ),
    "a photograph of an iPhone": lambda: saved(drawing(), "HEIF", exif=specimens.exif()),
    "a newer picture": lambda: saved(drawing(), "AVIF", exif=specimens.exif()),
    "a document with a script, a file and a link": specimens.armed,
}


@pytest.mark.parametrize("what", CLOSED)
def test_points_come_out_and_nothing_of_what_was_hidden(what: str) -> None:
    data = CLOSED[what]()
    [picture] = opened(Cell(), data, kind_of(data).name, faces=True, side=400)
    made = png.write(picture.width, picture.height, picture.points)
    png.check(made)
    assert not [secret for secret in SECRETS if secret in made or secret in picture.points]
    assert picture.faces == ()
    with Image.open(io.BytesIO(made)) as seen:
        assert seen.info == {}


@pytest.mark.slow
def test_a_bomb_of_a_hundred_megapixels_becomes_a_small_picture() -> None:
    data = specimens.png(9_999, 9_999, bytes(9_999 * (9_999 * 3 + 1)))
    assert len(data) < 1_000_000
    [picture] = opened(Cell(), data, "PNG")
    assert (picture.width, picture.height) == (1600, 1600)


@pytest.mark.slow
def test_a_bomb_beyond_its_memory_is_refused() -> None:
    tight = (
        "from cli.attachments import cage, child\ncage.MEMORY = 700 << 20\nchild.main(child.tools)"
    )
    data = specimens.png(9_999, 9_999, bytes(9_999 * (9_999 * 3 + 1)))
    assert refusal(Cell(("-c", tight)), data) == "memory"


def test_a_picture_that_takes_too_long_is_refused() -> None:
    hang = (
        "from cli.attachments import child, decoding\n"
        "def load():\n"
        "    tools = child.tools()\n"
        "    def forever(*_):\n"
        "        while True: pass\n"
        "    decoding.ImageOps.exif_transpose = forever\n"
        "    return tools\n"
        "child.main(load)\n"
    )
    assert refusal(Cell(("-c", hang), 1), specimens.photograph(), "JPEG") == "slow"
