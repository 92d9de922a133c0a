"""``licet retry``: the files that failed, once more."""

from __future__ import annotations

from dataclasses import replace
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
    Quiet,
    Threads,
    TypesDir,
    WorkerMemory,
    Workers,
)
from pipeline.commands.run_files import MEGABYTE, make_plan, run_files
from pipeline.executors.registry import EXECUTORS
from pipeline.load.remote import path_to_url
from pipeline.options import Limits, Options, WorkerLimits
from pipeline.store.store import open_written


def retry_command(
    db: Database = DEFAULT_DATABASE,
    code: Annotated[
        list[str] | None, typer.Option("--code", help="Only outcomes with this code; may be repeated.")
    ] = None,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    max_pages: MaxPages = Limits.max_pages,
    max_pixels: MaxPixels = Limits.max_pixels,
    max_bytes: MaxBytes = Limits.max_file_bytes,
    max_images: MaxImages = Limits.max_images,
    max_ratio: MaxRatio = Limits.max_ratio,
    executor: ExecutorName = EXECUTORS[0],
    address: Address = None,
    workers: Workers = None,
    threads: Threads = None,
    types: TypesDir = None,
    page_seconds: PageSeconds = WorkerLimits.page_seconds,
    file_seconds: FileSeconds = WorkerLimits.file_seconds,
    worker_memory: WorkerMemory = None,
    json_log: JsonLog = False,
    quiet: Quiet = False,
) -> None:
    """Read again what failed or was read in part. 重读失败或未读全的文件。

    \b
    Examples:
      licet retry
      licet retry --code worker_memory --workers 1 --worker-memory 8000
      licet retry --code too_large --max-bytes 2000000000

    \b
    Exit status: as for `licet ingest`.
    """
    memory = None if worker_memory is None else worker_memory * MEGABYTE
    plan = make_plan(
        db=db,
        engine=engine,
        model_dir=model_dir,
        accept=accept,
        again=False,
        limits=Limits(max_bytes, max_pixels, max_pages, max_images=max_images, max_ratio=max_ratio),
        executor=executor,
        address=address,
        workers=workers,
        threads=threads,
        worker_limits=WorkerLimits(page_seconds, file_seconds, memory),
        quiet=quiet,
        json_log=json_log,
        types=types,
    )
    with open_written(db) as store:
        files = [Path(path) for path in store.unfinished(code or ())]
        if code and not files:
            _tell_codes(code, sorted({found.code for found in store.ledger().outcomes}))
    remote = any(path_to_url(path) is not None for path in files)
    run_files(lambda: files, replace(plan, setup=replace(plan.setup, remote=remote)))


def _tell_codes(wanted: list[str], there: list[str]) -> None:
    """Say that no file waits under the codes that were asked for, and which there are."""
    typer.echo(
        f"没有结果代码为 {', '.join(wanted)} 的未完成文件；现有代码：{', '.join(there)} / "
        f"no unfinished file has the outcome {', '.join(wanted)}; there are: {', '.join(there)}",
        err=True,
    )
