"""What the filters offer, looked up once in a while: it changes slowly and costs a pass over the register."""

from __future__ import annotations

import time
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from pipeline.store.desk import Desk
from pipeline.store.queue import distinct_values

_SECONDS = 30.0
_known: WeakKeyDictionary[Desk, tuple[float, dict[str, list[str]]]] = WeakKeyDictionary()
_lock = Lock()


def offered_values(desk: Desk, connection: Connection) -> dict[str, list[str]]:
    """Types, issuers, provinces, folders and codes of issues; at most ``_SECONDS`` old."""
    with _lock:
        known = _known.get(desk)
        if known is None or time.monotonic() - known[0] > _SECONDS:
            known = (time.monotonic(), distinct_values(connection))
            _known[desk] = known
        return known[1]
