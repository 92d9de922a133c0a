"""What the daemon cannot work without: room on the disks, the database, the workers.

Where one is missing the daemon pauses, and tries again after 1, 2, 4 … 60 seconds.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from pipeline.executors.executor import Executor
from pipeline.store.store import Store, open_store
from pipeline.watch.folders import Folders
from pipeline.watch.journal import Journal
from pipeline.watch.metrics import Metrics
from pipeline.watch.options import WatchOptions
from schemas.errors import StoreError

_FIRST, _LONGEST = 1.0, 60.0  # seconds

BuildExecutor: TypeAlias = Callable[[WatchOptions], Executor]
"""Makes the executor, at the start, after options changed, and after the database was away."""


class Resources:
    """``store`` and ``executor`` are ``None`` while the database is away; ``paused`` says what is
    missing, ``None`` if nothing is."""

    def __init__(
        self, folders: Folders, database: str, build: BuildExecutor, metrics: Metrics, journal: Journal
    ) -> None:
        self._folders, self._database, self._build = folders, database, build
        self._metrics, self._journal = metrics, journal
        self._next_try, self._delay = 0.0, _FIRST
        self.store: Store | None = None
        self.executor: Executor | None = None
        self.paused: str | None = None
        self.stale = False
        """The executor works by old options, and is replaced when it has no more files."""

    def open(self, options: WatchOptions) -> None:
        """Open what is not open.

        Raises:
            StoreError, EngineMissingError: it cannot be used.
        """
        if self.store is None:
            self.store = open_store(self._database)
        if self.executor is None:
            self.executor = self._build(options)

    def are_there(self, options: WatchOptions, *, idle: bool) -> bool:
        """Whether files may be taken now. ``idle``: the executor has none.

        Raises:
            StoreError: the database cannot be used; to be answered by ``lose``.
        """
        if time.monotonic() < self._next_try:
            return False
        full = self._find_full(options.free_bytes)
        if full is not None:
            self._pause("disk", f"less than {options.free_bytes:,} bytes free at {full}")
            return False
        if self.stale and idle and self.executor is not None:
            self.executor.close()
            self.executor, self.stale = None, False
        self.open(options)
        if self.paused is not None:
            self._journal.tell("recovered", after=self.paused)
            self._metrics.paused.clear()
            self.paused = None
        return True

    def work(self) -> None:
        """A file went all the way: the next pause begins short again."""
        self._delay = _FIRST

    def lose(self, kind: str, why: str) -> None:
        """The database is away, or no worker can be started (``kind``). The executor goes with it: what
        it had is as if never submitted."""
        if self.executor is not None:
            self.executor.kill()
        for resource in (self.executor, self.store):
            with contextlib.suppress(StoreError):  # said already
                if resource is not None:
                    resource.close()
        self.executor = self.store = None
        self.stale = False
        self._pause(kind, why)

    def _pause(self, kind: str, message: str) -> None:
        self.paused = kind
        self._next_try = time.monotonic() + self._delay
        self._delay = min(2 * self._delay, _LONGEST)
        self._metrics.paused.labels(kind).set(1)
        self._metrics.errors.labels(kind).inc()
        self._journal.tell("paused", "error", why=kind, message=message)

    def _find_full(self, free_bytes: int) -> Path | None:
        """A folder whose disk has less room, or is not there at all."""
        for folder in (self._folders.done, self._folders.failed, self._folders.inbox, self._folders.database):
            if folder is None:
                continue
            try:
                free = shutil.disk_usage(folder).free
            except OSError:
                return folder
            if free < free_bytes:
                return folder
        return None
