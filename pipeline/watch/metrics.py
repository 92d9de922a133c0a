"""Figures of the daemon for Prometheus."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600, 1800)


class Metrics:
    """A registry of its own, so that several daemons can live in one process of tests."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        self.waiting = Gauge("licet_watch_waiting_files", "Files in the inbox, not yet taken", registry=own)
        self.ignored = Gauge("licet_watch_ignored_files", "Names passed over in the inbox", registry=own)
        self.oldest = Gauge(
            "licet_watch_oldest_waiting_seconds", "Age of the file that has waited longest", registry=own
        )
        self.queue = Gauge("licet_watch_queue_files", "Files taken, not yet being read", registry=own)
        self.in_flight = Gauge("licet_watch_in_flight_files", "Files given to the workers", registry=own)
        self.unmoved = Gauge("licet_watch_unmoved_files", "Files read, not yet put away", registry=own)
        self.paused = Gauge(
            "licet_watch_paused", "1 while a disk is full or the database is away", ["why"], registry=own
        )
        self.pages = Counter("licet_watch_pages", "Pages of the files that were read", registry=own)
        self.outcomes = Counter("licet_watch_outcomes", "Files by outcome", ["status", "code"], registry=own)
        self.errors = Counter(
            "licet_watch_errors", "What failed in the daemon itself", ["what"], registry=own
        )
        self.seconds = Histogram(
            "licet_watch_stage_seconds", "Time of a file by stage", ["stage"], buckets=_BUCKETS, registry=own
        )

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self.registry)
