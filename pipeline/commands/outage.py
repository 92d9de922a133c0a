"""A database that goes away while a run lasts: its server is started anew, or another program holds it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from schemas.errors import StoreAwayError
from schemas.two_languages import both, parts

PATIENCE: Final = 600.0
"""Seconds without a file done after which a run ends."""
_FIRST, _LONGEST = 1.0, 15.0  # seconds between two questions
_LOOK: Final = 0.25  # seconds until a person who wants the run to end is heard


class Outage:
    """Waits while ``database`` is away. ``tell`` is told, in a sentence for a person; ``stopped`` says
    whether the run is to end.

    An outage lasts until a file is done: a database that answers here and to no worker is away too.
    """

    def __init__(self, database: str, stopped: Callable[[], bool], tell: Callable[[str], None]) -> None:
        self._database, self._stopped, self._tell = database, stopped, tell
        self._since: float | None = None
        self._delay = _FIRST

    def end(self) -> None:
        """A file is done."""
        if self._since is not None:
            self._since, self._delay = None, _FIRST
            self._tell("数据库已恢复，继续读取 / the database is there again, reading goes on")

    def wait(self, error: StoreAwayError) -> None:
        """Wait until the database that was away with ``error`` answers, or the run is to end.

        Raises:
            StoreError: it has been away for ``PATIENCE``, or cannot be used for another reason.
        """
        from pipeline.store.store import open_written  # imports SQLAlchemy

        if self._since is None:
            self._since = time.monotonic()
            chinese, english = parts(str(error))
            minutes = f"{PATIENCE / 60:.0f}"
            self._tell(
                both(
                    f"数据库暂时无法使用，最多等待 {minutes} 分钟：{chinese}",
                    f"the database is away, waiting {minutes} minutes at most: {english}",
                )
            )
        while not self._stopped():
            if time.monotonic() > self._since + PATIENCE:
                raise error
            self._sleep()
            try:
                open_written(self._database).close()
            except StoreAwayError as still:
                error = still
            else:
                return

    def _sleep(self) -> None:
        last = time.monotonic() + self._delay
        while time.monotonic() < last and not self._stopped():
            time.sleep(_LOOK)
        self._delay = min(2 * self._delay, _LONGEST)
