"""One reply round over all three machines: words, testimony, server, vault, board, words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from crypto import board
from crypto.codename import Codename, derive, read
from intake.app import create_app
from intake.main import cli
from tests.unit.cli.newsroom import Newsroom
from tests.unit.intake.intake_house import make_static


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom.make(tmp_path)


def intake(*words: object) -> Result:
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def send(client: FlaskClient, envelope: bytes) -> None:
    sent = client.post("/sealed", data=envelope, content_type="application/octet-stream")
    assert sent.status_code == 201


def test_from_eight_words_to_a_reply_and_back_to_nothing(room: Newsroom) -> None:
    data, stick = room.folder / "data", room.folder / "stick"
    stick.mkdir()
    intake("init", data, "--manifest", room.manifests / "manifest-00001.txt")
    app = create_app(data, static=make_static(room.folder / "static"))
    client = app.test_client()

    # A witness makes a codename, sends, and leaves with eight words.
    salt = room.manifest().codename_salt
    codename = Codename.generate()
    words = " ".join(codename.words("ru"))
    send(client, room.seal("Забрали у метро.", reply=derive(codename, salt).given()))
    before = client.get("/board")
    assert before.status_code == 404

    # Editors collect, confirm, answer, and send a board.
    intake("handover", data, "--out", stick / "handover.tar")
    [case] = room.collect(stick / "handover.tar")
    room.done("receipt", room.vault, "--out", stick / "receipt")
    (stick / "reply.txt").write_text("Спасибо. Вы в безопасности?")
    room.done("reply", room.vault, case, "--text", stick / "reply.txt")
    room.done("outbox", room.vault, "--out", stick / "outbox", "--manifests", room.manifests)
    intake("acknowledge", data, stick / "receipt")
    intake("deliver", data, stick / "outbox")

    # Everyone gets the same board; the eight words find the reply in it.
    served = client.get("/board").data
    assert served == client.get("/board", headers={"User-Agent": "another"}).data
    keys = derive(read(words, "en"), salt)
    [answer] = board.read(served, keys).answers
    assert answer.text == "Спасибо. Вы в безопасности?"
    stranger = derive(Codename.generate(), salt)
    assert board.read(served, stranger) == board.Found((), 0)

    # The witness withdraws: for the server one more testimony, for the editors the end of the case.
    send(client, room.withdraw(keys))
    intake("handover", data, "--out", stick / "second.tar")
    told = room.done("collect", room.vault, stick / "second.tar")
    assert f"1 case withdrawn by the witness, and destroyed: {case}" in told.out
    room.done("receipt", room.vault, "--out", stick / "receipt")
    room.done("outbox", room.vault, "--out", stick / "outbox")
    intake("acknowledge", data, stick / "receipt")
    intake("deliver", data, stick / "outbox")
    assert board.read(client.get("/board").data, keys) == board.Found((), 0)
    emptied = intake("handover", data, "--out", stick / "third.tar")
    assert "0 sealed testimonies" in emptied.output
    app.desk.close()


def test_a_withdrawal_looks_like_any_text_to_the_server(room: Newsroom) -> None:
    keys = derive(Codename.generate(), room.manifest().codename_salt)
    sent = [
        room.withdraw(keys),
        room.seal("short", reply=keys.given()),
        room.seal("no reply wanted"),
        room.seal("я" * 30_000),
    ]
    assert len({len(envelope) for envelope in sent}) == 1
    heads = {envelope.partition(b"\n---")[0].count(b"\n") for envelope in sent}
    assert len(heads) == 1
