"""Every state as a screen reader gets it, in three languages, from Firefox's own tree."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crypto import board
from crypto.codename import Codename, derive
from intake import pages
from tests.browser import pictures
from tests.browser.fakesocks import Answer, BreakOff, Hang, Relay
from tests.browser.firefox import DEADLINE
from tests.browser.heard import Listening
from tests.browser.hearing import asked, chosen, fields, groups, hears, landmarks, of, says, tongues
from tests.browser.newsroom import ADDRESS, Newsroom, label
from tests.browser.sealing import HOLD, choose_keys, keys, open_page
from tests.browser.test_codename import BINARY, to_words, type_words
from tests.browser.test_journey import words
from tests.browser.test_nothing_leaves import replacing
from tests.browser.test_questions import PROMISED, serving

pytestmark = pytest.mark.slow
LANGUAGE = pytest.mark.parametrize("language", ["en", "ru", "uk"])
TITLE = "Questionnaire · Анкета"
SALT = bytes(range(16))  # of the manifest of tests.browser.newsroom


@pytest.fixture(scope="module")
def firefox(line: Relay) -> Iterator[Listening]:
    with Listening("standard", line.port) as running:
        running.heard()  # a screen reader is there before the page
        yield running


@LANGUAGE
def test_the_way_to_received_is_heard(firefox: Listening, relay: Relay, language: str) -> None:
    texts = words(language)
    firefox.open(f"{ADDRESS}#{language}")
    hears(firefox, language, texts["land.h"], focus=False)
    firefox.press(texts["land.write"], "button")
    hears(
        firefox,
        language,
        texts["write.h"],
        says("status", texts["prep.ok"]),
        lambda d: [n.description for n in d.all("entry")][:1] == [texts["write.hint"]],
    )
    for part in firefox.all("summary"):
        part.click()
    firefox.press(texts["write.next"], "button")
    hears(firefox, language, texts["write.h"], says("alert", texts["err.empty"]), focus=False)
    files = [("a.jpg", "image/jpeg", pictures.jpeg()), ("b.pdf", "", b"%PDF")]
    firefox.choose_files("#files", files)
    hears(
        firefox,
        language,
        texts["write.h"],
        says("status", texts["files.removed"]),
        says("status", texts["files.cannot.document"]),
        lambda d: len(d.all("grouping")) == 2,
        focus=False,
    )
    firefox.type("#text", "One line.")
    firefox.press(texts["write.next"], "button")
    hears(
        firefox,
        language,
        texts["rev.h"],
        lambda d: [n.name for n in d.all("grouping")] == [texts["rev.use"], texts["rev.reply"]],
        lambda d: len(d.all("radiobutton")) == 5,
    )
    firefox.press(texts["rev.reply.yes"], "label")
    relay.fresh(lambda request: Hang() if request.method == "POST" else None)
    firefox.press(texts["rev.send"], "button")
    hears(
        firefox,
        language,
        texts["go.h"],
        lambda d: [(n.name, n.value) for n in d.all("progressbar")] == [(texts["go.start"], "0%")],
    )
    firefox.press(texts["go.stop"], "button")
    hears(firefox, language, texts["rev.h"], says("alert", texts["go.stopped"]))
    relay.fresh(lambda request: BreakOff(1000) if request.method == "POST" else None)
    firefox.press(texts["rev.send"], "button")
    hears(firefox, language, texts["go.h"], says("alert", f"{texts['lost.h']} {texts['lost.t']}"))
    relay.fresh()
    firefox.press(texts["lost.now"], "button")
    hears(firefox, language, texts["ok.h"], lambda d: texts["code.t"] in d.words())
    firefox.press(texts["code.go"], "button")
    hears(firefox, language, texts["ok.h"], says("status", texts["code.not"]), focus=False)


def test_the_choice_of_a_language_is_heard(firefox: Listening, relay: Relay) -> None:
    firefox.open(ADDRESS)
    end = time.monotonic() + DEADLINE
    while not (document := firefox.heard()) or tongues(document):
        assert time.monotonic() < end, "the languages are not heard, each in its own"
        time.sleep(0.1)
    assert landmarks(document) == ["banner", "main"]
    leaves = {n.name: n.language for n in document.all("text leaf")}
    for language in ("en", "ru", "uk"):
        for key in ("language", "start.line", "leave", "darker"):
            assert leaves[words(language)[key]] == language
    firefox.press(words("ru")["language"], ".pick a")
    hears(firefox, "ru", words("ru")["land.h"], focus=False)
    firefox.press(words("ru")["land.write"], "button")
    hears(firefox, "ru", words("ru")["write.h"])
    for language in ("uk", "en"):
        texts = words(language)
        firefox.press(texts["language"], "nav a")
        hears(firefox, language, texts["write.h"], chosen(language), focus=False)


@LANGUAGE
def test_eight_words_are_heard(firefox: Listening, relay: Relay, language: str) -> None:
    codename = Codename.generate()
    mine = derive(codename, SALT).given()
    slots = board.make([board.slot(mine, date(2026, 1, 3), "Read.")], 64)
    relay.fresh(replacing("/board", Answer(slots, BINARY)))
    texts = to_words(firefox, language)
    hears(firefox, language, texts["land.mail"])
    type_words(firefox, texts, "one two")
    described = f"{texts['mail.hint']} {texts['mail.count']}"
    hears(
        firefox,
        language,
        texts["land.mail"],
        says("alert", texts["mail.count"]),
        lambda d: (
            [n.description for n in d.all("entry") if {"focused", "invalid"} <= n.states]
            == [described]
        ),
        focus=False,
    )
    type_words(firefox, texts, " ".join(codename.words(language)))
    written = {"en": "3 January 2026", "ru": "3 января 2026", "uk": "3 січня 2026"}[language]
    hears(
        firefox,
        language,
        texts["mail.got"],
        lambda d: [n.words() for n in d.all("blockquote")] == ["Read."],
        lambda d: written in d.words().replace("\u00a0", " "),
    )
    firefox.press(texts["wd.h"], "button")
    hears(firefox, language, texts["wd.h"])
    firefox.press(texts["wd.yes"], "button")
    hears(firefox, language, texts["wd.ok"])


@LANGUAGE
def test_all_questions_decisions_and_promises_are_heard(
    firefox: Listening, relay: Relay, newsroom: Newsroom, language: str
) -> None:
    texts = words(language)
    relay.fresh(serving(newsroom, PROMISED))
    firefox.open(f"{ADDRESS}#{language}")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    for part in firefox.all("summary"):
        part.click()
    hears(
        firefox,
        language,
        texts["write.h"],
        groups(asked(language)),
        fields(language),
        focus=False,
    )
    firefox.type("#text", "One line.")
    firefox.press(texts["write.next"], "button")
    decided = {
        texts[f"rev.{name}"]: texts[f"rev.{name}.blank"]
        for name in ("use", "name", "hide", "court", "reply")
    }
    promised = [label(f"We promise {name}")[language] for name in ("reads", "withheld", "meeting")]
    hears(
        firefox,
        language,
        texts["rev.h"],
        groups(decided),
        lambda d: all(one in d.words() for one in promised),
    )


@LANGUAGE
def test_the_page_from_disk_is_heard(
    firefox: Listening, relay: Relay, newsroom: Newsroom, tmp_path: Path, language: str
) -> None:
    texts = words(language)
    open_page(firefox, tmp_path, language)
    hears(firefox, language, texts["sh.h"], focus=False)
    choose_keys(firefox, b"no list")
    hears(firefox, language, texts["sh.h"], says("status", texts["sh.nokeys"]), focus=False)
    choose_keys(firefox, keys(newsroom, newsroom.manifest(questionnaire=PROMISED)))
    hears(firefox, language, texts["sh.h"], says("status", texts["sh.good"]), focus=False)
    firefox.type("#text", "One line.")
    firefox.choose_files("#files", [("a.bin", "", bytes(400_000))])
    firefox.press(texts["files.keep"], "label")
    firefox.press(texts["rev.reply.yes"], "label")
    firefox.script_in_page(HOLD)
    firefox.press(texts["sh.make"], "button")
    hears(
        firefox,
        language,
        texts["sh.h"],
        lambda d: [of(language, n.name) for n in d.all("progressbar")] == [True],
    )
    firefox.script_in_page("window.letGo();")
    hears(firefox, language, texts["sh.done.h"], lambda d: texts["sh.code"] in d.words())


@LANGUAGE
def test_answers_to_a_form_are_heard_each_part_in_its_language(
    firefox: Listening, relay: Relay, language: str
) -> None:
    for path in sorted((pages.STATIC / "answers").glob("*.html")):
        relay.fresh(replacing("/answer", Answer(path.read_bytes(), "text/html; charset=utf-8")))
        firefox.open(f"{ADDRESS}answer")
        heading = words(language)[f"page.{path.stem}.h"]
        end = time.monotonic() + DEADLINE
        while not (document := firefox.heard()) or heading not in document.words():
            assert time.monotonic() < end, f"{path.name}: not heard"
            time.sleep(0.1)
        assert landmarks(document) == ["banner", "main"]
        own = [n for n in document.all("text leaf") if n.language == language]
        assert [n for n in own if not of(language, n.name)] == []
        first = [n for n in document.all("heading") if n.language == language]
        assert [(n.name, n.attributes["level"]) for n in first] == [(heading, "1")]


@pytest.fixture(scope="module")
def safest(line: Relay) -> Iterator[Listening]:
    with Listening("safest", line.port) as running:
        running.heard()
        yield running


@LANGUAGE
def test_the_page_without_script_is_heard(safest: Listening, relay: Relay, language: str) -> None:
    texts = words(language)
    safest.open(f"{ADDRESS}#{language}")
    document = hears(safest, language, texts["land.h"], focus=False)
    assert [n.name for n in document.all("graphic")] == [texts["safe.a.alt"]]
    assert document.all("entry") == [], "no field for text"
    assert texts["land.wait"] not in document.words()
