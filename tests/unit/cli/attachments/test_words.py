"""Words out of documents: what stands there to be read, and nothing that hides beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from cli.attachments import docx_text
from cli.attachments.cell import Cell, order
from cli.attachments.decoding import Cannot, Tools, clean
from cli.attachments.kinds import kind_of
from tests.unit.cli.attachments import specimens
from tests.unit.cli.attachments.openers import words
from tests.unit.cli.attachments.specimens import BODY, docx

WRITTEN = b"BT /F 9 Tf 10 40 Td (Daniil was taken.) Tj ET"
PDF = specimens.pdf().replace(
    b"3 0 obj<</Length 22>>stream\n0 0 0 rg 10 10 50 20 re f\n",
    b"3 0 obj<</Length %d>>stream\n%s\n" % (len(WRITTEN) + 1, WRITTEN),
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The decoders, here without their closed process: for files that we made ourselves."""
    return Tools(None)


def test_of_a_letter_its_paragraphs_come_out_of_the_closed_process() -> None:
    data = docx()
    assert kind_of(data).name == "DOCX"
    [text] = words(Cell(), data, "DOCX")
    assert text == "Мене зупинили\tо 06:40\nбіля метро.\n\nДругий абзац."


def test_of_a_printed_document_its_words_come_beside_its_pages(tools: Tools) -> None:
    made = list(tools(PDF, order("PDF", len(PDF))))
    assert len(made) == 2
    assert made[1] == "Daniil was taken."


def test_a_scanned_document_has_no_words(tools: Tools) -> None:
    data = specimens.pdf()
    assert len(list(tools(data, order("PDF", len(data))))) == 1


def relabelled(data: bytes) -> bytes:
    """A letter whose text says that it is encrypted."""
    at = data.rindex(b"PK\1\2", 0, data.rindex(b"word/document.xml"))
    return data[: at + 8] + b"\1" + data[at + 9 :]


def doubled() -> bytes:
    """A letter with two texts: who reads the first, and who the last?"""
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr(docx_text.PART, "<other/>")
    return out.getvalue()


ENTITIES = "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a table": (lambda: docx().replace(b"word/document.xml", b"xl/workbookss.xml"), "office"),
    "a letter that is locked": (lambda: relabelled(docx()), "office"),
    "a letter with two texts": (doubled, "office"),
    "a letter that declares entities": (lambda: docx(before=ENTITIES), "broken"),
    "a letter that ends early": (lambda: docx()[:-30], "broken"),
    "a letter whose text ends early": (lambda: docx("<w:p>"), "broken"),
    "a letter without words": (lambda: docx("<w:p/>"), "wordless"),
    "a letter of 40 megabytes": (lambda: docx(BODY + "<w:p/>" * 7_000_000), "broken"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(tools: Tools, what: str) -> None:
    make, why = REFUSED[what]
    data = make()
    with pytest.raises(Cannot) as cannot:
        list(tools(data, order("DOCX", len(data))))
    assert cannot.value.why == why


def test_words_lose_what_decoders_put_between_them() -> None:
    assert clean(" one\r\ntwo\rthree\x0cfour ") == "one\ntwo\nthree\nfour"
    assert clean("hyphen\x02\nated and hy\ufffe\nphenated") == "hyphenated and hyphenated"
    assert clean("a\x00b\x1b[31mc\x85d\ue000e\ufffff") == "ab[31mcdef"
