"""The questions of a manifest: checked data, never code.

The root signs them, and a mistake or a forced hand could still write anything; so every reader
(server, browser, editor's tool) checks the same hard limits before showing one.

Source: docs/spec/questionnaire.md; tests/vectors/questionnaire/.
"""

import json
import re

from crypto.errors import BadField

MAX_BYTES = 64 * 1024  # of ASCII JSON: it crosses Tor on every visit
MAX_SECTIONS = 20
MAX_QUESTIONS = 100  # in all
MAX_OPTIONS = 40  # a question
MAX_LABEL = 500  # UTF-16 units, as JavaScript counts them
LANGUAGES = ("en", "ru", "uk")
KINDS = ("one", "many", "date", "text")
STORY = "text"  # the id of the question that asks for the account itself

# What an answer can give away, and a witness may ask to hide.
REVEALS = ("place", "dates", "work", "age", "family", "health", "unit", "people")
# Consent that a newsroom may ask for besides `publish`, which is always asked. The words are the
# page's own: whoever writes questions cannot call a yes a no.
CONSENT = ("name", "hide", "court")
PROMISES = ("reads", "withheld", "meeting", "minors", "help")  # what only a newsroom can say

_ID = re.compile(r"[a-z0-9-]{1,32}")
# Control characters, zero-width signs and direction overrides: nothing that a label needs.
INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def parse(line: str) -> dict[str, object]:
    """Read and check the JSON of a manifest's `questionnaire` line.

    raises: BadField("questionnaire") naming the place, as in `sections[2].questions[0].kind`
    """
    if len(line) > MAX_BYTES:
        raise _bad("", f"is longer than {MAX_BYTES} bytes")
    if not line.isascii():
        raise _bad("", "must be ASCII; write other letters as \\uXXXX")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise _bad("", "is not JSON") from None
    return check(value)


def check(value: object) -> dict[str, object]:
    """Check a questionnaire that is already parsed, and return it.

    raises: BadField("questionnaire")
    """
    top = _object(value, "", {"sections"}, {"consent", "promises"})
    sections = _list(top["sections"], "sections", MAX_SECTIONS)
    section_ids: set[str] = set()
    kinds: dict[str, str] = {}
    for i, item in enumerate(sections):
        at = f"sections[{i}]"
        section = _object(item, at, {"id", "title", "questions"}, {"hint"})
        _new_id(section["id"], f"{at}.id", section_ids)
        _label(section["title"], f"{at}.title")
        if "hint" in section:
            _label(section["hint"], f"{at}.hint")
        questions = _list(section["questions"], f"{at}.questions", MAX_QUESTIONS)
        for j, question in enumerate(questions):
            _check_question(question, f"{at}.questions[{j}]", kinds)
    if len(kinds) > MAX_QUESTIONS:
        raise _bad("sections", f"hold more than {MAX_QUESTIONS} questions")
    if kinds.get(STORY) != "text":
        raise _bad("sections", f"must hold the question “{STORY}” of kind text")
    if "consent" in top:
        _check_consent(top["consent"])
    if "promises" in top:
        for name, text in _object(top["promises"], "promises", set(), set(PROMISES)).items():
            _label(text, f"promises.{name}")
    return top


def _check_consent(value: object) -> None:
    asked: set[str] = set()
    for i, name in enumerate(_list(value, "consent", len(CONSENT))):
        _new_id(name, f"consent[{i}]", asked)
    if not asked <= set(CONSENT):
        raise _bad("consent", f"may ask for {', '.join(CONSENT)} and nothing else")


def _check_question(value: object, at: str, kinds: dict[str, str]) -> None:
    question = _object(value, at, {"id", "kind", "label"}, {"hint", "options", "reveals"})
    ids = set(kinds)
    name = _new_id(question["id"], f"{at}.id", ids)
    kind = question["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        raise _bad(f"{at}.kind", f"is none of {', '.join(KINDS)}")
    kinds[name] = kind
    _label(question["label"], f"{at}.label")
    if "hint" in question:
        _label(question["hint"], f"{at}.hint")
    if "reveals" in question and question["reveals"] not in REVEALS:
        raise _bad(f"{at}.reveals", f"is none of {', '.join(REVEALS)}")
    if ("options" in question) != (kind in ("one", "many")):
        raise _bad(f"{at}.options", "belong to the kinds one and many, and only to them")
    if "options" in question:
        option_ids: set[str] = set()
        for i, item in enumerate(_list(question["options"], f"{at}.options", MAX_OPTIONS)):
            option = _object(item, f"{at}.options[{i}]", {"id", "label"})
            _new_id(option["id"], f"{at}.options[{i}].id", option_ids)
            _label(option["label"], f"{at}.options[{i}].label")


def _object(
    value: object, at: str, needed: set[str], allowed: set[str] | None = None
) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _bad(at, "is not an object")
    if not needed <= value.keys() <= needed | (allowed or set()):
        names = ", ".join(sorted(needed | (allowed or set())))
        raise _bad(at, f"must have the keys {names} and no other")
    return value


def _list(value: object, at: str, most: int) -> list[object]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise _bad(at, f"must be a list of 1 to {most}")
    return value


def _new_id(value: object, at: str, seen: set[str]) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _bad(at, "must be 1 to 32 of a-z, 0-9 and -")
    if value in seen:
        raise _bad(at, "stands twice")
    seen.add(value)
    return value


def _label(value: object, at: str) -> None:
    texts = _object(value, at, set(LANGUAGES))
    for language, text in texts.items():
        if not isinstance(text, str) or not 1 <= utf16_length(text) <= MAX_LABEL:
            raise _bad(f"{at}.{language}", f"must be a text of 1 to {MAX_LABEL} characters")
        if INVISIBLE.search(text):
            raise _bad(f"{at}.{language}", "holds a control or an invisible character")


def utf16_length(text: str) -> int:
    """Length as JavaScript counts it, so that both sides draw the same line."""
    return len(text) + sum(c > "\uffff" for c in text)


def _bad(at: str, what: str) -> BadField:
    place = f"questionnaire.{at}" if at else "questionnaire"
    return BadField("questionnaire", f"{place} {what}.")
