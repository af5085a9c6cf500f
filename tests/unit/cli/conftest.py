"""What holds for every test of the editor's tool."""

from random import Random
from types import SimpleNamespace

import pytest

from cli import work


@pytest.fixture(autouse=True)
def same_pseudonyms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets of cases come from a seeded generator: a test sees the same names on every run.

    What other secrets would draw is held where pseudonyms are tested, over thousands of draws.
    """
    monkeypatch.setattr(work, "secrets", SimpleNamespace(token_bytes=Random(1).randbytes))
