"""What the full screen shows and what its keys do, without any screen.

A desk is a sitting with a place in it: which entity lies in front, which of its places, whether
words are being marked or two things joined. Methods are what keys do; each leaves a sentence in
`said`. Nothing here knows a terminal, and no text here is cleaned for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cli.errors import InputError
from cli.redaction.ledger import Choice
from cli.redaction.model import Entity
from cli.review.front import NOTHING_LEFT, WISHES_LEFT, Front
from cli.review.marking import Marking
from cli.review.order import KEPT_TOGETHER
from cli.review.view import SETTLED, Line, line_of, line_of_settled, place_of
from cli.wishes import Wish


@dataclass(slots=True)
class Desk(Front):
    """What the keys of a review do to what lies in front."""

    # ---- deciding -----------------------------------------------------------------------------

    def accept(self) -> None:
        """Take what is proposed, or find a new wording right."""
        entity = self.current()
        if entity is None:
            return
        if self.state(entity) == "look":
            self.confirm()
        elif self.review.alike(entity):
            self.said = "Neither of the two hides more: 1 or 2."
        else:
            self.decide(self.review.proposed(entity))

    def decide(self, choice: Choice) -> None:
        """Decide on what lies in front; go on if it had waited."""
        entity = self.current()
        if entity is None:
            return
        if choice.action == "keep" and self.review.forbidden(entity):
            self.said = (
                f"The witness asked to hide this: {entity.kind}. Say less (g), blank it (r)."
            )
            return
        waited = self.state(entity) == "open"
        self.review.decide(entity, choice)
        written = list(dict.fromkeys(e.replacement for e in self.view().entries.get(entity.id, ())))
        becomes = "stays" if choice.action == "keep" else f"→ {', '.join(written) or 'nothing'}"
        self.said = f"{entity.forms[0]} {becomes}"
        kept = {e.id for e in self.analysis.entities if self.state(e) == "kept"}
        few = [c for c in self.combinations() if entity.id in c.entities and kept >= {*c.entities}]
        if choice.action == "keep" and few:
            left = "one person" if few[0].people == 1 else f"about {few[0].people} people"
            self.said += f" · What stays leaves {left}: d"
        if waited:
            self._go_on()

    def side(self, number: int) -> None:
        """Take what the first or the second editor decided about what lies in front."""
        entity = self.current()
        sides = self.review.sides(entity) if entity else None
        if sides is None:
            self.said = "There is nothing here on which two editors differ."
            return
        self.decide(sides[number].choice)

    def proposal(self) -> str:
        """Return words to begin with when something is said less exactly."""
        entity = self.current()
        if entity is None:
            return ""
        redacted = self.review.preview({entity.id: Choice("generalize")})
        return next((e.replacement for e in redacted.ledger if e.entity == entity.id), "")

    def confirm(self) -> None:
        """Note that the wording in front was looked at and is right."""
        entity = self.current()
        looks = self.view().looks.get(entity.id, ()) if entity else ()
        here = [each for each in looks if entity and place_of(entity, each) == self.place]
        if not here:
            self.said = "There is no new wording to look at here."
            if entity and looks:
                self.place = place_of(entity, looks[0])
                self.said = "This place has the new wording."
            return
        self.review.confirm(*here)
        self.said = f"Right: {here[0].replacement}"
        self._go_on()

    def together(self, *, keep: bool = False, every: bool = False) -> list[Line]:
        """Return what waits of the kind in front, to be settled at once after it was shown.

        every: of all kinds, most dangerous first
        """
        entity = self.current()
        if entity is None:
            return []
        if keep and entity.kind not in KEPT_TOGETHER:
            self.said = f"Each {entity.kind} is kept one by one: k."
            return []
        waiting = [e for e in self.items() if self.state(e) == "open" and not self.review.alike(e)]
        waiting = [e for e in waiting if every or e.kind == entity.kind]
        if keep and self.review.forbidden(entity):
            self.said = f"The witness asked to hide this: {entity.kind}."
            return []
        if not waiting:
            self.said = "Nothing waits." if every else f"No {entity.kind} waits."
            return []
        redacted = self.review.preview({e.id: self._choice(e, keep=keep) for e in waiting})
        return [line_of(self.review, redacted, each) for each in waiting]

    def settle(self, names: Sequence[str], kept: Sequence[str] = (), *, keep: bool) -> None:
        """Accept the proposal for these, or keep them; and keep others, each chosen by itself."""
        chosen = {name: self._choice(self.review.entity(name), keep=keep) for name in names}
        may = [name for name in kept if not self.review.forbidden(self.review.entity(name))]
        chosen |= dict.fromkeys(may, Choice("keep"))
        if len(may) < len(kept):
            self.said = "The witness asked to hide what you would keep. It waits still."
        if chosen:
            self.review.decide_all(chosen)
            refused = f" {self.said}" if len(may) < len(kept) else ""
            self.said = f"{len(chosen)} settled.{refused}"
            self._go_on()

    def wordings(self) -> list[Line]:
        """Return every new wording to look at; the name of each is its number."""
        found = []
        for number, place in enumerate(self.review.unchecked()):
            _, after = self.review.wording(place)
            becomes = f"{place.replacement} ({place.reason})"
            found.append(Line(str(number), place.original, becomes, after))
        if not found:
            self.said = "There is no new wording to look at."
        return found

    def untouched(self) -> list[Line]:
        """Return what stays unasked: by the policy, or a doubted word that seems to be no name."""
        decided = self.review.work.matched().choices
        found = [e for e in self.items() if self.state(e) == "kept" and e.id not in decided]
        words = self.review.settled()
        if not found and not words:
            self.said = "Nothing stays that nobody was asked about."
        redacted = self.review.redacted()
        lines = [line_of(self.review, redacted, each) for each in found]
        return lines + [line_of_settled(self.review, *each) for each in words.items()]

    def stay(self, names: Sequence[str], lines: Sequence[Line]) -> None:
        """Keep these, and let the others wait no more: they are hidden as it is proposed.

        A word that was doubted is a person then, wherever it stands.
        """
        words = [line.name for line in lines if line.name.startswith(SETTLED)]
        for word in (each for each in words if each not in names):
            self.review.mark("person", word.removeprefix(SETTLED))
        found = [self.review.entity(line.name) for line in lines if line.name not in words]
        if found:
            self.review.decide_all(
                {
                    each.id: Choice("keep") if each.id in names else self.review.proposed(each)
                    for each in found
                }
            )
        hidden = len(lines) - len(names)
        self.said = f"{len(names)} stay, and you looked. {hidden} hidden."

    def filter(self) -> None:
        """Show only what waits in the list, or everything again."""
        self.only = not self.only
        self.said = "The list has only what waits. f shows all." if self.only else "All is listed."

    def confirm_all(self, names: Sequence[str]) -> None:
        """Note that these new wordings were looked at, by the names `wordings` gave them."""
        places = self.review.unchecked()
        if names:
            self.review.confirm(*(places[int(name)] for name in names))
            self.said = f"{len(names)} looked at."
            self._go_on()

    def see_to(self, wish: Wish, text: str = "") -> None:
        """Note that a wish was seen to, in words where it asks for some."""
        try:
            self.review.see_to(wish, text)
        except InputError as error:
            self.said = f"{error} {error.hint}"
            return
        self.said = "Seen to."
        self._go_on()

    def travel(self, *, back: bool) -> None:
        """Undo or redo, and go to what changed."""
        before = self.review.work.matched().choices
        if not (self.review.undo() if back else self.review.redo()):
            self.said = f"There is nothing to {'undo' if back else 'redo'}."
            return
        after = self.review.work.matched().choices
        changed = [e.id for e in self.items() if before.get(e.id) != after.get(e.id)]
        if changed:
            self.select(changed[0])
        elif self.current() is None and self.items():
            self.select(self.items()[0].id)
        self.said = "Undone. U takes it again." if back else "Taken again."

    # ---- grouping -----------------------------------------------------------------------------

    def join(self) -> None:
        """Begin to join what lies in front with another; or, begun, join it with this one."""
        entity = self.current()
        if entity is None:
            return
        if not self.joining:
            self.joining = entity.id
            self.said = f"{entity.forms[0]} is the same as: go there, Enter. Esc: leave it."
            return
        one, self.joining = self.review.entity(self.joining), ""
        if one.id == entity.id:
            self.said = "A thing cannot be joined with itself."
            return
        joined = self.review.join(one, entity)
        self.select(joined.id)
        self.said = f"One {joined.kind} now: {', '.join(joined.forms)}"

    def split(self) -> None:
        """Make the places that are written like the one in front a thing of their own."""
        entity = self.current()
        if entity is None:
            return
        start, end = entity.mentions[min(self.place, len(entity.mentions) - 1)]
        alone = self.review.split(entity, self.text[start:end])
        if alone is None:
            self.said = "All its places are written alike: they cannot be told apart."
            return
        self.select(alone.id)
        self.said = f"{alone.forms[0]} is a {alone.kind} of its own now."

    def begin_marking(self) -> None:
        """Begin to mark words by hand, at what was searched or lies in front."""
        entity = self.current()
        at = entity.mentions[min(self.place, len(entity.mentions) - 1)][0] if entity else 0
        marking = Marking(self.text, self.hit[0] if self.hit else at)
        if marking.span() == (0, 0):
            self.said = "There is no word to mark."
            return
        self.marking, self.reader = marking, False
        self.said = "Arrows: the word. Shift and arrows, or + -: more words. Enter: its kind. Esc."

    def mark(self, kind: str) -> None:
        """Make what is marked a thing of this kind, wherever these words stand."""
        if self.marking is None:
            return
        (start, end), self.marking = self.marking.span(), None
        found = self.review.mark(kind, self.text[start:end])
        if found is None:
            self.said = "That is a part of something found already."
            return
        self.select(found.id)
        self.said = f"Marked: {found.forms[0]}, {len(found.mentions)} times, is a {kind} now."

    def leave(self) -> bool:
        """Leave what was begun; False if nothing was."""
        begun = bool(self.marking or self.joining or self.hit)
        self.marking, self.joining, self.hit, self.said = None, "", None, ""
        return begun

    def _choice(self, entity: Entity, *, keep: bool) -> Choice:
        return Choice("keep") if keep else self.review.proposed(entity)

    def _go_on(self) -> None:
        said = self.said
        self.next()
        over = self.said in (NOTHING_LEFT, WISHES_LEFT)
        self.said = f"{said} · {self.said}" if over else said
