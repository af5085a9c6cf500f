"""Takes the pictures that README shows: `make pictures` (python -m tests.pictures)."""

import sys
import tempfile
from pathlib import Path

from cli import work
from cli.redaction.policy import DEFAULT_POLICY
from cli.review.sitting import Review
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, Newsroom
from tests.browser.witness import send
from tests.demo.newsroom import HERE, ROOT
from tests.demo.photograph import photograph
from tests.unit.cli.newsroom import Newsroom as Desk
from tests.unit.cli.review.seated import Seat, sealed

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
SCREEN, CHOSEN = (118, 34), 3  # columns and lines of the terminal; things gone on to


def review() -> None:
    """An editor at work: the full screen over the English account, a few decisions taken."""
    with tempfile.TemporaryDirectory(prefix="intake-pictures-") as folder:
        desk = Desk.make(Path(folder))
        text = (HERE / "accounts" / "en.txt").read_text("utf-8")
        vault = desk.open()
        case = vault.case(sealed(desk, text))
        asked = vault.settings().questionnaire_of(vault.index().cases[case.id].claimed)
        proposed = work.propose(case, case.content(), asked, DEFAULT_POLICY)
        seat = Seat(Review(proposed), SCREEN)
        seat.press(*["y"] * CHOSEN)
        file = Path(folder) / "review.html"
        file.write_text(f"<meta charset=utf-8><style>{STYLE}</style>{seat.picture}", "utf-8")
        with Firefox("standard", socks_port=9) as firefox:
            firefox.resize(1180, 760)
            firefox.open(file.as_uri())
            firefox.screenshot(OUT / "review.png", full=True)


STYLE = "body { margin: 0; background: #12211c; } svg { width: 1164px; display: block; }"


def main() -> int:
    """Exit 0 when every picture was taken."""
    OUT.mkdir(exist_ok=True)
    page()
    review()
    return 0


if __name__ == "__main__":
    sys.exit(main())
