"""`testimony analyze`: the proposals for any text file, without a vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cli import console, files
from cli.errors import InputError
from cli.options import PATH

if TYPE_CHECKING:
    from cli.redaction.model import Analysis

MAX_TEXT: Final = 4 * 1024 * 1024  # bytes; what a testimony may hold at most

EPILOG = """\b
Example:
  testimony analyze interview.txt
  testimony analyze interview.txt --json > proposals.json

What is proposed: remove (people, numbers, handles), generalize (dates, ages, places), keep
(countries, capitals), ask (everything else that could point to somebody). A person decides.
"""


@click.command("analyze", epilog=EPILOG)
@click.argument("file", type=PATH)
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON; offsets are characters of the text."
)
def command(file: Path, as_json: bool) -> None:
    """Show what in a text FILE could identify somebody. Nothing is written."""
    if (file / "vault").is_file():
        raise InputError(
            f"{file} is a vault. What is found in its accounts is stored there, sealed.",
            f"All of them: testimony redact {file} --all",
        )
    text = read_text(file)
    from cli.redaction.analyze import analyze  # loads models and dictionaries: only here

    with console.progress("Reading"):
        analysis = analyze(text)
    if as_json:
        console.emit_json(to_value(analysis))
        return
    console.table(
        ("ENTITY", "KIND", "PROPOSED", "TIMES", "FORMS"),
        [
            (
                entity.id,
                entity.kind,
                entity.decision,
                str(len(entity.mentions)),
                ", ".join(entity.forms),
            )
            for entity in analysis.entities
        ],
    )
    from cli.redaction.ranking import rank

    together = rank(analysis, text, decisions={}).combinations
    if together:
        console.say()
        console.say("If what is asked about were kept, readers would still be told together:")
    for each in together:
        console.say(f"  {each.why}")


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, character by character as it stands.

    raises: InputError
    """
    data = files.read(path, MAX_TEXT)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} is not text in UTF-8: byte {error.start} fits no letter.",
            "Save it as UTF-8, for example: iconv -f CP1251 -t UTF-8",
        ) from error


def to_value(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as the JSON object that is documented in docs/editor.md."""
    return {
        "language": analysis.language,
        "findings": [
            {"start": found.start, "end": found.end, "kind": found.kind, "why": found.why}
            for found in analysis.findings
        ],
        "entities": [
            {
                "id": entity.id,
                "kind": entity.kind,
                "mentions": [list(mention) for mention in entity.mentions],
                "forms": list(entity.forms),
                "decision": entity.decision,
                "proposal": entity.proposal,
            }
            for entity in analysis.entities
        ],
    }
