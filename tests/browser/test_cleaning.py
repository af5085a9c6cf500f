"""One file of each kind in real Firefox: cleaned there as in Node, named by kinds, sent."""

from pathlib import Path

import pytest

from tests.browser.fakesocks import Answer, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import Newsroom
from tests.browser.test_journey import BOTH, STANDARD, begin, newest, send
from tests.client.strip import built, specimens
from tests.client.strip.stripper import Stripper

pytestmark = pytest.mark.slow


def files(folder: Path) -> dict[str, tuple[str, bytes]]:
    """By the ending that each must get: a name that misleads, and the bytes."""
    positions = built.with_positions(specimens.film(folder, "a.mp4"))
    moving = specimens.film(folder, "a.mov", "-movflags", "use_metadata_tags")
    return {
        "jpg": ("Petrenko.png", specimens.jpeg(6)),
        "png": ("Petrenko.jpg", specimens.png()),
        "webp": ("Petrenko.bin", specimens.webp()),
        "gif": ("Petrenko", specimens.animated("GIF")),
        "heic": ("Petrenko.HEIC", built.grid()),
        "avif": ("Petrenko.avif", specimens.avif()),
        "mp4": ("Petrenko.mov", positions),
        "mov": ("Petrenko.mp4", moving.read_bytes()),
        "m4a": ("Petrenko.m4a", specimens.sound(folder, "a.m4a", "aac").read_bytes()),
        "mp3": ("Petrenko.mp3", specimens.sound(folder, "a.mp3", "libmp3lame").read_bytes()),
        "wav": ("Petrenko.wav", specimens.sound(folder, "a.wav", "pcm_s16le").read_bytes()),
        "ogg": ("Petrenko.opus", specimens.sound(folder, "a.opus", "libopus").read_bytes()),
    }


@BOTH
def test_files_of_every_kind_are_cleaned_in_the_browser_before_they_are_sealed(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = begin(firefox, "uk")
    account = f"Усі файли, {firefox.level}."
    firefox.type("#text", account)
    given = files(tmp_path)
    paper = ("Petrenko.pdf", "application/pdf", b"%PDF-1.7 Petrenko")
    firefox.choose_files("#files", [*((name, "", data) for name, data in given.values()), paper])
    firefox.wait_for_text(texts["files.cannot.document"])

    expected = {}
    shown = firefox.text()
    with Stripper(tmp_path) as stripper:
        for number, (ending, (_, data)) in enumerate(given.items(), 1):
            clean = stripper.clean(data)
            assert clean.ending == ending
            expected[f"attachments/{number}.{ending}"] = clean.data
            kinds = ", ".join(texts[f"files.{kind}"] for kind in clean.removed)
            assert texts["files.removed"].format(kinds=kinds) in shown
    assert "55.7558" not in shown
    assert "Kamera" not in shown
    assert relay.lines().count("GET /strip.js") == 1

    send(firefox, texts)
    firefox.wait_for_text(texts["ok.next"])
    opened = newest(newsroom, account)
    assert opened.attachments == expected, "the same bytes as in Node; the paper was left out"
    assert "Petrenko" not in str(opened.testimony)
    assert not any(c in body for body in opened.attachments.values() for c in specimens.CANARIES)
    assert firefox.complaints() == []


@STANDARD
def test_cleaning_asks_again_for_its_code_when_it_did_not_come(
    firefox: Firefox, relay: Relay
) -> None:
    asked: list[Request] = []

    def refuse_the_first(request: Request) -> Answer | None:
        if request.path != "/strip.js":
            return None
        asked.append(request)
        return Answer(b"", "text/plain", "503 Busy") if len(asked) == 1 else None

    texts = begin(firefox, "en")
    relay.fresh(refuse_the_first)
    firefox.choose_files("#files", [("a.jpg", "image/jpeg", specimens.jpeg())])
    firefox.wait_for_text(texts["files.removed"].split("{")[0])
    assert len(asked) == 2
