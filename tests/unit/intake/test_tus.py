"""Uploads in pieces, over HTTP as a tus client speaks it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crypto.structure import ENVELOPE_LENGTHS, HEADER_LEN
from intake import words
from intake.app import Application
from intake.desk import UploadId
from intake.refusals import Finished, Offset
from intake.settings import Settings
from intake.storage import CHUNK, Store
from tests.unit.intake.intake_house import SHORT, TEXT, Clock, Newsroom, envelope, tables

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {"Content-Type": "application/offset+octet-stream"}
LONG = ENVELOPE_LENGTHS[3]


@pytest.fixture
def client(app: Application) -> FlaskClient:
    return app.test_client()


def create(client: FlaskClient, length: int, body: bytes = b"", **more: str) -> TestResponse:
    headers = TUS | {"Upload-Length": str(length)} | more | (BYTES if body else {})
    return client.post("/testimonies", headers=headers, data=body)


def patch(client: FlaskClient, url: str, offset: int, body: bytes) -> TestResponse:
    return client.patch(url, headers=TUS | BYTES | {"Upload-Offset": str(offset)}, data=body)


def bodies(settings: Settings) -> set[bytes]:
    """The whole envelopes that are held."""
    rows = tables(settings)
    pieces = {row[0]: b"" for row in rows["envelopes"]}
    for envelope_id, _number, body in sorted(rows["chunks"], key=lambda row: row[:2]):
        if envelope_id in pieces:
            assert isinstance(body, bytes)
            pieces[envelope_id] += body
    return set(pieces.values())


def test_a_text_travels_whole_in_its_post(client: FlaskClient, settings: Settings) -> None:
    sent = envelope()
    response = create(client, TEXT, sent)
    assert response.status_code == 201
    assert response.headers["Upload-Offset"] == str(TEXT)
    assert response.headers["Location"].startswith("/testimonies/")
    assert bodies(settings) == {sent}
    assert tables(settings)["uploads"] == []


@pytest.mark.parametrize("size", [200_000, 262_144, 300_000, LONG])
def test_pieces_of_any_size_make_the_same_whole(
    client: FlaskClient, settings: Settings, size: int
) -> None:
    sent = envelope(LONG)
    url = create(client, LONG).headers["Location"]
    for offset in range(0, LONG, size):
        response = patch(client, url, offset, sent[offset : offset + size])
        assert response.status_code == 204
        assert response.headers["Upload-Offset"] == str(min(LONG, offset + size))
    assert bodies(settings) == {sent}
    held = [len(row[2]) for row in sorted(tables(settings)["chunks"])]  # type: ignore[arg-type]
    assert held == [262_144, 262_144, LONG - 524_288]


def test_a_long_upload_may_begin_in_its_post(client: FlaskClient, settings: Settings) -> None:
    sent = envelope(LONG)
    response = create(client, LONG, sent[:300_000])
    assert (response.status_code, response.headers["Upload-Offset"]) == (201, "300000")
    assert patch(client, response.headers["Location"], 300_000, sent[300_000:]).status_code == 204
    assert bodies(settings) == {sent}


class Late:
    """A body whose line broke, which the server has not noticed: half of it, then `meanwhile`, then
    what had been on its way."""

    def __init__(self, data: bytes, meanwhile: Callable[[], None]) -> None:
        self._parts = [data[: len(data) // 2], data[len(data) // 2 :]]
        self._meanwhile = meanwhile

    def read(self, size: int, /) -> bytes:
        if len(self._parts) == 1:
            meanwhile, self._meanwhile = self._meanwhile, lambda: None
            meanwhile()
        if not self._parts:
            return b""
        taken, rest = self._parts[0][:size], self._parts[0][size:]
        self._parts[:1] = [rest] if rest else []
        return taken


def test_an_offset_that_was_told_stays_true_whatever_comes_late(
    app: Application, client: FlaskClient, settings: Settings
) -> None:
    sent = envelope(LONG)
    url = create(client, LONG).headers["Location"]
    told: list[str] = []

    def ask() -> None:
        told.append(client.head(url, headers=TUS).headers["Upload-Offset"])

    upload = UploadId(url.rpartition("/")[2])
    with pytest.raises(Offset):
        app.desk.append(upload, 0, Late(sent[: CHUNK * 2], ask))
    assert told == [str(CHUNK)]
    assert client.head(url, headers=TUS).headers["Upload-Offset"] == str(CHUNK)
    assert patch(client, url, CHUNK, sent[CHUNK:]).status_code == 204
    assert bodies(settings) == {sent}


def test_a_piece_that_comes_again_takes_over_from_the_one_before(
    app: Application, client: FlaskClient, settings: Settings
) -> None:
    sent = envelope(LONG)
    url = create(client, LONG).headers["Location"]
    again: list[int] = []

    def repeat() -> None:
        again.append(patch(client, url, CHUNK, sent[CHUNK:]).status_code)

    upload = UploadId(url.rpartition("/")[2])
    with pytest.raises(Finished):
        app.desk.append(upload, 0, Late(sent[: CHUNK * 2], repeat))
    assert again == [204]
    assert bodies(settings) == {sent}


def test_the_offset_is_told_and_another_is_a_conflict(client: FlaskClient) -> None:
    sent = envelope(LONG)
    url = create(client, LONG).headers["Location"]
    patch(client, url, 0, sent[:5000])
    response = client.head(url, headers=TUS)
    assert response.status_code == 200
    assert response.headers["Upload-Offset"] == "5000"
    assert response.headers["Upload-Length"] == str(LONG)
    assert response.headers["Cache-Control"] == "no-store"
    assert patch(client, url, 4999, sent[4999:]).status_code == 409
    assert client.head(url, headers=TUS).headers["Upload-Offset"] == "5000"


def test_a_body_longer_than_declared_is_refused(client: FlaskClient, settings: Settings) -> None:
    before = tables(settings)
    assert create(client, TEXT, envelope() + b"x").status_code == 413
    assert tables(settings) == before
    url = create(client, LONG).headers["Location"]
    assert patch(client, url, 0, envelope(LONG) + b"x").status_code == 413
    assert tables(settings) == before


def test_the_first_piece_must_hold_the_header(client: FlaskClient, settings: Settings) -> None:
    sent = envelope()
    url = create(client, TEXT).headers["Location"]
    assert patch(client, url, 0, sent[: HEADER_LEN - 1]).status_code == 400
    rows = tables(settings)
    assert [row[3] for row in rows["uploads"]] == [0], "bytes that are held"
    assert rows["chunks"] == rows["envelopes"] == rows["finished"] == []
    assert patch(client, url, 0, sent[:HEADER_LEN]).status_code == 204
    assert patch(client, url, HEADER_LEN, sent[HEADER_LEN:]).status_code == 204
    assert bodies(settings) == {sent}


def test_after_the_last_byte_the_old_id_can_only_look(
    client: FlaskClient, settings: Settings, clock: Clock
) -> None:
    url = create(client, TEXT, envelope()).headers["Location"]
    held = bodies(settings)
    for _day in range(2):
        response = client.head(url, headers=TUS)
        assert response.status_code == 200
        assert response.headers["Upload-Offset"] == response.headers["Upload-Length"] == str(TEXT)
        assert client.delete(url, headers=TUS).status_code == 410
        assert patch(client, url, TEXT, b"").status_code == 410
        clock.forward(1)
    assert client.head(url, headers=TUS).status_code == 404
    assert bodies(settings) == held


def test_the_id_that_was_told_is_not_in_the_database(
    client: FlaskClient, settings: Settings
) -> None:
    told = [create(client, TEXT, envelope()), create(client, LONG)]
    kept = repr(tables(settings))
    for response in told:
        name = response.headers["Location"].rpartition("/")[2]
        assert name not in kept
        assert repr(bytes.fromhex(name))[2:-1] not in kept


def test_an_upload_can_be_ended_and_leaves_nothing(client: FlaskClient, settings: Settings) -> None:
    before = tables(settings)
    url = create(client, LONG).headers["Location"]
    patch(client, url, 0, envelope(LONG)[:400_000])
    assert client.delete(url, headers=TUS).status_code == 204
    assert tables(settings) == before
    assert client.head(url, headers=TUS).status_code == 404
    assert client.delete(url, headers=TUS).status_code == 404


def test_an_upload_lives_to_the_end_of_the_next_day(client: FlaskClient, clock: Clock) -> None:
    response = create(client, LONG)
    assert response.headers["Upload-Expires"] == "Sat, 28 Nov 2026 00:00:00 GMT"
    clock.forward(1)
    assert client.head(response.headers["Location"], headers=TUS).status_code == 200
    clock.forward(1)
    assert client.head(response.headers["Location"], headers=TUS).status_code == 404
    assert patch(client, response.headers["Location"], 0, envelope(LONG)).status_code == 404


REFUSED: dict[str, tuple[dict[str, str], int]] = {
    "no version": ({"Upload-Length": str(TEXT)}, 412),
    "another version": ({"Tus-Resumable": "0.2.2", "Upload-Length": str(TEXT)}, 412),
    "no length": (TUS, 400),
    "a length that is no number": (TUS | {"Upload-Length": "+5"}, 400),
    "a length that comes later": (TUS | {"Upload-Defer-Length": "1"}, 400),
    "a part of several": (TUS | {"Upload-Length": str(TEXT), "Upload-Concat": "partial"}, 400),
    "a file name": (TUS | {"Upload-Length": str(TEXT), "Upload-Metadata": "filename eA=="}, 400),
    "a length that is no class": (TUS | {"Upload-Length": str(TEXT + 1)}, 400),
    "no bytes at all": (TUS | {"Upload-Length": "0"}, 400),
    "more than the longest": (TUS | {"Upload-Length": str(10**12)}, 413),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_creation_is_refused_in_words_with(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    headers, code = REFUSED[case]
    before = tables(settings)
    response = client.post("/testimonies", headers=headers)
    assert response.status_code == code
    for sentence in ("Nothing was stored.", "Ничего не сохранено.", "Нічого не збережено."):
        assert sentence in response.text
    assert tables(settings) == before


def test_a_body_of_another_type_is_refused(client: FlaskClient, settings: Settings) -> None:
    before = tables(settings)
    headers = TUS | {"Upload-Length": str(TEXT), "Content-Type": "application/octet-stream"}
    assert client.post("/testimonies", headers=headers, data=envelope()).status_code == 415
    assert tables(settings) == before


def test_all_refusals_have_one_length(client: FlaskClient) -> None:
    answers = [client.post("/testimonies", headers=headers) for headers, _ in REFUSED.values()]
    answers.append(client.delete("/testimonies/" + "0" * 32, headers=TUS))
    assert {len(answer.data) for answer in answers} == {1024}


def test_every_plain_answer_has_one_length_and_three_languages() -> None:
    for reason, sentences in words.REASONS.items():
        said = words.plain(reason)
        assert len(said) == words.LENGTH
        assert all(sentence in said.decode() for sentence in sentences)
        assert len(set(sentences)) == 3
        assert (words.NOTHING[0] in said.decode()) == (reason not in words.STANDS)


def test_an_id_of_another_shape_is_unknown(client: FlaskClient) -> None:
    for name in ("0" * 31, "G" * 32, "..", "0" * 32 + "?x", "0" * 33):
        assert client.delete(f"/testimonies/{name}", headers=TUS).status_code == 404


def test_a_post_may_stand_for_a_patch_and_for_nothing_else(
    client: FlaskClient, settings: Settings
) -> None:
    sent = envelope()
    url = create(client, TEXT).headers["Location"]
    headers = TUS | BYTES | {"Upload-Offset": "0"}
    assert client.post(url, headers=headers, data=sent).status_code == 405
    delete = headers | {"X-HTTP-Method-Override": "DELETE"}
    assert client.post(url, headers=delete).status_code == 405
    override = headers | {"X-HTTP-Method-Override": "PATCH"}
    assert client.post(url, headers=override, data=sent).status_code == 204
    assert bodies(settings) == {sent}


def test_what_the_server_speaks_is_told(client: FlaskClient) -> None:
    response = client.open("/testimonies", method="OPTIONS")
    assert response.status_code == 204
    assert response.headers["Tus-Version"] == "1.0.0"
    assert set(response.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "expiration",
        "termination",
    }
    assert response.headers["Tus-Max-Size"] == str(max(ENVELOPE_LENGTHS))


def test_only_the_sizes_of_the_manifests_of_this_day_are_taken(
    newsroom: Newsroom, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from intake.app import create_app
    from tests.unit.intake.intake_house import TODAY, make_folder, make_static

    folder = tmp_path_factory.mktemp("sizes")
    text, short = ENVELOPE_LENGTHS[0], ENVELOPE_LENGTHS[1]
    notes = [
        newsroom.manifest(1, days=5, sizes=[65_536, SHORT]),
        newsroom.manifest(2, start=TODAY, sizes=[65_536]),
    ]
    settings = make_folder(folder / "data", newsroom, notes)
    app = create_app(settings.folder, clock, make_static(folder / "static"))
    client = app.test_client()
    # The page of a witness who came before midnight still knows the older manifest.
    assert client.get("/manifest").data == notes[1]
    assert create(client, short).status_code == 201
    clock.forward(3)
    assert create(client, short).status_code == 400
    assert create(client, text).status_code == 201
    app.desk.close()


def test_a_crash_at_the_last_byte_never_shows_an_upload_as_complete_that_is_not_kept(
    client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = envelope(LONG)
    url = create(client, LONG).headers["Location"]

    def crash(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(Store, "_finish", crash)
        assert patch(client, url, 0, sent).status_code == 500
    offset = int(client.head(url, headers=TUS).headers["Upload-Offset"])
    assert offset == 2 * CHUNK
    assert patch(client, url, offset, sent[offset:]).status_code == 204
    assert bodies(settings) == {sent}
