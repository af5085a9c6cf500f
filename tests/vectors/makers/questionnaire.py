"""Vectors of the questionnaire, docs/spec/questionnaire.md."""

import copy
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from crypto.questionnaire import CONSENT, PROMISES, REVEALS
from tests.vectors.makers.common import LABEL, questions
from tests.vectors.shape import Vector

Change = Callable[[Any], object]


def vectors() -> Iterator[tuple[str, Vector]]:
    """A good one, the borders of the limits, and one fault each."""
    yield "a-good-one", _good("Every kind of question.", lambda q: q)
    yield "labels-at-their-limit", _good("500 characters.", lambda q: _label(q, "x" * 500))
    yield "an-id-at-its-limit", _good("32 characters.", lambda q: _id(q, "a" * 32))
    yield "a-hundred-questions", _good("As many as fit.", lambda q: _many_questions(q, 50))
    yield "consent-and-promises", _good("All that there is.", _consent)
    yield "no-promise-in-promises", _good("None.", lambda q: q.update(promises={}))
    for name in REVEALS:
        yield f"an-answer-that-reveals-{name}", _good(name, partial(_reveals, name))
    yield "forty-options", _good("As many as fit.", lambda q: _options(q, 40))

    for name, comment, change in _faults():
        value = copy.deepcopy(questions())
        change(value)
        yield name, _bad(comment, json.dumps(value, separators=(",", ":")))
    yield "not-json", _bad("A brace is missing.", "{")
    yield "a-list", _bad("Not an object.", "[]")
    yield "null", _bad("Nothing.", "null")
    yield "letters-in-clear", _bad("Not ASCII.", json.dumps(questions(), ensure_ascii=False))
    yield "too-deep", _bad("Thousands of brackets.", "[" * 5000 + "]" * 5000)
    yield "over-64-kib", _bad("Spaces count.", json.dumps(questions()) + " " * 65536)


def _faults() -> Iterator[tuple[str, str, Change]]:
    yield "a-foreign-key-at-the-top", "motto", lambda q: q.update(motto="x")
    yield "no-sections", "An empty list.", lambda q: q.update(sections=[])
    yield "sections-that-are-no-list", "An object.", lambda q: q.update(sections={})
    yield "twenty-one-sections", "Over the limit.", _many_sections
    yield "a-hundred-and-one-questions", "In two sections.", lambda q: _many_questions(q, 51)
    yield "a-section-without-a-title", "A key is missing.", lambda q: q["sections"][0].pop("title")
    yield "a-section-id-twice", "The same id.", lambda q: q["sections"][1].update(id="words")
    yield "a-question-id-twice", "In another section.", lambda q: _id(q, "text")
    yield "an-id-with-a-capital", "Capitals.", lambda q: _id(q, "Day")
    yield "an-id-that-is-long", "33 characters.", lambda q: _id(q, "a" * 33)
    yield "an-id-that-is-empty", "No character.", lambda q: _id(q, "")
    yield "an-id-that-is-a-number", "Not text.", lambda q: _id(q, 7)
    yield "an-id-with-a-letter-from-elsewhere", "Cyrillic a.", lambda q: _id(q, "dаy")
    yield "an-unknown-kind", "file", lambda q: _day(q).update(kind="file")
    yield "a-kind-that-is-a-list", "Not text.", lambda q: _day(q).update(kind=["date"])
    yield "a-date-with-options", "They have no place.", lambda q: _day(q).update(options=[])
    yield "one-without-options", "Nothing to choose.", lambda q: _danger(q).pop("options")
    yield "forty-one-options", "Over the limit.", lambda q: _options(q, 41)
    yield "no-options-in-the-list", "Empty.", lambda q: _options(q, 0)
    yield "an-option-id-twice", "The same id.", lambda q: _danger(q)["options"][1].update(id="no")
    yield "no-question-called-text", "The account itself.", _without_text
    yield (
        "the-question-text-of-another-kind",
        "Not text.",
        lambda q: q["sections"][0]["questions"][0].update(kind="date"),
    )
    yield "an-answer-that-reveals-more", "sex", partial(_reveals, "sex")
    yield "an-answer-that-reveals-a-list", "Not text.", partial(_reveals, ["place"])
    yield "consent-of-another-name", "sell", lambda q: q.update(consent=["name", "sell"])
    yield "consent-asked-twice", "hide", lambda q: q.update(consent=["hide", "hide"])
    yield "consent-in-words", "An object.", lambda q: q.update(consent={"hide": LABEL})
    yield "consent-to-nothing", "An empty list.", lambda q: q.update(consent=[])
    yield "consent-that-is-always-asked", "publish", lambda q: q.update(consent=["publish"])
    yield "a-promise-of-another-name", "gold", lambda q: q.update(promises={"gold": LABEL})
    yield "a-promise-in-one-language", "Text.", lambda q: q.update(promises={"reads": "Daily"})
    yield "a-promise-with-an-override", "Direction.", _turned_promise
    yield "promises-in-a-list", "Not an object.", lambda q: q.update(promises=[LABEL])
    yield "a-label-without-ukrainian", "A language is missing.", lambda q: _label(q, None)
    yield "a-label-in-a-fourth-language", "French.", lambda q: _fourth(q)
    yield "an-empty-label", "No character.", lambda q: _label(q, "")
    yield "a-label-over-its-limit", "501 characters.", lambda q: _label(q, "x" * 501)
    yield "a-label-over-its-limit-in-pairs", "251 of two.", lambda q: _label(q, "\U0001f33e" * 251)
    yield "a-label-with-a-line-feed", "Control.", lambda q: _label(q, "a\nb")
    yield "a-label-with-a-zero-width-space", "Invisible.", lambda q: _label(q, "a\u200bb")
    yield "a-label-with-an-override", "Direction.", lambda q: _label(q, "a\u202eb")
    yield "a-label-with-half-a-letter", "Surrogate.", lambda q: _label(q, "a\ud800b")
    yield "a-label-that-is-a-number", "Not text.", lambda q: _label(q, 7)
    yield "a-label-that-is-an-object", "Not text.", lambda q: _label(q, {})


def _day(value: Any) -> Any:
    return value["sections"][1]["questions"][0]


def _danger(value: Any) -> Any:
    return value["sections"][1]["questions"][2]


def _id(value: Any, new: object) -> Any:
    _day(value)["id"] = new
    return value


def _reveals(what: object, value: Any) -> None:
    _day(value)["reveals"] = what


def _consent(value: Any) -> None:
    value["consent"] = list(CONSENT)
    value["promises"] = dict.fromkeys(PROMISES, LABEL)


def _turned_promise(value: Any) -> None:
    value["promises"] = {"help": {**LABEL, "ru": "a\u202eb"}}


def _label(value: Any, text: object) -> Any:
    label = {**LABEL, "uk": text}
    if text is None:
        del label["uk"]
    _day(value)["label"] = label
    return value


def _fourth(value: Any) -> None:
    _day(value)["label"] = {**LABEL, "fr": "Quoi?"}


def _options(value: Any, count: int) -> Any:
    _danger(value)["options"] = [{"id": f"o{i}", "label": LABEL} for i in range(count)]
    return value


def _many_sections(value: Any) -> None:
    for i in range(19):
        question = {"id": f"q{i}", "kind": "text", "label": LABEL}
        value["sections"].append({"id": f"s{i}", "title": LABEL, "questions": [question]})


def _many_questions(value: Any, last: int) -> None:
    """50 questions in the first section, `last` in the second."""
    for section, count in zip(value["sections"], (50, last), strict=True):
        for i in range(count - len(section["questions"])):
            name = f"{section['id']}-{i}"
            section["questions"].append({"id": name, "kind": "text", "label": LABEL})


def _without_text(value: Any) -> None:
    del value["sections"][0]


def _good(comment: str, change: Change) -> Vector:
    value = copy.deepcopy(questions())
    change(value)
    line = json.dumps(value, separators=(",", ":"))
    return {"op": "parse", "comment": comment, "line": line, "expect": "success"}


def _bad(comment: str, line: str) -> Vector:
    return {"op": "parse", "comment": comment, "line": line, "expect": "BadField"}
