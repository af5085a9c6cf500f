"""Which code may know which other code, held by reading the sources."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("crypto", "intake", "cli")


def sources(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module name that the file imports, at any depth of its code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(package: str, *folders: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in sources(*folders)
        if any(name == package or name.startswith(package + ".") for name in imported(path))
    }


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


# Who alone may import what; the reader of a contract looks at these files and no others.
SOLE_IMPORTERS = {
    "only storage speaks to the database": ("sqlalchemy", PACKAGES, {"intake/storage.py"}),
    "only the console of the editor's tool draws on the terminal": (
        "getpass",
        ("cli",),
        {"cli/console.py"},
    ),
    "only the closed process opens pictures": (
        "PIL",
        PACKAGES,
        {"cli/attachments/decoding.py", "cli/attachments/faces.py"},
    ),
    "nor does anything else open HEIC": (
        "pillow_heif",
        PACKAGES,
        {"cli/attachments/decoding.py"},
    ),
    "nor PDF": ("pypdfium2", PACKAGES, {"cli/attachments/decoding.py"}),
    "the editor's tool never asks for a socket": ("socket", ("cli", "crypto"), set()),
    "nor for the web": ("urllib.request", ("cli", "crypto"), set()),
}


@pytest.mark.parametrize("rule", SOLE_IMPORTERS)
def test_risky_modules_have_one_importer(rule: str) -> None:
    package, folders, allowed = SOLE_IMPORTERS[rule]
    assert importers(package, *folders) <= allowed


def test_secrets_are_touched_by_age_and_keys_alone() -> None:
    touching = importers("cryptography", "crypto")
    allowed = {"crypto/age.py", "crypto/stream.py", "crypto/keys.py", "crypto/codename.py"}
    assert touching <= allowed
    assert "crypto/keys.py" in touching


def test_the_use_cases_of_the_server_know_no_framework() -> None:
    for module in ("desk", "storage", "settings"):
        names = set(imported(ROOT / "intake" / f"{module}.py"))
        assert not {n for n in names if n.split(".")[0] in {"flask", "werkzeug", "gunicorn"}}


def test_only_the_console_prints() -> None:
    for path in sources("cli", "crypto"):
        if path.name == "console.py" or "train" in path.parts[-2:] or path.stem == "train":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "input"}, f"{path}:{node.lineno}"


def test_packages_export_nothing_by_accident() -> None:
    """A name lifted into `crypto/__init__.py` would load the decryptor into the server."""
    for package in (*PACKAGES, "cli/redaction", "cli/exporters", "cli/commands"):
        tree = ast.parse((ROOT / package / "__init__.py").read_text("utf-8"))
        assert [type(node) for node in tree.body] == [ast.Expr], package


def test_no_package_file_below_tests() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_every_file_can_be_read_in_one_sitting() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in [*sources(*PACKAGES), *(ROOT / "intake" / "client").glob("*.js")]
        if (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert not long
