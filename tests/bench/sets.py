"""The marked texts that the redaction is measured on.

Ours are in tests/corpus; public sets are read from the folder given as DATA, in the folders and
formats that docs/redaction.md lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.scoring import Document, from_folder, from_json_lines, lowered

CORPUS: Final = Path(__file__).parent.parent / "corpus"
OPEN: Final = CORPUS / "open"
LANGUAGES: Final = ("ru", "uk", "en")
PUBLIC: Final = {
    "factRuEval test (ru)": "factrueval/testset.jsonl",
    "NER-UK test (uk)": "ner-uk/test.jsonl",
    "WikiGold (en)": "wikigold-en/test.jsonl",
    "WNUT-17 test (en)": "wnut17/test.jsonl",
}
DEVELOPMENT: Final = "dev-testimonies"


@dataclass(frozen=True, slots=True)
class Set:
    """Texts of one language and kind. whole: every identifier is marked, not only names"""

    name: str
    language: str
    documents: list[Document]
    whole: bool = True


def testimonies(folder: str) -> Iterator[Set]:
    """A folder of our corpus, a set a language; texts are named by the letter of theirs."""
    everything = from_folder(CORPUS / folder)
    for language in LANGUAGES:
        documents = [each for each in everything if each.name.startswith(language[0])]
        if documents:
            yield Set(f"{folder} corpus ({language})", language, documents)


def ours() -> Iterator[Set]:
    """What may be looked at while the engine is built."""
    for language in LANGUAGES:
        yield Set(f"open corpus ({language})", language, from_folder(OPEN / language))
    yield from testimonies("tuning")


def public(data: Path) -> Iterator[Set]:
    """The sets of other people that lie in `data`; each a second time as typed on a phone."""
    folder = data / DEVELOPMENT
    if folder.exists():
        everything = from_folder(folder)
        for language in LANGUAGES:
            marks = (language, f"{language[0]}b")
            documents = [each for each in everything if each.name.startswith(marks)]
            yield Set(f"development ({language})", language, documents)
    for name, file in PUBLIC.items():
        if (data / file).exists():
            documents = list(from_json_lines(data / file))
            language = name[-3:-1]
            yield Set(name, language, documents, whole=False)
            yield Set(f"{name}, bare", language, [lowered(d) for d in documents], whole=False)
