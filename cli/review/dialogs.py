"""What is laid over the review for a moment: a line to type, a list to settle, kinds, help."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from cli.review.keys import KEYS, KINDS, MOVES, latin
from cli.review.page import layout
from cli.review.paint import BAR, DIM, KEY, PLAIN, STRONG, of_kind
from cli.review.panes import Drawn, Given, Pane, Piece
from cli.review.shown import flat
from cli.review.view import Line, around

Settled = tuple[tuple[str, ...], tuple[str, ...]]


class Sheet(Drawn[Settled | None], inherit_bindings=False):
    """Many things on one screen, to be settled together: each is shown before Enter settles.

    Space leaves one out; where that is offered, k keeps the one in front as it is. Gives the names
    that were left in, and those to keep; None if nothing is to happen.
    """

    CSS = "#title, #foot { height: 1; } #lines { height: 1fr; }"

    def __init__(self, title: str, lines: Sequence[Line], *, keeps: bool = False) -> None:
        super().__init__()
        self._title, self._lines, self._keeps = title, lines, keeps
        self._out: set[str] = set()
        self._kept: set[str] = set()
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Pane(id="title")
        yield Pane(id="lines")
        yield Pane(id="foot")

    @property
    def _seen(self) -> bool:
        pane = self.query_one("#lines", Pane)
        return round(pane.scroll_target_y) + pane.size.height >= len(pane.lines)

    def draw(self) -> None:
        pane = self.query_one("#lines", Pane)
        wide = max(20, pane.columns - 2)
        lines: list[list[Piece]] = []
        for number, line in enumerate(self._lines):
            look = STRONG if number == self._at else PLAIN
            pointer = "▸" if number == self._at else " "
            box = "[ ]" if line.name in self._out else "[x]"
            becomes = f" → {line.becomes}" if line.becomes else " stays"
            if line.name in self._kept:
                box, becomes = "[=]", " stays"
            lines.append([(flat(f"{pointer}{box} {line.forms}{becomes}", wide), look)])
            lines.append([(f"      {flat(around(line.sentence, wide - 6), wide - 6)}", DIM)])
        pane.show(lines, 2 * self._at + 1)
        taken = len(self._lines) - len(self._out | self._kept)
        title = f" {self._title}: {taken} of {len(self._lines)}"
        self.query_one("#title", Pane).show([[(title.ljust(400), BAR)]])
        self._say()

    def _say(self) -> None:
        enter = "all of these" if self._seen else "next page"
        keep = [("k", "keep this one")] if self._keeps else []
        moves = [("↑ ↓", "move"), ("Esc", "nothing")]
        words = [("Enter", enter), ("Space", "leave one out"), *keep, *moves]
        foot: list[Piece] = []
        for key, meaning in words:
            foot += [(f" {key}", KEY), (f" {meaning} ", PLAIN)]
        self.query_one("#foot", Pane).show([foot])

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        pane = self.query_one("#lines", Pane)
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            if self._seen:
                names = [line.name for line in self._lines if line.name not in self._out]
                kept = tuple(name for name in names if name in self._kept)
                self.dismiss((tuple(name for name in names if name not in kept), kept))
                return
            pane.page(1)
            self._at = min(len(self._lines) - 1, round(pane.scroll_target_y + 1) // 2)
            self._say()
        elif event.key == "space":
            self._turn(self._out, self._kept)
        elif self._keeps and latin(event.character or "") == "k":
            self._turn(self._kept, self._out)
        elif event.key in ("up", "down", "pageup", "pagedown", "home", "end"):
            step = max(1, (pane.size.height - 2) // 2)
            by = {"up": -1, "down": 1, "pageup": -step, "pagedown": step}.get(event.key)
            end = 0 if event.key == "home" else len(self._lines) - 1
            self._at = end if by is None else max(0, min(len(self._lines) - 1, self._at + by))
            self.draw()

    def _turn(self, marks: set[str], others: set[str]) -> None:
        """Put the one in front among `marks` and go down, or take it out of them."""
        name = self._lines[self._at].name
        marks ^= {name}
        others.discard(name)
        if name in marks:
            self._at = min(len(self._lines) - 1, self._at + 1)
        self.draw()


class Leaf(Drawn[Given], inherit_bindings=False):
    """One pane over the whole screen."""

    CSS = "#lines { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Pane(id="lines")


class Agree(Leaf[bool | None], inherit_bindings=False):
    """One sentence an editor agrees to with y. Nothing else agrees."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self._title, self._sentence = title, sentence

    def draw(self) -> None:
        pane = self.query_one(Pane)
        rows = layout(self._sentence, (), max(8, min(90, pane.columns - 2)))
        text = ["".join(piece for piece, _ in row.pieces) for row in rows]
        lines: list[list[Piece]] = [
            [(f" {self._title}".ljust(400), BAR)],
            [("", PLAIN)],
            *([(f" {line}", PLAIN)] for line in text),
            [("", PLAIN)],
            [(" y", KEY), (" it is so  ", PLAIN), (" Esc", KEY), (" not yet", PLAIN)],
        ]
        pane.show(lines)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        by = {"up": -1, "down": 1, "pageup": -1, "pagedown": 1}.get(event.key)
        if event.key == "escape":
            self.dismiss(None)
        elif latin(event.character or "") == "y":
            self.dismiss(True)
        elif by is not None:
            self.query_one(Pane).page(by)


class Kinds(Leaf[str | None], inherit_bindings=False):
    """One letter says what kind of thing was marked."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def draw(self) -> None:
        lines: list[list[Piece]] = [
            [(f" What is “{flat(self._words, 60)}”?".ljust(400), BAR)],
            [("", PLAIN)],
            *([(f"  {key} ", KEY), (kind, of_kind(kind))] for key, kind in KINDS.items()),
            [("", PLAIN)],
            [(" Esc ", KEY), ("nothing", PLAIN)],
        ]
        self.query_one(Pane).show(lines)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        letter = latin(event.character or "")
        if event.key == "escape":
            self.dismiss(None)
        elif letter in KINDS:
            self.dismiss(KINDS[letter])


class Told(Leaf[None], inherit_bindings=False):
    """Sentences to read; any key leaves them, arrows scroll."""

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._title, self._sentences = title, sentences

    def draw(self) -> None:
        pane = self.query_one(Pane)
        lines: list[list[Piece]] = [[(f" {self._title}".ljust(400), BAR)], [("", PLAIN)]]
        for sentence in self._sentences:
            rows = layout(sentence, (), max(8, min(90, pane.columns - 2)))
            lines += [[(f" {''.join(p for p, _ in row.pieces)}", PLAIN)] for row in rows]
            lines.append([("", PLAIN)])
        pane.show(lines)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        by = {"up": -1, "down": 1, "pageup": -1, "pagedown": 1}.get(event.key)
        if by is None:
            self.dismiss(None)
        else:
            self.query_one(Pane).page(by)


class Help(Leaf[None], inherit_bindings=False):
    """All keys; any key leaves it, arrows scroll where the screen is small."""

    def draw(self) -> None:
        keys = [(key, meaning) for key, (_, _, meaning) in KEYS.items()]
        lines: list[list[Piece]] = [
            [
                (
                    " Keys, by their place on any keyboard · ↓ scrolls, another key ends".ljust(
                        400
                    ),
                    BAR,
                )
            ],
            *([(f" {key:10} ", KEY), (meaning, PLAIN)] for key, meaning in (*keys, *MOVES)),
            [("", PLAIN)],
            [(" [word?] waits · [word~] is to be looked at · ▸word◂ lies in front", PLAIN)],
            [
                (
                    " underlined: hidden or changed · slanted: kept",
                    PLAIN,
                )
            ],
        ]
        self.query_one(Pane).show(lines)

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        by = {"up": -1, "down": 1, "pageup": -1, "pagedown": 1}.get(event.key)
        if by is None:
            self.dismiss(None)
        else:
            self.query_one(Pane).page(by)


class Ask(Drawn[str | None], inherit_bindings=False):
    """One line to type, with words to begin with. Gives None if it was left."""

    CSS = "#lines { height: 3; } Input { height: 3; }"

    def __init__(self, question: str, words: str = "", sentence: str = "") -> None:
        super().__init__()
        self._question, self._words, self._sentence = question, words, sentence

    def compose(self) -> ComposeResult:
        yield Pane(id="lines")
        yield Input(self._words, select_on_focus=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.draw_soon()

    def draw(self) -> None:
        pane = self.query_one(Pane)
        sentence = flat(around(self._sentence, pane.columns - 2), pane.columns - 2)
        pane.show([[(f" {self._question}".ljust(400), BAR)], [(f" {sentence}", DIM)]])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_key(self, event: Key) -> None:
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.dismiss(None)
