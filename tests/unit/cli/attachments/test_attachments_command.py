"""The editor's way: list, prepare, look, cover, let leave; and nothing in clear on a disk."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cli.attachments import cell, cover, leaving, looking, shelf
from cli.errors import InputError, ToolError
from tests.unit.cli.attachments import specimens
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import propose
from tests.unit.cli.terminal import Terminal

FILES = {
    "1.jpg": specimens.portrait(),
    "2.pdf": specimens.pdf(2),
    "3.ogg": b"OggS\0\2 a voice",
    "4.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "5.docx": specimens.archive(),
    "6.txt": "Слова".encode(),
    "7.jpg": specimens.photograph()[:700],
}
WHY = {
    "3.ogg": "it is sound",
    "4.svg": "written as code",
    "5.docx": "or an archive: much hides in it",
    "7.jpg": "damaged or incomplete",
}


SIDE = 400  # points: pages are drawn small here, so that looking for faces takes no time


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell, "SIDE", SIDE)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newsroom, str]:
    """A newsroom whose one case has files of many kinds, opened already."""
    room = Newsroom.make(tmp_path_factory.mktemp("prepared"))
    [case] = room.collect(room.handover([room.seal(attachments=FILES)]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cell, "SIDE", SIDE)
        room.done("attachments", room.vault, case, "--prepare")
    return room, case


@pytest.fixture
def room(prepared: tuple[Newsroom, str], tmp_path: Path) -> tuple[Newsroom, str]:
    """A copy of it."""
    shutil.copytree(prepared[0].folder, tmp_path / "room")
    return Newsroom(tmp_path / "room"), prepared[1]


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory of this test's own, where previews go."""
    folder = looking.memory() / f"test-{os.getpid()}-{tmp_path.name}"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


def listed(room: Newsroom, case: str) -> dict[str, Any]:
    out = room.done("attachments", room.vault, case, "--json").out
    return {file["file"]: file for file in json.loads(out)}


def pictures(room: Newsroom, case: str) -> list[dict[str, Any]]:
    return [picture for file in listed(room, case).values() for picture in file["pictures"]]


def test_before_anything_was_opened_the_files_are_listed(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    [case] = room.collect(room.handover([room.seal(attachments={"1.jpg": b"x" * 70})]))
    shown = room.done("attachments", room.vault, case)
    assert "1.jpg  ?     70     not opened yet" in shown.out
    [other] = set(room.collect(room.handover([room.seal("No files.")], "other.tar"))) - {case}
    assert "came without files" in room.done("attachments", room.vault, other).err


def test_each_file_becomes_pictures_or_is_refused_by_name(room: tuple[Newsroom, str]) -> None:
    shown = room[0].done("attachments", room[0].vault, room[1])
    assert "1.jpg   JPEG" in shown.out
    assert "picture 1, 1 covered, 1 to look at" in shown.out
    assert "pictures 2–3, 0 covered, 2 to look at" in shown.out
    for name, reason in WHY.items():
        assert f"{name} stays here: " in shown.err
        assert reason in shown.err
    found = listed(*room)
    assert found["6.txt"]["text"] is True
    assert [len(file["pictures"]) for file in found.values()] == [1, 2, 0, 0, 0, 0, 0]
    [face] = found["1.jpg"]["pictures"][0]["boxes"]
    assert face[4] == "found"


@pytest.mark.slow
def test_a_second_run_opens_nothing_again_unless_asked(room: tuple[Newsroom, str]) -> None:
    newsroom, case = room
    before = newsroom.contents()
    newsroom.done("attachments", newsroom.vault, case, "--prepare")
    kept = {name for name in before if "picture-" in name}
    assert {name for name in newsroom.contents() if "picture-" in name} == kept
    newsroom.done("attachments", newsroom.vault, case, "--prepare", "--anew")
    now = {name for name in newsroom.contents() if "picture-" in name}
    assert len(now) == len(kept) == 3
    assert not now & kept


def test_boxes_are_drawn_and_taken_away_by_a_script(room: tuple[Newsroom, str]) -> None:
    newsroom, case = room
    change = ("attachments", newsroom.vault, case, "--picture", "1")
    newsroom.done(*change, "--blur", "10,20,30,40", "--no-faces")
    assert pictures(*room)[0]["boxes"] == [[10, 20, 30, 40, "hand"]]
    for wrong, why in {"1,2,3": "no box", "0,0,0,5": "nothing", "999,0,5,5": "outside"}.items():
        assert why in newsroom.refused(*change, "--blur", wrong)
    assert "no picture 9" in newsroom.refused(*change[:3], "--picture", "9", "--no-faces")
    assert newsroom.run(*change[:3], "--no-faces").code == 2
    assert newsroom.run(*change[:3], "--anew").code == 2


def test_nothing_leaves_that_nobody_looked_at(room: tuple[Newsroom, str], tmp_path: Path) -> None:
    newsroom, case = room
    said = newsroom.refused("attachments", newsroom.vault, case, "--out", tmp_path / "out")
    assert "No picture" in said
    assert not (tmp_path / "out").exists()
    assert "Nobody is there" in newsroom.refused("attachments", newsroom.vault, case, "--look")


def seated(room: tuple[Newsroom, str], *more: str) -> Terminal:
    newsroom, case = room
    words = ["attachments", newsroom.vault, case, "--look", *more]
    return Terminal([str(w) for w in (*words, "--passphrase-file", newsroom.passphrase_file)])


def shown(terminal: Terminal) -> bytes:
    """The picture that lies before the editor now."""
    line = terminal.expect("q stop > ").split("Picture ")[-1].splitlines()[0]
    return Path(line.rpartition(": ")[2]).read_bytes()


def test_an_editor_looks_covers_more_and_lets_it_leave(
    room: tuple[Newsroom, str], memory: Path, tmp_path: Path
) -> None:
    newsroom, case = room
    with seated(room) as terminal:
        first = shown(terminal)
        assert Image.open(io.BytesIO(first)).getpixel((130, 118)) == (cover.GREY,) * 3
        terminal.enter("nonsense")
        terminal.expect("is no box")
        shown(terminal)
        terminal.enter("0,0,20,20")
        second = shown(terminal)
        assert Image.open(io.BytesIO(second)).getpixel((5, 5)) == (cover.GREY,) * 3
        [folder] = memory.iterdir()
        assert sorted(path.name for path in folder.iterdir()) == ["1-ruled.png", "1.png"]
        terminal.enter("y")
        assert "Picture 2 of 3" in terminal.expect("q stop > ")
        terminal.enter("n")
        terminal.expect("q stop > ")
        terminal.enter("q")
        assert terminal.end() == 0
    assert not list(memory.iterdir())
    assert [p["may leave"] for p in pictures(*room)] == [True, False, False]
    assert [p["seen"] for p in pictures(*room)] == [True, True, False]
    out = tmp_path / "out"
    newsroom.done("attachments", newsroom.vault, case, "--out", out)
    assert [path.name for path in out.iterdir()] == ["1.png"]
    assert (out / "1.png").read_bytes() == second


def test_whoever_changes_a_box_has_seen_nothing_yet(
    room: tuple[Newsroom, str], memory: Path, tmp_path: Path
) -> None:
    newsroom, case = room
    with seated(room) as terminal:
        shown(terminal)
        terminal.enter("y")
        terminal.expect("q stop > ")
        terminal.enter("q")
        assert terminal.end() == 0
    newsroom.done("attachments", newsroom.vault, case, "--picture", "1", "--no-faces")
    assert "No picture" in newsroom.refused(
        "attachments", newsroom.vault, case, "--out", tmp_path / "out"
    )


def test_ctrl_c_leaves_no_preview(room: tuple[Newsroom, str], memory: Path) -> None:
    with seated(room) as terminal:
        shown(terminal)
        terminal.press("\x03")
        assert terminal.end() == 130
    assert not list(memory.iterdir())


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_closed_terminal_or_a_shutdown_leaves_no_preview(
    room: tuple[Newsroom, str], memory: Path, number: signal.Signals
) -> None:
    with seated(room) as terminal:
        shown(terminal)
        [folder] = memory.iterdir()
        os.kill(int(folder.name.split("-")[1]), number)
        assert terminal.end() == 128 + number
    assert not list(memory.iterdir())


def test_what_a_killed_command_left_is_removed_by_the_next(
    room: tuple[Newsroom, str], memory: Path
) -> None:
    with seated(room) as terminal:
        shown(terminal)
        [left] = memory.iterdir()
        terminal.kill()
    assert list(left.iterdir())
    with looking.preview() as folder:
        assert not left.exists()
        assert folder.stat().st_mode & 0o777 == 0o700
    assert not list(memory.iterdir())


def test_previews_of_a_command_that_runs_are_left_alone(memory: Path) -> None:
    sleeper = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    other = memory / f"testimony-{sleeper.pid}-aa"
    other.mkdir()
    with looking.preview():
        assert other.exists()
    sleeper.communicate()


def test_without_a_folder_in_memory_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_MEMORY", frozenset())
    with pytest.raises(ToolError, match="traces"):
        looking.memory()


def test_files_stay_where_the_witness_asked_to_hide_photographs(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    hidden = room.seal(attachments={"1.png": FILES["1.jpg"]}, consent={"hide": ("media",)})
    [case] = room.collect(room.handover([hidden]))
    assert "No file of this case is exported" in room.done("attachments", room.vault, case).err
    said = room.refused("attachments", room.vault, case, "--out", tmp_path / "out")
    assert "hide photographs" in said


def test_a_picture_that_was_changed_in_the_vault_is_refused(room: tuple[Newsroom, str]) -> None:
    newsroom, name = room
    case = newsroom.open().case(name)
    one, other = shelf.pages(shelf.load(case))[:2]
    (case.folder / f"{one.file}.age").write_bytes((case.folder / f"{other.file}.age").read_bytes())
    with pytest.raises(ToolError, match="is not the picture"):
        shelf.covered(case, one)


def test_answers_are_understood_or_refused() -> None:
    page = shelf.Page("picture-1", 10, "", 100, 50)
    drawn = looking.answered(page, " 1, 2, 3, 4 ", b"png")
    assert [(b.x, b.y, b.width, b.height, b.by) for b in drawn.boxes] == [(1, 2, 3, 4, "hand")]
    assert looking.answered(drawn, "-1", b"png").boxes == ()
    for wrong in ("-2", "-", "yes", "", "1,2,3,4,5", "-1,2,3,4", "100,0,1,1", "٣,2,3,4"):
        with pytest.raises(InputError):
            looking.answered(drawn, wrong, b"png")


WRITES = """
import os, sys
from pathlib import Path
written = []
def noting(event, args):
    if event == "open" and not isinstance(args[0], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        written.append(str(args[0]))
    if event == "subprocess.Popen":
        assert args[1][1:] == ["-I", "-B", "-m", "cli.attachments.child", "300"], args
        assert args[3] == {}, args
sys.addaudithook(noting)
from cli.attachments import cell
cell.SIDE = 400
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import propose
room = Newsroom(Path(sys.argv[1]))
room.done("attachments", room.vault, sys.argv[2], "--prepare", "--anew")
outside = [name for name in written if not name.startswith(str(room.vault)) and name != os.devnull]
assert len(written) > 3 and not outside, (len(written), outside)
"""


def test_nothing_is_written_outside_the_vault_and_the_process_is_told_no_name(
    room: tuple[Newsroom, str],
) -> None:
    script = [sys.executable, "-B", "-c", WRITES, str(room[0].folder), room[1]]
    run = subprocess.run(script, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stderr


def test_everything_that_was_made_is_sealed(room: tuple[Newsroom, str]) -> None:
    newsroom, name = room
    case = newsroom.vault / "cases" / name
    made = [*case.glob("picture-*.age"), case / "attachments.age"]
    assert len(made) == 4
    for path in made:
        data = path.read_bytes()
        assert data.startswith(b"age-encryption.org/v1\n")
        assert b"IHDR" not in data
        assert b"found" not in data
    # Lengths are of few sizes, like those of testimonies: content says nothing through them.
    assert len({path.stat().st_size for path in made if "picture" in path.name}) <= 2


def test_a_text_file_is_redacted_with_the_account_if_an_editor_takes_it(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    words = b"On 4 December they took Daniil Kovalenko from the metro."
    sealed = room.seal("I was there.", attachments={"1.txt": words, "2.png": FILES["1.jpg"]})
    [case] = room.collect(room.handover([sealed]))
    take = ("attachments", room.vault, case, "--take")
    assert "holds no words" in room.refused(*take, "1.txt")
    room.done("redact", room.vault, case)
    room.done("attachments", room.vault, case, "--prepare")
    assert "Kovalenko" not in room.done("read", room.vault, case).out
    assert "Next: testimony redact" in room.done(*take, "1.txt").err
    assert "holds no words" in room.refused(*take, "2.png")
    assert "Kovalenko" in room.done("read", room.vault, case).out
    assert "Nothing was proposed" in room.refused("review", room.vault, case)
    room.done("redact", room.vault, case)
    assert listed(room, case)["1.txt"]["taken"] is True
    room.done("attachments", room.vault, case, "--put-back", "1.txt")
    assert "Kovalenko" not in room.done("read", room.vault, case).out


def test_a_text_file_stays_where_the_witness_hides_files(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    hidden = room.seal(attachments={"1.txt": b"words"}, consent={"hide": ("media",)})
    [case] = room.collect(room.handover([hidden]))
    room.done("attachments", room.vault, case, "--prepare")
    said = room.refused("attachments", room.vault, case, "--take", "1.txt")
    assert "hide photographs" in said


def test_an_export_takes_along_what_was_let_leave(
    room: tuple[Newsroom, str], memory: Path, tmp_path: Path
) -> None:
    newsroom, case = room
    propose(newsroom, case, ())
    out = tmp_path / "safe"
    newsroom.done("export", newsroom.vault, case, "--out", out)
    assert sorted(path.name for path in out.iterdir()) == ["account-1.md"]
    with seated(room) as terminal:
        first = shown(terminal)
        for _ in range(3):
            terminal.enter("y")
        assert terminal.end() == 0
    said = newsroom.done("export", newsroom.vault, case, "--out", out).out
    assert f"3 pictures in {out / 'account-2'}" in said
    names = sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())
    assert names == [
        "account-1.md",
        "account-2.md",
        *(f"account-2/{number}.png" for number in (1, 2, 3)),
    ]
    assert (out / "account-2" / "1.png").read_bytes() == first
    newsroom.done("export", newsroom.vault, case, "--out", out)
    assert (out / "account-3").is_dir()


def test_a_picture_that_the_gate_refuses_takes_the_whole_export_with_it(
    room: tuple[Newsroom, str], memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom, case = room
    propose(newsroom, case, ())
    with seated(room) as terminal:
        shown(terminal)
        terminal.enter("y")
        terminal.expect("q stop > ")
        terminal.enter("q")
        assert terminal.end() == 0
    made = leaving.pictures(newsroom.open().case(case), "")
    monkeypatch.setattr(leaving, "pictures", lambda *_: (*made, made[0] + b"Olena"))
    said = newsroom.refused("export", newsroom.vault, case, "--out", tmp_path / "safe")
    assert "Behind the picture's end lie 5 bytes" in said
    assert not (tmp_path / "safe").exists()


TWO = "reviewers = 2\n"


def test_where_the_policy_asks_for_two_editors_both_look(
    room: tuple[Newsroom, str], memory: Path, tmp_path: Path
) -> None:
    newsroom, case = room
    (tmp_path / "policy.toml").write_text(TWO)
    newsroom.done("policy", newsroom.vault, "--set", tmp_path / "policy.toml")
    asked = ("attachments", newsroom.vault, case)
    assert "not said who you are" in newsroom.refused(*asked, "--look")
    for who, answer, leave in (
        ("Ada", "y", False),
        ("ADA", "y", False),
        ("Bo", "y", True),
        ("Ada", "n", False),
        ("Bo", "y", False),
        ("Ada", "y", True),
    ):
        with seated(room, "--as", who, "--picture", "1") as terminal:
            shown(terminal)
            terminal.enter(answer)
            assert terminal.end() == 0
        assert pictures(*room)[0]["may leave"] is leave
    assert "1 may leave" in newsroom.done(*asked).out
    newsroom.done(*asked, "--out", tmp_path / "out")
    newsroom.done(*asked, "--picture", "1", "--blur", "0,0,9,9")
    assert "No picture" in newsroom.refused(*asked, "--out", tmp_path / "other")


def test_an_editor_without_a_name_is_none_of_two() -> None:
    page = shelf.Page("picture-1", 10, "", 100, 50).judged("digest", "", leaves=True)
    assert page.may_leave(1)
    both = page.judged("digest", "Ada", leaves=True)
    assert both.by == ("", "Ada")
    assert not both.may_leave(2)
    assert both.judged("digest", "Bo", leaves=True).may_leave(2)
    assert both.judged("another", "Bo", leaves=True).by == ("Bo",)
