"""Pauses Python's collector of reference cycles where none are made.

Tables and caches of some hundred thousand objects are walked by every full collection: a third of
a second each, a tenth of the time in which accounts are read. Reading an account leaves no cycle
behind (a test counts); what loading a table leaves is found by the next collection.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause the collector, unless it is paused already; memory is freed by count as ever."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
