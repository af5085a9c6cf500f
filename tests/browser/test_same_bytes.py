"""Everyone gets the same: no header of a browser changes a byte of an answer."""

import http.client
import socket
from pathlib import Path

import pytest

from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox
from tests.browser.newsroom import ADDRESS, ONION, Newsroom
from tests.browser.test_journey import words

pytestmark = pytest.mark.slow

PATHS = ("/", "/page.css", "/page.js", "/worker.js", "/keys")
BROWSERS: dict[str, dict[str, str]] = {
    "Tor Browser": {"Accept-Language": "en-US,en;q=0.5", "User-Agent": "Mozilla/5.0 Firefox/140.0"},
    "another in Russian": {"Accept-Language": "ru", "User-Agent": "Mozilla/5.0 (Android 10)"},
    "another in Ukrainian": {"Accept-Language": "uk-UA,uk;q=0.9", "Cookie": "lang=uk"},
    "one that came from elsewhere": {"Referer": "http://example.onion/", "DNT": "1"},
    "one that kept a copy": {"If-None-Match": '"x"', "If-Modified-Since": "Tue, 01 Dec 2026"},
    "a program": {},
}


def get(
    path: str, server: Path, headers: dict[str, str]
) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection(ONION)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(server))
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    answer = response.status, sorted(response.getheaders()), response.read()
    connection.close()
    return answer


@pytest.mark.parametrize("path", PATHS)
def test_every_browser_and_language_gets_the_same_bytes(path: str, newsroom: Newsroom) -> None:
    first = get(path, newsroom.socket, BROWSERS["Tor Browser"])
    assert first[0] == 200
    names = {name.lower() for name, _ in first[1]}
    assert not names & {"set-cookie", "vary", "etag", "last-modified", "date", "server"}
    for browser, headers in BROWSERS.items():
        assert get(path, newsroom.socket, headers) == first, browser


@pytest.mark.parametrize("firefox", ["standard"], indirect=True, scope="session")
def test_the_requests_of_a_visit_do_not_tell_the_language(firefox: Firefox, relay: Relay) -> None:
    seen = []
    for language in ("en", "ru", "uk"):
        relay.fresh()
        texts = words(language)
        firefox.open(ADDRESS + "#" + language)
        firefox.press(texts["land.write"], "button")
        firefox.wait_for_text(texts["prep.ok"])
        seen.append(sorted((r.path, r.head) for r in relay.log.requests))
    assert seen[0] == seen[1] == seen[2]
    assert [path for path, _ in seen[0]] == sorted(PATHS)
