"""Memory stays flat whatever the file's size."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
LIMIT = 16 * 1024  # KiB
SIZE = 200 * 1024 * 1024


def test_200_mib_by_every_way_take_less_than_16_mib_more(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.crypto.flat", str(tmp_path / "scratch"), str(SIZE)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert int(run.stdout) < LIMIT
