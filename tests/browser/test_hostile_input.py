"""What people type and pick at its worst: no text is lost, and nothing leaves the page unsealed."""

import base64
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.disk import pick
from tests.browser.fakesocks import Answer, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.sealing import choose_keys, keys, open_page
from tests.browser.test_journey import STANDARD, begin, newest, send, words
from tests.browser.test_nothing_leaves import settled

pytestmark = pytest.mark.slow
CANARY = "КанарейкаCanary7Q4X"
MIB = 1024 * 1024
TEXT = "return document.getElementById('text').value;"
KEEP = "for (const box of document.querySelectorAll('#app li input')) box.click();"
SCRIPT = "text/javascript; charset=utf-8"
# A Worker that says how it dies: by itself, with nothing that catches it, in the middle of sending.
DYING = (
    b"addEventListener('message', ({data}) => { if (data.kind === 'deliver')"
    b" setTimeout(() => { throw new Error('dead'); }, 0); });"
)


def traces(word: str) -> list[bytes]:
    """How a word would look on the line if it were not sealed: plain, escaped, in other codes."""
    plain = word.encode()
    middle = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
    quoted = urllib.parse.quote(word).encode()
    escaped = word.encode("unicode_escape")
    wide = [word.encode("utf-16-le"), word.encode("utf-16-be")]
    return [plain, quoted, quoted.lower(), escaped, plain.hex().encode(), *wide, *middle]


def found(tap: bytearray) -> list[bytes]:
    return [trace for trace in [*traces(CANARY), *traces("Canary7Q4X")] if trace in tap]


def names() -> list[str]:
    """200 names that hold letters of every block of Unicode: blocks begin at multiples of 16."""
    letters = [chr(at) for at in range(1, 0x110000, 16) if not 0xD800 <= at < 0xE000]
    size = -(-len(letters) // 200)
    parts = ["".join(letters[i : i + size]) for i in range(0, len(letters), size)]
    return [f"{CANARY}{part}.{i}" for i, part in enumerate(parts)]


@STANDARD
def test_200_files_with_names_of_every_block_and_a_long_text_arrive_sealed(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    relay.tap = tap = bytearray()
    texts = begin(firefox, "uk")
    account = "".join(f"{CANARY} {i} \u202e<b>&\u0000\ufeff\U0001f33e\n" for i in range(40_000))
    account = account.replace("\u0000", "\ufffd")[: MIB * 9 // 10].strip()
    assert len(account.encode()) > MIB
    contents = [b"" if i % 2 else f"{CANARY}{i}".encode() for i in range(200)]
    files = [(name, "", data) for name, data in zip(names(), contents, strict=True)]
    firefox.type("#text", account)
    firefox.choose_files("#files", files)
    every = "return document.querySelectorAll('#app li input[type=checkbox]').length;"
    firefox.wait_for("all files", lambda: firefox.script(every) >= 200)
    firefox.script(KEEP)
    assert firefox.script(TEXT) == account
    send(firefox, texts)
    firefox.wait_for_text(texts["ok.next"])
    opened = newest(newsroom, account)
    arrived = [opened.attachments[f"attachments/{i + 1}.bin"] for i in range(200)]
    assert arrived == contents
    assert CANARY not in str(opened.attachments.keys())
    assert len(tap) > 2 * MIB
    assert found(tap) == []
    assert firefox.complaints() == []


@STANDARD
def test_a_text_that_no_reader_would_take_is_kept_and_the_limit_said(
    firefox: Firefox, relay: Relay
) -> None:
    texts = begin(firefox, "ru")
    account = CANARY + "я" * (2 * MIB + 1000)
    firefox.type("#text", account)
    send(firefox, texts)
    firefox.wait_for_text(texts["err.long"])
    assert firefox.script(TEXT) == account
    assert not any(line.startswith("POST") for line in settled(firefox, relay))


@STANDARD
def test_the_page_from_disk_says_the_same_limit(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("uk")
    open_page(firefox, tmp_path, "uk")
    choose_keys(firefox, keys(newsroom))
    account = "я" * (2 * MIB + 1000)
    firefox.type("#text", account)
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.long"])
    assert firefox.script(TEXT) == account


def shorter(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: MIB // 2 + 7])


@STANDARD
@pytest.mark.parametrize("change", [shorter, Path.unlink])
def test_a_file_that_changes_after_it_was_picked_is_not_sent_and_the_text_stays(
    firefox: Firefox,
    relay: Relay,
    newsroom: Newsroom,
    tmp_path: Path,
    change: Callable[[Path], None],
) -> None:
    before = len(newsroom.opened())
    relay.tap = tap = bytearray()
    texts = begin(firefox, "en")
    picked = tmp_path / "Canary7Q4X.dat"
    picked.write_bytes(CANARY.encode() * (MIB // len(CANARY.encode())))
    firefox.type("#text", f"With a file: {CANARY}")
    pick(firefox, "files", picked)
    firefox.press(texts["files.keep"], "label")
    change(picked)
    send(firefox, texts)
    firefox.wait_for_text(texts["err.changed"])
    assert firefox.script(TEXT) == f"With a file: {CANARY}"
    assert len(newsroom.opened()) == before
    assert found(tap) == []


@STANDARD
def test_the_same_looking_does_find_what_is_not_sealed(firefox: Firefox, relay: Relay) -> None:
    relay.tap = tap = bytearray()
    begin(firefox, "en")
    for body in (CANARY, base64.b64encode(f"My {CANARY} and more".encode()).decode()):
        del tap[:]
        firefox.script(
            "const line = new XMLHttpRequest(); line.open('POST', '/x', false);"
            "line.send(arguments[0]);",
            body,
        )
        assert found(tap) != []
    del tap[:]
    firefox.open(f"{ADDRESS}?{urllib.parse.quote(CANARY)}")
    assert found(tap) != []


@STANDARD
@pytest.mark.parametrize("status", ["400 Bad Request", "415 Unsupported", "507 Insufficient"])
def test_a_refused_envelope_is_said_and_the_text_stays(
    firefox: Firefox, relay: Relay, status: str
) -> None:
    texts = begin(firefox, "uk")
    refusal = Answer(b"", "text/plain", status)
    relay.fresh(lambda request: refusal if request.method == "POST" else None)
    firefox.type("#text", "Відмовлено.")
    send(firefox, texts)
    firefox.wait_for_text(texts["err.full" if status.startswith("507") else "err.refused"])
    assert firefox.script(TEXT) == "Відмовлено."


@STANDARD
def test_a_worker_that_dies_while_it_sends_is_said_and_sends_no_more(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    firefox.open(ADDRESS + "#ru")
    whole = firefox.script(
        "const line = new XMLHttpRequest(); line.open('GET', '/worker.js', false);"
        "line.send(); return line.responseText;"
    )
    dying = Answer(whole.encode() + DYING, SCRIPT)

    def rule(request: Request) -> Answer | None:
        if request.path == "/worker.js":
            return dying
        busy = Answer(b"", "text/plain", "503 Service Unavailable")
        return busy if request.method == "POST" else None

    relay.fresh(rule)
    texts = begin(firefox, "ru")
    before = len(newsroom.opened())
    firefox.type("#text", "Оборвалось.")
    send(firefox, texts)
    firefox.wait_for_text(texts["err.died"])
    assert firefox.script(TEXT) == "Оборвалось."
    assert texts["rev.send"] not in firefox.text()
    assert len(newsroom.opened()) == before
