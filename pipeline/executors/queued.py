"""What executors have in common that read several files at once: a bounded queue, and what is done."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.executors.executor import Executor
from pipeline.executors.messages import Setup
from pipeline.ingested import Ingested

if TYPE_CHECKING:
    from pipeline.store.store import Store

LOOK: Final = 0.25  # seconds between two looks at the readers
_BACKLOG: Final = 2  # files that wait for each reader, so that none waits for its parent


class QueuedExecutor(Executor):
    """``most`` files are read at once."""

    def __init__(self, setup: Setup, most: int) -> None:
        self._setup, self._most = setup, most
        self._queue: deque[Path] = deque()
        self._done: deque[Ingested] = deque()
        self._store: Store | None = None

    @property
    @abstractmethod
    def _unfinished(self) -> int:
        """Files submitted and not yet done."""

    @abstractmethod
    def _deal(self) -> None:
        """Give files of the queue to readers that have none."""

    @abstractmethod
    def _go_on(self, seconds: float) -> None:
        """Deal files out, and hear what readers say within ``seconds``."""

    @property
    def waiting(self) -> int:
        return self._unfinished + len(self._done)

    @property
    def room(self) -> int:
        return max(0, self._most * (1 + _BACKLOG) - self._unfinished)

    def submit(self, path: Path) -> None:
        while not self.room:
            self._go_on(LOOK)
        self._queue.append(path)
        self._deal()

    def take(self, seconds: float) -> Ingested | None:
        last = time.monotonic() + seconds
        while not self._done and self._unfinished:
            left = last - time.monotonic()
            self._go_on(min(LOOK, max(0.0, left)))
            if left <= 0:
                break
        return self._done.popleft() if self._done else None

    def stop(self) -> None:
        self._queue.clear()

    def close(self) -> None:
        self.stop()
        try:
            self._end()
        finally:
            self.kill()
            if self._store is not None:
                self._store.close()

    @abstractmethod
    def _end(self) -> None:
        """Wait for what is being read; the queue is empty."""

    def _open_store(self) -> Store:
        """For failures that no reader can store."""
        if self._store is None:
            from pipeline.store.store import open_store

            self._store = open_store(self._setup.database)
        return self._store
