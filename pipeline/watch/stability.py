"""When a file in the inbox is complete."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from extractors.pages.series import natural_key
from pipeline.watch.inbox import Entry, Scan, Stamp


@dataclass(frozen=True)
class _Watched:
    stamp: Stamp
    first: float
    since: float


class Stability:
    """Remembers what earlier scans saw. Times are seconds on one steady clock of the caller's."""

    def __init__(self) -> None:
        self._entries: dict[str, _Watched] = {}
        self._folders: dict[str, tuple[object, float]] = {}

    @property
    def waiting(self) -> int:
        """Files of the last scan."""
        return len(self._entries)

    def oldest(self, now: float) -> float:
        """Seconds since the first sight of the file that has waited longest; 0 where none waits."""
        return max((now - entry.first for entry in self._entries.values()), default=0.0)

    def age(self, path: str, now: float) -> float:
        """Seconds since the first sight of a file of the last scan; 0 of any other."""
        return now - self._entries[path].first if path in self._entries else 0.0

    def forget(self, path: str) -> None:
        """The file waits no more: it has been taken."""
        self._entries.pop(path, None)

    def ready(self, scan: Scan, now: float, settle: float, folder_wait: float) -> list[Entry]:
        """The complete entries, those first that were first seen first, page2 before page10.

        An entry is complete when it did not change for ``settle`` seconds. In a sub-folder all that
        is there must not have changed, so that the pages of a certificate come together; no
        longer than ``folder_wait`` seconds, for some folders never come to rest.
        """
        self._entries = {entry.path: self._watch(entry, now) for entry in scan.entries}
        self._folders = {
            folder: self._watch_folder(folder, content, now) for folder, content in scan.folders.items()
        }
        ready = [entry for entry in scan.entries if self._is_ready(entry, now, settle, folder_wait)]
        return sorted(ready, key=lambda entry: (self._entries[entry.path].first, natural_key(entry.path)))

    def _watch(self, entry: Entry, now: float) -> _Watched:
        known = self._entries.get(entry.path)
        if known is None:
            return _Watched(entry.stamp, now, now)
        if known.stamp != entry.stamp:
            return _Watched(entry.stamp, known.first, now)
        return known

    def _watch_folder(self, folder: str, content: object, now: float) -> tuple[object, float]:
        known = self._folders.get(folder)
        return known if known is not None and known[0] == content else (content, now)

    def _is_ready(self, entry: Entry, now: float, settle: float, folder_wait: float) -> bool:
        quiet = now - self._entries[entry.path].since
        if quiet < settle:
            return False
        if not entry.folder or quiet >= settle + folder_wait:
            return True
        return now - self._folders[entry.folder][1] >= settle


def has_writer(path: Path) -> bool:
    """Whether a program on this machine has the regular file open to write, where the kernel tells:
    a sender that pauses in the middle is then not taken for one that is done.

    A read lease is refused while there is a writer. It is given back at once; a writer that comes
    in between sends SIGIO, which the caller ignores. Network shares and files of others say no.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        descriptor = os.open(path, flags)
    except OSError:
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    finally:
        os.close(descriptor)
    return False
