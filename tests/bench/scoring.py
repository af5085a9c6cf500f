"""Scores the redaction engine against marked texts. What each figure means stands in `Score`."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cli.redaction.lexicon import word
from cli.redaction.model import Analysis
from cli.redaction.normalise import bare, fold, fold_word

_MARK = re.compile(r"\{(PN|P|D|Q):|\}")
WORD = re.compile(r"(?!(?<=['’])s(?!\w))[^\W_]+")  # the s of a possessive is no part of a name
_FIGURES = re.compile(r"\S*(?:\d|@|://|www\.)\S*")  # a run that may be a number, handle, address
_PERSON_LABELS = frozenset({"PER", "PERSON", "person"})
_PUNCTUATION = str.maketrans(dict.fromkeys('.,!?:;«»"“”()', " "))


@dataclass(frozen=True)
class Document:
    """A text and where its gold mentions are: (start, end, sort), sort in P PN D Q and others."""

    name: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


@dataclass
class Score:
    """Sums over documents.

    covered:   gold mentions all of whose words are flagged by some layer and not kept; words of
               kin and titles inside a mark need not be, unless there are no others
    full:      of people: all words flagged as person
    decisions: entities whose decision is "ask"
    plain:     words outside every gold span; in sets that mark names only, without words that hold
               a figure and without addresses of the net, which may well identify somebody
    needless:  of these, flagged; wrong: of these, removed or made coarser without asking;
               gone: of these, removed
    seconds:   CPU time of the reader
    """

    gold: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    full: int = 0
    words: int = 0
    plain: int = 0
    needless: int = 0
    wrong: int = 0
    gone: int = 0
    documents: int = 0
    clean: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    entities: int = 0
    seconds: float = 0.0
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def share(self, *sorts: str) -> float:
        gold = sum(self.gold[sort] for sort in sorts)
        return 100 * sum(self.covered[sort] for sort in sorts) / gold if gold else 100.0

    @property
    def people(self) -> float:
        return self.share("P", "PN")

    @property
    def untouched(self) -> float:
        """Share of plain words that are left if the editor keeps whatever is asked."""
        return 100 - 100 * self.wrong / max(1, self.plain)

    @property
    def untouched_at_worst(self) -> float:
        """The same if the editor removes whatever is asked."""
        return 100 - 100 * self.needless / max(1, self.plain)

    @property
    def decisions(self) -> float:
        return 1000 * sum(self.asked.values()) / max(1, self.words)


def from_json_lines(path: Path) -> Iterator[Document]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = tuple(
            (start, end, "P" if label in _PERSON_LABELS else label)
            for start, end, label in row["ents"]
        )
        yield Document(str(row["id"]), row["text"], gold)


def from_marks(name: str, marked: str) -> Document:
    """Read a text with marks: {P:…} {PN:…} {D:…} {Q:…}. One may lie within another.

    raises: ValueError if a mark is not closed
    """
    text, position = "", 0
    gold: list[tuple[int, int, str]] = []
    begun: list[tuple[int, str]] = []
    for match in _MARK.finditer(marked):
        if not match.group(1) and not begun:
            continue  # a bracket that the witness typed
        text += marked[position : match.start()]
        position = match.end()
        if match.group(1):
            begun.append((len(text), match.group(1)))
        else:
            start, sort = begun.pop()
            gold.append((start, len(text), sort))
    if begun:
        raise ValueError(f"{name}: a mark is opened at character {begun[-1][0]} and never closed")
    return Document(name, text + marked[position:], tuple(sorted(gold)))


def from_folder(folder: Path) -> list[Document]:
    """Read a folder of marked texts, one a file, or `### id` before each text of a file."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        if content.startswith("### "):
            for block in re.split(r"^### ", content, flags=re.MULTILINE)[1:]:
                name, _, body = block.partition("\n")
                found.append(from_marks(name, body.rstrip("\n")))
        else:
            found.append(from_marks(path.stem, content))
    return found


def lowered(document: Document) -> Document:
    """The same text as typed on a phone: lower case, no punctuation."""
    text = "".join(
        char.lower() if len(char.lower()) == 1 else char for char in document.text
    ).translate(_PUNCTUATION)
    return Document(document.name, text, document.gold)


def core(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a gold mention that must be covered, as spans of the text."""
    found = [
        (start + match.start(), start + match.end()) for match in WORD.finditer(text[start:end])
    ]
    names = [
        span
        for span in found
        if not word(fold_word(bare(fold(text[span[0] : span[1]]))).lower()).classes
        & {"kin", "title", "preposition", "function", "naming"}
    ]
    return names or found


def score(
    documents: Iterable[Document],
    analyze: Callable[[str], Analysis],
    keep_missed: bool = True,
    *,
    whole: bool = True,
    clock: Callable[[], float] = time.process_time,
) -> Score:
    """Read all documents and add up. whole: the set marks every identifier, not only names"""
    total = Score()
    for document in documents:
        started = clock()
        analysis = analyze(document.text)
        total.seconds += clock() - started
        add(total, document, analysis, keep_missed, whole)
    return total


def add(
    total: Score, document: Document, analysis: Analysis, keep_missed: bool, whole: bool
) -> None:
    """Add what was found in one document."""
    text = document.text
    size = len(text) + 1
    flagged, person, removed, touched, gold = (bytearray(size) for _ in range(5))
    for entity in analysis.entities:
        total.entities += 1
        if entity.decision == "ask":
            total.asked[entity.kind] += 1
        for start, end in entity.mentions:
            ones = b"\x01" * (end - start)
            if entity.decision != "keep":
                flagged[start:end] = ones
            if entity.kind == "person" and entity.decision != "keep":
                person[start:end] = ones
            if entity.decision == "remove":
                removed[start:end] = ones
            if entity.decision in ("remove", "generalize"):
                touched[start:end] = ones
    clean = True
    for start, end, sort in document.gold:
        gold[start:end] = b"\x01" * (end - start)
        within = core(text, start, end)
        held = all(all(flagged[left:right]) for left, right in within)
        total.gold[sort] += 1
        total.covered[sort] += held
        if sort in ("P", "PN"):
            total.full += all(all(person[left:right]) for left, right in within)
        if not held:
            clean = clean and sort not in ("P", "PN", "D")
            if keep_missed:
                total.missed.append((document.name, sort, text[start:end]))
    total.documents += 1
    total.clean += clean
    if not whole:
        for match in _FIGURES.finditer(text):
            gold[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for match in WORD.finditer(text):
        total.words += 1
        left, right = match.span()
        if not any(gold[left:right]):
            total.plain += 1
            total.needless += any(flagged[left:right])
            total.wrong += any(touched[left:right])
            total.gone += any(removed[left:right])
