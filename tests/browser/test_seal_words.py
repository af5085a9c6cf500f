"""Eight words offered by the page that works from disk."""

from pathlib import Path

import pytest

from crypto.codename import derive, read
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import Newsroom
from tests.browser.sealing import changed, choose_keys, deposit, keys, open_page, save
from tests.browser.test_codename import PLACES, SHOWN
from tests.browser.test_journey import newest, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]


def test_eight_words_made_from_disk_are_those_that_the_sealed_file_carries(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("uk")
    open_page(firefox, tmp_path, "uk")
    choose_keys(firefox, keys(newsroom))
    firefox.type("#text", "Запечатано без мережі, можна відповісти.")
    firefox.press(texts["rev.reply.yes"], "label")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["code.h"])
    first = firefox.script(SHOWN)
    firefox.press(texts["sh.again"], "button")
    assert firefox.script(SHOWN) == [], "words of a file that nobody has any more"
    sealed = save(firefox, tmp_path, "uk").read_bytes()
    shown = firefox.script(SHOWN)
    assert len(shown) == 8
    assert shown != first
    assert texts["sh.code"] in firefox.text()
    codename = read(" ".join(shown), "uk")
    assert firefox.script(PLACES) == list(codename.digits())
    firefox.type("#kept", " ".join(first))
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.not"])
    firefox.type("#kept", " ".join(shown))
    firefox.press(texts["code.go"], "button")
    firefox.wait_for_text(texts["code.right"])
    firefox.press(texts["code.hide"], "button")
    firefox.wait_for_text(texts["code.hidden"])
    assert firefox.script(SHOWN) == []
    assert deposit(newsroom, sealed) == 201
    carried = newest(newsroom, "Запечатано без мережі, можна відповісти.").testimony.reply
    assert carried == derive(codename, bytes(range(16))).given()
    assert relay.lines() == relay.log.foreign == []
    assert firefox.complaints() == []


def test_a_browser_that_derives_wrong_keys_seals_without_eight_words(
    firefox: Firefox, relay: Relay, newsroom: Newsroom, tmp_path: Path
) -> None:
    texts = words("en")
    open_page(firefox, tmp_path, "en", changed("testimony-codename v1", "testimony-codename v2"))
    choose_keys(firefox, keys(newsroom))
    firefox.wait_for_text(texts["rev.reply.unable"])
    assert texts["rev.reply"] not in firefox.text()
    firefox.type("#text", "One line.")
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    assert texts["code.h"] not in firefox.text()
