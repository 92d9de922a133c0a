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
from threading import Thread
from typing import Final

import cv2

from pipeline.executors.limits import give_back_memory, limit_file
from pipeline.executors.messages import Done, FileToRead, Ready, Setup
from pipeline.executors.worker_line import WorkerLine
from pipeline.ocr.engine import OcrEngine
from pipeline.run import fail_file, ingest_file
from pipeline.store.segment import load_dictionary
from pipeline.store.store import Store, open_store

_SELDOM: Final = (50_000, 10, 10)  # new objects at a collection of garbage: a page makes as many


def work(line: WorkerLine, setup: Setup, engine: Future[OcrEngine]) -> None:
    """Read the files that the parent names, until it says that it was enough.

    Raises:
        LicetError: there is no engine, or no database.
    """
    Thread(target=load_dictionary, daemon=True).start()  # else the first file's transaction waits for it
    built = engine.result()
    gc.freeze()  # the networks stay
    gc.set_threshold(*_SELDOM)
    line.tell(Ready())
    with open_store(setup.database) as store:
        while (file := line.next_file()) is not None:
            os.ftruncate(sys.stderr.fileno(), 0)  # what was printed belongs to files that are done
            limit_file(setup.limits)
            done = _read(file, setup, built, store, line.alive)
            give_back_memory()  # before it is heard from: what it holds then is looked at
            line.tell(done)


def _read(file: FileToRead, setup: Setup, engine: OcrEngine, store: Store, alive: Callable[[], None]) -> Done:
    options = replace(setup.options, threads=file.threads)
    cv2.setNumThreads(file.threads)  # by itself it takes every core, and the other workers' with them
    if file.failure is None:
        done = ingest_file(file.path, engine, store, options, alive)
    else:
        done = fail_file(file.path, file.failure, store, options)
    return Done(done.outcome, done.saved, done.sha256)
