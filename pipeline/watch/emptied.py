"""Sub-folders of the inbox that were dropped whole, and are empty now."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from pipeline.watch.ignored import IGNORED
from pipeline.watch.inbox import Scan, scan_inbox

EMPTY_SECONDS: Final = 600.0
"""How long a folder must have been empty: whoever dropped it may be about to add to it."""


class Emptied:
    """Removes emptied folders that came while the daemon ran. Those that were there at its start
    stay: a scanner may have been told to write into them."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._kept = frozenset(scan_inbox(inbox, IGNORED).folders)
        self._since: dict[str, float] = {}

    def remove(self, scan: Scan, now: float) -> None:
        """``now`` is on the caller's steady clock, in seconds."""
        empty = {folder for folder, content in scan.folders.items() if not content} - self._kept
        self._since = {folder: self._since.get(folder, now) for folder in empty}
        for folder in sorted(empty, key=len, reverse=True):
            if now - self._since[folder] >= EMPTY_SECONDS:
                with contextlib.suppress(OSError):  # something hidden, or new, is in it
                    (self._inbox / folder).rmdir()
