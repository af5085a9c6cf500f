"""Every way of hiding a removed name in a DOCX file must be found and refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from cli.exporters import docx, docx_reader, gate
from cli.exporters.found import Read, UnreadableError
from tests.unit.exporters.planted import CLEAN, REMOVED, account, nobody

W = f'xmlns:w="{docx.MAIN}"'
NEXT = '</w:t></w:r>{}<w:r><w:t xml:space="preserve">'  # something between two runs
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>Сергей Сидоренко</dc:creator></cp:coreProperties>"
)


def entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, docx.EPOCH)
    made.create_system, made.external_attr = 0, docx.MARKS
    return made


def packed(
    change: Callable[[dict[str, bytes]], object] = len,
    touch: Callable[[zipfile.ZipInfo], object] = str,
    comment: bytes = b"",
) -> bytes:
    """Write a clean account, with its parts or its archive's entries changed."""
    clean = docx.render(account(f"{CLEAN}\n\nПотом @ и всё."))
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            made = entry(name)
            touch(made)
            archive.writestr(made, data)
        archive.comment = comment
    return out.getvalue()


def in_text(xml: str) -> Callable[[dict[str, bytes]], object]:
    """Put runs of one's own in place of «@»; a broken bar begins another run."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts[docx_reader.DOCUMENT].decode()
        assert "@" in text
        opened = xml.replace("¦", NEXT.format(""))
        parts[docx_reader.DOCUMENT] = text.replace("@", opened).encode()

    return change


def in_part(name: str, data: str, encoding: str = "utf-8") -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.__setitem__(name, data.encode(encoding))


def in_styles(old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/styles.xml"].decode()
        assert old in text
        parts["word/styles.xml"] = text.replace(old, new).encode()

    return change


UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><a>Сергей</a>'
DRAWN = '<w:drawing><wp:docPr xmlns:wp="urn:x" id="1" name="{}" descr="{}" title="{}"/></w:drawing>'


def between(xml: str) -> Callable[[dict[str, bytes]], object]:
    return in_text(NEXT.format(xml))


PLANTED: dict[str, bytes] = {
    "split over two runs": packed(in_text("Сидо¦ренко")),
    "split over a run a letter": packed(in_text("С¦е¦р¦г¦е¦й")),
    "split over two paragraphs": packed(
        in_text('Сидо</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">ренко')
    ),
    "split by a line break": packed(in_text('Сидо</w:t><w:br/><w:t xml:space="preserve">ренко')),
    "split by a soft hyphen's element": packed(
        in_text('Сидо</w:t><w:softHyphen/><w:t xml:space="preserve">ренко')
    ),
    "split by a soft hyphen": packed(in_text("Сидо&#173;ренко")),
    "split by a comment": packed(in_text("Сидо<!-- x -->ренко")),
    "split by an instruction": packed(in_text("Сидо<?x y?>ренко")),
    "split by a proofing mark": packed(in_text(f"Сидо{NEXT.format('<w:proofErr/>')}ренко")),
    "with look-alikes": packed(in_text("Cepгeй")),
    "in entities": packed(in_text("&#1057;&#1077;&#1088;&#x433;&#x435;&#x439;")),
    "in a section of characters": packed(in_text("<![CDATA[Сергей]]>")),
    "in a comment of the XML": packed(in_text("<!-- Сергей -->")),
    "in an instruction": packed(in_text("<?author Сергей?>")),
    "in deleted text": packed(between("<w:del><w:r><w:delText>Сергей</w:delText></w:r></w:del>")),
    "in the author of a change": packed(between('<w:ins w:author="Сергей Сидоренко"/>')),
    "in hidden text": packed(
        between("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Сергей</w:t></w:r>")
    ),
    "in a field": packed(
        between("<w:r><w:instrText>HYPERLINK http://a.b/hnatiuk</w:instrText></w:r>")
    ),
    "in a bookmark": packed(between('<w:bookmarkStart w:id="0" w:name="sidorenko"/>')),
    "in the text of a picture": packed(between(DRAWN.format("x", "Сергей Сидоренко", "x"))),
    "in the name of a picture": packed(between(DRAWN.format("sidorenko.png", "x", "x"))),
    "in the title of a picture": packed(between(DRAWN.format("x", "x", "Сергей"))),
    "in the name of a style of a paragraph": packed(
        between('<w:pPr><w:pStyle w:val="Сидоренко"/></w:pPr>')
    ),
    "in a revision id of one's own": packed(between('<w:r w:rsidR="sidorenko"/>')),
    "in the name of an element": packed(between("<sidorenko/>")),
    "in the name of an attribute": packed(between('<w:r sidorenko="1"/>')),
    "in text outside a paragraph": packed(in_text("</w:t>Сергей<w:t>")),
    "in the name of a style": packed(in_styles('w:val="Note"', 'w:val="Сидоренко"')),
    "in the name of a font": packed(in_styles('w:cs="Georgia"', 'w:cs="Сидоренко"')),
    "in a comment among the styles": packed(in_styles("</w:styles>", "<!--Сергей--></w:styles>")),
    "in a property": packed(in_part("docProps/core.xml", CORE)),
    "in a custom property": packed(
        in_part("docProps/custom.xml", '<P><p name="Сергей"><v>x</v></p></P>')
    ),
    "in custom XML": packed(in_part("customXml/item1.xml", "<a><b>Сергей</b></a>")),
    "in a part in UTF-16": packed(
        in_part("customXml/item1.xml", UTF_16, "utf-16")
    ),
    "in a header": packed(
        in_part("word/header1.xml", f"<w:hdr {W}><w:p><w:r><w:t>Сергей</w:t></w:r></w:p></w:hdr>")
    ),
    "in a note of an editor": packed(
        in_part("word/comments.xml", f'<w:comments {W}><w:comment w:author="Сергей"/></w:comments>')
    ),
    "in an address": packed(
        in_part("word/_rels/document.xml.rels", '<R><r Target="http://a.b/hnatiuk"/></R>')
    ),
    "in an address with escapes": packed(
        in_part("_rels/.rels", '<R><r Target="%D0%A1%D0%B5%D1%80%D0%B3%D0%B5%D0%B9.xml"/></R>')
    ),
    "in the list of types": packed(
        in_part("[Content_Types].xml", '<T><O PartName="/sidorenko.xml"/></T>')
    ),
    "in a part that is no XML": packed(in_part("word/vbaProject.bin", "\0Сергей\0", "utf-16-le")),
    "in a part's name": packed(in_part("word/media/sidorenko.png", "x")),
    "in a part's comment": packed(touch=lambda one: setattr(one, "comment", "Сергей".encode())),
    "in a part's extra field": packed(
        touch=lambda one: setattr(one, "extra", b"\x99\x99\x0c\x00" + "Сергей".encode())
    ),
    "in the archive's comment": packed(comment="Сергей".encode()),
    "before the archive": "Сергей".encode() + packed(),
    "behind the archive's directory": packed(comment=b"\0" + "Сергей".encode("utf-16-le")),
}  # fmt: skip
IN_PLAIN_TEXT = {
    "split over two runs",
    "split over a run a letter",
    "split over two paragraphs",
    "split by a line break",
    "split by a soft hyphen",
    "with look-alikes",
    "in entities",
    "in a section of characters",
}


def leaks(found: Read) -> set[str]:
    return {leak.sort for leak in gate.search(found, REMOVED, language="ru", analyse=nobody)}


@pytest.mark.parametrize("sort", PLANTED)
def test_what_was_removed_is_found_in_docx(sort: str) -> None:
    sorts = leaks(docx_reader.read(PLANTED[sort]))
    assert "original" in sorts
    assert ("unreadable" in sorts) == (sort not in IN_PLAIN_TEXT)


MAY = (2026, 5, 1, 4, 5, 6)
ODD: dict[str, bytes] = {
    "a compressed part": packed(touch=lambda one: setattr(one, "compress_type", 8)),
    "a part with a time": packed(touch=lambda one: setattr(one, "date_time", MAY)),
    "a part from elsewhere": packed(touch=lambda one: setattr(one, "create_system", 3)),
    "a macro": packed(in_part("word/vbaProject.bin", "x")),
    "a missing part": packed(lambda parts: parts.pop("word/styles.xml")),
    "another style": packed(in_styles("Georgia", "Arial")),
    "a link": packed(between("<w:hyperlink/>")),
    "an included file": packed(between("<w:altChunk/>")),
}  # fmt: skip


@pytest.mark.parametrize("sort", ODD)
def test_docx_that_no_export_has_is_refused_whatever_it_says(sort: str) -> None:
    assert leaks(docx_reader.read(ODD[sort])) == {"unreadable"}


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "Сергей">]><a>&b;</a>'
BROKEN: dict[str, bytes] = {
    "no archive": b"x",
    "nothing": b"",
    "half an archive": docx.render(account(CLEAN))[:900],
    "a document type": packed(in_part(docx_reader.DOCUMENT, DOCTYPE)),
    "no XML": packed(in_part(docx_reader.DOCUMENT, "<a>")),
    "a wrong checksum": packed().replace("Потом".encode(), "Потым".encode()),
    "a name that differs from the directory's": packed().replace(b"word/styles", b"word/stylex", 1),
}


@pytest.mark.parametrize("sort", BROKEN)
def test_docx_that_cannot_be_read_is_refused(sort: str) -> None:
    with pytest.raises(UnreadableError):
        docx_reader.read(BROKEN[sort])


def test_a_docx_that_unpacks_to_too_much_is_refused_unread() -> None:
    def big(parts: dict[str, bytes]) -> None:
        parts["word/x.xml"] = bytes(docx_reader.MOST_BYTES + 1)

    with pytest.raises(UnreadableError, match="too large"):
        docx_reader.read(packed(big, touch=lambda one: setattr(one, "compress_type", 8)))


def test_the_helper_that_plants_changes_nothing_by_itself() -> None:
    assert packed() == docx.render(account(f"{CLEAN}\n\nПотом @ и всё."))
    assert leaks(docx_reader.read(packed())) == set()
