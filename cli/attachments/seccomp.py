"""Takes system calls away from this process, for good: a filter in the kernel's own small language.

    forbid()    from here on: read, write, memory, threads, clock, the end. No file can be opened,
                no socket made, no program started, no process looked at or signalled.

What a library tries as a matter of course (open, stat, a file name) fails with EPERM, so that it
goes on without; anything else ends the process with SIGSYS. There is no way back, in this process
or in a thread of it.

Source: Linux, Documentation/userspace-api/seccomp_filter.rst; numbers of asm/unistd_64.h. Only
for x86-64, where it is tested; elsewhere `forbid` refuses.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from typing import Final

PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP: Final = 317  # the number of seccomp(2) itself
_SET_MODE_FILTER: Final = 1
_ALL_THREADS: Final = 1  # SECCOMP_FILTER_FLAG_TSYNC: threads that libraries have started as well

_ARCH_X86_64: Final = 0xC000003E
_X32: Final = 0x40000000  # numbers from here on are another table of calls
_CLONE_THREAD: Final = 0x00010000

_KILL: Final = 0x80000000  # SECCOMP_RET_KILL_PROCESS
_ALLOW: Final = 0x7FFF0000
_ERRNO: Final = 0x00050000

# What decoding needs.
ALLOWED: Final = {
    "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9,
    "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14,
    "rt_sigreturn": 15, "pread64": 17, "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25,
    "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60, "gettimeofday": 96, "getrusage": 98,
    "times": 100, "sigaltstack": 131, "gettid": 186, "futex": 202, "sched_getaffinity": 204,
    "set_tid_address": 218, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230,
    "exit_group": 231, "ppoll": 271, "set_robust_list": 273, "getrandom": 318, "membarrier": 324,
    "rseq": 334,
}  # fmt: skip
# What libraries try and can do without.
DENIED: Final = {
    "open": 2, "stat": 4, "lstat": 6, "ioctl": 16, "access": 21, "mincore": 27, "dup": 32,
    "uname": 63, "fcntl": 72, "getcwd": 79, "readlink": 89, "getrlimit": 97, "sysinfo": 99,
    "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getpriority": 140,
    "sched_getparam": 143, "sched_getscheduler": 145, "prctl": 157, "arch_prctl": 158,
    "sched_setaffinity": 203, "set_mempolicy": 238, "openat": 257, "newfstatat": 262,
    "readlinkat": 267, "faccessat": 269, "prlimit64": 302, "getcpu": 309, "pkey_alloc": 330,
    "statx": 332, "openat2": 437, "faccessat2": 439,
}  # fmt: skip
_CLONE: Final = 56  # allowed for threads
_TGKILL: Final = 234  # allowed upon itself: how a library that finds itself damaged ends
_CLONE3: Final = 435  # its flags cannot be seen: the C library falls back to clone

_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_NUMBER: Final = 0  # offsets in struct seccomp_data
_ARCH: Final = 4
_FIRST_ARGUMENT: Final = 16  # its lower half


class CannotCloseError(OSError):
    """This system does not let a process give its rights away."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def program() -> bytes:
    """Return the filter: instructions of eight bytes each (struct sock_filter)."""

    def do(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("=HBBI", code, yes, no, value)

    steps = [
        do(_LOAD, _ARCH),
        do(_EQUAL, _ARCH_X86_64, yes=1),
        do(_RETURN, _KILL),
        do(_LOAD, _NUMBER),
        do(_AT_LEAST, _X32, no=1),
        do(_RETURN, _KILL),
    ]
    for number in ALLOWED.values():
        steps += [do(_EQUAL, number, no=1), do(_RETURN, _ALLOW)]
    for number in DENIED.values():
        steps += [do(_EQUAL, number, no=1), do(_RETURN, _ERRNO | errno.EPERM)]
    steps += [
        do(_EQUAL, _CLONE3, no=1),
        do(_RETURN, _ERRNO | errno.ENOSYS),
        do(_EQUAL, _CLONE, no=3),
        do(_LOAD, _FIRST_ARGUMENT),
        do(_ANY_BIT, _CLONE_THREAD, no=1),
        do(_RETURN, _ALLOW),
        do(_LOAD, _NUMBER),
        do(_EQUAL, _TGKILL, no=3),
        do(_LOAD, _FIRST_ARGUMENT),
        do(_EQUAL, os.getpid(), no=1),
        do(_RETURN, _ALLOW),
        do(_RETURN, _KILL),
    ]
    return b"".join(steps)


def forbid() -> None:
    """Give the rights away. Raises CannotCloseError."""
    if platform.machine() != "x86_64":
        raise CannotCloseError(errno.ENOSYS, f"not known for {platform.machine()}")
    kernel = ctypes.CDLL(None, use_errno=True)
    # A program that a user may start with more rights keeps none of them from here on.
    if kernel.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise CannotCloseError(ctypes.get_errno(), "prctl")
    steps = program()
    filled = _Program(len(steps) // 8, steps)
    if kernel.syscall(_SECCOMP, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(filled)):
        raise CannotCloseError(ctypes.get_errno(), "seccomp")
