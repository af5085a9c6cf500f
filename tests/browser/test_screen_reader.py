"""Every state as a screen reader gets it, in three languages, from Firefox's own tree."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from crypto import board
from crypto.codename import Codename, derive
from intake import pages
from tests.browser import pictures
from tests.browser.fakesocks import Answer, BreakOff, Hang, Relay
from tests.browser.firefox import DEADLINE
from tests.browser.heard import Listening, Node
from tests.browser.newsroom import ADDRESS
from tests.browser.test_codename import BINARY, to_words, type_words
from tests.browser.test_journey import words
from tests.browser.test_nothing_leaves import replacing

pytestmark = pytest.mark.slow
LANGUAGE = pytest.mark.parametrize("language", ["en", "ru", "uk"])
TITLE = "Questionnaire · Анкета"
SALT = bytes(range(16))  # of the manifest of tests.browser.newsroom
CONTROLS = ("link", "pushbutton", "checkbutton", "radiobutton", "entry", "summary", "progressbar")
# What the newsroom of these tests asks; its words end with the language.
ASKED = re.compile(r"(Own words|When |Where |Who |What |At home|In the street|Police|Others).*")


@pytest.fixture(scope="module")
def firefox(line: Relay) -> Iterator[Listening]:
    with Listening("standard", line.port) as running:
        running.heard()  # a screen reader is there before the page
        yield running


def spoken(language: str) -> list[re.Pattern[str]]:
    """The page's words, with anything where a value stands."""
    texts = words(language)
    which = [f"{texts[key]} {texts['files.this']}" for key in ("files.drop", "files.keep")]
    return [
        re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(text)))
        for text in (*texts.values(), *which)
    ]


def of(language: str, name: str) -> bool:
    """Whether a name is in that language."""
    if ASKED.fullmatch(name):
        return {"ru": "(ru)", "uk": "(uk)"}.get(language, "") == "".join(
            re.findall(r"\((?:ru|uk)\)", name)
        )
    return any(one.fullmatch(name) for one in spoken(language))


def aside(document: Node) -> set[int]:
    """What is in the choice of languages, each in its own."""
    found = [n for n in document.all() if n.attributes.get("xml-roles") == "navigation"]
    return {id(node) for part in found for node in part.all()}


def landmarks(document: Node) -> list[str]:
    names = ("banner", "navigation", "main")
    return [role for n in document.all() if (role := n.attributes.get("xml-roles", "")) in names]


def faults(document: Node, language: str, heading: str) -> list[str]:
    """What is wrong with any state."""
    texts = words(language)
    found = []
    if landmarks(document) != ["banner", "navigation", "main"]:
        found.append(f"landmarks: {landmarks(document)}")
    first = [n.name for n in document.all("heading") if n.attributes.get("level") == "1"]
    if first != [heading]:
        found.append(f"headings of the first level: {first}")
    pressed = document.all(*CONTROLS)
    leave = f"{texts['leave']} {texts['leave.rest']}"
    if not pressed or pressed[0].name != leave:
        found.append(f"not the way out first: {pressed[:1]}")
    others = aside(document)
    for node in pressed[1:]:
        if id(node) not in others and not of(language, own_part(node)):
            found.append(f"{node.role} without a name in {language}: {node.name!r}")
    for node in document.all("grouping"):
        if not of(language, node.name):
            found.append(f"a group without a legend in {language}: {node.name!r}")
    for node in document.all("text leaf"):
        if id(node) not in others and foreign(node.name, language):
            found.append(f"words of another language: {node.name!r}")
    if not in_language(language)(document):
        found.append(f"not all of it is marked as in {language}")
    return found + tongues(document)


def own_part(node: Node) -> str:
    """A name without what the browser adds to a field for files, in its own language."""
    return re.sub(r" Browse….*$", "", node.name)


def foreign(text: str, language: str) -> bool:
    """Whether this is said in another language and not in this one."""
    others = {"en", "ru", "uk"} - {language}
    return not of(language, text) and any(text in words(other).values() for other in others)


def tongues(document: Node) -> list[str]:
    """The choice of languages: each name in its own language, so that a voice can follow."""
    names = {words(language)["language"]: language for language in ("en", "ru", "uk")}
    links = {
        name: link.language
        for link in document.all("link")
        for name in names
        if link.name.startswith(name)
    }
    return [] if links == names else [f"the choice of languages: {links}"]


Expect = Callable[[Node], bool]


def hears(
    firefox: Listening, language: str, heading: str, *expected: Expect, focus: bool = True
) -> Node:
    """Wait until the state with this heading is heard, and nothing is wrong with it.

    expected: what else must hold of the tree
    focus:    the heading has it, so that it is read first
    """
    end = time.monotonic() + DEADLINE
    while True:
        document = firefox.heard()
        found = ["no tree"] if document is None else faults(document, language, heading)
        if document is not None:
            focused = [n.name for n in document.all("heading") if "focused" in n.states]
            if focus and focused != [heading]:
                found.append(f"the focus is not on the heading: {focused}")
            found += [f"expected: {i}" for i, holds in enumerate(expected) if not holds(document)]
            if not found:
                return document
        assert time.monotonic() < end, "\n".join(found)
        time.sleep(0.1)


def says(role: str, text: str) -> Expect:
    """An alert or a status with these words, which is read at once."""
    shown = re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(text)), re.DOTALL)
    return lambda document: any(
        shown.search(" ".join(node.words().split()))
        for node in document.all()
        if node.attributes.get("xml-roles") == role
    )


def in_language(language: str) -> Expect:
    """Every sentence is marked as of this language, for the voice that reads it."""

    def holds(document: Node) -> bool:
        others = aside(document)
        leaves = [
            n for n in document.all("text leaf") if id(n) not in others and of(language, n.name)
        ]
        return {n.language for n in leaves} == {language}

    return holds


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


def chosen(language: str) -> Expect:
    """The choice of languages is named in this one, which is marked as the current."""
    texts = words(language)

    def holds(document: Node) -> bool:
        heard = [
            (n.name, [link.name for link in n.all("link") if "current" in link.states])
            for n in document.all()
            if n.attributes.get("xml-roles") == "navigation"
        ]
        return heard == [(texts["languages"], [texts["language"]])]

    return holds


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
        lambda d: [n.description for n in d.all("entry") if "focused" in n.states] == [described],
        focus=False,
    )
    type_words(firefox, texts, " ".join(codename.words(language)))
    hears(
        firefox,
        language,
        texts["mail.got"],
        lambda d: [n.words() for n in d.all("blockquote")] == ["Read."],
    )
    firefox.press(texts["wd.h"], "button")
    hears(firefox, language, texts["wd.h"])
    firefox.press(texts["wd.yes"], "button")
    hears(firefox, language, texts["wd.ok"])


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
