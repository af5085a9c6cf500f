"""Reads the openly licensed corpora, where a folder holds them; docs/model-card.md says whence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cli.redaction.train.fill import Example

# Files looked for, by script. A line is {"text", "ents": [[start, end, label], …]}.
JSON_LINES: Final = {
    "c": ("ru-factrueval-devset.jsonl",),
    "l": (
        "en-wnut17-train.jsonl",
        "en-btc.jsonl",
        "en-ewt-dev.jsonl",
        "en-crossner-literature.jsonl",
        "en-crossner-politics.jsonl",
        "en-crossner-music.jsonl",
        "en-crossner-science.jsonl",
        "en-crossner-ai.jsonl",
    ),
}
CONLLU: Final = (
    "ru_taiga-ud-dev.conllu",
    "ru_taiga-ud-test.conllu",
    "uk_parlamint-ud-dev.conllu",
    "uk_parlamint-ud-test.conllu",
)
_PERSON: Final = frozenset({"PER", "PERSON", "person", "PROP_PER"})
_NAME: Final = re.compile(r"NameType=(?:Giv|Sur|Pat|Prs)")
_SENTENCES: Final = 12


def json_lines(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        people = tuple((start, end) for start, end, label in document["ents"] if label in _PERSON)
        yield Example(document["text"], people)


def conllu(path: Path) -> Iterator[Example]:
    """Read a treebank whose FEATS mark names; a document is twelve sentences."""
    text, people, count = "", [], 0
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        glued = False
        for line in sentence.splitlines():
            columns = line.split("\t")
            if len(columns) < 10 or not columns[0].isdigit():
                continue
            if text and not text.endswith("\n") and not glued:
                text += " "
            start = len(text)
            text += columns[1]
            glued = "SpaceAfter=No" in columns[9]
            if _NAME.search(columns[5]):
                people.append((start, len(text)))
        text += "\n"
        count += 1
        if count % _SENTENCES == 0:
            yield Example(text, tuple(people))
            text, people = "", []
    if text.strip():
        yield Example(text, tuple(people))


def litbank(folder: Path) -> Iterator[Example]:
    """Read LitBank's coreference layer (brat): proper-name mentions of people."""
    for path in sorted((folder / "coref" / "brat").glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        people = []
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if (
                len(columns) >= 3
                and columns[0].startswith("T")
                and columns[1].startswith("PROP_PER")
            ):
                _, start, end = columns[1].split()[:3]
                people.append((int(start), int(end)))
        if any(text[start:end].strip() for start, end in people):
            yield Example(text, tuple(people))


_MARK: Final = re.compile(r"\{(PN|P|D|Q):([^{}]*)\}")


Marked = tuple[str, tuple[tuple[int, int, str], ...]]  # a text, and start, end, mark in it


def marked(folder: Path, script: str) -> Iterator[Marked]:
    """Read testimonies of our own (tests/corpus/README.md), each with the marks taken out.

    A mark is P, D or Q: PN counts as P.
    """
    for language in {"c": ("ru", "uk"), "l": ("en",)}[script]:
        content = (folder / f"{language}.txt").read_text(encoding="utf-8")
        for block in re.split(r"^### .*\n", content, flags=re.MULTILINE)[1:]:
            text, position = "", 0
            marks: list[tuple[int, int, str]] = []
            for match in _MARK.finditer(block):
                text += block[position : match.start()]
                marks.append((len(text), len(text) + len(match.group(2)), match.group(1)[0]))
                text += match.group(2)
                position = match.end()
            yield text + block[position:].rstrip("\n"), tuple(marks)


def corpora(folder: Path, script: str) -> Iterator[tuple[str, Example]]:
    """Yield each example of the corpora present, with the name of its file."""
    for name in JSON_LINES[script]:
        if (folder / name).exists():
            for example in json_lines(folder / name):
                yield name, example
    if script == "c":
        for name in CONLLU:
            if (folder / name).exists():
                for example in conllu(folder / name):
                    yield name, example
    elif (folder / "litbank").exists():
        for example in litbank(folder / "litbank"):
            yield "litbank", example
