"""Whatever a witness writes comes out of the vault as it went in, and nothing of it in clear."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.visible import visible
from tests.unit.cli.newsroom import Newsroom


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return Newsroom.make(tmp_path_factory.mktemp("newsroom"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
    data=st.binary(max_size=3000),
)
def test_an_account_comes_out_as_it_went_in(room: Newsroom, text: str, data: bytes) -> None:
    before = set(room.cases())
    handover = room.handover([room.seal(text, attachments={"1.bin": data})])
    [name] = set(room.collect(handover)) - before
    case = room.open().case(name)
    with case.testimony() as reader:
        assert reader.testimony.answers["text"] == text
        assert [part.read() for _, _, part in reader.attachments()] == [data]
    assert visible(text) in room.done("read", room.vault, name).out
