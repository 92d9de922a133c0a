"""``licet watch``: a folder that is read for ever."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from pipeline.commands.choices import DEFAULT_DATABASE, Database, EngineName, ModelDir, TypesDir
from pipeline.ocr.registry import build_engine, check_engine
from pipeline.options import Limits, Options
from pipeline.watch.folders import check_folders
from pipeline.watch.options import WatchOptions, load_options
from schemas.declarations import document_types
from schemas.errors import OptionError

Workers: TypeAlias = Annotated[
    int | None, typer.Option(help="Processes that read [default: by cores and memory].")
]
Accepted: TypeAlias = Annotated[
    float | None,
    typer.Option(help=f"Confidence (0-1) from which a value needs no person [default: {Options.accept}]."),
]
Settle: TypeAlias = Annotated[
    float | None,
    typer.Option(help=f"Seconds that a file must not change [default: {WatchOptions.settle_seconds:g}]."),
]
Rescan: TypeAlias = Annotated[
    float | None,
    typer.Option(help=f"Seconds between full scans [default: {WatchOptions.rescan_seconds:g}]."),
]
Drain: TypeAlias = Annotated[
    float | None,
    typer.Option(
        help=f"Seconds for the files being read at the end [default: {WatchOptions.drain_seconds:g}]."
    ),
]
MaxPages: TypeAlias = Annotated[
    int | None, typer.Option(help=f"Most pages a file may have [default: {Limits.max_pages}].")
]
MaxPixels: TypeAlias = Annotated[
    int | None, typer.Option(help=f"Most pixels a page may have [default: {Limits.max_pixels}].")
]
MaxBytes: TypeAlias = Annotated[
    int | None, typer.Option(help=f"Most bytes a file may have [default: {Limits.max_file_bytes}].")
]
MaxImages: TypeAlias = Annotated[
    int | None, typer.Option(help=f"Most images on a page of a PDF [default: {Limits.max_images}].")
]
MaxRatio: TypeAlias = Annotated[
    float | None,
    typer.Option(help=f"How many times its size a part may unfold to [default: {Limits.max_ratio:g}]."),
]
OptionsFile: TypeAlias = Annotated[
    Path | None, typer.Option("--options", help="TOML file with options; SIGHUP loads it anew.")
]
Listen: TypeAlias = Annotated[
    str | None, typer.Option(help="HOST:PORT for /healthz and /metrics.", metavar="HOST:PORT")
]


def watch_command(
    inbox: Annotated[Path, typer.Argument(help="The folder that files are dropped into.", metavar="INBOX")],
    done: Annotated[Path, typer.Option("--done", help="Folder for the files that were read.")],
    failed: Annotated[Path, typer.Option("--failed", help="Folder for the files that need a person.")],
    db: Database = DEFAULT_DATABASE,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    options: OptionsFile = None,
    accept: Accepted = None,
    types: TypesDir = None,
    workers: Workers = None,
    settle: Settle = None,
    rescan: Rescan = None,
    drain: Drain = None,
    max_pages: MaxPages = None,
    max_pixels: MaxPixels = None,
    max_bytes: MaxBytes = None,
    max_images: MaxImages = None,
    max_ratio: MaxRatio = None,
    listen: Listen = None,
) -> None:
    """Read whatever is dropped into a folder, until told to end. 持续读取收件文件夹。

    \b
    Example:
      licet watch inbox/ --done done/ --failed failed/ --db archive.db
      licet watch inbox/ --done done/ --failed failed/ --options watch.toml --listen 127.0.0.1:9108

    SIGTERM and Ctrl-C end it when the files at hand are read; SIGHUP loads the options anew.
    """
    given: dict[str, Any] = {
        "accept": accept, "types": types, "settle_seconds": settle, "rescan_seconds": rescan,
        "drain_seconds": drain, "workers": workers, "max_pages": max_pages, "max_pixels": max_pixels,
        "max_file_bytes": max_bytes, "max_images": max_images, "max_ratio": max_ratio,
    }  # fmt: skip
    load = partial(load_options, options, given)
    check_engine(engine, model_dir)
    document_types(load().types)  # first: what is wrong is told before anything is made
    folders = check_folders(inbox, done, failed, db)
    try:
        from pipeline.watch.service import run_service
    except ModuleNotFoundError as error:
        raise OptionError(
            f"未安装 {error.name}，请运行 pip install 'licet[watch]'"
            f" / {error.name} is not installed. Run: pip install 'licet[watch]'"
        ) from error
    run_service(folders, db, partial(build_engine, engine, model_dir), load, listen)
