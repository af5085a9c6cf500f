"""axe-core beside the page: its rules of WCAG 2.2, levels A and AA, at two widths, light and dark.

The page's own policy lets no foreign script in, so axe works in the driver's sandbox.
"""

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
WIDTHS = (320, 1200)
HEIGHT = 700


def violations(firefox: Firefox) -> list[str]:
    """What axe finds on the page as it is now."""
    source = AXE.read_text("utf-8")
    found: Any = firefox.script(f"{source};\nreturn (async () => {{{RUN}}})();")
    assert found[0] > 0, "axe looked at the page"
    return [str(line) for line in found[1]]


def check(firefox: Firefox, state: str) -> None:
    """Fail with the state's name where axe finds anything at any width, light or dark."""
    dark = "const box = document.getElementById('darker'); if (box) box.checked = arguments[0];"
    for width in WIDTHS:
        firefox.resize(width, HEIGHT)
        for darker in (False, True):
            firefox.script(dark, darker)
            found = violations(firefox)
            assert found == [], f"{state}, {width} px, {'dark' if darker else 'light'}"
    firefox.script(dark, False)
