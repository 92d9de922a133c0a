"""What a worker does once its engine is asked for: one file after another.

Imported while the networks are compiled, which leaves Python and a core free: all that reading a file needs
takes a second to import.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2

from pipeline.executors.limits import give_back_memory, limit_file
from pipeline.executors.messages import Done, FileToRead, Ready, Setup
from pipeline.executors.worker_line import WorkerLine
from pipeline.ocr.engine import OcrEngine
from pipeline.run import fail_file, ingest_file
from pipeline.store.opening import OpeningStore

if TYPE_CHECKING:
    from pipeline.store.store import Store

_SHORT: Final = 8_000_000  # bytes of a file that has few pages
_SELDOM: Final = (50_000, 10, 10)  # new objects at a collection of garbage: a page makes as many


def work(line: WorkerLine, setup: Setup, engine: Future[OcrEngine]) -> None:
    """Read the files that the parent names, until it says that it was enough.

    Raises:
        LicetError: there is no engine, or no database.
    """
    with OpeningStore(partial(_open_store, setup.database, engine)) as store:
        built = engine.result()
        line.tell(Ready())
        while (file := line.next_file()) is not None:
            os.ftruncate(sys.stderr.fileno(), 0)  # what was printed belongs to files that are done
            limit_file(setup.limits)
            if _is_long(file.path):
                store.wait()
            done = _read(file, setup, built, store, line.alive)
            give_back_memory()  # before it is heard from: what it holds then is looked at
            line.tell(done)


def _open_store(database: str, engine: Future[OcrEngine]) -> Store:
    """The store, and what its first transaction would wait for; with it everything is imported. No database
    is made where there is no engine."""
    from pipeline.store.segment import load_dictionary
    from pipeline.store.store import open_store

    engine.result()
    store = open_store(database)
    load_dictionary()
    gc.freeze()  # modules and networks stay
    gc.set_threshold(*_SELDOM)
    gc.enable()
    return store


def _is_long(path: Path) -> bool:
    """Whether to read the file in vain, because it is not asked whether it is known, would take long."""
    try:
        return path.stat().st_size > _SHORT
    except OSError:
        return True  # it has to be fetched, or is no longer there


def _read(
    file: FileToRead, setup: Setup, engine: OcrEngine, store: OpeningStore, alive: Callable[[], None]
) -> Done:
    options = replace(setup.options, threads=file.threads)
    cv2.setNumThreads(file.threads)  # by itself it takes every core, and the other workers' with them
    if file.failure is None:
        done = ingest_file(file.path, engine, store, options, alive)
    else:
        done = fail_file(file.path, file.failure, store, options)
    return Done(done.outcome, done.saved, done.sha256)
