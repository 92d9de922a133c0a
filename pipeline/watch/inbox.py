"""What lies in the inbox, looked at and never opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.inputs import CLAIMS
from pipeline.watch.ignored import PASSING, is_ignored


class Stamp(NamedTuple):
    """What changes when a file is written to or replaced. ``size`` in bytes."""

    device: int
    inode: int
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Entry:
    """A name in the inbox that is not a folder. ``path`` is below the inbox, with slashes; names
    that are not UTF-8 hold lone surrogates, as Python has them."""

    path: str
    stamp: Stamp

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]


@dataclass
class Scan:
    """One look. ``folders`` gives, by path below the inbox, what is in each sub-folder, files on
    their way included; ``unread`` are folders that could not be looked into, and why."""

    entries: list[Entry] = field(default_factory=list)
    folders: dict[str, tuple[tuple[str, Stamp], ...]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    ignored: int = 0


def path_to_stamp(path: Path) -> Stamp:
    """The stamp of what is at ``path``, links not followed.

    Raises:
        OSError: nothing is there, or it cannot be looked at.
    """
    return _stamp(path.lstat())


def scan_inbox(inbox: Path, ignore: Iterable[str]) -> Scan:
    """Everything below ``inbox`` that is not passed over. Links are entries, and not followed."""
    patterns = tuple(ignore)
    scan = Scan()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            waiting += _look_into(scan, inbox, folder, patterns)
        except FileNotFoundError:
            continue  # gone since it was seen
        except OSError as error:
            scan.unread[folder] = error.strerror or type(error).__name__
    return scan


def _look_into(scan: Scan, inbox: Path, folder: str, patterns: tuple[str, ...]) -> list[str]:
    inner: list[str] = []
    content: list[tuple[str, Stamp]] = []
    with os.scandir(inbox / folder) as found:
        for item in found:
            path = f"{folder}/{item.name}" if folder else item.name
            ignored = is_ignored(item.name, patterns)
            scan.ignored += ignored and path != CLAIMS
            if ignored and not is_ignored(item.name.lstrip("."), PASSING):
                continue
            try:
                status = item.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISDIR(status.st_mode):
                if not ignored:
                    inner.append(path)
                continue
            content.append((item.name, _stamp(status)))
            if not ignored:
                scan.entries.append(Entry(path, _stamp(status)))
    if folder:
        scan.folders[folder] = tuple(sorted(content))
    return inner


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
