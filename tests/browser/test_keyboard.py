"""Eight words by keyboard alone; the way to received is in test_layout.py."""

import pytest

from crypto.codename import Codename
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS
from tests.browser.test_journey import STANDARD, begin, words

pytestmark = pytest.mark.slow


@STANDARD
def test_eight_words_work_by_keyboard_alone(firefox: Firefox, relay: Relay) -> None:
    texts = words("en")
    focused = "return document.activeElement.textContent;"
    firefox.open(f"{ADDRESS}#en")
    firefox.wait_for_text(texts["land.mail"])
    firefox.tab_to(texts["land.mail"], first=True)
    firefox.keys("\ue007")
    assert firefox.script(focused) == texts["land.mail"]
    firefox.tab_to("#words")
    firefox.keys("one two")
    firefox.tab_to(texts["mail.open"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["mail.count"])
    assert firefox.script("return document.activeElement.id;") == "words", "back in the field"
    firefox.script("document.activeElement.select();")
    firefox.keys(" ".join(Codename.generate().words("en")))
    firefox.tab_to(texts["mail.open"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["mail.none.t"])
    assert firefox.script(focused) == texts["mail.none"]
    firefox.tab_to(texts["wd.h"])
    firefox.keys("\ue007")
    firefox.tab_to(texts["wd.yes"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["wd.ok.t"])
    assert firefox.script(focused) == texts["wd.ok"]


@STANDARD
def test_keeping_eight_words_works_by_keyboard_alone(firefox: Firefox, relay: Relay) -> None:
    texts = begin(firefox, "en")
    firefox.tab_to("#text", first=True)
    firefox.keys("By keyboard.")
    firefox.tab_to(texts["write.next"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["rev.h"])
    firefox.tab_to(texts["rev.reply.no"])
    firefox.keys("\ue015")
    firefox.tab_to(texts["rev.send"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["code.h"])
    firefox.tab_to("#kept")
    firefox.keys("something else")
    firefox.tab_to(texts["code.go"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["code.not"])
    firefox.tab_to(texts["code.hide"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["code.hidden"])
    assert firefox.script("return document.activeElement.textContent;") == texts["code.hidden"]
