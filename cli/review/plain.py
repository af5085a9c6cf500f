"""The questions of a review, on a plain terminal.

Each entity is shown in its sentence, and below it as that sentence would read. One letter answers.
When nothing waits any more, everything that was decided is listed once, by the policy or by the
editor, and any of it can be decided anew. So are plain words that the engine doubted and let go.
"""

from __future__ import annotations

from typing import Final

from cli import console
from cli.errors import InputError
from cli.redaction.ledger import Choice, Unsure
from cli.redaction.model import Entity
from cli.review.sitting import Review
from cli.wishes import Wish

LETTERS: Final = "y k g r p e m u q ?"
HELP: Final = """\
  y  take what is proposed           g  say less, in words you type
  k  keep it as it is                r  blank it
  p  give another name               e  type the words that stand there instead
  m  show every place                u  undo
  q  stop here, go on later          ?  this list"""


SIDES: Final = "  1  as the first editor              2  as the second; y what hides more"


class _Left(Exception):  # noqa: N818 - a person leaves, nothing is wrong
    """The person goes on later."""


def sit(review: Review) -> bool:
    """Ask until nothing waits; False if the person left before."""
    if review.waiting():
        console.say(HELP)
    try:
        while True:
            if waiting := review.waiting():
                _ask_entity(review, waiting[0], f"{len(waiting)} to decide")
            elif unchecked := review.unchecked():
                _ask_place(review, unchecked[0], f"{len(unchecked)} to look at")
            elif wishes := review.wishes():
                _ask_wish(review, wishes[0], f"{console.count(len(wishes), 'wish')} left")
            elif _done(review):
                return True
    except _Left:
        return False


def _ask_entity(review: Review, entity: Entity, state: str) -> None:
    """Show one entity and take one decision about it, or go one back."""
    proposed = review.proposed(entity)
    before, after = review.sentences(entity, proposed)[0]
    console.say()
    console.say(
        f"[{state}] {entity.id} {entity.kind} · {console.count(len(entity.mentions), 'mention')} · "
        f"{', '.join(entity.forms)}"
    )
    if told := review.told(entity):
        console.say(f"  told {told}")
    console.prose("  now: ", before)
    sides = review.sides(entity)
    for number, side in enumerate(sides or (), 1):
        does = "stays" if side.safety == 0 else f"→ {side.words or 'nothing'}"
        console.say(f"  {number} {side.editor}: {does}")
    alike = review.alike(entity)
    if not alike:
        console.prose("  y →  ", after)
    letters = LETTERS if sides is None else f"1 2 {LETTERS}"
    if alike:
        letters = letters.replace("y ", "")
    meaning = f"{SIDES}\n{HELP}" if sides else HELP
    while True:
        letter = _letter(letters, meaning)
        if letter in "12" and sides:
            review.decide(entity, sides[int(letter) - 1].choice)
            return
        if letter == "k" and review.forbidden(entity):
            console.say(f"The witness asked to hide this: {entity.kind}. Say less, or blank it.")
            continue
        if letter == "m":
            for start, shown in review.sentences(entity, proposed):
                console.prose("  now: ", start)
                console.prose("  y →  ", shown)
        elif letter == "u":
            _undo(review)
            return
        elif (choice := _choice(letter, proposed)) is not None:
            review.decide(entity, choice)
            return


def _choice(letter: str, proposed: Choice) -> Choice | None:
    """Return the decision that a letter stands for, None if no words were given after all."""
    if letter == "y":
        return proposed
    if letter == "k":
        return Choice("keep")
    if letter == "r":
        return Choice("remove")
    if letter == "p":
        name = _line("Which name, in its base form (empty: one is drawn): ")
        return Choice("pseudonym", name or None)
    words = _line("Words that stand there instead (empty: ask me again): ")
    if not words:
        return None
    return Choice("generalize" if letter == "g" else "remove", words)


def _ask_place(review: Review, unsure: Unsure, state: str) -> None:
    """Show one new wording that may be wrong, and take word that it is right."""
    before, after = review.wording(unsure)
    console.say()
    console.say(f"[{state}] {unsure.reason}")
    console.prose("  now: ", before)
    console.prose("  new: ", after)
    # A finding that belongs to no entity is blanked; there is nothing to decide about it.
    change = "c change what stands there · " if unsure.entity else ""
    letters = "y c u q" if unsure.entity else "y u q"
    letter = _letter(letters, f"y it is right · {change}u undo · q stop")
    if letter == "y":
        review.confirm(unsure)
    elif letter == "u":
        _undo(review)
    else:
        _ask_entity(review, review.entity(unsure.entity), "decide anew")


def _ask_wish(review: Review, wish: Wish, state: str) -> None:
    """Show one wish of the witness, and take word that it was seen to, or the name it asks for."""
    console.say()
    console.say(f"[{state}] A wish of the witness. {wish.shown}")
    if not wish.wants_text:
        letter = _letter("y u q", "y it is so · u undo · q stop, go on later")
        if letter == "y":
            review.see_to(wish)
        else:
            _undo(review)
        return
    name = _line("A name that you invent (empty: stop, go on later): ")
    if not name:
        raise _Left
    try:
        review.see_to(wish, name)
    except InputError as error:
        console.say(f"{error} {error.hint}")


def _done(review: Review) -> bool:
    """List every decision; return whether the person is content with them."""
    console.say()
    console.table(
        ("ENTITY", "KIND", "NOW", "BECOMES"),
        [
            (entity.id, entity.kind, ", ".join(entity.forms), ", ".join(new))
            for entity, new in review.outcome()
        ],
    )
    words = review.settled()
    if words:
        console.prose("Doubted, and taken for no names: ", ", ".join(sorted(words)))
    more = " · such a word: a person" if words else ""
    while True:
        answer = _line(
            f"Enter: all of this is right · an entity: decide it anew{more} · u undo · q stop: "
        )
        if not answer:
            return True
        if answer == "q":
            raise _Left
        if answer == "u":
            _undo(review)
            return False
        if answer.lower() in words:
            review.mark("person", answer)
            return False
        for entity in review.work.analysis.entities:
            if entity.id == answer:
                _ask_entity(review, entity, "decide anew")
                return False
        console.say(f"There is no entity {answer}{', and no such word' if words else ''}.")


def _undo(review: Review) -> None:
    if not review.undo():
        console.say("There is nothing to undo.")


def _letter(letters: str, meaning: str = HELP) -> str:
    """Ask for one of these letters."""
    while True:
        answer = _line(f"{letters} > ").lower()
        if answer == "q":
            raise _Left
        if len(answer) == 1 and answer in letters and answer not in " ?":
            return answer
        console.say(meaning)


def _line(question: str) -> str:
    """Ask for a line. Leaves if the input has ended."""
    answer = console.ask(question)
    if answer is None:
        raise _Left
    return answer.strip()
