"""The main screen of the review: a thin shell that draws a desk and hands it keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.screen import Screen

from cli.redaction.ledger import Choice
from cli.review import spans
from cli.review.desk import Desk
from cli.review.dialogs import Agree, Ask, Help, Kinds, Sheet, Told
from cli.review.keys import KEYS, latin
from cli.review.marking import Marking
from cli.review.panes import Drawn, Pane, TextPane
from cli.review.side import bar, detail, keys, listed, title
from cli.visible import visible

_MOVES: Final[dict[str, Callable[[Desk], None]]] = {
    "up": lambda desk: desk.move(-1),
    "down": lambda desk: desk.move(1),
    "home": lambda desk: desk.move(-(10**9)),
    "end": lambda desk: desk.move(10**9),
    "left": lambda desk: desk.turn(-1),
    "right": lambda desk: desk.turn(1),
    "shift+tab": lambda desk: desk.turn(-1),
    "tab": lambda desk: desk.turn(1),
}
WIDE: Final = 120  # columns from which the account and what the reader sees stand side by side


class Table(Drawn[None], inherit_bindings=False):
    """The account, what was found in it, and what lies in front."""

    def __init__(self, desk: Desk, case: str) -> None:
        super().__init__()
        self.desk, self._case = desk, case

    def compose(self) -> ComposeResult:
        yield Pane(id="title")
        with Horizontal(id="middle"):
            yield TextPane(id="account")
            yield TextPane(id="reader")
            with Vertical(id="side"):
                yield Pane(id="list")
                yield Pane(id="detail")
        yield Pane(id="said")
        yield Pane(id="keys")

    def draw_soon(self) -> None:
        """Decide which panes there are, then draw them in the room they have."""
        desk, wide = self.desk, self.size.width >= WIDE
        self.query_one("#reader").display = desk.reader
        self.query_one("#account").display = wide or not desk.reader
        super().draw_soon()

    def draw(self) -> None:
        desk = self.desk
        account, reader = self.query_one("#account", TextPane), self.query_one("#reader", TextPane)
        if account.display:
            account.show_text(desk.text, spans.original(desk), spans.current_at(desk))
        if reader.display:
            text = desk.review.redacted().text
            reader.show_text(text, spans.reader(desk), spans.current_in_reader(desk))
        list_, detail_ = self.query_one("#list", Pane), self.query_one("#detail", Pane)
        list_.show(*listed(desk, list_.columns))
        detail_.show(detail(desk, max(8, detail_.columns - 1)))
        self.query_one("#title", Pane).show([title(desk, self._case, self.size.width)])
        self.query_one("#said", Pane).show([bar(desk.said, self.size.width)])
        self.query_one("#keys", Pane).show(keys(desk, self.size.width))

    # ---- keys ---------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        event.stop()
        event.prevent_default()
        desk = self.desk
        desk.said = ""
        if desk.marking is not None:
            self._while_marking(event, desk.marking)
        elif event.key == "escape":
            desk.leave()
        elif event.key == "enter" and desk.joining:
            desk.join()
        elif event.key in _MOVES:
            _MOVES[event.key](desk)
        elif event.key in ("pageup", "pagedown"):
            for pane in self.query(TextPane):
                pane.page(1 if event.key == "pagedown" else -1)
            return
        elif (letter := latin(event.character or "")) in KEYS:
            getattr(self, f"do_{KEYS[letter][0]}")()
        self.draw_soon()

    def _while_marking(self, event: Key, marking: Marking) -> None:
        desk = self.desk
        by = {"left": -1, "right": 1, "shift+left": -1, "shift+right": 1}.get(event.key)
        more = {"+": 1, "=": 1, "-": -1}.get(event.character or "")
        if event.key == "escape":
            desk.leave()
        elif event.key == "enter":
            start, end = marking.span()
            self._ask(Kinds(desk.text[start:end]), desk.mark)
        elif by is not None or more is not None:
            longer = more is not None or "shift" in event.key
            (marking.grow if longer else marking.move)(by or more or 0)
        elif event.key in ("up", "down"):
            account = self.query_one("#account", TextPane)
            step = 1 if event.key == "down" else -1
            marking.near(account.beside(marking.span()[0], step))

    def _ask(self, screen: Screen[Any], then: Callable[[Any], object]) -> None:
        """Lay a screen over this one, and do something with what it gives, if it gives it."""

        def given(answer: Any) -> None:
            if answer is not None:
                then(answer)
            self.draw_soon()

        self.app.push_screen(screen, given)

    def do_accept(self) -> None:
        self.desk.accept()

    def do_keep(self) -> None:
        self.desk.decide(Choice("keep"))

    def do_blank(self) -> None:
        self.desk.decide(Choice("remove"))

    def do_name(self) -> None:
        desk = self.desk
        entity = desk.current()
        if entity is None or entity.kind not in ("person", "unknown"):
            desk.said = "Only people and unknown words get a name; g gives other words."
            return
        self._ask(
            Ask("Another name, in its base form (empty: one is drawn)", sentence=self._sentence()),
            lambda name: desk.decide(Choice("pseudonym", name.strip() or None)),
        )

    def do_words(self) -> None:
        desk = self.desk
        if desk.current() is None:
            return

        def say(words: str) -> None:
            if words.strip():
                desk.decide(Choice("generalize", words.strip()))

        question = "Words that stand there instead (empty: nothing changes)"
        self._ask(Ask(question, visible(desk.proposal()), self._sentence()), say)

    def do_search(self) -> None:
        self._ask(Ask("Search for", self.desk.sought), self._search)

    def _search(self, words: str) -> None:
        if words.strip():
            self.desk.search(words)

    def do_accept_kind(self) -> None:
        self._together(keep=False)

    def do_keep_kind(self) -> None:
        self._together(keep=True)

    def do_accept_all(self) -> None:
        self._together(every=True)

    def _together(self, *, keep: bool = False, every: bool = False) -> None:
        desk = self.desk
        entity = desk.current()
        if entity and (lines := desk.together(keep=keep, every=every)):
            does = "Keep" if keep else "Accept"
            what = "thing" if every else entity.kind
            self._ask(
                Sheet(f"{does} every {what} that waits", lines, keeps=not keep),
                lambda given: desk.settle(given[0], given[1], keep=keep),
            )

    def do_confirm_all(self) -> None:
        if lines := self.desk.wordings():
            self._ask(
                Sheet("New wordings that are right", lines),
                lambda given: self.desk.confirm_all(given[0]),
            )

    def do_untouched(self) -> None:
        if lines := self.desk.untouched():
            self._ask(
                Sheet("Stays, and nobody was asked", lines),
                lambda given: self.desk.stay(given[0], lines),
            )

    def do_combined(self) -> None:
        found = self.desk.combinations()
        if not found:
            self.desk.said = "Nothing that waits or stays leaves few people together."
            return
        self.app.push_screen(
            Told("What waits or stays, and leaves few people together", [c.why for c in found])
        )

    def do_wishes(self) -> None:
        """Show the wishes that are left, one after the other; a name is typed where asked for."""
        desk = self.desk
        left = desk.review.wishes()
        if not left:
            desk.said = "No wish of the witness is left."
            return
        wish = left[0]
        if wish.wants_text:
            self._ask(
                Ask("A name for the witness, invented by you", sentence=wish.shown), self._invented
            )
            return

        def seen(agreed: bool) -> None:
            if agreed:
                desk.see_to(wish)
                if desk.review.wishes():
                    self.do_wishes()

        self._ask(Agree("A wish of the witness", wish.shown), seen)

    def _invented(self, text: str) -> None:
        if text.strip():
            wish = next(one for one in self.desk.review.wishes() if one.wants_text)
            self.desk.see_to(wish, text)

    def do_side_first(self) -> None:
        self.desk.side(0)

    def do_side_second(self) -> None:
        self.desk.side(1)

    def do_filter(self) -> None:
        self.desk.filter()

    def _sentence(self) -> str:
        pairs = self.desk.sentences()
        return pairs[min(self.desk.place, len(pairs) - 1)][0] if pairs else ""

    def do_confirm(self) -> None:
        self.desk.confirm()

    def do_next(self) -> None:
        self.desk.next()

    def do_previous(self) -> None:
        self.desk.next(-1)

    def do_join(self) -> None:
        self.desk.join()

    def do_split(self) -> None:
        self.desk.split()

    def do_mark(self) -> None:
        self.desk.begin_marking()

    def do_undo(self) -> None:
        self.desk.travel(back=True)

    def do_redo(self) -> None:
        self.desk.travel(back=False)

    def do_view(self) -> None:
        self.desk.reader = not self.desk.reader

    def do_help(self) -> None:
        self.app.push_screen(Help())

    def do_quit(self) -> None:
        self.app.exit("left" if self.desk.left else "done")
