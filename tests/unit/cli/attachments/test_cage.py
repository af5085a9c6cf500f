"""What a decoder that was taken over can do in the closed process: nothing but answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.attachments import seccomp
from tests.unit.cli.attachments.openers import hostile, opened, refusal

# {vault} is a file that is there and readable, {new} one that is not there yet. Each attempt ends
# with the white point if it succeeds; the second column is how the closed process ends it.
ATTEMPTS = {
    "reads a file of the vault": ("open({vault!r}).read()", "broken"),
    "reads it past the library": (
        "call(257, -100, {vault!r}.encode(), 0)",
        "broken",
    ),
    "reads what the system says of it": ("open('/proc/self/status').read()", "broken"),
    "lists a folder": ("os.listdir('/')", "broken"),
    "looks whether a file is there": ("os.stat({vault!r})", "broken"),
    "writes a file": ("open({new!r}, 'w').write('x')", "broken"),
    "makes a folder": ("os.mkdir({new!r})", "attack"),
    "makes a link": ("os.symlink({vault!r}, {new!r})", "attack"),
    "renames a file": ("os.rename({vault!r}, {new!r})", "attack"),
    "removes a file": ("os.unlink({vault!r})", "attack"),
    "makes a socket": ("socket.socket()", "attack"),
    "makes a socket of this machine": ("socket.socket(socket.AF_UNIX)", "attack"),
    "makes a pair of sockets": ("socket.socketpair()", "attack"),
    "starts a program": ("subprocess.run(['/bin/true'])", "attack"),
    "becomes a program": ("os.execv('/bin/true', ['true'])", "attack"),
    "starts a process": ("os.fork() or os._exit(0)", "attack"),
    "signals its owner": ("os.kill(os.getppid(), 0)", "attack"),
    "makes a file in memory": ("os.memfd_create('x')", "attack"),
    "makes a pipe": ("os.pipe()", "attack"),
    "asks for a ring of calls": ("call(425, 8, ctypes.create_string_buffer(120))", "attack"),
    "does all that from a thread": (
        "t = threading.Thread(target=socket.socket)\nt.start()\nt.join()",
        "attack",
    ),
}
# These show nothing when let: the first may be forbidden on a machine, the second never answers.
NOT_SHOWN_OPEN = {"asks for a ring of calls", "becomes a program"}


@pytest.fixture
def names(tmp_path: Path) -> dict[str, str]:
    vault = tmp_path / "index.age"
    vault.write_text("sealed")
    return {"vault": str(vault), "new": str(tmp_path / "new")}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_hostile_decoder_is_stopped_when_it(attempt: str, names: dict[str, str]) -> None:
    body, why = ATTEMPTS[attempt]
    assert refusal(hostile(body.format(**names))) == why
    assert Path(names["vault"]).read_text() == "sealed"
    assert not Path(names["new"]).exists()


@pytest.mark.parametrize("attempt", [name for name in ATTEMPTS if name not in NOT_SHOWN_OPEN])
def test_with_the_door_open_it_would_succeed_when_it(attempt: str, names: dict[str, str]) -> None:
    body, _ = ATTEMPTS[attempt]
    [white] = opened(hostile(body.format(**names), open_door=True), b"x")
    assert white.points == b"\xff\xff\xff"


SEES = """
found = sorted(name for name in os.environ if name not in ("OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "LC_CTYPE"))
assert not found, found
for number in range(3, 100):
    try:
        os.lseek(number, 0, os.SEEK_CUR)
    except OSError as error:
        assert error.errno == errno.EBADF
    else:
        raise AssertionError(number)
assert len(sys.argv) == 2, sys.argv
assert not [name for name in sys.modules if name.startswith(("crypto", "cryptography", "nacl"))]
"""


def test_it_has_no_environment_no_descriptor_no_name_and_no_cryptography() -> None:
    assert opened(hostile(SEES), b"x")


def test_a_thread_may_run_so_that_libraries_with_threads_work() -> None:
    body = "t = threading.Thread(target=lambda: None)\nt.start()\nt.join()"
    assert opened(hostile(body), b"x")


UNCLOSED = """
import sys
from cli.attachments import cage, child, seccomp
def broken():
    raise seccomp.CannotCloseError(38, "no seccomp")
seccomp.forbid = broken
def decode(data, order):
    raise SystemExit("it decoded all the same")
child.main(lambda: decode)
"""


def test_where_the_door_does_not_shut_nothing_is_decoded() -> None:
    run = subprocess.run(
        [sys.executable, "-I", "-c", UNCLOSED, "5"],
        input=b"anything",
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (run.returncode, run.stdout) == (3, b"")


def test_on_another_machine_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "aarch64")
    with pytest.raises(seccomp.CannotCloseError):
        seccomp.forbid()


def test_no_call_is_both_allowed_and_denied() -> None:
    numbers = [*seccomp.ALLOWED.values(), *seccomp.DENIED.values()]
    assert len(numbers) == len(set(numbers))
    assert len(seccomp.program()) % 8 == 0
