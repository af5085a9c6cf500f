"""'Received' is said after the disk has it: what SQLite is told on every connection."""

from intake.settings import Settings
from intake.storage import Store

FULL = 2  # SQLite's number for: wait for the disk at each commit


def test_each_connection_waits_for_the_disk_and_writes_over_what_goes(settings: Settings) -> None:
    store = Store(settings.database, settings.budget)
    for _ in range(2):  # a pooled connection is no different when it comes back
        with store._writing() as writing, store._reading() as reading:
            for connection in (writing, reading):
                told = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in ("synchronous", "secure_delete", "journal_mode")
                }
                assert told == {"synchronous": FULL, "secure_delete": 1, "journal_mode": "wal"}
    store.close()
