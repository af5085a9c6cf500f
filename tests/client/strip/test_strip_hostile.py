"""Broken and hostile files: never a crash, never a claim that does not hold."""

import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.strip import built, specimens
from tests.client.strip.stripper import Clean, Left, Stripper

# Enough that each of a format's structures is hit; few enough for seconds.
FLIPS = 150
CUTS = 40

POSITIONS = specimens.CANARIES[:4]


def film_of_telephone(folder: Path) -> bytes:
    path = specimens.film(folder, "fuzz.mp4", "-t", "0.4", "-movflags", "use_metadata_tags")
    return built.with_positions(path)


WHOLE: dict[str, Callable[[Path], bytes]] = {
    "jpeg": lambda _: specimens.jpeg(6),
    "png": lambda _: specimens.png("P"),
    "gif": lambda _: specimens.animated("GIF"),
    "webp": lambda _: specimens.webp(),
    "heic": lambda _: built.grid(),
    "avif": lambda _: specimens.avif(),
    "film": film_of_telephone,
    "mp3": lambda d: specimens.sound(d, "fuzz.mp3", "libmp3lame").read_bytes(),
    "wav": lambda d: specimens.sound(d, "fuzz.wav", "pcm_s16le").read_bytes(),
    "opus": lambda d: specimens.sound(d, "fuzz.opus", "libopus").read_bytes(),
}


def structure(data: bytes) -> list[int]:
    """Offsets of bytes that are likelier structure than picture: both ends, and near names."""
    ends = [*range(min(len(data), 1500)), *range(max(0, len(data) - 1500), len(data))]
    names = (
        b"Exif",
        b"http",
        b"mdat",
        b"moov",
        b"IDAT",
        b"IEND",
        b"\xff\xda",
        b"\xff\xd9",
        b"trak",
    )
    near = [at + step for name in names for at in found(data, name) for step in range(-16, 24)]
    return sorted({at for at in [*ends, *near] if 0 <= at < len(data)})


def found(data: bytes, name: bytes) -> list[int]:
    places: list[int] = []
    at = data.find(name)
    while at >= 0 and len(places) < 20:
        places.append(at)
        at = data.find(name, at + 1)
    return places


def holds(outcome: Clean | Left) -> bool:
    """A file is left alone with a reason, or no position is in it when one is said removed."""
    if isinstance(outcome, Left):
        return outcome.reason in ("kind", "document", "broken", "large")
    return "place" not in outcome.removed or not any(p in outcome.data for p in POSITIONS)


@pytest.mark.parametrize("name", WHOLE)
def test_flipped_bits_never_crash_and_never_leave_what_is_said_removed(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    data = WHOLE[name](tmp_path)
    assert isinstance(stripper.attempt(data), Clean)
    chosen = random.Random(name)
    places = structure(data)
    for _ in range(FLIPS):
        broken = bytearray(data)
        for at in chosen.sample(places, chosen.choice((1, 1, 2, 8))):
            broken[at] ^= 1 << chosen.randrange(8)
        outcome = stripper.attempt(bytes(broken))
        assert holds(outcome), (name, outcome)


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_cut_off_anywhere_never_crashes(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    data = WHOLE[name](tmp_path)
    chosen = random.Random(name)
    for length in [0, 1, 2, 4, 8, 12, 16, *(chosen.randrange(len(data)) for _ in range(CUTS))]:
        outcome = stripper.attempt(data[:length])
        assert holds(outcome), (name, length)


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp", "heic", "film"])
def test_parts_copied_elsewhere_never_leave_what_is_said_removed(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    data = WHOLE[name](tmp_path)
    chosen = random.Random(name)
    for _ in range(60):
        start, to = chosen.randrange(len(data)), chosen.choice(structure(data))
        piece = data[start : start + chosen.choice((4, 64, 2000))]
        outcome = stripper.attempt(data[:to] + piece + data[to:])
        assert holds(outcome), (name, start, to)


def patched(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def film_with(folder: Path, table: bytes, step: int, value: bytes) -> bytes:
    """A film in which bytes of one table are others; `step` counts from the table's name."""
    data = specimens.film(folder, "hostile.mp4").read_bytes()
    return patched(data, data.index(table) + step, value)


HUGE = b"\xff\xff\xff\xff"


def film_of_overlaps(folder: Path, before: int) -> bytes:
    """A track of positions whose only chunk begins `before` bytes before the film's first one."""
    data = built.with_positions(specimens.film(folder, "overlap.mp4"))
    first = int.from_bytes(data[data.index(b"stco") + 12 :][:4], "big")
    return patched(data, data.rindex(b"stco") + 12, (first - before).to_bytes(4, "big"))


def jpeg_with_more_in_a_table() -> bytes:
    data = specimens.jpeg()
    at = data.index(b"\xff\xdb")
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    end = at + 2 + length
    grown = (length + 8).to_bytes(2, "big")
    return data[: at + 2] + grown + data[at + 4 : end] + b"Petrenko" + data[end:]


def jpeg_with_two_frames() -> bytes:
    data = specimens.jpeg()
    at = data.index(b"\xff\xc0")
    frame = data[at : at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")]
    return data[:at] + frame + data[at:]


def png_with_another_sum() -> bytes:
    data = specimens.png()
    at = data.index(b"IDAT")
    end = at + 4 + int.from_bytes(data[at - 4 : at], "big")
    return patched(data, end, bytes([data[end] ^ 1]))


def grid_of_exif() -> bytes:
    """The second tile is said to lie where Exif lies."""
    data = built.grid()
    places = data.index(b"iloc")
    entry = {item: data.index(struct.pack(">HHHH", item, 0, 0, 1), places) for item in (2, 40)}
    return patched(data, entry[2] + 8, data[entry[40] + 8 : entry[40] + 16])


def grid_of(*parts: int) -> bytes:
    return built.grid().replace(
        struct.pack(">HH4H", 20, 4, 1, 2, 3, 4), struct.pack(">HH4H", 20, 4, *parts)
    )


def films(table: bytes, step: int, value: bytes) -> Callable[[Path], bytes]:
    return lambda folder: film_with(folder, table, step, value)


# What is wrong, and the words by which it must be refused.
HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "a box as long as no disk": (films(b"moov", -4, b"\0\0\0\1"), "longer than the file"),
    "a box of no length inside": (films(b"trak", -4, bytes(4)), "longer than what it stands in"),
    "four billion samples": (films(b"stsz", 12, HUGE), "another length"),
    "four billion of one length": (films(b"stsz", 8, b"\0\0\0\1" + HUGE), "another length"),
    "four billion chunks": (films(b"stco", 8, HUGE), "another length"),
    "a chunk behind the end": (films(b"stco", 12, HUGE), "lies outside"),
    "a chunk in the list itself": (films(b"stco", 12, b"\0\0\0\x10"), "outside"),
    "a run of chunks that goes back": (films(b"stsc", 12, b"\0\0\0\5"), "out of order"),
    "chunks without samples": (films(b"stsc", 16, bytes(4)), "fewer samples"),
    "samples in another file": (films(b"url ", 4, bytes(4)), "another file"),
    "an unknown coding": (films(b"avc1\0\0\0\0\0\0", 0, b"xxxx"), "unknown way"),
    "positions that begin with the film": (lambda d: film_of_overlaps(d, 0), "overlap"),
    "positions that begin within a picture": (lambda d: film_of_overlaps(d, -4), "overlap"),
    "positions that reach into a picture": (lambda d: film_of_overlaps(d, 4), "overlap"),
    "a film in fragments": (
        lambda d: specimens.film(d, "f.mp4", "-movflags", "frag_keyframe+empty_moov").read_bytes(),
        "in fragments",
    ),
    "a film that is only a head": (lambda _: built.box(b"ftyp", b"mp42\0\0\0\0mp42"), "moov"),
    "a list without a picture": (
        lambda _: built.box(b"ftyp", b"heic\0\0\0\0heic") + built.full(b"meta", 0, 0), "not one",
    ),
    "a tile that is Exif": (lambda _: grid_of_exif(), "items overlap"),
    "a grid that is made of Exif": (lambda _: grid_of(1, 2, 3, 40), "unknown way"),
    "a grid that is made of nothing": (lambda _: grid_of(1, 2, 3, 99), "unknown way"),
    "a PNG chunk of two gigabytes": (
        lambda _: patched(specimens.png(), 8, b"\x7f\xff\xff\xff"), "cut off",
    ),
    "a PNG with another check sum": (lambda _: png_with_another_sum(), "check sum"),
    "a JPEG with two frames": (lambda _: jpeg_with_two_frames(), "one frame"),
    "a JPEG with more in a table": (lambda _: jpeg_with_more_in_a_table(), "another length"),
    "a GIF that never ends": (lambda _: specimens.animated("GIF")[:-30], "cut off"),
    "nothing but an end": (lambda _: b"\xff\xd8\xff\xd9", "no picture"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_left_alone_with_a_reason(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    make, words = HOSTILE[name]
    outcome = stripper.left(make(tmp_path))
    assert outcome.reason == ("kind" if name == "an unknown coding" else "broken")
    assert words in outcome.message


def test_a_grid_that_holds_itself_ends(stripper: Stripper) -> None:
    clean = stripper.clean(grid_of(20, 2, 20, 4))
    assert clean.path.stat().st_size < len(built.grid())


def test_a_frame_of_an_animation_holds_nothing_but_its_picture(stripper: Stripper) -> None:
    data = specimens.animated("WEBP")
    at = data.index(b"ANMF")
    size = int.from_bytes(data[at + 4 : at + 8], "little")
    hidden = b"XMP " + (8).to_bytes(4, "little") + b"Petrenko"
    grown = (size + len(hidden)).to_bytes(4, "little")
    body = data[12 : at + 4] + grown + data[at + 8 : at + 8 + size] + hidden
    body += data[at + 8 + size :].removesuffix(specimens.TRAILER)
    whole = b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body
    clean = stripper.clean(whole)
    assert b"Petrenko" not in clean.data
    assert clean.data == stripper.clean(data).data


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"%PDF-1.7\n", "document"),
        (b"PK\x03\x04", "document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
        (b"{\\rtf1 Petrenko}", "document"),
        (b"\x1aE\xdf\xa3 webm", "kind"),
        (b"Petrenko wrote this", "kind"),
        (b"", "kind"),
    ],
)
def test_other_files_are_left_alone_and_papers_are_called_papers(
    start: bytes, reason: str, stripper: Stripper
) -> None:
    assert stripper.left(start).reason == reason
    assert stripper.left(start + bytes(100)).reason == reason


def test_a_picture_above_64_mebibytes_is_not_read_into_memory(
    stripper: Stripper, tmp_path: Path
) -> None:
    large = tmp_path / "large.jpg"
    with large.open("wb") as file:
        file.write(specimens.jpeg())
        file.truncate(64 * 1024 * 1024 + 1)
    assert stripper.left(large).reason == "large"
