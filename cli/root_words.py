"""The root key's eight words, as a newsroom prints them where witnesses can compare."""

from __future__ import annotations

from typing import Final

from cli import console
from crypto import fingerprint

NAMES: Final = {"en": "English", "ru": "Russian", "uk": "Ukrainian"}


def say_fingerprint(vkey: str) -> None:
    """Show the words of a root key in every language the page speaks."""
    console.say("The root key in eight words, for print, for your site, for reading out:")
    for language, name in NAMES.items():
        console.say(f"  {name}: {' '.join(fingerprint.words(vkey, language))}")
