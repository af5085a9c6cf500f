"""One Node for all tests of a module."""

from collections.abc import Iterator

import pytest

from tests.client.strip.stripper import Stripper


@pytest.fixture(scope="module")
def stripper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stripper]:
    with Stripper(tmp_path_factory.mktemp("strip")) as running:
        yield running
