"""A newsroom behind a real onion service, in a process that sees no network but loopback.

Started by house.py under `unshare`. Prints one line of JSON when the onion carries, then does what
each line of its input names and prints what came of it.
"""

import http.client
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from crypto import envelope, testimony
from tests.browser import witness
from tests.browser.firefox import Firefox
from tests.browser.newsroom import Newsroom, everything
from tests.onion.tornet import (
    SOCKS_PORT,
    Network,
    NotCarriedError,
    connect,
    network,
    until_carried,
)
from tests.onion.watch import Seen, Watch, watching

ATTEMPTS = 3  # networks; the first one almost always carries
DEADLINE = 700.0  # seconds for Firefox to see something: a circuit may have to be found anew
FILE = bytes(range(256)) * 7800  # 2 MB: five pieces


class OnionConnection(http.client.HTTPConnection):
    """HTTP over one circuit."""

    def __init__(self, onion: str, circuit: str) -> None:
        super().__init__(onion)
        self._circuit = circuit

    def connect(self) -> None:
        self.sock = connect(self.host, self._circuit)


class House:
    """What can be asked for."""

    def __init__(self, newsroom: Newsroom, watch: Watch, net: Network, onion: str) -> None:
        self._newsroom = newsroom
        self._watch = watch
        self._net = net
        self._onion = onion
        self._firefox: Firefox | None = None

    def firefox(self) -> Firefox:
        if self._firefox is None:
            self._firefox = Firefox("standard", SOCKS_PORT)
            self._firefox.deadline = DEADLINE
        return self._firefox

    def close(self) -> None:
        if self._firefox:
            self._firefox.close()

    def visit(self) -> dict[str, object]:
        """A text, from nothing on the screen to 'received'."""
        firefox = self.firefox()
        self._watch.fresh(lambda seen: False, lambda: None)
        text = "Как это было. " * 80
        began = time.monotonic()
        witness.send(firefox, f"http://{self._onion}/", "ru", text)
        seconds = time.monotonic() - began
        return {"seconds": seconds, "received": self._received(text.strip()), **self._seen()}

    def circuit(self) -> dict[str, object]:
        """Files, and the circuit is closed in the middle of the third piece."""
        return self._interrupted("circuit", self._net.cut)

    def relay(self) -> dict[str, object]:
        """Files, and a relay on the way ends in the middle of the third piece, and starts anew."""
        return self._interrupted("relay", self._net.restart_a_relay_on_the_way)

    def _interrupted(self, name: str, act: Callable[[], object]) -> dict[str, object]:
        firefox = self.firefox()
        patches: list[Seen] = []
        way: list[dict[str, list[str]]] = []

        def third(seen: Seen) -> bool:
            if seen.method == "PATCH" and seen not in patches:
                patches.append(seen)
            return len({patch.offset for patch in patches}) == 3

        def do() -> None:
            way.append(self._net.way())
            act()

        self._watch.fresh(third, do)
        text = f"Interrupted: {name}."
        address = f"http://{self._onion}/"
        witness.send(firefox, address, "en", text, [("a.bin", "", FILE)], kept=True, eager=True)
        return {"received": self._received(text), "way": way, **self._seen()}

    def _received(self, text: str) -> list[int]:
        """Lengths of the attachments of the testimonies with this text: whole ones only."""
        found = [o for o in self._newsroom.opened() if o.testimony.answers.get("text") == text]
        return [sum(map(len, opened.attachments.values())) for opened in found]

    def _seen(self) -> dict[str, object]:
        return {"seen": [asdict(seen) for seen in self._watch.seen]}


def plain(newsroom: Newsroom, onion: str, circuit: str) -> dict[str, object]:
    """Read the page, send a text as the page sends it, look whether it is there."""
    connection = OnionConnection(onion, circuit)
    connection.request("GET", "/", headers={"Accept-Encoding": "identity"})
    page = connection.getresponse()
    body = page.read()
    sealed = _sealed(newsroom)
    tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
    connection.request("POST", "/testimonies", sealed, tus | {"Upload-Length": str(len(sealed))})
    sent = connection.getresponse()
    sent.read()
    connection.request("HEAD", sent.headers["Location"], headers=tus)
    looked = connection.getresponse()
    looked.read()
    connection.close()
    return {
        "onion": onion,
        "page": body.decode(),
        "headers": sorted(page.headers),
        "sent": sent.status,
        "location": sent.headers["Location"],
        "offset": looked.headers["Upload-Offset"],
        # A try whose answer was lost may have been stored, too.
        "stored": sorted({str(o.testimony.answers["text"]) for o in newsroom.opened()}),
    }


def _sealed(newsroom: Newsroom) -> bytes:
    account = testimony.Testimony("en", "0" * 64, {"text": "By hand."}, {"publish": "no"})
    tar, sealed = io.BytesIO(), io.BytesIO()
    testimony.write(tar, account)
    envelope.seal(io.BytesIO(tar.getvalue()), sealed, newsroom.identity.recipient())
    return sealed.getvalue()


def tell(told: dict[str, object]) -> None:
    print(json.dumps(told), flush=True)


def serve(torrc: Path, work: Path) -> None:
    """torrc: that of the deployment; work: a short, empty folder."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    problems = []
    with Newsroom(everything()) as newsroom:
        watch, address = Watch(newsroom.socket), work / "web.sock"
        with watching(watch, address):
            for attempt in range(ATTEMPTS):
                folder = work / f"net{attempt}"
                service = torrc.read_text().replace("/run/intake/web.sock", str(address))
                service = service.replace("/var/lib/tor/intake", f"{folder}/onion")
                service = service.replace("Log err syslog", f"Log err file {folder}/err.log")
                try:
                    with network(folder, service) as net:
                        carried = until_carried(
                            net,
                            folder / "onion" / "hostname",
                            lambda onion, circuit: plain(newsroom, onion, circuit),
                        )
                        obey(House(newsroom, watch, net, str(carried["onion"])), carried)
                        return
                except NotCarriedError as problem:
                    problems.append(f"network {attempt}: {problem}")
    sys.exit("\n".join(problems))


def obey(house: House, carried: dict[str, object]) -> None:
    """Do what is asked for, until nothing is."""
    tell(carried)
    try:
        for line in sys.stdin:
            name = line.strip()
            if name not in ("visit", "circuit", "relay"):
                raise ValueError(f"no such thing to do: {name}")
            tell(getattr(house, name)())
    finally:
        house.close()


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:3]))
