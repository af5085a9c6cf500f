"""Runs the browser's own cleaning code in Node, and asks other people's tools about the result."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
NODE = ROOT / ".venv" / "bin" / "node"


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned file."""

    path: Path
    removed: tuple[str, ...]
    type: str
    ending: str
    largest: int  # most bytes read into memory at once

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was not touched, and why."""

    reason: str
    message: str


class Stripper:
    """One Node for many files; it ends with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.node = subprocess.Popen(
            [NODE, Path(__file__).with_name("run.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Stripper":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.node.stdin is not None
        assert self.node.stdout is not None
        self.node.stdin.close()
        self.node.wait(60)
        self.node.stdout.close()

    def try_path(self, path: Path) -> Clean | Left:
        assert self.node.stdin is not None
        assert self.node.stdout is not None
        self.count += 1
        out = self.folder / f"clean-{self.count}"
        self.node.stdin.write(json.dumps({"in": str(path), "out": str(out)}) + "\n")
        self.node.stdin.flush()
        line = self.node.stdout.readline()
        assert line, "the cleaning code ended with an error that it should have named"
        answer = json.loads(line)
        if "reason" in answer:
            assert not out.exists(), "a file that is refused is not written"
            return Left(answer["reason"], answer["message"])
        return Clean(
            out, tuple(answer["removed"]), answer["type"], answer["ending"], answer["largest"]
        )

    def attempt(self, given: bytes | Path) -> Clean | Left:
        if isinstance(given, Path):
            return self.try_path(given)
        path = self.folder / "given"
        path.write_bytes(given)
        return self.try_path(path)

    def clean(self, given: bytes | Path) -> Clean:
        found = self.attempt(given)
        assert isinstance(found, Clean), found
        return found

    def left(self, given: bytes | Path) -> Left:
        found = self.attempt(given)
        assert isinstance(found, Left), found
        return found


def run(*command: str | Path) -> bytes:
    """Output of a command that must succeed."""
    done = subprocess.run(list(command), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    return done.stdout


def exiftool(path: Path) -> dict[str, Any]:
    """All that exiftool finds, embedded data included, without what it says of the file itself."""
    command: list[str | Path] = ["exiftool", "-j", "-a", "-u", "-G1", "-ee3", path]
    (found,) = json.loads(run(*command))
    groups = ("System:", "File:", "ExifTool:", "Composite:", "SourceFile")
    return {name: value for name, value in found.items() if not name.startswith(groups)}


def frames(path: Path) -> bytes:
    """A hash of every decoded picture and of all decoded sound, with their times."""
    quiet: list[str | Path] = ["ffmpeg", "-nostdin", "-v", "error", "-i", path]
    streams = ["-map", "0:v?", "-map", "0:a?", "-map_metadata", "-1", "-f", "framemd5", "-"]
    lines = run(*quiet, *streams).splitlines()
    return b"\n".join(line for line in lines if not line.startswith(b"#software"))
