"""``licet overlay``: what was read, drawn on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import cv2
import typer

from extractors.assemble import pages_to_certificates
from pipeline.commands.choices import Accept, EngineName, ModelDir
from pipeline.commands.run_files import FAILED, PARTIAL
from pipeline.load.file import load_file
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.overlay import draw_page
from pipeline.page_image import Image
from pipeline.printable import to_printable
from pipeline.read_page import read_page
from schemas.declarations import document_types
from schemas.errors import EngineError, InputError, LicetError
from schemas.outcome import PageFailure
from schemas.page import SourcePage


def overlay_command(
    file: Annotated[Path, typer.Argument(help="The file to read and draw.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the pictures, one PNG a page.")],
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
) -> None:
    """Draw lines (blue), seals (magenta) and fields (green, orange, red) on the pages. 在页面上画出识别结果。

    \b
    Example:
      licet overlay scan.pdf -o pictures/
    """
    options = Options(accept=accept)
    try:
        loaded = load_file(file, options.limits)
    except InputError as error:
        raise type(error)(f"{file}: {error}") from error
    reader = build_engine(engine, model_dir, options.threads)
    images: list[Image] = []
    pages: list[SourcePage] = []
    failed = False
    for image in loaded.pages:
        if isinstance(image, PageFailure):
            _tell(f"{file}, page {image.page_no}: {image.message}")
            failed = True
            continue
        try:
            page = read_page(reader, image)
        except EngineError as error:
            _tell(f"{file}, page {image.page_no}: {error}")
            failed = True
            continue
        images.append(image.image)
        pages.append(SourcePage(sha256=loaded.sha256, path=str(file), page=page))
    certificates = pages_to_certificates(pages, document_types(), options.accept)
    for pixels, source in zip(images, pages, strict=True):
        drawn = draw_page(pixels, source.page, loaded.sha256, certificates)
        typer.echo(to_printable(str(_write(drawn, out / f"{file.stem}-{source.page.page_no}.png"))))
    if failed:
        raise typer.Exit(PARTIAL if images else FAILED)


def _tell(what: str) -> None:
    typer.echo(f"licet: {to_printable(what)}", err=True)


def _write(image: Image, target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        cv2.imencode(".png", image)[1].tofile(target)
    except OSError as error:
        raise LicetError(f"{target}: cannot be written: {error.strerror or error}.") from error
    return target
