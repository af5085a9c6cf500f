"""The running server, reached through a real v3 onion service with the torrc of the deployment."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.pages import STATIC
from tests.unit.intake.intake_house import TEXT, Newsroom, envelope, make_folder_for_now, tables

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 800  # seconds; about 30 are usual, three networks at most


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder whose path is short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="onion-"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.timeout(PATIENCE + 60)
def test_a_text_reaches_the_server_through_an_onion_service(tmp_path: Path, work: Path) -> None:
    settings = make_folder_for_now(tmp_path / "data", Newsroom())
    sent = envelope()
    (tmp_path / "sealed.age").write_bytes(sent)
    isolate = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]
    files = [settings.folder, ROOT / "deploy" / "torrc", tmp_path / "sealed.age", work]
    ran = subprocess.run(
        [*isolate, sys.executable, "-m", "tests.onion.journey", *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert re.fullmatch(r"[a-z2-7]{56}\.onion", told["onion"])
    assert told["page"] == (STATIC / "page.html").read_text()
    assert told["sent"] == 201
    # Relative: the address in the browser's bar is the only one that matters.
    assert re.fullmatch(r"/testimonies/[0-9a-f]{32}", told["location"])
    assert told["offset"] == str(TEXT)
    assert not {"Server", "Date", "ETag", "Set-Cookie"} & set(told["headers"])
    # A try whose answer was lost may have been stored, too.
    assert {row[2] for row in tables(settings)["chunks"]} == {sent}
