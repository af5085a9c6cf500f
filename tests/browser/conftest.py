"""One server and one proxy for all browser tests, one Firefox a level."""

from collections.abc import Iterator
from typing import cast

import pytest

from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox, Level
from tests.browser.newsroom import Newsroom


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


@pytest.fixture(scope="session")
def line(newsroom: Newsroom) -> Iterator[Relay]:
    with Relay(newsroom.socket) as relay:
        yield relay


@pytest.fixture
def relay(line: Relay) -> Relay:
    """The proxy with nothing seen and nothing changed."""
    line.fresh()
    return line


@pytest.fixture(scope="session")
def firefox(request: pytest.FixtureRequest, line: Relay) -> Iterator[Firefox]:
    """Parametrized with a level; tests of one level share one Firefox."""
    with Firefox(cast(Level, request.param), line.port) as running:
        yield running


@pytest.fixture(autouse=True)
def quiet(request: pytest.FixtureRequest) -> None:
    """What the test before left behind, a page or its complaints, is not this test's."""
    if "firefox" in request.fixturenames:
        running: Firefox = request.getfixturevalue("firefox")
        running.open("about:blank")
        running.complaints()
