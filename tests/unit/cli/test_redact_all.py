"""A whole vault read at once: stopped anywhere it loses nothing, and what was decided is left.

Most tests put a short program in the engine's place that answers at once, or waits where the test
wants it to; nothing here races. The engine itself is held by the first test.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cli import readers
from cli.files import PART
from tests.unit.cli.newsroom import Newsroom

DEADLINE = 120  # seconds; far above what the slowest machine needs
NAMES = ("Daniil", "Oksana", "Levko", "Marta", "Ilya")

# Answers that every name of NAMES waits for a decision. It dies of the word CRASH, calls itself
# mad at MAD, and after {stop} answers waits until its input ends.
FAKE = """
import json, sys
sys.stdin.buffer.readline()
for count, line in enumerate(sys.stdin.buffer):
    text = json.loads(line)
    if "CRASH" in text:
        sys.exit(3)
    if count == {stop}:
        sys.stdin.buffer.read()
        sys.exit(0)
    entities = [
        dict(id="u1", kind="unknown", mentions=[[text.find(name), text.find(name) + len(name)]],
             forms=[name], decision="ask", proposal=None, gender=None, score=0.3, public=False)
        for name in {names} if name in text
    ]
    answer = dict(analysis=dict(language="en", findings=[], entities=entities))
    if "MAD" in text:
        answer = dict(failed="MadnessError")
    print(json.dumps(answer), flush=True)
"""
NEVER = 10**9


def fake(stop: int = NEVER) -> tuple[str, ...]:
    """The program of a reader that answers `stop` texts."""
    return ("-I", "-c", FAKE.format(stop=stop, names=NAMES))


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    made = Newsroom.make(tmp_path)
    made.collect(made.handover([made.seal(f"They took {name} away.") for name in NAMES]))
    return made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PROGRAM", fake())


def proposals(room: Newsroom) -> dict[str, bytes]:
    """Return every proposal in the vault, by case."""
    return {path.parent.name: path.read_bytes() for path in room.vault.glob("cases/*/proposal.age")}


def states(room: Newsroom) -> dict[str, str]:
    """Return how far each case is, as the list says it."""
    index = room.open().index()
    return {case: index.work.get(case, "new") for case in index.cases}


def until(true: Callable[[], bool]) -> None:
    """Wait for something that can be seen."""
    end = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


# ---- what it does -------------------------------------------------------------------------------


def test_every_account_is_read_as_one_alone_is(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    texts = ("On 4 December they took Daniil Kovalenko.", "Моего брата Сашу Гринько увезли ночью.")
    one, other = room.collect(room.handover([room.seal(text) for text in texts]))
    ran = room.done("redact", room.vault, "--all", "--jobs", "1")
    assert "2 accounts read now, 0 before" in ran.out
    vault = room.open()
    together = {case: vault.case(case).load("proposal") for case in (one, other)}
    for case in (one, other):
        room.done("redact", room.vault, case)
        assert vault.case(case).load("proposal") == together[case]
        assert (together[case] or {}).get("entities")


@pytest.mark.usefixtures("quick")
def test_a_second_run_has_nothing_to_do_and_changes_nothing(room: Newsroom) -> None:
    first = room.done("redact", room.vault, "--all", "--jobs", "2")
    assert "5 accounts read now, 0 before" in first.out
    assert set(states(room).values()) == {"1 to decide"}
    before = proposals(room)
    second = room.done("redact", room.vault, "--all")
    assert "0 accounts read now, 5 before" in second.out
    assert proposals(room) == before


@pytest.mark.usefixtures("quick")
def test_what_was_read_one_by_one_is_left(room: Newsroom) -> None:
    case = room.cases()[2]
    room.done("redact", room.vault, case)
    before = proposals(room)[case]
    assert "4 accounts read now, 1 before" in room.done("redact", room.vault, "--all").out
    assert proposals(room)[case] == before


@pytest.mark.usefixtures("quick")
def test_another_policy_reads_again_what_nobody_has_decided_on(room: Newsroom) -> None:
    room.done("redact", room.vault, "--all")
    decided = room.cases()[0]
    work = room.open().case(decided).load("decisions")
    text = room.open().case(decided).content().answers["text"]
    [name] = [name for name in NAMES if name in str(text)]
    record = room.folder / "decisions.toml"
    record.write_text(
        f'version = 1\n[[decision]]\nkind = "unknown"\nform = "{name}"\naction = "remove"\n'
    )
    room.run("review", room.vault, decided, "--decisions", record)
    assert room.open().case(decided).load("decisions") != work
    before = {path: data for path, data in room.contents().items() if decided in path}
    first = proposals(room)

    strict = room.folder / "strict.toml"
    strict.write_text("sure = 0.9\n")
    ran = room.done("redact", room.vault, "--all", "--again", "--policy", strict)
    assert "4 accounts read now, 1 before" in ran.out
    assert "1 account left as read before, because decisions were taken there" in ran.err
    assert {path: data for path, data in room.contents().items() if decided in path} == before
    changed = {case for case, data in proposals(room).items() if data != first[case]}
    assert changed == set(room.cases()) - {decided}
    ran = room.done("redact", room.vault, "--all", "--again", "--policy", strict)
    assert "0 accounts read now, 5 before" in ran.out


def test_a_reader_that_has_grown_is_replaced(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = FAKE.replace("answer = dict(analysis=", "answer = dict(last=True, analysis=")
    script = once.format(stop=1, names=NAMES)  # a second text would never be answered
    monkeypatch.setattr(readers, "PROGRAM", ("-I", "-c", script))
    ran = room.done("redact", room.vault, "--all", "--jobs", "2")
    assert "5 accounts read now" in ran.out


# ---- what goes wrong with one must not hold up the others --------------------------------------


@pytest.mark.usefixtures("quick")
def test_a_text_that_ends_its_reader_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    texts = ("CRASH", "They took Marta.", "MAD", "They took Levko.", "CRASH again")
    room.collect(room.handover([room.seal(text) for text in texts]))
    ran = room.run("redact", room.vault, "--all", "--jobs", "2")
    assert ran.code == 1
    assert "2 accounts read now" in ran.out
    assert ran.err.count("the process that read it ended") == 2
    assert ran.err.count("the engine failed (MadnessError)") == 1
    assert "CRASH" not in ran.err
    assert len(proposals(room)) == 2


@pytest.mark.usefixtures("quick")
def test_a_damaged_case_is_named_and_the_others_are_read(room: Newsroom) -> None:
    damaged = room.cases()[1]
    path = room.vault / "cases" / damaged / "testimony.age"
    path.write_bytes(path.read_bytes()[:-1])
    ran = room.run("redact", room.vault, "--all")
    assert ran.code == 1
    assert "4 accounts read now" in ran.out
    assert f"Case {damaged} was not read." in ran.err
    assert states(room)[damaged] == "new"


@pytest.mark.parametrize(
    "arguments",
    [[], ["abcdef", "--all"], ["abcdef", "--jobs", "2"], ["abcdef", "--again"]],
    ids=["neither a case nor all", "both", "many at once for one", "again for one"],
)
def test_wrong_usage_is_told_before_the_passphrase_is_asked(
    room: Newsroom, arguments: list[str]
) -> None:
    ran = room.run("redact", room.vault, *arguments, "--passphrase-file", "nowhere")
    assert ran.code == 2


# ---- stopped in the middle ----------------------------------------------------------------------


@contextmanager
def stuck(room: Newsroom, after: int) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A run that has stored `after` cases and waits for the next; also the id of its reader."""
    program = (
        f"from cli import readers; readers.PROGRAM = {fake(after)!r}\n"
        "from cli.main import main; main()"
    )
    words = ["redact", str(room.vault), "--all", "--jobs", "1"]
    run = subprocess.Popen(
        [sys.executable, "-c", program, *words, "--passphrase-file", room.passphrase_file],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        until(lambda: len(list(room.vault.glob("cases/*/decisions.age"))) == after)
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        assert len(children) == 1
        yield run, int(children[0])
    finally:
        run.kill()
        run.communicate()


def gone(process: int) -> bool:
    """Return whether a process has ended; a zombie has."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_killed_in_the_middle_it_goes_on_where_it_was(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stuck(room, after=3) as (run, reader):
        run.send_signal(signal.SIGKILL)
        run.wait(DEADLINE)
        until(lambda: gone(reader))
    before = proposals(room)
    assert len(before) == 3
    left = room.vault / "cases" / next(iter(before)) / f"{PART}0123456789abcdef"
    left.write_bytes(b"half of a sealed file")

    monkeypatch.setattr(readers, "PROGRAM", fake())
    ran = room.done("redact", room.vault, "--all")
    assert "2 accounts read now, 3 before" in ran.out
    after = proposals(room)
    assert {case: after[case] for case in before} == before
    assert len(after) == 5
    assert set(states(room).values()) == {"1 to decide"}
    assert not list(room.vault.rglob(f"{PART}*"))


def test_stopped_with_ctrl_c_it_enters_what_was_read_and_ends_its_readers(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stuck(room, after=2) as (run, reader):
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=DEADLINE)
        assert run.returncode == 130
        assert b"Stopped. What was finished is kept" in told
        until(lambda: gone(reader))
    assert "1 to decide" in states(room).values()  # the second may have been stopped at its entry

    monkeypatch.setattr(readers, "PROGRAM", fake())
    assert "3 accounts read now, 2 before" in room.done("redact", room.vault, "--all").out
    assert set(states(room).values()) == {"1 to decide"}


def test_a_wait_for_a_reader_ends_now_and_again_so_that_no_ctrl_c_is_slept_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with readers.Readers[str](1, "", fake()) as crew:
        crew.give("Daniil", "job")
        select, waits = crew._wait.select, list[float | None]()

        def nothing_at_first(timeout: float | None = None) -> list[Any]:
            waits.append(timeout)
            return [] if len(waits) < 3 else select()

        monkeypatch.setattr(crew._wait, "select", nothing_at_first)
        assert crew.take()[0] == "job"
    assert waits == [waits[0]] * 3
    assert waits[0]
    assert waits[0] <= 2


def test_a_reader_is_given_neither_keys_nor_paths(room: Newsroom) -> None:
    with stuck(room, after=1) as (run, reader):
        assert Path(f"/proc/{reader}/environ").read_bytes() == b""
        assert Path(f"/proc/{reader}/cwd").readlink() == Path("/")
        assert os.fsencode(room.folder) not in Path(f"/proc/{reader}/cmdline").read_bytes()
        targets = {path.readlink() for path in Path(f"/proc/{reader}/fd").iterdir()}
        assert not any(room.folder in target.parents for target in targets)
        assert run.poll() is None
