"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from pipeline.executors.registry import EXECUTORS
from schemas.declarations import declared_types

Database: TypeAlias = Annotated[
    str,
    typer.Option(
        "--db",
        envvar="LICET_DB",
        help="Database: a file, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.",
        show_default=True,
    ),
]
DEFAULT_DATABASE = "licet.db"

EngineName: TypeAlias = Annotated[
    str, typer.Option("--engine", help="Which engine reads: see `licet engines`.", show_default=True)
]
ModelDir: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--model-dir", envvar="LICET_MODEL_DIR", help="Directory with the engine's models (paddleocr)."
    ),
]


def _to_path(text: str) -> Path:
    """A path that is named; none is what a shell makes of a variable that is not set, and no folder."""
    if not text:
        raise typer.BadParameter("路径为空 / the path is empty: is a variable of the shell not set?")
    return Path(text)


Paths: TypeAlias = Annotated[
    list[Path],
    typer.Argument(help="Files and folders; folders are entered.", metavar="PATH", parser=_to_path),
]
Accept: TypeAlias = Annotated[
    float,
    typer.Option("--accept", help="Confidence (0-1) from which a value needs no person.", show_default=True),
]
ExecutorName: TypeAlias = Annotated[
    str, typer.Option("--executor", help=f"How files are shared out: {', '.join(EXECUTORS)}.")
]
Address: TypeAlias = Annotated[
    str | None,
    typer.Option("--address", help="Address of the Ray cluster [default: the one on this machine]."),
]
Workers: TypeAlias = Annotated[
    int | None,
    typer.Option("--workers", help="Files read at once, each by a process [default: by cores and memory]."),
]
Threads: TypeAlias = Annotated[
    int | None,
    typer.Option("--threads", help="Cores for each worker: so many pages at once [default: shared out]."),
]
MaxPages: TypeAlias = Annotated[int, typer.Option("--max-pages", help="Most pages a file may have.")]
MaxPixels: TypeAlias = Annotated[int, typer.Option("--max-pixels", help="Most pixels a page may have.")]
MaxBytes: TypeAlias = Annotated[int, typer.Option("--max-bytes", help="Most bytes a file may have.")]
MaxImages: TypeAlias = Annotated[
    int, typer.Option("--max-images", help="Most images that a page of a PDF may be made of.")
]
MaxRatio: TypeAlias = Annotated[
    float, typer.Option("--max-ratio", help="How many times its size a part of a PDF may unfold to.")
]
PageSeconds: TypeAlias = Annotated[
    float,
    typer.Option("--page-seconds", help="Most seconds for a page, after which its worker is ended."),
]
FileSeconds: TypeAlias = Annotated[float, typer.Option("--file-seconds", help="Most seconds for a file.")]
WorkerMemory: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--worker-memory", help="Most memory of a worker in MB [default: the machine's, shared out]."
    ),
]
JsonLog: TypeAlias = Annotated[
    bool, typer.Option("--json-log", help="Tell of each file as a line of JSON on standard error.")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, only failures.")]
TypesDir: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--types",
        envvar="LICET_TYPES",
        help="Folder of your own type declarations (*.toml); they go before ours of the same name.",
    ),
]


def tell_own_types(folder: Path | None) -> None:
    """Say on standard error which types come from the user's own folder.

    Raises:
        TypeDeclarationError: one of them is wrong.
    """
    for declared in declared_types(folder):
        if folder is not None and declared.file.parent == folder:
            instead = "" if declared.overrides is None else "，替换内置 / instead of ours"
            typer.echo(f"类型 / type {declared.document_type.name}: {declared.file}{instead}", err=True)
