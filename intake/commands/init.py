"""`intake init`: make a data folder, or install later manifests into one."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from crypto.note import Verifier
from intake.budget import MIB, Budget
from intake.settings import Settings, as_toml, load
from intake.shelf import ShelfError, choose, place, read_root
from intake.terminal import Refused, data_folder, refusing

ROOT_FILE = "root.vkey"


@click.command(short_help="Make the data folder; check and install manifests.")
@data_folder
@click.option(
    "--manifest",
    "manifests",
    metavar="FILE…",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Signed manifests, one an epoch, as `testimony publish` writes them. Several may follow.",
)
@click.argument(
    "more", nargs=-1, metavar="", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--root",
    metavar="KEY|FILE",
    help=f"The newsroom's root verifier key. Default: {ROOT_FILE} beside the manifests.",
)
@click.option("--total", metavar="MIB", type=int, help="Room for all sealed files. Default 20480.")
@click.option("--text", metavar="MIB", type=int, help="Of it, kept for text alone. Default 5120.")
@click.option(
    "--unfinished", metavar="MIB", type=int, help="Of it, for unfinished uploads. Default 1024."
)
def init(
    folder: Path,
    manifests: tuple[Path, ...],
    more: tuple[Path, ...],
    root: str | None,
    total: int | None,
    text: int | None,
    unfinished: int | None,
) -> None:
    """Make the data folder DIR (mode 0700) and install the newsroom's manifests.

    Each manifest must be signed by the root key and not be over; those of later epochs wait for
    their day. One with a lower serial than was served before is refused. On a folder that exists,
    later manifests are added; its root key stays.

    \b
    Example:
      intake init /var/lib/intake/data --manifest stick/manifests/*
    """
    with refusing():
        files = (*manifests, *more)
        keys = [path for path in files if path.name == ROOT_FILE]
        notes = {str(path): path.read_bytes() for path in files if path not in keys}
        if not notes:
            raise Refused(f"{keys[0]} is the root key; name the manifests, too.")
        numbers = {"total": total, "text": text, "unfinished": unfinished}
        budget = Budget(**{name: n * MIB for name, n in numbers.items() if n is not None}).check()
        if folder.exists() and any(folder.iterdir()):
            if any(n is not None for n in numbers.values()):
                raise Refused(f"{folder} exists. Change its numbers in {folder}/settings.toml.")
            count = _add(folder, notes, _given_root(root) if root else None)
            click.echo(f"{folder}: {count} manifest(s) installed. Restart the server to use them.")
            return
        key = _given_root(root) if root else read_root(_beside(keys, manifests[0]))
        count = _make(Settings(folder, budget), notes, key)
    click.echo(f"{folder}: made, {count} manifest(s) installed. Next: intake serve {folder}")


def _beside(keys: list[Path], manifest: Path) -> Path:
    """Where the root key lies if none is named: among the files, or beside the first of them."""
    return keys[0] if keys else manifest.with_name(ROOT_FILE)


def _given_root(root: str) -> Verifier:
    return read_root(root if "+" in root and not Path(root).exists() else Path(root))


def _make(settings: Settings, notes: dict[str, bytes], key: Verifier) -> int:
    """Make the folder under another name and rename it, so that half of one never exists."""
    from intake.storage import Store

    chosen = choose(notes, key, datetime.now(UTC), None)
    part = settings.folder.with_name(settings.folder.name + ".part")
    part.mkdir(mode=0o700, parents=True)
    try:
        made = Settings(part, settings.budget)
        made.manifests.mkdir()
        place(made.manifests, list(chosen.values()))
        made.root.write_text(f"{key}\n", "ascii")
        (part / "settings.toml").write_text(as_toml(settings.budget), "utf-8")
        Store.create(made.database, settings.budget)
        os.sync()
        part.rename(settings.folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return len(chosen)


def _add(folder: Path, notes: dict[str, bytes], given: Verifier | None) -> int:
    """Install later manifests into a folder that exists."""
    from intake.storage import Store

    settings = load(folder)
    key = read_root(settings.root)
    if given is not None and given != key:
        raise ShelfError(f"{folder} belongs to another root key. Use a new folder for a new one.")
    store = Store(settings.database, settings.budget)
    try:
        chosen = choose(notes, key, datetime.now(UTC), store.serial())
    finally:
        store.close()
    place(settings.manifests, list(chosen.values()))
    return len(chosen)
