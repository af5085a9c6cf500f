"""What a visit costs on the line, and that nobody waits for code to begin to write."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser import pictures
from tests.browser.fakesocks import Answer, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom, everything
from tests.browser.test_journey import newest, words
from tests.browser.witness import send as whole_visit

pytestmark = pytest.mark.slow

STANDARD = pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")
MOST_REQUESTS = 6
MOST_DOWN = 90_000  # bytes, with every header
LETTERS = "Мене звати Данило. "  # 35 bytes
WHOLE = ["GET /", "GET /keys", "GET /page.css", "GET /page.js", "GET /worker.js"]


def text_of_two_kilobytes() -> str:
    return ("Вага. " + LETTERS * 100).encode()[:2000].decode(errors="ignore").strip()


@dataclass(frozen=True, slots=True)
class Visit:
    """What crossed the line. down, up: bytes of HTTP, with every header. received: how often the
    newsroom has the account."""

    lines: list[str]
    down: int
    up: int
    received: int


def look(firefox: Firefox, line: Relay) -> list[str]:
    """Open the page until it is ready; returns the requests."""
    line.fresh()
    texts = words("en")
    firefox.open(ADDRESS + "#en")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    return sorted(line.lines())


@pytest.fixture(scope="module")
def visit() -> Iterator[tuple[Visit, list[str], list[str], list[str]]]:
    """A first visit of a browser that was never here, to 'received'; then two more looks; and
    what lies on the disk. Nobody else is on the line, and the newsroom asks all that can be asked
    with the questionnaire that comes with the tool, with every promise."""
    with (
        Newsroom(everything()) as asking,
        Relay(asking.socket) as line,
        Firefox("standard", line.port, cache=True) as firefox,
    ):
        text = text_of_two_kilobytes()
        whole_visit(firefox, ADDRESS, "uk", text)
        received = [one for one in asking.opened() if one.testimony.answers.get("text") == text]
        first = Visit(sorted(line.lines()), line.log.down, line.log.up, len(received))
        yield first, look(firefox, line), look(firefox, line), firefox.kept_on_disk()


def test_from_the_first_request_to_received_a_text_costs_six_requests(
    visit: tuple[Visit, list[str], list[str], list[str]],
) -> None:
    first = visit[0]
    assert first.received == 1
    assert first.lines == sorted([*WHOLE, "POST /testimonies"])
    assert len(first.lines) <= MOST_REQUESTS
    assert first.down <= MOST_DOWN
    assert first.up > 67_195, "the counter sees bodies"


def test_files_of_the_page_are_kept_for_the_visit_and_forgotten_after_received(
    visit: tuple[Visit, list[str], list[str], list[str]],
) -> None:
    _, after_received, again, on_disk = visit
    assert after_received == WHOLE, "nothing was left of the first visit"
    assert again == ["GET /", "GET /keys"]
    assert on_disk == []


@STANDARD
def test_an_account_can_be_written_before_the_sealing_code_has_come(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = words("ru")
    account = f"Написано раньше, чем пришёл код, {firefox.level}."
    busy = Answer(b"", "text/plain", "503 Service Unavailable")
    arrived = False

    def late(request: Request) -> Answer | None:
        return None if arrived or request.path != "/worker.js" else busy

    relay.fresh(late)
    firefox.open(ADDRESS)
    firefox.press(texts["language"], ".pick a")
    firefox.press(texts["land.write"], "button")
    firefox.type("#text", account)
    firefox.choose_files("#files", [("a.jpg", "image/jpeg", pictures.jpeg())])
    # Asked for again: nothing the witness did is lost, and nothing had to be pressed.
    relay.wait(lambda lines: lines.count("GET /worker.js") >= 2)
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["prep.wait"])
    assert texts["rev.send"] not in firefox.text()
    assert not any(line.startswith("POST") for line in relay.lines())
    arrived = True
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    assert list(newest(newsroom, account).attachments) == ["attachments/1.jpg"]
