"""What must hold of every state as a screen reader gets it, and of some."""

import re
import time
from collections.abc import Callable
from functools import cache

from tests.browser.firefox import DEADLINE
from tests.browser.heard import Listening, Node
from tests.browser.test_questions import ASKED as ALL
from tests.browser.witness import words

CONTROLS = ("link", "pushbutton", "checkbutton", "radiobutton", "entry", "summary", "progressbar")
# What the newsroom of these tests asks; its words end with the language.
ASKED = re.compile(r"(Own words|When |Where |Who |What |At home|In the street|Police|Others).*")


@cache
def spoken(language: str) -> list[re.Pattern[str]]:
    """The page's words, with anything where a value stands."""
    texts = words(language)
    which = [f"{texts[key]} {texts['files.this']}" for key in ("files.drop", "files.keep")]
    return [
        re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(text)))
        for text in (*texts.values(), *which)
    ]


@cache
def asked_and_promised(language: str) -> set[str]:
    """What the newsroom's own words are, where it asks all."""
    found = {
        part[language]
        for section in ALL["sections"]
        for one in (section, *section["questions"])
        for part in (one.get("title"), one.get("label"), one.get("hint"))
        if part
    }
    options = {
        option["label"][language]
        for section in ALL["sections"]
        for question in section["questions"]
        for option in question.get("options", ())
    }
    return found | options


def of(language: str, name: str) -> bool:
    """Whether a name is in that language."""
    if name in asked_and_promised(language):
        return True
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
    plain = " ".join(text.split())  # a no-break space is read as any other
    shown = re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(plain)), re.DOTALL)
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


def asked(language: str) -> dict[str, str]:
    """Every question with a choice, and the hint that is read with it."""
    return {
        question["label"][language]: question.get("hint", {}).get(language, "")
        for section in ALL["sections"]
        for question in section["questions"]
        if question["kind"] in ("one", "many")
    }


def groups(expected: dict[str, str]) -> Expect:
    """These groups, each described by its note."""
    return lambda d: {n.name: n.description for n in d.all("grouping")} == expected


def fields(language: str) -> Expect:
    """Every question with a field, described by its hint."""
    expected = {
        question["label"][language]: question.get("hint", {}).get(language, "")
        for section in ALL["sections"]
        for question in section["questions"]
        if question["kind"] in ("date", "text") and question["id"] != "text"
    }
    return lambda d: {n.name: n.description for n in d.all("entry")[1:]} == expected
