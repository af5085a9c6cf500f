"""The vectors of codename and board in real Firefox: its PBKDF2, its letters, its arithmetic."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.fakesocks import Answer, Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS
from tests.browser.test_journey import BOTH
from tests.client.test_codename_vectors import VECTORS
from tests.client.tools import NODE, ROOT

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
PAGE = b"<!doctype html><title>x</title><body><script type='module' src='/vectors.js'></script>"


def bundled() -> bytes:
    command = [NODE, str(HERE / "bundle.mjs"), str(HERE / "codename-vectors.mjs")]
    return subprocess.run(command, capture_output=True, cwd=ROOT, check=True).stdout


@BOTH
def test_every_vector_holds_in_the_browser(firefox: Firefox, relay: Relay) -> None:
    cases = [{"name": name, "vector": vector} for name, vector in VECTORS.items()]
    served = {
        "/vectors": Answer(PAGE, "text/html; charset=utf-8"),
        "/vectors.js": Answer(bundled(), "text/javascript; charset=utf-8"),
        "/vectors.json": Answer(json.dumps(cases).encode(), "application/json"),
    }
    relay.fresh(lambda request: served.get(request.path))
    firefox.open(f"{ADDRESS}vectors")
    found = json.loads(
        firefox.wait_for(
            "the outcomes", lambda: firefox.text() if firefox.text().endswith("}") else ""
        )
    )
    assert found["outcomes"] == {name: vector["expect"] for name, vector in VECTORS.items()}
    assert len(found["outcomes"]) > 50
    assert len({*found["fresh"]}) == 20
