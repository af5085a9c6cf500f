"""The documents say what is there, and nothing that is not."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


BUILT = {".git", ".venv", ".build", ".hypothesis", "node_modules", "static", "__pycache__"}


def tracked() -> list[Path]:
    """The files that are ours: neither built nor downloaded."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in BUILT and not f.endswith("_cache")]
        if Path(folder) == ROOT:
            folders[:] = [f for f in folders if f != "demo"]
        found += [Path(folder, name) for name in names]
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_tests_and_files_that_a_document_names_are_there(document: Path) -> None:
    named = re.findall(
        r"`((?:tests|crypto|intake|cli|deploy|docs)/[\w./-]+)`", document.read_text()
    )
    built = ("intake/static",)
    missing = [n for n in named if not (ROOT / n).exists() and not n.startswith(built)]
    assert not missing


def commands(package: str) -> list[str]:
    """One file a command."""
    found = [p.stem for p in (ROOT / package / "commands").glob("[a-z]*.py")]
    assert found, f"no commands found in {package}"
    return found


@pytest.mark.parametrize(("tool", "package"), [("testimony", "cli"), ("intake", "intake")])
def test_every_command_is_in_the_documents(tool: str, package: str) -> None:
    text = "\n".join(p.read_text("utf-8") for p in DOCUMENTS)
    missing = [name for name in commands(package) if f"{tool} {name}" not in text]
    assert not missing


def test_every_format_has_its_page_its_file_and_its_vectors() -> None:
    both = ("testimony", "padding", "manifest", "questionnaire", "fingerprint")
    for stem in (*both, "receipt"):
        assert (ROOT / "docs" / "spec" / f"{stem}.md").is_file()
        assert (ROOT / "crypto" / f"{stem}.py").is_file()
        assert list((ROOT / "tests" / "vectors" / stem).glob("*.json"))
    for stem in both:
        assert (ROOT / "intake" / "client" / f"{stem}.js").is_file()


def test_decisions_are_numbered_once() -> None:
    numbers = [p.name[:4] for p in (ROOT / "docs" / "decisions").glob("[0-9]*.md")]
    assert numbers
    assert len(numbers) == len(set(numbers))


def test_nothing_in_the_tree_names_a_builder_s_machine() -> None:
    traces = re.compile(
        r"(?<![\w.-])/(?:wo" r"rk|ho" r"me/\w+|ro" r"ot)/|\.(?:int" r"ernal|lo" r"cal)[:/]"
    )
    for path in tracked():
        if path.suffix in {".md", ".py", ".js", ".mjs", ".sh", ".toml", ".json", ".lock", ""}:
            text = path.read_text("utf-8", errors="replace")
            assert not (found := traces.search(text)), f"{path.name}: {found and found.group()}"
