"""A worker process: one engine, one store, one file after another.

Started by ``worker_process`` with a clean environment. Standard input is empty; what libraries print
goes to a file that its parent keeps. It ends when its parent does.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Final

import numpy as np

from pipeline.executors.limits import end_with_parent, limit_process
from pipeline.executors.messages import OutOfMemory, Refused, Setup
from pipeline.executors.network import refuse_sockets, url_to_families, url_to_names
from pipeline.executors.worker_line import WorkerLine
from pipeline.ocr.engine import OcrEngine
from schemas.errors import EngineError, LicetError

_TURN: Final = 0.00003
"""Seconds that a thread may keep Python from the others, a hundredth of what it is by itself: the first page
is read while other threads import and read a dictionary, and asks for Python after each of its thousands of
steps in other code."""


def main(descriptor: int, parent_id: int) -> int:
    """Work until the parent says that it was enough; the exit status."""
    end_with_parent(parent_id)
    gc.disable()  # until all is imported: the collector would go through the modules again and again
    sys.setswitchinterval(_TURN)
    for kind in (signal.SIGINT, signal.SIGHUP):
        signal.signal(kind, signal.SIG_IGN)  # the parent decides where to stop
    connection = Connection(descriptor)
    setup: Setup = pickle.loads(connection.recv_bytes())
    line = WorkerLine(connection)
    try:
        limit_process(setup.limits)
        if not setup.remote:
            _leave_network(setup.database)
        with ThreadPoolExecutor(1) as beside:
            engine = beside.submit(_build, setup)
            from pipeline.executors.worker_files import work

            work(line, setup, engine)
        gc.freeze()  # nor does it go through what is there when all is over
    except LicetError as error:
        line.tell(Refused(error))
    except MemoryError:
        line.tell(OutOfMemory())
        return 1
    return 0


def _leave_network(database: str) -> None:
    """Refuse all sockets but those that the database is reached by; a file is by none."""
    if "://" not in database:
        refuse_sockets(but=frozenset())
        return
    from pipeline.store.database_url import parse_url  # imports SQLAlchemy

    url = parse_url(database)
    refuse_sockets(but=url_to_families(url), names=url_to_names(url))


def _build(setup: Setup) -> OcrEngine:
    """The engine, warm: the first run of a network is slow, and a page must not wait for it."""
    engine = setup.build()
    try:
        engine.detect(np.full((960, 672, 3), 255, np.uint8))
        engine.recognize([np.full((48, 320, 3), 255, np.uint8)])
    except EngineError:
        pass  # an engine that fails says so again, of a page
    return engine


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
