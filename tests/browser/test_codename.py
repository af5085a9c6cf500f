"""Eight words: shown once, typed again, a reply, an addition, a withdrawal. Real editors' tool."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from crypto import board
from crypto.codename import Codename, derive, read
from tests.browser.editors import Editors
from tests.browser.fakesocks import Answer, BreakOff, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS
from tests.browser.test_journey import BOTH, STANDARD, begin, words
from tests.browser.test_nothing_leaves import replacing

pytestmark = pytest.mark.slow

BINARY = "application/octet-stream"
SHOWN = "return [...document.querySelectorAll('.code > ol > li')].map((e) => e.textContent);"
PLACES = "return [...document.querySelectorAll('.code details li')].map((e) => e.textContent);"
STORED = (
    "return [document.cookie, localStorage.length, sessionStorage.length,"
    " JSON.stringify(history.state), document.title, location.href];"
)


@pytest.fixture(scope="module")
def editors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editors]:
    with Editors.working(tmp_path_factory.mktemp("editors")) as working:
        yield working


@pytest.fixture
def desk(line: Relay, editors: Editors) -> Iterator[Editors]:
    """These editors' server behind the proxy, for one test."""
    before, line.upstream = line.upstream, editors.socket
    line.fresh()
    yield editors
    line.upstream = before
    line.fresh()


def to_words(firefox: Firefox, language: str) -> dict[str, str]:
    """Open the page and go where eight words are typed."""
    texts = words(language)
    firefox.open(f"{ADDRESS}#{language}")
    firefox.press(texts["land.mail"], "button")
    return texts


def type_words(firefox: Firefox, texts: dict[str, str], typed: str) -> None:
    firefox.type("#words", typed)
    firefox.press(texts["mail.open"], "button")


def send_with_words(firefox: Firefox, language: str, account: str) -> str:
    """Send an account that may be answered; returns the eight words as they are shown."""
    texts = begin(firefox, language)
    firefox.type("#text", account)
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.reply.yes"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["code.h"])
    return " ".join(firefox.script(SHOWN))


@BOTH
def test_a_whole_round_from_eight_words_to_a_reply_and_a_withdrawal(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    language = "ru" if firefox.level == "standard" else "uk"
    texts = words(language)
    shown = send_with_words(firefox, language, f"Можно ответить: {firefox.level}.")
    codename = read(shown, language)
    assert shown.split() == list(codename.words(language))
    assert firefox.script(PLACES) == list(codename.digits())
    for other in ("en", "ru", "uk"):
        firefox.press(words(other)["language"], "nav a")
        assert firefox.script(SHOWN) == list(codename.words(other)), "the same codename"
    firefox.press(texts["language"], "nav a")

    # The check can be skipped; it tells the same words from others.
    firefox.type("#kept", " ".join(reversed(shown.split())))
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.not"])
    firefox.type("#kept", shown.upper())
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.right"])
    firefox.press(texts["code.hide"], "button")
    firefox.wait_for_text(texts["code.hidden"])
    assert firefox.script(SHOWN) == []
    assert shown.split()[0] not in firefox.text()

    # Editors collect and answer; the words of another language read it.
    desk.collect()
    known = desk.room.cases()
    case = next(c for c in known if firefox.level in desk.room.run("read", desk.room.vault, c).out)
    answer = "Спасибо.\n\n<b>Вы</b> в безопасности?"
    desk.reply(case, answer)
    desk.deliver()
    line.fresh()
    texts = to_words(firefox, "en")
    english = codename.words("en")
    type_words(firefox, texts, "  ".join(f"{word[:4].upper()}," for word in english))
    firefox.wait_for_text(texts["mail.got"])
    read_text = firefox.script("return document.querySelector('blockquote').textContent;")
    assert read_text == answer
    assert firefox.all("blockquote b") == []
    assert texts["mail.after"] in firefox.text()
    assert [line.lines().count(f"GET /{name}") for name in ("words.txt", "board")] == [1, 1]
    assert not any(one.startswith("POST") for one in line.lines())
    assert firefox.script(STORED) == ["", 0, 0, "null", firefox.title(), f"{ADDRESS}#en"]
    assert firefox.title() == "Questionnaire · Анкета"

    # Adding: the same keys, so the same case; nothing is asked and no words are shown again.
    firefox.press(texts["mail.add"], "button")
    firefox.type("#text", "And one thing more.")
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["rev.same"])
    assert texts["rev.reply"] not in firefox.text()
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    assert texts["code.h"] not in firefox.text()
    desk.collect()
    [added] = set(desk.room.cases()) - set(known)
    told = desk.room.done("read", desk.room.vault, added).out
    assert "And one thing more." in told
    assert case in told, "the tool names the account it belongs with"

    # Withdrawing: of the smallest size, and the editors' tool destroys the case.
    texts = to_words(firefox, "uk")
    type_words(firefox, texts, "".join(codename.digits()))
    firefox.wait_for_text(texts["mail.got"])
    firefox.press(texts["wd.h"], "button")
    firefox.press(texts["wd.no"], "button")
    firefox.press(texts["wd.h"], "button")
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.ok.t"])
    assert line.log.requests[-1].body_length == 67195, "every short text has the same size"
    told = desk.collect()
    assert "2 cases withdrawn by the witness, and destroyed" in told
    assert case in told
    assert added in told
    assert firefox.complaints() == []


@STANDARD
def test_words_without_a_message_and_withdrawn_words_look_alike(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    without_board = replacing("/board", Answer(b"", "text/plain", "404 Not Found"))
    stranger = " ".join(Codename.generate().words("en"))
    seen = []
    for board_there in (False, True):
        if board_there:
            desk.deliver()
        line.fresh(without_board if not board_there else None)
        texts = to_words(firefox, "en")
        type_words(firefox, texts, stranger)
        firefox.wait_for_text(texts["mail.none.t"])
        seen.append(firefox.text())
        firefox.press(texts["wd.h"], "button")
        firefox.press(texts["wd.yes"], "button")
        firefox.wait_for_text(texts["wd.ok.t"])
        seen.append(firefox.text())
    assert seen[:2] == seen[2:]


@STANDARD
def test_wrong_words_are_named_where_that_is_possible_and_stay_in_the_field(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    texts = to_words(firefox, "ru")
    right = list(Codename(bytes(range(10))).words("ru"))
    cases = {
        "раз два": texts["mail.count"],
        " ".join([*right[:2], "щщщщ", *right[3:7], "ыыыы"]): texts["mail.word"].format(n="3, 8"),
        " ".join(reversed(right)): texts["mail.check"],
    }
    for typed, said in cases.items():
        type_words(firefox, texts, typed)
        firefox.wait_for_text(said)
        assert firefox.script("return document.getElementById('words').value;") == typed
    assert "GET /board" not in line.lines()
    assert line.lines().count("GET /words.txt") == 1
    firefox.press(texts["mail.back"], "button")
    firefox.wait_for_text(texts["land.write"])


@STANDARD
def test_a_reply_is_shown_only_if_its_code_holds(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    codename = Codename.generate()
    mine = derive(codename, desk.room.manifest().codename_salt).given()
    false = board.slot(replace(mine, reply_key=bytes(32)), date(2026, 1, 2), "Come to the station.")
    true = board.slot(mine, date(2026, 1, 3), "We have read it.")
    for slots, heading in (([false], "mail.none"), ([false, true], "mail.got")):
        body = board.make(slots, 64)
        line.fresh(replacing("/board", Answer(body, BINARY)))
        texts = to_words(firefox, "en")
        type_words(firefox, texts, " ".join(codename.words("en")))
        firefox.wait_for_text(texts["mail.bad"])
        assert texts[heading] in firefox.text()
        assert "station" not in firefox.text()
    assert "We have read it." in firefox.text()


@STANDARD
def test_a_board_that_is_none_is_said_and_the_words_stay(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    texts = to_words(firefox, "uk")
    typed = "".join(Codename.generate().digits())
    for instead in (
        Answer(b"no board", BINARY),
        Answer(bytes(3 * 1024 * 1024), BINARY),
        Answer(b"", "text/plain", "403 Forbidden"),
    ):
        line.fresh(replacing("/board", instead))
        type_words(firefox, texts, typed)
        line.wait(lambda lines: "GET /board" in lines)
        firefox.wait_for_text(texts["mail.board"])
        assert firefox.script("return document.getElementById('words').value;") == typed


@STANDARD
def test_a_break_while_reading_is_said_and_can_be_tried_again_or_stopped(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    busy = Answer(b"", "text/plain", "503 Service Unavailable")
    working = False
    line.fresh(lambda r: busy if not working and r.path in ("/board", "/words.txt") else None)
    texts = to_words(firefox, "en")
    type_words(firefox, texts, " ".join(Codename.generate().words("en")))
    lost = texts["mail.lost"].partition(".")[0]
    firefox.wait_for_text(lost)
    firefox.press(texts["mail.stop"], "button")
    firefox.wait_for_text(texts["mail.stopped"])
    firefox.press(texts["mail.open"], "button")
    firefox.wait_for_text(lost)
    before = len(line.lines())
    firefox.press(texts["lost.now"], "button")  # while it still breaks, so that it is there
    line.wait(lambda lines: len(lines) > before)
    working = True
    firefox.wait_for_text(texts["mail.none.t"], deadline=180)


@STANDARD
def test_words_of_a_message_that_did_not_arrive_are_never_shown(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    line.fresh(lambda r: BreakOff(after=1000) if r.method == "POST" else None)
    texts = begin(firefox, "en")
    firefox.type("#text", "Broken off.")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.reply.yes"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["lost.h"])
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["go.stopped"])
    assert firefox.script(SHOWN) == []


@STANDARD
def test_a_withdrawal_that_is_refused_or_stopped_counts_as_none(
    firefox: Firefox, line: Relay, desk: Editors
) -> None:
    full = Answer(b"", "text/plain", "507 Insufficient Storage")
    actions: list[Answer | BreakOff] = [full, BreakOff(after=1000)]

    def rule(request: Request) -> Answer | BreakOff | None:
        return actions[0] if request.method == "POST" and actions else None

    line.fresh(rule)
    texts = to_words(firefox, "ru")
    type_words(firefox, texts, " ".join(Codename.generate().words("ru")))
    firefox.wait_for_text(texts["mail.none.t"])
    firefox.press(texts["wd.h"], "button")
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.failed"])
    actions.pop(0)
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["lost.h"])
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["wd.failed"])
    actions.clear()
    firefox.press(texts["wd.yes"], "button")
    firefox.wait_for_text(texts["wd.ok.t"])
