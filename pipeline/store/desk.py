"""The desk's way into the database: transactions for the modules of this folder that serve people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from sqlalchemy import Connection, Engine

from pipeline.store.database import open_engine, reading, translated, writing


class Desk:
    """One open database for one process; its threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that reads.

        Raises:
            StoreError: the database can't be used.
        """
        with translated(self._engine.url), reading(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes: whole or not at all.

        Raises:
            StoreError: the database can't be used; nothing of it is stored.
        """
        with translated(self._engine.url), writing(self._engine) as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def open_desk(url: str, *, make: bool = True) -> Desk:
    """The desk's database at a URL or the path of an SQLite file; made or migrated if need be. Without
    ``make`` one that licet has written: a mistyped name must not read as a desk without accounts.

    Raises:
        StoreError: it can't be reached or written, is no database of licet, of a newer licet, or not to be
            made.
    """
    return Desk(open_engine(url, make=make))
