"""Whatever a witness typed: an export and a terminal show text, and no name that was removed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli import console
from cli.exporters import gate, html_
from cli.exporters.account import Account, Answer
from cli.exporters.clean import visible
from cli.exporters.formats import FORMATS, Format, render
from cli.redaction.apply import redact
from cli.redaction.ledger import Choice
from cli.redaction.model import Analysis, Entity
from tests.unit.exporters.hostile import TEXTS
from tests.unit.exporters.planted import nobody
from tests.unit.exporters.second import own, second, strings

FORM = pytest.mark.parametrize("form", FORMATS)
NAMES = ("Сидоренко", "Оксана", "Hnatiuk", "Dorothea")
NEW = {"Сидоренко": "Авдеев", "Оксана": "Алла", "Hnatiuk": "Keller", "Dorothea": "Martha"}


def account(text: str) -> Account:
    return Account("uk", (Answer("text", text, text),))


def squeezed(text: str) -> str:
    return "".join(text.split())


@FORM
@pytest.mark.parametrize("sort", TEXTS)
def test_a_hostile_text_comes_out_of_every_format_as_visible_text(sort: str, form: Format) -> None:
    written = render(account(TEXTS[sort]), form)
    found = own(form, written)
    assert found.odd == ()
    wanted = squeezed(visible(TEXTS[sort]))
    assert wanted in squeezed("".join(segment.text for segment in found.segments))
    if len(wanted) < 50_000:
        assert wanted in squeezed(second(form, written))


@FORM
@pytest.mark.parametrize("sort", TEXTS)
def test_no_byte_of_a_hostile_text_acts(sort: str, form: Format) -> None:
    written = render(account(TEXTS[sort]), form)
    if form == "docx":
        begin = written.index(b"<w:body>")
        written = written[begin : written.index(b"</w:body>")]
    text = written.decode()
    signs = set(text) - {"\n"}
    assert {unicodedata.category(sign)[0] for sign in signs} <= set("LMNPSZ")
    assert not signs & {"\u2028", "\u2029"}
    if form == "html":
        bare = text.replace(html_.STYLE, "")
        assert set(re.findall(r"<[^<>]*>?", bare)) <= html_.TAGS
        assert not re.search(r"&(?!(?:amp|lt|gt|quot|#x27);)", bare)


@pytest.mark.parametrize("sort", TEXTS)
def test_a_hostile_text_reaches_a_terminal_as_visible_text(
    sort: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TEXTS[sort][:100_000]
    console.say(text)
    console.note(text)
    console.error(text, text)
    console.table(["x"], [[text]])
    out, err = capsys.readouterr()
    hidden = {
        sign
        for sign in set(out + err) - {"\n", "\t"}
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    }
    assert hidden == set()


@FORM
def test_equal_accounts_give_equal_bytes(form: Format) -> None:
    texts = ["Один.\n\nДва & <три>.", "x" * 10_000, ""]
    for text in texts:
        assert render(account(text), form) == render(account(text), form)


@FORM
def test_the_bytes_of_a_format_do_not_change_unnoticed(form: Format) -> None:
    """The frame around an account is the same for all accounts of a language."""
    one, other = render(account("Один"), form), render(account("Десять"), form)
    frame, same = b"\xd0\x9e\xd0\xb4\xd0\xb8\xd0\xbd", "Десять".encode()
    assert one.count(frame) == other.count(same) == 2
    if form != "docx":  # there lengths and checksums follow the text
        assert one.replace(frame, b"") == other.replace(same, b"")


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([text for text in TEXTS.values() if len(text) < 200]),
)


def removed(before: list[str], after: str) -> tuple[str, tuple[str, ...]]:
    """Write each name after a piece of text, mark it as a person, and redact."""
    text = ""
    people: list[Entity] = []
    for piece, name in zip(before, NAMES, strict=True):
        text += piece
        span = (len(text), len(text) + len(name))
        people.append(
            Entity(f"p{len(people)}", "person", (span,), (name,), "remove", None, "masc", 1.0)
        )
        text += name
    text += after
    choices = {person.id: Choice("remove", NEW[person.forms[0]]) for person in people}
    done = redact(text, Analysis("ru", (), tuple(people)), choices, bytes(32))
    return done.text, tuple(name for name in NAMES if name not in "".join([*before, after]))


@given(st.lists(PIECES, min_size=len(NAMES), max_size=len(NAMES)), PIECES)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_original_name_can_be_read_from_any_export_by_any_reader(
    before: list[str], after: str
) -> None:
    text, names = removed(before, after)
    for form in FORMATS:
        written = render(account(text), form)
        found = own(form, written)
        assert found.odd == ()
        everything = "\n".join(
            [*(segment.text for segment in found.segments), second(form, written), strings(written)]
        )
        folded = squeezed(unicodedata.normalize("NFKC", everything)).casefold()
        assert [name for name in names if name.casefold() in folded] == []


def between(sign: str) -> Callable[[str, int], str]:
    return lambda name, at: name[: at % len(name)] + sign + name[at % len(name) :]


# Ways to write a name so that a reader still reads it: (name, a number) → the name, disguised.
DISGUISES: dict[str, Callable[[str, int], str]] = {
    "small": lambda name, at: name.lower(),
    "capitals": lambda name, at: name.upper(),
    "a stress mark": between("\u0301"),
    "many marks": between("\u0301\u0323" * 50),
    "a soft hyphen": between("\u00ad"),
    "zero width": between("\u200b"),
    "joiner": between("\u200d\u2060"),
    "turned": lambda name, at: f"\u202a{name}\u202c",
    "tag signs": between("\U000e0041\U000e007f"),
    "an escape's end": between("\x1b"),
    "a noncharacter": between("\ufffe"),
    "a private sign": between("\ue000"),
    "a filler": between("\u3164"),
    "a variation": between("\ufe0f"),
    "half a pair": between("\ud800"),
    "look-alikes": lambda name, at: name.translate(str.maketrans("аеорсху", "aeopcxy")),
    "Cyrillic look-alikes": lambda name, at: name.translate(str.maketrans("aeopcxy", "аеорсху")),
    "Greek look-alikes": lambda name, at: name.translate(str.maketrans("oоΟ", "οοΟ")),
    "wide": lambda name, at: "".join(
        chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalpha() else sign for sign in name
    ),
    "as a tag": lambda name, at: f"<{name}>",
    "as a link": lambda name, at: f"[{name}](x)",
    "as a picture": lambda name, at: f"![{name}](x)",
    "emphasis": lambda name, at: f"**{name}**",
    "in a comment": lambda name, at: f"<!-- {name} -->",
    "as a formula": lambda name, at: f"={name}",
    "over a line": between("-\n"),
}


@given(
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.sampled_from(sorted(DISGUISES)), st.integers(1, 7)), max_size=4),
)
@settings(max_examples=250, deadline=None, derandomize=True)
def test_a_name_that_was_left_in_any_disguise_is_found_in_every_format(
    name: str, disguises: list[tuple[str, int]]
) -> None:
    written = name
    for sort, at in disguises:
        written = DISGUISES[sort](written, at)
    text = f"Потом тут был {written} и всё."
    originals = (gate.Original("p1", "person", (name,), ("Авдеев",)),)
    for form in FORMATS:
        found = own(form, render(account(text), form))
        leaks = gate.search(found, originals, language="ru", analyse=nobody)
        assert {leak.sort for leak in leaks} == {"original"}
