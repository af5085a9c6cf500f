"""`testimony mark` and `testimony patterns`, as an editor uses them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from cli.patterns import sheet
from cli.patterns.guard import Shown
from cli.patterns.plot import draw
from cli.patterns.releases import Patterns
from cli.patterns.tables import Cell, Table
from crypto.codename import Codename, derive
from crypto.testimony import Answer
from tests.unit.cli.newsroom import Newsroom

QUESTIONS = """
[[sections]]
id = "all"
title = { en = "All", ru = "Всё", uk = "Усе" }
[[sections.questions]]
id = "text"
kind = "text"
label = { en = "What happened?", ru = "Что было?", uk = "Що було?" }
[[sections.questions]]
id = "danger"
kind = "one"
label = { en = "Are you in danger?", ru = "Вам что-то угрожает?", uk = "Вам щось загрожує?" }
options = [
  { id = "no", label = { en = "No", ru = "Нет", uk = "Ні" } },
  { id = "unsure", label = { en = "Not sure", ru = "Не знаю", uk = "Не знаю" } },
  { id = "yes", label = { en = "Yes", ru = "Да", uk = "Так" } },
]
"""


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    asked = tmp_path / "asked.toml"
    asked.write_text(QUESTIONS, encoding="utf-8")
    return Newsroom.make(tmp_path, "--questionnaire", str(asked))


def fill(room: Newsroom, danger: str, number: int, **more: object) -> list[str]:
    """Collect `number` accounts with this answer and mark them; return their ids."""
    before = set(room.cases())
    answers: dict[str, Answer] = {"danger": danger}
    sealed = [room.seal(f"It was so, {i}.", answers=answers, **more) for i in range(number)]  # type: ignore[arg-type]
    new = sorted(set(room.collect(room.handover(sealed))) - before)
    room.done("mark", room.vault, *new, "--verified")
    return new


def danger(room: Newsroom, *options: str | Path) -> dict[str, int | None]:
    """Return the counts of one question, as a script reads them."""
    value = json.loads(room.done("patterns", room.vault, "--json", *options).out)
    [table] = [found for found in value["questions"] if found["id"] == "danger"]
    return {option["id"]: option["count"] for option in table["options"]}


def test_only_marked_accounts_count(room: Newsroom) -> None:
    fill(room, "no", 9)
    fill(room, "yes", 6)
    room.collect(room.handover([room.seal("A stranger.", answers={"danger": "yes"})]))
    assert danger(room) == {"no": 9, "unsure": None, "yes": 6, "": None}


def test_too_few_are_refused_and_nothing_is_written(room: Newsroom) -> None:
    fill(room, "no", 9)
    said = room.refused("patterns", room.vault, "--out", room.folder / "out")
    assert "Of 10 verified witnesses that are needed, 9 can be counted" in said


def test_a_release_is_remembered_and_does_not_move_by_one(room: Newsroom) -> None:
    fill(room, "no", 10)
    fill(room, "yes", 10)
    assert danger(room, "--out", room.folder / "first")["yes"] == 10
    fill(room, "yes", 1)
    assert danger(room, "--out", room.folder / "second")["yes"] == 10
    fill(room, "yes", 4)
    assert danger(room)["yes"] == 15


def test_one_witness_counts_once(room: Newsroom) -> None:
    keys = derive(Codename.generate(), b"s" * 16)
    fill(room, "no", 8)
    fill(room, "yes", 6)
    fill(room, "yes", 3, reply=keys.given())
    assert danger(room) == {"no": 8, "unsure": None, "yes": 7, "": None}


def test_who_allowed_no_publication_is_not_counted(room: Newsroom) -> None:
    room.collect(room.handover([room.seal("No.", publish="no")]))
    said = room.refused("mark", room.vault, *room.cases(), "--verified")
    assert "allowed no publication" in said
    # Nor if a mark of another version of this tool says so.
    vault = room.open()
    with vault.writing():
        Patterns(verified=room.cases()).store(vault)
    fill(room, "no", 9)
    assert "9 can be counted" in room.refused("patterns", room.vault)


def test_a_mark_can_be_taken_back(room: Newsroom) -> None:
    names = fill(room, "no", 2)
    assert room.done("mark", room.vault).out.split() == names
    room.done("mark", room.vault, names[0], "--not-verified")
    assert room.done("mark", room.vault).out.split() == names[1:]


def test_the_minimum_never_goes_back(room: Newsroom) -> None:
    fill(room, "no", 10)
    fill(room, "yes", 10)
    room.done("patterns", room.vault, "--out", room.folder / "first", "--minimum", "8")
    assert json.loads(room.done("patterns", room.vault, "--json").out)["minimum"] == 8


def test_a_release_is_a_sheet_and_two_pictures_a_question(room: Newsroom) -> None:
    fill(room, "no", 10)
    fill(room, "yes", 10)
    out = room.folder / "safe" / "patterns"
    room.done("patterns", room.vault, "--out", out, "--language", "ru")
    with (out / "patterns.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["question"] == "danger"]
    assert [(row["option"], row["count"], row["note"]) for row in rows] == [
        ("no", "10", ""),
        ("unsure", "", "withheld"),
        ("yes", "10", ""),
        ("", "", "withheld"),
    ]
    assert rows[0]["question in words"] == "Вам что-то угрожает?"
    assert ElementTree.parse(out / "danger.svg").getroot().tag.endswith("svg")
    with Image.open(out / "danger.png") as picture:
        assert picture.format == "PNG"
        assert set(picture.info) <= {"dpi"}
    said = room.refused("patterns", room.vault, "--out", out)
    assert "not an empty folder" in said


def test_a_look_releases_nothing(room: Newsroom) -> None:
    fill(room, "no", 8)
    fill(room, "yes", 8)
    before = room.contents()
    assert "may be published" in room.done("patterns", room.vault).err
    assert room.contents() == before


def test_a_picture_tells_nothing_of_when_or_where_it_was_made() -> None:
    cells = [Shown("a", "costs $5 and $6", 12), Shown("b", "B", None), Shown("c", "C", 7, True)]
    first, second = (draw("Q?", cells, 20, "en") for _ in range(2))
    assert first == second
    assert b"<dc:" not in first["svg"]
    with Image.open(io.BytesIO(first["png"])) as picture:
        assert picture.info.keys() <= {"dpi"}


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_of_the_sheet_is_a_formula(begin: str) -> None:
    table = Table("q", begin, "one", (Cell("o", begin, 9),))
    [_, row] = csv.reader(sheet.dumps([(table, (Shown("o", begin, 9),))]).splitlines())
    assert row[2:4] == [f"'{begin}"] * 2
