"""The page that works from disk, opened in Firefox from a folder of its own."""

import base64
import hashlib
import http.client
import re
import socket
from pathlib import Path

from intake import pages
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ONION, Newsroom
from tests.browser.witness import words

SEAL = pages.STATIC / "seal.html"
NAME = re.compile(r"list-[0-9]{4}\.bin")
# The page reads files slice by slice: from the third on, a slice comes when the test lets it.
HOLD = """
const read = Blob.prototype.arrayBuffer;
const released = new Promise((resolve) => { window.letGo = resolve; });
let slices = 0;
Blob.prototype.arrayBuffer = async function () {
  if (this.size === 65536 && ++slices > 3) await released;
  return read.call(this);
};
"""


def keys(newsroom: Newsroom, note: bytes | None = None) -> bytes:
    """The list of keys as the server gives it to save."""
    return f"{newsroom.root.verifier}\n".encode() + (note or newsroom.manifest())


def open_page(firefox: Firefox, folder: Path, language: str, page: bytes | None = None) -> None:
    """Open the saved page, as if by a double click, and choose a language."""
    saved = folder / "anketa.html"
    saved.write_bytes(page or SEAL.read_bytes())
    firefox.open(saved.as_uri())
    firefox.press(words(language)["language"], ".pick a")


def choose_keys(firefox: Firefox, data: bytes) -> None:
    firefox.choose_files("#keys", [("list.txt", "text/plain", data)])


def save(firefox: Firefox, folder: Path, language: str) -> Path:
    """Press the button that seals, save the file, and return where it lies."""
    texts = words(language)
    saved = folder / "saved"
    saved.mkdir()
    firefox.save_into(saved)
    firefox.press(texts["sh.make"], "button")
    firefox.wait_for_text(texts["sh.done.h"])
    firefox.press(texts["sh.save"].partition("{")[0], "a")

    def whole() -> Path | None:
        found = [path for path in saved.iterdir() if NAME.fullmatch(path.name)]
        rest = [path for path in saved.iterdir() if path not in found]
        return found[0] if found and not rest and found[0].stat().st_size > 0 else None

    path: Path = firefox.wait_for("the saved file", whole)
    return path


def deposit(newsroom: Newsroom, sealed: bytes) -> int:
    """Send a file as the form without script does; returns the status."""
    connection = http.client.HTTPConnection(ONION)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(newsroom.socket))
    head = {"Content-Type": "application/octet-stream"}
    connection.request("POST", "/sealed", sealed, head)
    status = connection.getresponse().status
    connection.close()
    return status


def changed(old: str, new: str) -> bytes:
    """The page with another script, which its policy lets run."""
    page = SEAL.read_text("utf-8")
    script = page.partition("<script>")[2].partition("</script>")[0]
    other = script.replace(old, new)
    assert other != script
    for before, after in ((script, other), (digest(script), digest(other))):
        page = page.replace(before, after)
    return page.encode()


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
