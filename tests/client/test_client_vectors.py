"""The browser's modules give the same answers to the same vectors as Python's."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.client.tools import NODE, ROOT
from tests.vectors.shape import Vector, load

KINDS = ("envelope", "fingerprint", "manifest", "note", "padding", "questionnaire", "testimony")


def needed(name: str, vector: Vector) -> bool:
    """Whether a browser does this at all: it seals and sends, and it remembers nothing."""
    if vector["expect"] == "LowerSerial":
        return False  # a page that stores nothing cannot know an earlier serial
    if name.startswith("envelope/"):
        return bool(vector["expect"] == "success")
    return vector["op"] in ("size_class", "open", "verify", "parse", "words") or (
        vector["op"] == "write" and vector["expect"] == "success"
    )


VECTORS = {name: vector for kind in KINDS for name, vector in load(kind) if needed(name, vector)}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, str]:
    cases = [{"name": name, "vector": vector} for name, vector in VECTORS.items()]
    done = subprocess.run(
        [NODE, str(Path(__file__).with_name("vectors.mjs"))],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_vector_in_the_browser_s_code(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[name] == VECTORS[name]["expect"]


def test_each_kind_has_vectors_that_succeed_and_that_fail() -> None:
    for kind in ("manifest", "note", "padding", "questionnaire"):
        expected = {v["expect"] for name, v in VECTORS.items() if name.startswith(f"{kind}/")}
        assert "success" in expected, kind
        assert len(expected) > 1, kind
    assert any(name.startswith("testimony/") for name in VECTORS)
    assert any(name.startswith("envelope/") for name in VECTORS)
