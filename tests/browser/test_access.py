"""Every page and state in three languages: axe-core finds nothing. New states by keyboard alone."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from crypto import board
from crypto.codename import Codename, derive
from intake import pages
from tests.browser import axe, pictures
from tests.browser.fakesocks import Answer, BreakOff, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.sealing import choose_keys, keys, open_page
from tests.browser.test_codename import BINARY, to_words, type_words
from tests.browser.test_journey import STANDARD, begin, words
from tests.browser.test_nothing_leaves import replacing

pytestmark = pytest.mark.slow
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru", "uk"])
SALT = bytes(range(16))  # of the manifest of tests.browser.newsroom
FULL = Answer(b"", "text/plain", "507 Insufficient Storage")


@pytest.fixture
def look(firefox: Firefox) -> Iterator[Callable[[str], None]]:
    """Looks at a state; the window gets its size back afterwards."""
    yield lambda state: axe.check(firefox, state)
    firefox.resize(1200, 700)


def unfold(firefox: Firefox) -> None:
    for part in firefox.all("summary"):
        part.click()


@STANDARD
@LANGUAGES
def test_the_way_to_received_has_no_barrier(
    firefox: Firefox, relay: Relay, look: Callable[[str], None], language: str
) -> None:
    texts = words(language)
    actions: list[Answer | BreakOff] = [FULL, BreakOff(after=1000)]

    def rule(request: Request) -> Answer | BreakOff | None:
        return actions[0] if request.method == "POST" and actions else None

    firefox.open(ADDRESS)
    look("start")
    firefox.open(f"{ADDRESS}#{language}")
    firefox.wait_for_text(texts["true.h"])
    unfold(firefox)
    firefox.wait_for_text(texts["true.limit"])
    look("land")
    begin(firefox, language)
    relay.fresh(rule)
    unfold(firefox)
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["err.empty"])
    files = [("a.jpg", "image/jpeg", pictures.jpeg()), ("b.pdf", "", b"%PDF")]
    firefox.choose_files("#files", files)
    firefox.wait_for_text(texts["files.keep"])
    firefox.wait_for_text(texts["files.device"])
    look("write")
    firefox.type("#text", "One line.")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.reply.yes"], "label")
    look("review")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["err.full"])
    look("refused")
    actions.pop(0)
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["lost.h"])
    look("broken off")
    firefox.press(texts["lost.now"], "button")  # while it still breaks, so that it is there
    actions.clear()
    firefox.wait_for_text(texts["code.h"], deadline=180)
    unfold(firefox)
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.not"])
    look("received")


@STANDARD
@LANGUAGES
def test_eight_words_have_no_barrier(
    firefox: Firefox, relay: Relay, look: Callable[[str], None], language: str
) -> None:
    codename = Codename.generate()
    mine = derive(codename, SALT).given()
    slots = board.make([board.slot(mine, date(2026, 1, 3), "We have read it.")], 64)
    relay.fresh(replacing("/board", Answer(b"", "text/plain", "503 Service Unavailable")))
    texts = to_words(firefox, language)
    type_words(firefox, texts, "one two")
    firefox.wait_for_text(texts["mail.count"])
    look("wrong words")
    type_words(firefox, texts, " ".join(codename.words(language)))
    firefox.wait_for_text(texts["mail.lost"].partition(".")[0])
    look("broken off while reading")
    relay.fresh(replacing("/board", Answer(slots, BINARY)))
    firefox.wait_for_text(texts["mail.got"], deadline=180)
    look("reply")
    firefox.press(texts["wd.h"], "button")
    relay.fresh(lambda request: FULL if request.method == "POST" else None)
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.failed"])
    look("not withdrawn")
    relay.fresh()
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.ok.t"])
    look("withdrawn")


@STANDARD
@LANGUAGES
def test_the_page_without_script_has_no_barrier(
    firefox: Firefox, relay: Relay, look: Callable[[str], None], language: str
) -> None:
    """axe needs timers, which Firefox stops where scripts are off. So Firefox at Standard gets
    what it shows at Safest: the page without its script, and `noscript` opened."""
    page = (pages.STATIC / "page.html").read_bytes()
    page, scripts = re.subn(rb"<script[^>]*></script>", b"", page)
    page, tags = re.subn(rb"</?noscript>", b"", page)
    assert (scripts, tags) == (1, 2)
    relay.fresh(replacing("/", Answer(page, "text/html; charset=utf-8")))
    firefox.open(f"{ADDRESS}#{language}")
    firefox.wait_for_text(words(language)["safe.h"])
    look("no script")


@STANDARD
def test_answers_to_a_form_have_no_barrier(
    firefox: Firefox, relay: Relay, look: Callable[[str], None]
) -> None:
    found = sorted((pages.STATIC / "answers").glob("*.html"))
    assert len(found) >= 10
    for path in found:
        relay.fresh(replacing("/answer", Answer(path.read_bytes(), "text/html; charset=utf-8")))
        firefox.open(f"{ADDRESS}answer")
        look(path.name)


@STANDARD
@LANGUAGES
def test_the_page_from_disk_has_no_barrier(
    firefox: Firefox,
    relay: Relay,
    newsroom: Newsroom,
    look: Callable[[str], None],
    tmp_path: Path,
    language: str,
) -> None:
    texts = words(language)
    open_page(firefox, tmp_path, language)
    choose_keys(firefox, b"no list")
    firefox.wait_for_text(texts["sh.nokeys"])
    look("seal.html, no list")
    choose_keys(firefox, keys(newsroom))
    firefox.wait_for_text(texts["sh.words"])
    firefox.type("#text", "One line.")
    unfold(firefox)
    look("seal.html")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    look("seal.html, sealed")


@STANDARD
def test_axe_does_find_a_barrier(firefox: Firefox, relay: Relay) -> None:
    page = b"<!doctype html><title>x</title><p style='color:#aaa'>pale</p><input>"
    headers = (("Cache-Control", "no-store"),)  # without the policy that forbids the style
    relay.fresh(replacing("/bad", Answer(page, "text/html", headers=headers)))
    firefox.open(f"{ADDRESS}bad")
    found = {line.partition(":")[0] for line in axe.violations(firefox)}
    assert {"color-contrast", "html-has-lang", "label"} <= found


@STANDARD
def test_eight_words_work_by_keyboard_alone(firefox: Firefox, relay: Relay) -> None:
    texts = words("en")
    focused = "return document.activeElement.textContent;"
    firefox.open(f"{ADDRESS}#en")
    firefox.wait_for_text(texts["land.mail"])
    firefox.tab_to(texts["land.mail"], first=True)
    firefox.keys("\ue007")
    assert firefox.script(focused) == texts["land.mail"]
    firefox.tab_to("#words")
    firefox.keys("one two")
    firefox.tab_to(texts["mail.open"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["mail.count"])
    assert firefox.script("return document.activeElement.id;") == "words", "back in the field"
    firefox.script("document.activeElement.select();")
    firefox.keys(" ".join(Codename.generate().words("en")))
    firefox.tab_to(texts["mail.open"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["mail.none.t"])
    assert firefox.script(focused) == texts["mail.none"]
    firefox.tab_to(texts["wd.h"])
    firefox.keys("\ue007")
    firefox.tab_to(texts["wd.yes"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["wd.ok.t"])
    assert firefox.script(focused) == texts["wd.ok"]


@STANDARD
def test_keeping_eight_words_works_by_keyboard_alone(firefox: Firefox, relay: Relay) -> None:
    texts = begin(firefox, "en")
    firefox.tab_to("#text", first=True)
    firefox.keys("By keyboard.")
    firefox.tab_to(texts["write.next"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["rev.h"])
    firefox.tab_to(texts["rev.reply.no"])
    firefox.keys("\ue015")
    firefox.tab_to(texts["rev.send"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["code.h"])
    firefox.tab_to("#kept")
    firefox.keys("something else")
    firefox.tab_to(texts["code.go"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["code.not"])
    firefox.tab_to(texts["code.hide"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["code.hidden"])
    assert firefox.script("return document.activeElement.textContent;") == texts["code.hidden"]
