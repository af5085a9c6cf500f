"""The protocol's own clients upload to the running server, with nothing changed in them.

tus-js-client and tuspy, as their registries have them. What they need to know of this server is
what docs/spec/upload.md lists: no metadata, and a first piece that holds the whole header.
"""

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from crypto.structure import ENVELOPE_LENGTHS, HEADER_LEN
from intake.settings import Settings
from tests.client.tools import NODE, ROOT
from tests.stories.server.line import Line, carrying
from tests.stories.server.running import DEADLINE, Running, serving
from tests.unit.intake.intake_house import Newsroom, envelope, make_folder_for_now, tables

pytestmark = pytest.mark.slow

STOCK = Path(__file__).with_name("stock.mjs")
LONG = ENVELOPE_LENGTHS[4]  # 1 MiB of tar
# Envelope length and piece: one piece, an odd one, the smallest there may be, larger than all.
SIZES = {
    "a text in one piece": (ENVELOPE_LENGTHS[0], 2**30),
    "a text in the smallest pieces": (ENVELOPE_LENGTHS[0], HEADER_LEN),
    "128 KiB in pieces of an odd size": (ENVELOPE_LENGTHS[1], 50_021),
    "1 MiB in pieces of 256 KiB": (LONG, 262_144),
    "4 MiB in one piece": (ENVELOPE_LENGTHS[6], 2**30),
}


@dataclass(frozen=True, slots=True)
class House:
    """A server and its data folder."""

    settings: Settings
    server: Running

    def bodies(self) -> list[bytes]:
        """The whole envelopes that are held."""
        rows = tables(self.settings)
        pieces = {row[0]: b"" for row in rows["envelopes"]}
        for name, _number, body in sorted(rows["chunks"], key=lambda row: row[:2]):
            if name in pieces:
                assert isinstance(body, bytes)
                pieces[name] += body
        return list(pieces.values())


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    folder = Path(tempfile.mkdtemp(prefix="intake-"))
    settings = make_folder_for_now(folder / "data", Newsroom())
    with serving(settings.folder, folder / "web.sock") as server:
        yield House(settings, server)
    shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Told:
    """What tus-js-client did."""

    requests: list[tuple[str, int]]
    url: str | None
    error: str | None


def javascript(port: int, file: Path, **options: object) -> Told:
    given = {"endpoint": f"http://127.0.0.1:{port}/testimonies", "file": str(file)} | options
    ran = subprocess.run(
        [NODE, str(STOCK), json.dumps(given)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    return Told([(m, s) for m, s in told["requests"]], told["url"], told["error"])


def python(port: int) -> TusClient:
    return TusClient(f"http://127.0.0.1:{port}/testimonies")


@pytest.fixture
def sent(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A sealed envelope in a file."""
    path = tmp_path / "sealed.age"
    path.write_bytes(envelope(getattr(request, "param", LONG)))
    return path


@pytest.mark.parametrize("case", SIZES)
def test_the_javascript_client_brings(house: House, tmp_path: Path, case: str) -> None:
    length, piece = SIZES[case]
    file = tmp_path / "sealed.age"
    file.write_bytes(envelope(length))
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, file, chunkSize=piece)
    assert told.error is None
    assert told.requests[0] == ("POST", 201)
    assert set(told.requests[1:]) == {("PATCH", 204)}
    assert len(told.requests) == 1 + -(-length // piece)
    assert file.read_bytes() in house.bodies()


@pytest.mark.parametrize("case", SIZES)
def test_the_python_client_brings(house: House, case: str) -> None:
    length, piece = SIZES[case]
    body = envelope(length)
    with carrying(Line(house.server.socket)) as port:
        python(port).uploader(file_stream=io.BytesIO(body), chunk_size=piece).upload()
    assert body in house.bodies()


def test_the_javascript_client_sends_the_first_piece_with_the_creation(
    house: House, sent: Path
) -> None:
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, sent, chunkSize=300_000, uploadDataDuringCreation=True)
    assert told.error is None
    assert told.requests == [("POST", 201), *[("PATCH", 204)] * 3]
    assert sent.read_bytes() in house.bodies()


# Before the header is through, and inside a chunk that the server keeps.
@pytest.mark.parametrize("cut", [1000, 400_000, 900_000])
def test_the_javascript_client_goes_on_after_a_break(house: House, sent: Path, cut: int) -> None:
    line = Line(house.server.socket, cut_after=cut)
    with carrying(line) as port:
        told = javascript(port, sent, chunkSize=262_144, retryDelays=[0] * 5)
    assert told.error is None
    assert line.breaks == 1
    assert ("HEAD", 200) in told.requests
    assert sent.read_bytes() in house.bodies()


@pytest.mark.parametrize("cut", [1000, 400_000, 900_000])
def test_the_python_client_goes_on_after_a_break(house: House, cut: int) -> None:
    body = envelope(LONG)
    line = Line(house.server.socket, cut_after=cut)
    with carrying(line) as port:
        client = python(port)
        sending = client.uploader(
            file_stream=io.BytesIO(body), chunk_size=262_144, retries=5, retry_delay=0
        )
        sending.upload()
    assert line.breaks == 1
    assert body in house.bodies()


def test_an_upload_goes_on_in_another_process_and_another_language(
    house: House, sent: Path
) -> None:
    body = sent.read_bytes()
    with carrying(Line(house.server.socket)) as port:
        begun = javascript(port, sent, chunkSize=100_000, stopAfter=200_000)
        assert begun.url is not None
        python(port).uploader(
            file_stream=io.BytesIO(body), url=begun.url, chunk_size=150_000
        ).upload(stop_at=500_000)
        ended = javascript(port, sent, chunkSize=400_000, uploadUrl=begun.url)
    assert ended.error is None
    assert ended.requests == [("HEAD", 200), ("PATCH", 204), ("PATCH", 204)]
    assert body in house.bodies()


def test_the_javascript_client_ends_an_upload(house: House, sent: Path) -> None:
    before = tables(house.settings)
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, sent, chunkSize=262_144, stopAfter=262_144, terminate=True)
    assert told.error is None
    assert told.requests[-1] == ("DELETE", 204)
    assert tables(house.settings) == before


def test_what_is_complete_can_neither_be_ended_nor_sent_again(house: House, sent: Path) -> None:
    with carrying(Line(house.server.socket)) as port:
        done = javascript(port, sent, chunkSize=2**30)
        assert done.url is not None
        path = done.url.partition(str(port))[2]
        assert house.server.request("DELETE", path, None, {"Tus-Resumable": "1.0.0"})[0] == 410
        again = javascript(port, sent, uploadUrl=done.url)
    assert again.requests == [("HEAD", 200)], "all is there, says the server"
    assert house.bodies().count(sent.read_bytes()) == 1


# ---- what differs, all of it --------------------------------------------------------------------


def test_metadata_is_refused_from_both_clients(house: House, sent: Path) -> None:
    before = tables(house.settings)
    name = {"filename": "name.age"}
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, sent, metadata=name, retryDelays=[])
        with pytest.raises(TusCommunicationError) as refused:
            python(port).uploader(file_stream=io.BytesIO(sent.read_bytes()), metadata=name).upload()
    assert told.requests == [("POST", 400)]
    assert refused.value.status_code == 400
    assert tables(house.settings) == before


def test_a_first_piece_without_the_whole_header_is_refused_from_both_clients(
    house: House, sent: Path
) -> None:
    held = house.bodies()
    short = HEADER_LEN - 1
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, sent, chunkSize=short, retryDelays=[])
        with pytest.raises(TusUploadFailed) as refused:
            python(port).uploader(
                file_stream=io.BytesIO(sent.read_bytes()), chunk_size=short
            ).upload()
    assert told.requests == [("POST", 201), ("PATCH", 400)]
    assert refused.value.status_code == 400
    assert house.bodies() == held


def test_a_length_that_no_envelope_has_is_refused_from_both_clients(
    house: House, tmp_path: Path
) -> None:
    before = tables(house.settings)
    file = tmp_path / "sealed.age"
    file.write_bytes(envelope(LONG)[:-1])
    with carrying(Line(house.server.socket)) as port:
        told = javascript(port, file, retryDelays=[])
        with pytest.raises(TusCommunicationError) as refused:
            python(port).uploader(file_stream=io.BytesIO(file.read_bytes())).upload()
    assert told.requests == [("POST", 400)]
    assert refused.value.status_code == 400
    assert tables(house.settings) == before
