"""A newsroom in a temporary folder: vault, manifests, sealed testimonies, handovers.

    room = Newsroom.make(tmp_path)
    room.collect(room.handover([room.seal("What happened …")]))
    ran = room.run("list", room.vault)

Commands run in this process through `cli.main.run`, as a person would type them. Passphrases are
locked at the lowest work factor, so that a whole newsroom takes a tenth of a second.
As a program it writes handovers for story files: newsroom.py handover OUT FILE…
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cli import files
from cli.main import run
from cli.vault import Vault
from crypto import age, testimony
from crypto.codename import Keys
from crypto.handover import Writer
from crypto.keys import HybridRecipient
from crypto.manifest import Manifest, UntrustedManifest
from crypto.note import Verifier
from crypto.reply import Reply, Withdrawal

PASSPHRASE = "luhar-bopin-tosuk-gavib-doziz-mafut"
WORK_FACTOR = "1"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A vault with published manifests, and the tools to fill it."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, *publish: str) -> Newsroom:
        """Make the vault and publish six epochs. publish: more options of that command."""
        room = cls(folder)
        room.passphrase_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        room.passphrase_file.chmod(0o600)
        room.done("init", room.vault, "--newsroom", "The Paper", "--work-factor", WORK_FACTOR)
        room.done("publish", room.vault, "--out", room.manifests, *publish)
        return room

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.folder / "vault"

    @property
    def manifests(self) -> Path:
        """The folder of the signed manifests and root.vkey."""
        return self.folder / "manifests"

    @property
    def passphrase_file(self) -> Path:
        """A file with the vault's passphrase."""
        return self.folder / "passphrase"

    def run(self, *arguments: str | Path) -> Ran:
        """Run a command; commands that unlock the vault get its passphrase."""
        words = [str(word) for word in arguments]
        if words[0] not in ("seal", "analyze") and "--passphrase-file" not in words:
            words += ["--passphrase-file", str(self.passphrase_file)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(words)
        return Ran(code, out.getvalue(), err.getvalue())

    def done(self, *arguments: str | Path) -> Ran:
        """Run a command that must succeed."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran.err
        return ran

    def refused(self, *arguments: str | Path) -> str:
        """Run a command that must be refused and change nothing; return what it said."""
        before = self.contents()
        around = self._around()
        ran = self.run(*arguments)
        assert ran.code == 1
        assert ran.err.strip()
        assert self.contents() == before
        assert self._around() == around
        return ran.err

    def manifest(self, serial: int = 1) -> Manifest:
        """Return one of the published manifests, checked."""
        note = (self.manifests / f"manifest-{serial:05}.txt").read_bytes()
        root = Verifier.parse((self.manifests / "root.vkey").read_text())
        first = note.decode().split("not-before ")[1][:10]
        day = datetime.fromisoformat(first).replace(tzinfo=UTC)
        return UntrustedManifest(note).verify([root], day, None)

    def seal(
        self,
        text: str = "I was there.",
        *,
        language: str = "en",
        publish: str = "yes",
        answers: Mapping[str, testimony.Answer] | None = None,
        attachments: Mapping[str, bytes] | None = None,
        serial: int = 1,
        reply: Reply | None = None,
        consent: Mapping[str, testimony.Answer] | None = None,
    ) -> bytes:
        """Return an envelope as a browser makes it. consent: besides `publish`"""
        manifest = self.manifest(serial)
        account = testimony.Testimony(
            language=language,
            manifest=manifest.digest,
            answers={"text": text} | dict(answers or {}),
            consent={"publish": publish} | dict(consent or {}),
            reply=reply,
        )
        tar = io.BytesIO()
        testimony.write(
            tar,
            account,
            [
                testimony.Attachment(f"attachments/{name}", len(data), io.BytesIO(data))
                for name, data in (attachments or {}).items()
            ],
        )
        return self.seal_bytes(tar.getvalue(), serial=serial)

    def withdraw(self, keys: Keys, *, serial: int = 1) -> bytes:
        """Return an envelope that takes back what was sent with these keys."""
        tar = io.BytesIO()
        testimony.write_withdrawal(tar, Withdrawal(keys.withdrawal))
        return self.seal_bytes(tar.getvalue(), serial=serial)

    def seal_bytes(self, tar: bytes, *, serial: int = 1) -> bytes:
        """Return an envelope around any bytes, however hostile."""
        sealed = io.BytesIO()
        recipient = HybridRecipient.parse(self.manifest(serial).recipient)
        age.encrypt(io.BytesIO(tar), sealed, [recipient])
        return sealed.getvalue()

    def handover(self, envelopes: Sequence[bytes], name: str = "handover.tar") -> Path:
        """Write a handover with these envelopes, in this order."""
        path = self.folder / name
        path.write_bytes(handover(envelopes))
        return path

    def collect(self, handover_file: Path) -> list[str]:
        """Take in a handover that is in order; return the ids of all cases by day and id."""
        self.done("collect", self.vault, handover_file)
        return self.cases()

    def cases(self) -> list[str]:
        """Return the ids of all cases, as `list` orders them."""
        listed = json.loads(self.done("list", self.vault, "--json").out)
        return [str(case["case"]) for case in listed]

    def open(self) -> Vault:
        """Return the unlocked vault."""
        return Vault.open(self.vault, PASSPHRASE)

    def contents(self) -> dict[str, bytes]:
        """Return every file of the vault with its bytes, to compare before and after."""
        return {
            str(path.relative_to(self.vault)): path.read_bytes()
            for path in sorted(self.vault.rglob("*"))
            if path.is_file()
        }

    def _around(self) -> set[Path]:
        """Return all paths outside the vault, to compare before and after."""
        return {path for path in self.folder.rglob("*") if self.vault not in path.parents}


def handover(envelopes: Sequence[bytes]) -> bytes:
    """Return a handover as a server writes it."""
    tar = io.BytesIO()
    writer = Writer(tar, len(envelopes))
    for envelope in envelopes:
        writer.add(secrets.token_hex(16), len(envelope), io.BytesIO(envelope))
    writer.close()
    return tar.getvalue()


def flip(data: bytes, at: int) -> bytes:
    """Return `data` with one bit of one byte turned over."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def digest(envelope: bytes) -> str:
    """Return the SHA-256 that a receipt names."""
    return hashlib.sha256(envelope).hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Write a handover: handover OUT FILE…"""
    out, *sealed = map(Path, arguments)
    files.write(out, handover([path.read_bytes() for path in sealed]), replace=True)


if __name__ == "__main__":
    main(sys.argv[2:])
