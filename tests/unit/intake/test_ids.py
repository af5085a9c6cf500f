"""An envelope lies under an id that nobody can get from what its uploader knows."""

import io
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake.desk import Desk
from tests.unit.intake.intake_house import Clock, Newsroom, envelope, make_folder, tables

LONG = ENVELOPE_LENGTHS[3]


class Body(io.BytesIO):
    """A body that arrives whole."""

    broken = False


def text_in_one_request(desk: Desk) -> None:
    desk.begin_with(ENVELOPE_LENGTHS[0], Body(envelope()))


def in_pieces(desk: Desk) -> None:
    upload, _ = desk.begin(LONG)
    desk.append(upload, 0, Body(envelope(LONG)))


def by_the_form(desk: Desk) -> None:
    desk.deposit(Body(envelope(LONG)))


@pytest.mark.parametrize("send", [text_in_one_request, in_pieces, by_the_form])
def test_with_the_same_id_of_the_upload_the_envelope_has_another_one_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, send: Callable[[Desk], None]
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "5a" * size)
    found = []
    for name in ("one", "two"):
        settings = make_folder(tmp_path / name, Newsroom())
        desk = Desk.open(settings, Clock())
        send(desk)
        desk.close()
        rows = tables(settings)
        found.append((rows["finished"][0][0], rows["envelopes"][0][0]))
    (first_key, first), (second_key, second) = found
    assert first_key == second_key, "the upload had the same id both times"
    assert first != second
