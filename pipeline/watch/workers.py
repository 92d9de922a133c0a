"""The daemon's worker processes, bounded as hostile input calls for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pipeline.executors.executor import Executor
from pipeline.executors.limits import SHARE, machine_bytes
from pipeline.executors.messages import Setup
from pipeline.executors.processes import ProcessExecutor
from pipeline.ocr.engine import OcrEngine
from pipeline.options import CORES, Options
from pipeline.store.database_url import parse_url
from pipeline.watch.options import WatchOptions

_MAPPED_BYTES: Final = 6 * 1024**3  # address space beyond what is held: networks, stacks, reserves
_FILE_BYTES: Final = 1024**3
_GROWTH_BYTES: Final = 8 * 1024**3  # of an SQLite database, until the workers are started anew


def open_workers(build: Callable[[int], OcrEngine], database: str, options: WatchOptions) -> Executor:
    """The executor. ``build`` makes an engine for a number of threads, and can be pickled.

    What a worker holds is watched; its address space is limited besides, since memory can be asked for
    faster than anyone looks. No worker writes a file larger than 1 GiB, unless the options say so.
    Where the database is a file of SQLite it may grow by 8 GiB; workers that meet this bound are
    replaced by others.
    """
    threads = max(1, CORES // options.workers)
    limits = options.worker
    if limits.file_bytes is None:
        limits = replace(limits, file_bytes=_most_bytes(database))
    if limits.address_bytes is None:
        memory = limits.memory_bytes or int(machine_bytes() * SHARE) // options.workers
        limits = replace(limits, address_bytes=memory + _MAPPED_BYTES)
    chosen = Options(accept=options.accept, limits=options.limits, threads=threads, types=options.types)
    setup = Setup(partial(build, CORES), database, chosen, limits, CORES)
    return ProcessExecutor(setup, options.workers)


def _most_bytes(database: str) -> int:
    url = parse_url(database)
    if url.get_backend_name() != "sqlite":
        return _FILE_BYTES
    file = Path(str(url.database))
    return _GROWTH_BYTES + (file.stat().st_size if file.exists() else 0)
