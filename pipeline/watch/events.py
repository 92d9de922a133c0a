"""Wakes the daemon when something happens in the inbox; scans find out what."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Set as AbstractSet
from pathlib import Path
from threading import Event
from typing import Final

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

_TOLD: Final = frozenset({"created", "modified", "moved", "closed"})
_MOST_FOLDERS: Final = 1_000  # of the system's watches, which are not for the daemon alone

logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # what it misses, scans find


class Events:
    """Sets ``wake`` whenever a file comes or changes, until ``stop``. Folders are watched one by one,
    as scans find them, so that the daemon's own claims wake nobody.

    Raises:
        OSError: the system has no more watches, or no events here; scans have to do.
    """

    def __init__(self, inbox: Path, wake: Event) -> None:
        self._inbox, self._handler = inbox, _Wake(wake)
        self._watches: dict[str, ObservedWatch] = {}
        self._observer = Observer()
        self._observer.schedule(self._handler, str(inbox))
        self._observer.start()

    def follow(self, folders: AbstractSet[str]) -> None:
        """Watch these sub-folders (paths below the inbox) and no others."""
        for folder in self._watches.keys() - folders:
            with contextlib.suppress(OSError, KeyError):  # the folder is gone, and its watch too
                self._observer.unschedule(self._watches.pop(folder))
        for folder in sorted(folders - self._watches.keys())[: _MOST_FOLDERS - len(self._watches)]:
            with contextlib.suppress(OSError):  # no more watches: scans find it
                self._watches[folder] = self._observer.schedule(self._handler, str(self._inbox / folder))

    def stop(self) -> None:
        """End the thread that listens."""
        self._observer.stop()


class _Wake(FileSystemEventHandler):
    def __init__(self, wake: Event) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _TOLD:
            self._wake.set()
