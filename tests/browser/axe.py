"""axe-core beside the page: its rules of WCAG 2.2, levels A and AA.

The page's own policy lets no foreign script in, so axe works in the driver's sandbox, where it
stays as long as the page.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import intake
from tests.browser.firefox import Firefox

AXE = Path(intake.__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """
const found = await window.axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations"],
});
return [found.passes.length, found.violations.flatMap(({id, nodes}) =>
  nodes.map(({html, failureSummary}) => `${id}: ${html}: ${failureSummary}`))];
"""
HEIGHT = 700
# Each language, narrow and wide, light and dark. Not all of them together: no rule of axe looks at
# two of these at once.
VIEWS = (("en", 320, True), ("ru", 1200, False), ("uk", 320, False))
NAMES = {"en": "English", "ru": "Русский", "uk": "Українська"}


def violations(firefox: Firefox) -> list[str]:
    """What axe finds on the page as it is now."""
    if not firefox.script_beside("return typeof window.axe === 'object';"):
        firefox.script_beside(AXE.read_text("utf-8"))
    found: Any = firefox.script_beside(f"return (async () => {{{RUN}}})();")
    assert found[0] > 0, "axe looked at the page"
    return [str(line) for line in found[1]]


def check(firefox: Firefox, state: str, views: Sequence[tuple[str, int, bool]] = VIEWS) -> None:
    """Fail with the state's name where axe finds anything; languages are chosen in the page."""
    dark = "const box = document.getElementById('darker'); if (box) box.checked = arguments[0];"
    before = firefox.script("return document.querySelector('nav [aria-current]')?.hreflang;")
    for language, width, darker in views if before else views[:2]:
        if before:
            firefox.press(NAMES[language], "nav a")
        firefox.resize(width, HEIGHT)
        firefox.script(dark, darker)
        found = violations(firefox)
        shown = f"{language}, " if before else ""
        assert found == [], f"{state}, {shown}{width} px, {'dark' if darker else 'light'}"
    firefox.script(dark, False)
    if before:
        firefox.press(NAMES[before], "nav a")
