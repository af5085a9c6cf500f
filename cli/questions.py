"""The questionnaire: the one used when a newsroom brings none, and reading one from TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cli import files
from cli.errors import InputError
from crypto import questionnaire
from crypto.errors import CryptoError

# Questionnaires that come with the tool, by the name under which publish takes them.
READY: Final = {
    path.stem: path
    for path in sorted(Path(__file__).with_name("questionnaires").glob("*.toml"))
    if path.stem != "promises"
}
PROMISES: Final = Path(__file__).with_name("questionnaires") / "promises.toml"  # an example
_MAX_FILE: Final = 1024 * 1024  # bytes of TOML; as JSON it must fit in 64 KiB

MINIMAL: Final[dict[str, Any]] = {
    "sections": [
        {
            "id": "account",
            "title": {"en": "Your account", "ru": "Ваш рассказ", "uk": "Ваша розповідь"},
            "questions": [
                {
                    "id": questionnaire.STORY,
                    "kind": "text",
                    "label": {
                        "en": "What happened? Tell it in your own words.",
                        "ru": "Что произошло? Расскажите своими словами.",
                        "uk": "Що сталося? Розкажіть своїми словами.",
                    },
                }
            ],
        }
    ]
}


def load(path: Path) -> dict[str, Any]:
    """Read a questionnaire from a TOML file of the shape that docs/spec/questionnaire.md gives.

    raises: InputError, naming the place
    """
    return _checked(path, _toml(path))


def load_promises(path: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return the questionnaire `asked` with the promises of a TOML file in place of its own.

    raises: InputError, naming the place
    """
    kept = {key: value for key, value in asked.items() if key != "promises"}
    promises = _toml(path)
    return _checked(path, {**kept, "promises": promises} if promises else kept)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(files.read(path, _MAX_FILE).decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not text in UTF-8.", "Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not TOML: {error}.", "Correct that line.") from error


def _checked(path: Path, value: Mapping[str, Any]) -> dict[str, Any]:
    """Check a questionnaire, and that it fits into a manifest's line."""
    try:
        questionnaire.check(value)
        return questionnaire.parse(json.dumps(value, separators=(",", ":")))
    except (CryptoError, TypeError) as error:
        raise InputError(
            f"The questionnaire in {path} cannot be used: {error}",
            "The shape and limits are in docs/spec/questionnaire.md.",
        ) from error


def question(asked: Mapping[str, Any] | None, name: str) -> dict[str, Any] | None:
    """Return the question with this id, None if it was not asked."""
    for section in (asked or {}).get("sections", ()):
        for found in section["questions"]:
            if found["id"] == name:
                return dict(found)
    return None


def in_order(asked: Mapping[str, Any] | None) -> list[str]:
    """Return the ids of all questions, in the questionnaire's order."""
    return [
        str(found["id"])
        for section in (asked or {}).get("sections", ())
        for found in section["questions"]
    ]
