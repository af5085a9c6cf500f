"""A vault can be read in thirty years without this tool: other people's age opens all of it."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from pathlib import Path

import pyrage

from crypto.keys import HybridIdentity
from tests.unit.cli.newsroom import PASSPHRASE, Newsroom

ROOT = Path(__file__).resolve().parents[3]
NODE = ROOT / ".venv" / "bin" / "node"
SCRIPT = Path(__file__).with_name("read_vault.mjs")


def test_another_age_reads_a_case_with_the_passphrase_alone(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    photo = b"\xff\xd8 a photo"
    [case] = room.collect(room.handover([room.seal("Слова", attachments={"1.jpg": photo})]))
    ran = subprocess.run(
        [NODE, SCRIPT, room.vault, case, PASSPHRASE],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as tar:
        document = tar.extractfile("testimony.json")
        attachment = tar.extractfile("attachments/1.jpg")
        assert document is not None
        assert attachment is not None
        assert json.loads(document.read())["answers"]["text"] == "Слова"
        assert attachment.read() == photo


def test_rage_unlocks_the_keys(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    for name, begin in {
        "identity.age": b"AGE-SECRET-KEY-PQ-1",
        "root/root.age": b"PRIVATE+KEY+testimony-root+",
    }.items():
        opened = pyrage.passphrase.decrypt((room.vault / name).read_bytes(), PASSPHRASE)
        assert opened.startswith(begin)
        assert opened.endswith(b"\n")
    text = pyrage.passphrase.decrypt((room.vault / "identity.age").read_bytes(), PASSPHRASE)
    assert HybridIdentity.parse(text.decode()).recipient() == room.open().identity.recipient()
