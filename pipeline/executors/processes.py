"""Files over worker processes of this machine: each with an engine and a store of its own."""

from __future__ import annotations

import time
from collections import deque
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

from pipeline.executors.executor import Executor
from pipeline.executors.limits import SHARE, machine_bytes
from pipeline.executors.messages import Done, Refused, Setup
from pipeline.executors.worker_process import WorkerProcess
from pipeline.run import Ingested, fail_unread
from pipeline.store.store import Store, open_store
from schemas.errors import EngineMissingError, WorkerError

_LOOK: Final = 0.25  # seconds between two looks at the workers' limits
_BACKLOG: Final = 2  # files that wait for each worker, so that none waits for its parent
_STARTS: Final = 3  # workers that may fail one after another before any was ready
_END_SECONDS: Final = 10.0


class ProcessExecutor(Executor):
    """``workers`` processes at most, started as files come.

    A worker that crashes, hangs or outgrows its memory costs its file an attempt. The file is tried
    again when no other is being read; if that fails too, the failure is its outcome, which another
    worker stores: files are opened by workers alone. A worker is replaced after ``setup.limits.files`` files.
    """

    def __init__(self, setup: Setup, workers: int) -> None:
        self._setup, self._most = setup, workers
        self._memory = setup.limits.memory_bytes or int(machine_bytes() * SHARE) // workers
        self._workers: list[WorkerProcess] = []
        self._leaving: list[WorkerProcess] = []
        self._queue: deque[Path] = deque()
        self._suspects: deque[Path] = deque()
        self._alone: Path | None = None  # the file that is tried again
        self._failures: dict[Path, WorkerError] = {}  # of files that are to be stored as failed
        self._done: deque[Ingested] = deque()
        self._failed_starts = 0
        self._store: Store | None = None

    @property
    def waiting(self) -> int:
        return self._unfinished + len(self._done)

    @property
    def room(self) -> int:
        return max(0, self._most * (1 + _BACKLOG) - self._unfinished)

    @property
    def _unfinished(self) -> int:
        return len(self._queue) + len(self._suspects) + len(self._busy)

    @property
    def _busy(self) -> list[WorkerProcess]:
        return [worker for worker in self._workers if worker.path is not None]

    def submit(self, path: Path) -> None:
        while not self.room:
            self._go_on(_LOOK)
        self._queue.append(path)
        self._deal()

    def take(self, seconds: float) -> Ingested | None:
        last = time.monotonic() + seconds
        while not self._done and self._unfinished:
            left = last - time.monotonic()
            self._go_on(min(_LOOK, max(0.0, left)))
            if left <= 0:
                break
        return self._done.popleft() if self._done else None

    def stop(self) -> None:
        self._queue.clear()
        self._suspects.clear()
        self._failures.clear()

    def close(self) -> None:
        self.stop()
        try:
            while self._busy:
                self._go_on(_LOOK)
                self.stop()  # nothing is tried again
            for worker in self._workers:
                worker.finish()
            for worker in (*self._workers, *self._leaving):
                worker.wait(_END_SECONDS)
        finally:
            self.kill()
            if self._store is not None:
                self._store.close()

    def kill(self) -> None:
        for worker in (*self._workers, *self._leaving):
            worker.kill()
        self._workers, self._leaving = [], []
        self.stop()

    def _go_on(self, seconds: float) -> None:
        """Deal files out, and hear what workers say within ``seconds``."""
        self._deal()
        heard = wait([worker.connection for worker in self._workers], seconds)
        for worker in [worker for worker in self._workers if worker.connection in heard]:
            self._hear(worker)
        for worker in list(self._workers):
            try:
                worker.check()
            except WorkerError as error:
                self._lose(worker, error)
        self._leaving = [worker for worker in self._leaving if not worker.wait(0)]

    def _deal(self) -> None:
        """Give each idle worker a file; a file that is tried again is read alone."""
        if self._alone is None and self._suspects:
            if self._busy:
                return
            self._alone = self._suspects.popleft()
            self._give(self._alone, self._failures.get(self._alone))
        while self._alone is None and self._queue and len(self._busy) < self._most:
            self._give(self._queue.popleft())

    def _give(self, path: Path, failure: WorkerError | None = None) -> None:
        idle = [worker for worker in self._workers if worker.path is None]
        if not idle:
            idle = [WorkerProcess(self._setup, self._memory)]
            self._workers += idle
        # One that is ready, if any. The last files of a run have the cores of those that have none.
        reading = len(self._busy) + 1 + len(self._queue)
        threads = max(self._setup.options.threads, self._setup.cores // reading)
        max(idle, key=lambda worker: worker.ready).give(path, threads, failure)

    def _hear(self, worker: WorkerProcess) -> None:
        path = worker.path
        try:
            message = worker.take()
        except WorkerError as error:
            self._lose(worker, error)
            return
        if worker.ready:
            self._failed_starts = 0
        if isinstance(message, Refused):
            self.kill()
            raise message.error
        if isinstance(message, Done) and path is not None:
            self._finish(message.of(path))
            if worker.files >= self._setup.limits.files:
                worker.finish()
                self._workers.remove(worker)
                self._leaving.append(worker)

    def _finish(self, ingested: Ingested) -> None:
        if ingested.path == self._alone:
            self._alone = None
        self._failures.pop(ingested.path, None)
        self._done.append(ingested)

    def _lose(self, worker: WorkerProcess, error: WorkerError) -> None:
        """What becomes of the file of a worker that is gone."""
        self._workers.remove(worker)
        path = worker.path
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                self.kill()
                raise EngineMissingError(f"No worker could be started. The last one: {error}")
        if path is None:
            return
        if not worker.ready:  # the file was never begun
            (self._suspects if path == self._alone else self._queue).appendleft(path)
            self._alone = None if path == self._alone else self._alone
        elif path in self._failures:  # even to hash it ends a worker
            self._finish(fail_unread(path, self._failures[path], self._open_store()))
        elif path == self._alone:
            self._alone = None
            self._failures[path] = error
            self._suspects.appendleft(path)
        else:
            self._suspects.append(path)

    def _open_store(self) -> Store:
        if self._store is None:
            self._store = open_store(self._setup.database)
        return self._store
