"""Reads finished exports back, by other means than they were written with.

Not a renderer: it looks for everything a file can hold, shown or not, and says where it stood.
Whatever an export never has (a tag, a link, a comment, an unknown key) is reported too.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from cli.exporters import docx_reader, html_reader, json_
from cli.exporters.formats import Format
from cli.exporters.found import Read, Segment, UnreadableError

__all__ = ["Read", "Segment", "UnreadableError", "read", "read_json", "read_markdown"]


def read(path: Path, form: Format) -> Read:
    """Read a finished export.

    raises: UnreadableError, OSError
    """
    name = Segment("file name", path.stem, prose=False)
    data = path.read_bytes()
    if form == "docx":
        inner = docx_reader.read(data, path.name)
        return Read((name, *inner.segments), inner.odd)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name} is not UTF-8 at byte {error.start}.") from error
    if form == "html":
        inner = html_reader.read(text)
    else:
        inner = read_markdown(text) if form == "md" else read_json(text, path.name)
    return Read((name, *inner.segments), inner.odd)


# ---- JSON -----------------------------------------------------------------------------------


def read_json(text: str, name: str = "The file") -> Read:
    """Parse JSON and give every key and every value; say what the schema does not have."""
    try:
        document = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{name} is no JSON: {error}.") from error
    segments = list(_walk(document, ""))
    odd: list[str] = []
    if not isinstance(document, _Pairs):
        return Read(tuple(segments), ("The file holds no object.",))
    odd += _check_keys(document, json_.KEYS, "")
    answers = dict(document.items).get("answers")
    if not isinstance(answers, list):
        odd.append("The file has no list of answers.")
        return Read(tuple(segments), tuple(odd))
    for index, answer in enumerate(answers):
        if not isinstance(answer, _Pairs):
            odd.append(f"Answer {index} is no object.")
            continue
        odd += _check_keys(answer, json_.ANSWER_KEYS, f"answers.{index}.")
        odd += [
            f"answers.{index}.{key} is no text."
            for key, value in answer.items
            if not isinstance(value, str)
        ]
    if dict(document.items).get("format") != json_.FORMAT:
        odd.append("The file does not name its format.")
    return Read(tuple(segments), tuple(odd))


class _Pairs:
    """A JSON object with all its pairs, doubled keys included."""

    def __init__(self, items: list[tuple[str, object]]) -> None:
        self.items = items


def _check_keys(found: _Pairs, allowed: tuple[str, ...], where: str) -> list[str]:
    keys = [key for key, _ in found.items]
    odd = [f"The key {where}{key} is not in the format." for key in keys if key not in allowed]
    odd += [f"The key {where}{key} stands there twice." for key in set(keys) if keys.count(key) > 1]
    return odd


def _walk(value: object, where: str) -> Iterator[Segment]:
    if isinstance(value, _Pairs):
        for key, inner in value.items:
            yield Segment(f"key {where}", key)
            yield from _walk(inner, f"{where}.{key}".strip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{where}.{index}".strip("."))
    elif isinstance(value, str):
        yield Segment(where or "value", value)
    elif value is not None:
        yield Segment(where or "value", str(value))


# ---- Markdown -------------------------------------------------------------------------------

_FRONT: Final = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_TAG: Final = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_AUTOLINK: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")
_ATTRIBUTE: Final = re.compile(r"[\w:-]+\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_INLINE: Final = re.compile(
    r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]"
    r"(?:\((?P<target><[^<>]*>|[^()\s]*)(?:\s+(?P<title>\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
    r"|\[(?P<label>[^\[\]]*)\])"
)
_DEFINITION: Final = re.compile(r"^ {0,3}\[([^\[\]]+)\]:[ \t]*(\S+)(?:[ \t]+(.+))?$", re.MULTILINE)
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)\n", re.MULTILINE)
_MARKS: Final = re.compile(r"\*+|~~|`+|(?<!\w)_+|_+(?!\w)|==|\^")
_BLOCK: Final = re.compile(
    r"^[ \t]*(?:>[ \t]*|#{1,6}[ \t]+|[-*+][ \t]+|\d+[.)][ \t]+)+", re.MULTILINE
)
_RULE: Final = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,}$", re.MULTILINE)
_HIDE: Final = "\ue000"  # private use: stands for an escaped sign until marks are gone


def read_markdown(text: str) -> Read:
    """Give all text of a Markdown file: shown, hidden in comments, addresses and attributes."""
    segments: list[Segment] = []
    odd: list[str] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_HIDE, "")
    front = _FRONT.match(text)
    if front:
        odd.append("The file has front matter.")
        segments.append(Segment("front matter", html.unescape(front.group(2))))
        text = text[front.end() :]
    kept: list[str] = []
    text = _ESCAPED.sub(lambda found: _keep(found.group(1), kept), text)
    for found in _COMMENT.finditer(text):
        odd.append("The file has a comment.")
        segments.append(Segment("comment", _shown(found.group(1), kept)))
    text = _COMMENT.sub("", text)
    for fence in _FENCE.finditer(text):
        odd.append("The file has a block of code.")
        segments.append(Segment("name of a code block", _shown(fence.group(2), kept)))
    text = _FENCE.sub("\n", text)
    for found in _DEFINITION.finditer(text):
        odd.append("The file has a link.")
        for part in found.groups():
            segments.append(Segment("link", unquote(_shown(part or "", kept))))
    text = _DEFINITION.sub("", text)
    text = _links(text, kept, segments, odd)
    text = _tags(text, kept, segments, odd)
    for number, paragraph in enumerate(re.split(r"\n[ \t]*\n", text), 1):
        shown = _shown(_plain(paragraph), kept)
        if shown.strip():
            segments.append(Segment(f"paragraph {number}", shown))
    return Read(tuple(segments), tuple(dict.fromkeys(odd)))


def _keep(sign: str, kept: list[str]) -> str:
    kept.append(sign)
    return f"{_HIDE}{len(kept) - 1}{_HIDE}"


def _shown(text: str, kept: list[str]) -> str:
    """Put escaped signs back and read entities; an escaped & begins none."""
    pieces = text.split(_HIDE)
    out: list[str] = []
    for index, piece in enumerate(pieces):
        out.append(kept[int(piece)] if index % 2 else html.unescape(piece))
    return "".join(out)


def _links(text: str, kept: list[str], segments: list[Segment], odd: list[str]) -> str:
    while True:
        found = _INLINE.search(text)
        if found is None:
            return text
        odd.append("The file has a picture." if found["image"] else "The file has a link.")
        for part in ("target", "title", "label"):
            if found[part]:
                segments.append(
                    Segment("link", unquote(_shown(found[part].strip("<>\"'()"), kept)))
                )
        if found["image"]:
            segments.append(Segment("image text", _shown(found["text"], kept)))
        text = text[: found.start()] + found["text"] + text[found.end() :]


def _tags(text: str, kept: list[str], segments: list[Segment], odd: list[str]) -> str:
    for found in _AUTOLINK.finditer(text):
        odd.append("The file has a link.")
        segments.append(Segment("link", unquote(_shown(found.group(1), kept))))
    text = _AUTOLINK.sub("", text)
    for found in _TAG.finditer(text):
        odd.append("The file has a tag.")
        segments.append(Segment("tag", _shown(found.group().strip("<>/"), kept)))
        for value in _ATTRIBUTE.findall(found.group()):
            segments.append(Segment("attribute", unquote(_shown(value.strip("\"'"), kept))))
    return _TAG.sub("", text)


def _plain(paragraph: str) -> str:
    """Take the marks of emphasis, lists, quotes and tables away, joining what they split."""
    text = _RULE.sub("", paragraph)
    text = _BLOCK.sub("", text)
    text = re.sub(r"\\\n", "\n", text)
    text = re.sub(r"[ \t]*\|[ \t]*", " ", text)
    return _MARKS.sub("", text)
