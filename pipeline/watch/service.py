"""A daemon as a process of its own: its signals, its events, its answers over HTTP."""

from __future__ import annotations

import signal
from collections.abc import Callable

from pipeline.executors.executor import Executor
from pipeline.ocr.engine import OcrEngine
from pipeline.watch.daemon import Daemon
from pipeline.watch.events import Events
from pipeline.watch.folders import Folders
from pipeline.watch.health import serve
from pipeline.watch.journal import Journal
from pipeline.watch.options import WatchOptions
from pipeline.watch.workers import open_workers


def run_service(
    folders: Folders,
    database: str,
    build: Callable[[int], OcrEngine],
    load: Callable[[], WatchOptions],
    listen: str | None,
) -> None:
    """Run a daemon until SIGTERM or SIGINT. ``build`` makes an engine for a number of threads and can
    be pickled; ``load`` gives the options, at the start and on SIGHUP; ``listen`` is ``HOST:PORT``.

    Raises:
        LicetError: the database, the engine, an option or the address cannot be used.
    """

    def open_executor(options: WatchOptions) -> Executor:
        return open_workers(build, database, options)

    journal = Journal()
    daemon = Daemon(folders, database, open_executor, load, journal)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: daemon.stop())
    signal.signal(signal.SIGHUP, lambda *_: daemon.reload())
    signal.signal(signal.SIGIO, signal.SIG_IGN)  # see has_writer
    server = None if listen is None else serve(listen, daemon.health, daemon.metrics)
    events = _events(folders, daemon, journal)
    try:
        daemon.run()
    finally:
        if events is not None:
            events.stop()
        if server is not None:
            server.shutdown()


def _events(folders: Folders, daemon: Daemon, journal: Journal) -> Events | None:
    try:
        events = Events(folders.inbox, daemon.intake.wake)
    except OSError as error:
        journal.tell("no_events", "warning", message=str(error), instead="scans alone")
        return None
    daemon.intake.follow = events.follow
    return events
