"""The three machines of the demo, each a folder below `demo/`, driven by their own commands."""

import os
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
NEWSROOM = "Demonstration newsroom"
ONION = f"{'demo' * 14}.onion"  # nobody listens there: the demo stays on this machine
# Only for the demo: a real newsroom lets `testimony init` make one and writes it on paper.
PASSPHRASE = "demonstration only, never use it"


class DemoError(RuntimeError):
    """A command of the demo did not do its part; the text is what it said."""


class Folders:
    """Where everything lies; made anew each time."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.editor = base / "editor"
        self.vault = self.editor / "vault"
        self.stick = base / "stick"
        self.server = base / "server"
        self.out = base / "out"
        self.passphrase = self.editor / "passphrase"

    def make(self) -> None:
        """Empty folders; what an earlier run left is removed."""
        if self.base.exists():
            shutil.rmtree(self.base)
        for folder in (self.editor, self.stick):
            folder.mkdir(parents=True, mode=0o700)
        self.passphrase.touch(0o600)
        self.passphrase.write_text(PASSPHRASE + "\n", "utf-8")

    def shown(self, path: Path) -> str:
        """The path as a person at the project's folder would type it."""
        return os.path.relpath(path, ROOT)


def run(tool: str, *arguments: str | Path) -> str:
    """One command, as in a terminal without a person; returns what it printed."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name(tool)), *(str(a) for a in arguments)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = " ".join([tool, *(str(a) for a in arguments)])
        raise DemoError(f"{words}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Editor:
    """`testimony`, with the demo's vault and passphrase."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders

    def __call__(self, command: str, *arguments: str | Path) -> str:
        folders = self._folders
        return run(
            "testimony", command, folders.vault, *arguments, "--passphrase-file", folders.passphrase
        )


@contextmanager
def serving(folders: Folders, bind: str) -> Iterator[None]:
    """`intake serve` at `bind`, until the block ends."""
    tool = Path(sys.executable).with_name("intake")
    server = subprocess.Popen(
        [str(tool), "serve", str(folders.server), "--bind", bind],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        ready, _, _ = select.select([server.stdout], [], [], 120)
        line = server.stdout.readline().strip() if ready else ""
        if "serving" not in line:
            raise DemoError(f"intake serve did not begin: {line or 'silent for 120 s'}")
        yield
    finally:
        server.terminate()
        server.wait(60)
        server.stdout.close()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
