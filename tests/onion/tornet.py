"""A private Tor network on loopback: authorities, relays, one onion service, one client.

It must run where only `lo` exists (a network namespace), so that nothing can leave and no port
can collide. Every process ends with this one, even if this one is killed. One network serves one
run: an old one stalls.
"""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
AUTHORITIES = 3
RELAYS = 5
SOCKS_PORT = 9150
PATIENCE = 150  # seconds for the network to carry its first request; about 20 are usual
REQUEST = 20  # seconds for one attempt; a new circuit is tried then

# Votes every 5 s until there is a consensus, then every 20 s, so that late relays come in soon.
# A consensus outlives the run. Guards and vanguards would exclude most of so few relays.
COMMON = """\
TestingTorNetwork 1
TestingV3AuthInitialVotingInterval 5
TestingV3AuthInitialVoteDelay 2
TestingV3AuthInitialDistDelay 2
AssumeReachable 1
PathsNeededToBuildCircuits 0.67
ShutdownWaitLength 0
SafeLogging 0
UseEntryGuards 0
VanguardsLiteEnabled 0
ConnLimit 60
"""
RELAY = """\
Address 127.0.0.1
SocksPort 0
ContactInfo nobody@example.invalid
ExitRelay 0
ExitPolicy reject *:*
"""
AUTHORITY = """\
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
V3AuthVotingInterval 20
V3AuthVoteDelay 2
V3AuthDistDelay 2
V3AuthNIntervalsValid 60
TestingDirAuthVoteHSDir *
TestingDirAuthVoteGuard *
TestingMinExitFlagThreshold 0
MinUptimeHidServDirectoryV2 0 seconds
AuthDirMaxServersPerAddr 0
"""


# A way through a relay that ended is given up soon. The defaults, one minute and two, are for the
# world; here a sixth of all ways may lead through it.
IMPATIENT = """\
LearnCircuitBuildTimeout 0
CircuitBuildTimeout 10
SocksTimeout 20
"""


class NotCarriedError(Exception):
    """The network carried nothing within its time; a fresh one may."""


@dataclass
class Node:
    """One tor process."""

    name: str
    folder: Path
    port: int
    lines: str = ""
    fingerprint: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        path = self.folder / "notice.log"
        return path.read_text(errors="replace") if path.exists() else ""


@dataclass
class Network:
    """A network in one folder; `service` is the torrc of the onion service."""

    folder: Path
    service: str
    nodes: list[Node] = field(default_factory=list)

    def prepare(self) -> None:
        """Make keys and configurations; nothing runs yet."""
        self.folder.mkdir(mode=0o700)
        (self.folder / "empty").touch()
        names = [f"auth{n}" for n in range(AUTHORITIES)] + [f"relay{n}" for n in range(RELAYS)]
        relays = [self._node(name, 5000 + n) for n, name in enumerate(names)]
        trusted = "".join(self._authority(node) for node in relays[:AUTHORITIES])
        for node in relays[AUTHORITIES:]:
            node.lines = RELAY
        for node in relays:
            node.lines += f"ORPort 127.0.0.1:{node.port} IPv4Only\n"
            node.lines += f"DirPort 127.0.0.1:{node.port + 2000}\n"
        service, client = self._node("service", 0), self._node("client", 0)
        service.lines = self.service
        client.lines = f"SocksPort 127.0.0.1:{SOCKS_PORT} OnionTrafficOnly\n{IMPATIENT}"
        for node in (service, client):
            node.lines += f"ControlPort unix:{node.folder}/control\nCookieAuthentication 0\n"
        self.nodes = [*relays, service, client]
        for node in self.nodes:
            (node.folder / "torrc").write_text(
                f"{COMMON}{trusted}DataDirectory {node.folder}\nNickname {node.name}\n"
                f"Log notice file {node.folder}/notice.log\n{node.lines}"
            )

    def _node(self, name: str, port: int) -> Node:
        folder = self.folder / name
        (folder / "keys").mkdir(parents=True, mode=0o700)
        folder.chmod(0o700)
        return Node(name, folder, port)

    def _authority(self, node: Node) -> str:
        """Give a node an authority's keys; returns the line by which all others know it."""
        node.lines = RELAY + AUTHORITY
        keys = node.folder / "keys"
        directory = f"127.0.0.1:{node.port + 2000}"
        command = ["tor-gencert", "--create-identity-key", "-m", "12", "-a", directory]
        command += ["--passphrase-fd", "0", "-i", str(keys / "authority_identity_key")]
        command += ["-s", str(keys / "authority_signing_key")]
        command += ["-c", str(keys / "authority_certificate")]
        subprocess.run(command, input=b"none\n", check=True, capture_output=True)
        certificate = (keys / "authority_certificate").read_text()
        identity = re.search(r"^fingerprint (\S+)", certificate, re.MULTILINE)
        assert identity
        # tor gives a fingerprint only where some authority is named already
        quiet = ["tor", "--quiet", "-f", str(self.folder / "empty"), "--TestingTorNetwork", "1"]
        known = ["--DataDirectory", str(node.folder), "--ORPort", str(node.port)]
        known += ["--Address", "127.0.0.1", "--Nickname", node.name]
        line = "x orport=1 no-v2 127.0.0.1:1 " + "F" * 40
        listed = subprocess.run(
            [*quiet, *known, "--DirAuthority", line, "--list-fingerprint"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        node.fingerprint = listed.partition(" ")[2].replace(" ", "").strip()
        return (
            f"DirAuthority {node.name} orport={node.port} no-v2 v3ident={identity[1]} "
            f"{directory} {node.fingerprint}\n"
        )

    def start(self) -> None:
        for node in self.nodes:
            self.start_one(node)

    def start_one(self, node: Node) -> None:
        owner = ["__OwningControllerProcess", str(os.getpid())]
        node.process = subprocess.Popen(
            ["tor", "--quiet", "-f", str(node.folder / "torrc"), *owner],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        running = [node.process for node in self.nodes if node.process]
        for process in running:
            process.kill()
        for process in running:
            process.wait()

    def node(self, name: str) -> Node:
        return next(node for node in self.nodes if node.name == name)

    def ask(self, name: str, command: str) -> list[str]:
        """Give a command to a node's control port; returns the lines of its answer.

        raises: OSError, ValueError if tor refuses
        """
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(PATIENCE)
            link.connect(str(self.node(name).folder / "control"))
            with link.makefile("rw", encoding="ascii", newline="\r\n") as control:
                control.write(f"AUTHENTICATE\r\n{command}\r\nQUIT\r\n")
                control.flush()
                lines = [line.rstrip() for line in control]
        refused = [line for line in lines if re.match(r"[45]\d\d[ -]", line)]
        if refused:
            raise ValueError(refused[0])
        return [line for line in lines if not re.match(r"250[ +-]?|\.$", line)]

    def way(self) -> dict[str, list[str]]:
        """Circuits on which the client's streams run now: number to the names of its relays."""
        used = {line.split()[2] for line in self.ask("client", "GETINFO stream-status")}
        circuits = (line.split() for line in self.ask("client", "GETINFO circuit-status"))
        return {
            number: [hop.partition("~")[2] for hop in path.split(",")]
            for number, state, path, *_ in circuits
            if number in used and state == "BUILT"
        }

    def introductions(self) -> set[str]:
        """The relays at which the service waits for its visitors."""
        circuits = (line.split() for line in self.ask("service", "GETINFO circuit-status"))
        return {
            circuit[2].rpartition("~")[2]
            for circuit in circuits
            if circuit[1] == "BUILT" and "PURPOSE=HS_SERVICE_INTRO" in circuit
        }

    def cut(self) -> None:
        """Close the circuits in use, and have all later ones made anew."""
        for number in self.way():
            self.ask("client", f"CLOSECIRCUIT {number}")
        self.ask("client", "SIGNAL NEWNYM")

    def restart_a_relay_on_the_way(self) -> None:
        """End one relay of each circuit that carries the client's streams, and start it anew.

        All circuits through it are gone. It comes back because the network is small: without a
        sixth of it, how soon a way is found is a matter of luck, and of tor, not of the page.
        """
        kept = (
            self.introductions()
        )  # the relays that the service is reached by, if there are others
        chosen = set()
        for path in self.way().values():
            others = [name for name in path if name not in kept]
            chosen.add(next((n for n in others if n.startswith("relay")), (others or path)[0]))
        for node in map(self.node, sorted(chosen)):
            assert node.process
            node.process.kill()
            node.process.wait()
            self.start_one(node)

    def logs(self) -> str:
        """The last lines of the service and the client, for whoever reads a failure."""
        return "\n".join(
            f"{node.name}: {line}"
            for node in self.nodes[-2:]
            for line in node.log.splitlines()[-8:]
        )


@contextlib.contextmanager
def network(folder: Path, service: str) -> Iterator[Network]:
    """A running network that ends with the block."""
    made = Network(folder, service)
    made.prepare()
    try:
        made.start()
        yield made
    finally:
        made.stop()


def connect(onion: str, circuit: str) -> socket.socket:
    """A connection through the client to port 80 of an onion address.

    circuit: any word; each word gets a circuit of its own, as each site has in Tor Browser
    raises:  OSError
    """
    link = socket.create_connection(("127.0.0.1", SOCKS_PORT), timeout=REQUEST)
    try:
        name, host = circuit.encode(), onion.encode()
        link.sendall(b"\x05\x01\x02")
        _expect(link, b"\x05\x02")
        link.sendall(b"\x01" + bytes([len(name)]) + name + b"\x01-")
        _expect(link, b"\x01\x00")
        link.sendall(b"\x05\x01\x00\x03" + bytes([len(host)]) + host + (80).to_bytes(2, "big"))
        _expect(link, b"\x05\x00\x00\x01")
        link.recv(6, socket.MSG_WAITALL)
    except BaseException:
        link.close()
        raise
    return link


def _expect(link: socket.socket, answer: bytes) -> None:
    if link.recv(len(answer), socket.MSG_WAITALL) != answer:
        raise ConnectionError("the SOCKS proxy refused")


def until_carried(net: Network, onion_file: Path, visit: Callable[[str, str], T]) -> T:
    """Visit the onion service, on ever new circuits, until it works once.

    visit:  given the address and a word for the circuit; may raise OSError or HTTPException
    raises: NotCarriedError
    """
    end = time.monotonic() + PATIENCE
    problems: list[str] = []
    while time.monotonic() < end:
        if onion_file.exists():
            try:
                return visit(onion_file.read_text().strip(), f"witness{len(problems)}")
            except (OSError, http.client.HTTPException) as problem:
                problems.append(f"{type(problem).__name__}: {problem}")
        time.sleep(0.5)
    raise NotCarriedError("\n".join([*problems[-3:], net.logs()]))
