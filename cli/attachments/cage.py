"""The closed process: what it gives away before it sees a byte that a stranger made.

In this order, each by itself enough against some attacks:
1. `apart`, first of all: a user and a network namespace of its own, where the system allows it.
2. Libraries are loaded (child.py); afterwards no file is needed.
3. `close`: all descriptors but the three pipes; limits; no file below any folder (Landlock, where
   the kernel has it); no system call but those of seccomp.py. The last must hold, or nothing is
   decoded; the others are there for the day it has a hole.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import resource
import time
from typing import Final

from cli.attachments import seccomp

MEMORY: Final = 3 * 1024**3  # bytes of addresses; a picture of 100 megapixels needs a third
_NEW_USER: Final = 0x10000000  # CLONE_NEWUSER
_NEW_NET: Final = 0x40000000  # CLONE_NEWNET
_NEW_IPC: Final = 0x08000000  # CLONE_NEWIPC
_PR_SET_DUMPABLE: Final = 4
_PR_SET_PDEATHSIG: Final = 1
_SIGKILL: Final = 9
_CREATE_RULESET: Final = 444  # landlock_create_ruleset(2)
_RESTRICT_SELF: Final = 446  # landlock_restrict_self(2)
_FILE_RIGHTS: Final = (1 << 13) - 1  # all rights over files of Landlock's first version


def apart() -> None:
    """Leave the network, and the rights of a user, where the system allows it.

    To be called before the first thread starts.
    """
    kernel = ctypes.CDLL(None, use_errno=True)
    kernel.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)  # it ends with who started it
    kernel.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)  # and leaves no picture of its memory
    if kernel.unshare(_NEW_USER | _NEW_NET | _NEW_IPC):
        kernel.unshare(_NEW_NET | _NEW_IPC)  # root may, where users may not


def close(seconds: int) -> None:
    """Give everything away but reading, writing and computing.

    seconds: of computing that are left to this process
    raises:  seccomp.CannotCloseError
    """
    os.chdir("/")
    os.closerange(3, 4096)
    used = int(time.process_time()) + 1
    for limit, value in (
        (resource.RLIMIT_CPU, used + seconds),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),  # pipes are no files
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        # Never above what this process was started with.
        hard = resource.getrlimit(limit)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(limit, (value, value))
    gc.freeze()
    with contextlib.suppress(OSError):
        _no_files()
    seccomp.forbid()


def _no_files() -> None:
    """Landlock: a set of rules that names every right over files and grants none."""
    kernel = ctypes.CDLL(None, use_errno=True)
    rights = ctypes.c_uint64(_FILE_RIGHTS)
    rules = kernel.syscall(_CREATE_RULESET, ctypes.byref(rights), ctypes.sizeof(rights), 0)
    if rules < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    kernel.prctl(seccomp.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = kernel.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)
    if done:
        raise OSError(ctypes.get_errno(), "landlock")
