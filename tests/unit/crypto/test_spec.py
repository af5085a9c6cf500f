"""The specification pages state the numbers that the code holds."""

import re
from pathlib import Path

from crypto import handover, manifest, note, questionnaire, structure, testimony
from crypto.padding import SIZE_CLASSES

SPEC = Path(__file__).parents[3] / "docs" / "spec"


def _page(name: str) -> str:
    return (SPEC / f"{name}.md").read_text("utf-8")


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{5,}", text)]


def test_padding_lists_every_size_class() -> None:
    section = _page("padding").split("## 2.")[0]
    assert _numbers(section) == list(SIZE_CLASSES)


def test_envelope_lists_every_length() -> None:
    page = _page("envelope")
    assert f"header length   = {structure.HEADER_LEN}\n" in page
    line = next(line for line in page.splitlines() if line.startswith("The sixteen lengths"))
    assert _numbers(line) == list(structure.ENVELOPE_LENGTHS)
    assert f"{structure.HEADER_CAP // 1024} KiB" in page


def test_manifest_names_every_line_in_order() -> None:
    form = _page("manifest").split("## 2.")[0]
    example = form.split("## 1. Form")[1].split("\n\n")[1]
    keys = [line.split()[0] for line in example.splitlines()]
    assert keys == [manifest.KIND.split()[0], *manifest.KEYS]
    assert f"at most {manifest.MAX_DAYS} days" in form


def test_limits_are_the_code_s() -> None:
    page = _page("questionnaire")
    assert f"| the line | {questionnaire.MAX_BYTES // 1024} KiB |" in page
    assert f"1 to {questionnaire.MAX_LABEL} UTF-16 units" in page
    assert f"some of `{' '.join(questionnaire.CONSENT)}`" in page
    assert f"one of `{' '.join(questionnaire.REVEALS)}`" in page
    assert [name for name in questionnaire.PROMISES if f"`{name}`" not in page] == []
    assert f"more than {manifest.MAX_NOTE // 1024} KiB" in _page("manifest")
    page = _page("testimony")
    assert f"at most {testimony.MAX_JSON // 1024 // 1024} MiB" in page
    assert f"more than {testimony.MAX_MEMBERS} members" in page
    assert f"at most {testimony.MAX_ANSWERS} entries" in page
    assert f"more than {note.MAX_SIGNATURES} of them" in _page("note")
    assert f"{handover._LINE} bytes each" in _page("handover")
    assert f"{handover.MAX_ENTRIES // 1000} 000 envelopes" in _page("handover")
