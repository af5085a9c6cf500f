"""Takes the pictures that README shows: `make pictures` (python -m tests.pictures)."""

import html
import json
import re
import sys
import tempfile
from pathlib import Path

from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.witness import send
from tests.demo.newsroom import HERE, ROOT
from tests.demo.photograph import photograph
from tests.unit.cli.newsroom import Newsroom as Desk
from tests.unit.cli.terminal import Terminal

OUT = ROOT / "docs" / "pictures"
PHONE, DESK = (360, 600), (1100, 760)
# language, size, darker, the states to keep
JOURNEYS = (
    ("ru", PHONE, False, ("land", "files")),
    ("uk", PHONE, True, ("write", "received")),
    ("en", DESK, False, ("review",)),
)


def page() -> None:
    """The witness's page: phone and desktop, light and dark."""
    with Newsroom() as newsroom, Relay(newsroom.socket) as relay:
        with Firefox("safer", relay.port) as firefox:
            for language, size, darker, states in JOURNEYS:
                firefox.resize(*size)

                def keep(
                    state: str,
                    language: str = language,
                    darker: bool = darker,
                    states: tuple[str, ...] = states,
                ) -> None:
                    if darker:
                        firefox.script("document.getElementById('darker').checked = true;")
                    if state in states:
                        firefox.script(LOOK, "#files" if state == "files" else "h1")
                        firefox.screenshot(OUT / f"page-{state}-{language}.png")

                text = (HERE / "accounts" / f"{language}.txt").read_text("utf-8")
                picture = [("IMG_2041.jpg", "image/jpeg", photograph())]
                send(firefox, ADDRESS, language, text, picture, "yes", keep)
        with Firefox("safest", relay.port) as firefox:
            firefox.resize(*PHONE)
            firefox.open(f"{ADDRESS}#en")
            firefox.screenshot(OUT / "page-safest-en.png")


# The bar above stays where it is: leave room for it.
LOOK = """
const shown = [...document.querySelectorAll(arguments[0])].find((e) => e.offsetParent);
window.scrollBy(0, shown.getBoundingClientRect().top - 150);
"""
STYLE = """
body { margin: 0; background: #12211c; }
pre { font: 15px/1.5 'DejaVu Sans Mono', monospace; color: #dfe8e2; margin: 0;
      padding: 28px 32px; white-space: pre-wrap; width: 980px; }
b { color: #ffd479; font-weight: normal; }
"""


def review() -> None:
    """An editor at work: the first decisions of a review, as the terminal shows them."""
    with tempfile.TemporaryDirectory(prefix="intake-pictures-") as folder:
        desk = Desk.make(Path(folder))
        text = (HERE / "accounts" / "en.txt").read_text("utf-8")
        desk.collect(desk.handover([desk.seal(text)]))
        (case,) = (
            found["case"] for found in json.loads(desk.done("list", desk.vault, "--json").out)
        )
        desk.done("redact", desk.vault, case)
        key = ["--passphrase-file", str(desk.passphrase_file)]
        with Terminal(["review", str(desk.vault), case, *key]) as terminal:
            for answer in ("y", "k", "u", "q"):
                terminal.expect("? > ")
                terminal.enter(answer)
            terminal.end()
            shown = terminal.shown
        draw_terminal(f"$ testimony review VAULT {case}\n{shown}", Path(folder) / "review.html")


def draw_terminal(shown: str, file: Path) -> None:
    """Text of a terminal as a picture."""
    marked = re.sub("»([^«]*)«", r"<b>»\1«</b>", html.escape(shown.replace("\r", "")))
    file.write_text(f"<meta charset=utf-8><style>{STYLE}</style><pre>{marked}</pre>", "utf-8")
    with Firefox("standard", socks_port=9) as firefox:
        firefox.resize(1044, 700)
        firefox.open(file.as_uri())
        firefox.screenshot(OUT / "review.png", full=True)


def main() -> int:
    """Exit 0 when every picture was taken."""
    OUT.mkdir(exist_ok=True)
    page()
    review()
    return 0


if __name__ == "__main__":
    sys.exit(main())
