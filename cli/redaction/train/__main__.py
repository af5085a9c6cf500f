"""Trains the models.

Run: python -m cli.redaction.train [--data DIR] [--only FILE …]

Without --data only the templates and the tuning texts of tests/corpus are used: the models are
then smaller and worse on news, and the engine still runs. docs/model-card.md lists the corpora,
their licences and where to get them. The model of marks (train/marks.py) reads what the others say,
the trees (train/judge.py) what it says in turn: they come last.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from cli.redaction.features import has_case, sentence_features
from cli.redaction.tokens import tokenize
from cli.redaction.train import judge, marks
from cli.redaction.train.corpora import corpora, marked
from cli.redaction.train.fill import Example, testimonies

TARGET: Final = Path(__file__).parent.parent / "models"
_PUNCTUATION: Final = str.maketrans(dict.fromkeys('.,!?:;«»"“”()', " "))
_PARAMETERS: Final = {
    "c1": 0.2,
    "c2": 0.05,
    "max_iterations": 80,
    "feature.possible_transitions": True,
    "feature.minfreq": 3,
}
_LANGUAGES: Final[dict[str, tuple[Literal["ru", "uk", "en"], ...]]] = {
    "c": ("ru", "uk"),
    "l": ("en",),
}
_TEXTS: Final = {"c": 900, "l": 1500}
_PLAIN: Final = ("low", "bare")
# Testimonies by many pens. In models of the genre alone they count more than once.
TUNING: Final = Path(__file__).parents[3] / "tests" / "corpus" / "tuning"
_COPIES: Final = 3


def _variant(example: Example, how: str) -> Example | None:
    """A copy as people type on phones: lower case, and without punctuation."""
    text = example.text
    if how != "as is":
        text = text.lower()
    if how == "bare":
        text = text.translate(_PUNCTUATION)
    return Example(text, example.people) if len(text) == len(example.text) else None


def _varied(name: str, example: Example, chance: random.Random) -> Iterator[Example]:
    if name.startswith(("ru", "uk")):
        ways: tuple[str, ...] = ("as is", *_PLAIN)
    elif "wnut" in name:
        ways = ("as is", *_PLAIN)
    elif name == "litbank":
        ways = ("low",) if chance.random() < 0.6 else ("as is",)
    else:
        ways = (chance.choice(("as is", *_PLAIN)),)
    for how in ways:
        varied = _variant(example, how)
        if varied:
            yield varied


def examples(script: str, folder: Path | None, seed: int) -> Iterator[Example]:
    """Yield training texts: public corpora if there is a folder, templates, tuning texts."""
    chance = random.Random(seed)  # noqa: S311  # training texts, no secret
    if folder:
        for name, example in corpora(folder, script):
            yield from _varied(name, example, chance)
    for language in _LANGUAGES[script]:
        yield from testimonies(language, _TEXTS[script], seed)
    for text, found in marked(TUNING, script):
        example = Example(text, tuple((start, end) for start, end, mark in found if mark == "P"))
        for how in ("as is", *_PLAIN) * (1 if folder else _COPIES):
            varied = _variant(example, how)
            if varied:
                yield varied


def labelled(example: Example) -> tuple[list[list[str]], list[str]]:
    tokens = tokenize(example.text, join=False)
    inside = bytearray(len(example.text) + 1)
    for start, end in example.people:
        inside[start:end] = b"\x01" * (end - start)
    labels = ["P" if any(inside[token.start : token.end]) else "O" for token in tokens]
    return sentence_features(tokens, example.text, has_case(tokens)), labels


def train(script: str, folder: Path | None, seed: int, target: Path) -> None:
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    count = people = 0
    for example in examples(script, folder, seed):
        features, labels = labelled(example)
        if features:
            trainer.append(features, labels)
            count += len(labels)
            people += labels.count("P")
    trainer.set_params(_PARAMETERS)
    trainer.train(str(target))
    _tell(target, f"{count} words, {people} of names")


def _tell(target: Path, what: str) -> None:
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    sys.stdout.write(f"{target.name}: {what}, {target.stat().st_size >> 10} KiB, sha256 {digest}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m cli.redaction.train", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the public corpora")
    parser.add_argument("--only", nargs="*", default=[], help="train these files only")
    options = parser.parse_args()
    trees = not options.only or any(name.endswith(".npz") for name in options.only)
    if trees and not judge.ready():
        parser.error(judge.WANTED)
    TARGET.mkdir(exist_ok=True)
    for script, name in (("c", "cyrillic"), ("l", "latin")):
        for file, folder, seed in (
            (f"{name}-1.crf", options.data, 3),
            (f"{name}-2.crf", options.data, 11),
            (f"{name}-genre.crf", None, 7),
        ):
            if not options.only or file in options.only:
                train(script, folder, seed, TARGET / file)
    for script, name in (("c", "cyrillic"), ("l", "latin")):
        target = TARGET / f"{name}-marks.crf"
        if not options.only or target.name in options.only:
            count = marks.train(marks.examples(marked(marks.PENS, script)), target)
            _tell(target, f"{count} words")
        target = TARGET / f"{name}-judge.npz"
        if not options.only or target.name in options.only:
            count = judge.train(list(marked(marks.PENS, script)), target)
            _tell(target, f"{count} words in doubt")


if __name__ == "__main__":
    main()
