"""The main job, unattended: three accounts from a witness's browser to safe files.

python -m tests.demo [--browser firefox|none]   run it, then say where to look
python -m tests.demo --serve                     keep a server running for playing
"""

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demo.form import give
from tests.demo.newsroom import (
    HERE,
    NEWSROOM,
    ONION,
    ROOT,
    DemoError,
    Editor,
    Folders,
    free_port,
    run,
    serving,
)
from tests.demo.opened import attachments
from tests.demo.photograph import CAMERA, photograph

FORMATS = "md,html,docx,json"
LANGUAGES = ("en", "ru", "uk")
NAMES = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}
ACCOUNTS = {"en": "an English account", "ru": "a Russian account", "uk": "a Ukrainian account"}
PLAY_PORT = 8080


class Steps:
    """Prints one line a step, with how long it took."""

    def __init__(self) -> None:
        self._number = 0
        self._began = time.monotonic()

    @contextmanager
    def __call__(self, words: str) -> Iterator[None]:
        self._number += 1
        print(f"{self._number:3}. {words:<66}", end="", flush=True)
        began = time.monotonic()
        yield
        print(f"{time.monotonic() - began:6.1f} s", flush=True)

    def total(self) -> float:
        """Seconds since the first step began."""
        return time.monotonic() - self._began


def account(language: str) -> str:
    """The demo's account in that language."""
    return (HERE / "accounts" / f"{language}.txt").read_text("utf-8")


def set_up(folders: Folders, step: Steps, browser: str) -> None:
    """A newsroom's keys on the editor's machine, its manifests on the server."""
    folders.make()
    editor = Editor(folders)
    with step("The newsroom makes its keys and its vault"):
        editor("init", "--newsroom", NEWSROOM, "--onion", ONION)
    with step("The root key signs six fortnights of manifests"):
        editor("publish", "--out", folders.stick)
    with step("The operator installs the manifests on the server"):
        run("intake", "init", folders.server, "--manifest", *manifests(folders))
    if browser == "firefox" and not shutil.which("firefox-esr"):
        raise DemoError(
            "Firefox ESR is missing. Install it (Debian: apt-get install firefox-esr),\n"
            "or seal without a browser: make demo BROWSER=none"
        )


def manifests(folders: Folders) -> list[Path]:
    """The signed manifests on the stick, in order."""
    return sorted(folders.stick.glob("manifest-*"))


def with_browser(folders: Folders, step: Steps) -> None:
    """Three people send what happened to them, in a real browser at the onion's address.

    A SOCKS stand-in takes the place of Tor: nothing leaves this machine.
    """
    from tests.browser.fakesocks import Relay
    from tests.browser.firefox import Firefox
    from tests.browser.witness import send

    with tempfile.TemporaryDirectory(prefix="intake-demo-") as short:
        socket = Path(short) / "http"
        with serving(folders, f"unix:{socket}"), Relay(socket) as relay:
            with step("Firefox starts, with Tor Browser's settings"):
                firefox = Firefox("standard", relay.port)
            with firefox:
                for language in LANGUAGES:
                    photo = ("IMG_2041.jpg", "image/jpeg", photograph())
                    files = [photo] if language == "ru" else []
                    what = ACCOUNTS[language] + (" and a photograph" if files else "")
                    with step(f"A witness seals and sends {what}"):
                        send(
                            firefox,
                            f"http://{ONION}/",
                            language,
                            account(language),
                            files,
                            publish="yes",
                        )


def without_browser(folders: Folders, step: Steps) -> None:
    """The same three accounts, sealed offline and given to the server as files."""
    photo = folders.stick / "photo.jpg"
    photo.write_bytes(photograph())
    port = free_port()
    with serving(folders, f"127.0.0.1:{port}"):
        for language in LANGUAGES:
            sealed = folders.stick / f"sealed-{language}.age"
            text = HERE / "accounts" / f"{language}.txt"
            with step(f"A witness seals {ACCOUNTS[language]} offline and sends the file"):
                options: list[str | Path] = ["--publish", "yes", "--language", language]
                options += ["--attach", photo] if language == "ru" else []
                options += ["--text", text, "--manifest", manifests(folders)[0]]
                run("testimony", "seal", *options, "--out", sealed)
                give(port, sealed)
                sealed.unlink()
    photo.unlink()


def carry(folders: Folders, step: Steps) -> None:
    """Server to editor and back: handover, collect, receipt, acknowledge."""
    editor = Editor(folders)
    handover, receipt = folders.stick / "handover.tar", folders.stick / "receipt"
    with step("The operator writes a handover onto a stick"):
        run("intake", "handover", folders.server, "--out", handover)
    with step("The editor collects it: opens, checks, seals into the vault"):
        editor("collect", handover)
    with step("The desk signs a receipt for what lies safe in the vault"):
        editor("receipt", "--out", receipt)
    with step("The server deletes what was confirmed and rewrites its store"):
        run("intake", "acknowledge", folders.server, receipt)


def redact(folders: Folders, step: Steps) -> None:
    """Propose, decide by the recorded decisions, pass the gate, write."""
    editor = Editor(folders)
    cases = json.loads(editor("list", "--json"))
    by_language = {case["language"]: case["case"] for case in cases}
    if sorted(by_language) != sorted(LANGUAGES):
        raise DemoError(f"The vault holds {sorted(by_language)}, not {sorted(LANGUAGES)}.")
    for language in LANGUAGES:
        case = by_language[language]
        with step(f"Names, places and numbers of the {NAMES[language]} account are proposed"):
            editor("redact", case)
        with step("An editor's recorded decisions are applied, one a person"):
            editor("review", case, "--decisions", HERE / "decisions" / f"{language}.toml")
    with step("Four formats pass the gate, which reads every file back"):
        editor("export", *by_language.values(), "--out", folders.out, "--format", FORMATS)


def check(folders: Folders, step: Steps, photo_is_cleaned: bool) -> None:
    """What the demo claims, looked at once more on the disk."""
    with step("Checked: no readable word of an account lies on the server"):
        words = [w for language in LANGUAGES for w in account(language).split() if len(w) > 8]
        for path in folders.server.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            if found := [w for w in words if w.encode() in data]:
                raise DemoError(f"{path} holds {found[0]!r} in clear.")
    if photo_is_cleaned:
        with step("Checked: the photograph arrived without its hidden data"):
            pictures = attachments(folders)
            if len(pictures) != 1 or CAMERA.encode() in pictures[0] or b"Exif" in pictures[0]:
                raise DemoError("The photograph in the vault still carries hidden data.")


def finish(folders: Folders, step: Steps) -> None:
    """Where to look, and what to try next."""
    shown = folders.shown
    print(f"\nDone in {step.total():.0f} s. The safe accounts:")
    for path in sorted(folders.out.iterdir()):
        print(f"  {shown(path)}")
    key = f"--passphrase-file {shown(folders.passphrase)}"
    print(
        f"""
Compare one with what was sent: tests/demo/accounts/
What the server holds now:      .venv/bin/intake stats {shown(folders.server)}
What the vault holds:           .venv/bin/testimony list {shown(folders.vault)} {key}
What would be hidden in a text: .venv/bin/testimony analyze FILE
A server to play with:          make serve
Every test:                     make test"""
    )


def demo(browser: str) -> None:
    """Everything, from keys to safe files."""
    folders, step = Folders(ROOT / "demo"), Steps()
    set_up(folders, step, browser)
    if browser == "firefox":
        with_browser(folders, step)
    else:
        without_browser(folders, step)
    carry(folders, step)
    redact(folders, step)
    check(folders, step, photo_is_cleaned=browser == "firefox")
    finish(folders, step)


def serve() -> None:
    """A server that stays until Ctrl-C; says how to open what was sent."""
    folders, step = Folders(ROOT / "demo" / "serve"), Steps()
    if not folders.server.exists():
        set_up(folders, step, "none")
    shown, key = folders.shown, f"--passphrase-file {folders.shown(folders.passphrase)}"
    with serving(folders, f"127.0.0.1:{PLAY_PORT}"):
        print(
            f"""
Open http://127.0.0.1:{PLAY_PORT}/ in Firefox and send something. Then, in another terminal:

  .venv/bin/intake handover {shown(folders.server)} --out handover.tar
  .venv/bin/testimony collect {shown(folders.vault)} handover.tar {key}
  .venv/bin/testimony list {shown(folders.vault)} {key}
  .venv/bin/testimony read {shown(folders.vault)} CASE {key}

Ctrl-C ends the server. Everything stays in {shown(folders.base)}."""
        )
        signal.pause()


def main() -> int:
    """Exit 0 done, 1 with the reason."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--browser", choices=["firefox", "none"], default="firefox")
    parser.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    try:
        if options.serve:
            serve()
        else:
            demo(options.browser)
    except DemoError as error:
        print(f"\n\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 1 if not options.serve else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
