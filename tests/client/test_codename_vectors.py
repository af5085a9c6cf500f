"""The browser finds what Python sealed, reads what people type, and derives the same keys."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crypto.codename import Codename, read
from tests.client.tools import NODE, ROOT
from tests.vectors.shape import load

VECTORS = {
    name: vector
    for kind in ("board", "codename", "testimony")
    for name, vector in load(kind)
    if kind != "testimony" or vector["op"] == "withdraw"
}


@pytest.fixture(scope="module")
def answer() -> dict[str, Any]:
    done = subprocess.run(
        [NODE, str(Path(__file__).with_name("codename-vectors.mjs"))],
        input=json.dumps([{"name": name, "vector": vector} for name, vector in VECTORS.items()]),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_vector_in_the_browser_s_code(name: str, answer: dict[str, Any]) -> None:
    assert answer["outcomes"][name] == VECTORS[name]["expect"]


def test_each_kind_has_vectors_that_succeed_and_that_fail() -> None:
    for kind in ("board", "codename"):
        expected = {v["expect"] for name, v in VECTORS.items() if name.startswith(f"{kind}/")}
        assert "success" in expected
        assert len(expected) > 1
    assert "testimony/write-a-withdrawal" in VECTORS


def test_a_new_codename_is_ten_bytes_that_python_writes_and_reads(answer: dict[str, Any]) -> None:
    first, *others = (Codename(bytes.fromhex(secret)) for secret in answer["fresh"])
    assert len({first, *others}) == 20
    # By chance one of the ten bytes is the same twenty times once in 256 to the nineteenth.
    assert all({other.reveal()[at] for other in others} != {first.reveal()[at]} for at in range(10))
    assert read(" ".join(first.words("uk"))) == first
