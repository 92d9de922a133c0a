"""``licet ingest``: files and folders into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from pipeline.commands.choices import (
    DEFAULT_DATABASE,
    Accept,
    Database,
    EngineName,
    MaxBytes,
    MaxImages,
    MaxRatio,
    ModelDir,
)
from pipeline.commands.interrupt import INTERRUPTED, interruptible
from pipeline.commands.progress import Tally, told
from pipeline.executors.executor import ingest_files
from pipeline.executors.limits import default_workers
from pipeline.executors.messages import Setup
from pipeline.executors.registry import EXECUTORS, open_executor
from pipeline.inputs import find_files
from pipeline.ocr.registry import build_engine, check_engine
from pipeline.options import CORES, Limits, Options, WorkerLimits
from pipeline.store.store import open_store
from schemas.outcome import OutcomeStatus

PARTIAL, FAILED = 3, 4
_MB = 1_000_000

Threads: TypeAlias = Annotated[
    int | None,
    typer.Option(help="Cores for each worker: so many pages of a file at once [default: shared out]."),
]
WorkerMemory: TypeAlias = Annotated[
    int | None, typer.Option(help="Most memory of a worker in MB [default: the machine's, shared out].")
]


def ingest_command(
    paths: Annotated[
        list[Path], typer.Argument(help="Files and folders; folders are entered.", metavar="PATH")
    ],
    db: Database = DEFAULT_DATABASE,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    again: Annotated[bool, typer.Option("--again", help="Read known files anew.")] = False,
    max_pages: Annotated[int, typer.Option(help="Most pages a file may have.")] = Limits.max_pages,
    max_pixels: Annotated[int, typer.Option(help="Most pixels a page may have.")] = Limits.max_pixels,
    max_bytes: MaxBytes = None,
    max_images: MaxImages = None,
    max_ratio: MaxRatio = None,
    executor: Annotated[
        str, typer.Option("--executor", help=f"How files are shared out: {', '.join(EXECUTORS)}.")
    ] = EXECUTORS[0],
    workers: Annotated[
        int | None, typer.Option(help="Files read at once, each by a process [default: by cores and memory].")
    ] = None,
    threads: Threads = None,
    page_seconds: Annotated[
        float, typer.Option(help="Most seconds for a page, after which its worker is ended.")
    ] = WorkerLimits.page_seconds,
    file_seconds: Annotated[float, typer.Option(help="Most seconds for a file.")] = WorkerLimits.file_seconds,
    worker_memory: WorkerMemory = None,
    json_log: Annotated[
        bool, typer.Option("--json-log", help="Tell of each file as a line of JSON on standard error.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, only failures.")] = False,
) -> None:
    """Read scans into the database. 把扫描件读入数据库。

    \b
    Examples:
      licet ingest scans/                          everything below a folder, into ./licet.db
      licet ingest a.pdf b.jpg --db archive.db     two files
      licet ingest scans/ --db postgresql+psycopg://licet@localhost/licet

    \b
    Exit status: 0 every file completely read · 3 some partly read · 4 some failed · 130 interrupted.
    """
    check_engine(engine, model_dir)  # first: a mistyped engine must not leave an empty database
    at_once = default_workers() if workers is None else workers
    cores = max(1, CORES // max(1, at_once)) if threads is None else threads
    bounds: dict[str, Any] = {"max_file_bytes": max_bytes, "max_images": max_images, "max_ratio": max_ratio}
    limits = Limits(max_pages=max_pages, max_pixels=max_pixels)
    limits = replace(limits, **{name: bound for name, bound in bounds.items() if bound is not None})
    setup = Setup(
        build=partial(build_engine, engine, model_dir, cores),
        database=db,
        options=Options(accept, again, limits, cores),
        limits=WorkerLimits(
            page_seconds=page_seconds,
            file_seconds=file_seconds,
            memory_bytes=None if worker_memory is None else worker_memory * _MB,
        ),
    )
    run_files(find_files(paths), setup, executor, at_once, quiet=quiet, json_log=json_log)


def run_files(
    files: Sequence[Path], setup: Setup, executor: str, workers: int, *, quiet: bool, json_log: bool
) -> None:
    """Read ``files`` and tell of them; ends the command with its exit status."""
    open_store(setup.database).close()  # before any worker: what is wrong with it is told at once
    tally = Tally(len(files))
    with (
        interruptible() as interrupt,
        open_executor(executor, setup, min(workers, max(1, len(files)))) as opened,
    ):
        results = ingest_files(opened, files, stopped=interrupt.asked)
        for _ in told(results, tally, quiet=quiet, json_log=json_log):
            pass
    if interrupt.asked():
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(_exit_status(tally))


def _exit_status(tally: Tally) -> int:
    if tally.count(OutcomeStatus.FAILED):
        return FAILED
    return PARTIAL if tally.count(OutcomeStatus.PARTIAL) else 0
