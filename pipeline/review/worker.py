"""What runs in a process of its own: decoding files that strangers made, and reading them.

A file that kills the process, or keeps it busy beyond its time, ends one task and not the desk.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from threading import Lock
from typing import ParamSpec, TypeVar

from schemas.errors import LicetError

P = ParamSpec("P")
T = TypeVar("T")

MEMORY = 12 * 2**30  # bytes of address space, of which the networks reserve far more than they use
TASKS = 200  # of a process before a new one takes its place


class TaskError(LicetError):
    """The task's process died or took too long; the message says which."""

    code = "worker"


def _begin() -> None:
    with suppress(ValueError, OSError):  # a lower limit is set for this account already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Worker:
    """One process, started at the first task, for one task at a time; others wait their turn."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def run(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the task gives; ``task`` is a function of a module.

        Raises:
            TaskError: the process died, the task took more than its time, or the worker is closed.
            LicetError: what the task itself raises.
        """
        with self._lock:
            try:
                future = self._open().submit(task, *args, **kwargs)
                if self._closed:  # since it was opened
                    self._kill()
                error = future.exception(self._seconds)
            except FutureTimeoutError as late:
                self._kill()
                raise TaskError(
                    f"超过 {self._seconds:.0f} 秒未完成 / not done within {self._seconds:.0f} seconds"
                ) from late
            except (RuntimeError, CancelledError) as broken:  # it ended before the task began
                error = broken
            if error is None:
                return future.result()
            if isinstance(error, LicetError):
                raise error
            self._kill()
            raise TaskError(
                "读取进程异常终止，文件可能已损坏 / the reading process failed: the file may be damaged"
                f" ({type(error).__name__})"
            ) from error

    def close(self) -> None:
        """Ends the process, in the middle of a task too: whoever runs one then holds the lock, and is told
        that the process died."""
        self._closed = True
        self._kill()

    def _open(self) -> ProcessPoolExecutor:
        if self._closed:
            raise TaskError("核对台正在关闭 / the desk is ending")
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                max_tasks_per_child=TASKS,
            )
        return self._pool

    def _kill(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)
