"""Everything that is not one whole envelope: refused with words, and not a row changes."""

import base64
from collections.abc import Callable

import pyrage
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from crypto.structure import ENVELOPE_LENGTHS, HEADER_LEN
from intake.app import Application
from intake.settings import Settings
from tests.unit.intake.intake_house import TEXT, envelope, tables

ACCOUNT = "Меня зовут Пётр, я служил в части под Курском. "
STANZA = envelope()[: HEADER_LEN - 48]  # version line and one whole stanza
MAC = envelope()[HEADER_LEN - 48 : HEADER_LEN]
REST = envelope()[HEADER_LEN:]


def words(length: int) -> bytes:
    return (ACCOUNT * length).encode()[:length]


def x25519() -> bytes:
    """A real age file for the older kind of key, as long as one of ours."""
    recipient = pyrage.x25519.Identity.generate().to_public()
    short = len(pyrage.encrypt(b"", [recipient]))
    plain = TEXT - short
    while len(sealed := pyrage.encrypt(bytes(plain), [recipient])) > TEXT:
        plain -= len(sealed) - TEXT
    return bytes(sealed)


def stanzas(count: int) -> bytes:
    version, _, stanza = STANZA.partition(b"\n")
    return (version + b"\n" + stanza * count + MAC + REST)[: max(TEXT, count * len(stanza))]


def long_header() -> bytes:
    return STANZA[:-2] + b"A" * 2**20 + b"\n" + MAC + REST


# Sentence: (bytes, were they readable)
BAD: dict[str, tuple[Callable[[], bytes], bool]] = {
    "a few words": (lambda: words(300), True),
    "one word": (lambda: b"help", True),
    "an account as long as a sealed one": (lambda: words(TEXT), True),
    "a photograph": (lambda: b"\xff\xd8\xff\xe0" + REST, True),
    "a truncated file": (lambda: envelope()[:-1000], False),
    "a file cut in its header": (lambda: envelope()[:500], False),
    "a random blob": (lambda: REST + bytes(range(256)) * 7, False),
    "a file for X25519": (x25519, False),
    "two stanzas": (lambda: stanzas(2), False),
    "200 stanzas": (lambda: stanzas(200), False),
    "a header of 1 MiB": (long_header, False),
    "one byte more than a size class": (lambda: envelope() + b"x", False),
    "a length between two classes": (lambda: envelope(TEXT + 30_000), False),
    "a length above a chunk that is no class": (lambda: envelope(300_000), False),
    "nothing": (lambda: b"", False),
}
# Bad by length alone, which a declared length would have stopped before.
BY_LENGTH = {
    "a truncated file",
    "one byte more than a size class",
    "a length between two classes",
    "a length above a chunk that is no class",
    "nothing",
}


def armored(data: bytes) -> bytes:
    text = base64.b64encode(data).decode()
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    begin, end = (f"-----{word} AGE ENCRYPTED FILE-----" for word in ("BEGIN", "END"))
    return "\n".join([begin, *lines, end, ""]).encode()


@pytest.fixture
def client(app: Application) -> FlaskClient:
    return app.test_client()


def part(disposition: bytes, body: bytes) -> bytes:
    return b"--b\r\nContent-Disposition: " + disposition + b"\r\n\r\n" + body + b"\r\n--b--\r\n"


def form(client: FlaskClient, data: bytes) -> TestResponse:
    body = part(b'form-data; name="sealed"; filename="account.age"', data)
    return client.post("/sealed", data=body, content_type="multipart/form-data; boundary=b")


def bare(client: FlaskClient, data: bytes) -> TestResponse:
    return client.post("/sealed", data=data, content_type="application/octet-stream")


TUS = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


def post(client: FlaskClient, data: bytes, length: int) -> TestResponse:
    return client.post("/testimonies", headers=TUS | {"Upload-Length": str(length)}, data=data)


def check_page(response: TestResponse, data: bytes, readable: bool) -> None:
    assert 400 <= response.status_code < 500
    expected = b"unsealed" if readable else b"nofile" if not data else b"damaged"
    assert expected in response.data


def check_plain(response: TestResponse, readable: bool) -> None:
    assert 400 <= response.status_code < 500
    assert "Nothing was stored." in response.text
    assert ("crossed to the server unsealed" in response.text) == readable


@pytest.mark.parametrize("case", BAD)
def test_the_form_refuses(client: FlaskClient, settings: Settings, case: str) -> None:
    make, readable = BAD[case]
    data, before = make(), tables(settings)
    check_page(form(client, data), data, readable)
    assert tables(settings) == before


@pytest.mark.parametrize("case", BAD)
def test_the_bare_body_is_refused(client: FlaskClient, settings: Settings, case: str) -> None:
    make, readable = BAD[case]
    data, before = make(), tables(settings)
    response = bare(client, data)
    check_page(response, data or b"x", readable)
    assert tables(settings) == before


@pytest.mark.parametrize("case", BAD)
def test_armour_around_it_changes_nothing(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    make, readable = BAD[case]
    before = tables(settings)
    check_page(form(client, armored(make())), b"x", readable)
    assert tables(settings) == before


@pytest.mark.parametrize("case", sorted(BAD.keys() - {"nothing"}))
def test_an_upload_of_its_own_length_is_refused(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    make, readable = BAD[case]
    data, before = make(), tables(settings)
    response = post(client, data, len(data))
    check_plain(response, readable and len(data) == TEXT)
    assert tables(settings) == before


@pytest.mark.parametrize("case", sorted(BAD.keys() - BY_LENGTH))
def test_an_upload_that_claims_a_good_length_is_refused_at_its_header(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    make, readable = BAD[case]
    data, before = make(), tables(settings)
    check_plain(post(client, data[:TEXT], TEXT), readable)
    assert tables(settings) == before


@pytest.mark.parametrize("case", sorted(BAD.keys() - BY_LENGTH - {"a file cut in its header"}))
def test_a_piece_that_shows_it_ends_the_upload(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    make, readable = BAD[case]
    before = tables(settings)
    url = post(client, b"", TEXT).headers["Location"]
    response = client.patch(url, headers=TUS | {"Upload-Offset": "0"}, data=make()[:TEXT])
    check_plain(response, readable)
    assert tables(settings) == before
    assert client.head(url, headers=TUS).status_code == 404


def test_a_truncated_upload_never_becomes_an_envelope(
    client: FlaskClient, settings: Settings
) -> None:
    url = post(client, b"", TEXT).headers["Location"]
    client.patch(url, headers=TUS | {"Upload-Offset": "0"}, data=envelope()[:-1])
    assert client.head(url, headers=TUS).headers["Upload-Offset"] == str(TEXT - 1)
    assert tables(settings)["envelopes"] == []


FORMS: dict[str, bytes] = {
    "another field": b'form-data; name="other"; filename="x"',
    "a field that is no file": b'form-data; name="sealed"',
    "no name": b"form-data",
}


@pytest.mark.parametrize("case", FORMS)
def test_only_one_file_in_the_one_field_is_taken(
    client: FlaskClient, settings: Settings, case: str
) -> None:
    before = tables(settings)
    body = part(FORMS[case], envelope())
    response = client.post("/sealed", data=body, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 400
    assert b"damaged" in response.data
    assert tables(settings) == before


def test_a_second_file_refuses_both(client: FlaskClient, settings: Settings) -> None:
    before = tables(settings)
    one = part(b'form-data; name="sealed"; filename="x"', envelope()).removesuffix(b"--\r\n")
    two = one + b"\r\n" + part(b'form-data; name="sealed"; filename="y"', envelope())
    response = client.post("/sealed", data=two, content_type="multipart/form-data; boundary=b")
    assert response.status_code == 400
    assert tables(settings) == before


def test_a_form_that_breaks_off_leaves_nothing(client: FlaskClient, settings: Settings) -> None:
    before = tables(settings)
    whole = part(b'form-data; name="sealed"; filename="x"', envelope())
    for cut in (10, 60, 5000, len(whole) - 8):
        response = client.post(
            "/sealed", data=whole[:cut], content_type="multipart/form-data; boundary=b"
        )
        assert response.status_code == 400
    assert tables(settings) == before


LONGER = ENVELOPE_LENGTHS[4]


@pytest.mark.parametrize("cut", [TEXT, ENVELOPE_LENGTHS[3]])
def test_a_body_that_breaks_off_where_a_shorter_file_would_end_leaves_nothing(
    client: FlaskClient, settings: Settings, cut: int
) -> None:
    before = tables(settings)
    response = client.post(
        "/sealed",
        data=envelope(LONGER)[:cut],
        content_type="application/octet-stream",
        environ_overrides={"CONTENT_LENGTH": str(LONGER)},
    )
    assert response.status_code == 400
    assert b"damaged" in response.data
    assert tables(settings) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_words_in_the_body_crossed_unsealed(
    client: FlaskClient, settings: Settings, kind: str
) -> None:
    before = tables(settings)
    response = client.post("/sealed", data=words(400), content_type=kind)
    assert response.status_code == 400
    assert b"unsealed" in response.data
    assert tables(settings) == before


@pytest.mark.parametrize("wrap", [lambda data: data, armored])
@pytest.mark.parametrize("length", [TEXT, 132_747, 1_050_475])
def test_a_good_file_is_taken_by_both_ways_in_both_forms(
    client: FlaskClient,
    settings: Settings,
    wrap: Callable[[bytes], bytes],
    length: int,
) -> None:
    for send in (form, bare):
        response = send(client, wrap(envelope(length)))
        assert response.status_code == 201
        assert b"received" in response.data
    assert [row[1] for row in tables(settings)["envelopes"]] == [length] * 2
