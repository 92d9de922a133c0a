"""``licet overlay``: what was read, drawn on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import cv2
import typer

from extractors.assemble import pages_to_certificates
from pipeline.commands.choices import Accept, EngineName, ModelDir
from pipeline.load.file import load_file
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.overlay import draw_page
from pipeline.page_image import Image
from pipeline.read_page import read_page
from schemas.declarations import document_types
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
    loaded = load_file(file, options.limits)
    reader = build_engine(engine, model_dir)
    images: list[Image] = []
    pages: list[SourcePage] = []
    for image in loaded.pages:
        if isinstance(image, PageFailure):
            typer.echo(f"page {image.page_no}: {image.message}", err=True)
            continue
        images.append(image.image)
        page = read_page(reader, image)
        pages.append(SourcePage(sha256=loaded.sha256, path=str(file), page=page))
    certificates = pages_to_certificates(pages, document_types(), options.accept)
    out.mkdir(parents=True, exist_ok=True)
    for pixels, source in zip(images, pages, strict=True):
        drawn = draw_page(pixels, source.page, loaded.sha256, certificates)
        target = out / f"{file.stem}-{source.page.page_no}.png"
        cv2.imencode(".png", drawn)[1].tofile(target)
        typer.echo(str(target))
    if len(images) < loaded.page_count:
        raise typer.Exit(3)
