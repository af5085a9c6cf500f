"""The server remembers what it served, and deletes only what its own desk signed for."""

import hashlib
from collections.abc import Callable

import pytest

from crypto.errors import CryptoError
from crypto.note import Signer
from crypto.receipt import sign
from intake.desk import Desk
from intake.office import Office
from intake.refusals import Closed
from intake.settings import Settings
from intake.shelf import authentic, place
from tests.unit.intake.intake_house import TEXT, Clock, Newsroom, envelope, tables
from tests.unit.intake.test_ids import Body

# Sentence: who signs the receipt
STRANGERS: dict[str, Callable[[Newsroom], Signer]] = {
    "the desk of another newsroom": lambda _: Newsroom().desk,
    "another key of the same name": lambda newsroom: Signer.generate(newsroom.desk.name),
    "the root of this newsroom": lambda newsroom: newsroom.root,
}


@pytest.mark.parametrize("who", STRANGERS)
def test_a_receipt_by_anybody_else_deletes_nothing(
    settings: Settings, clock: Clock, newsroom: Newsroom, who: str
) -> None:
    desk = Desk.open(settings, clock)
    body = envelope()
    desk.begin_with(TEXT, Body(body))
    desk.close()
    [row] = tables(settings)["envelopes"]
    assert isinstance(row[0], bytes)
    named = [(row[0].hex(), hashlib.sha256(body).hexdigest())]
    office = Office.open(settings, clock)
    before = tables(settings)
    with pytest.raises(CryptoError):
        office.acknowledge(sign(named, 1, STRANGERS[who](newsroom)))
    assert tables(settings) == before
    assert office.acknowledge(sign(named, 1, newsroom.desk)).deleted == 1
    office.close()


def test_a_serial_that_was_served_is_remembered_by_the_next_process(
    settings: Settings, clock: Clock, newsroom: Newsroom
) -> None:
    """A clock that goes back must not bring back the manifest of a key that was given up."""
    later = newsroom.manifest(serial=2, start=clock.now.date())
    place(settings.manifests, [authentic("later", later, newsroom.root.verifier)])
    desk = Desk.open(settings, clock)
    assert desk.manifest().serial == 2
    desk.close()
    clock.forward(-1)  # only the first is valid on this day
    desk = Desk.open(settings, clock)
    with pytest.raises(Closed):
        desk.manifest()
    desk.close()
