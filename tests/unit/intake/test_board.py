"""The board is one file, the same for everyone, and only the newsroom's desk can replace it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from crypto import receipt
from crypto.errors import BoardError, CryptoError, LowerSerial, OutboxError, SignatureError
from crypto.note import Signer
from intake.app import Application
from intake.delivering import Delivered, deliver
from intake.main import cli
from intake.settings import Settings
from intake.shelf import ShelfError
from tests.unit.intake.intake_house import TODAY, Clock, Newsroom, board, outbox

LENGTH = 64 * 8192


@pytest.fixture
def client(app: Application) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def bring(tmp_path: Path, settings: Settings, clock: Clock) -> Callable[[bytes], Delivered]:
    def deliver_bytes(data: bytes) -> Delivered:
        path = tmp_path / "outbox"
        path.write_bytes(data)
        return deliver(settings, path, clock)

    return deliver_bytes


Bring = Callable[[bytes], Delivered]


def test_before_the_first_outbox_there_is_no_board(client: FlaskClient) -> None:
    response = client.get("/board")
    assert response.status_code == 404
    assert b"missing" in response.data


def test_the_board_is_served_at_once_and_the_same_to_everyone(
    client: FlaskClient, newsroom: Newsroom, bring: Bring
) -> None:
    slots = board()
    bring(outbox(newsroom, slots=slots))
    asking: list[dict[str, str]] = [
        {"User-Agent": "Mozilla/5.0", "Accept-Encoding": "gzip"},
        {"User-Agent": "curl/8", "Range": "bytes=0-99"},
        {"If-None-Match": "*", "Cookie": "a=b", "Accept-Language": "uk"},
    ]
    answers = [client.get("/board", headers=headers) for headers in asking]
    assert {(r.status_code, r.data, tuple(r.headers)) for r in answers} == {
        (200, slots, tuple(answers[0].headers))
    }
    assert answers[0].headers["Content-Length"] == str(LENGTH)


def test_a_newer_outbox_replaces_the_board_without_a_restart(
    client: FlaskClient, newsroom: Newsroom, bring: Bring
) -> None:
    bring(outbox(newsroom, 1))
    assert len(client.get("/board").data) == LENGTH
    grown = board(128)
    assert bring(outbox(newsroom, 2, slots=grown)).slots == 128
    assert client.get("/board").data == grown


def test_the_same_outbox_twice_changes_nothing(
    settings: Settings, newsroom: Newsroom, bring: Bring
) -> None:
    data = outbox(newsroom, 4)
    assert bring(data) == bring(data)
    [line, _] = settings.board.read_bytes().split(b"\n", 1)
    assert line.startswith(b"testimony-board serial 4 ")


def test_the_desk_s_signature_is_not_kept_beside_the_board(
    settings: Settings, newsroom: Newsroom, bring: Bring
) -> None:
    bring(outbox(newsroom))
    signature = f"\N{EM DASH} {newsroom.desk.name} ".encode()
    assert signature in outbox(newsroom)
    for path in settings.folder.rglob("*"):
        if path.is_file() and path.suffix != ".note":
            assert signature not in path.read_bytes()
            assert b"testimony-outbox" not in path.read_bytes()


def test_later_manifests_are_installed_and_those_that_are_over_are_not(
    settings: Settings, newsroom: Newsroom, bring: Bring
) -> None:
    before = set(settings.manifests.iterdir())
    notes = [
        newsroom.manifest(1, TODAY - timedelta(days=40)),
        newsroom.manifest(2, TODAY + timedelta(days=11)),
    ]
    done = bring(outbox(newsroom, manifests=notes))
    assert (done.installed, done.passed) == (1, 1)
    [added] = set(settings.manifests.iterdir()) - before
    assert added.read_bytes() == notes[1]


def older(newsroom: Newsroom) -> bytes:
    return outbox(newsroom, 4)


def another_with_the_same_serial(newsroom: Newsroom) -> bytes:
    return outbox(newsroom, 5)


def a_stranger_s(newsroom: Newsroom) -> bytes:
    return outbox(Newsroom(root=newsroom.root), 9)


def a_receipt(newsroom: Newsroom) -> bytes:
    return receipt.sign([("0a" * 16, "a1" * 32)], 9, newsroom.desk)


def damaged(newsroom: Newsroom) -> bytes:
    data = bytearray(outbox(newsroom, 9))
    data[100_000] ^= 1
    return bytes(data)


def cut(newsroom: Newsroom) -> bytes:
    return outbox(newsroom, 9)[:-600]


def with_a_stranger_s_manifest(newsroom: Newsroom) -> bytes:
    return outbox(newsroom, 9, [Newsroom(root=Signer.generate("root")).manifest(7)])


REFUSED: dict[str, tuple[Callable[[Newsroom], bytes], type[Exception]]] = {
    "an older outbox": (older, LowerSerial),
    "another outbox with the same serial": (another_with_the_same_serial, LowerSerial),
    "an outbox of a stranger": (a_stranger_s, SignatureError),
    "a receipt in its place": (a_receipt, OutboxError),
    "a damaged outbox": (damaged, OutboxError),
    "an outbox cut short": (cut, OutboxError),
    "a manifest that the root did not sign": (with_a_stranger_s_manifest, ShelfError),
    "nothing": (lambda _: b"", OutboxError),
    "a file that is far too long": (lambda _: bytes(9_000_000), OutboxError),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_changes_nothing(
    what: str, client: FlaskClient, settings: Settings, newsroom: Newsroom, bring: Bring
) -> None:
    bring(outbox(newsroom, 5))
    board_before = client.get("/board").data
    files = {path: path.read_bytes() for path in settings.folder.rglob("*") if path.is_file()}
    make, error = REFUSED[what]
    with pytest.raises(error):
        bring(make(newsroom))
    assert client.get("/board").data == board_before
    after = {path: path.read_bytes() for path in settings.folder.rglob("*") if path.is_file()}
    assert {p: d for p, d in after.items() if p in files} == files
    assert not settings.board.with_name("board.part").exists()


def test_a_board_whose_file_was_damaged_on_the_disk_is_not_served(
    client: FlaskClient, settings: Settings, newsroom: Newsroom, bring: Bring
) -> None:
    bring(outbox(newsroom))
    data = bytearray(settings.board.read_bytes())
    data[50_000] ^= 1
    settings.board.unlink()
    settings.board.write_bytes(bytes(data))
    assert client.get("/board").status_code == 404


def test_a_board_with_a_hole_cannot_even_be_signed(newsroom: Newsroom) -> None:
    with pytest.raises(BoardError):
        outbox(newsroom, slots=bytes(LENGTH))
    with pytest.raises(CryptoError):
        outbox(newsroom, slots=board()[:-1])


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_the_command_says_what_it_did_or_why_not(
    tmp_path: Path, settings: Settings, newsroom: Newsroom
) -> None:
    path = tmp_path / "outbox"
    path.write_bytes(outbox(newsroom, 3))
    done = run("deliver", settings.folder, path)
    assert done.exit_code == 0
    assert "Outbox 3 delivered: a board of 64 places is served." in done.output
    path.write_bytes(outbox(newsroom, 2))
    refused = run("deliver", settings.folder, path)
    assert refused.exit_code == 1
    assert "has serial 2; 3 was delivered before" in refused.output
    assert run("deliver", settings.folder, tmp_path / "none").exit_code == 2
