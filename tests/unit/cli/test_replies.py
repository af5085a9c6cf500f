"""Answering, and being taken at one's word: codename, board, outbox, withdrawal, addition."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cli import case as cases
from cli import replies
from cli.options import today
from crypto import bech32, board, outbox, receipt
from crypto.codename import Codename, derive, read
from crypto.note import Verifier
from crypto.slots import SLOT_SIZE
from tests.unit.cli.newsroom import Newsroom, digest
from tests.vectors.makers.slots import keys

WITNESS, OTHER = keys("first witness"), keys("second witness")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def ask(room: Newsroom, words: str) -> Path:
    path = room.folder / "reply.txt"
    path.write_text(words, encoding="utf-8")
    return path


def outbox_of(room: Newsroom, *options: str | Path, last: int | None = None) -> outbox.Outbox:
    out = room.folder / "outbox"
    room.done("outbox", room.vault, "--out", out, *options)
    desk = Verifier.parse(room.manifest().desk)
    return outbox.UntrustedOutbox(out.read_bytes()).verify(desk, last)


def work_of(room: Newsroom) -> dict[str, str]:
    listed = json.loads(room.done("list", room.vault, "--json").out)
    return {str(case["case"]): str(case["work"]) for case in listed}


def test_a_codename_of_words_leads_to_the_reply_and_no_other_does(room: Newsroom) -> None:
    """The whole way once, with the slow derivation: words, testimony, reply, board, words."""
    salt, start = room.manifest().codename_salt, today()
    codename = Codename.generate()
    given = derive(codename, salt).given()
    [case] = room.collect(room.handover([room.seal("Меня забрали.", language="ru", reply=given)]))
    shown = room.done("reply", room.vault, case, "--text", ask(room, "Спасибо. Как вы?\n"))
    assert "the reply waits, 29 of 6442 bytes" in shown.out
    made = outbox_of(room)
    typed = " ".join(codename.words("uk")).upper()
    found = board.read(made.board, derive(read(typed, "en"), salt))
    [answer] = found.answers
    assert answer.text == "Спасибо. Как вы?\n"
    assert answer.day in (start, today())
    assert board.read(made.board, OTHER) == board.Found((), 0)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_words_of_the_offline_sealer_lead_to_the_reply(room: Newsroom, language: str) -> None:
    text = room.folder / "account.txt"
    text.write_text("What happened.", "utf-8")
    sealed = room.folder / "sealed.age"
    manifest = room.manifests / "manifest-00001.txt"
    options = ("--manifest", manifest, "--text", text, "--language", language, "--out", sealed)
    ran = room.done("seal", *options, "--codename")
    [words] = [one for one in ran.out.splitlines() if one.startswith("Eight words: ")]
    [numbers] = [one for one in ran.out.splitlines() if one.startswith("The same in numbers: ")]
    codename = read(words.partition(": ")[2], language)
    assert codename == read(numbers.partition(": ")[2], "en")
    assert list(codename.words(language)) == words.partition(": ")[2].split()
    assert "shown only now" in ran.err
    [case] = room.collect(room.handover([sealed.read_bytes()]))
    room.done("reply", room.vault, case, "--text", ask(room, "Thank you."))
    keys_of_words = derive(codename, room.manifest().codename_salt)
    [answer] = board.read(outbox_of(room).board, keys_of_words).answers
    assert answer.text == "Thank you."
    sealed.unlink()
    assert "Eight words" not in room.done("seal", *options).out


def test_an_outbox_without_a_reply_looks_like_one_with_a_reply(room: Newsroom) -> None:
    empty = outbox_of(room)
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "Hello."))
    full = outbox_of(room, last=empty.serial)
    assert full.serial == empty.serial + 1
    assert len(full.board) == len(empty.board) == 64 * SLOT_SIZE
    assert len(full.raw) == len(empty.raw)
    slots = [
        one[at : at + SLOT_SIZE]
        for one in (full.board, empty.board)
        for at in range(0, len(one), SLOT_SIZE)
    ]
    assert len(set(slots)) == 128
    assert {len(slot.partition(b"\n---")[0]) for slot in slots} == {
        len(slots[0].partition(b"\n---")[0])
    }


def test_each_board_is_sealed_anew_and_in_another_order(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "Hello."))
    first, second = outbox_of(room).board, outbox_of(room).board
    parts = {one[at : at + 48] for one in (first, second) for at in range(0, len(one), SLOT_SIZE)}
    assert len(parts) == 128
    for one in (first, second):
        [answer] = board.read(one, WITNESS).answers
        assert answer.text == "Hello."


def test_a_reply_that_somebody_changed_or_forged_is_not_shown(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "Hello."))
    made = outbox_of(room).board
    slots = [made[at : at + SLOT_SIZE] for at in range(0, len(made), SLOT_SIZE)]
    tagged = next(s for s in slots if s[16:48] == board.tag(WITNESS.tag_key, s[:16]))
    changed = tagged[:-1] + bytes([tagged[-1] ^ 1])
    forged = board.slot(replace(WITNESS.given(), reply_key=OTHER.reply_key), today(), "Come here.")
    rest = [slot for slot in slots if slot != tagged]
    assert board.read(b"".join([changed, *rest]), WITNESS) == board.Found((), 1)
    assert board.read(b"".join([tagged, forged, *rest[1:]]), WITNESS).refused == 1


def test_a_reply_is_refused_where_the_witness_wants_none(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("no way back")]))
    refused = room.run("reply", room.vault, case, "--text", ask(room, "Hello."))
    assert refused.code == 1
    assert "left no way to answer" in refused.err
    assert not list(room.vault.rglob("reply.age"))


NO_KEYS = {
    "no checksum": "age1pq1" + "q" * 1952,
    "a point of low order": bech32.encode(
        "age1pq", WITNESS.identity.recipient().public[:1184] + bytes(32)
    ),
}


@pytest.mark.parametrize("recipient", NO_KEYS.values(), ids=NO_KEYS)
def test_a_reply_is_refused_where_the_keys_are_none(room: Newsroom, recipient: str) -> None:
    wrong = replace(WITNESS.given(), recipient=recipient)
    [case] = room.collect(room.handover([room.seal(reply=wrong)]))
    refused = room.run("reply", room.vault, case, "--text", ask(room, "Hello."))
    assert refused.code == 1
    assert "are no keys" in refused.err


REFUSED = {
    "too long": ("я" * 3222, "6442"),
    "empty": (" \n", "empty"),
    "with a control character": ("a\x1b[2Jb", "control character"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_text_that_no_place_holds_is_refused(what: str, room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    words, why = REFUSED[what]
    refused = room.run("reply", room.vault, case, "--text", ask(room, words))
    assert refused.code == 1
    assert why in refused.err
    assert not list(room.vault.rglob("reply.age"))


def test_the_longest_reply_fits(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "я" * 3221))
    [answer] = board.read(outbox_of(room).board, WITNESS).answers
    assert answer.text == "я" * 3221


def test_without_a_terminal_and_a_file_nothing_is_stored(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    refused = room.run("reply", room.vault, case)
    assert refused.code == 1
    assert "--text FILE" in refused.err


def test_a_second_reply_takes_the_place_of_the_first_and_can_be_taken_back(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "First."))
    told = room.done("reply", room.vault, case, "--text", ask(room, "Second.\r\nLine."))
    assert "takes the place of the one of" in told.err
    [answer] = board.read(outbox_of(room).board, WITNESS).answers
    assert answer.text == "Second.\nLine."
    assert "no reply waits any more" in room.done("reply", room.vault, case, "--remove").out
    assert board.read(outbox_of(room).board, WITNESS).answers == ()
    assert room.run("reply", room.vault, case, "--remove", "--text", "x").code == 2


def test_a_waiting_reply_lies_sealed_in_its_case(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "canary words"))
    (room.folder / "reply.txt").unlink()
    holding = [p for p in room.folder.rglob("*") if p.is_file() and b"canary" in p.read_bytes()]
    assert holding == []


def test_a_reply_stands_for_ninety_days(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    opened = room.open()
    found = opened.case(case)
    day = today()
    replies.store(found, day - timedelta(days=89), "Still there.")
    assert [one.text for one in replies.waiting(opened, day)[0]] == ["Still there."]
    replies.store(found, day - timedelta(days=90), "Over.")
    told = room.done("outbox", room.vault, "--out", room.folder / "outbox")
    assert f"The reply to {case} stood for 90 days" in told.err
    assert not list(room.vault.rglob("reply.age"))


def test_a_board_grows_by_doubling_says_so_and_stays_so(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "count_for", lambda _: 128)
    out = room.folder / "outbox"
    grown = room.done("outbox", room.vault, "--out", out)
    assert "grew from 64 to 128 places" in grown.err
    monkeypatch.undo()
    after = room.done("outbox", room.vault, "--out", out)
    assert "a board of 128 places" in after.out
    assert "grew" not in after.err


def test_the_smallest_board_that_holds_all_is_taken() -> None:
    expected = {0: 64, 64: 64, 65: 128, 128: 128, 129: 256, 256: 256, 257: None}
    assert {number: board.count_for(number) for number in expected} == expected


def test_later_manifests_travel_with_the_outbox(room: Newsroom) -> None:
    made = outbox_of(room, "--manifests", room.manifests)
    notes = [(room.manifests / f"manifest-{n:05}.txt").read_bytes() for n in range(1, 7)]
    assert list(made.manifests) == notes
    foreign = room.folder / "foreign"
    foreign.mkdir()
    for given, why in ((foreign, "holds no manifest"), (room.folder / "none", "holds no manifest")):
        refused = room.run("outbox", room.vault, "--out", room.folder / "new", "--manifests", given)
        assert (refused.code, why in refused.err) == (1, True)
    (foreign / "manifest-00001.txt").write_bytes(notes[0].replace(b"The Paper", b"The Other"))
    refused = room.run("outbox", room.vault, "--out", room.folder / "new", "--manifests", foreign)
    assert refused.code == 1
    assert "is no manifest of this newsroom" in refused.err
    assert not (room.folder / "new").exists()


def test_an_outbox_takes_only_the_place_of_an_outbox(room: Newsroom) -> None:
    out = room.folder / "precious"
    out.write_text("not an outbox")
    refused = room.run("outbox", room.vault, "--out", out)
    assert refused.code == 1
    assert out.read_text() == "not an outbox"


# ---- withdrawal ---------------------------------------------------------------------------------


def test_a_withdrawal_in_the_same_handover_leaves_nothing_whatever_the_order(
    tmp_path: Path,
) -> None:
    for number, turned in enumerate((False, True)):
        folder = tmp_path / str(number)
        folder.mkdir()
        room = Newsroom.make(folder)
        sent = [room.seal("canary words", reply=WITNESS.given()), room.withdraw(WITNESS)]
        kept = room.seal("another", reply=OTHER.given())
        envelopes = [*reversed(sent), kept] if turned else [*sent, kept]
        told = room.done("collect", room.vault, room.handover(envelopes))
        assert "1 new case" in told.out
        assert "1 case withdrawn by the witness, and destroyed" in told.out
        works = work_of(room)
        assert sorted(works.values()) == ["new", "withdrawn"]
        [left] = [name for name, work in works.items() if work == "new"]
        assert [path.name for path in (room.vault / "cases").iterdir()] == [left]


def test_a_withdrawal_after_collection_destroys_case_and_reply(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal("canary", reply=WITNESS.given())]))
    room.done("reply", room.vault, case, "--text", ask(room, "Hello."))
    told = room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "second.tar"))
    assert f"1 case withdrawn by the witness, and destroyed: {case}" in told.out
    assert list((room.vault / "cases").iterdir()) == []
    assert work_of(room) == {case: "withdrawn"}
    shown = room.done("list", room.vault).out
    assert f"{case}  -          -     -        -      -        withdrawn" in shown
    for command in (
        ("read", room.vault, case),
        ("redact", room.vault, case),
        ("reply", room.vault, case, "--text", ask(room, "Hello.")),
        ("export", room.vault, case, "--out", room.folder / "safe"),
    ):
        refused = room.run(*command)
        assert refused.code == 1
        assert f"Case {case} was withdrawn by its witness" in refused.err
    assert not (room.folder / "safe").exists()
    assert board.read(outbox_of(room).board, WITNESS).answers == ()


def test_what_was_withdrawn_stays_so_when_the_same_or_more_comes_later(room: Newsroom) -> None:
    sent = room.seal("canary", reply=WITNESS.given())
    ahead = room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "a.tar"))
    assert "withdrew what is not here" in ahead.out
    assert work_of(room) == {}
    told = room.done("collect", room.vault, room.handover([sent], "b.tar"))
    assert "1 case withdrawn" in told.out
    again = room.done("collect", room.vault, room.handover([sent], "c.tar"))
    assert "1 envelope collected before" in again.out
    more = room.done(
        "collect", room.vault, room.handover([room.seal("more", reply=WITNESS.given())], "d.tar")
    )
    assert "1 case withdrawn" in more.out
    assert list((room.vault / "cases").iterdir()) == []


def test_a_receipt_lets_the_server_delete_what_was_withdrawn(room: Newsroom) -> None:
    envelopes = [room.seal("canary", reply=WITNESS.given()), room.withdraw(WITNESS)]
    room.done("collect", room.vault, room.handover(envelopes))
    out = room.folder / "receipt"
    told = room.done("receipt", room.vault, "--out", out)
    assert "confirms 0 cases and 2 withdrawn envelopes" in told.out
    desk = Verifier.parse(room.manifest().desk)
    entries = receipt.UntrustedReceipt(out.read_bytes()).verify(desk).entries
    assert {sha256 for _, sha256 in entries} == {digest(one) for one in envelopes}


def test_only_the_codename_itself_withdraws(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    # Whoever read the testimony knows the hash of the value and both keys, and not the value.
    knowing = replace(WITNESS, withdrawal=WITNESS.given().withdrawal)
    told = room.done(
        "collect", room.vault, room.handover([room.withdraw(knowing), room.withdraw(OTHER)], "b")
    )
    assert "withdrew what is not here" in told.out
    assert work_of(room) == {case: "new"}


@pytest.mark.parametrize("work", ["exported 2026-11-26", "2 to decide"])
def test_an_account_that_was_exported_is_named_when_it_is_withdrawn(
    room: Newsroom, work: str
) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    vault = room.open()
    index = vault.index()
    index.work[case] = work
    vault.store_index(index)
    if not work.startswith("exported"):  # its editor went on after the export
        vault.case(case).store("ledger", {})
    told = room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "b.tar"))
    assert f"An account of {case} was exported before" in told.err


def test_a_withdrawal_whose_destruction_was_cut_off_is_ended_by_the_next_collection(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    envelope = room.withdraw(WITNESS)

    def pulled(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cli.collecting.erase", pulled)
    assert room.run("collect", room.vault, room.handover([envelope], "b.tar")).code == 130
    monkeypatch.undo()
    assert work_of(room) == {case: "withdrawn"}
    assert (room.vault / "cases" / case).exists()
    room.done("collect", room.vault, room.handover([envelope], "c.tar"))
    assert list((room.vault / "cases").iterdir()) == []
    assert work_of(room) == {case: "withdrawn"}


def test_erasing_writes_over_the_key_before_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    key = folder / cases.KEY
    key.write_bytes(b"secret" * 100)
    (folder / cases.TESTIMONY).write_bytes(b"sealed")
    seen: list[bytes] = []
    unlink = Path.unlink

    def noting(path: Path, missing_ok: bool = False) -> None:
        seen.append(path.read_bytes())
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", noting)
    cases.erase(folder)
    assert len(seen[0]) == 600
    assert b"secret" not in seen[0]
    assert not folder.exists()


# ---- addition -----------------------------------------------------------------------------------


def test_an_addition_is_shown_as_coming_from_the_same_witness(room: Newsroom) -> None:
    first, second = room.collect(
        room.handover([room.seal("a", reply=WITNESS.given()), room.seal("b", reply=OTHER.given())])
    )
    room.done(
        "collect", room.vault, room.handover([room.seal("more", reply=WITNESS.given())], "b.tar")
    )
    listed = {c["case"]: c["with"] for c in json.loads(room.done("list", room.vault, "--json").out)}
    pairs = {frozenset([case, *others]) for case, others in listed.items()}
    assert sorted(map(len, pairs)) == [1, 2]
    [pair] = [sorted(pair) for pair in pairs if len(pair) == 2]
    assert len({first, second} & set(pair)) == 1
    shown = room.done("read", room.vault, pair[0])
    assert f"From the same witness: {pair[1]}" in shown.out
    assert (
        f"{pair[0]} comes from the same witness as {pair[1]}" in room.done("list", room.vault).err
    )
    told = room.done("collect", room.vault, room.handover([room.withdraw(WITNESS)], "c.tar"))
    assert "2 cases withdrawn" in told.out


def test_testimonies_without_a_codename_are_never_put_together(room: Newsroom) -> None:
    room.collect(room.handover([room.seal("a"), room.seal("b")]))
    listed = json.loads(room.done("list", room.vault, "--json").out)
    assert [case["with"] for case in listed] == [[], []]


def test_the_vault_keeps_no_value_by_which_a_codename_could_be_tested(room: Newsroom) -> None:
    [case] = room.collect(room.handover([room.seal(reply=WITNESS.given())]))
    author = room.open().index().cases[case].author
    assert author not in (WITNESS.given().withdrawal.hex(), WITNESS.withdrawal.hex())
    assert len(author) == 64
