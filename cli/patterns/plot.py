"""Guarded counts as a picture: horizontal bars, SVG and PNG, without a date or a program's name.

Labels are drawn as shapes in the SVG, so that the file looks alike where the font is missing.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from cli.patterns.guard import Shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PictureFormat = Literal["svg", "png"]

WIDTH: Final = 7.5  # inches
LINE: Final = 0.26  # inches a line of text
INK: Final = "#1f2a37"
BAR: Final = "#35618e"
QUIET: Final = "#6b7280"
WITHHELD: Final = {"en": "not shown", "ru": "не показано", "uk": "не показано"}
BEFORE: Final = {"en": "earlier", "ru": "прежнее", "uk": "попереднє"}
OF: Final = {
    "en": "At least {} witnesses; small numbers are not shown",
    "ru": "Не менее {} свидетелей; малые числа не показаны",
    "uk": "Щонайменше {} свідків; малі числа не показано",
}
_METADATA: Final[dict[PictureFormat, dict[str, None]]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


def draw(title: str, cells: Sequence[Shown], people: int, language: str) -> dict[str, bytes]:
    """Return the picture of one question by its format.

    people: the number of witnesses as it may be told
    """
    with _nothing_left():
        import matplotlib as mpl

        # A label is text: a dollar sign in it begins no formula.
        with mpl.rc_context(
            {"svg.fonttype": "path", "svg.hashsalt": "testimony", "text.parse_math": False}
        ):
            figure = _figure(title, cells, people, language)
            return {form: _saved(figure, form, metadata) for form, metadata in _METADATA.items()}


def _figure(title: str, cells: Sequence[Shown], people: int, language: str) -> Figure:
    from matplotlib.figure import Figure

    heading = textwrap.fill(title, 72)
    labels = [textwrap.fill(one.label, 34, max_lines=3, placeholder=" …") for one in cells]
    lines = sum(max(1.6, 1 + label.count("\n")) for label in labels)
    height = 1.0 + LINE * (lines + heading.count("\n"))
    figure = Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    places = range(len(cells))
    axes.barh(places, [one.count or 0 for one in cells], height=0.62, color=BAR)
    axes.set_yticks(list(places), labels, color=INK)
    axes.invert_yaxis()
    longest = max([one.count or 0 for one in cells] + [1])
    axes.set_xlim(0, longest * 1.25)
    for place, one in zip(places, cells, strict=True):
        said = WITHHELD[language] if one.count is None else str(one.count)
        if one.before:
            said = f"{said} ({BEFORE[language]})"
        colour = QUIET if one.count is None or one.before else INK
        axes.text((one.count or 0) + longest * 0.015, place, said, va="center", color=colour)
    figure.suptitle(heading, x=0.01, ha="left", color=INK, fontsize=11, fontweight="bold")
    figure.supxlabel(OF[language].format(people), x=0.01, ha="left", color=QUIET, fontsize=9)
    axes.xaxis.set_ticks([])
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(QUIET)
    return figure


def _saved(figure: Figure, form: str, metadata: dict[str, None]) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format=form, dpi=160, metadata=metadata)
    return out.getvalue()


@contextlib.contextmanager
def _nothing_left() -> Iterator[None]:
    """Let matplotlib keep its list of fonts where it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("MPLCONFIGDIR")
        os.environ["MPLCONFIGDIR"] = folder
        try:
            yield
        finally:
            os.environ.pop("MPLCONFIGDIR")
            if before is not None:
                os.environ["MPLCONFIGDIR"] = before
