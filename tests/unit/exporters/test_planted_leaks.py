"""Every way of hiding a removed name in a finished file must be found; clean files must pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.exporters import docx_reader, gate, html_reader, json_
from cli.exporters.account import Account, Answer
from cli.exporters.formats import FORMATS, Format, render
from cli.exporters.found import Read
from cli.exporters.needles import known_words
from cli.exporters.readers import read_json, read_markdown
from cli.redaction.decisions import Allowed
from tests.unit.exporters.planted import CLEAN, REMOVED, account, nobody

# What a file's text must not hold, in words of the text itself.
IN_TEXT = {
    "as it stood": "пришёл Сергей",
    "in another case": "видели Сидоренкам привет, с Сергеем",
    "the Ukrainian in another case": "з Оксаною",
    "a patronymic alone in another case": "від Петрівни",
    "in lower case": "это сергей",
    "in capitals": "ЭТО СЕРГЕЙ",
    "in Latin letters": "his name was Serhei, no, Sergey",
    "a Latin name in Cyrillic letters": "его звали Гнатюк",
    "a Latin possessive": "Hnatiuk’s house",
    "with Latin look-alikes": "пришёл Cepгeй",
    "with Greek look-alikes": "пришёл Сεргей",
    "with a zero-width sign": "пришёл Сер\u200bгей",
    "with a soft hyphen": "пришёл Сидо\u00adренко",
    "with stress marks": "пришёл Серге́й",
    "as wide letters": "Ｈｎａｔｉｕｋ was there",
    "hyphenated over a line": "пришёл Сидо-\nренко",
    "split by a line break": "пришёл Сидо\nренко",
    "split by a space": "пришёл Сидо ренко",
    "spelled with spaces": "пришёл С е р г е й",
    "spelled with full stops": "пришёл С.е.р.г.е.й.",
    "spelled with dashes": "пришёл С-е-р-г-е-й",
    "inside another word": "файл СергейСидоренко",
    "inside a file name": "файл sidorenko_foto.jpg",
    "with е for ё": "из Новоселовки",
    "the number as it stood": "звоните +38 (050) 991-27-64",
    "the number without its beginning": "звоните 050 991 27 64",
    "the number in other groups": "звоните 0 5 0 9 9 1 2 7 6 4",
    "the number without signs": "звоните 380509912764",
    "the number in full-width digits": "звоните ０５０９９１２７６４",
    "the handle": "ник @sid_serg.91",
    "the handle without signs": "ник sidserg91",
    "the address": "почта sidor.dnepr@ukr.net",
    "the name in the address": "почта sidor dnepr",
    "the date": "это было 14 марта 2022 года",
    "the date with other spaces": "это было 14\u00a0марта  2022\nгода",
    "a name that is a word, as a name": "Тогда Вера ушла",
}

IN_MARKDOWN: dict[str, str] = {
    "split by emphasis": "пришёл Сидо**рен**ко\n",
    "split by a tag": "пришёл Сидо<b>рен</b>ко\n",
    "split by a comment": "пришёл Сидо<!-- x -->ренко\n",
    "split by a code mark": "пришёл Сидо`рен`ко\n",
    "in the text of a picture": "![Сергей Сидоренко](a.png)\n",
    "in the name of a picture": "![x](sidorenko.png)\n",
    "in an address with escapes": "[x](https://a.b/%D0%A1%D0%B5%D1%80%D0%B3%D0%B5%D0%B9)\n",
    "in the title of a link": '[x](a.html "Сергей")\n',
    "in a link's definition": "[x]: http://a.b/hnatiuk 'Сергей'\n",
    "in an address between angles": "<http://a.b/hnatiuk>\n",
    "in a comment": "<!-- Сергей -->\n",
    "in an attribute": '<span title="Сергей">x</span>\n',
    "in decimal entities": "&#1057;&#1077;&#1088;&#1075;&#1077;&#1081;\n",
    "in hexadecimal entities": "&#x421;&#x435;&#x440;&#x433;&#x435;&#x439;\n",
    "split by an entity": "Сидо&shy;ренко\n",
    "escaped sign by sign": "С\\е\\р\\г\\ей \\*Сер\\гей\n",
    "in a heading": "# Сергей\n",
    "in a quotation": "> Сергей\n",
    "in a list": "1. Сергей\n",
    "in a table": "| a | Сергей |\n|---|---|\n",
    "in a block of code": "```text\nСергей\n```\n",
    "in the name of a block of code": "```Сергей\nx\n```\n",
}

IN_JSON: dict[str, str] = {
    "in a value of another key": '{"format": "x", "author": "Сергей"}',
    "in a key": '{"Сергей": "x"}',
    "in a key deep down": '{"answers": [{"id": "text", "Сергей": {"x": 1}}]}',
    "in escapes": '{"title": "\\u0421\\u0435\\u0440\\u0433\\u0435\\u0439"}',
    "in escapes of a key": '{"\\u0421\\u0435\\u0440\\u0433\\u0435\\u0439": 1}',
    "as a number": '{"title": 380509912764}',
    "in a list": '{"answers": ["Сергей"]}',
    "behind a doubled key": '{"title": "Сергей", "title": "x"}',
    "split by an escape": '{"title": "Сер\\u00adгей"}',
}


FORM = pytest.mark.parametrize("form", FORMATS)


def reread(form: Format, written: bytes) -> Read:
    """Read a file of any format back by its own reader."""
    if form == "docx":
        return docx_reader.read(written)
    readers = {"md": read_markdown, "html": html_reader.read, "json": read_json}
    return readers[form](written.decode())


@FORM
@pytest.mark.parametrize("sentence", IN_TEXT)
def test_what_was_removed_is_found_in_the_text_of_a_file(sentence: str, form: Format) -> None:
    text = f"{CLEAN}\n\nПотом {IN_TEXT[sentence]} и всё."
    found = reread(form, render(account(text), form))
    leaks = gate.search(found, REMOVED, language="ru", analyse=nobody)
    assert [leak.sort for leak in leaks][:1] == ["original"]
    assert all("Потом" in leak.sentence or "всё" in leak.sentence for leak in leaks[:1])


@pytest.mark.parametrize("sentence", IN_MARKDOWN)
def test_what_was_removed_is_found_in_markdown(sentence: str) -> None:
    found = read_markdown(f"# x\n\n{CLEAN}\n\n{IN_MARKDOWN[sentence]}")
    leaks = gate.search(found, REMOVED, language="ru", analyse=nobody)
    assert "original" in {leak.sort for leak in leaks}


@pytest.mark.parametrize("sentence", IN_JSON)
def test_what_was_removed_is_found_in_json(sentence: str) -> None:
    leaks = gate.search(read_json(IN_JSON[sentence]), REMOVED, language="ru", analyse=nobody)
    assert "original" in {leak.sort for leak in leaks}


@FORM
def test_the_search_finds_nothing_in_a_clean_account(form: Format) -> None:
    found = reread(form, render(account(CLEAN), form))
    assert gate.search(found, REMOVED, language="ru", analyse=nobody) == []


@FORM
def test_a_clean_account_passes(tmp_path: Path, form: Format) -> None:
    path = tmp_path / f"account-1.{form}"
    path.write_bytes(render(account(CLEAN), form))
    found = gate.check(path, form, REMOVED, known=known_words([CLEAN]), language="ru")
    assert found == []


@FORM
def test_a_name_in_the_file_name_is_found(tmp_path: Path, form: Format) -> None:
    path = tmp_path / f"sidorenko.{form}"
    path.write_bytes(render(account(CLEAN), form))
    found = gate.check(path, form, REMOVED, known=known_words([CLEAN]), language="ru")
    assert [leak.where for leak in found] == ["file name"]


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("json", b'{"title": '),
        ("json", b"[" * 100_000),
        ("json", b"\xff\xfe\x00"),
        ("md", b"\xc3\x28"),
        ("html", b"\xc3\x28"),
        ("docx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, form: Format, data: bytes) -> None:
    path = tmp_path / "account-1"
    path.write_bytes(data)
    assert [leak.sort for leak in gate.check(path, form, ())] == ["unreadable"]


@pytest.mark.parametrize(
    "change",
    [
        {"created": "2026"},
        {"answers": [{"id": "text", "question": "", "text": "x", "changes": "7"}]},
        {"answers": [{"id": "text", "question": "", "text": 7}]},
        {"answers": "x"},
        {"format": "other"},
    ],
)
def test_json_outside_the_schema_is_refused(change: dict[str, object]) -> None:
    document = json.loads(json_.render(account("x"))) | change
    leaks = gate.search(read_json(json.dumps(document)), (), analyse=nobody)
    assert leaks
    assert {leak.sort for leak in leaks} == {"unreadable"}


@pytest.mark.parametrize("text", ["<!-- x -->", "[x](y)", "![](y)", "<b>x</b>", "```\nx\n```"])
def test_markdown_that_no_export_has_is_refused(text: str) -> None:
    leaks = gate.search(read_markdown(text), (), analyse=nobody)
    assert {leak.sort for leak in leaks} == {"unreadable"}


def test_an_override_lets_one_place_pass_and_no_other() -> None:
    text = "Вера ушла. Вера ушла. Потом Вера вернулась."
    found = read_json(json_.render(account(text)))
    first = gate.search(found, REMOVED, language="ru", analyse=nobody)
    assert [(leak.found, leak.n) for leak in first] == [("Вера", 1), ("Вера", 2), ("Вера", 1)]
    second = gate.search(found, REMOVED, [first[1].allowed()], language="ru", analyse=nobody)
    assert second == [first[0], first[2]]


def test_an_override_of_another_sentence_lets_nothing_pass() -> None:
    found = read_json(json_.render(account("Вера ушла.")))
    other = [Allowed("Вера", "Вера вернулась.", 1)]
    assert gate.search(found, REMOVED, other, language="ru", analyse=nobody)


@FORM
def test_the_same_override_serves_every_format(form: Format) -> None:
    text = "Потом Вера (она одна) вернулась."
    leaks = gate.search(read_json(json_.render(account(text))), REMOVED, analyse=nobody)
    allowed = [leak.allowed() for leak in leaks]
    other = reread(form, render(account(text), form))
    assert gate.search(other, REMOVED, allowed, analyse=nobody) == []


@pytest.mark.parametrize(
    ("language", "sentence", "name"),
    [
        ("ru", "Потом к нам пришёл сосед Богдан Остапенко и всё рассказал.", "Богдан Остапенко"),
        ("uk", "Потім до нас прийшла сусідка Соломія Гриценко.", "Соломія Гриценко"),
        ("en", "Then our neighbour Tobias Whitcombe came and told us.", "Tobias Whitcombe"),
    ],
)
def test_a_name_that_nobody_decided_on_is_a_question(
    language: str, sentence: str, name: str
) -> None:
    """The engine itself reads the finished file: what it takes for a person must be decided."""
    found = read_json(json_.render(Account(language, (Answer("text", "", sentence),))))
    leaks = gate.search(found, (), language=language)
    assert leaks
    assert {leak.sort for leak in leaks} == {"question"}
    assert all(leak.found in f"сосед сусідка neighbour {name}" for leak in leaks)
    allowed = [leak.allowed() for leak in leaks]
    assert gate.search(found, (), allowed, language=language) == []
    known = known_words([name])
    assert gate.search(found, (), known=known, language=language) == []
