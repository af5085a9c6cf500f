"""Put sealed files into a data folder as a witness without script would: DIR FILE…"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from intake.desk import Desk
from intake.settings import load


def main(folder: str, *files: str) -> None:
    """raises: Refusal, as the server would answer"""
    desk = Desk.open(load(Path(folder)), lambda: datetime.now(UTC))
    try:
        for name in files:
            with Path(name).open("rb") as file:
                desk.deposit(file)
    finally:
        desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
