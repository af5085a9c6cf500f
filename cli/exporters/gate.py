"""The last check before anything leaves: is something that was removed still in the file?

The finished file is read back by `readers`, folded so that spelling tricks do not count, and
searched for every needle of `needles`. Then the engine reads it as if it were a new account: a
word that it takes for a person and that nobody has decided on is a question. One place that
remains refuses the export; an editor can let one place pass, never a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

from cli.exporters.account import NOTES, TITLES
from cli.exporters.formats import Format
from cli.exporters.found import Read, Segment, UnreadableError
from cli.exporters.needles import DIGITS, WORD, Needles, Original, known_words, needles, originals
from cli.exporters.readers import read
from cli.redaction.decisions import Allowed, sentence_around
from cli.redaction.generalise import placeholders
from cli.redaction.keys import fold, fold_with_places, skeleton, stem, translit_key
from cli.redaction.ledger import Redacted
from cli.redaction.lexicon import script_of
from cli.redaction.model import Analysis

__all__ = ["Leak", "Original", "check", "known", "originals", "search"]

Sort = Literal["original", "question", "unreadable"]

_GUESS: Final = 0.1  # below this the engine names too many ordinary words to be worth a question
_LONGEST: Final = 24  # letters of a name that somebody would spell out
_MIN_JOINED: Final = 5  # shorter names come about by chance where two words meet
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?:[\s.,*_·•|/\\-]{1,3}[^\W\d_](?!\w)){2,}")
_FIXED: Final = frozenset({"format", "language"})
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[\s-]*\Z")
_FIRST_WORD: Final = re.compile(r"\s*([^\W\d_]+)")
_NEAR: Final = re.compile(r"[\s.,*_·•|/\\'~-]{1,6}")


@dataclass(frozen=True, slots=True)
class Leak:
    """One place of a finished file that must not stay as it is.

    sort:     "original" what was removed is there; "question" a name nobody decided on;
              "unreadable" the file is no proper export (no override)
    found:    as it stands in the file
    why:      how it was recognised
    sentence: around it
    n:        which of several equal places, from 1
    where:    in which part of the file
    """

    sort: Sort
    found: str
    why: str
    sentence: str
    n: int
    where: str

    def allowed(self) -> Allowed:
        """Say what to record to let exactly this place pass."""
        return Allowed(self.found, self.sentence, self.n)

    @property
    def message(self) -> str:
        """A sentence for the editor."""
        if self.sort == "unreadable":
            return self.why
        if self.sort == "question":
            return (
                f"“{self.found}” may be a person nobody decided on ({self.where}): {self.sentence}"
            )
        return (
            f"“{self.found}” was removed and is still there, {self.why} ({self.where}): "
            f"{self.sentence}"
        )


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    why: str


def known(redacted: Redacted) -> frozenset[str]:
    """Give the words that the second reading may meet: what was written or kept on purpose."""
    return known_words(entry.replacement for entry in redacted.ledger)


def check(
    path: Path,
    form: Format,
    removed: Sequence[Original],
    allowed: Sequence[Allowed] = (),
    *,
    known: Collection[str] = (),
    language: str = "en",
) -> list[Leak]:
    """Read a finished export back and list every place that refuses it.

    removed: what `originals` gives for the redacted text
    allowed: places that an editor has let pass
    known:   what `known` gives for the redacted text
    returns: [] if the file may leave
    raises:  OSError if it cannot be read
    """
    try:
        found = read(path, form)
    except UnreadableError as error:
        return [Leak("unreadable", "", str(error), "", 1, path.name)]
    return search(found, removed, allowed, known=known, language=language)


def search(
    found: Read,
    removed: Sequence[Original],
    allowed: Sequence[Allowed] = (),
    *,
    known: Collection[str] = (),
    language: str = "en",
    analyse: Callable[[str], Analysis] | None = None,
) -> list[Leak]:
    """Search what a file holds. `analyse`: the engine, another one in tests."""
    leaks = [Leak("unreadable", "", why, "", 1, "file") for why in found.odd]
    wanted = needles(removed, language)
    count: dict[tuple[str, str], int] = {}
    passed = set(allowed)
    for segment in found.segments:
        hits = {(hit.start, hit.end): hit for hit in _hits(segment.text, wanted)}
        for hit in _outermost(list(hits.values())):
            _report(leaks, "original", segment, hit, count, passed)
    for segment, hit in _over_breaks(_prose(found), wanted):
        _report(leaks, "original", segment, hit, count, passed)
    if analyse is None:
        from cli.redaction.analyze import analyze as engine

        analyse = engine
    words = set(known) | known_words([*TITLES.values(), *NOTES.values()])
    for segment, hit in _questions(_prose(found), words, analyse):
        seen = _hits(segment.text, wanted)
        if not any(hit.start < other.end and other.start < hit.end for other in seen):
            _report(leaks, "question", segment, hit, count, passed)
    return leaks


def _prose(found: Read) -> list[Segment]:
    """The parts of a file that hold sentences."""
    return [
        segment
        for segment in found.segments
        if segment.prose
        and not segment.where.startswith(("key", "file name"))
        and segment.where not in _FIXED
    ]


def _report(
    leaks: list[Leak],
    sort: Sort,
    segment: Segment,
    hit: _Hit,
    count: dict[tuple[str, str], int],
    passed: Collection[Allowed],
) -> None:
    text = segment.text[hit.start : hit.end]
    sentence = sentence_around(segment.text, hit.start, hit.end)
    count[text, sentence] = n = count.get((text, sentence), 0) + 1
    if Allowed(text, sentence, n) not in passed:
        leaks.append(Leak(sort, text, hit.why, sentence, n, segment.where))


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    """One report a place: the longest of overlapping hits, in order of the text."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _hits(text: str, wanted: Needles) -> Iterator[_Hit]:
    for blank in placeholders():
        text = text.replace(blank, " " * len(blank))
    folded, places = fold_with_places(text)
    shape = skeleton(folded)
    places.append(len(text))

    def hit(start: int, end: int, why: str) -> _Hit:
        first, last = places[start], places[end - 1]
        until = places[end] if places[end] > last else last + 1
        return _Hit(first, max(until, last + 1), why)

    tokens = [(found.start(), found.end()) for found in WORD.finditer(shape)]
    long = [(w, why) for w, (why, capital) in wanted.words.items() if len(w) >= 6 and not capital]
    for start, end in tokens:
        why = _word(shape[start:end], folded[start:end], text[places[start]], wanted)
        why = why or _inside(shape[start:end], long)
        if why:
            yield hit(start, end, why)
    yield from (hit(*found) for found in _joined(shape, tokens, wanted))
    yield from (hit(*found) for found in _spaced(shape, wanted))
    yield from (hit(*found) for found in _phrases(shape, wanted))
    yield from (hit(*found) for found in _digits(shape, wanted))
    yield from (hit(*found) for found in _signs(shape, wanted))


def _word(shape: str, folded: str, first: str, wanted: Needles) -> str:
    """Say why one word of the file is one of the removed, or ""."""
    for part, plain in {(shape, folded), *zip(shape.split("-"), folded.split("-"), strict=True)}:
        bare = re.sub(r"'s?$", "", part)
        for word in {part, bare}:
            found = wanted.words.get(word)
            if found and (not found[1] or first.isupper()):
                return found[0]
        base = skeleton(stem(plain))
        if base in wanted.stems:
            return wanted.stems[base]
        key = translit_key(plain.removesuffix("'s"))
        for spelled in {key, key.removesuffix("s")}:
            reason, script = wanted.keys.get(spelled, ("", ""))
            # In its own script the forms were compared; a short key would hit by chance there.
            if reason and (script != script_of(plain) or len(spelled) >= _MIN_JOINED):
                return reason
    return ""


def _inside(word: str, long: list[tuple[str, str]]) -> str:
    """Find a name that was written together with other words: «ОлегМорозенко»."""
    if len(word) < 8:
        return ""
    return next((f"{why}, inside a longer word" for needle, why in long if needle in word), "")


def _joined(
    shape: str, tokens: list[tuple[int, int]], wanted: Needles
) -> Iterator[tuple[int, int, str]]:
    """Find a name that is split by a line, a dash or other signs: «Сидо-ров», «Сидо* ров»."""
    for index, (start, end) in enumerate(tokens):
        word, last = shape[start:end], end
        for following in tokens[index + 1 : index + 4]:
            if not _NEAR.fullmatch(shape[last : following[0]]):
                break
            word += shape[following[0] : following[1]]
            last = following[1]
            found = wanted.words.get(word)
            if found and len(word) >= _MIN_JOINED:
                yield start, last, f"{found[0]}, split"
    for start, end in tokens:
        whole = shape[start:end]
        if "-" in whole and len(whole) > _MIN_JOINED:
            found = wanted.words.get(whole.replace("-", ""))
            if found:
                yield start, end, f"{found[0]}, split"


def _over_breaks(prose: Sequence[Segment], wanted: Needles) -> Iterator[tuple[Segment, _Hit]]:
    """Find a name that begins at the end of one paragraph and ends in the next."""
    for one, other in pairwise(prose):
        first = _LAST_WORD.search(one.text)
        second = _FIRST_WORD.match(other.text)
        if first and second:
            word = skeleton(fold(first[1] + second[1]))
            found = wanted.words.get(word)
            if found and len(word) >= _MIN_JOINED:
                why = f"{found[0]}, split over two paragraphs"
                yield other, _Hit(second.start(1), second.end(1), why)


def _spaced(shape: str, wanted: Needles) -> Iterator[tuple[int, int, str]]:
    """Find «И в а н о в», «И.в.а.н.о.в»."""
    for run in _SPACED.finditer(shape):
        letters = [(run.start() + i, c) for i, c in enumerate(run.group()) if c.isalpha()]
        word = "".join(char for _, char in letters)
        for first in range(len(word)):
            for last in range(min(len(word), first + _LONGEST), first + 2, -1):
                if word[first:last] in wanted.words:
                    yield letters[first][0], letters[last - 1][0] + 1, "spelled out"
                    break


def _phrases(shape: str, wanted: Needles) -> Iterator[tuple[int, int, str]]:
    parts = [(found.start(), found.end()) for found in re.finditer(r"[^\W_]+", shape)]
    line = " ".join(shape[start:end] for start, end in parts)
    starts: dict[int, int] = {}
    at = 0
    for index, (start, end) in enumerate(parts):
        starts[at] = index
        at += end - start + 1
    for phrase, why in wanted.phrases.items():
        for found in re.finditer(rf"(?<!\S){re.escape(phrase)}(?!\S)", line):
            first = starts[found.start()]
            last = first + phrase.count(" ")
            yield parts[first][0], parts[last][1], why


def _digits(shape: str, wanted: Needles) -> Iterator[tuple[int, int, str]]:
    """Find a number however it is grouped."""
    for run in DIGITS.finditer(shape):
        digits = [(run.start() + i, c) for i, c in enumerate(run.group()) if c.isdigit()]
        line = "".join(str(int(char)) for _, char in digits)
        for number, why in wanted.digits.items():
            at = line.find(number)
            if at >= 0:
                yield digits[at][0], digits[at + len(number) - 1][0] + 1, why


def _signs(shape: str, wanted: Needles) -> Iterator[tuple[int, int, str]]:
    """Find a handle, address or file name with other signs between its letters."""
    line = [(index, char) for index, char in enumerate(shape) if char.isalnum()]
    joined = "".join(char for _, char in line)
    for signs, why in wanted.signs.items():
        at = joined.find(signs)
        while at >= 0:
            yield line[at][0], line[at + len(signs) - 1][0] + 1, why
            at = joined.find(signs, at + 1)


def _questions(
    prose: Sequence[Segment], words: Collection[str], analyse: Callable[[str], Analysis]
) -> Iterator[tuple[Segment, _Hit]]:
    """Read the finished text as a new account: who is a person there whom nobody decided on?"""
    text = "\n\n".join(segment.text for segment in prose)
    bare = text
    for blank in placeholders():
        bare = bare.replace(blank, " " * len(blank))
    for entity in analyse(bare).entities:
        if entity.kind not in ("person", "unknown") or entity.public or entity.score < _GUESS:
            continue
        for start, end in entity.mentions:
            mention = text[start:end]
            capital = [word for word in WORD.findall(mention) if word[0].isupper()]
            if not capital and entity.decision == "remove":  # sure of it, even in small letters
                capital = WORD.findall(mention)
            if all(re.sub(r"'s?$", "", fold(word)) in words for word in capital):
                continue
            at = 0
            for segment in prose:
                if at <= start and end <= at + len(segment.text):
                    yield segment, _Hit(start - at, end - at, "the engine takes it for a name")
                at += len(segment.text) + 2
