"""The server process has no code that opens a testimony: everything it does, with that forbidden.

A child process imports and exercises all of the server while an import hook refuses what decrypts.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

CHILD = """
import sys

FORBIDDEN = ("cryptography", "crypto.age", "crypto.stream", "crypto.keys", "crypto.envelope",
             "crypto.testimony", "crypto.bech32", "crypto.board", "crypto.codename", "cli",
             "pyrage")


class Refuse:
    def find_spec(self, name, path=None, target=None):
        if any(name == bad or name.startswith(bad + ".") for bad in FORBIDDEN):
            raise ImportError(f"the server asked for {name}")
        return None


sys.meta_path.insert(0, Refuse())
if sys.argv[2:]:
    __import__(sys.argv[2])

import io
from pathlib import Path

import intake.main, intake.server, intake.worker
from intake.app import create_app
from intake.delivering import deliver
from intake.office import Office
from tests.unit.intake import intake_house as house

folder = Path(sys.argv[1])
newsroom = house.Newsroom()
settings = house.make_folder(folder / "data", newsroom)
app = create_app(settings.folder, house.Clock(), house.make_static(folder / "static"))
client = app.test_client()
outbox = folder / "outbox"
outbox.write_bytes(house.outbox(newsroom))
assert deliver(settings, outbox, house.Clock()).slots == 64
assert client.get("/board").status_code == 200
for path in ("/", "/manifest", "/root", "/nothing"):
    client.get(path)
for body in (house.envelope(), house.envelope(300_000), b"words"):
    client.post("/sealed", data=body, content_type="application/octet-stream")
tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
made = client.post("/testimonies", headers=tus | {"Upload-Length": str(house.TEXT)},
                   data=house.envelope())
assert made.status_code == 201
office = Office.open(settings, house.Clock())
assert office.hand_over(folder / "out") == 2
office.tidy()
office.held()
office.close()
app.desk.close()
loaded = sorted(n for n in sys.modules if n.split(".")[0] in ("cryptography", "crypto", "cli"))
print(" ".join(loaded))
"""

ALLOWED = {
    "crypto",
    "crypto.armor",
    "crypto.errors",
    "crypto.files",
    "crypto.handover",
    "crypto.manifest",
    "crypto.note",
    "crypto.outbox",
    "crypto.padding",
    "crypto.questionnaire",
    "crypto.receipt",
    "crypto.slots",
    "crypto.structure",
    "crypto.tar",
}


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_server_does_all_it_does_without_code_that_decrypts(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) <= ALLOWED
    assert "crypto.structure" in ran.stdout


def test_the_hook_would_notice(tmp_path: Path) -> None:
    ran = run(tmp_path, "crypto.age")
    assert ran.returncode != 0
    assert "the server asked for crypto.age" in ran.stderr


def test_the_database_is_loaded_only_after_its_temporary_folder_was_named() -> None:
    """SQLite asks for SQLITE_TMPDIR once; a rewrite must not leave its copy in /var/tmp."""
    script = "import sys, intake.main; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
