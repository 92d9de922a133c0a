"""The daemon's log: one JSON object a line, which no name of a file can add lines to."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from threading import Lock
from typing import TextIO

from pipeline.watch.readable import to_json


class Journal:
    """Writes to ``stream``, standard error by default; for several threads."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._lock = Lock()

    def tell(self, event: str, level: str = "info", **said: object) -> None:
        """Log ``event`` (a short name) with what there is to say of it."""
        head = {"at": datetime.now(UTC).isoformat(timespec="milliseconds"), "level": level, "event": event}
        line = to_json({**head, **said})
        with self._lock:
            self._stream.write(f"{line}\n")
            self._stream.flush()
