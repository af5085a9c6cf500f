"""What everyone is served: the same bytes, the same headers, nothing that tells."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from intake.app import Application
from intake.headers import CONSTANT, VISIT
from intake.settings import Settings
from tests.unit.intake.intake_house import Clock, Newsroom, envelope, make_folder, make_static

STRANGERS = {
    "a browser": {"User-Agent": "Mozilla/5.0", "Accept-Language": "uk", "Cookie": "a=b"},
    "a program": {"User-Agent": "curl/8", "Referer": "http://elsewhere.example/"},
    "one with another host name": {"Host": "evil.example"},
    "one with no host name that can be read": {"Host": "a b"},
}


@pytest.fixture
def client(app: Application) -> FlaskClient:
    return app.test_client()


def test_everyone_gets_the_same_page(client: FlaskClient) -> None:
    answers = {
        (response.status_code, response.data, tuple(response.headers))
        for response in (client.get("/", headers=headers) for headers in STRANGERS.values())
    }
    assert len(answers) == 1
    assert next(iter(answers))[1] == b"<!doctype html><title>page</title>"


def test_the_compressed_page_is_sent_to_who_can_read_it(client: FlaskClient) -> None:
    packed = client.get("/", headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.data == b"\x1f\x8bpage"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert client.get("/", headers={"Accept-Encoding": "gzip;q=0"}).data.startswith(b"<!doctype")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/worker.js"),
        ("GET", "/icon.png"),
        ("GET", "/manifest"),
        ("GET", "/root"),
        ("GET", "/keys"),
        ("GET", "/nothing"),
        ("GET", "/testimonies"),
        ("DELETE", "/"),
        ("OPTIONS", "/"),
        ("POST", "/sealed"),
        ("POST", "/testimonies"),
        ("HEAD", "/testimonies/" + "0" * 32),
        ("OPTIONS", "/testimonies"),
    ],
)
def test_every_answer_carries_the_constant_headers_and_nothing_that_tells(
    client: FlaskClient, method: str, path: str
) -> None:
    response = client.open(path, method=method)
    for name, value in CONSTANT:
        kept = name == "Cache-Control" and path.endswith((".js", ".png"))
        assert response.headers.getlist(name) == [VISIT if kept else value]
    telling = {"Set-Cookie", "ETag", "Last-Modified", "Vary", "Server", "Date", "Age", "Via"}
    assert not telling & set(response.headers.keys())


def test_the_policy_names_what_has_no_default() -> None:
    policy = dict(CONSTANT)["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    words = " ".join(policy).split()
    assert not {"unsafe", "blob:", "http", "*"} & set(words)
    # A picture that stands in the page asks nobody; scripts and all else never come so.
    assert [part for part in policy if "data:" in part] == ["img-src 'self' data:"]


ERRORS = {
    "no such page": ("GET", "/nothing-here", 404, b"missing"),
    "no such page, with a codename in it": ("GET", "/abbey-zoo?q=secret", 404, b"missing"),
    "another method": ("DELETE", "/", 405, b"method"),
    "options": ("OPTIONS", "/sealed", 405, b"method"),
    "get where only forms go": ("GET", "/sealed", 405, b"method"),
}


@pytest.mark.parametrize("case", ERRORS)
def test_errors_are_pages_that_do_not_repeat_the_request(client: FlaskClient, case: str) -> None:
    method, path, code, word = ERRORS[case]
    response = client.open(path, method=method)
    assert response.status_code == code
    assert word in response.data
    assert path.strip("/").encode() not in response.data or path == "/"


def test_all_answer_pages_have_one_length(client: FlaskClient, settings: Settings) -> None:
    lengths = {len(client.open(path, method=m).data) for m, path, _, _ in ERRORS.values()}
    good = {"content_type": "application/octet-stream", "data": envelope()}
    bad = {"content_type": "application/octet-stream", "data": b"hello"}
    lengths |= {len(client.post("/sealed", **sent).data) for sent in (good, bad)}
    assert len(lengths) == 1


def test_a_failure_of_ours_is_a_calm_page(
    app: Application, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("detail")

    monkeypatch.setattr(app.desk, "manifest", fail)
    response = app.test_client().get("/manifest?secret")
    assert response.status_code == 500
    assert b"broken" in response.data
    assert b"detail" not in response.data
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"intake: RuntimeError in test_site\.py:[0-9]+\n", said.err)


@pytest.mark.parametrize("path", ["/", "/seal.html", "/manifest", "/keys", "/root", "/board"])
def test_no_page_no_key_and_no_reply_is_kept_by_a_browser(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_a_doubled_slash_is_not_answered_with_the_path(client: FlaskClient) -> None:
    response = client.get("/worker.js//secret")
    assert response.status_code == 404
    assert "Location" not in response.headers


def test_the_manifest_and_the_root_key_are_served_as_they_are(
    client: FlaskClient, newsroom: Newsroom, settings: Settings
) -> None:
    note = next(settings.manifests.glob("*.note")).read_bytes()
    assert client.get("/manifest").data == note
    assert client.get("/root").text == f"{newsroom.root.verifier}\n"


def test_the_manifest_is_compressed_for_who_can_read_it(client: FlaskClient) -> None:
    packed = client.get("/manifest", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get("/manifest").data


def test_the_list_of_keys_is_one_file_to_save_under_a_neutral_name(client: FlaskClient) -> None:
    keys = client.get("/keys")
    assert keys.data == client.get("/root").data + client.get("/manifest").data
    assert keys.headers["Content-Disposition"] == 'attachment; filename="list.txt"'


def test_the_page_for_computers_is_saved_and_not_shown(client: FlaskClient) -> None:
    page = client.get("/seal.html")
    assert page.data == b"<!doctype html><title>seal</title>"
    assert page.headers["Content-Disposition"] == 'attachment; filename="anketa.html"'
    assert "Content-Disposition" not in client.get("/").headers


def test_without_a_manifest_in_force_the_intake_says_so(client: FlaskClient, clock: Clock) -> None:
    clock.forward(60)
    assert client.get("/manifest").status_code == 503
    assert client.get("/keys").status_code == 503
    assert client.get("/").status_code == 200


def test_the_client_must_be_built(tmp_path_factory: pytest.TempPathFactory) -> None:
    from intake import pages

    folder = tmp_path_factory.mktemp("empty")
    with pytest.raises(pages.PagesError, match="make client"):
        pages.load(folder)
    whole = make_static(folder / "static")
    (whole / "answers" / "full.html").unlink()
    with pytest.raises(pages.PagesError, match="is not whole"):
        pages.load(whole)


def test_each_newsroom_is_served_the_same_page(
    app: Application, tmp_path_factory: pytest.TempPathFactory, clock: Clock
) -> None:
    from intake.app import create_app

    folder = tmp_path_factory.mktemp("other")
    other = create_app(
        make_folder(folder / "data", Newsroom()).folder, clock, make_static(folder / "static")
    )
    assert other.test_client().get("/").data == app.test_client().get("/").data
    other.desk.close()
