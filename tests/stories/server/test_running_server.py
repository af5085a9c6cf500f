"""The server as it is deployed: gunicorn's processes behind a UNIX socket."""

import contextlib
import http.client
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake.headers import CONSTANT
from intake.server import CONNECTIONS, WORKERS
from intake.settings import Settings
from intake.storage import CHUNK
from tests.stories.server.running import DEADLINE, Running, serving, wait_for
from tests.unit.intake.intake_house import (
    TEXT,
    Newsroom,
    envelope,
    make_folder_for_now,
    tables,
)

pytestmark = pytest.mark.slow

TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
LONG = ENVELOPE_LENGTHS[4]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_folder_for_now(tmp_path / "data", Newsroom())


@pytest.fixture
def address() -> Iterator[Path]:
    """A path that is short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="intake-"))
    yield folder / "web.sock"
    shutil.rmtree(folder)


@pytest.fixture
def server(settings: Settings, address: Path) -> Iterator[Running]:
    with serving(settings.folder, address) as running:
        yield running


def held(settings: Settings) -> set[bytes]:
    """The bodies of all envelopes of one chunk."""
    rows = tables(settings)
    whole = {row[0] for row in rows["envelopes"]}
    return {row[2] for row in rows["chunks"] if row[0] in whole}  # type: ignore[misc]


def post(server: Running, body: bytes) -> int:
    headers = TUS | {"Upload-Length": str(len(body))}
    return server.request("POST", "/testimonies", body, headers)[0]


def test_pages_come_without_server_name_date_or_cookie(server: Running) -> None:
    for path in ("/", "/manifest", "/root", "/nothing"):
        _, headers, _ = server.request("GET", path)
        assert dict(CONSTANT).items() <= headers.items()
        assert headers.keys() - dict(CONSTANT).keys() == {
            "Connection",
            "Content-Length",
            "Content-Type",
        }


def answer_to(server: Running, sent: bytes) -> bytes:
    """All that comes back for bytes that no library would send."""
    with socket.socket(socket.AF_UNIX) as raw:
        raw.settimeout(DEADLINE)
        raw.connect(str(server.socket))
        raw.sendall(sent)
        return b"".join(iter(lambda: raw.recv(65536), b""))


def test_what_is_not_http_is_answered_calmly_and_not_repeated(server: Running) -> None:
    for junk in (b"JUNK secret\r\n\r\n", b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n"):
        answer = answer_to(server, junk)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 ")
        assert {f"{name}: {value}".encode() for name, value in CONSTANT} <= {*head.split(b"\r\n")}
        assert b"\r\nServer:" not in head
        assert b"\r\nDate:" not in head
        assert "Ничего не сохранено.".encode() in body
        assert b"secret" not in answer
        assert b"aaaa" not in answer


def test_half_open_connections_do_not_hold_up_a_witness(
    server: Running, settings: Settings
) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(60):
            raw = stack.enter_context(socket.socket(socket.AF_UNIX))
            raw.connect(str(server.socket))
            head = b"POST /sealed HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n"
            raw.sendall(head if number % 2 else head + b"\r\npart of a body")
        sent = envelope()
        assert post(server, sent) == 201
    assert held(settings) == {sent}


@pytest.fixture
def many_files() -> Iterator[None]:
    """Let this process open more than the usual 1024 files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_files")
def test_more_half_open_connections_than_are_held_do_not_close_the_door(
    server: Running, settings: Settings
) -> None:
    """Each worker lets a random one end for a new one, so that the newcomer is served."""
    with contextlib.ExitStack() as stack:
        for _ in range(WORKERS * CONNECTIONS + 100):
            raw = stack.enter_context(socket.socket(socket.AF_UNIX))
            raw.settimeout(DEADLINE)
            raw.connect(str(server.socket))
            raw.sendall(b"POST /sealed HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\npart")
        sent = envelope()
        assert post(server, sent) == 201
    assert held(settings) == {sent}


def test_a_long_body_in_chunks_is_taken_as_it_comes(server: Running, settings: Settings) -> None:
    body = envelope(LONG)
    connection = server.connection()
    pieces = (body[i : i + 100_000] for i in range(0, LONG, 100_000))
    kind = {"Content-Type": "application/octet-stream"}
    connection.request("POST", "/sealed", pieces, kind, encode_chunked=True)
    assert connection.getresponse().status == 201
    connection.close()
    assert [row[1] for row in tables(settings)["envelopes"]] == [LONG]


def test_a_connection_that_breaks_in_its_post_leaves_nothing(
    server: Running, settings: Settings
) -> None:
    body = envelope(LONG)
    connection = server.connection()
    connection.putrequest("POST", "/testimonies")
    for name, value in (TUS | {"Upload-Length": str(LONG), "Content-Length": str(LONG)}).items():
        connection.putheader(name, value)
    connection.endheaders(body[: 3 * CHUNK])
    wait_for(lambda: tables(settings)["uploads"], "the first chunks to be stored")
    connection.close()
    wait_for(lambda: not tables(settings)["uploads"], "the upload to be forgotten")
    assert tables(settings)["chunks"] == []


def test_after_kill_9_an_upload_goes_on_where_its_last_stored_byte_was(
    settings: Settings, address: Path
) -> None:
    body = envelope(LONG)
    with serving(settings.folder, address) as server:
        headers = TUS | {"Upload-Length": str(LONG)}
        url = server.request("POST", "/testimonies", b"", headers)[1]["Location"]
        connection = server.connection()
        connection.putrequest("PATCH", url)
        for name, value in (TUS | {"Upload-Offset": "0", "Content-Length": str(LONG)}).items():
            connection.putheader(name, value)
        connection.endheaders(body[: 2 * CHUNK + 1000])
        wait_for(lambda: len(tables(settings)["chunks"]) == 2, "two chunks to be stored")
        server.kill()
        connection.close()
    check_integrity(settings)
    with serving(settings.folder, address) as server:
        status, told, _ = server.request("HEAD", url, None, TUS)
        assert (status, told["Upload-Offset"]) == (200, str(2 * CHUNK))
        rest = TUS | {"Upload-Offset": str(2 * CHUNK)}
        assert server.request("PATCH", url, body[2 * CHUNK :], rest)[0] == 204
    rows = tables(settings)
    pieces: list[bytes] = [row[2] for row in sorted(rows["chunks"], key=lambda r: r[:2])]  # type: ignore[misc]
    assert b"".join(pieces) == body
    assert rows["uploads"] == []


def check_integrity(settings: Settings) -> None:
    connection = sqlite3.connect(settings.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_kill_9_while_many_send_loses_nothing_that_was_confirmed(
    settings: Settings, address: Path
) -> None:
    """What is stored is what was confirmed, and at most the request each sender was in."""
    confirmed: set[bytes] = set()
    under_way: dict[int, bytes] = {}
    enough = threading.Event()

    def send(number: int, server: Running) -> None:
        while True:
            body = under_way[number] = envelope()
            try:
                if post(server, body) != 201:
                    return
            except (OSError, http.client.HTTPException):
                return
            confirmed.add(body)
            if len(confirmed) >= 40:
                enough.set()

    with serving(settings.folder, address) as server:
        senders = [threading.Thread(target=send, args=(n, server)) for n in range(4)]
        for sender in senders:
            sender.start()
        assert enough.wait(DEADLINE)
        server.kill()
        for sender in senders:
            sender.join(DEADLINE)
            assert not sender.is_alive()
    check_integrity(settings)
    stored = held(settings)
    assert len(confirmed) >= 40
    assert confirmed <= stored
    assert stored - confirmed <= set(under_way.values())
    assert {row[1] for row in tables(settings)["envelopes"]} == {TEXT}


def test_no_process_of_the_server_has_mapped_a_library_that_decrypts(server: Running) -> None:
    post(server, envelope())
    server.request("POST", "/sealed", b"words", {"Content-Type": "application/octet-stream"})
    wait_for(lambda: len(server.workers()) == 2, "both workers to run")
    workers = server.workers()
    for pid in (server.process.pid, *workers):
        mapped = Path(f"/proc/{pid}/maps").read_text()
        assert "nacl" in mapped, "libraries are seen here, so that the next line means something"
        assert "cryptography" not in mapped
        files = []
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed since it was listed
                files.append(str(link.readlink()))
        assert files
        assert not [file for file in files if "gunicorn.ctl" in file]


NO_CHUNKS = (
    b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\n"
    b"Content-Type: application/offset+octet-stream\r\nUpload-Length: %d\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nno number\r\n\r\n"
) % TEXT


def test_the_server_writes_nothing_while_it_serves(settings: Settings, address: Path) -> None:
    with serving(settings.folder, address) as server:
        post(server, envelope())
        server.request("GET", "/nothing/secret")
        server.request("POST", "/sealed", b"words", {"Content-Type": "text/plain"})
        for way in (b"/sealed", b"/testimonies"):
            answer = answer_to(server, b"POST " + way + NO_CHUNKS)
            assert answer.startswith(b"HTTP/1.1 400 ")
            assert "Ничего не сохранено".encode() in answer or b"damaged" in answer
        server.process.terminate()
        out, err = server.process.communicate(timeout=DEADLINE)
    assert out == f"intake: serving {settings.folder} on unix:{address}\n"
    assert err == ""
    assert server.process.returncode == 0


REFUSED = {
    "an address of the network": ("0.0.0.0:8000", 2, "127.0.0.1:PORT only"),
    "any name": ("localhost:8000", 2, "127.0.0.1:PORT only"),
    "a port that cannot be": ("127.0.0.1:65536", 2, "127.0.0.1:PORT only"),
    "a relative socket": ("unix:web.sock", 2, "unix:/full/path"),
    "a folder that is missing": ("unix:/nowhere/at/all.sock", 2, "is missing"),
    "a path that is too long": ("unix:/" + "a" * 120, 2, "too long"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_listens_nowhere_else(settings: Settings, case: str) -> None:
    bind, code, words = REFUSED[case]
    program = [sys.executable, "-c", "from intake.main import main; main()"]
    ran = subprocess.run(
        [*program, "serve", str(settings.folder), "--bind", bind],
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (code, "")
    assert words in ran.stderr
