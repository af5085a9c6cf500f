"""The finished files of the browser client, read once, served from memory.

The client's build writes them (`make client`); nothing is rendered for anyone, so that everyone
gets the same bytes.
"""

from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).with_name("static")
PAGE = "page.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
ANSWERS = (
    "received",
    "unsealed",
    "damaged",
    "full",
    "large",
    "missing",
    "method",
    "broken",
    "nofile",
    "busy",
)
STEP = 1024  # answers are padded to a multiple of this


class PagesError(Exception):
    """The client was not built, or not whole."""


@dataclass(frozen=True, slots=True)
class File:
    """One static file. gzip: the same, compressed by the build, or None."""

    type: str
    body: bytes
    gzip: bytes | None


@dataclass(frozen=True, slots=True)
class Pages:
    """Everything that is served from memory.

    page:    what stands at /
    files:   by the name they have below /
    answers: HTML by reason, all of one length
    """

    page: File
    files: dict[str, File]
    answers: dict[str, bytes]


def load(folder: Path = STATIC) -> Pages:
    """Read the build.

    raises: PagesError saying what is missing
    """
    if not (folder / PAGE).is_file():
        raise PagesError(
            f"The browser client is not built: {folder / PAGE} is missing. Run: make client"
        )
    files = {path.name: _file(path) for path in sorted(folder.iterdir()) if path.suffix in TYPES}
    answers = {}
    for name in ANSWERS:
        path = folder / "answers" / f"{name}.html"
        if not path.is_file():
            raise PagesError(
                f"The browser client is not whole: {path} is missing. Run: make client"
            )
        answers[name] = path.read_bytes()
    size = -(-max(map(len, answers.values())) // STEP) * STEP
    padded = {name: body.ljust(size) for name, body in answers.items()}
    return Pages(files.pop(PAGE), files, padded)


def _file(path: Path) -> File:
    packed = path.with_name(path.name + ".gz")
    return File(
        TYPES[path.suffix], path.read_bytes(), packed.read_bytes() if packed.is_file() else None
    )
