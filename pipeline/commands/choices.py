"""Options that several commands share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from pipeline.options import Limits

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
MaxBytes: TypeAlias = Annotated[
    int | None, typer.Option("--max-bytes", help=f"Most bytes of a file [default: {Limits.max_file_bytes}].")
]
MaxImages: TypeAlias = Annotated[
    int | None,
    typer.Option("--max-images", help=f"Most images on a page of a PDF [default: {Limits.max_images}]."),
]
MaxRatio: TypeAlias = Annotated[
    float | None,
    typer.Option(
        "--max-ratio",
        help=f"How many times its size a part may unfold to [default: {Limits.max_ratio:g}].",
    ),
]
Accept: TypeAlias = Annotated[
    float,
    typer.Option("--accept", help="Confidence (0-1) from which a value needs no person.", show_default=True),
]
