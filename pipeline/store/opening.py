"""A store that is opened while the first file is read: to import what it is made of takes half a second."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from pipeline.store.saved import Saved
from schemas.outcome import FileReading, Outcome

if TYPE_CHECKING:
    from pipeline.store.join import Assemble
    from pipeline.store.store import Store


class FileStore(Protocol):
    """What reading a file asks of a store; methods as those of ``Store``."""

    def outcome_for(self, sha256: str) -> Outcome | None: ...

    def note_path(
        self, sha256: str, path: str, modified_ns: int | None = None, assemble: Assemble | None = None
    ) -> bool: ...

    def save(
        self, file_reading: FileReading, *, replace: bool = False, assemble: Assemble | None = None
    ) -> Saved: ...


class OpeningStore:
    """The store that ``opened`` opens on a thread of its own; closed at the end of a ``with``.

    Every method but ``outcome_for`` waits for it, and raises what opening it raised.
    """

    def __init__(self, opened: Callable[[], Store]) -> None:
        beside = ThreadPoolExecutor(1)
        self._store = beside.submit(opened)
        beside.shutdown(wait=False)

    def __enter__(self) -> OpeningStore:
        return self

    def __exit__(self, *_: object) -> None:
        if self._store.done() and self._store.exception() is None:
            self._store.result().close()

    def wait(self) -> None:
        """Until the store is open.

        Raises:
            StoreError: it cannot be opened.
        """
        self._store.result()

    def outcome_for(self, sha256: str) -> Outcome | None:
        """As ``Store.outcome_for``, but ``None`` too while the store is being opened: such a file is read,
        and ``save`` finds that it was known."""
        return self._store.result().outcome_for(sha256) if self._store.done() else None

    def note_path(
        self, sha256: str, path: str, modified_ns: int | None = None, assemble: Assemble | None = None
    ) -> bool:
        return self._store.result().note_path(sha256, path, modified_ns, assemble)

    def save(
        self, file_reading: FileReading, *, replace: bool = False, assemble: Assemble | None = None
    ) -> Saved:
        return self._store.result().save(file_reading, replace=replace, assemble=assemble)
