"""A worker process: one engine, one store, one file after another.

Started by ``worker_process`` with a clean environment. Standard input is empty; what libraries print
goes to a file that its parent keeps. It ends when its parent does.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from threading import Lock, Thread

import numpy as np

from pipeline.executors.limits import end_with_parent, give_back_memory, limit_file, limit_process
from pipeline.executors.messages import (
    Alive,
    Done,
    FromWorker,
    Job,
    OutOfMemory,
    Ready,
    Refused,
    Setup,
    message_to_bytes,
)
from pipeline.executors.network import refuse_sockets, url_to_families, url_to_names
from pipeline.ocr.engine import OcrEngine
from pipeline.run import fail_file, ingest_file
from pipeline.store.database import parse_url
from pipeline.store.segment import load_dictionary
from pipeline.store.store import Store, open_store
from schemas.errors import EngineError, LicetError


class _Line:
    """The connection to the parent; pages are read on several threads, and each tells of itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = Lock()

    def tell(self, message: FromWorker) -> None:
        with self._lock:
            self._connection.send_bytes(message_to_bytes(message))

    def alive(self) -> None:
        self.tell(Alive())

    def next_job(self) -> Job | None:
        """``None`` when there are no more."""
        try:
            job = pickle.loads(self._connection.recv_bytes())
        except EOFError:
            return None
        return job if isinstance(job, Job) else None


def main(descriptor: int, parent_id: int) -> int:
    """Work until the parent says that it was enough; the exit status."""
    end_with_parent(parent_id)
    gc.freeze()  # modules stay: the collector goes through them at every turn of a start otherwise
    for kind in (signal.SIGINT, signal.SIGHUP):
        signal.signal(kind, signal.SIG_IGN)  # the parent decides where to stop
    connection = Connection(descriptor)
    setup: Setup = pickle.loads(connection.recv_bytes())
    line = _Line(connection)
    try:
        limit_process(setup.limits)
        if not setup.remote:
            url = parse_url(setup.database)
            refuse_sockets(but=url_to_families(url), names=url_to_names(url))
        # Beside the engine, whose making leaves Python free; else the first file's transaction waits for it.
        Thread(target=load_dictionary, daemon=True).start()
        engine = setup.build()
        _warm(engine)
        line.tell(Ready())
        with open_store(setup.database) as store:
            _work(line, setup, engine, store)
    except LicetError as error:
        line.tell(Refused(error))
    except MemoryError:
        line.tell(OutOfMemory())
        return 1
    return 0


def _work(line: _Line, setup: Setup, engine: OcrEngine, store: Store) -> None:
    while (job := line.next_job()) is not None:
        os.ftruncate(sys.stderr.fileno(), 0)  # what was printed belongs to files that are done
        limit_file(setup.limits)
        options = replace(setup.options, threads=job.threads)
        if job.failure is None:
            done = ingest_file(job.path, engine, store, options, line.alive)
        else:
            done = fail_file(job.path, job.failure, store, options)
        give_back_memory()  # before it is heard from: what it holds then is looked at
        line.tell(Done(done.outcome, done.saved, done.sha256))


def _warm(engine: OcrEngine) -> None:
    """The first run of a network is slow; a page must not wait for it."""
    try:
        engine.detect(np.full((960, 672, 3), 255, np.uint8))
        engine.recognize([np.full((48, 320, 3), 255, np.uint8)])
    except EngineError:
        pass  # an engine that fails says so again, of a page


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
