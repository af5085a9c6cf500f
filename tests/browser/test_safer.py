"""Files at Safer, where nothing compiles scripts: the page says how slow it is and stays usable."""

import re
import threading

import pytest

from tests.browser.fakesocks import Answer, Relay, Request
from tests.browser.firefox import DEADLINE, Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.test_journey import begin, newest, send, words

pytestmark = pytest.mark.slow

SAFER = pytest.mark.parametrize("firefox", ["safer"], indirect=True, scope="session")
STANDARD = pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")
FIRST = 262_144  # bytes of the first piece
SHOWN = "const bar = document.querySelector('progress'); return bar.value;"


# The Worker's clock, as a browser would read it that seals 256 KiB in no time, and in a minute.
CLOCKS = {
    "fast": (b"performance.now = () => 0;", "268\u00a0", None),
    "slow": (
        b"performance.now = ((now) => () => (now += 60000))(0);",
        "34\u00a0",
        "262\u00a0",
    ),
}


def with_clock(firefox: Firefox, relay: Relay, clock: bytes) -> None:
    """The Worker gets this clock from now on."""
    script = firefox.script(
        "const request = new XMLHttpRequest(); request.open('GET', '/worker.js', false);"
        "request.send(); return request.responseText;"
    )
    changed = Answer(clock + script.encode(), "text/javascript")
    relay.fresh(lambda request: changed if request.path == "/worker.js" else None)


@STANDARD
@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_before_a_file_is_picked_the_page_says_how_much_goes_in_a_browser_that_is(
    firefox: Firefox, relay: Relay, clock: str, language: str
) -> None:
    code, most, rate = CLOCKS[clock]
    firefox.open(ADDRESS)
    with_clock(firefox, relay, code)
    texts = begin(firefox, language)
    shown = firefox.text()
    assert texts["files.limit"].partition("{")[0] + most in shown
    slowly = texts["files.slow"].partition("{")[0]
    assert (slowly in shown) == (rate is not None)
    assert rate is None or slowly + rate in shown


@STANDARD
def test_more_than_goes_is_said_as_soon_as_it_is_picked(firefox: Firefox, relay: Relay) -> None:
    firefox.open(ADDRESS)
    with_clock(firefox, relay, CLOCKS["slow"][0])
    texts = begin(firefox, "ru")
    firefox.script(
        """
        const list = new DataTransfer();
        for (const size of [30e6, 10e6]) list.items.add(new File([new Uint8Array(size)], "a.bin"));
        const field = document.getElementById("files");
        field.files = list.files;
        field.dispatchEvent(new Event("change", {bubbles: true}));
        """
    )
    firefox.press(texts["files.keep"], "label")
    said = texts["files.over"].partition("{")[0]
    assert said not in firefox.text(), "one of the two goes"
    for box in firefox.all("input[type=checkbox]"):
        if not box.is_selected():
            box.click()
    firefox.wait_for_text(said)
    firefox.press(texts["files.drop"], "button")
    firefox.wait_for_text(texts["files.limit"].partition("{")[0])
    assert said not in firefox.text()


@SAFER
def test_while_files_are_sealed_progress_is_true_and_a_click_is_answered(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "en")
    large = bytes(range(256)) * 7500  # 1.9 MB
    go_on = threading.Event()

    def hold(request: Request) -> None:
        if request.method == "PATCH" and b"upload-offset: 0\r" not in request.head.lower():
            assert go_on.wait(DEADLINE)

    relay.fresh(hold)
    firefox.type("#text", "Two minutes of film.")
    firefox.choose_files("#files", [("a.bin", "", large)])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    try:
        # The first piece is through, the second is held; the third is being sealed meanwhile.
        said = texts["go.done"].format(done="262\u00a0kB", total="2.1\u00a0MB")
        firefox.wait_for_text(said)
        posted = next(r for r in relay.log.requests if r.method == "POST")
        total = re.search(rb"(?im)^upload-length: *(\d+)", posted.head)
        assert total
        assert firefox.script(SHOWN) == pytest.approx(FIRST / int(total[1]))
        left = texts["go.left"].partition("{")[0]
        assert texts["go.soon"] in firefox.text() or left in firefox.text()
        firefox.press("Українська", "nav a")
        firefox.wait_for_text(words("uk")["go.h"])
        assert firefox.script(SHOWN) == pytest.approx(FIRST / int(total[1]))
    finally:
        go_on.set()
    firefox.wait_for_text(words("uk")["ok.next"])
    assert newest(newsroom, "Two minutes of film.").attachments == {"attachments/1.bin": large}
    assert firefox.complaints() == []
