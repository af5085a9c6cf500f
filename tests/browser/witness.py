"""What a witness does on the page, from the choice of a language to 'received'.

For the demo and the pictures; works in all three languages by the page's own words.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from intake import pages
from tests.browser.firefox import Firefox

LOCALES = Path(pages.__file__).with_name("locales")

File = tuple[str, str, bytes]  # name, media type, bytes


def words(language: str) -> dict[str, str]:
    """The page's words in that language, by their keys."""
    texts: dict[str, str] = json.loads((LOCALES / f"{language}.json").read_text("utf-8"))
    return texts


def send(
    firefox: Firefox,
    address: str,
    language: str,
    text: str,
    files: Sequence[File] = (),
    publish: Literal["no", "retell", "yes"] | None = None,
    seen: Callable[[str], None] = lambda state: None,
    kept: bool = False,
    eager: bool = False,
) -> None:
    """Go through the whole page; returns when it says that the account was received.

    publish: None leaves the question blank
    seen:    called in each state with its name, for a picture
    kept:    the file is of a kind that cannot be cleaned, and goes as it is
    eager:   asks for the next try at once, whenever the line is lost
    raises:  TimeoutError with what the page showed instead
    """
    texts = words(language)
    firefox.open(address)
    firefox.press(texts["language"], ".pick a")
    seen("land")
    firefox.press(texts["land.write"], "button")
    firefox.wait_for_text(texts["prep.ok"])
    firefox.type("#text", text)
    seen("write")
    if files:
        firefox.choose_files("#files", files)
        if kept:
            firefox.press(texts["files.keep"], "label")
        else:
            firefox.wait_for_text(texts["files.removed"].partition("{")[0])
        seen("files")
    firefox.press(texts["write.next"], "button")
    if publish:
        firefox.press(texts[f"rev.use.{publish}"], "label")
    seen("review")
    firefox.press(texts["rev.send"], "button")

    def received() -> bool:
        if eager:
            for button in firefox.all("button"):
                if button.text == texts["lost.now"]:
                    button.click()
        return texts["ok.next"] in firefox.text()

    firefox.wait_for(f"“{texts['ok.next']}” on the page", received)
    seen("received")
