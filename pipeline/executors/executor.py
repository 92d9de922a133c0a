"""The contract of an executor: files in, what became of each out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pipeline.ingested import Ingested

BATCH: Final = 500
"""Paths that are looked up together."""
_WAIT: Final = 0.5  # seconds


class Executor(ABC):
    """Reads files into the database. Each file that was submitted comes back from ``take`` exactly
    once, whatever happened to what read it, and is in the database by then.

    Used by one thread of the caller's. What files give does not depend on the executor.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self.kill()
        self.close()

    @property
    @abstractmethod
    def waiting(self) -> int:
        """Files submitted and not yet taken."""

    @property
    @abstractmethod
    def room(self) -> int:
        """How many more files can be submitted at once without waiting."""

    def expect(self) -> None:
        """Files will come soon: get ready for the first, beside what the caller does until then."""
        return

    @abstractmethod
    def submit(self, path: Path) -> None:
        """Ask for a file to be read. Waits while there is no room.

        Raises:
            StoreError: the database cannot be used.
        """

    @abstractmethod
    def take(self, seconds: float) -> Ingested | None:
        """The next file that is done, in the order of their ends; ``None`` if none is within ``seconds``.

        Raises:
            StoreError: the database cannot be used; the files that wait are as if never submitted.
        """

    @abstractmethod
    def stop(self) -> None:
        """Begin no more files: those not begun are as if never submitted, those being read still
        come back from ``take``."""

    @abstractmethod
    def close(self) -> None:
        """End. Files being read are ended first, files not begun are not read."""

    @abstractmethod
    def kill(self) -> None:
        """End at once: what is being read is as if never submitted."""


def _none_known(_: Sequence[Path]) -> dict[Path, Ingested]:
    return {}


def _never() -> bool:
    return False


def ingest_files(
    executor: Executor,
    paths: Iterable[Path],
    known: Callable[[Sequence[Path]], dict[Path, Ingested]] = _none_known,
    stopped: Callable[[], bool] = _never,
) -> Iterator[Ingested]:
    """What became of each of ``paths``, as they come to an end. They are taken from the iterable as
    there is room for them.

    ``known`` tells, of some hundred paths at a time, which need no reading. Once ``stopped``, no more
    files are begun, and those being read are the last.
    """
    waiting = iter(paths)
    while not stopped() and (batch := list(islice(waiting, BATCH))):
        found = known(batch)
        yield from found.values()
        for path in batch:
            while not executor.room and not stopped():
                if (done := executor.take(_WAIT)) is not None:
                    yield done
            if stopped():
                break
            if path not in found:
                executor.submit(path)
    while executor.waiting:
        if stopped():
            executor.stop()
        if (done := executor.take(_WAIT)) is not None:
            yield done
