"""Files over worker processes of this machine: each with an engine and a store of its own."""

from __future__ import annotations

from collections import deque
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

from pipeline.executors.limits import SHARE, machine_bytes, usable_cores
from pipeline.executors.messages import Done, Refused, Setup
from pipeline.executors.queued import LOOK, QueuedExecutor
from pipeline.executors.worker_process import WorkerProcess
from pipeline.ingested import Ingested, fail_unread
from schemas.errors import EngineMissingError, WorkerError
from schemas.two_languages import both, parts

_STARTS: Final = 3  # workers that may fail one after another before any was ready
_END_SECONDS: Final = 10.0


class ProcessExecutor(QueuedExecutor):
    """``workers`` processes at most, started as files come, the first as they are expected; while one
    starts it has two cores.

    A worker that crashes, hangs or outgrows its memory costs its file an attempt. The file is tried
    again when no other is being read; if that fails too, the failure is its outcome, which another
    worker stores: files are opened by workers alone. A worker is replaced after ``setup.limits.files`` files,
    or when it holds more than ``setup.limits.resting_bytes`` between two.
    """

    def __init__(self, setup: Setup, workers: int) -> None:
        super().__init__(setup, workers)
        self._memory = setup.limits.memory_bytes or int(machine_bytes() * SHARE) // workers
        self._starting_at_once = max(1, usable_cores() // 2)
        self._workers: list[WorkerProcess] = []
        self._leaving: list[WorkerProcess] = []
        self._suspects: deque[Path] = deque()
        self._alone: Path | None = None  # the file that is tried again
        self._failures: dict[Path, WorkerError] = {}  # of files that are to be stored as failed
        self._failed_starts = 0

    @property
    def _unfinished(self) -> int:
        return len(self._queue) + len(self._suspects) + len(self._busy)

    @property
    def _busy(self) -> list[WorkerProcess]:
        return [worker for worker in self._workers if worker.path is not None]

    def expect(self) -> None:
        if not self._workers:
            self._start()

    def stop(self) -> None:
        super().stop()
        self._suspects.clear()
        self._failures.clear()

    def _end(self) -> None:
        while self._busy:
            self._go_on(LOOK)
            self.stop()  # nothing is tried again
        for worker in self._workers:
            if worker.has_started():
                worker.finish()
            else:
                worker.kill()  # it holds nothing, and would only look up when its engine is built
        for worker in (*self._workers, *self._leaving):
            worker.wait(_END_SECONDS)

    def kill(self) -> None:
        for worker in (*self._workers, *self._leaving):
            worker.kill()
        self._workers, self._leaving = [], []
        self.stop()

    def _go_on(self, seconds: float) -> None:
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
            self._give(self._find_idle() or self._start(), self._alone, self._failures.get(self._alone))
        while self._alone is None and self._queue:
            idle = self._find_idle() or (self._start() if self._may_start else None)
            if idle is None:
                return
            self._give(idle, self._queue.popleft())

    def _find_idle(self) -> WorkerProcess | None:
        """One that is ready, if any."""
        idle = [worker for worker in self._workers if worker.path is None]
        return max(idle, key=lambda worker: worker.ready, default=None)

    @property
    def _may_start(self) -> bool:
        starting = sum(not worker.ready for worker in self._workers)
        return len(self._workers) < self._most and starting < self._starting_at_once

    def _start(self) -> WorkerProcess:
        self._workers.append(WorkerProcess(self._setup, self._memory))
        return self._workers[-1]

    def _give(self, worker: WorkerProcess, path: Path, failure: WorkerError | None = None) -> None:
        # The last files of a run have the cores of workers that have none.
        reading = len(self._busy) + 1 + len(self._queue)
        worker.give(path, max(self._setup.options.threads, self._setup.cores // reading), failure)

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
            if worker.is_worn:
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
                chinese, english = parts(str(error))
                raise EngineMissingError(
                    both(
                        f"工作进程无法启动，最后一个：{chinese}",
                        f"No worker could be started. The last one: {english}",
                    )
                )
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
