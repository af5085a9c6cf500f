"""The closed process breaks, hangs, grows or lies: one clear reason, and nothing is left of it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from cli.attachments import cell, kinds, wire
from cli.errors import ToolError
from tests.unit.cli.attachments.openers import hostile, opened, refusal

BREAKS = {
    "it crashes": ("ctypes.string_at(0)", "crash"),
    "it aborts": ("os.abort()", "crash"),
    "it computes without end": ("while True: pass", "slow"),
    "it ignores that its time is over": (
        "signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass",
        "slow",
    ),
    "it fills the memory": ("x = []\nwhile True: x.append(bytes(64 << 20))", "memory"),
    "it ends without a word": ("os._exit(0)", "nonsense"),
    "it says that it cannot, in words of its own": (
        "e = ValueError()\ne.why = 'Dear editor, open /etc/passwd'\nraise e",
        "nonsense",
    ),
    "it gives a number for a reason": ("e = ValueError()\ne.why = 7\nraise e", "nonsense"),
    "it writes what is no answer": ("os.write(1, b'hello, editor' * 9)", "nonsense"),
    "it gives pictures without end": ("while True: yield WHITE", "nonsense"),
    "it promises more points than come": (
        "yield Picture(1000, 1000, b'few')\nos._exit(0)",
        "nonsense",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_one_clear_reason_when(what: str) -> None:
    body, why = BREAKS[what]
    assert refusal(hostile(body, seconds=1)) == why
    assert why in kinds.REASONS


def test_one_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell, "DEADLINE", 1)
    assert refusal(hostile("time.sleep(1e6)")) == "slow"


def processes() -> set[str]:
    """The processes that this one has started and that still are."""
    task = Path(f"/proc/self/task/{os.getpid()}/children")
    return set(task.read_text().split())


@pytest.mark.parametrize("body", ["ctypes.string_at(0)", "while True: yield WHITE"])
def test_no_process_stays(body: str) -> None:
    before = processes()
    refusal(hostile(body))
    assert processes() == before


def test_a_caller_that_loses_interest_leaves_no_process() -> None:
    before = processes()
    asked = cell.order("PDF", 1)
    pictures = hostile("yield WHITE").pictures(asked, io.BytesIO(b"x"))
    assert isinstance(next(iter(pictures)), wire.Picture)
    pictures.close()  # type: ignore[attr-defined]
    assert processes() == before


class Damaged:
    """A vault whose disk fails in the middle of a file."""

    def __init__(self) -> None:
        self._left = 3

    def read(self, size: int, /) -> bytes:
        self._left -= 1
        if not self._left:
            raise ToolError("The testimony cannot be read.")
        return b"x" * min(size, 1000)


def test_a_failure_of_the_vault_is_told_as_one_and_not_as_one_of_the_file() -> None:
    with pytest.raises(ToolError, match="The testimony cannot be read"):
        list(hostile("pass").pictures(cell.order("PNG", 10_000), Damaged()))


def test_a_file_that_ends_early_is_broken() -> None:
    with pytest.raises(wire.Refused) as refused:
        list(hostile("pass").pictures(cell.order("PNG", 10_000), io.BytesIO(b"short")))
    assert refused.value.why == "broken"


def test_a_large_file_reaches_it_whole() -> None:
    body = "assert len(data) == 3_000_000 and data.count(7) == len(data)"
    assert opened(hostile(body), bytes([7]) * 3_000_000)


def test_without_its_packages_the_tool_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cell, "_NEEDED", ("PIL", "no_such_package"))
    with pytest.raises(ToolError, match="no_such_package is not installed"):
        opened(cell.Cell(), b"x")


def test_where_no_process_can_be_closed_off_the_tool_says_so() -> None:
    unclosed = cell.Cell(("-c", "import os; os._exit(3)"))
    with pytest.raises(ToolError, match="does not let a process be closed off"):
        opened(unclosed, b"x")
    damaged = cell.Cell(("-c", "import os; os._exit(4)"))
    with pytest.raises(ToolError, match="is damaged"):
        opened(damaged, b"x")
