"""The running server, reached through a real v3 onion service with the torrc of the deployment."""

import re
from collections import Counter
from typing import Any

import pytest

from crypto.structure import ENVELOPE_LENGTHS
from intake.pages import STATIC
from tests.onion.house import PATIENCE, House

pytestmark = [pytest.mark.slow, pytest.mark.timeout(2 * PATIENCE)]

TEXT = ENVELOPE_LENGTHS[0]
LONG = ENVELOPE_LENGTHS[5]  # 2 MiB of tar
PIECE = 512 * 1024
FIRST = 256 * 1024
FILE = 1_996_800  # bytes that journey.py attaches


def test_a_text_reaches_the_server_through_an_onion_service(house: House) -> None:
    told = house.carried
    assert re.fullmatch(r"[a-z2-7]{56}\.onion", told["onion"])
    assert told["page"] == (STATIC / "page.html").read_text()
    assert told["sent"] == 201
    # Relative: the address in the browser's bar is the only one that matters.
    assert re.fullmatch(r"/testimonies/[0-9a-f]{32}", told["location"])
    assert told["offset"] == str(TEXT)
    assert not {"Server", "Date", "ETag", "Set-Cookie"} & set(told["headers"])
    assert told["stored"] == ["By hand."]


def test_a_witness_in_firefox_writes_and_sends_through_the_onion(house: House) -> None:
    told = house.do("visit")
    assert len(told["received"]) == 1
    lines = {f"{seen['method']} {seen['path']}" for seen in told["seen"]}
    assert lines == {
        "GET /",
        "GET /keys",
        "GET /page.css",
        "GET /page.js",
        "GET /worker.js",
        "POST /testimonies",
    }


def pieces(told: dict[str, Any]) -> Counter[int]:
    """How often each piece was on its way, by its number; a piece sent in two halves counts once.

    A byte counts as sent when it came through to the server's side.
    """
    times: Counter[int] = Counter()
    for number in range(1 + -(-(LONG - FIRST) // PIECE)):
        start = 0 if number == 0 else FIRST + (number - 1) * PIECE
        end = min(LONG, FIRST + number * PIECE)
        cover = Counter[int]()
        for seen in told["seen"]:
            if seen["method"] == "PATCH":
                low = max(start, seen["offset"])
                high = min(end, seen["offset"] + seen["received"])
                cover[low] += high > low
                cover[high] -= high > low
        deepest = depth = 0
        for place in sorted(cover):
            depth += cover[place]
            deepest = max(deepest, depth)
        times[number] = deepest
    return times


@pytest.mark.parametrize("what", ["circuit", "relay"])
def test_files_arrive_although_the_way_is_lost_in_the_middle(house: House, what: str) -> None:
    told = house.do(what)
    assert told["received"] == [FILE], "whole, and once"
    (way,) = told["way"]
    assert way, "the upload ran over a circuit when it was interrupted"
    patches = [seen for seen in told["seen"] if seen["method"] == "PATCH"]
    third = sorted({patch["offset"] for patch in patches})[2]
    lost = next(patch for patch in patches if patch["offset"] == third)
    later = told["seen"][told["seen"].index(lost) + 1 :]
    # What was under way behind the break may still arrive; its answer does not, so that the page
    # looks again, or the browser sends again by itself.
    again = (seen for seen in later if seen["method"] == "HEAD" or seen["offset"] == third)
    assert not lost["whole"] or any(again)
    assert all(seen["connection"] != lost["connection"] for seen in later), "on a new connection"

    # A lost connection may cost one piece again. One was broken here; should the network have lost
    # another by itself, the page owes one more for it, and no more than that.
    breaks = max(1, len({patch["connection"] for patch in patches}) - 1)
    times = pieces(told)
    assert max(times.values()) <= 1 + breaks
    assert sum(count > 1 for count in times.values()) <= breaks
    assert min(times.values()) == 1
    assert sum(patch["received"] for patch in patches) <= LONG + PIECE * breaks
