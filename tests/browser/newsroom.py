"""A newsroom with a running server, as an operator would start it, and its editor's key."""

import io
import select
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from cli import questions
from crypto import envelope, handover, manifest
from crypto.keys import HybridIdentity
from crypto.note import Signer
from crypto.testimony import Reader, Testimony

ONION = "intakeintakeintakeintakeintakeintakeintakeintakeintakein.onion"
ADDRESS = f"http://{ONION}/"

Label = dict[str, str]


def label(text: str) -> Label:
    return {"en": text, "ru": f"{text} (ru)", "uk": f"{text} (uk)"}


QUESTIONNAIRE: dict[str, object] = {
    "sections": [
        {
            "id": "own",
            "title": label("Own words"),
            "questions": [{"id": "text", "kind": "text", "label": label("What happened")}],
        },
        {
            "id": "where",
            "title": label("When and where"),
            "questions": [
                {"id": "day", "kind": "date", "label": label("When was it")},
                {
                    "id": "place",
                    "kind": "one",
                    "label": label("Where was it"),
                    "options": [
                        {"id": "home", "label": label("At home")},
                        {"id": "street", "label": label("In the street")},
                    ],
                },
                {
                    "id": "who",
                    "kind": "many",
                    "label": label("Who was there"),
                    "options": [
                        {"id": "police", "label": label("Police")},
                        {"id": "others", "label": label("Others")},
                    ],
                },
            ],
        },
    ]
}


def everything() -> dict[str, object]:
    """What comes with the tool: all questions on conscription, every consent, every promise."""
    asked = questions.load(questions.READY["conscription"])
    return questions.load_promises(questions.PROMISES, asked)


@dataclass(frozen=True, slots=True)
class Opened:
    """A testimony as an editor gets it."""

    testimony: Testimony
    attachments: dict[str, bytes]


class Newsroom:
    """Keys, a data folder, `intake serve` on a UNIX socket."""

    def __init__(self, questionnaire: dict[str, object] = QUESTIONNAIRE) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="intake-newsroom-")
        self.folder = Path(self._folder.name)
        self.socket = self.folder / "http"
        self.root = Signer.generate("newsroom-root")
        self.identity = HybridIdentity.generate()
        self.now = datetime.now(UTC)
        note = self.manifest(questionnaire=questionnaire)
        (self.folder / "manifest").write_bytes(note)
        (self.folder / "root.vkey").write_text(f"{self.root.verifier}\n")
        self._run("init", "data", "--manifest", "manifest")
        self._server = subprocess.Popen(
            [*self._command("serve", "data"), "--bind", f"unix:{self.socket}"],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._await_start()

    def manifest(
        self,
        days: int = 0,
        root: Signer | None = None,
        questionnaire: dict[str, object] = QUESTIONNAIRE,
    ) -> bytes:
        """A manifest whose epoch begins `days` from yesterday, signed by `root`."""
        first = (self.now + timedelta(days=days - 1)).date()
        fields = manifest.Fields(
            newsroom="Лист & Sons",
            onion=ONION,
            serial=1,
            not_before=first,
            not_after=first + timedelta(days=20),
            desk=str(Signer.generate("newsroom-desk").verifier),
            codename_salt=bytes(range(16)),
            recipient=str(self.identity.recipient()),
            questionnaire=questionnaire,
        )
        return manifest.sign(fields, root or self.root)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", "from intake.main import main; main()", *arguments]

    def _run(self, *arguments: str) -> None:
        done = subprocess.run(
            self._command(*arguments), cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def _await_start(self) -> None:
        assert self._server.stdout is not None
        ready, _, _ = select.select([self._server.stdout], [], [], 120)
        line = self._server.stdout.readline() if ready else "nothing within 120 s"
        assert "serving" in line, f"intake serve said: {line!r}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._server.terminate()
        self._server.wait(60)
        assert self._server.stdout is not None
        self._server.stdout.close()
        self._folder.cleanup()

    def opened(self) -> list[Opened]:
        """Every testimony on the server, taken off by `intake handover` and opened.

        Withdrawals, which look the same from outside, are left out.
        """
        out = self.folder / "handover"
        out.unlink(missing_ok=True)
        self._run("handover", "data", "--out", str(out))
        with out.open("rb") as source:
            readers = [self._reader(stream.read()) for _, stream in handover.Reader(source)]
        return [
            Opened(
                reader.testimony,
                {name: member.read() for name, _, member in reader.attachments()},
            )
            for reader in readers
            if reader.withdrawal is None
        ]

    def _reader(self, sealed: bytes) -> Reader:
        return Reader(envelope.open_reader(io.BytesIO(sealed), [self.identity]))
