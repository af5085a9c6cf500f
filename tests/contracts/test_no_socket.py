"""The editor's tool opens no socket: every command runs where there is no network and none is made.

Two locks, one inside and one outside. Inside, an audit hook ends the process at the first socket
event of the interpreter. Outside, where the system allows it, the process has a network namespace
of its own in which nothing is up, so that native code could reach nothing either.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 600  # seconds for a whole round, models included
CAUGHT = 97  # exit code of a process that tried

GUARD = f"""
import os, sys
def guard(event, args):
    if event.startswith("socket."):
        os.write(2, f"tried: {{event}}\\n".encode())
        os._exit({CAUGHT})
sys.addaudithook(guard)
"""

ROUND = """
import sys
from pathlib import Path
from cli import main
from tests.unit.cli.newsroom import Newsroom

ran = []
find = main.Commands.get_command
def noting(self, ctx, name):
    ran.append(name)
    return find(self, ctx, name)
main.Commands.get_command = noting

room = Newsroom.make(Path(sys.argv[1]))
text = room.folder / "account.txt"
text.write_text("On 4 December they took Daniil Kovalenko from the metro in Tver.")
sealed = room.folder / "sealed.age"
manifest = room.manifests / "manifest-00001.txt"
room.done("seal", "--manifest", manifest, "--text", text, "--publish", "yes", "--out", sealed)
from tests.unit.cli.attachments import specimens
attached = room.seal(attachments={"1.jpg": specimens.portrait(), "2.pdf": specimens.armed()})
[case, other] = room.collect(room.handover([sealed.read_bytes(), attached]))
if room.open().index().cases[case].attachments:
    case, other = other, case
room.done("attachments", room.vault, other, "--prepare")
room.done("policy", room.vault)
room.done("receipt", room.vault, "--out", room.folder / "receipt")
room.done("read", room.vault, case)
room.done("analyze", text, "--json")
room.done("redact", room.vault, case)
room.run("review", room.vault, case, "--record", room.folder / "decisions.toml")
room.run("export", room.vault, case, "--out", room.folder / "safe", "--format", "md,json")
room.run("reply", room.vault, case, "--text", text)
room.done("outbox", room.vault, "--out", room.folder / "outbox", "--manifests", room.manifests)
room.done("mark", room.vault, case, "--verified")
room.run("patterns", room.vault)  # refused with so few; what it would draw:
from cli.patterns.guard import Shown
from cli.patterns.plot import draw
assert draw("Where?", [Shown("a", "At home", 12)], 20, "en").keys() == {"svg", "png"}
print(" ".join(dict.fromkeys(ran)))
"""


@cache
def without_network() -> list[str]:
    """Return the command that starts another one without a network, [] if none is allowed."""
    for command in (["unshare", "--net"], ["unshare", "--user", "--map-root-user", "--net"]):
        tried = subprocess.run([*command, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return command
    return []


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*without_network(), sys.executable, "-B", "-c", GUARD + script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )


# The full screen, with keys for each of its parts; what it opens to write must lie in the vault.
SCREEN = """
import os, sys
from pathlib import Path
os.environ["TEXTUAL"] = "devtools,debug"
os.environ["TEXTUAL_LOG"] = str(Path(sys.argv[1]) / "textual.log")
from cli.review.quiet import forget_environment
forget_environment()
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT
from tests.unit.cli.review.seated import Seat, review_of, sealed

room = Newsroom.make(Path(sys.argv[1]))
seat = Seat(review_of(room, sealed(room, TEXT)))
written = []
def noting(event, args):
    named = event == "open" and not isinstance(args[0], int)  # not what is open already
    if named and args[2] & (os.O_WRONLY | os.O_RDWR):
        written.append(str(args[0]))
sys.addaudithook(noting)
seat.press("y", "g", "x", "enter", "u", "v", "A", "escape", "m", "enter", "p", "?", "x", "q")
assert seat.ended == "left", seat.ended
outside = [name for name in written if not name.startswith(str(room.vault))]
assert written and not outside, (len(written), outside)
assert not (Path(sys.argv[1]) / "textual.log").exists()
print("drawn")
"""


def test_the_full_screen_makes_no_socket_and_writes_only_into_the_vault(tmp_path: Path) -> None:
    ran = run(SCREEN, str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "drawn"


def test_every_command_runs_without_a_network_and_makes_no_socket(tmp_path: Path) -> None:
    ran = run(ROUND, str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) == set(COMMANDS)


TRIES = {
    "a connection": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "a name": "import socket; socket.getaddrinfo('example.org', 80)",
    "a local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "a page": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
}


@pytest.mark.parametrize("what", TRIES)
def test_the_guard_would_catch(what: str) -> None:
    ran = run(TRIES[what])
    assert ran.returncode == CAUGHT
    assert "tried: socket." in ran.stderr


def test_the_process_sees_no_network_where_the_system_can_take_it_away() -> None:
    if not without_network():
        return
    seen = subprocess.run(
        [*without_network(), "cat", "/proc/self/net/dev"],
        capture_output=True,
        text=True,
        check=True,
        timeout=DEADLINE,
    )
    names = {line.split(":")[0].strip() for line in seen.stdout.splitlines() if ":" in line}
    assert names <= {"lo"}
