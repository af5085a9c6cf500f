"""Keys and texts that several kinds of vectors share. Every key follows from its label."""

import base64
import hashlib
from datetime import date
from typing import Any

from crypto import manifest
from crypto.keys import HybridIdentity
from crypto.note import Signer

LABEL = {"en": "What happened?", "ru": "Что было?", "uk": "Що було?"}
ONION = "testimony" + "2" * 47 + ".onion"


def seed(label: str) -> bytes:
    """32 bytes from a label."""
    return hashlib.sha256(b"testimony vectors: " + label.encode()).digest()


def stretch(label: str, size: int) -> bytes:
    """Any number of bytes from a label."""
    return hashlib.shake_256(seed(label)).digest(size)


def b64(data: bytes) -> str:
    """Padded base64, as vectors hold short bytes."""
    return base64.b64encode(data).decode()


ROOT = Signer("newsroom.example/root", seed("root"))
DESK = Signer("newsroom.example/desk", seed("desk"))
STRANGER = Signer("newsroom.example/root", seed("stranger"))
IDENTITY = HybridIdentity(seed("identity"))


def questions() -> dict[str, Any]:
    """A small questionnaire with every kind of question."""
    return {
        "sections": [
            {
                "id": "words",
                "title": LABEL,
                "hint": LABEL,
                "questions": [{"id": "text", "kind": "text", "label": LABEL, "hint": LABEL}],
            },
            {
                "id": "when",
                "title": LABEL,
                "questions": [
                    {"id": "day", "kind": "date", "label": LABEL},
                    {
                        "id": "whom",
                        "kind": "many",
                        "label": LABEL,
                        "options": [{"id": "me", "label": LABEL}, {"id": "other", "label": LABEL}],
                    },
                    {
                        "id": "danger",
                        "kind": "one",
                        "label": LABEL,
                        "options": [{"id": "no", "label": LABEL}, {"id": "yes", "label": LABEL}],
                    },
                ],
            },
        ]
    }


def fields(**changes: Any) -> manifest.Fields:
    """A good manifest's fields, with changes."""
    values: dict[str, Any] = {
        "newsroom": "Голос",
        "onion": ONION,
        "serial": 7,
        "not_before": date(2026, 11, 16),
        "not_after": date(2026, 12, 2),
        "desk": str(DESK.verifier),
        "codename_salt": stretch("salt", 16),
        "recipient": str(IDENTITY.recipient()),
        "questionnaire": questions(),
    }
    return manifest.Fields(**{**values, **changes})
