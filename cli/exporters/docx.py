"""Writes a safe account as DOCX: four parts, the fewest that a word processor opens.

A word processor would add who wrote it, when, for how long and in which order (properties,
revision marks, themes, settings). Nothing of that is here: each part but the document is constant,
and so are the order, the times and the methods of the archive. Nothing is compressed, so that what
stands in the file can be read in its bytes, and equal accounts give equal files everywhere.

Source: ECMA-376, part 1 (WordprocessingML) and part 2 (packages).
"""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Final

from cli.exporters.account import Account
from cli.exporters.clean import paragraphs, visible

EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
MARKS: Final = 0x20  # of a plain file
LANGUAGES: Final = {"en": "en-GB", "ru": "ru-RU", "uk": "uk-UA"}
MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN: Final = "http://schemas.openxmlformats.org"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'{_DECLARATION}<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    "</Types>"
)


def _relation(sort: str, target: str) -> str:
    return (
        f'{_DECLARATION}<Relationships xmlns="{_OPEN}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/{sort}" '
        f'Target="{target}"/></Relationships>'
    )


def _style(key: str, name: str, how: str, default: str = "") -> str:
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"{how}</w:style>"
    )


def _styles(language: str) -> str:
    return (
        f'{_DECLARATION}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="24"/>'
        f'<w:lang w:val="{LANGUAGES[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="312" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        + _style("Normal", "Normal", "<w:qFormat/>", ' w:default="1"')
        + _style("Heading1", "heading 1", _heading(0, 36))
        + _style("Heading2", "heading 2", _heading(1, 28))
        + _style("Note", "Note", "<w:rPr><w:i/></w:rPr>")
        + "</w:styles>"
    )


def _heading(level: int, size: int) -> str:
    return (
        f'<w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="{level}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    )


def constants(language: str) -> dict[str, str]:
    """Give the parts that do not depend on the account, in the order of the archive."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relation("officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
        "word/styles.xml": _styles(language),
    }


def render(account: Account) -> bytes:
    """Give the whole file."""
    language = account.language if account.language in LANGUAGES else "en"
    parts = {**constants(language), "word/document.xml": _document(account)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0  # the same on every machine
            entry.external_attr = MARKS
            archive.writestr(entry, text.encode())
    return out.getvalue()


def _document(account: Account) -> str:
    body = [_paragraph([account.title], "Heading1"), _paragraph([account.note], "Note")]
    for answer in account.answers:
        if answer.question:
            body.append(_paragraph([" ".join(visible(answer.question).split())], "Heading2"))
        body += [_paragraph(lines) for lines in paragraphs(visible(answer.text))]
    return (
        f'{_DECLARATION}<w:document xmlns:w="{MAIN}"><w:body>{"".join(body)}'
        "<w:sectPr/></w:body></w:document>"
    )


def _paragraph(lines: list[str], style: str = "") -> str:
    form = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    texts = [f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines]
    return f"<w:p>{form}<w:r>{'<w:br/>'.join(texts)}</w:r></w:p>"
