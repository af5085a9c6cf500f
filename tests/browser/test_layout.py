"""The page can be read and used at every width, by keyboard, in three languages."""

import pytest

from tests.browser import pictures
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS
from tests.browser.test_journey import begin, words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session"),
]

# Anything that can be pressed and is under 44 px in one direction; apart from links in a sentence
# and the words over a field, which is large itself.
SMALL = """
return [...document.querySelectorAll("button, a, summary, label, input:not(.sr), textarea")]
  .filter((e) => e.checkVisibility() && !e.closest("p a, .q, label input"))
  .map((e) => [e.textContent.trim() || e.id, e.getBoundingClientRect()])
  .filter(([, {width, height}]) => height < 43.5 || width < 43.5)
  .map(([name, {width, height}]) => `${name}: ${width} x ${height}`);
"""
WIDE = "return document.documentElement.scrollWidth - innerWidth;"
CLIPPED = """
return [...document.querySelectorAll("button, .go, h1, h2, .option, .leave")]
  .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0)
  .map((e) => e.textContent);
"""
LABELS = """
return [...document.querySelectorAll("textarea, input")]
  .filter((e) => e.labels.length === 0).map((e) => e.outerHTML);
"""


def fits(firefox: Firefox) -> None:
    assert firefox.script(WIDE) <= 0
    assert firefox.script(CLIPPED) == []
    assert firefox.script(SMALL) == []


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@pytest.mark.parametrize("width", [320, 1200])
def test_every_state_fits(firefox: Firefox, relay: Relay, language: str, width: int) -> None:
    firefox.resize(width, 640)
    firefox.open(ADDRESS)
    fits(firefox)
    texts = begin(firefox, language)
    for part in firefox.all("summary"):
        part.click()
    files = [("a.jpg", "image/jpeg", pictures.jpeg()), ("b.pdf", "", b"%PDF")]
    firefox.choose_files("#files", files)
    firefox.wait_for_text(texts["files.keep"])
    firefox.wait_for_text(texts["files.device"])
    fits(firefox)
    assert firefox.script(LABELS) == []
    firefox.press(texts["write.next"], "button")
    firefox.click("input[type=radio]")
    fits(firefox)
    firefox.press(texts["rev.send"], "button")
    firefox.wait_for_text(texts["ok.next"])
    fits(firefox)


def test_the_whole_journey_works_by_keyboard_alone(firefox: Firefox, relay: Relay) -> None:
    texts = words("en")
    firefox.open(ADDRESS + "#en")
    firefox.wait_for_text(texts["land.write"])
    assert firefox.tab_to(texts["leave"], first=True) == 1, "leave stands first"
    firefox.tab_to(texts["land.write"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["prep.ok"])
    assert firefox.script("return document.activeElement.textContent;") == texts["write.h"]
    firefox.tab_to("#text")
    firefox.keys("By keyboard.")
    firefox.tab_to(texts["write.next"])
    firefox.keys(" ")
    firefox.wait_for_text(texts["rev.h"])
    firefox.tab_to(texts["rev.use.no"])
    firefox.keys("\ue015")
    marked = "return document.querySelector('input[type=radio]:checked').value;"
    assert firefox.script(marked) == "retell", "an arrow moves the mark"
    firefox.tab_to(texts["rev.send"])
    firefox.keys("\ue007")
    firefox.wait_for_text(texts["ok.next"])
    assert firefox.script("return document.activeElement.textContent;") == texts["ok.h"]


def test_letters_stand_out_from_paper_in_light_and_dark(firefox: Firefox, relay: Relay) -> None:
    contrast = """
      const light = (c) => {
        const [r, g, b] = c.match(/[0-9.]+/g).map((v) => v / 255)
          .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (e) => {
        for (; e; e = e.parentElement) {
          const {backgroundColor: c} = getComputedStyle(e);
          if (!/, 0\\)|transparent/.test(c)) return light(c);
        }
        return 1;
      };
      return [...document.querySelectorAll("h1, h2, p, li, a, button, label, summary, b")]
        .filter((e) => e.checkVisibility() && e.textContent.trim())
        .map((e) => {
          const [a, b] = [light(getComputedStyle(e).color), behind(e)].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), e.textContent];
        })
        .filter(([ratio]) => ratio < 4.5);
    """
    for dark in (False, True):
        firefox.open(ADDRESS + "#ru")
        if dark:
            firefox.click("#darker")
        firefox.press(words("ru")["land.write"], "button")
        firefox.choose_files("#files", [("b.pdf", "", b"%PDF")])
        firefox.wait_for_text(words("ru")["files.keep"])
        assert firefox.script(contrast) == []
