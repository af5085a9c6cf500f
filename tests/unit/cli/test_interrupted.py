"""A collection that is watched, stopped, killed or out of room: sealed throughout, whole after.

Nothing here races. A handover comes through a pipe that the test feeds, so that the command
waits where the test wants it to; what is waited for can be seen from outside.
"""

from __future__ import annotations

import array
import fcntl
import io
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from cli.collecting import Collector, Outcome
from cli.epochs import load
from cli.files import PART
from cli.options import today
from tests.unit.cli.newsroom import Newsroom

DEADLINE = 120  # seconds; far above what the slowest machine needs
SECRET = b"the words that must never lie on a disk"
COMMAND = [sys.executable, "-c", "from cli.main import main; main()"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def large(room: Newsroom) -> bytes:
    """Return an envelope of many chunks, each of which holds the secret."""
    photo = SECRET * (8_000_000 // len(SECRET))
    return room.seal(SECRET.decode(), attachments={"1.jpg": photo})


def plaintext(folder: Path) -> list[Path]:
    """Return the files below `folder` in which the secret can be read."""
    return [path for path in folder.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def unfinished(folder: Path) -> list[Path]:
    """Return what is left of an unfinished write."""
    return list(folder.rglob(f"{PART}*"))


# ---- never in clear -----------------------------------------------------------------------------


class Watched(io.BytesIO):
    """A handover that looks through a folder whenever the tool asks for more of it."""

    def __init__(self, data: bytes, folder: Path) -> None:
        super().__init__(data)
        self.folder = folder
        self.looks = 0
        self.unfinished = 0
        self.found: list[Path] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.looks += 1
        self.unfinished += bool(unfinished(self.folder))
        self.found += plaintext(self.folder)
        return super().read(size)


def test_no_plaintext_lies_anywhere_at_any_chunk_of_a_collection(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = room.folder / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    source = Watched(room.handover([large(room)]).read_bytes(), room.folder)
    vault = room.open()
    keys = load([room.vault / "epochs" / "epochs-1.age"], vault.identity)
    outcome = Outcome()
    with vault.writing():
        Collector(vault, keys, today(), outcome).run(source, lambda _: None)
    assert len(outcome.taken) == 1
    assert source.looks > 8
    assert source.unfinished > 4, "the watch never saw a file being written"
    assert source.found == []
    assert plaintext(room.folder) == []
    assert list(temporary.iterdir()) == []


def test_the_watch_would_see_plaintext(room: Newsroom) -> None:
    (room.vault / "cases" / "leak").write_bytes(b"x" * 100_000 + SECRET)
    source = Watched(b"", room.folder)
    source.read(1)
    assert source.found == [room.vault / "cases" / "leak"]


AUDIT = """
import os, sys
opened = []
def watch(event, args):
    if event == "open" and not isinstance(args[0], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        opened.append(os.fsdecode(args[0]))
sys.addaudithook(watch)
from cli.main import run
code = run(sys.argv[1:])
print("\\n".join(opened))
sys.exit(code)
"""


def test_a_collection_opens_no_file_to_write_outside_the_vault(room: Newsroom) -> None:
    handover = room.handover([large(room)])
    ran = subprocess.run(
        [sys.executable, "-B", "-c", AUDIT, *collect_words(room, handover)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=DEADLINE,
    )
    written = [line for line in ran.stdout.splitlines() if line.startswith("/")]
    assert any("testimony.age" in line or PART in line for line in written)
    assert [line for line in written if not line.startswith(f"{room.vault}/")] == []


# ---- stopped, killed, full ----------------------------------------------------------------------


def collect_words(room: Newsroom, handover: Path) -> list[str]:
    words = ["collect", str(room.vault), str(handover)]
    return [*words, "--passphrase-file", str(room.passphrase_file)]


def wait_until(seen: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for something that can be seen from outside; fail if the command ends before."""
    end = time.monotonic() + DEADLINE
    while not seen():
        assert process.poll() is None, "the command ended before it was stopped"
        assert time.monotonic() < end, "the command never came there"
        time.sleep(0.01)


def waiting_for_more(pipe: BinaryIO, process: subprocess.Popen[bytes]) -> bool:
    """Return whether the command has read all that was fed, and sleeps until more comes."""
    left = array.array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, left)
    state = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]
    return left[0] == 0 and state == "S"


@contextmanager
def collecting_from_a_pipe(room: Newsroom) -> Iterator[subprocess.Popen[bytes]]:
    """Give a command one envelope and half of a second, and let it wait for the rest."""
    whole = room.handover([room.seal("one"), room.seal("two")]).read_bytes()
    pipe = room.folder / "pipe"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        COMMAND + collect_words(room, pipe),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        # Opened for both, so that this never waits and the pipe never ends.
        with pipe.open("r+b", buffering=0) as feed:
            data = memoryview(whole)[: len(whole) * 3 // 4]
            while data:
                data = data[feed.write(data) :]
            wait_until(lambda: any((room.vault / "cases").glob("[!.]*")), process)
            wait_until(lambda: waiting_for_more(feed, process), process)
            yield process
    finally:
        process.kill()
        process.wait(DEADLINE)
        if process.stdout:
            process.stdout.close()


def test_ctrl_c_keeps_what_is_finished_and_leaves_nothing_half_written(room: Newsroom) -> None:
    with collecting_from_a_pipe(room) as process:
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert b"Stopped." in said
    assert b"1 new case" in said
    assert unfinished(room.vault) == []
    assert len(room.cases()) == 1
    assert len(room.collect(room.folder / "handover.tar")) == 2


def test_a_killed_collection_is_taken_up_by_the_next_one(room: Newsroom) -> None:
    with collecting_from_a_pipe(room) as process:
        process.kill()
        process.wait(DEADLINE)
    assert unfinished(room.vault) != []
    assert room.cases() == []
    ran = room.done("collect", room.vault, room.folder / "handover.tar")
    assert "1 case of an earlier, interrupted collection entered" in ran.out
    assert "1 envelope collected before" in ran.out
    assert "1 new case" in ran.out
    assert unfinished(room.vault) == []
    assert len(room.cases()) == 2


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
from cli.main import main
main()
"""


def test_a_full_disk_is_told_and_the_vault_is_as_before(room: Newsroom) -> None:
    handover = room.handover([large(room)])
    before = room.contents()
    ran = subprocess.run(
        [sys.executable, "-B", "-c", FULL, *collect_words(room, handover)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=DEADLINE,
    )
    assert ran.returncode == 1
    assert "no room left" in ran.stderr
    assert "Make room" in ran.stderr
    assert room.contents() == before
    assert len(room.collect(handover)) == 1
