"""How daemons on one inbox, on one machine or several, know of one another that they live."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_ALIVE: Final = "alive"
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


class SignOfLife:
    """The locked file ``alive`` in a daemon's folder, which names the kernel that it runs on.

    The lock ends with the process, whatever ends it. It is held before the name is there, so that
    no other daemon can come in between.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _ALIVE
        making = folder / f".{_ALIVE}"
        self._descriptor = os.open(making, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with contextlib.suppress(OSError):  # a share without locks: the file's time alone counts
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(self._descriptor, 0)
        os.write(self._descriptor, _boot().encode())
        making.rename(self._path)

    def beat(self) -> None:
        """Set the file's time to that of the file system's clock."""
        with contextlib.suppress(OSError):
            os.utime(self._descriptor)

    def is_there(self) -> bool:
        """Whether no other daemon took this one for dead."""
        try:
            return os.path.samestat(self._path.lstat(), os.fstat(self._descriptor))
        except OSError:
            return False

    def time(self) -> float:
        """The file system's own clock, in seconds: that of the machine may differ."""
        self.beat()
        return os.fstat(self._descriptor).st_mtime

    def end(self) -> None:
        """Remove the file and its lock."""
        if self.is_there():
            with contextlib.suppress(OSError):
                self._path.unlink()
        os.close(self._descriptor)


@contextmanager
def is_dead(folder: Path, own: SignOfLife, lease_seconds: float) -> Iterator[bool]:
    """Whether the daemon of ``folder`` is gone. If so, its folder is removed in the end, if empty.

    On the same kernel the lock decides. On others the lock may not be seen: there must have been no
    sign of life for ``lease_seconds`` too.
    """
    path = folder / _ALIVE
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        yield _age(folder, own) > lease_seconds  # it has just begun, or half ended
        _remove(folder)
        return
    except OSError:
        yield False  # of another user
        return
    try:
        locked, known = _lock(descriptor)
        decided = known and _names_this_kernel(descriptor)
        dead = locked and (decided or _age(path, own) > lease_seconds)
        yield dead
        if dead:
            _remove(folder)
    finally:
        os.close(descriptor)


def is_held(folder: Path, lease_seconds: float) -> bool:
    """Whether a daemon holds the folder, as far as can be seen from here. Nothing is changed."""
    try:
        descriptor = os.open(folder / _ALIVE, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        free, _ = _lock(descriptor)
        if not free or _names_this_kernel(descriptor):
            return not free
        return time.time() - os.fstat(descriptor).st_mtime < lease_seconds
    finally:
        os.close(descriptor)


def _names_this_kernel(descriptor: int) -> bool:
    return os.pread(descriptor, 64, 0).decode("ascii", "replace") == _boot()


def _lock(descriptor: int) -> tuple[bool, bool]:
    """Whether no one holds the lock, and whether that is known at all."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False, True
    except OSError:
        return True, False
    return True, True


def _age(path: Path, own: SignOfLife) -> float:
    try:
        return own.time() - path.lstat().st_mtime
    except OSError:
        return 0.0


def _remove(folder: Path) -> None:
    """What is left of a dead daemon's folder: nothing that holds a file."""
    if any(item.is_dir() for item in folder.iterdir()) if folder.is_dir() else True:
        return
    for name in (_ALIVE, f".{_ALIVE}"):
        (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _boot() -> str:
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return f"unknown-{time.time_ns()}"
