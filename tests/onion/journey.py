"""One visit through a real onion service, in a process that sees no network but loopback.

Prints one line of JSON: what came back. Run by test_onion.py under `unshare`.
"""

import http.client
import json
import subprocess
import sys
from pathlib import Path

from tests.onion.tornet import NotCarriedError, connect, network, until_carried
from tests.stories.server.running import serving

ATTEMPTS = 3  # networks; the first one almost always carries


class OnionConnection(http.client.HTTPConnection):
    """HTTP over one circuit."""

    def __init__(self, onion: str, circuit: str) -> None:
        super().__init__(onion)
        self._circuit = circuit

    def connect(self) -> None:
        self.sock = connect(self.host, self._circuit)


def visit(onion: str, circuit: str, envelope: bytes) -> dict[str, object]:
    """Read the page, send a text as the page sends it, look whether it is there."""
    connection = OnionConnection(onion, circuit)
    connection.request("GET", "/", headers={"Accept-Encoding": "identity"})
    page = connection.getresponse()
    body = page.read()
    tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
    connection.request(
        "POST", "/testimonies", envelope, tus | {"Upload-Length": str(len(envelope))}
    )
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
    }


def main(data: Path, torrc: Path, envelope: Path, work: Path) -> None:
    """data: a data folder; torrc: that of the deployment; work: a short, empty folder."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    address = work / "web.sock"
    problems = []
    with serving(data, address):
        for attempt in range(ATTEMPTS):
            folder = work / f"net{attempt}"
            service = torrc.read_text().replace("/run/intake/web.sock", str(address))
            service = service.replace("/var/lib/tor/intake", f"{folder}/onion")
            service = service.replace("Log err syslog", f"Log err file {folder}/err.log")
            try:
                with network(folder, service) as net:
                    told = until_carried(
                        net,
                        folder / "onion" / "hostname",
                        lambda onion, circuit: visit(onion, circuit, envelope.read_bytes()),
                    )
                    print(json.dumps(told))
                    return
            except NotCarriedError as problem:
                problems.append(f"network {attempt}: {problem}")
    sys.exit("\n".join(problems))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
