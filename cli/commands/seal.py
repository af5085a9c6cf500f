"""`testimony seal`: the witness's or lawyer's sealer, without a browser."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import BinaryIO, Final

import click

from cli import console, files
from cli.commands.analyze import read_text
from cli.errors import InputError
from cli.options import PATH, now
from cli.root_words import say_fingerprint
from crypto import testimony
from crypto.age import EncryptWriter
from crypto.codename import Codename, derive
from crypto.keys import HybridRecipient
from crypto.manifest import KIND, MAX_NOTE, Manifest, UntrustedManifest
from crypto.note import Verifier
from crypto.questionnaire import STORY

MAX_KEY: Final = 1024  # bytes of a root key's line

# Endings a sealed file may keep, and what they mean; anything else becomes .bin.
TYPES: Final = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "mp4": "video/mp4",
}

EPILOG = """\b
Example:
  testimony seal --manifest manifest --root root.vkey --text account.txt \\
      --attach photo.jpg --publish no --out sealed.age

Then open the newsroom's page in Tor Browser and give it sealed.age as a file. Files are sealed as
they are: a photograph can hold the place it was taken. Only the newsroom can open the result;
delete it, and what went into it, when it was sent.
"""


@click.command("seal", epilog=EPILOG)
@click.option(
    "--manifest", "manifest_file", type=PATH, required=True, metavar="FILE", help="From the server."
)
@click.option(
    "--root",
    metavar="VKEY",
    help="The newsroom's root key, or a file that holds it. Default: root.vkey beside FILE.",
)
@click.option("--text", type=PATH, metavar="FILE", help="What happened, as UTF-8 text.")
@click.option("--attach", type=PATH, multiple=True, metavar="FILE", help="A file to add.")
@click.option(
    "--publish",
    type=click.Choice(["no", "retell", "yes"]),
    default="no",
    show_default=True,
    help="May the editors publish it? retell: in their words only.",
)
@click.option(
    "--codename",
    "answerable",
    is_flag=True,
    help="Let the editors write back: prints eight words to keep, once.",
)
@click.option("--language", type=click.Choice(["en", "ru", "uk"]), help="Default: by its letters.")
@click.option("--out", type=PATH, required=True, metavar="FILE", help="The sealed file.")
def command(
    manifest_file: Path,
    root: str | None,
    text: Path | None,
    attach: tuple[Path, ...],
    publish: str,
    answerable: bool,
    language: str | None,
    out: Path,
) -> None:
    """Seal a testimony so that only the newsroom can open it. Nothing is sent."""
    manifest = load_manifest(manifest_file, root)
    if text is None and not attach:
        raise InputError(
            "There is nothing to seal.", "Name the text with --text, or a file with --attach."
        )
    words = "" if text is None else read_text(text)
    spoken = language or language_of(words)
    codename = Codename.generate() if answerable else None
    with contextlib.ExitStack() as stack:
        attachments = [
            _attachment(number, path, stack.enter_context(files.reading(path)))
            for number, path in enumerate(attach, 1)
        ]
        sealed = testimony.Testimony(
            language=spoken,
            manifest=manifest.digest,
            answers={STORY: words},
            consent={"publish": publish},
            reply=derive(codename, manifest.codename_salt).given() if codename else None,
        )
        with files.new_file(out) as file, console.progress("Sealing") as shown:
            shown.show(out.name)
            with EncryptWriter(file, [HybridRecipient.parse(manifest.recipient)]) as writer:
                testimony.write(writer, sealed, attachments)
    console.say(f"Sealed for {manifest.newsroom}: {out}")
    console.note(f"The editors read it; publishing: {publish} (change with --publish).")
    if codename:
        _show(codename, spoken)
    if attach:
        console.warn(
            "Files were sealed as they are, with whatever place or name is hidden in them."
        )


def _show(codename: Codename, language: str) -> None:
    """Print the words that no other place holds."""
    console.say(f"Eight words: {' '.join(codename.words(language))}")
    console.say(f"The same in numbers: {' '.join(codename.digits())}")
    console.note(
        "Whoever has them can read a reply on the newsroom's page, add to the account or withdraw "
        "it, once the sealed file was received. They are shown only now: remember them, or write "
        "them on paper that nobody will find, and clear this screen."
    )


def load_manifest(path: Path, root: str | None) -> Manifest:
    """Return the manifest in a file, checked against the root key and today's date.

    path: a manifest, or the server's list of keys: the root key's line and the manifest
    root: a verifier key, the path of a file that holds one, or None for the key in the list, or
          for root.vkey beside `path`
    raises: InputError, NoteError and those below it
    """
    note = files.read(path, MAX_NOTE + MAX_KEY)
    line, _, rest = note.partition(b"\n")
    if rest.startswith(f"{KIND}\n".encode()):
        note = rest
        if root is None:
            verifier = Verifier.parse(line.decode("utf-8", errors="replace"))
            manifest = UntrustedManifest(note).verify([verifier], now(), None)
            console.warn(
                "The root key comes from the list itself. Compare its words with those that "
                f"{manifest.newsroom} publishes elsewhere; if they differ, do not send this."
            )
            say_fingerprint(str(verifier))
            return manifest
    if root is not None and "+" in root and not Path(root).exists():
        verifier = Verifier.parse(root)
    else:
        beside = Path(root).expanduser() if root else path.with_name("root.vkey")
        if root is None:
            if not beside.exists():
                raise InputError(
                    "Without the newsroom's root key nobody can tell whose manifest this is.",
                    "Get it from the server's page (/root), compare it with a printed copy, and "
                    "name it: --root FILE",
                )
            console.note(f"Checking against the root key in {beside}.")
        verifier = Verifier.parse(files.read(beside, 4096).decode("utf-8", errors="replace"))
    return UntrustedManifest(note).verify([verifier], now(), None)


def language_of(text: str) -> str:
    """Return "uk", "ru" or "en" by the letters that only one of them has."""
    if re.search("[іїєґІЇЄҐ]", text) and not re.search("[ыэёъЫЭЁЪ]", text):
        return "uk"
    cyrillic = len(re.findall("[а-яёіїєґ]", text, re.IGNORECASE))
    return "ru" if cyrillic * 2 > sum(map(str.isalpha, text)) else "en"


def _attachment(number: int, path: Path, source: BinaryIO) -> testimony.Attachment:
    ending = path.suffix.lower().lstrip(".")
    ending = ending if ending in TYPES else "bin"
    size = source.seek(0, 2)
    source.seek(0)
    kind = TYPES.get(ending, "application/octet-stream")
    return testimony.Attachment(f"attachments/{number}.{ending}", size, source, kind)
