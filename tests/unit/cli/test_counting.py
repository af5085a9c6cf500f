"""Traits compared over a vault: who else tells this, kept current through crashes and withdrawals.

Most tests put a short engine in the place of the real one (telling.py); the real one is held by
the tests of `redact` itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cli import readers, sealed, work
from cli.case import Case, CaseId, unwrap
from cli.commands import review as command
from cli.counting import Counting, told_in
from cli.errors import VaultDamaged
from cli.files import PART
from cli.redaction.elsewhere import told
from cli.redaction.model import Entity
from cli.review import plain, side
from cli.review.desk import Desk
from cli.review.sitting import Review
from crypto.reply import Reply
from tests.unit.cli.newsroom import Newsroom
from tests.unit.cli.telling import PROGRAM, analysis
from tests.vectors.makers.slots import keys

WITNESS = keys("first witness")
ACCOUNT = "Я жила в Тернах и в Ольховке. Там стояла 36-я бригада. 12 апреля 2022 пришли."
DEADLINE = 120  # seconds; far above what the slowest machine needs


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PROGRAM", PROGRAM)
    monkeypatch.setattr(work, "analyze", lambda text, _: work.from_value(analysis(text)))


def vault_of(folder: Path, *texts: str, reply: Reply | None = None) -> tuple[Newsroom, list[str]]:
    """Return a newsroom whose vault holds these accounts, all read; and their cases in this order.

    reply: under whose codename the first of them was sent
    """
    folder.mkdir(exist_ok=True)
    room = Newsroom.make(folder)
    envelopes = [
        room.seal(text, language="ru", reply=None if number else reply)
        for number, text in enumerate(texts)
    ]
    room.collect(room.handover(envelopes))
    room.done("redact", room.vault, "--all", "--jobs", "1")
    vault = room.open()
    written = {str(vault.case(case).content().answers["text"]): case for case in room.cases()}
    return room, [written[text] for text in texts]


def place(form: str) -> Entity:
    return Entity("l1", "place", ((0, 1),), (form,), "ask", None, None, 1.0)


def others(room: Newsroom, case: str, form: str) -> frozenset[str] | None:
    """Return which other accounts of a vault tell of a place, as a command would see it."""
    vault = room.open()
    with vault.writing():
        counting = Counting.open(vault, vault.index(), lambda _: None)
    return counting.elsewhere(case).of(place(form))


def parts(room: Newsroom) -> dict[str, str]:
    """Return the summary as it lies in the vault."""
    vault = room.open()
    folder = room.vault / "traits"
    summary = Case(CaseId("traits"), folder, unwrap(folder, vault.identity)).load("told")
    return dict((summary or {})["parts"])


def true_parts(room: Newsroom) -> dict[str, str]:
    """Return what the summary should be, from the cases."""
    vault = room.open()
    found = {case: told_in(vault.case(case)) for case in vault.index().cases}
    return {case: part for case, part in found.items() if part is not None}


def sitting(room: Newsroom, case: str, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return the review that `testimony review` lets a person sit before."""
    seen: list[Review] = []

    def sit(review: Review, _: str, *, plain: bool) -> bool:
        seen.append(review)
        return plain and False

    with monkeypatch.context() as patched:
        patched.setattr(command, "sit", sit)
        patched.setattr("cli.console.interactive", lambda: True)
        room.run("review", room.vault, case)
    return seen[0]


# ---- what an editor sees ------------------------------------------------------------------------


def test_redact_says_in_which_other_accounts_a_thing_is_told(tmp_path: Path) -> None:
    room, (case, other, *_) = vault_of(
        tmp_path,
        ACCOUNT,
        "Мой дед из Тернов, пчеловод.",
        *(f"{n} апреля 2022 стояла 36-й бригады колонна." for n in range(1, 8)),
    )
    ran = room.done("redact", room.vault, case)
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["x1", "place", "ask", "1", other, "Тернах"] in rows
    assert ["x2", "place", "ask", "1", "no", "other", "Ольховке"] in rows
    assert ["x3", "unit", "ask", "1", "7", "of", "9", "36-я", "бригада"] in rows
    assert f"in 1 other of 9 accounts: {other}" in ran.out
    assert "All of this is told in no other of 9 accounts." in ran.out


def test_the_same_account_is_ranked_differently_in_two_vaults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, listed = [], []
    for name, common in (("one", "Тернов"), ("other", "Ольховки")):
        around = [f"Нас увезли из {common} на {day}-й день." for day in range(1, 31)]
        room, (case, *_) = vault_of(tmp_path / name, ACCOUNT, *around)
        told_there = room.done("redact", room.vault, case).out
        said.append([line for line in told_there.splitlines() if "All of this" in line])
        desk = Desk(sitting(room, case, monkeypatch))
        listed.append([e.forms[0] for e in desk.items() if e.kind == "place"])
        assert next(each.why for each in desk.combinations()) in said[-1][0]
    assert listed == [["Ольховке", "Тернах"], ["Тернах", "Ольховке"]]
    assert "Ольховке (a small place" in said[0][0]
    assert "Тернах (a" in said[1][0]
    assert "Тернах" not in said[0][0]
    assert "Ольховке" not in said[1][0]


def test_the_review_says_it_beside_the_thing_and_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room, (case, other) = vault_of(tmp_path, ACCOUNT, "Здесь была 36-та бригада.")
    review = sitting(room, case, monkeypatch)
    kinds = {entity.kind: entity for entity in review.work.analysis.entities}
    assert review.told(kinds["unit"]) == f"in 1 other of 2 accounts: {other}"
    assert review.told(kinds["date"]) == "in no other of 2 accounts"
    desk = Desk(review)
    for kind, said in (("unit", f": {other}"), ("place", "in no other of 2")):
        desk.select(kinds[kind].id)
        beside = ["".join(piece for piece, _ in line) for line in side.detail(desk, 60)]
        assert said in " ".join(beside)
    monkeypatch.setattr("cli.console.ask", lambda _: None)  # nobody answers
    plain.sit(review)
    assert "told in no other of 2 accounts" in capsys.readouterr().out


def test_accounts_of_one_witness_count_once_and_never_for_themselves(tmp_path: Path) -> None:
    room = Newsroom.make(tmp_path)
    texts = ("Я из Тернов.", "Ещё раз о Тернах.", "Я из Ольховки.")
    envelopes = [room.seal(text, reply=WITNESS.given()) for text in texts[:2]]
    room.collect(room.handover([*envelopes, room.seal(texts[2])]))
    room.done("redact", room.vault, "--all", "--jobs", "1")
    vault = room.open()
    written = {str(vault.case(case).content().answers["text"]): case for case in room.cases()}
    one, two, three = (written[text] for text in texts)
    assert others(room, one, "Терны") == frozenset()
    assert len(others(room, three, "Терны") or ()) == 1
    assert (others(room, three, "Терны") or frozenset()) <= {one, two}
    assert "Compared with 1 other account" in room.done("redact", room.vault, three).err


def test_accounts_that_were_not_read_are_named_and_not_counted(tmp_path: Path) -> None:
    room, (case, _) = vault_of(tmp_path, ACCOUNT, "Я из Тернов.")
    room.collect(room.handover([room.seal("Я из Тернов, и ещё."), room.seal("Я там же.")], "b.tar"))
    ran = room.done("redact", room.vault, case)
    assert "Compared with 1 other account of this vault; 2 accounts not read yet" in ran.err


def test_a_vault_of_one_account_is_compared_with_nothing(tmp_path: Path) -> None:
    room, [case] = vault_of(tmp_path, ACCOUNT)
    ran = room.done("redact", room.vault, case)
    assert "ALSO IN" not in ran.out
    assert "other" not in ran.out
    assert "Compared" not in ran.err


# ---- kept current -------------------------------------------------------------------------------


def test_what_an_editor_marks_joins_the_summary(tmp_path: Path) -> None:
    room, (case, other) = vault_of(tmp_path, "Держал пасеку за рекой.", "Я из Ольховки.")
    assert others(room, other, "пасеку за рекой") == frozenset()
    record = tmp_path / "marked.toml"
    record.write_text(
        'version = 1\n[[grouping]]\nact = "mark"\nkind = "place"\nform = "пасеку за рекой"\n'
    )
    room.run("review", room.vault, case, "--decisions", record)
    assert others(room, other, "пасеку за рекой") == frozenset({case})
    room.done("redact", room.vault, case)  # a new proposal finds it again
    assert others(room, other, "пасеку за рекой") == frozenset({case})


def test_a_withdrawn_case_is_counted_no_more_and_no_old_copy_can_be_opened(tmp_path: Path) -> None:
    room, (gone, case, last) = vault_of(
        tmp_path, "Я из Тернов.", "И я из Тернов.", "Я из Ольховки.", reply=WITNESS.given()
    )
    assert others(room, last, "Терны") == frozenset({gone, case})
    old = (room.vault / "traits" / "told.age").read_bytes()
    was = unwrap(room.vault / "traits", room.open().identity)
    key = (room.vault / "traits" / "key.age").read_bytes()
    room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "gone.tar"))
    assert parts(room).keys() == {case, last}
    assert others(room, last, "Терны") == frozenset({case})
    vault = room.open()
    now = unwrap(room.vault / "traits", vault.identity)
    assert str(now) != str(was)
    assert key not in room.contents().values()
    (room.vault / "traits" / "told.age").write_bytes(old)
    with pytest.raises(VaultDamaged):
        Case(CaseId("traits"), room.vault / "traits", now).load("told")


def test_the_last_case_withdrawn_leaves_no_summary_of_it(tmp_path: Path) -> None:
    room, _ = vault_of(tmp_path, "Я из Тернов.", reply=WITNESS.given())
    room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "gone.tar"))
    assert not (room.vault / "traits").exists()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "older than the summary": shutil.rmtree,
    "its key gone": lambda folder: (folder / "key.age").unlink(),
    "its key cut": lambda folder: (folder / "key.age").write_bytes(b"age"),
    "the summary gone": lambda folder: (folder / "told.age").unlink(),
    "the summary cut": lambda folder: (folder / "told.age").write_bytes(
        (folder / "told.age").read_bytes()[:-1]
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_summary_that_cannot_be_opened_is_made_again_from_the_cases(
    tmp_path: Path, name: str
) -> None:
    room, (case, other) = vault_of(tmp_path, ACCOUNT, "Я из Тернов.")
    before = parts(room)
    DAMAGES[name](room.vault / "traits")
    assert others(room, case, "Терны") == frozenset({other})
    assert parts(room) == before == true_parts(room)


def test_what_an_older_version_counted_is_counted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("cli.counting.edition", lambda _: "older")
        older.setattr("cli.counting.told", lambda _: frozenset({"olderkey"}))
        room, (case, other) = vault_of(tmp_path, ACCOUNT, "Я из Тернов.")
        assert set(parts(room).values()) == {"olderkey"}
    assert others(room, case, "Терны") == frozenset({other})
    assert parts(room) == true_parts(room)


def test_a_damaged_case_keeps_no_other_from_being_compared(tmp_path: Path) -> None:
    room, (case, other, damaged) = vault_of(tmp_path, ACCOUNT, "Я из Тернов.", "И я из Тернов.")
    shutil.rmtree(room.vault / "traits")
    (room.vault / "cases" / damaged / "proposal.age").write_bytes(b"age")
    assert others(room, case, "Терны") == frozenset({other})


# ---- killed at any write ------------------------------------------------------------------------


def killed(command_line: Callable[[], object], at: int) -> bool:
    """Run in a process of its own that is killed at a write; False if it came to its end before.

    at: which write, two for each file: before it has its name, and after
    """
    child = os.fork()
    if child == 0:
        rename, seen = Path.rename, 0

        def deadly(path: Path, target: Path) -> Path:
            nonlocal seen
            for act in (None, rename):
                if act is not None:
                    act(path, target)
                if seen == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                seen += 1
            return target

        Path.rename = deadly  # type: ignore[method-assign, assignment]
        try:
            command_line()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kills(room: Newsroom, command_line: Callable[[], object]) -> Iterator[int]:
    """Run a command in the same vault again and again, killed one write later each time."""
    whole = room.folder / "whole"
    shutil.copytree(room.vault, whole)
    for at in range(200):
        if not killed(command_line, at):
            assert at > 4
            return
        yield at
        shutil.rmtree(room.vault)
        shutil.copytree(whole, room.vault)
    pytest.fail("it never came to its end")


@pytest.mark.parametrize("words", [("redact",), ("review",)])
def test_killed_at_any_write_the_next_command_counts_as_if_it_had_not_been(
    tmp_path: Path, words: Sequence[str]
) -> None:
    room, (case, other) = vault_of(tmp_path, "Держал пасеку за рекой в Тернах.", "Я из Тернов.")
    record = tmp_path / "marked.toml"
    record.write_text(
        'version = 1\n[[grouping]]\nact = "mark"\nkind = "place"\nform = "пасеку за рекой"\n'
    )
    line: tuple[str | Path, ...] = (*words, room.vault, case)
    if words == ("review",):
        line = (*line, "--decisions", record)
    for _ in kills(room, lambda: room.run(*line)):
        assert others(room, other, "Терны") == frozenset({case})
        assert others(room, case, "Терны") == frozenset({other})
        assert parts(room) == true_parts(room)
        assert not list(room.vault.glob(f"{PART}*"))
        assert not list((room.vault / "traits").glob(f"{PART}*"))


def test_killed_while_a_whole_vault_is_read_again_nothing_is_lost(tmp_path: Path) -> None:
    texts = ("Я из Тернов.", "И я из Тернов.", "Я из Ольховки.")
    room, (one, other, last) = vault_of(tmp_path, *texts)
    strict = tmp_path / "strict.toml"
    strict.write_text("sure = 0.9\n")
    line = ("redact", room.vault, "--all", "--again", "--policy", strict, "--jobs", "1")
    for _ in kills(room, lambda: room.run(*line)):
        assert others(room, last, "Терны") == frozenset({one, other})
        assert parts(room) == true_parts(room)


def test_killed_while_a_withdrawal_is_obeyed_the_next_command_ends_it(tmp_path: Path) -> None:
    room, (gone, case, last) = vault_of(
        tmp_path, "Я из Тернов.", "И я из Тернов.", "Я из Ольховки.", reply=WITNESS.given()
    )
    was = unwrap(room.vault / "traits", room.open().identity)
    line = ("collect", room.vault, room.handover([room.withdraw(WITNESS)], "gone.tar"))
    obeyed = 0
    for _ in kills(room, lambda: room.run(*line)):
        if gone in room.open().index().withdrawn:
            obeyed += 1
            assert others(room, last, "Терны") == frozenset({case})
            assert parts(room).keys() == {case, last}
            now = unwrap(room.vault / "traits", room.open().identity)
            assert str(now) != str(was)
        else:
            assert others(room, last, "Терны") == frozenset({gone, case})
    assert obeyed > 1


# ---- what the disk tells ------------------------------------------------------------------------


def test_neither_words_nor_digests_can_be_read_on_the_disk(tmp_path: Path) -> None:
    room, (case, _) = vault_of(tmp_path, ACCOUNT + " Дед пчеловод.", "Я из Тернов, пчеловод.")
    room.done("redact", room.vault, case)
    found = room.open().case(case).load("proposal")
    entities = work.from_value(found or {}).entities
    written = {form for entity in entities for form in entity.forms} | {"Терны", "терн", "бригада"}
    needles = {
        form.encode(code)
        for word in written
        for form in (word, word.lower(), word.upper())
        for code in ("utf-8", "utf-16-le", "cp1251")
    }
    needles |= {digest.encode() for entity in entities for digest in told(entity)}
    assert len(needles) > 40
    files = {name: data for name, data in room.contents().items() if not name.endswith("identity")}
    assert {"traits/key.age", "traits/told.age"} <= files.keys()
    assert [name for name, data in files.items() if any(needle in data for needle in needles)] == []
    assert {oct(path.stat().st_mode & 0o777) for path in (room.vault / "traits").iterdir()} == {
        oct(0o600)
    }


def test_the_search_would_see_them(tmp_path: Path) -> None:
    room, (case, _) = vault_of(tmp_path, ACCOUNT, "Я из Тернов.")
    part = parts(room)[case]
    assert any(part[at : at + 8] in told(place("Терны")) for at in range(0, len(part), 8))


# ---- many cases ---------------------------------------------------------------------------------


def test_comparing_with_500_cases_opens_two_files_and_costs_a_small_part_of_opening_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 500 cases are made sooner
    texts = [f"{n}-я бригада. {n % 28 + 1} апреля 2022. Мы из Тернов {n}." for n in range(500)]
    room, cases = vault_of(tmp_path, *texts)
    vault = room.open()
    index = vault.index()
    entities = work.from_value(vault.case(cases[0]).load("proposal") or {}).entities
    opened: list[Path] = []
    real = sealed.load_bytes

    def counted(path: Path, identity: object) -> bytes:
        opened.append(path)
        return real(path, identity)  # type: ignore[arg-type]

    def summary() -> None:
        with vault.writing():
            counting = Counting.open(vault, index, lambda _: None)
        elsewhere = counting.elsewhere(cases[0])
        assert [len(elsewhere.of(each) or ()) for each in entities] == [499, 0, 17]

    def every() -> None:
        for case in cases:
            told_in(vault.case(case, index))

    monkeypatch.setattr(sealed, "load_bytes", counted)
    summary()
    assert [path.parent for path in opened] == [room.vault / "traits"] * 2
    assert best(summary) * 10 < best(every)


def best(work_of: Callable[[], None]) -> float:
    """Return the least processor time of three runs, in seconds."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work_of()
        spent.append(time.process_time() - began)
    return min(spent)
