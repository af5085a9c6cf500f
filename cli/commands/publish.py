"""`testimony publish`: the signed manifests of the next epochs, and the keys behind them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import click

from cli import console, files, questions
from cli import epochs as ep
from cli.errors import InputError, OutputError, ToolError
from cli.options import PATH, passphrase_option, today, vault_argument
from cli.passphrase import obtain
from cli.root_words import say_fingerprint
from cli.sealed import seal
from cli.settings import Epoch, Settings
from cli.vault import Vault, require, unlock
from crypto import manifest
from crypto.keys import HybridIdentity
from crypto.note import Signer

NO_ONION: Final = f"{'a' * 56}.onion"  # stands in the manifest until a server has an address

EPILOG = f"""\b
Example:
  testimony publish ~/vault --out /media/server-stick/manifests \\
      --root /media/root-stick/root/root.age --epochs-out /media/epoch-stick/epochs-1.age
  testimony publish ~/vault --out manifests --questionnaire conscription --promises ours.toml

\b
Ready questionnaires, to be named instead of a file:
  {"  ".join(questions.READY)}

One manifest is one fortnight and three days of grace. The server serves the one whose time has
come. The private halves lie together in one file: keep it on a stick of its own, and destroy that
stick when its last envelope has been collected. What was recorded on the way can then be opened
by nobody.
"""


def named(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """Return the path of a questionnaire: a ready one by its name, or a file."""
    if value is None:
        return None
    path: Path = PATH.convert(value, param, ctx)
    return path if path.exists() else questions.READY.get(value, path)


@click.command("publish", epilog=EPILOG)
@vault_argument
@click.option("--out", type=PATH, required=True, metavar="DIR", help="Folder for the manifests.")
@click.option("--epochs-out", type=PATH, metavar="FILE", help="File for the epochs' private keys.")
@click.option("--root", type=PATH, metavar="FILE", help="The root key, if not in the vault.")
@click.option("--newsroom", metavar="NAME", help="Change the name witnesses read.")
@click.option("--onion", metavar="ADDRESS", help="Change the server's address.")
@click.option("--retention", type=click.IntRange(1, 3650), metavar="DAYS", help="Change it.")
@click.option(
    "--questionnaire", callback=named, metavar="FILE|NAME", help="Questions to ask, as TOML."
)
@click.option("--promises", type=PATH, metavar="FILE", help="What the newsroom promises, as TOML.")
@click.option(
    "--replace",
    "again",
    is_flag=True,
    help="Begin today with higher serials, in place of what is still ahead.",
)
@passphrase_option
def command(
    vault: Path,
    out: Path,
    epochs_out: Path | None,
    root: Path | None,
    newsroom: str | None,
    onion: str | None,
    retention: int | None,
    questionnaire: Path | None,
    promises: Path | None,
    again: bool,
    passphrase_file: Path | None,
) -> None:
    """Sign the manifests of the next six epochs, one file each.

    Run it again when the last of them has begun. Each run goes on where the one before ended.
    """
    require(vault)
    asked = questions.load(questionnaire) if questionnaire else None
    phrase = obtain(passphrase_file)
    opened = Vault.open(vault, phrase)
    with opened.writing():
        settings = opened.settings()
        asked = _asked(settings, asked, promises)
        settings = _changed(settings, newsroom, onion, retention, asked)
        windows = ep.windows(_first_day(settings, today(), again), settings.last_serial + 1)
        first, last = windows[0].serial, windows[-1].serial
        keys_file = epochs_out or vault / "epochs" / f"epochs-{first}.age"
        signer = _root(root or vault / "root" / "root.age", phrase, settings)
        pairs = [(window, HybridIdentity.generate()) for window in windows]
        notes = [manifest.sign(_fields(settings, *pair), signer) for pair in pairs]
        names = [out / f"manifest-{window.serial:05}.txt" for window in windows]
        with _all_or_none([keys_file, *names]):
            files.make_folder(keys_file.parent)
            files.write(keys_file, seal(ep.dump(pairs), opened.identity.recipient()))
            files.make_folder(out)
            for name, note in zip(names, notes, strict=True):
                files.write(name, note, mode=files.PUBLIC_MODE)
            vkey = f"{settings.root}\n".encode()
            files.write(out / "root.vkey", vkey, replace=True, mode=files.PUBLIC_MODE)
            opened.store_settings(_published(settings, windows, notes))
    console.say(f"Manifests {first} to {last}, valid until {windows[-1].not_after}, are in {out}.")
    console.say(f"Their private keys are in {keys_file}.")
    say_fingerprint(settings.root)
    if epochs_out is None:
        console.warn(
            "The epoch keys lie inside the vault. Move the folder epochs to a stick that can be "
            "destroyed, and name it when you collect: testimony collect --epochs FILE"
        )
    if not settings.onion:
        console.warn(
            "The manifests name no server yet. When it has its address: "
            f"testimony publish {vault} --out DIR --onion ADDRESS --replace"
        )
    console.note(f"Carry {out} to the server: intake init DIR --manifest FILE…")


def _asked(
    settings: Settings, asked: dict[str, Any] | None, promises: Path | None
) -> dict[str, Any]:
    """Return what will be asked. Promises are the newsroom's: new questions do not take them back.

    raises: InputError
    """
    before = settings.questionnaires[-1] if settings.questionnaires else questions.MINIMAL
    if asked is None:
        asked = before
    elif "promises" in before and "promises" not in asked:
        asked = {**asked, "promises": before["promises"]}
    return asked if promises is None else questions.load_promises(promises, asked)


def _changed(
    settings: Settings,
    newsroom: str | None,
    onion: str | None,
    retention: int | None,
    asked: dict[str, Any],
) -> Settings:
    known = settings.questionnaires
    return replace(
        settings,
        newsroom=settings.newsroom if newsroom is None else newsroom,
        onion=settings.onion if onion is None else onion,
        retention_days=settings.retention_days if retention is None else retention,
        questionnaires=known if known and known[-1] == asked else (*known, asked),
    )


def _first_day(settings: Settings, day: date, again: bool) -> date:
    """Return the day on which the next epoch begins."""
    ahead = [epoch for epoch in settings.epochs if epoch.not_before > day]
    if ahead and not again:
        last = max(settings.epochs, key=lambda epoch: epoch.serial)
        raise ToolError(
            f"Manifests are published until {last.not_after}. Nothing was signed: more than six "
            "epochs ahead, whoever takes the keys could read too far.",
            f"Publish again from {last.not_before} on, or sign new ones in place of those ahead: "
            "--replace",
        )
    if again or not settings.epochs:
        return day
    last = max(settings.epochs, key=lambda epoch: epoch.serial)
    return max(day, last.not_before + timedelta(days=ep.DAYS))


def _root(path: Path, phrase: str, settings: Settings) -> Signer:
    if not path.exists():
        raise InputError(
            f"The root key is not at {path}.", "Put in its stick and name it: --root FILE"
        )
    root = Signer.parse(unlock(path, phrase))
    if str(root.verifier) != settings.root:
        raise InputError(
            f"The key in {path} is not the root key of this vault.",
            "Use the one that testimony init wrote with it.",
        )
    return root


def _fields(settings: Settings, window: ep.Window, identity: HybridIdentity) -> manifest.Fields:
    return manifest.Fields(
        newsroom=settings.newsroom,
        onion=settings.onion or NO_ONION,
        serial=window.serial,
        not_before=window.not_before,
        not_after=window.not_after,
        desk=settings.desk,
        codename_salt=bytes.fromhex(settings.codename_salt),
        recipient=str(identity.recipient()),
        questionnaire=settings.questionnaires[-1],
        retention_days=settings.retention_days,
    )


def _published(settings: Settings, windows: list[ep.Window], notes: list[bytes]) -> Settings:
    asked = len(settings.questionnaires) - 1
    added = [
        Epoch(
            window.serial,
            window.not_before,
            window.not_after,
            hashlib.sha256(note).hexdigest(),
            asked,
        )
        for window, note in zip(windows, notes, strict=True)
    ]
    return replace(settings, epochs=(*settings.epochs, *added))


@contextlib.contextmanager
def _all_or_none(paths: list[Path]) -> Iterator[None]:
    """Refuse if one of these files is there; remove those that were written if the block fails."""
    for path in paths:
        if os.path.lexists(path):
            raise OutputError(
                f"{path} exists already. Nothing was signed.",
                "Name another folder with --out, or move that file away.",
            )
    try:
        yield
    except BaseException:
        for path in paths:
            path.unlink(missing_ok=True)
        raise
