"""The recorded decisions of an editor: a TOML file that can be read, kept and replayed.

A decision is found again by the kind of the thing and its first form, not by an id: ids follow
the order of a text. Format: docs/spec/decisions.md.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from cli.redaction.keys import fold
from cli.redaction.ledger import Action, Choice, Redacted, Unsure
from cli.redaction.model import KINDS, Analysis, Entity

VERSION: Final = 1
Act = Literal["mark", "join", "split"]
_ACTIONS: Final = get_args(Action)
_AROUND: Final = 80  # characters of a sentence kept on each side of a place
_SPACE: Final = re.compile(r"\s+")
_SENTENCE_END: Final = re.compile(r"[.!?…]+[»\"”')\]]*\s|\n")


class DecisionsError(Exception):
    """The file of decisions cannot be used. Its text is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one thing. form: its first form in the account, as written."""

    kind: str
    form: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Checked:
    """One doubtful place that an editor has looked at and found right.

    sentence: of the safe text, around the replacement
    n:        which of several equal places, from 1
    """

    original: str
    replacement: str
    sentence: str
    n: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """One place of an export that may stand although the gate found something there.

    found:    what the gate found, as it stands in the export
    sentence: around it
    n:        which of several equal places, from 1
    """

    found: str
    sentence: str
    n: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """How an editor changed what is one thing. Carried out in order by `regroup.regroup`.

    act:  "mark" makes the words `form` a thing of `kind`, wherever they stand alone;
          "join" makes the thing with `form` part of the one with `to_kind` and `to`;
          "split" makes the places of a thing that read `form` a thing of their own
    """

    act: Act
    kind: str
    form: str
    to_kind: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish of the witness that an editor has seen to.

    wish:  its name
    shown: the sentence the editor agreed to; another sentence is another wish
    text:  what the wish asked the editor for, "" if it asked for nothing
    """

    wish: str
    shown: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was decided on one account."""

    decisions: tuple[Decided, ...] = ()
    checked: tuple[Checked, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    groupings: tuple[Grouping, ...] = ()
    wishes: tuple[Wished, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A record laid over an analysis.

    choices:   entity id → choice, for apply.redact
    undecided: entities that wait for a decision and have none in the record
    unmatched: decisions of the record that fit nothing in this account
    """

    choices: dict[str, Choice]
    undecided: tuple[Entity, ...]
    unmatched: tuple[Decided, ...]


def normal(form: str) -> str:
    """Give the form by which a decision is found again."""
    return _SPACE.sub(" ", fold(form)).strip()


def match(record: Record, analysis: Analysis) -> Matched:
    """Find the decision for each entity: by its first form, then by any other form of it.

    A form that only one decision names is found even if the engine now calls it another kind.
    """
    by_key = {(one.kind, normal(one.form)): one for one in record.decisions}
    by_form: dict[str, list[Decided]] = {}
    for one in record.decisions:
        by_form.setdefault(normal(one.form), []).append(one)
    used: set[tuple[str, str]] = set()
    choices: dict[str, Choice] = {}
    undecided: list[Entity] = []
    for entity in analysis.entities:
        forms = [normal(form) for form in entity.forms]
        found = [(entity.kind, form) for form in forms if (entity.kind, form) in by_key]
        if not found:
            found = [
                (by_form[form][0].kind, form) for form in forms if len(by_form.get(form, ())) == 1
            ]
        used.update(found)
        if found:
            choices[entity.id] = by_key[found[0]].choice
        elif entity.decision == "ask":
            undecided.append(entity)
    unmatched = tuple(one for one in record.decisions if (one.kind, normal(one.form)) not in used)
    return Matched(choices, tuple(undecided), unmatched)


def record_of(analysis: Analysis, choices: Mapping[str, Choice]) -> tuple[Decided, ...]:
    """Give what to record of the choices of a session, in the order of the text."""
    return tuple(
        Decided(entity.kind, entity.forms[0], choices[entity.id])
        for entity in analysis.entities
        if entity.id in choices
    )


def sentence_around(text: str, start: int, end: int) -> str:
    """Give the sentence that holds a place, in one line; a very long one is cut to 160 signs."""
    left = 0
    for found in _SENTENCE_END.finditer(text, max(0, start - 2 * _AROUND), start):
        left = found.end()
    right = _SENTENCE_END.search(text, end, end + 2 * _AROUND)
    until = right.start() + 1 if right else len(text)
    left, until = max(left, start - _AROUND), min(until, end + _AROUND)
    return _SPACE.sub(" ", text[left:until]).strip()


def checked(redacted: Redacted, unsure: Unsure) -> Checked:
    """Say what to record when an editor has found a doubtful place right."""
    return _places(redacted)[redacted.unsure.index(unsure)]


def unchecked(record: Record, redacted: Redacted) -> tuple[Unsure, ...]:
    """Give the doubtful places that no editor has looked at yet."""
    known = set(record.checked)
    places = zip(redacted.unsure, _places(redacted), strict=True)
    return tuple(one for one, place in places if place not in known)


def _places(redacted: Redacted) -> list[Checked]:
    """Give every doubtful place as it is recorded."""
    count: Counter[tuple[str, str, str]] = Counter()
    found = []
    for unsure in redacted.unsure:
        key = _key(redacted, unsure)
        count[key] += 1
        found.append(Checked(*key, count[key]))
    return found


def _key(redacted: Redacted, unsure: Unsure) -> tuple[str, str, str]:
    end = unsure.at + len(unsure.replacement)
    return unsure.original, unsure.replacement, sentence_around(redacted.text, unsure.at, end)


def dumps(record: Record) -> str:
    """Write a record as TOML; equal records give equal bytes."""
    lines = [f"version = {VERSION}"]
    for group in record.groupings:
        lines += ["", "[[grouping]]", f"act = {_quoted(group.act)}"]
        lines += [f"kind = {_quoted(group.kind)}", f"form = {_quoted(group.form)}"]
        if group.act == "join":
            lines += [f"to_kind = {_quoted(group.to_kind)}", f"to = {_quoted(group.to)}"]
    for one in record.decisions:
        lines += ["", "[[decision]]", f"kind = {_quoted(one.kind)}", f"form = {_quoted(one.form)}"]
        lines.append(f"action = {_quoted(one.choice.action)}")
        if one.choice.text is not None:
            lines.append(f"text = {_quoted(one.choice.text)}")
    for place in record.checked:
        lines += ["", "[[checked]]", f"original = {_quoted(place.original)}"]
        lines += [f"replacement = {_quoted(place.replacement)}"]
        lines += [f"sentence = {_quoted(place.sentence)}", f"n = {place.n}"]
    for leak in record.allowed:
        lines += ["", "[[allowed]]", f"found = {_quoted(leak.found)}"]
        lines += [f"sentence = {_quoted(leak.sentence)}", f"n = {leak.n}"]
    for wish in record.wishes:
        lines += ["", "[[wish]]", f"wish = {_quoted(wish.wish)}", f"shown = {_quoted(wish.shown)}"]
        if wish.text:
            lines.append(f"text = {_quoted(wish.text)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Quote a string; JSON's escapes are also TOML's, but for DEL and lone surrogates."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def loads(text: str) -> Record:
    """Read a record.

    raises: DecisionsError, naming the entry and what is wrong with it
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionsError(f"The file of decisions is no TOML: {error}.") from error
    if document.get("version") != VERSION:
        raise DecisionsError(f"The file of decisions must begin with version = {VERSION}.")
    unknown = set(document) - {"version", "decision", "checked", "allowed", "grouping", "wish"}
    if unknown:
        raise DecisionsError(f"The file of decisions has an unknown part: {sorted(unknown)[0]}.")
    decisions: dict[tuple[str, str], Decided] = {}
    for number, entry in enumerate(_tables(document, "decision"), 1):
        one = _decided(entry, f"Decision {number}")
        key = (one.kind, normal(one.form))
        if key in decisions:
            raise DecisionsError(f"Decision {number} decides {one.form!r} a second time.")
        decisions[key] = one
    places: list[Checked] = []
    for number, entry in enumerate(_tables(document, "checked"), 1):
        where = f"Checked place {number}"
        original, new, around = _strings(entry, ("original", "replacement", "sentence"), where)
        places.append(Checked(original, new, around, _count(entry, where)))
    leaks: list[Allowed] = []
    for number, entry in enumerate(_tables(document, "allowed"), 1):
        where = f"Allowed place {number}"
        found, around = _strings(entry, ("found", "sentence"), where)
        leaks.append(Allowed(found, around, _count(entry, where)))
    groups = [
        _grouping(entry, f"Grouping {number}")
        for number, entry in enumerate(_tables(document, "grouping"), 1)
    ]
    wishes = [_wish(entry, f"Wish {n}") for n, entry in enumerate(_tables(document, "wish"), 1)]
    return Record(
        tuple(decisions.values()), tuple(places), tuple(leaks), tuple(groups), tuple(wishes)
    )


def _tables(document: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise DecisionsError(f"In the file of decisions, {name} must be a list of [[{name}]].")
    return found


def _decided(entry: Mapping[str, object], where: str) -> Decided:
    optional = ("text",) if "text" in entry else ()
    kind, form, action, *rest = _strings(entry, ("kind", "form", "action", *optional), where)
    if kind not in KINDS:
        raise DecisionsError(f"{where} has the unknown kind {kind!r}.")
    if action not in _ACTIONS:
        raise DecisionsError(f"{where} has the unknown action {action!r}.")
    if not normal(form):
        raise DecisionsError(f"{where} has an empty form.")
    return Decided(kind, form, Choice(cast(Action, action), rest[0] if rest else None))


def _grouping(entry: Mapping[str, object], where: str) -> Grouping:
    act = entry.get("act")
    if act not in get_args(Act):
        raise DecisionsError(f"{where} needs act as one of: {', '.join(get_args(Act))}.")
    names = ("act", "kind", "form", *(("to_kind", "to") if act == "join" else ()))
    _, *found = _strings(entry, names, where)
    for kind in found[::2]:
        if kind not in KINDS:
            raise DecisionsError(f"{where} has the unknown kind {kind!r}.")
    for form in found[1::2]:
        if not normal(form):
            raise DecisionsError(f"{where} has an empty form.")
    return Grouping(cast(Act, act), *found)


def _wish(entry: Mapping[str, object], where: str) -> Wished:
    optional = ("text",) if "text" in entry else ()
    wish, shown, *rest = _strings(entry, ("wish", "shown", *optional), where)
    return Wished(wish, shown, *rest)


def _strings(entry: Mapping[str, object], names: tuple[str, ...], where: str) -> tuple[str, ...]:
    unknown = set(entry) - set(names) - {"n"}
    if unknown:
        raise DecisionsError(f"{where} has the unknown field {sorted(unknown)[0]!r}.")
    found: list[str] = []
    for name in names:
        value = entry.get(name)
        if not isinstance(value, str):
            raise DecisionsError(f"{where} needs {name} as a string.")
        found.append(value)
    return tuple(found)


def _count(entry: Mapping[str, object], where: str) -> int:
    value = entry.get("n", 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DecisionsError(f"{where} needs n as a number from 1.")
    return value
