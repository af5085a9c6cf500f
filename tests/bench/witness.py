"""What a witness waits for: a first visit in requests, bytes and seconds, and files at Safer."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.table import Table
from tests.browser import witness
from tests.browser.fakesocks import Relay
from tests.browser.firefox import Firefox, Level
from tests.browser.newsroom import ADDRESS, Newsroom, everything
from tests.onion.house import open_house

MB = 1_000_000
LARGE = bytes(range(256)) * (25 * MB // 256)
TEXT = ("Как это было. " * 80).strip()  # about 2 kB
PATIENCE = 900.0  # seconds for 25 MB at Safer on a machine that is busy

# Peers, measured once on this kind of machine and not in this run: a witness's first visit with an
# empty cache, in Chromium, straight to the server without Tor, a text of 2 kB, load to "sent".
ELSEWHERE = [
    ["SecureDrop 2.10.1, no script", "20", "98", "20", "–"],
    ["Hush Line 1e803cd", "17", "724", "24", "–"],
    ["GlobaLeaks 5.0.15", "18", "1177", "17", "–"],
]


@dataclass(frozen=True, slots=True)
class Cost:
    """One visit. down, up: bytes of HTTP with its headers."""

    requests: int
    down: int
    up: int
    seconds: float

    def row(self, name: str) -> list[str]:
        down, up = f"{self.down / 1000:.0f}", f"{self.up / 1000:.0f}"
        return [name, str(self.requests), down, up, f"{self.seconds:.1f}"]


def measure() -> Table:
    """Each visit in a browser that was never here."""
    rows: list[list[str]] = []
    with Newsroom(everything()) as newsroom, Relay(newsroom.socket) as line:
        levels: list[Level] = ["standard", "safer"]
        for level in levels:
            rows.append(_visit(level, line).row(f"text of 2 kB, {level.capitalize()}"))
        for level in levels:
            rows.append(_files(level, line).row(f"25 MB of files, {level.capitalize()}"))
    with Newsroom() as newsroom, Relay(newsroom.socket) as line:
        rows.append(_visit("standard", line).row("text of 2 kB, Standard, three questions"))
    with open_house() as house:
        told = house.do("visit")
    through = f"{told['seconds']:.1f}"
    counted = str(len(told["seen"]))
    rows.append(["text of 2 kB, Standard, through Tor", counted, rows[0][2], rows[0][3], through])
    rows += [[f"*elsewhere:* {name}", *rest] for name, *rest in ELSEWHERE]
    return Table(
        name="witness",
        title="A witness's first visit, to *received*",
        command="make bench",
        head=["", "requests", "kB down", "kB up", "seconds"],
        rows=rows,
        notes=[
            "Real Firefox with Tor Browser's preferences, a real server, from the address to "
            "*received*, driven without a pause. The newsroom asks the whole ready questionnaire "
            "on conscription, with every consent and promise, unless the row says otherwise. Bytes "
            "are counted in the SOCKS proxy, headers included; through Tor they are the same and "
            "are not counted again. A text is sent as 67 kB whatever its length. Tor is the "
            "private network of the tests: eight relays on the loopback of this machine, whose "
            "ways have no distance. In the world each request waits a second or more, which is why "
            "their number is held down.",
            "Rows marked *elsewhere* were measured once, on a machine of this kind, in Chromium, "
            "without Tor, with the releases named; bytes up there include estimated headers. No "
            "time is given, because no run had both.",
        ],
    )


def _visit(level: Level, line: Relay) -> Cost:
    with Firefox(level, line.port, cache=True) as firefox:
        return _timed(line, lambda: witness.send(firefox, ADDRESS, "ru", TEXT))


def _files(level: Level, line: Relay) -> Cost:
    with Firefox(level, line.port, cache=True) as firefox:
        firefox.deadline = PATIENCE
        files = [("a.bin", "", LARGE)]
        return _timed(line, lambda: witness.send(firefox, ADDRESS, "en", TEXT, files, kept=True))


def _timed(line: Relay, visit: Callable[[], None]) -> Cost:
    line.fresh()
    began = time.perf_counter()
    visit()
    seconds = time.perf_counter() - began
    return Cost(len(line.lines()), line.log.down, line.log.up, seconds)
