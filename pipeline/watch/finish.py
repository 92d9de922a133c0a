"""The last steps of a file that has been read: verdict, move, ledger, notification."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from pipeline.ingested import Ingested
from pipeline.store.store import Store
from pipeline.watch.claim import Claim, Claims
from pipeline.watch.folders import Folders
from pipeline.watch.journal import Journal
from pipeline.watch.metrics import Metrics
from pipeline.watch.notify import Notifier
from pipeline.watch.put_away import put_away, verdict_to_report
from pipeline.watch.verdict import Verdict, decide, is_done

_FIRST, _LONGEST = 0.5, 300.0  # seconds between tries


@dataclass
class _Unmoved:
    claim: Claim
    done: Ingested | None
    verdict: Verdict | None
    since: float
    next_try: float = 0.0
    delay: float = _FIRST


class Finisher:
    """Puts read files away. A step that the system refuses is tried again later and later: the
    claim stays on disk meanwhile, and other files go on."""

    def __init__(
        self, folders: Folders, claims: Claims, notifier: Notifier, metrics: Metrics, journal: Journal
    ) -> None:
        self._folders, self._claims = folders, claims
        self._notifier, self._metrics, self._journal = notifier, metrics, journal
        self._unmoved: list[_Unmoved] = []

    @property
    def waiting(self) -> int:
        """Files that are read and not yet put away."""
        return len(self._unmoved)

    def decide(self, claim: Claim, done: Ingested) -> None:
        """Take over a claim whose file was read."""
        self._metrics.pages.inc(done.outcome.pages)
        self._unmoved.append(_Unmoved(claim, done, None, time.monotonic()))

    def add(self, claim: Claim, verdict: Verdict) -> None:
        """Take over a claim with the verdict of a daemon that is gone."""
        self._unmoved.append(_Unmoved(claim, None, verdict, time.monotonic()))

    def run(self, store: Store, now: float) -> None:
        """Put away whatever is due.

        Raises:
            StoreError: the ledger cannot be written; nothing is lost.
        """
        for one in [one for one in self._unmoved if now >= one.next_try]:
            try:
                self._finish(one, store)
            except OSError as error:
                one.next_try, one.delay = now + one.delay, min(2 * one.delay, _LONGEST)
                self._metrics.errors.labels("move").inc()
                self._journal.tell(
                    "not_moved", "error", file=one.claim.origin, message=error.strerror or str(error)
                )
            else:
                self._unmoved.remove(one)

    def _finish(self, one: _Unmoved, store: Store) -> None:
        if one.verdict is None and one.done is not None:
            outcome = one.done.outcome
            root = self._folders.done if is_done(outcome) else self._folders.failed
            one.verdict = decide(one.claim, outcome, one.done.sha256, root)
        if one.verdict is None:
            return
        put_away(one.claim, one.verdict)
        if one.verdict.sha256 is not None:
            store.note_path(one.verdict.sha256, str(Path(one.verdict.target)))
        self._claims.release(one.claim)
        self._tell(one.verdict, one.since)
        self._notifier.tell(verdict_to_report(one.verdict))

    def _tell(self, verdict: Verdict, since: float) -> None:
        outcome = verdict.outcome
        self._metrics.outcomes.labels(outcome.status.value, outcome.code).inc()
        self._metrics.seconds.labels("move").observe(time.monotonic() - since)
        self._journal.tell(
            "finished",
            "info" if is_done(outcome) else "warning",
            file=verdict.origin,
            status=outcome.status.value,
            code=outcome.code,
            message=outcome.message,
            pages=outcome.pages,
            certificates=outcome.certificates,
            sha256=verdict.sha256,
            moved_to=verdict.target,
        )
