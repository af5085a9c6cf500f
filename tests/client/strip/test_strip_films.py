"""Films and sound: tracks of positions, names and times go; every frame is the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.strip import built, specimens
from tests.client.strip.allowed import surplus
from tests.client.strip.specimens import CANARIES
from tests.client.strip.stripper import Stripper, exiftool, frames

film, sound, tagged = specimens.film, specimens.sound, specimens.tagged

FILMS: dict[str, tuple[Callable[[Path], Path], str, tuple[str, ...]]] = {
    "a film": (lambda d: tagged(film(d, "a.mp4")), "video/mp4", ("place", "device", "time")),
    "a film whose list stands first": (
        lambda d: tagged(film(d, "a.mp4", "-movflags", "+faststart")), "video/mp4", ("place",),
    ),
    "a QuickTime film with a clock": (
        lambda d: tagged(
            film(d, "a.mov", "-movflags", "use_metadata_tags", "-timecode", "06:40:00:00")
        ),
        "video/quicktime", ("place", "device", "time", "track"),
    ),
    "a film in H.265": (
        lambda d: film(d, "a.mp4", "-tag:v", "hvc1", video="libx265"), "video/mp4", ("place",),
    ),
    "a film in MPEG-4 part 2": (lambda d: film(d, "a.mp4", video="mpeg4"), "video/mp4", ("place",)),
    "a voice note": (lambda d: sound(d, "a.m4a", "aac"), "audio/mp4", ("author", "time")),
    "a voice note without loss": (lambda d: sound(d, "a.m4a", "alac"), "audio/mp4", ("author",)),
    "an MP3": (
        lambda d: sound(d, "a.mp3", "libmp3lame", "-write_id3v1", "1"), "audio/mpeg", ("author",),
    ),
    "an MP3 with two more tags": (
        lambda d: sound(d, "a.mp3", "libmp3lame", "-id3v2_version", "4"), "audio/mpeg", ("author",),
    ),
    "a WAV": (lambda d: sound(d, "a.wav", "pcm_s16le"), "audio/wav", ("author",)),
    "a voice message": (lambda d: sound(d, "a.opus", "libopus"), "audio/ogg", ("author",)),
}  # fmt: skip


@pytest.mark.parametrize("name", FILMS)
def test_only_what_playing_needs_stays_and_every_frame_is_the_same(
    name: str, stripper: Stripper, tmp_path: Path
) -> None:
    make, media_type, kinds = FILMS[name]
    given = make(tmp_path)
    assert any(canary in given.read_bytes() for canary in CANARIES)
    clean = stripper.clean(given)
    assert clean.type == media_type
    assert set(kinds) <= set(clean.removed)
    assert surplus(media_type, exiftool(clean.path)) == {}
    data = clean.data
    assert [canary for canary in CANARIES if canary in data] == []
    assert not [word for word in (b"x264", b"x265", b"Lavf", b"libx") if word in data]
    assert frames(clean.path) == frames(given)
    again = stripper.clean(clean.path)
    assert (again.removed, again.data) == ((), data)


@pytest.mark.parametrize("handler", [b"camm", b"meta", b"text", b"priv"])
def test_a_track_of_positions_goes_with_its_samples(
    handler: bytes, stripper: Stripper, tmp_path: Path
) -> None:
    source = film(tmp_path, "a.mp4")
    given = tmp_path / "positions.mp4"
    given.write_bytes(built.with_positions(source, handler=handler))
    assert built.camm() in given.read_bytes()
    clean = stripper.clean(given)
    assert {"place", "track"} <= set(clean.removed)
    assert built.camm() not in clean.data
    assert surplus("video/mp4", exiftool(clean.path)) == {}
    assert frames(clean.path) == frames(source)


def test_exiftool_did_find_the_positions_of_that_track(tmp_path: Path) -> None:
    given = tmp_path / "positions.mp4"
    given.write_bytes(built.with_positions(film(tmp_path, "a.mp4", "-map_metadata", "-1")))
    assert any(tag.endswith("GPSLatitude") for tag in exiftool(given))


def test_a_film_with_long_lengths_plays_on(stripper: Stripper, tmp_path: Path) -> None:
    source = film(tmp_path, "a.mp4")
    clean = stripper.clean(built.with_long_lengths(source))
    assert frames(clean.path) == frames(source)


def test_bytes_between_the_samples_do_not_stay(stripper: Stripper, tmp_path: Path) -> None:
    source = film(tmp_path, "a.mp4")
    data = source.read_bytes()
    (start, end) = next((start, end) for kind, start, end in built.boxes(data) if kind == b"mdat")
    hidden = built.box(b"mdat", data[start + 8 : end], b"Petrenko")
    clean = stripper.clean(data[:start] + hidden + data[end:])
    assert b"Petrenko" not in clean.data
    assert frames(clean.path) == frames(source)


def test_a_film_of_300_megabytes_is_never_read_whole(stripper: Stripper, tmp_path: Path) -> None:
    source = film(tmp_path, "a.mp4")
    large = built.far_apart(source, tmp_path / "large.mp4", 300_000_000)
    clean = stripper.clean(large)
    assert clean.largest <= 300_000
    assert frames(clean.path) == frames(source)


def test_a_recording_of_200_megabytes_is_never_read_whole(
    stripper: Stripper, tmp_path: Path
) -> None:
    source = sound(tmp_path, "a.wav", "pcm_s16le").read_bytes()
    large = tmp_path / "large.wav"
    body = 200_000_000
    with large.open("wb") as file:
        file.write(b"RIFF" + (body + 36).to_bytes(4, "little") + source[8:36])
        file.write(b"data" + body.to_bytes(4, "little"))
        file.truncate(44 + body)
    clean = stripper.clean(large)
    assert clean.largest <= 300_000
    assert clean.path.stat().st_size == 44 + body
