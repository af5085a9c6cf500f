"""What a question buys: people covered against questions in 1 000 words.

Two knobs are turned, everything else stays as it ships.

thresholds  what the models must say before a word is flagged or a question about it is settled
            (THRESHOLD of people.py; HEARD and CLEARED of settling.py), all times a factor; 1 ships
weakest     thresholds as they ship, but a question about a name is only put from a score on;
            what is not asked stays in the text

Of each set at most WORDS words are read, documents taken evenly from all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from unittest import mock

from cli.redaction import people, sequence, settling
from cli.redaction.analyze import analyze
from cli.redaction.model import Analysis
from cli.redaction.page import Page
from tests.bench.scoring import Document, Score, add
from tests.bench.sets import LANGUAGES, Set

FACTORS: Final = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
LEAST: Final = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
HIGHEST: Final = 0.95  # a threshold above this would hide what the models are sure of
WORDS: Final = 4_000
_SHOWN: Final = (85.0, 100.3)  # per cent; what lies below is no choice
PICTURE: Final = Path(__file__).parents[2] / "docs" / "pictures" / "redaction-curve.svg"
_NAMED: Final = frozenset({"person", "unknown"})


@dataclass(frozen=True, slots=True)
class Point:
    """knob: factor or least score; people: % covered; asked: questions in 1 000 words"""

    knob: float
    people: float
    asked: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Both lines of one set."""

    name: str
    language: str
    thresholds: tuple[Point, ...]
    weakest: tuple[Point, ...]


def sample(documents: Sequence[Document], words: int = WORDS) -> list[Document]:
    """Documents taken evenly, about as many as hold so many words."""
    total = sum(len(each.text.split()) for each in documents)
    step = max(1, round(total / words))
    return list(documents[::step])


def without_weak(analysis: Analysis, least: float) -> Analysis:
    """The analysis in which questions about names below a score are not put, and so are kept."""
    return replace(
        analysis,
        entities=tuple(
            replace(each, decision="keep")
            if each.kind in _NAMED and each.decision == "ask" and each.score < least
            else each
            for each in analysis.entities
        ),
    )


@contextmanager
def thresholds(factor: float) -> Iterator[None]:
    """Let the sequence models need `factor` times as much while the block runs."""
    scaled = {
        sort: least if least >= HIGHEST else min(HIGHEST, least * factor)
        for sort, least in people.THRESHOLD.items()
    }
    with (
        mock.patch.dict(people.THRESHOLD, scaled),
        mock.patch.object(settling, "HEARD", settling.HEARD * factor),
        mock.patch.object(settling, "CLEARED", settling.CLEARED * factor),
    ):
        yield


@contextmanager
def models_once() -> Iterator[None]:
    """Remember what the sequence models said of a text: they do not depend on the knobs."""
    known: dict[str, list[sequence.Heard]] = {}

    def listen(page: Page) -> list[sequence.Heard]:
        if page.text not in known:
            known[page.text] = sequence.listen(page)
        return list(known[page.text])

    with mock.patch("cli.redaction.analyze.listen", listen):
        yield


def measured(each: Set) -> Curve:
    """Turn both knobs over one set."""
    documents = sample(each.documents)
    by_factor = {factor: Score() for factor in FACTORS}
    by_least = {least: Score() for least in LEAST}
    with models_once():
        for document in documents:
            for factor, total in by_factor.items():
                with thresholds(factor):
                    analysis = analyze(document.text)
                add(total, document, analysis, False, each.whole)
                if factor == 1.0:
                    for least, kept in by_least.items():
                        weaker = without_weak(analysis, least)
                        add(kept, document, weaker, False, each.whole)
    return Curve(
        each.name,
        each.language,
        tuple(Point(knob, one.people, one.decisions) for knob, one in by_factor.items()),
        tuple(Point(knob, one.people, one.decisions) for knob, one in by_least.items()),
    )


def lines(curves: Sequence[Curve]) -> list[str]:
    """The table: people covered in % / questions in 1 000 words."""

    def table(head: str, knobs: Sequence[float], rows: dict[str, tuple[Point, ...]]) -> list[str]:
        cells = "".join(f"{knob:>13g}" for knob in knobs)
        found = [f"{head:34}{cells}"]
        for name, points in rows.items():
            cells = "".join(f"{f'{each.people:.1f}/{each.asked:.0f}':>13}" for each in points)
            found.append(f"{name:34}{cells}")
        return found

    return [
        *table("thresholds, times", FACTORS, {each.name: each.thresholds for each in curves}),
        "",
        *table("questions from a score of", LEAST, {each.name: each.weakest for each in curves}),
    ]


def draw(curves: Sequence[Curve], path: Path = PICTURE) -> None:
    """Draw one panel a language: whole lines turn the thresholds, dashed ones drop questions."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "testimony", "font.size": 9}
    with mpl.rc_context(settings):
        shown = [one for one in LANGUAGES if any(each.language == one for each in curves)]
        figure = Figure(figsize=(4.2 * len(shown), 4.4), layout="constrained")
        panels = figure.subplots(1, len(shown), squeeze=False)[0]
        for panel, language in zip(panels, shown, strict=True):
            for each in (one for one in curves if one.language == language):
                [line] = panel.plot(
                    [point.asked for point in each.thresholds],
                    [point.people for point in each.thresholds],
                    marker="o",
                    markersize=3,
                    label=each.name,
                )
                panel.plot(
                    [point.asked for point in each.weakest],
                    [point.people for point in each.weakest],
                    linestyle="--",
                    linewidth=0.8,
                    color=line.get_color(),
                )
                ships = next(point for point in each.thresholds if point.knob == 1.0)
                panel.plot(
                    ships.asked, ships.people, "o", color=line.get_color(), fillstyle="none", ms=9
                )
            panel.set_ylim(*_SHOWN)
            panel.set_title(language)
            panel.set_xlabel("questions in 1 000 words")
            panel.grid(alpha=0.3)
            panel.legend(fontsize=7, loc="lower right")
        panels[0].set_ylabel("people covered, %")
        figure.savefig(path, metadata={"Date": None})
