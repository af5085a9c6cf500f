"""The closed process: loads its libraries, shuts the door behind it, and then reads the file.

    python -I -B -m cli.attachments.child SECONDS

Started by cell.py with an empty environment and three pipes. It holds no key, knows no path, and
what it can still do when it reads the first byte of the file is in seccomp.py. If anything of the
door does not shut it answers nothing and ends with NO_CAGE.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cli.attachments import cage
from cli.attachments.seccomp import CannotCloseError

if TYPE_CHECKING:
    from cli.attachments.decoding import Decoder

NO_CAGE: Final = 3  # exit codes
NO_LIBRARY: Final = 4


def main(load: Callable[[], Decoder]) -> None:
    """Do one order and end.

    load: brings what decodes, before the door shuts
    """
    cage.apart()
    # One thread is enough, and more would only need more rights.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    try:
        from cli.attachments import wire

        decode = load()
    except ImportError:
        os._exit(NO_LIBRARY)
    try:
        cage.close(int(sys.argv[-1]))
    except (CannotCloseError, OSError, ValueError):
        os._exit(NO_CAGE)
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    order = wire.read_order(source)
    data = source.read(order.length)
    why = "" if len(data) == order.length else "broken"
    try:
        for picture in () if why else decode(data, order):
            if isinstance(picture, str):
                wire.send_words(answer, picture)
            else:
                wire.send_picture(answer, picture)
    except MemoryError:
        why = "memory"
    except Exception as error:
        why = getattr(error, "why", "broken")
    wire.send_end(answer, why)
    os._exit(0)  # nothing is left to tidy up, and no library may try


def tools() -> Decoder:
    """Load everything."""
    from cli.attachments.decoding import Tools
    from cli.attachments.faces import Detector

    return Tools(Detector())


if __name__ == "__main__":
    main(tools)
