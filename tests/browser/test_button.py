"""The button that sends exists only after everything was tested; else the page says why not."""

import re
from collections.abc import Callable

import pytest

from crypto.note import Signer
from tests.browser.fakesocks import Answer, Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.test_journey import newest, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]


def wrong(pattern: str, instead: str) -> Callable[[Newsroom, str], Answer]:
    """The Worker's script with one known answer changed."""

    def change(newsroom: Newsroom, script: str) -> Answer:
        changed, count = re.subn(pattern, instead, script)
        assert count >= 1, f"{pattern} is not in the Worker's script"
        return Answer(changed.encode(), "text/javascript")

    return change


def text(make: Callable[[Newsroom], bytes]) -> Callable[[Newsroom, str], Answer]:
    return lambda newsroom, script: Answer(make(newsroom), "text/plain")


def listed(make: Callable[[Newsroom], bytes]) -> Callable[[Newsroom, str], Answer]:
    """The newsroom's root key and another manifest."""
    return text(lambda newsroom: f"{newsroom.root.verifier}\n".encode() + make(newsroom))


STRANGER = Signer.generate("newsroom-root")

CASES: dict[str, tuple[str, Callable[[Newsroom, str], Answer], str]] = {
    "the known envelope opens to something else": (
        "/worker.js",
        wrong("quick brown fox", "quick brown dog"),
        "err.unable",
    ),
    "the archive is not the known one": (
        "/worker.js",
        wrong(r"ustar\\x00", r"ustar\\x01"),
        "err.unable",
    ),
    "the cipher is computed wrongly": (
        "/worker.js",
        wrong("expand 32-byte k", "expand 32-byte K"),
        "err.unable",
    ),
    "the manifest is signed by a stranger": (
        "/keys",
        listed(lambda newsroom: newsroom.manifest(root=STRANGER)),
        "err.false",
    ),
    "the root key is a stranger's": (
        "/keys",
        text(lambda newsroom: f"{STRANGER.verifier}\n".encode() + newsroom.manifest()),
        "err.false",
    ),
    "the list of keys has no root key": (
        "/keys",
        text(lambda newsroom: newsroom.manifest()),
        "err.false",
    ),
    "one letter of the manifest was changed": (
        "/keys",
        listed(
            lambda newsroom: newsroom.manifest().replace(b"retention-days 30", b"retention-days 31")
        ),
        "err.false",
    ),
    "the note is of another kind": (
        "/keys",
        listed(lambda newsroom: newsroom.root.sign("testimony-receipt v1\nserial 1\n")),
        "err.false",
    ),
    "the manifest is last month's": (
        "/keys",
        listed(lambda newsroom: newsroom.manifest(days=-40)),
        "err.expired",
    ),
    "the manifest is next month's": (
        "/keys",
        listed(lambda newsroom: newsroom.manifest(days=40)),
        "err.early",
    ),
    "there is no manifest": (
        "/keys",
        lambda newsroom, script: Answer(b"nothing", "text/plain", "404 Not Found"),
        "err.unable",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_no_button_and_a_reason_where(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, case: str
) -> None:
    path, change, reason = CASES[case]
    texts = words("uk")
    firefox.open(ADDRESS + "#uk")
    script = firefox.script(
        "const request = new XMLHttpRequest(); request.open('GET', '/worker.js', false);"
        "request.send(); return request.responseText;"
    )
    answer = change(newsroom, script)
    relay.fresh(lambda request: answer if request.path == path else None)
    firefox.open(ADDRESS + "#uk")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts[reason])
    assert firefox.text().index(texts[reason]) < firefox.text().index(texts["write.where"])
    firefox.type("#text", "Що було")
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["rev.h"])
    assert firefox.text().index(texts[reason]) < firefox.text().index(texts["rev.what"]), "on top"
    assert texts["rev.send"] not in firefox.text()
    assert not any(line.startswith("POST") for line in relay.lines())


def test_a_whole_page_gets_its_button(firefox: Firefox, relay: Relay) -> None:
    texts = words("uk")
    firefox.open(ADDRESS + "#uk")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["err.empty"])
    firefox.type("#text", "Що було")
    firefox.wait_for("no complaint", lambda: texts["err.empty"] not in firefox.text())
    firefox.press(texts["write.next"], "button")
    firefox.labelled("button", texts["rev.send"])


# What else would make other keys than another browser makes from the same words.
WRONG_KEYS = {
    "the known keys are others": ("[0-9a-f]{60}a794", "0" * 64),
    "the label of the derivation is another": ("testimony-codename v1", "testimony-codename v2"),
    "another hash is computed": ('hash:"SHA-512"', 'hash:"SHA-384"'),
    "the words have other numbers": (r"padStart\(4,", "padStart(5,"),
}


@pytest.mark.parametrize("case", WRONG_KEYS)
def test_eight_words_are_neither_offered_nor_taken_where(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, case: str
) -> None:
    texts = words("ru")
    firefox.open(ADDRESS + "#ru")
    script = firefox.script(
        "const request = new XMLHttpRequest(); request.open('GET', '/worker.js', false);"
        "request.send(); return request.responseText;"
    )
    answer = wrong(*WRONG_KEYS[case])(newsroom, script)
    relay.fresh(lambda request: answer if request.path == "/worker.js" else None)
    firefox.open(ADDRESS + "#ru")
    firefox.press(texts["land.mail"], "button")
    firefox.wait_for_text(texts["mail.unable"])
    assert texts["mail.open"] not in [button.text for button in firefox.all("button")]
    firefox.press(texts["mail.back"], "button")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    firefox.type("#text", f"Без ответа: {case}.")
    firefox.press(texts["write.next"], "button")
    firefox.wait_for_text(texts["rev.reply.unable"])
    assert texts["rev.reply"] not in firefox.text()
    firefox.press(texts["rev.send"], "button")  # all else was tested and holds
    firefox.wait_for_text(texts["ok.next"])
    assert texts["code.h"] not in firefox.text()
    assert newest(newsroom, f"Без ответа: {case}.").testimony.reply is None
    assert "GET /words.txt" not in relay.lines()
