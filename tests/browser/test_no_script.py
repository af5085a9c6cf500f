"""At Safest, where no script runs: the page says so, and takes a sealed file and nothing else."""

import io

import pytest

from crypto import envelope
from crypto.testimony import Testimony, write
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.test_journey import newest, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["safest"], indirect=True, scope="session"),
]


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_without_script_the_page_explains_and_offers_no_field_for_text(
    firefox: Firefox, relay: Relay, language: str
) -> None:
    texts = words(language)
    firefox.open(ADDRESS)
    firefox.press(texts["language"], ".pick a")
    firefox.wait_for_text(texts["safe.h"])
    for other in {"en", "ru", "uk"} - {language}:
        assert words(other)["safe.h"] not in firefox.text()
    assert texts["land.wait"] not in firefox.text()
    assert firefox.all("textarea, input:not([type=checkbox]):not([type=file])") == []
    assert len(firefox.all("input[type=file]")) == 1
    assert firefox.complaints() == []


def test_a_file_sealed_elsewhere_is_taken(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    texts = words("ru")
    tar = io.BytesIO()
    write(tar, Testimony("ru", "0" * 64, {"text": "Запечатано на другом компьютере."}, {}))
    tar.seek(0)
    sealed = io.BytesIO()
    envelope.seal(tar, sealed, newsroom.identity.recipient())
    firefox.open(ADDRESS + "#ru")
    firefox.choose_files("#sealed", [("list-1234.bin", "", sealed.getvalue())])
    firefox.press(texts["safe.b.send"], "button")
    firefox.wait_for_text(texts["page.received.t"])
    assert words("uk")["page.received.t"] in firefox.text(), "the answer tells no language"
    newest(newsroom, "Запечатано на другом компьютере.")
    assert firefox.complaints() == []


def test_a_plain_file_is_refused_and_the_person_is_told_that_it_crossed_unsealed(
    firefox: Firefox, relay: Relay, newsroom: Newsroom
) -> None:
    before = len(newsroom.opened())
    firefox.open(ADDRESS + "#en")
    firefox.choose_files("#sealed", [("note.txt", "text/plain", b"My name is Danylo. " * 50)])
    firefox.press(words("en")["safe.b.send"], "button")
    firefox.wait_for_text(words("en")["page.unsealed.t"])
    assert len(newsroom.opened()) == before


def test_leave_works_without_script(firefox: Firefox, relay: Relay) -> None:
    firefox.open(ADDRESS + "#uk")
    firefox.click("a.leave")
    firefox.wait_for("the empty page", lambda: firefox.url() == "about:blank")


def test_the_darker_screen_works_without_script(firefox: Firefox, relay: Relay) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor;"
    firefox.open(ADDRESS + "#en")
    light = firefox.script(paper)
    firefox.click("#darker")
    assert firefox.script(paper) != light
