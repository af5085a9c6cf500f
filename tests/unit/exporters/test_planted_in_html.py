"""Every way of hiding a removed name in an HTML file must be found and refused."""

from __future__ import annotations

import pytest

from cli.exporters import gate, html_, html_reader
from tests.unit.exporters.planted import CLEAN, REMOVED, account, nobody

# What takes the place of «§» in a clean file's paragraph.
PLANTED = {
    "split by a tag": "Сидо<b>рен</b>ко",
    "split by many tags": "<i>С</i><i>е</i><i>р</i><i>г</i><i>е</i><i>й</i>",
    "split by a comment": "Сидо<!-- x -->ренко",
    "split by a word break": "Сидо<wbr>ренко",
    "split by a soft hyphen": "Сидо&shy;ренко",
    "split by a zero-width entity": "Сидо&#8203;ренко",
    "split over two paragraphs": "Сидо</p><p>ренко",
    "split by a line break": "Сидо<br>ренко",
    "with look-alikes": "Cepгeй",
    "with look-alikes in entities": "&#67;&#101;&#112;гей",
    "in decimal entities": "&#1057;&#1077;&#1088;&#1075;&#1077;&#1081;",
    "in hexadecimal entities": "&#x421;&#x435;&#x440;&#x433;&#x435;&#x439;",
    "in entities without semicolons": "&#1057&#1077&#1088&#1075&#1077&#1081",
    "in a comment": "<!-- Сергей -->",
    "in a comment that never ends": "<!-- Сергей",
    "in a comment that ends early": "<!--> Сергей -->",
    "in a declaration": "<!DOCTYPE Сергей>",
    "in an instruction": "<?author Сергей?>",
    "in a section of characters": "<![CDATA[Сергей]]>",
    "in the text of a picture": '<img src="x.png" alt="Сергей Сидоренко">',
    "in the name of a picture": '<img src="sidorenko.png">',
    "in an address with escapes": '<a href="https://a.b/%D0%A1%D0%B5%D1%80%D0%B3%D0%B5%D0%B9">x</a>',
    "in a title": '<span title="Сергей">x</span>',
    "in an attribute with entities": '<span title="&#1057;ергей">x</span>',
    "in an attribute without quotes": "<span title=Сергей>x</span>",
    "in the name of an attribute": '<span data-sidorenko="x">x</span>',
    "in a class": '<p class="sidorenko">x</p>',
    "in the name of a tag": "<sidorenko>x</sidorenko>",
    "in a closing tag": "x</sidorenko>",
    "in a property": '<meta name="author" content="Сергей Сидоренко">',
    "in a script": "<script>var a = 'Сергей'</script>",
    "in a style": "<style>.sidorenko { color: red }</style>",
    "in a style with escapes": r"<style>p::after { content: '\421\435\440\433\435\439' }</style>",
    "in a hidden paragraph": '<p hidden style="display: none">Сергей</p>',
    "in a template": "<template>Сергей</template>",
    "in a form": '<input type="hidden" value="Сергей">',
    "in a text area": "<textarea>Сергей</textarea>",
    "in a broken tag": "<span title='Сергей' x",
    "in another language": '<p lang="sidorenko">x</p>',
}
# Text inside an allowed paragraph is refused for what it says; all else for what it is, too.
IN_PLAIN_TEXT = {
    "split by a soft hyphen",
    "split by a zero-width entity",
    "split over two paragraphs",
    "split by a line break",
    "with look-alikes",
    "with look-alikes in entities",
    "in decimal entities",
    "in hexadecimal entities",
    "in entities without semicolons",
}


def planted(what: str) -> str:
    return html_.render(account(f"{CLEAN}\n\nПотом § и всё.")).replace("§", what)


@pytest.mark.parametrize("sort", PLANTED)
def test_what_was_removed_is_found_in_html(sort: str) -> None:
    found = html_reader.read(planted(PLANTED[sort]))
    sorts = {leak.sort for leak in gate.search(found, REMOVED, language="ru", analyse=nobody)}
    assert "original" in sorts
    assert ("unreadable" in sorts) == (sort not in IN_PLAIN_TEXT)


@pytest.mark.parametrize(
    "what",
    [
        "<b>x</b>",
        "<!-- x -->",
        '<a href="https://a.b">x</a>',
        "<script></script>",
        "<style>p {}</style>",
        '<link rel="stylesheet" href="x.css">',
        '<p onclick="x()">x</p>',
        '<meta http-equiv="refresh" content="0">',
        "<P>x</P>",
        "<p >x</p>",
        "<base href=x>",
        "a < b",
    ],
)
def test_html_that_no_export_has_is_refused_whatever_it_says(what: str) -> None:
    leaks = gate.search(html_reader.read(planted(what)), (), language="ru", analyse=nobody)
    assert {leak.sort for leak in leaks} == {"unreadable"}


def test_a_file_asks_nobody_for_anything() -> None:
    written = html_.render(account(CLEAN))
    assert "default-src 'none'" in written
    assert "<script" not in written
    assert not [
        word for word in ("http://", "https://", "src=", "href=", "url(") if word in written
    ]
    assert '<html lang="ru">' in written
