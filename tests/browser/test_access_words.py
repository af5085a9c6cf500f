"""Eight words and the page from disk: axe-core finds nothing in any state or language."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from crypto import board
from crypto.codename import Codename, derive
from tests.browser import axe
from tests.browser.fakesocks import Answer, Hang, Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import Newsroom
from tests.browser.sealing import HOLD, choose_keys, keys, open_page
from tests.browser.test_access import FULL, unfold
from tests.browser.test_codename import BINARY, to_words, type_words
from tests.browser.test_journey import words
from tests.browser.test_nothing_leaves import replacing
from tests.browser.test_questions import PROMISED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]
SALT = bytes(range(16))  # of the manifest of tests.browser.newsroom
Look = Callable[[str], None]


@pytest.fixture
def look(firefox: Firefox) -> Iterator[Look]:
    """Looks at a state; the window gets its size back afterwards."""
    yield lambda state: axe.check(firefox, state)
    firefox.resize(1200, 700)


def test_eight_words_have_no_barrier(firefox: Firefox, relay: Relay, look: Look) -> None:
    codename = Codename.generate()
    mine = derive(codename, SALT).given()
    slots = board.make([board.slot(mine, date(2026, 1, 3), "We have read it.")], 64)
    relay.fresh(replacing("/words.txt", Hang()))
    texts = to_words(firefox, "uk")
    type_words(firefox, texts, "one two")
    firefox.wait_for_text(texts["mail.wait"])
    look("checking")
    firefox.press(texts["mail.stop"], "button")
    firefox.wait_for_text(texts["mail.stopped"])
    relay.fresh(replacing("/board", Answer(b"", "text/plain", "503 Service Unavailable")))
    look("checking stopped")
    type_words(firefox, texts, "one two")
    firefox.wait_for_text(texts["mail.count"])
    look("wrong words")
    type_words(firefox, texts, " ".join(codename.words("uk")))
    firefox.wait_for_text(texts["mail.lost"].partition(".")[0])
    look("broken off while reading")
    relay.fresh(replacing("/board", Answer(slots, BINARY)))
    firefox.wait_for_text(texts["mail.got"], deadline=180)
    look("reply shown")
    firefox.press(texts["wd.h"], "button")
    relay.fresh(lambda request: FULL if request.method == "POST" else None)
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.failed"])
    look("not withdrawn")
    relay.fresh()
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.ok.t"])
    look("withdrawn")


def test_an_addition_has_no_barrier(firefox: Firefox, relay: Relay, look: Look) -> None:
    texts = to_words(firefox, "ru")
    type_words(firefox, texts, " ".join(Codename.generate().words("ru")))
    firefox.wait_for_text(texts["mail.none.t"])
    look("no reply yet")
    firefox.press(texts["mail.add"], "button")
    firefox.wait_for_text(texts["write.h"])
    firefox.type("#text", "And one thing more.")
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["rev.same"])
    look("review of an addition")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    look("added")


def test_the_page_from_disk_has_no_barrier(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, look: Look, tmp_path: Path
) -> None:
    texts = words("uk")
    open_page(firefox, tmp_path, "uk")
    choose_keys(firefox, b"no list")
    firefox.wait_for_text(texts["sh.nokeys"])
    look("seal.html, no list")
    choose_keys(firefox, keys(newsroom, newsroom.manifest(days=-40)))
    firefox.wait_for_text(texts["sh.old"].partition("{")[0])
    look("seal.html, an old list")
    choose_keys(firefox, keys(newsroom, newsroom.manifest(questionnaire=PROMISED)))
    firefox.wait_for_text(texts["sh.words"])
    firefox.type("#text", "One line.")
    firefox.choose_files("#files", [("a.bin", "", bytes(400_000))])
    firefox.press(texts["files.keep"], "label")
    unfold(firefox)
    firefox.press(texts["rev.reply.yes"], "label")
    look("seal.html, with all questions")
    firefox.script_in_page(HOLD)
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for("progress", lambda: firefox.script(PROGRESS) > 0)
    look("seal.html, sealing")
    firefox.script_in_page("window.letGo();")
    firefox.wait_for_text(texts["sh.done.h"])
    unfold(firefox)
    look("seal.html, sealed, with eight words")


PROGRESS = "return document.querySelector('progress').value;"
