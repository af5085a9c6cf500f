"""What lies in front of an editor: the list of things, one of them, one of its places.

Nothing here decides, knows a terminal, or cleans a text for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from cli.redaction.ledger import Redacted
from cli.redaction.model import Analysis, Entity
from cli.redaction.ranking import Combination, Ranking, rank
from cli.review.marking import Marking
from cli.review.order import danger
from cli.review.sitting import Review
from cli.review.view import View, place_of, view_of

NOTHING_LEFT: Final = "Nothing is left. Read it as the reader will (v), then q."
WISHES_LEFT: Final = "Wishes of the witness are left, which only you can see to: w."


@dataclass(slots=True)
class Front:
    """A sitting, and where its editor is in it.

    entity:  id of what lies in front
    place:   which of its mentions
    marking: while words are marked by hand
    joining: id of the entity that looks for another
    sought:  the words of the last search
    only:    whether the list has only what waits
    """

    review: Review
    entity: str = ""
    place: int = 0
    reader: bool = False
    hit: tuple[int, int] | None = None
    marking: Marking | None = None
    joining: str = ""
    sought: str = ""
    only: bool = False
    said: str = ""
    _ranking: tuple[Analysis, Ranking] | None = field(default=None, repr=False)
    _view: tuple[Redacted, View] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Begin at the first thing that waits."""
        if items := self.items():
            self.entity = items[0].id
            if self.state(items[0]) != "open":
                self.next()
        self.said = self._left_over()

    # ---- what there is ------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The account as the witness wrote it."""
        return self.review.work.joined.text

    @property
    def analysis(self) -> Analysis:
        """What was found, as the editor has grouped it."""
        return self.review.work.analysis

    def items(self) -> list[Entity]:
        """Return all entities, most dangerous first; deciding does not move them."""
        weights = self.ranking().weights
        return sorted(self.analysis.entities, key=lambda e: danger(e, weights[e.id].bits))

    def ranking(self) -> Ranking:
        """Return how far each thing narrows the circle, computed once a grouping."""
        if self._ranking is None or self._ranking[0] is not self.analysis:
            ranked = rank(self.analysis, self.text, self.review.elsewhere)
            self._ranking = self.analysis, ranked
        return self._ranking[1]

    def combinations(self) -> list[Combination]:
        """Return what leaves few people together and would be seen by a reader, worst first."""
        seen = {e.id for e in self.analysis.entities if self.state(e) in ("open", "kept")}
        return [each for each in self.ranking().combinations if seen.issuperset(each.entities)]

    def listed(self) -> list[Entity]:
        """Return what the list has: all, or only what waits and what lies in front."""
        if not self.only:
            return self.items()
        return [e for e in self.items() if e.id == self.entity or self.state(e) in ("open", "look")]

    def current(self) -> Entity | None:
        """Return what lies in front, None if nothing was found at all."""
        return next((e for e in self.analysis.entities if e.id == self.entity), None)

    def reasons(self, entity: Entity) -> list[str]:
        """Return why it was found, as the engine says it, each reason once."""
        found: dict[str, None] = {}
        for finding in self.analysis.findings:
            if any(s < finding.end and finding.start < e for s, e in entity.mentions):
                found |= dict.fromkeys(finding.why.split("; "))
        return list(found)

    def view(self) -> View:
        """Return what follows from the decisions as they are."""
        redacted = self.review.redacted()
        if self._view is None or self._view[0] is not redacted:
            self._view = redacted, view_of(self.review)
        return self._view[1]

    def state(self, entity: Entity) -> str:
        """Return "open", "look", "hidden" or "kept"."""
        return self.view().states[entity.id]

    def counts(self) -> tuple[int, int, int]:
        """Return how many entities wait, how many places are to be looked at, what is settled."""
        view = self.view()
        states = list(view.states.values())
        looks = sum(map(len, view.looks.values()))
        return states.count("open"), looks, len(states) - states.count("open")

    @property
    def left(self) -> bool:
        """Whether anything is left to do."""
        return any(self.counts()[:2]) or bool(self.review.wishes())

    def sentences(self) -> list[tuple[str, str]]:
        """Return each place of what lies in front: as it is, and as it is or would be written."""
        entity = self.current()
        if entity is None:
            return []
        if self.state(entity) == "open":
            return self.review.sentences(entity, self.review.proposed(entity))
        return self.review.written(entity)

    # ---- going about --------------------------------------------------------------------------

    def select(self, name: str, place: int = 0) -> None:
        """Lay an entity in front, at one of its places."""
        self.entity, self.place, self.hit = name, place, None

    def move(self, by: int) -> None:
        """Go to another entity of the list."""
        names = [each.id for each in self.listed()]
        if names:
            at = names.index(self.entity) if self.entity in names else 0
            self.select(names[max(0, min(len(names) - 1, at + by))])

    def turn(self, by: int) -> None:
        """Go to another place of the same entity."""
        if entity := self.current():
            self.select(entity.id, (self.place + by) % len(entity.mentions))

    def next(self, by: int = 1) -> None:
        """Go to what waits next: first what is undecided, then what is to be looked at."""
        items = self.items()
        names = [each.id for each in items]
        at = names.index(self.entity) if self.entity in names else 0
        around = [items[(at + by * step) % len(items)] for step in range(1, len(items) + 1)]
        for wanted in ("open", "look"):
            for entity in around:
                if self.state(entity) == wanted:
                    looks = self.view().looks.get(entity.id, ())
                    self.select(entity.id, place_of(entity, looks[0]) if looks else 0)
                    return
        self.said = self._left_over()

    def _left_over(self) -> str:
        """Return what is left when nothing in the list waits."""
        waiting, looks, _ = self.counts()
        if waiting:
            return ""
        if looks:
            mine = any(name for name in self.view().looks)
            return "" if mine else "Some wordings are left that belong to nothing: C."
        return WISHES_LEFT if self.review.wishes() else NOTHING_LEFT

    def search(self, words: str) -> None:
        """Go to where these words stand next, in any case."""
        self.sought = words
        wanted = re.escape(words.strip()).replace("е", "[её]").replace("ё", "[её]")
        after = self.hit[1] if self.hit else 0
        found = [each.span() for each in re.finditer(wanted, self.text, re.IGNORECASE)]
        found = [span for span in found if span[0] < span[1]]
        if not found:
            self.said = f"“{words.strip()}” stands nowhere."
            return
        here = next((n for n, span in enumerate(found) if span[0] >= after), 0)
        start, end = found[here]
        for entity in self.analysis.entities:
            for place, (left, right) in enumerate(entity.mentions):
                if left < end and start < right:
                    self.entity, self.place = entity.id, place
        self.hit = start, end
        self.said = f"“{words.strip()}”: place {here + 1} of {len(found)}. / and Enter: the next."
