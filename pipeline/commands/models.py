"""``licet models``: model directories for engines that need one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.ocr.paddle_models import link_paddle
from schemas.errors import LicetError
from schemas.two_languages import at

models_app = typer.Typer(
    help="Prepare model directories. 准备模型目录。", no_args_is_help=True, rich_markup_mode=None
)


@models_app.callback()
def models() -> None:
    """Prepare model directories. 准备模型目录。"""


@models_app.command("link-paddle")
def link_paddle_command(
    target: Annotated[Path, typer.Argument(help="Directory to make the models in.", metavar="DIR")],
) -> None:
    """Assemble PaddleOCR's models from the weights of the rapidocr package; nothing is downloaded.

    \b
    Example:
      licet models link-paddle models/paddle
      licet ingest scans/ --engine paddleocr --model-dir models/paddle
    """
    try:
        folders = link_paddle(target)
    except OSError as error:
        raise LicetError(
            at(str(target), f"无法写入，请换一处 / cannot be written: {error.strerror or error}.")
        ) from error
    for folder in folders:
        typer.echo(str(folder))
