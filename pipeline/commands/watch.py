"""``licet watch``: a folder that is read for ever."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.commands.choices import (
    DEFAULT_DATABASE,
    Database,
    EngineName,
    MaxBytes,
    MaxImages,
    MaxRatio,
    ModelDir,
)
from pipeline.executors.executor import Executor
from pipeline.ocr.registry import build_engine, check_engine
from pipeline.options import Limits, Options
from pipeline.watch.folders import check_folders
from pipeline.watch.options import WatchOptions, load_options
from schemas.errors import OptionError


def watch_command(
    inbox: Annotated[Path, typer.Argument(help="The folder that files are dropped into.", metavar="INBOX")],
    done: Annotated[Path, typer.Option("--done", help="Folder for the files that were read.")],
    failed: Annotated[Path, typer.Option("--failed", help="Folder for the files that need a person.")],
    db: Database = DEFAULT_DATABASE,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    options: Annotated[
        Path | None, typer.Option("--options", help="TOML file with options; SIGHUP loads it anew.")
    ] = None,
    accept: Annotated[
        float | None,
        typer.Option(help=f"Confidence (0-1) from which a value needs no person. [{Options.accept}]"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that read [default: by cores and memory].")
    ] = None,
    settle: Annotated[
        float | None,
        typer.Option(help=f"Seconds that a file must not change. [{WatchOptions.settle_seconds:g}]"),
    ] = None,
    rescan: Annotated[
        float | None, typer.Option(help=f"Seconds between full scans. [{WatchOptions.rescan_seconds:g}]")
    ] = None,
    drain: Annotated[
        float | None,
        typer.Option(help=f"Seconds that files being read have at the end. [{WatchOptions.drain_seconds:g}]"),
    ] = None,
    max_pages: Annotated[
        int | None, typer.Option(help=f"Most pages a file may have. [{Limits.max_pages}]")
    ] = None,
    max_pixels: Annotated[
        int | None, typer.Option(help=f"Most pixels a page may have. [{Limits.max_pixels}]")
    ] = None,
    max_bytes: MaxBytes | None = None,
    max_images: MaxImages | None = None,
    max_ratio: MaxRatio | None = None,
    listen: Annotated[
        str | None, typer.Option(help="HOST:PORT for /healthz and /metrics.", metavar="HOST:PORT")
    ] = None,
) -> None:
    """Read whatever is dropped into a folder, until told to end. 持续读取收件文件夹。

    \b
    Example:
      licet watch inbox/ --done done/ --failed failed/ --db archive.db
      licet watch inbox/ --done done/ --failed failed/ --options watch.toml --listen 127.0.0.1:9108

    SIGTERM and Ctrl-C end it when the files at hand are read; SIGHUP loads the options anew.
    """
    from pipeline.watch.journal import Journal

    try:
        from pipeline.watch.daemon import Daemon
        from pipeline.watch.events import Events
        from pipeline.watch.health import serve
        from pipeline.watch.workers import open_workers
    except ModuleNotFoundError as error:
        raise OptionError(f"{error.name} is not installed. Run: pip install 'licet[watch]'") from error

    given: dict[str, Any] = {
        "accept": accept, "settle_seconds": settle, "rescan_seconds": rescan, "drain_seconds": drain,
        "workers": workers, "max_pages": max_pages, "max_pixels": max_pixels,
        "max_file_bytes": max_bytes, "max_images": max_images, "max_ratio": max_ratio,
    }  # fmt: skip
    check_engine(engine, model_dir)
    load_options(options, given)
    folders = check_folders(inbox, done, failed, db)

    def build(chosen: WatchOptions) -> Executor:
        return open_workers(partial(build_engine, engine, model_dir), db, chosen)

    journal = Journal()
    daemon = Daemon(folders, db, build, lambda: load_options(options, given), journal)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: daemon.stop())
    signal.signal(signal.SIGHUP, lambda *_: daemon.reload())
    signal.signal(signal.SIGIO, signal.SIG_IGN)  # see has_writer
    server = None if listen is None else serve(listen, daemon.health, daemon.metrics)
    events = None
    try:
        events = Events(folders.inbox, daemon.intake.wake)
        daemon.intake.follow = events.follow
    except OSError as error:
        journal.tell("no_events", "warning", message=str(error), instead="scans alone")
    try:
        daemon.run()
    finally:
        if events is not None:
            events.stop()
        if server is not None:
            server.shutdown()
