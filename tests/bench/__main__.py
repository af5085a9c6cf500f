"""Run the benchmarks and write docs/performance.md: `make bench`, or name some of them.

python -m tests.bench [NAME…]
"""

import importlib
import sys
from pathlib import Path

from tests.bench.table import PAGE, write

NOT_BENCHMARKS = {"__main__", "table"}


def main(names: list[str]) -> None:
    """Measure the named benchmarks, all of them without a name, one after the other."""
    known = sorted(
        file.stem for file in Path(__file__).parent.glob("*.py") if file.stem not in NOT_BENCHMARKS
    )
    unknown = set(names) - set(known)
    if unknown:
        raise SystemExit(f"No such benchmark; there are: {', '.join(known)}")
    for name in names or known:
        table = importlib.import_module(f"tests.bench.{name}").measure()
        write([table])
        print(table.markdown())
    print(f"Written to {PAGE.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main(sys.argv[1:])
