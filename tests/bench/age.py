"""Our age against Debian's and pyrage, and against the cipher alone."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyrage

from crypto import age
from crypto.keys import HybridIdentity, Identity, Recipient, X25519Identity
from tests.bench.table import Table, interleaved

MIB = 1024 * 1024
SIZE = 200 * MIB
ROUNDS = 7
PEER = "Debian's age"
ROOT = Path(__file__).parents[2]


def measure() -> Table:
    """Seal and open 200 MiB from file to file, in memory where there is room: no disk is timed."""
    shm = Path("/dev/shm")
    roomy = shm.is_dir() and shutil.disk_usage(shm).free > 8 * SIZE
    with tempfile.TemporaryDirectory(dir=shm if roomy else None) as name:
        return _measure(Path(name))


def _measure(folder: Path) -> Table:
    plain, key, out = folder / "plain", folder / "key", folder / "out"
    with plain.open("wb") as file:
        for _ in range(SIZE // MIB):
            file.write(os.urandom(MIB))
    x, pq = X25519Identity.generate(), HybridIdentity.generate()
    key.write_text(f"{x}\n")
    sealed = {identity: folder / identity.kind for identity in (x, pq)}
    for identity, path in sealed.items():
        _encrypt(plain, path, identity.recipient())
    rust_key = pyrage.x25519.Identity.from_str(str(x))
    rust = [rust_key.to_public()]

    def fresh() -> None:
        out.unlink(missing_ok=True)

    def run(*command: str | Path) -> None:
        subprocess.run(command, check=True)

    encrypt = interleaved(
        {
            "ours": lambda: _encrypt(plain, out, x.recipient()),
            "ours, post-quantum": lambda: _encrypt(plain, out, pq.recipient()),
            PEER: lambda: run("age", "-r", str(x.recipient()), "-o", out, plain),
            "pyrage": lambda: pyrage.encrypt_file(str(plain), str(out), rust),
        },
        ROUNDS,
        fresh,
    )
    decrypt = interleaved(
        {
            "ours": lambda: _decrypt(sealed[x], out, x),
            "ours, post-quantum": lambda: _decrypt(sealed[pq], out, pq),
            PEER: lambda: run("age", "-d", "-i", key, "-o", out, sealed[x]),
            "pyrage": lambda: pyrage.decrypt_file(str(sealed[x]), str(out), [rust_key]),
        },
        ROUNDS,
        fresh,
    )
    limit = _cipher_alone()
    rows = [
        [
            name,
            *(
                text
                for times in (encrypt, decrypt)
                for text in (
                    f"{SIZE / MIB / times[name].wall:.0f}",
                    f"{times[PEER].wall / times[name].wall:.2f}",
                    f"{times[PEER].cpu / times[name].cpu:.2f}",
                    f"{SIZE / times[name].wall / limit:.0%}",
                )
            ),
        ]
        for name in encrypt
    ]
    return Table(
        name="age",
        title="Sealing and opening a file of 200 MiB",
        command="make bench",
        head=[
            "file to file",
            "seal, MiB/s",
            f"× {PEER}",
            "by CPU time",
            "of the cipher",
            "open, MiB/s",
            f"× {PEER}",
            "by CPU time",
            "of the cipher",
        ],
        rows=rows,
        notes=[
            f"The cipher alone, without files: {limit / MIB:.0f} MiB/s "
            "(`openssl speed -evp chacha20-poly1305`, blocks of 64 KiB, one core).",
            f"Peak memory grew by {_growth(folder)} KiB over 200 MiB through every streaming path "
            "(`python -m tests.unit.crypto.flat`); a test holds it below 16 MiB.",
            "The files lie in memory (tmpfs) where it has room, so that no disk is measured. "
            f"Ours and pyrage run inside a process, Debian's age ({_version()}) is a process a "
            f"file: some milliseconds of each of its times. {ROUNDS} rounds in turns; "
            f"{_machine()}.",
        ],
    )


def _encrypt(source: Path, target: Path, recipient: Recipient) -> None:
    with source.open("rb", buffering=0) as src, target.open("wb", buffering=0) as dst:
        age.encrypt(src, dst, [recipient])


def _decrypt(source: Path, target: Path, identity: Identity) -> None:
    with source.open("rb", buffering=0) as src, target.open("wb", buffering=0) as dst:
        age.decrypt(src, dst, [identity])


def _cipher_alone() -> float:
    """Bytes a second of one core."""
    command = "openssl speed -seconds 2 -bytes 65536 -evp chacha20-poly1305"
    run = subprocess.run(command.split(), capture_output=True, text=True, check=True)
    found = re.search(r"([0-9.]+)k\s*$", run.stdout)
    if not found:
        raise RuntimeError("openssl speed printed no result")
    return float(found[1]) * 1000


def _growth(folder: Path) -> str:
    command = [sys.executable, "-m", "tests.unit.crypto.flat", f"{folder}/scratch", str(SIZE)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return run.stdout.strip()


def _version() -> str:
    run = subprocess.run(["age", "--version"], capture_output=True, text=True, check=True)
    return run.stdout.strip().removeprefix("v")


def _machine() -> str:
    model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    return f"{os.cpu_count()} cores, {model[1] if model else 'unknown processor'}"
