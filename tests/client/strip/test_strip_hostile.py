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
HOSTILE: dict[str, Callable[[Path], bytes]] = {
    "a box as long as no disk": lambda d: film_with(d, b"moov", -4, b"\0\0\0\1"),
    "a box of no length inside": lambda d: film_with(d, b"trak", -4, b"\0\0\0\0"),
    "four billion samples": lambda d: film_with(d, b"stsz", 12, HUGE),
    "four billion samples of one length": lambda d: film_with(d, b"stsz", 8, b"\0\0\0\1" + HUGE),
    "four billion chunks": lambda d: film_with(d, b"stco", 8, HUGE),
    "a chunk behind the end": lambda d: film_with(d, b"stco", 12, HUGE),
    "a chunk in the list itself": lambda d: film_with(d, b"stco", 12, b"\0\0\0\x10"),
    "a run of chunks that goes back": lambda d: film_with(d, b"stsc", 12, b"\0\0\0\5"),
    "samples in another file": lambda d: film_with(d, b"url ", 4, bytes(4)),
    "a picture in an unknown coding": lambda d: film_with(d, b"avc1\0\0\0\0\0\0", 0, b"xxxx"),
    "a film in fragments": lambda d: specimens.film(
        d, "f.mp4", "-movflags", "frag_keyframe+empty_moov"
    ).read_bytes(),
    "a film that is only a head": lambda _: built.box(b"ftyp", b"mp42\0\0\0\0mp42"),
    "a picture list without a picture": lambda _: (
        built.box(b"ftyp", b"heic\0\0\0\0heic") + built.full(b"meta", 0, 0)
    ),
    "an item in two places": lambda _: built.grid().replace(
        struct.pack(">HHHHI", 2, 0, 0, 1, 0)[:8], struct.pack(">HHHHI", 1, 0, 0, 1, 0)[:8]
    ),
    "a grid that is made of itself": lambda _: built.grid().replace(
        struct.pack(">HH4H", 20, 4, 1, 2, 3, 4), struct.pack(">HH4H", 20, 4, 20, 20, 20, 40)
    ),
    "a PNG chunk of two gigabytes": lambda _: patched(specimens.png(), 8, b"\x7f\xff\xff\xff"),
    "a JPEG with two frames": lambda _: _with_two_frames(specimens.jpeg()),
    "a GIF that never ends": lambda _: specimens.animated("GIF").split(b"\x3b")[0],
    "nothing but an end": lambda _: b"\xff\xd8\xff\xd9",
}


def _with_two_frames(data: bytes) -> bytes:
    at = data.index(b"\xff\xc0")
    frame = data[at : at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")]
    return data[:at] + frame + data[at:]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_left_alone_with_a_reason(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    expected = "kind" if name == "a picture in an unknown coding" else "broken"
    assert stripper.left(HOSTILE[name](tmp_path)).reason == expected


def test_a_track_whose_sound_is_another_s_positions_is_refused(
    stripper: Stripper, tmp_path: Path
) -> None:
    data = built.with_positions(specimens.film(tmp_path, "a.mp4"))
    positions = data.index(built.camm())
    # The last chunk of the sound now lies where the positions lie.
    table = data.rindex(b"stco", 0, data.rindex(b"stco"))
    count = int.from_bytes(data[table + 8 : table + 12], "big")
    at = table + 12 + 4 * (count - 1)
    outcome = stripper.left(patched(data, at, positions.to_bytes(4, "big")))
    assert outcome.reason == "broken"


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
