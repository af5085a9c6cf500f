"""The files of `deploy/`, held against the programs that will read them."""

import configparser
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
UNITS = ("intake.service", "intake-tidy.service")
MOST = 1.0  # exposure that systemd's own table calls SAFE is below 2


def run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "LC_ALL": "C", "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"} | more
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def torrc(folder: Path) -> Path:
    """The torrc with its folders moved into a temporary one."""
    text = (DEPLOY / "torrc").read_text().replace("/var/lib/tor/intake", f"{folder}/onion")
    (folder / "torrc").write_text(f"DataDirectory {folder}/data\n{text}")
    return folder / "torrc"


def verify(path: Path) -> subprocess.CompletedProcess[str]:
    return run("tor", "-f", str(path), "--defaults-torrc", "/dev/null", "--verify-config")


def test_tor_accepts_its_configuration(tmp_path: Path) -> None:
    checked = verify(torrc(tmp_path))
    assert checked.returncode == 0, checked.stdout
    assert "Configuration was valid" in checked.stdout


def test_tor_would_notice_a_mistake(tmp_path: Path) -> None:
    path = torrc(tmp_path)
    path.write_text(path.read_text().replace("HiddenServicePoWQueueRate", "HiddenServiceSpeed"))
    assert verify(path).returncode != 0


def test_tor_remembers_and_counts_nothing() -> None:
    lines = (DEPLOY / "torrc").read_text().splitlines()
    assert {
        "SocksPort 0",
        "Log err syslog",
        "HeartbeatPeriod 0",
        "HiddenServiceVersion 3",
        "HiddenServicePoWDefensesEnabled 1",
    } <= set(lines)
    assert not [line for line in lines if line.startswith(("ControlPort", "MetricsPort"))]
    # An id per circuit would reach the server with this.
    assert not [line for line in lines if line.startswith("HiddenServiceExportCircuitID")]


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_rates_the_unit_as_safe(unit: str) -> None:
    rated = run("systemd-analyze", "security", "--offline=yes", "--no-pager", str(DEPLOY / unit))
    assert rated.returncode == 0, rated.stderr
    overall = re.search(rf"exposure level for {re.escape(unit)}: (\d+\.\d+)", rated.stdout)
    assert overall, rated.stdout[-500:]
    assert float(overall[1]) <= MOST


def test_the_rating_would_notice_a_door(tmp_path: Path) -> None:
    open_unit = tmp_path / "open.service"
    open_unit.write_text("[Service]\nExecStart=/bin/true\n")
    rated = run("systemd-analyze", "security", "--offline=yes", "--no-pager", str(open_unit))
    overall = re.search(r"exposure level for open.service: (\d+\.\d+)", rated.stdout)
    assert overall
    assert float(overall[1]) > 9


def unit(name: str) -> dict[str, dict[str, list[str]]]:
    """Sections of a unit file; a key may come several times."""
    sections: dict[str, dict[str, list[str]]] = {}
    for line in (DEPLOY / name).read_text().splitlines():
        if line.startswith("["):
            here = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            here.setdefault(key, []).append(value)
    return sections


def test_systemd_reads_every_line_of_the_units(tmp_path: Path) -> None:
    names = [*UNITS, "intake-tidy.timer"]
    for name in names:
        shutil.copy(DEPLOY / name, tmp_path)
        text = (tmp_path / name).read_text().replace("/opt/intake/venv/bin/intake", "/bin/true")
        (tmp_path / name).write_text(text)
    checked = run("systemd-analyze", "verify", "--man=no", *(str(tmp_path / n) for n in names))
    mine = [line for line in checked.stderr.splitlines() if str(tmp_path) in line]
    assert mine == []


def test_the_unit_serves_what_tor_asks_for() -> None:
    start = unit("intake.service")["Service"]["ExecStart"][0].split()
    assert start[1:4] == ["serve", "/var/lib/intake/data", "--bind"]
    socket = start[4]
    assert f"HiddenServicePort 80 {socket}" in (DEPLOY / "torrc").read_text()
    assert socket.startswith("unix:/run/intake/")
    assert unit("intake.service")["Service"]["RuntimeDirectory"] == ["intake"]


def test_the_timer_starts_the_tidy_after_the_utc_day() -> None:
    assert unit("intake-tidy.timer")["Timer"]["OnCalendar"] == ["*-*-* 00:10:00 UTC"]
    assert unit("intake-tidy.service")["Service"]["ExecStart"][0].split()[1:] == [
        "tidy",
        "/var/lib/intake/data",
    ]
    # What could not be rewritten, because a handover was being read, is tried again.
    assert unit("intake-tidy.service")["Service"]["Restart"] == ["on-failure"]


def in_own_network(*command: str) -> subprocess.CompletedProcess[str]:
    """Run where this machine's rules are out of reach."""
    user = [] if os.getuid() == 0 else ["--map-root-user"]
    return run("unshare", "--net", *user, *command)


def test_nft_accepts_the_rules() -> None:
    checked = in_own_network("nft", "-c", "-f", str(DEPLOY / "nftables.conf"))
    assert checked.returncode == 0, checked.stderr


def test_nft_really_loads_them_and_they_drop_what_is_not_named() -> None:
    script = f"nft -f {DEPLOY / 'nftables.conf'} && nft -j list ruleset"
    loaded = in_own_network("sh", "-c", script)
    assert loaded.returncode == 0, loaded.stderr
    rules = json.loads(loaded.stdout)["nftables"]
    chains = {rule["chain"]["name"]: rule["chain"]["policy"] for rule in rules if "chain" in rule}
    assert chains == {"input": "drop", "forward": "drop", "output": "drop"}


def test_nft_would_notice_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "nftables.conf"
    path.write_text((DEPLOY / "nftables.conf").read_text().replace("policy drop", "policy dorp"))
    assert in_own_network("nft", "-c", "-f", str(path)).returncode != 0


def test_the_journal_stays_in_memory() -> None:
    parsed = configparser.ConfigParser()
    parsed.read(DEPLOY / "journald.conf")
    assert parsed["Journal"]["Storage"] == "volatile"
    assert parsed["Journal"]["ForwardToSyslog"] == "no"
