"""A served newsroom for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.app import Application, create_app
from intake.settings import Settings
from tests.unit.intake.intake_house import Clock, Newsroom, make_folder, make_static


@pytest.fixture
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(tmp_path: Path, newsroom: Newsroom) -> Settings:
    return make_folder(tmp_path / "data", newsroom)


@pytest.fixture
def app(tmp_path: Path, settings: Settings, clock: Clock) -> Iterator[Application]:
    made = create_app(settings.folder, clock, make_static(tmp_path / "static"))
    yield made
    made.desk.close()
