"""A witness sends; an editor opens. Real Firefox, real server, real keys."""

import json
from pathlib import Path

import pytest

from intake import pages
from tests.browser import pictures
from tests.browser.fakesocks import Answer, BreakOff, Hang, Relay, Request
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom, Opened

pytestmark = pytest.mark.slow

LOCALES = Path(pages.__file__).with_name("locales")
BOTH = pytest.mark.parametrize("firefox", ["standard", "safer"], indirect=True, scope="session")
STANDARD = pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")


def words(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((LOCALES / f"{language}.json").read_text("utf-8"))
    return texts


def begin(firefox: Firefox, language: str) -> dict[str, str]:
    """Open the page as a stranger does: choose the language, then begin to write."""
    texts = words(language)
    firefox.complaints()
    firefox.open(ADDRESS)
    firefox.press(texts["language"], ".pick a")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    return texts


def send(firefox: Firefox, texts: dict[str, str]) -> None:
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.send"], "button")


def newest(newsroom: Newsroom, text: str) -> Opened:
    """The one testimony with this text."""
    found = [opened for opened in newsroom.opened() if opened.testimony.answers.get("text") == text]
    assert len(found) == 1
    return found[0]


@BOTH
def test_words_sent_by_a_witness_are_what_the_editor_reads(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "ru")
    level = "без ускорения" if firefox.level == "safer" else "как обычно"
    account = f"Меня зовут Даниил.\n\n4 декабря в 6:40 меня остановили у метро «Выхино» — {level}."
    firefox.type("#text", account)
    firefox.press("When and where", "summary")
    firefox.type("#q-day", "4 декабря")
    firefox.press("In the street")
    firefox.press("Police")
    firefox.press("Others")
    firefox.press(texts["write.next"], "button")
    firefox.press(texts["rev.use.retell"], "label")
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])

    testimony = newest(newsroom, account).testimony
    assert testimony.answers == {
        "text": account,
        "day": "4 декабря",
        "place": "street",
        "who": ("police", "others"),
    }
    assert testimony.consent == {"publish": "retell"}
    assert testimony.language == "ru"
    assert firefox.complaints() == []
    assert relay.log.foreign == []
    assert sorted({*relay.lines()}) == [
        "GET /",
        "GET /keys",
        "GET /page.css",
        "GET /page.js",
        "GET /worker.js",
        "POST /testimonies",
    ]
    assert relay.log.requests[-1].body_length == 67195, "every short text has the same size"


@BOTH
def test_a_photograph_arrives_without_its_hidden_data_and_with_its_pixels(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "uk")
    account = f"Фото з телефона, {firefox.level}."
    photograph = pictures.jpeg()
    firefox.type("#text", account)
    firefox.choose_files(
        "#files",
        [
            ("Petrenko home IMG_2024.jpg", "image/jpeg", photograph),
            ("screen of Petrenko.png", "image/png", pictures.png()),
            ("Petrenko.pdf", "application/pdf", b"%PDF-1.7 by Petrenko"),
        ],
    )
    named = [
        texts[f"files.{kind}"] for kind in ("place", "device", "time", "author", "comment", "other")
    ]
    firefox.wait_for_text(texts["files.removed"].format(kinds=", ".join(named)))
    firefox.wait_for_text(texts["files.keep"])
    send(firefox, texts)
    firefox.wait_for_text(texts["ok.next"])

    opened = newest(newsroom, account)
    assert sorted(opened.attachments) == ["attachments/1.jpg", "attachments/2.png"]
    everything = b"".join(opened.attachments.values())
    for hidden in (b"Exif", b"Kamera", b"4711", b"Olena", b"2024", b"made at home", b"trailer"):
        assert hidden not in everything
    arrived = opened.attachments["attachments/1.jpg"]
    assert pictures.pixels(arrived) == pictures.pixels(photograph)
    assert "Petrenko" not in str(opened.testimony)
    assert firefox.complaints() == []


@STANDARD
def test_a_file_that_cannot_be_cleaned_goes_only_when_the_person_says_so(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "en")
    firefox.type("#text", "One paper is enclosed.")
    firefox.choose_files("#files", [("mine.pdf", "application/pdf", b"%PDF-1.7 paper")])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    firefox.wait_for_text(texts["ok.next"])
    opened = newest(newsroom, "One paper is enclosed.")
    assert opened.attachments == {"attachments/1.pdf": b"%PDF-1.7 paper"}
    assert opened.testimony.consent == {"publish": "no"}, "not answered means no"


@STANDARD
def test_nothing_can_be_sent_while_a_file_is_being_cleaned(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "en")
    relay.fresh(lambda request: Hang() if request.path == "/strip.js" else None)
    firefox.type("#text", "A picture is on its way.")
    firefox.choose_files("#files", [("a.jpg", "image/jpeg", pictures.jpeg())])
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["files.work"])
    assert texts["rev.send"] not in firefox.text()
    relay.fresh()
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    opened = newest(newsroom, "A picture is on its way.")
    assert list(opened.attachments) == ["attachments/1.jpg"]


@STANDARD
def test_after_a_break_the_sending_goes_on_where_the_server_is(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "en")
    large = bytes(range(256)) * 5000
    broken: list[Request] = []

    def break_the_second_piece(request: Request) -> BreakOff | None:
        if request.method == "PATCH" and b"upload-offset: 262144\r" in request.head.lower():
            broken.append(request)
            return BreakOff(after=300_000) if len(broken) == 1 else None
        return None

    relay.fresh(break_the_second_piece)
    firefox.type("#text", "The line breaks in the middle.")
    firefox.choose_files("#files", [("a.bin", "", large)])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    firefox.wait_for_text(texts["ok.next"])
    assert len(broken) >= 1
    assert any(line.startswith("HEAD /testimonies/") for line in relay.lines())
    opened = newest(newsroom, "The line breaks in the middle.")
    assert opened.attachments == {"attachments/1.bin": large}


@STANDARD
def test_a_break_is_said_and_the_next_try_can_be_asked_for(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "ru")
    working = False

    def cut(request: Request) -> BreakOff | None:
        return None if working or request.method != "POST" else BreakOff(after=1000)

    relay.fresh(cut)
    firefox.type("#text", "Связь рвётся.")
    send(firefox, texts)
    firefox.wait_for_text(texts["lost.h"])
    assert texts["go.not"] in firefox.text()
    working = True
    firefox.wait_for(
        "received, asked for by hand or not",
        lambda: texts["ok.next"] in firefox.text() or _press_now(firefox, texts),
    )
    firefox.wait_for_text(texts["ok.next"])
    newest(newsroom, "Связь рвётся.")


def _press_now(firefox: Firefox, texts: dict[str, str]) -> bool:
    for button in firefox.all("button"):
        if button.text == texts["lost.now"]:
            button.click()
    return False


@STANDARD
def test_stopping_deletes_what_was_sent_and_keeps_the_text(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = begin(firefox, "uk")
    before = len(newsroom.opened())

    def cut_every_piece(request: Request) -> BreakOff | None:
        return BreakOff(after=200_000) if request.method == "PATCH" else None

    relay.fresh(cut_every_piece)
    firefox.type("#text", "Я передумав.")
    firefox.choose_files("#files", [("a.bin", "", bytes(900_000))])
    firefox.press(texts["files.keep"], "label")
    send(firefox, texts)
    firefox.wait_for_text(texts["lost.h"])
    firefox.press(texts["go.stop"], "button")
    firefox.wait_for_text(texts["go.stopped"])
    relay.wait(lambda lines: any(line.startswith("DELETE /testimonies/") for line in lines))
    firefox.press(texts["rev.back"], "button")
    assert firefox.script("return document.getElementById('text').value;") == "Я передумав."
    assert len(newsroom.opened()) == before


@STANDARD
def test_changing_the_language_keeps_what_was_typed(firefox: Firefox, relay: Relay) -> None:
    begin(firefox, "en")
    firefox.type("#text", "Half a sentence")
    entries = firefox.script("return history.length;")
    firefox.press("Українська", "nav a")
    firefox.wait_for_text(words("uk")["write.where"])
    assert firefox.script("return document.getElementById('text').value;") == "Half a sentence"
    assert firefox.script("return document.getElementById('app').lang;") == "uk"
    current = "return document.querySelector('nav [aria-current]').textContent;"
    assert firefox.script(current) == "Українська"
    assert firefox.script("return history.length;") == entries, "nothing new to go back to"


# Where something is dropped → what it is → whether the page lets the browser have it.
DROPS = {
    "a file on the page": ("document.body", "file", False),
    "a file on the text": ("document.getElementById('text')", "file", False),
    "a link on the page": ("document.body", "link", False),
    "words on the text": ("document.getElementById('text')", "link", True),
    "a file on the picker": ("document.getElementById('files')", "file", True),
}
DROP = """
const carried = new DataTransfer();
if (%r === "file") carried.items.add(new File(["x"], "x.txt"));
else carried.setData("text/uri-list", "http://127.0.0.1/");
const event = new DragEvent(%r, { bubbles: true, cancelable: true, dataTransfer: carried });
%s.dispatchEvent(event);
return !event.defaultPrevented;
"""


@STANDARD
def test_what_is_dropped_beside_a_field_does_not_take_the_pages_place(
    firefox: Firefox, relay: Relay
) -> None:
    begin(firefox, "en")
    for name, (place, what, taken) in DROPS.items():
        for kind in ("dragover", "drop"):
            assert firefox.script(DROP % (what, kind, place)) is taken, (name, kind)


@STANDARD
def test_leaving_empties_the_page_at_once(firefox: Firefox, relay: Relay) -> None:
    begin(firefox, "ru")
    firefox.type("#text", "Кто-то идёт")
    firefox.click("a.leave")
    firefox.wait_for("the empty page", lambda: firefox.url() == "about:blank")
    assert firefox.text() == ""


@STANDARD
def test_nothing_is_kept_in_the_browser(firefox: Firefox, relay: Relay) -> None:
    begin(firefox, "en")
    firefox.type("#text", "To be forgotten")
    kept = firefox.script(
        "return [document.cookie, localStorage.length, sessionStorage.length,"
        " JSON.stringify(history.state)];"
    )
    assert kept == ["", 0, 0, "null"]
    firefox.open(ADDRESS + "#en")
    assert firefox.all("textarea") == []
    assert "To be forgotten" not in firefox.text()


@STANDARD
@pytest.mark.parametrize(
    "content",
    ["<script>1</script>", "<img src='http://example.onion/x.png'>", "<p style='color:red'>x</p>"],
)
def test_what_looks_for_violations_finds_one(firefox: Firefox, relay: Relay, content: str) -> None:
    page = Answer(f"<!doctype html><title>x</title>{content}".encode(), "text/html")
    relay.fresh(lambda request: page if request.path == "/bad" else None)
    firefox.complaints()
    firefox.open(ADDRESS + "bad")
    firefox.wait_for("a complaint", firefox.complaints)
