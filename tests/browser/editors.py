"""Editors with their vault, and the server that they deliver to: a whole round of replies."""

import contextlib
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from click.testing import CliRunner

from intake.main import cli
from tests.unit.cli.newsroom import Newsroom


class Editors:
    """A vault, a data folder, `intake serve` on a UNIX socket.

    with Editors.working(folder) as editors: …
    """

    def __init__(self, folder: Path) -> None:
        self.room = Newsroom.make(folder)
        self.data = folder / "data"
        self.socket = folder / "http"
        self._carried = 0
        self._intake("init", self.data, "--manifest", self.room.manifests / "manifest-00001.txt")

    @classmethod
    @contextlib.contextmanager
    def working(cls, folder: Path) -> Iterator[Self]:
        editors = cls(folder)
        program = [sys.executable, "-c", "from intake.main import main; main()"]
        with subprocess.Popen(
            [*program, "serve", str(editors.data), "--bind", f"unix:{editors.socket}"],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            assert server.stdout is not None
            try:
                ready, _, _ = select.select([server.stdout], [], [], 120)
                assert ready, "intake serve said nothing within 120 s"
                assert "serving" in server.stdout.readline()
                yield editors
            finally:
                server.terminate()
                server.wait(60)

    def _intake(self, *words: object) -> str:
        done = CliRunner().invoke(cli, [str(word) for word in words])
        assert done.exit_code == 0, done.output
        return done.output

    def collect(self) -> str:
        """Carry the handover over and take it in; returns what the tool said."""
        self._carried += 1
        handover = self.room.folder / f"handover-{self._carried}"
        self._intake("handover", self.data, "--out", handover)
        return self.room.done("collect", self.room.vault, handover).out

    def deliver(self) -> None:
        """Carry a new board to the server."""
        self._carried += 1
        outbox = self.room.folder / f"outbox-{self._carried}"
        self.room.done(
            "outbox", self.room.vault, "--out", outbox, "--manifests", self.room.manifests
        )
        self._intake("deliver", self.data, outbox)

    def reply(self, case: str, text: str) -> None:
        written = self.room.folder / "reply.txt"
        written.write_text(text, "utf-8")
        self.room.done("reply", self.room.vault, case, "--text", written)
