"""``licet ingest``: files and folders into the database."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.commands.choices import (
    DEFAULT_DATABASE,
    Accept,
    Database,
    EngineName,
    ModelDir,
    TypesDir,
    tell_own_types,
)
from pipeline.inputs import find_files
from pipeline.ocr.registry import build_engine
from pipeline.options import Limits, Options
from pipeline.run import Ingested, ingest_file
from pipeline.store.store import open_store
from schemas.declarations import document_types
from schemas.outcome import OutcomeStatus

_STYLE = {OutcomeStatus.COMPLETE: "green", OutcomeStatus.PARTIAL: "yellow", OutcomeStatus.FAILED: "red"}
PARTIAL, FAILED = 3, 4


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
    threads: Annotated[
        int, typer.Option(help="Cores to use: so many pages of a file are read at once.")
    ] = Options.threads,
    types: TypesDir = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, only failures.")] = False,
) -> None:
    """Read scans into the database. 把扫描件读入数据库。

    \b
    Examples:
      licet ingest scans/                          everything below a folder, into ./licet.db
      licet ingest a.pdf b.jpg --db archive.db     two files
      licet ingest scans/ --db postgresql+psycopg://licet@localhost/licet

    \b
    Exit status: 0 every file completely read · 3 some partly read · 4 some failed.
    """
    options = Options(accept, again, Limits(max_pages=max_pages, max_pixels=max_pixels), threads, types)
    if not quiet:
        tell_own_types(types)
    document_types(types)  # first: a wrong declaration must not leave an empty database
    console = Console(stderr=True)
    files = find_files(paths)
    reader = build_engine(
        engine, model_dir, threads
    )  # first: a mistyped engine must not leave an empty database
    store = open_store(db)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    results: list[Ingested] = []
    with Progress(*columns, console=console, disable=quiet or not files, transient=True) as progress:
        task = progress.add_task("读取 / reading", total=len(files))
        for path in files:
            result = ingest_file(path, reader, store, options)
            results.append(result)
            if result.outcome.status != OutcomeStatus.COMPLETE:
                _tell(progress.console, result)
            progress.advance(task)
    if not quiet:
        console.print(_summary(results))
    raise typer.Exit(_exit_status(results))


def _tell(console: Console, result: Ingested) -> None:
    status = result.outcome.status
    console.print(
        f"[{_STYLE[status]}]{status.value}[/] {escape(str(result.path))}: "
        f"{result.outcome.code}: {escape(result.outcome.message)}",
        soft_wrap=True,
        highlight=False,
    )


def _summary(results: list[Ingested]) -> Table:
    table = Table(title=f"{len(results)} 个文件 / files", title_justify="left")
    for heading in ("结果 / outcome", "原因 / code", "文件 / files", "页 / pages", "证照 / certificates"):
        table.add_column(heading)
    counts = Counter((result.outcome.status, result.outcome.code, result.saved is None) for result in results)
    for (status, code, known), count in sorted(counts.items()):
        members = [
            result.outcome
            for result in results
            if (result.outcome.status, result.outcome.code, result.saved is None) == (status, code, known)
        ]
        table.add_row(
            f"[{_STYLE[status]}]{status.value}[/]",
            f"{code} (已有 / known)" if known else code,
            str(count),
            str(sum(outcome.pages for outcome in members)),
            str(sum(outcome.certificates for outcome in members)),
        )
    return table


def _exit_status(results: list[Ingested]) -> int:
    statuses = {result.outcome.status for result in results}
    if OutcomeStatus.FAILED in statuses:
        return FAILED
    return PARTIAL if OutcomeStatus.PARTIAL in statuses else 0
