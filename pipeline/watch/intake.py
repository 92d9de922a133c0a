"""Finds what is complete in the inbox, and claims it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from threading import Event
from typing import Final

from pipeline.watch.claim import Claim, Claims
from pipeline.watch.emptied import Emptied
from pipeline.watch.folders import Folders
from pipeline.watch.inbox import Entry, scan_inbox
from pipeline.watch.journal import Journal
from pipeline.watch.metrics import Metrics
from pipeline.watch.options import WatchOptions
from pipeline.watch.stability import Stability, has_writer

_LEAST_SCAN: Final = 0.5  # seconds between two scans, however much happens
_IDLE_SHARE: Final = 5.0  # of a scan's own time, that passes until the next
_LEAST_WAIT: Final = 0.1
_FIRST, _LONGEST = 1.0, 300.0  # seconds until a name that was refused is tried again
_MOST_REFUSED: Final = 10_000


class Intake:
    """``wake`` is set by whoever notices that something happens in the inbox; ``follow`` is told the
    sub-folders that there are. Times are on the clock of ``time.monotonic``."""

    def __init__(self, folders: Folders, claims: Claims, metrics: Metrics, journal: Journal) -> None:
        self.wake = Event()
        self.follow: Callable[[AbstractSet[str]], None] = lambda _: None
        self._inbox, self._claims = folders.inbox, claims
        self._metrics, self._journal = metrics, journal
        self._stability = Stability()
        self._emptied = Emptied(folders.inbox)
        self._next_scan = self._least_scan = self._next_take_over = 0.0
        self._ready: deque[Entry] = deque()
        self._refused: dict[str, tuple[float, float]] = {}

    def look(self, options: WatchOptions, room: int, in_hand: AbstractSet[str]) -> list[Claim]:
        """Claim up to ``room`` complete files; none whose path is ``in_hand``. Scans if it is time to."""
        now = time.monotonic()
        woken = self.wake.is_set() or self._stability.waiting > 0
        if now >= self._next_scan or (woken and now >= self._least_scan):
            self.wake.clear()
            self._scan(options, now)
        claims = self._claim(now, room, in_hand)
        self._metrics.waiting.set(self._stability.waiting)
        self._metrics.oldest.set(self._stability.oldest(now))
        return claims

    def wait(self, seconds: float) -> None:
        """Until something happens in the inbox, at most."""
        if self.wake.is_set():  # known already, and too early to look
            time.sleep(min(seconds, _LEAST_WAIT))
        else:
            self.wake.wait(seconds)

    def _scan(self, options: WatchOptions, now: float) -> None:
        scan = scan_inbox(self._inbox, options.ignore)
        for folder, why in scan.unread.items():
            self._refuse(folder, why, now)
        self._ready = deque(self._stability.ready(scan, now, options.settle_seconds, options.folder_seconds))
        self.follow(scan.folders.keys())
        if not options.keep_folders:
            self._emptied.remove(scan, now)
        self._metrics.ignored.set(scan.ignored)
        spent = time.monotonic() - now
        self._metrics.seconds.labels("scan").observe(spent)
        self._least_scan = now + max(_LEAST_SCAN, _IDLE_SHARE * spent)
        self._next_scan = now + max(options.rescan_seconds, _IDLE_SHARE * spent)

    def take_over(self, options: WatchOptions) -> list[Claim]:
        """What daemons that are gone had claimed, if it is time to look."""
        now = time.monotonic()
        if now < self._next_take_over:
            return []
        self._next_take_over = now + options.rescan_seconds
        try:
            taken = self._claims.take_over(options.lease_seconds)
        except OSError as error:
            self._metrics.errors.labels("take_over").inc()
            self._journal.tell("trouble", "error", what="take_over", message=str(error))
            return []
        for claim in taken:
            self._journal.tell("taken_over", file=claim.origin)
        return taken

    def _claim(self, now: float, room: int, in_hand: AbstractSet[str]) -> list[Claim]:
        claims: list[Claim] = []
        while self._ready and len(claims) < room:
            entry = self._ready.popleft()
            refused_until, _ = self._refused.get(entry.path, (0.0, 0.0))
            if entry.path in in_hand or now < refused_until or has_writer(self._inbox / entry.path):
                continue  # the next scan finds it again
            try:
                claim = self._claims.take(entry)
            except OSError as error:
                self._refuse(entry.path, error.strerror or str(error), now)
                continue
            if claim is not None:
                self._refused.pop(entry.path, None)
                self._metrics.seconds.labels("wait").observe(self._stability.age(entry.path, now))
                self._stability.forget(entry.path)
                claims.append(claim)
        return claims

    def _refuse(self, path: str, why: str, now: float) -> None:
        """A name that cannot be taken is tried again later and later, and holds up no other."""
        until, delay = self._refused.get(path, (0.0, _FIRST / 2))
        if now < until:
            return
        if len(self._refused) > _MOST_REFUSED:
            self._refused.clear()
        delay = min(2 * delay, _LONGEST)
        self._refused[path] = (now + delay, delay)
        self._metrics.errors.labels("claim").inc()
        self._journal.tell("not_taken", "warning", file=path, message=why)
