"""Every state of the page, those that pass too: axe-core finds nothing in any language."""

import re
import threading
from collections.abc import Callable, Iterator

import pytest

from intake import pages
from tests.browser import axe, pictures
from tests.browser.fakesocks import Answer, BreakOff, Cut, Hang, Relay, Request, Rule
from tests.browser.firefox import DEADLINE, Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.test_button import CASES, WRONG_KEYS, wrong
from tests.browser.test_journey import begin, words
from tests.browser.test_nothing_leaves import replacing
from tests.browser.test_questions import PROMISED, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]
FULL = Answer(b"", "text/plain", "507 Insufficient Storage")
LARGE = bytes(range(256)) * 4000  # three pieces
Look = Callable[[str], None]


@pytest.fixture
def look(firefox: Firefox) -> Iterator[Look]:
    """Looks at a state; the window gets its size back afterwards."""
    yield lambda state: axe.check(firefox, state)
    firefox.resize(1200, 700)


def unfold(firefox: Firefox) -> None:
    for part in firefox.all("details:not([open]) > summary"):
        part.click()


def test_all_questions_decisions_and_promises_have_no_barrier(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, look: Look
) -> None:
    texts = words("ru")
    relay.fresh(serving(newsroom, PROMISED))
    firefox.open(f"{ADDRESS}#ru")
    firefox.wait_for_text(texts["help.h"])
    unfold(firefox)
    firefox.wait_for_text(texts["true.limit"])
    look("land, with a promise")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    unfold(firefox)
    look("write, with all questions")
    firefox.type("#text", "One line.")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.reply.yes"], "label")
    look("review, with all decisions and promises")


def test_the_way_to_received_has_no_barrier(firefox: Firefox, relay: Relay, look: Look) -> None:
    texts = words("uk")
    post: list[Answer | BreakOff | Hang] = [Hang(), FULL, BreakOff(after=1000)]

    def rule(request: Request) -> Answer | BreakOff | Hang | None:
        return post[0] if request.method == "POST" and post else None

    relay.fresh(rule)
    firefox.open(ADDRESS)
    look("start")
    firefox.open(f"{ADDRESS}#uk")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    unfold(firefox)
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["err.empty"])
    files = [("a.jpg", "image/jpeg", pictures.jpeg()), ("b.pdf", "", b"%PDF"), ("c", "", b"?")]
    firefox.choose_files("#files", files)
    firefox.wait_for_text(texts["files.keep"])
    firefox.wait_for_text(texts["files.device"])
    look("write, with files")
    firefox.type("#text", "One line.")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.reply.yes"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["go.start"])
    look("sealing")
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["go.stopped"])
    look("stopped")
    post.pop(0)
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["err.full"])
    look("server full")
    post.pop(0)
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["lost.h"])
    look("broken off")
    firefox.press(texts["lost.now"], "button")  # while it still breaks, so that it is there
    post.clear()
    firefox.wait_for_text(texts["code.h"], deadline=180)
    unfold(firefox)
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.not"])
    look("received, with eight words")
    firefox.press(texts["code.hide"], "button")
    firefox.wait_for_text(texts["code.hidden"])
    look("received, words hidden")


def test_sending_progress_has_no_barrier(firefox: Firefox, relay: Relay, look: Look) -> None:
    texts = begin(firefox, "ru")
    go_on = threading.Event()
    lost = False

    def rule(request: Request) -> Cut | None:
        if lost and request.method != "GET":
            return Cut()
        if request.method == "PATCH" and b"upload-offset: 0\r" not in request.head.lower():
            assert go_on.wait(DEADLINE)
        return None

    relay.fresh(rule)
    firefox.type("#text", "One line.")
    firefox.choose_files("#files", [("a.bin", "", LARGE)])
    firefox.press(texts["files.keep"], "label")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["go.done"].partition("{")[0])
    try:
        look("sending")
    finally:
        lost = True
        go_on.set()
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["err.rest"])
    look("stopped, and the server not told")


TROUBLES = {
    "unable": "the known envelope opens to something else",
    "expired": "the manifest is last month's",
    "wrong clock": "the manifest is next month's",
    "false": "the manifest is signed by a stranger",
}


@pytest.mark.parametrize("state", TROUBLES)
def test_a_page_that_cannot_send_has_no_barrier(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, look: Look, state: str
) -> None:
    path, change, reason = CASES[TROUBLES[state]]
    troubled(firefox, relay, path, lambda script: change(newsroom, script))
    firefox.press(words("en")["land.write"], "button")
    firefox.wait_for_text(words("en")[reason])
    if state == "unable":
        look("write, unable")
    firefox.type("#text", "One line.")
    firefox.press(words("en")["write.next"], "button")
    firefox.wait_for_text(words("en")["rev.h"])
    look(f"review, {state}")


def test_a_page_without_eight_words_has_no_barrier(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, look: Look
) -> None:
    change = wrong(*WRONG_KEYS["the known keys are others"])
    troubled(firefox, relay, "/worker.js", lambda script: change(newsroom, script))
    firefox.press(words("en")["land.mail"], "button")
    firefox.wait_for_text(words("en")["mail.unable"])
    look("eight words cannot be read here")


def troubled(firefox: Firefox, relay: Relay, path: str, change: Callable[[str], Answer]) -> None:
    """Open the page with something else in the place of one file, made from the Worker's script."""
    firefox.open(f"{ADDRESS}#en")
    script = firefox.script(
        "const request = new XMLHttpRequest(); request.open('GET', '/worker.js', false);"
        "request.send(); return request.responseText;"
    )
    instead: Rule = replacing(path, change(script))
    relay.fresh(instead)
    firefox.open(f"{ADDRESS}#en")


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_the_page_without_script_has_no_barrier(
    firefox: Firefox, relay: Relay, look: Look, language: str
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


def test_answers_to_a_form_have_no_barrier(firefox: Firefox, relay: Relay, look: Look) -> None:
    found = sorted((pages.STATIC / "answers").glob("*.html"))
    assert len(found) >= 10
    for path in found:
        relay.fresh(replacing("/answer", Answer(path.read_bytes(), "text/html; charset=utf-8")))
        firefox.open(f"{ADDRESS}answer")
        look(path.name)


def test_axe_does_find_a_barrier_in_every_view(firefox: Firefox, relay: Relay, look: Look) -> None:
    page = b"<!doctype html><title>x</title><p style='color:#aaa'>pale</p><input>"
    headers = (("Cache-Control", "no-store"),)  # without the policy that forbids the style
    relay.fresh(replacing("/bad", Answer(page, "text/html", headers=headers)))
    firefox.open(f"{ADDRESS}bad")
    found = {line.partition(":")[0] for line in axe.violations(firefox)}
    assert {"color-contrast", "html-has-lang", "label"} <= found
    with pytest.raises(AssertionError, match="a bad page, 320 px, dark"):
        look("a bad page")
