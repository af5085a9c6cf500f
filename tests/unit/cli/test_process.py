"""What the tool does to its own process before any command runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = """
import os, resource, sys
from cli import main

def run(arguments):
    print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))
    return 0

main.run = run
sys.argv = ["testimony", "list"]
os.umask(0o022)
main.main()
"""


def test_a_crash_leaves_no_memory_on_the_disk_and_files_are_for_their_owner() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout == "(0, 0) 0o77\n"
