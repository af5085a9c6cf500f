"""Run the benchmarks and write docs/performance.md: `make bench`, or name some of them.

python -m tests.bench [NAME…]
"""

import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench.table import PAGE, Table, write


def benchmarks() -> dict[str, Callable[[], Table]]:
    """What can be measured, by the names of its modules."""
    found: dict[str, Callable[[], Table]] = {}
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if file.stem != "__main__":
            module = importlib.import_module(f"tests.bench.{file.stem}")
            if measure := getattr(module, "measure", None):
                found[file.stem] = measure
    return found


def main(names: list[str]) -> None:
    """Measure the named benchmarks, all of them without a name, one after the other."""
    known = benchmarks()
    if not set(names) <= known.keys():
        raise SystemExit(f"No such benchmark; there are: {', '.join(known)}")
    for name in names or known:
        table = known[name]()
        write([table])
        print(table.markdown())
    print(f"Written to {PAGE}")


if __name__ == "__main__":
    main(sys.argv[1:])
