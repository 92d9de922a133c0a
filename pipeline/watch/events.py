"""Wakes the daemon when something happens in the inbox; scans find out what."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from pipeline.inputs import CLAIMS


class _Wake(FileSystemEventHandler):
    def __init__(self, event: Event, own: str) -> None:
        self._event, self._own = event, own

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("created", "modified", "moved", "closed", "deleted") and self._own not in str(
            event.src_path
        ):
            self._event.set()


def watch_events(inbox: Path, event: Event) -> BaseObserver:
    """Set ``event`` whenever something changes below ``inbox``, until the observer is stopped.

    Raises:
        OSError: the system has no more watches or no events; the poll has to do.
    """
    observer = Observer()
    observer.schedule(_Wake(event, f"/{CLAIMS}/"), str(inbox), recursive=True)
    observer.start()
    return observer
