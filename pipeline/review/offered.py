"""What the filters offer, looked up once in a while: it changes slowly and costs a pass over the register."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from pipeline.store.desk import Desk
from pipeline.store.filters import distinct_values, holders

_SECONDS = 30.0


@dataclass(frozen=True, eq=False)
class Offered:
    """Types, issuers, provinces, folders and codes of issues, by the filter's name; ``people`` who have
    something in hand, by the account's id; ``at`` is when they were looked up (monotonic seconds). Told
    apart by identity: what is made of them may be kept."""

    values: Mapping[str, Sequence[str]]
    people: Mapping[str, str]
    at: float = field(default_factory=time.monotonic)


_known: WeakKeyDictionary[Desk, Offered] = WeakKeyDictionary()
_looking = Lock()


def offered_values(desk: Desk, connection: Connection) -> Offered:
    """What there is to choose from; ``_SECONDS`` old, and older while it is looked up anew: one waits
    for that, the others go on with what is known."""
    known = _known.get(desk)
    fresh = known is not None and time.monotonic() - known.at < _SECONDS
    if known is not None and (fresh or not _looking.acquire(blocking=False)):
        return known
    if known is None:
        _looking.acquire()
    try:
        found = _known.get(desk)
        if found is None or found is known:
            found = _known[desk] = Offered(distinct_values(connection), holders(connection))
        return found
    finally:
        _looking.release()
