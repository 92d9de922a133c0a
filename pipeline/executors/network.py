"""A worker reads files of strangers, and has no business on any network.

A seccomp filter, which needs no privilege and which no code in the process can lift, has the kernel
refuse new sockets of every kind but those that the database is reached by. Where the kernel or the
processor has none (told by ``refuse_sockets``), Python's own sockets are refused all the same.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

_SYSCALLS: Final = {"x86_64": (0xC000003E, 41, 317), "aarch64": (0xC00000B7, 198, 277)}
"""By processor: the number of its interface (linux/audit.h), of ``socket`` and of ``seccomp``."""
_IO_URING_SETUP: Final = 425  # could make sockets past the filter
_X32: Final = 0x40000000  # a second interface of x86-64, with numbers of its own
_SET_MODE_FILTER, _ALL_THREADS, _NO_NEW_PRIVS = 1, 1, 38
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF instructions
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EACCES, 0x80000000
_NUMBER_AT, _PROCESSOR_AT, _FIRST_ARGUMENT_AT = 0, 4, 16  # in struct seccomp_data


def url_to_families(url: URL) -> frozenset[int]:
    """The kinds of sockets (``AF_…``) that a database is reached by."""
    if url.get_backend_name() == "sqlite":
        return frozenset()
    host = url.query.get("host", url.host or "")
    if not host or (isinstance(host, str) and host.startswith("/")):
        return frozenset({socket.AF_UNIX})
    return frozenset({socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK})


def url_to_names(url: URL) -> frozenset[str]:
    """The hosts that a database is on, whose addresses the driver looks up."""
    hosts = url.query.get("host", url.host or "")
    listed = hosts.split(",") if isinstance(hosts, str) else hosts
    return frozenset(host for host in listed if host and not host.startswith("/"))


def refuse_sockets(but: frozenset[int], names: frozenset[str] = frozenset()) -> bool:
    """Refuse this process, for good, new sockets of all kinds ``but`` these, and Python to connect to
    anything or to look up any host but ``names``. Whether the kernel refuses."""
    sys.addaudithook(partial(_refuse_python, names))
    numbers = _SYSCALLS.get(platform.machine())
    if sys.platform != "linux" or numbers is None:
        return False
    processor, socket_number, seccomp_number = numbers
    program = _program(processor, socket_number, sorted(but))
    code = ctypes.create_string_buffer(program, len(program))
    filters = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return int(libc.syscall(seccomp_number, _SET_MODE_FILTER, _ALL_THREADS, filters)) == 0


def _refuse_python(names: frozenset[str], event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo" and arguments[0] in names:
        return
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"):
        raise PermissionError(errno.EACCES, "a worker has no network")


def _program(processor: int, socket_number: int, families: list[int]) -> bytes:
    """The filter: sockets of other ``families`` and io_uring are refused, the rest is allowed."""
    allowed = [_jump(_EQUAL, family, len(families) - at, 0) for at, family in enumerate(families)]
    instructions = [
        _step(_LOAD, _PROCESSOR_AT),
        _jump(_EQUAL, processor, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
        _jump(_AT_LEAST, _X32, 3 + len(families), 0),
        _jump(_EQUAL, _IO_URING_SETUP, 2 + len(families), 0),
        _jump(_EQUAL, socket_number, 0, 2 + len(families)),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        *allowed,
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(instructions)


def _step(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


def _jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
