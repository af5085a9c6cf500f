"""The questionnaires that come with the tool, and how one gets into a manifest."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli import questions
from cli.errors import InputError
from crypto import fingerprint, questionnaire
from tests.unit.cli.newsroom import Newsroom

MOST_PACKED = 9_000  # bytes that the ready questions add to a visit, compressed
LETTERS = {"en": "[a-zA-Z]", "ru": "[а-яёА-ЯЁ]", "uk": "[а-щьюяґєіїА-ЩЬЮЯҐЄІЇ’]"}
FOREIGN = {"en": "[а-яёґєії]", "ru": "[іїєґa-z]", "uk": "[ыэёъa-z]"}


def labels(value: Any) -> list[dict[str, str]]:
    """Every text of a questionnaire or of promises, in its three languages."""
    if isinstance(value, list):
        return [found for one in value for found in labels(one)]
    if not isinstance(value, dict):
        return []
    if value.keys() == set(questionnaire.LANGUAGES):
        return [value]
    return [found for one in value.values() for found in labels(one)]


@pytest.mark.parametrize("name", questions.READY)
def test_a_ready_questionnaire_keeps_every_limit(name: str) -> None:
    asked = questions.load(questions.READY[name])
    line = json.dumps(asked, separators=(",", ":"))
    assert questionnaire.parse(line) == asked
    assert len(gzip.compress(line.encode())) <= MOST_PACKED
    room = questionnaire.MAX_BYTES - len(line)
    promises = questions.load_promises(questions.PROMISES, asked)
    grown = len(json.dumps(promises, separators=(",", ":"))) - len(line)
    assert grown < room, "promises fit beside it"


@pytest.mark.parametrize("name", questions.READY)
def test_a_ready_questionnaire_is_written_with_care(name: str) -> None:
    asked = questions.load(questions.READY[name])
    promises = questions.load_promises(questions.PROMISES, asked)
    for label in labels(promises):
        for language, text in label.items():
            assert text == text.strip()
            assert not re.search(r"[!\"']|\.\.\.| - |\(а\)|/", text), text
            assert not re.search(FOREIGN[language], text, re.IGNORECASE), text
            assert re.search(f"{LETTERS[language]}|[0-9]", text), text
    for section in asked["sections"]:
        for question in section["questions"]:
            assert question["kind"] != "date" or "hint" in question, "as precisely as they wish"
    ids = [question["id"] for s in asked["sections"] for question in s["questions"]]
    assert ids[0] == "danger"
    assert ids.index("pressure") < len(ids) - 5, "it does not end on the worst"


def test_the_help_names_what_is_ready(tmp_path: Path) -> None:
    shown = Newsroom(tmp_path).run("publish", "--help").out
    assert all(name in shown for name in questions.READY)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def again(room: Newsroom, name: str, *options: str | Path) -> dict[str, Any]:
    """Publish anew with these options; return what the first new manifest asks."""
    out = room.folder / name
    room.done("publish", room.vault, "--out", out, "--replace", *options)
    first = min(out.glob("manifest-*.txt")).read_text("utf-8")
    [line] = re.findall(r"(?m)^questionnaire (.*)$", first)
    asked: dict[str, Any] = json.loads(line)
    return asked


def test_promises_stay_until_others_are_given(room: Newsroom) -> None:
    promises = room.folder / "promises.toml"
    promises.write_text(questions.PROMISES.read_text("utf-8"), "utf-8")
    asked = again(room, "one", "--promises", promises)
    assert asked["promises"].keys() == set(questionnaire.PROMISES)
    assert "consent" not in asked
    asked = again(room, "two", "--questionnaire", "conscription")
    assert asked["promises"].keys() == set(questionnaire.PROMISES)
    assert asked["consent"] == ["name", "hide", "court"]
    promises.write_text("", "utf-8")
    asked = again(room, "three", "--promises", promises)
    assert "promises" not in asked
    assert len(asked["sections"]) > 5


def test_a_file_of_the_same_name_comes_first(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room.folder)
    Path("conscription").write_text("sections = []", "utf-8")
    said = room.refused(
        "publish", room.vault, "--out", "o", "--replace", "--questionnaire", "conscription"
    )
    assert "sections must be a list of 1 to 20" in said


BAD = {
    "a promise nobody knows": ('[gold]\nen = "x"\nru = "x"\nuk = "x"\n', "reads, withheld"),
    "a promise in one language": ('[reads]\nen = "x"\n', "promises.reads"),
    "no TOML": ("[reads", "is not TOML"),
    "a day that JSON does not have": ("reads = 2026-01-01", "promises.reads"),
}


@pytest.mark.parametrize("case", BAD)
def test_promises_that_cannot_be_used_are_named(tmp_path: Path, case: str) -> None:
    text, what = BAD[case]
    path = tmp_path / "promises.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=re.escape(what)):
        questions.load_promises(path, questions.MINIMAL)


def test_the_root_key_s_words_are_shown_where_it_is_made_and_used(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.passphrase_file.write_text("luhar-bopin-tosuk-gavib-doziz-mafut\n", "utf-8")
    room.passphrase_file.chmod(0o600)
    made = room.done("init", room.vault, "--work-factor", "1")
    published = room.done("publish", room.vault, "--out", room.manifests)
    vkey = (room.manifests / "root.vkey").read_text("ascii").strip()
    for language in fingerprint.LANGUAGES:
        words = " ".join(fingerprint.words(vkey, language))
        assert words in made.out
        assert words in published.out


def test_a_list_of_keys_can_be_sealed_to_and_its_words_are_shown(room: Newsroom) -> None:
    vkey = (room.manifests / "root.vkey").read_bytes()
    keys = room.folder / "list.txt"
    keys.write_bytes(vkey + (room.manifests / "manifest-00001.txt").read_bytes())
    text = room.folder / "account.txt"
    text.write_text("I was there.", "utf-8")
    out = room.folder / "sealed.age"
    ran = room.done("seal", "--manifest", keys, "--text", text, "--out", out)
    assert " ".join(fingerprint.words(vkey.decode().strip())) in ran.out
    assert len(room.collect(room.handover([out.read_bytes()]))) == 1


def test_a_list_of_keys_is_held_against_a_key_that_is_named(
    room: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Newsroom.make(tmp_path_factory.mktemp("other"))
    keys = room.folder / "list.txt"
    theirs = other.manifests
    keys.write_bytes(
        (theirs / "root.vkey").read_bytes() + (theirs / "manifest-00001.txt").read_bytes()
    )
    text = room.folder / "account.txt"
    text.write_text("I was there.", "utf-8")
    ours = room.manifests / "root.vkey"
    out = room.folder / "sealed.age"
    said = room.refused("seal", "--manifest", keys, "--root", ours, "--text", text, "--out", out)
    assert "no signature by a key that is trusted here" in said
