"""``licet ingest``: files and folders into the database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.choices import (
    DEFAULT_DATABASE,
    Accept,
    Address,
    Database,
    EngineName,
    ExecutorName,
    FileSeconds,
    JsonLog,
    MaxBytes,
    MaxImages,
    MaxPages,
    MaxPixels,
    MaxRatio,
    ModelDir,
    PageSeconds,
    Paths,
    Quiet,
    Threads,
    TypesDir,
    WorkerMemory,
    Workers,
)
from pipeline.commands.run_files import MEGABYTE, make_plan, run_files
from pipeline.executors.registry import EXECUTORS
from pipeline.inputs import find_files
from pipeline.load.remote import path_to_url
from pipeline.options import Limits, Options, WorkerLimits


def ingest_command(
    paths: Paths,
    db: Database = DEFAULT_DATABASE,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    again: Annotated[bool, typer.Option("--again", help="Read known files anew.")] = False,
    max_pages: MaxPages = Limits.max_pages,
    max_pixels: MaxPixels = Limits.max_pixels,
    max_bytes: MaxBytes = Limits.max_file_bytes,
    max_images: MaxImages = Limits.max_images,
    max_ratio: MaxRatio = Limits.max_ratio,
    executor: ExecutorName = EXECUTORS[0],
    address: Address = None,
    workers: Workers = None,
    threads: Threads = None,
    page_seconds: PageSeconds = WorkerLimits.page_seconds,
    file_seconds: FileSeconds = WorkerLimits.file_seconds,
    worker_memory: WorkerMemory = None,
    json_log: JsonLog = False,
    types: TypesDir = None,
    quiet: Quiet = False,
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
    memory = None if worker_memory is None else worker_memory * MEGABYTE
    limits = Limits(max_bytes, max_pixels, max_pages, max_images=max_images, max_ratio=max_ratio)
    plan = make_plan(
        db=db,
        engine=engine,
        model_dir=model_dir,
        accept=accept,
        again=again,
        limits=limits,
        executor=executor,
        address=address,
        workers=workers,
        threads=threads,
        worker_limits=WorkerLimits(page_seconds, file_seconds, memory),
        quiet=quiet,
        json_log=json_log,
        types=types,
        remote=any(path_to_url(path) is not None for path in paths),
    )
    run_files(partial(_find, paths, db), plan)


def _find(paths: Sequence[Path], db: str) -> list[Path]:
    """The files that the paths name, without the database's own in their folders."""
    from pipeline.store.database_url import files_of  # imports SQLAlchemy

    return find_files(paths, files_of(db))
