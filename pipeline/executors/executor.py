"""The contract of an executor: files in, what became of each out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.run import Ingested


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
        self.close()

    @property
    @abstractmethod
    def waiting(self) -> int:
        """Files submitted and not yet taken."""

    @property
    @abstractmethod
    def room(self) -> int:
        """How many more files can be submitted at once without waiting."""

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
    def close(self) -> None:
        """End. Files being read are ended first, files not begun are not read."""


def ingest_files(executor: Executor, paths: Iterable[Path]) -> Iterator[Ingested]:
    """What became of each of ``paths``, as they come to an end. They are taken from the iterable as
    there is room for them."""
    for path in paths:
        while not executor.room:
            if (done := executor.take(1.0)) is not None:
                yield done
        executor.submit(path)
    while executor.waiting:
        if (done := executor.take(1.0)) is not None:
            yield done
