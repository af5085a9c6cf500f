"""One Tor network for all tests behind an onion service."""

from collections.abc import Iterator

import pytest

from tests.onion.house import House, open_house


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened
