"""A handover says nothing about the order in which its envelopes came, or lie."""

from pathlib import Path

from crypto.handover import Reader
from intake.desk import Desk
from intake.office import Office
from intake.settings import Settings
from tests.unit.intake.intake_house import TEXT, Clock, envelope
from tests.unit.intake.test_ids import Body

ENVELOPES = 8


def test_each_handover_has_another_order(settings: Settings, clock: Clock, tmp_path: Path) -> None:
    desk = Desk.open(settings, clock)
    for _ in range(ENVELOPES):
        desk.begin_with(TEXT, Body(envelope()))
    desk.close()
    office = Office.open(settings, clock)
    orders = []
    for number in range(4):
        out = tmp_path / f"handover-{number}"
        assert office.hand_over(out) == ENVELOPES
        with out.open("rb") as file:
            orders.append(tuple(entry.id for entry, _ in Reader(file)))
    office.close()
    assert len({frozenset(order) for order in orders}) == 1
    assert len(set(orders)) > 1, "by chance this fails once in 8! to the third"
