"""Exporting: decided, consented, safe, and all of it or nothing."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest

from cli import work
from cli.case import Case
from cli.commands.export import FORMATS
from cli.errors import OutputError
from cli.exporters import formats
from cli.redaction.ledger import Choice
from cli.review.sitting import Review
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.proposed import TEXT, THINGS, Thing, propose
from tests.unit.cli.terminal import Terminal

OVERLOOKED = Thing("l1", "place", ("Kola",), "remove", overlooked=True)
NAMES = ("Daniil", "Marina", "Kola", "Rostov")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def decided(room: Newsroom, text: str = TEXT, publish: str = "yes") -> str:
    """Collect a testimony and decide everything in it; return its case."""
    before = set(room.cases())
    [name] = set(room.collect(room.handover([room.seal(text, publish=publish)]))) - before
    review = Review(propose(room, name))
    for entity in review.waiting():
        review.decide(entity, Choice("keep" if entity.kind == "rank" else "remove"))
    for unsure in review.unchecked():
        review.confirm(unsure)
    return name


def exported(room: Newsroom, *cases: str, formats: str = "md,html,docx,json") -> Path:
    out = room.folder / "safe"
    room.done("export", room.vault, *cases, "--out", out, "--format", formats)
    return out


def refused(room: Newsroom, *cases: str) -> str:
    """Export what must be refused; return what was said."""
    out = room.folder / "safe"
    before = room.contents()
    ran = room.run("export", room.vault, *cases, "--out", out, "--format", "md,json")
    assert ran.code == 1
    assert not out.exists()
    assert room.contents() == before
    return ran.err


def test_a_decided_account_is_written_in_every_format_without_its_names(room: Newsroom) -> None:
    out = exported(room, decided(room))
    json.loads((out / "account-1.json").read_text(encoding="utf-8"))
    for form in FORMATS:
        whole = (out / f"account-1.{form}").read_bytes()  # nothing in it is compressed
        assert b"The sergeant took me from the metro" in whole
        assert not [name for name in NAMES if name.encode() in whole]
    assert sorted(path.name for path in out.iterdir()) == sorted(
        f"account-1.{form}" for form in FORMATS
    )


def test_the_command_offers_every_format_there_is() -> None:
    assert formats.FORMATS == FORMATS


def test_what_was_changed_is_kept_with_the_case_and_not_in_the_export(room: Newsroom) -> None:
    case = decided(room)
    out = exported(room, case)
    ledger = room.open().case(case).load(work.LEDGER)
    assert ledger is not None
    assert "Daniil" in {entry["original"] for entry in ledger["entries"]}
    assert case.encode() not in b"".join(path.read_bytes() for path in out.iterdir())
    assert "exported" in room.done("list", room.vault).out


def test_no_account_appears_before_the_vault_remembers_it(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a cut there would hide from a later withdrawal that the account is out."""
    case = decided(room)

    def full(self: Case, name: str, value: object) -> None:
        raise OutputError(f"There is no room for {name}.", "")

    monkeypatch.setattr(Case, "store", full)
    assert "no room for ledger" in refused(room, case)


def test_an_undecided_account_is_refused(room: Newsroom) -> None:
    [name] = room.collect(room.handover([room.seal(TEXT)]))
    propose(room, name)
    said = refused(room, name)
    assert "4 decisions" in said
    assert "testimony review" in said


def test_an_account_without_a_proposal_is_refused(room: Newsroom) -> None:
    [name] = room.collect(room.handover([room.seal(TEXT)]))
    assert "testimony redact" in refused(room, name)


CONSENT = {"no": "only the editors to read", "retell": "retold, not quoted", "": "only the editors"}


@pytest.mark.parametrize("publish", CONSENT)
def test_what_the_witness_did_not_allow_is_refused(room: Newsroom, publish: str) -> None:
    assert CONSENT[publish] in refused(room, decided(room, publish=publish))


def test_an_account_that_still_shows_a_name_is_refused(room: Newsroom) -> None:
    text = "They held me in Kola. Kola is a town."
    [name] = room.collect(room.handover([room.seal(text)]))
    propose(room, name, [OVERLOOKED])
    said = refused(room, name)
    assert "“Kola” was removed and is still there" in said
    assert "testimony review" in said


def test_one_case_that_is_refused_holds_back_all(room: Newsroom) -> None:
    good = decided(room)
    [bad] = set(room.collect(room.handover([room.seal("x")], "second.tar"))) - {good}
    propose(room, bad, [Thing("u1", "unknown", ("x",), "ask")])
    refused(room, good, bad)


def test_a_later_export_takes_the_next_number_and_touches_nothing(room: Newsroom) -> None:
    case = decided(room)
    first = (exported(room, case, formats="md") / "account-1.md").read_bytes()
    out = exported(room, case, formats="md")
    assert (out / "account-1.md").read_bytes() == first
    assert (out / "account-2.md").read_bytes() == first


def test_the_numbers_of_accounts_follow_chance_and_not_the_order_of_cases(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = decided(room), decided(room, TEXT.replace("sergeant", "captain"))

    def turned(self: object, drafts: list[object]) -> None:
        drafts.reverse()

    monkeypatch.setattr(secrets.SystemRandom, "shuffle", turned)
    out = exported(room, first, second, formats="md")
    assert "captain" in (out / "account-1.md").read_text(encoding="utf-8")
    assert "sergeant" in (out / "account-2.md").read_text(encoding="utf-8")


def test_a_case_named_twice_is_exported_once(room: Newsroom) -> None:
    case = decided(room)
    assert len(list(exported(room, case, case, formats="md").iterdir())) == 1


def test_a_place_that_a_person_lets_stay_is_asked_about_once(room: Newsroom) -> None:
    text = "They held me in Kola. Kola is a town."
    [name] = room.collect(room.handover([room.seal(text)]))
    propose(room, name, [OVERLOOKED])
    out = room.folder / "safe"
    words = ["export", str(room.vault), name, "--out", str(out)]
    words += ["--passphrase-file", str(room.passphrase_file)]
    with Terminal(words) as terminal:
        assert "Kola is a town" in terminal.expect("stay as it is? y/n > ")
        terminal.enter("n")
        terminal.expect("Nothing was exported.")
        assert terminal.end() == 1
    assert not out.exists()
    with Terminal(words) as terminal:
        terminal.expect("stay as it is? y/n > ")
        terminal.enter("y")
        terminal.expect("account-1.md")
        assert terminal.end() == 0
    assert (exported(room, name, formats="md") / "account-2.md").exists()


QUESTIONS = """\
[[sections]]
id = "where"
title = {en = "Where", ru = "Где", uk = "Де"}
[[sections.questions]]
id = "how"
kind = "one"
label = {en = "How did they take you?", ru = "Как вас забрали?", uk = "Як вас забрали?"}
options = [{id = "street", label = {en = "In the street", ru = "На улице", uk = "На вулиці"}}]
[[sections.questions]]
id = "text"
kind = "text"
label = {en = "What happened?", ru = "Что произошло?", uk = "Що сталося?"}
"""


def test_answers_stand_in_the_words_of_the_questionnaire(tmp_path: Path) -> None:
    asked = tmp_path / "asked.toml"
    asked.write_text(QUESTIONS, encoding="utf-8")
    room = Newsroom.make(tmp_path, "--questionnaire", str(asked))
    sealed = room.seal("It was cold there.", answers={"how": "street"})
    [case] = room.collect(room.handover([sealed]))
    shown = room.done("read", room.vault, case).out
    assert "How did they take you?\nIn the street" in shown
    propose_whole(room, case)
    out = exported(room, case, formats="json")
    answers = json.loads((out / "account-1.json").read_text(encoding="utf-8"))["answers"]
    assert [(one["id"], one["question"], one["text"]) for one in answers] == [
        ("text", "", "It was cold there."),
        ("how", "How did they take you?", "In the street"),
    ]


def propose_whole(room: Newsroom, name: str) -> None:
    """Store a proposal that finds nothing in any answer."""
    vault = room.open()
    case = vault.case(name)
    asked = vault.settings().questionnaire_of(vault.index().cases[name].claimed)
    text = work.joined(case.content(), asked).text
    nothing = {"language": "en", "findings": [], "entities": []}
    case.store(work.PROPOSAL, {"text": text, **nothing})


def test_formats_are_checked_before_anything_is_opened(room: Newsroom) -> None:
    ran = room.run("export", room.vault, "x", "--out", room.folder / "safe", "--format", "md,exe")
    assert ran.code == 2
    assert "'exe' is none of md, html, docx, json" in ran.err


def test_the_example_holds_the_names_it_is_searched_for() -> None:
    assert all(name in TEXT for name in NAMES)
    assert {form for thing in THINGS for form in thing.forms} >= set(NAMES)
