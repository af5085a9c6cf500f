"""Where SQLite puts its temporary files: beside the store, on its volume, never in /var/tmp.

The library reads the variable once, when it is loaded. So each command must set it before.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from intake.settings import Settings
from tests.unit.intake.intake_house import Newsroom, make_folder_for_now

ROOT = Path(__file__).parents[3]
SCRIPT = """
import os, sys

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "_sqlite3":
            print("loaded with", os.environ.get("SQLITE_TMPDIR"))

sys.meta_path.insert(0, Watch())
from intake import server
server.Server.run = lambda self: None
from intake.main import cli
cli(sys.argv[1:], prog_name="intake")
"""
# Arguments behind the command's name, once {} is the data folder.
COMMANDS = {
    "serve": ("{}",),
    "tidy": ("{}",),
    "stats": ("{}",),
    "handover": ("{}", "--out", "{}/../handover"),
    "acknowledge": ("{}", "{}/root.vkey"),
    "deliver": ("{}", "{}/root.vkey"),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_folder_for_now(tmp_path / "data", Newsroom())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_library_is_loaded_after_it_was_told_where(settings: Settings, command: str) -> None:
    arguments = [one.format(settings.folder) for one in COMMANDS[command]]
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, command, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PATH": ""},
    )
    assert f"loaded with {settings.folder.resolve()}\n" in ran.stdout, ran.stderr
    assert ran.stdout.count("loaded with") == 1
