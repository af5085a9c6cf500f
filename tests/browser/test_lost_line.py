"""The line is lost at each step: what is said, in the witness's language, and that no text goes."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from crypto.codename import Codename
from tests.browser.fakesocks import BreakOff, Cut, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.test_codename import to_words, type_words
from tests.browser.test_journey import begin, newest, send, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]
TEXT = "return document.getElementById('text').value;"
TYPED = "return document.getElementById('words').value;"
LARGE = bytes(range(256)) * 3000  # three pieces


@dataclass
class Line:
    """A line on which some requests are lost until it is mended."""

    lost: tuple[str, ...]  # beginnings of "METHOD /path"
    broken: bool = True

    def rule(self, request: Request) -> Cut | None:
        asked = f"{request.method} {request.path}"
        return Cut() if self.broken and asked.startswith(self.lost) else None


def again(firefox: Firefox, texts: dict[str, str], what: str, holds: Callable[[], bool]) -> None:
    """Ask for the next try at once, as often as that is offered, until something holds."""

    def tried() -> bool:
        for button in firefox.all("button"):
            if button.text == texts["lost.now"]:
                button.click()
        return holds()

    firefox.wait_for(what, tried)


def seen(relay: Relay, way: str) -> bool:
    return any(one.startswith(way) for one in relay.lines())


def again_until_said(firefox: Firefox, texts: dict[str, str], words: str) -> None:
    again(firefox, texts, f"“{words}”", lambda: words in firefox.text())


# Which requests are lost, in which language, whether a file goes along, whether a reply is wanted.
SENDING = {
    "a text on its way": (("POST /testimonies",), "en", False, False),
    "the beginning of an upload": (("POST /testimonies",), "ru", True, False),
    "a piece": (("PATCH /testimonies/",), "uk", True, False),
    "a piece, and the question how far it came": (
        ("PATCH /testimonies/", "HEAD /testimonies/"),
        "ru",
        True,
        False,
    ),
    "the words that are shown after it": (("GET /words.txt",), "uk", False, True),
}


@pytest.mark.parametrize("step", SENDING)
def test_a_line_lost_while_sending_is_said_and_goes_on_when_it_is_back(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, step: str
) -> None:
    lost, language, large, reply = SENDING[step]
    texts = begin(firefox, language)
    line = Line(lost)
    account = f"Lost: {step}."
    firefox.type("#text", account)
    if large:
        firefox.choose_files("#files", [("a.bin", "", LARGE)])
        firefox.press(texts["files.keep"], "label")
    relay.fresh(line.rule)
    firefox.press(texts["write.next"], "button")
    if reply:
        firefox.press(texts["rev.reply.yes"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["lost.h"])
    assert seen(relay, lost[0])
    assert texts["lost.t"].partition(".")[0] in firefox.text(), "nothing is lost"
    assert texts["go.not"] in firefox.text(), "nothing counts as received"
    assert firefox.script(TEXT) == account
    if len(lost) > 1:
        again(firefox, texts, lost[1], lambda: seen(relay, lost[1]))
        assert texts["go.not"] in firefox.text()
    line.broken = False
    again_until_said(firefox, texts, texts["ok.next"])
    opened = newest(newsroom, account)
    assert list(opened.attachments.values()) == ([LARGE] if large else [])


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_stopping_on_a_lost_line_says_that_a_part_stays_for_a_day(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, language: str
) -> None:
    before = len(newsroom.opened())
    texts = begin(firefox, language)
    line = Line(("PATCH /testimonies/", "HEAD /testimonies/", "DELETE /testimonies/"))
    relay.fresh(line.rule)
    firefox.type("#text", "Not told.")
    firefox.choose_files("#files", [("a.bin", "", LARGE)])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    firefox.wait_for_text(texts["lost.h"])
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["err.rest"])
    assert seen(relay, "DELETE /testimonies/")
    assert texts["go.stopped"] not in firefox.text()
    assert texts["rev.here"] not in firefox.text(), "something has left this page"
    assert firefox.script(TEXT) == "Not told."
    assert len(newsroom.opened()) == before


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_a_list_of_keys_that_does_not_come_keeps_the_text_here_and_is_asked_for_again(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, language: str
) -> None:
    texts = words(language)
    line = Line(("GET /keys",))
    relay.fresh(line.rule)
    firefox.open(f"{ADDRESS}#{language}")
    firefox.press(texts["land.write"], "button")
    account = f"Без ключів, {language}."
    firefox.type("#text", account)
    relay.wait(lambda lines: lines.count("GET /keys") >= 2)
    assert texts["write.where"] in firefox.text(), "the words are only here"
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["prep.wait"])
    assert texts["rev.here"] in firefox.text(), "nothing has left this page"
    assert texts["rev.send"] not in firefox.text()
    assert firefox.script(TEXT) == account
    line.broken = False
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    newest(newsroom, account)


@pytest.mark.parametrize(("path", "language"), [("/words.txt", "en"), ("/board", "uk")])
def test_a_line_lost_while_reading_says_that_the_words_were_not_sent(
    firefox: Firefox, relay: Relay, path: str, language: str
) -> None:
    line = Line((f"GET {path}",))
    relay.fresh(line.rule)
    texts = to_words(firefox, language)
    typed = " ".join(Codename.generate().words(language))
    type_words(firefox, texts, typed)
    firefox.wait_for_text(texts["mail.lost"].partition("{")[0])
    assert firefox.script(TYPED) == typed
    line.broken = False
    again_until_said(firefox, texts, texts["mail.none.t"])


def test_a_withdrawal_on_a_lost_line_goes_when_it_is_back(firefox: Firefox, relay: Relay) -> None:
    line = Line(("POST /testimonies",))
    relay.fresh(line.rule)
    texts = to_words(firefox, "ru")
    type_words(firefox, texts, " ".join(Codename.generate().words("ru")))
    firefox.wait_for_text(texts["mail.none.t"])
    firefox.press(texts["wd.h"], "button")
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["lost.h"])
    assert texts["go.not"] in firefox.text()
    line.broken = False
    again_until_said(firefox, texts, texts["wd.ok.t"])


def test_a_piece_whose_answer_is_lost_is_asked_for(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    """The server has the piece, or will have it; only its answer did not come."""
    texts = begin(firefox, "en")
    cut: list[Request] = []

    def rule(request: Request) -> BreakOff | None:
        if request.method == "PATCH" and not cut:
            cut.append(request)
            return BreakOff(after=request.body_length)
        return None

    relay.fresh(rule)
    firefox.type("#text", "The answer is lost.")
    firefox.choose_files("#files", [("a.bin", "", LARGE)])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    firefox.wait_for_text(texts["lost.h"])
    again_until_said(firefox, texts, texts["ok.next"])
    assert newest(newsroom, "The answer is lost.").attachments == {"attachments/1.bin": LARGE}
    assert seen(relay, "HEAD /testimonies/")
