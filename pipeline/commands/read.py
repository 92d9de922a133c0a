"""One file read for a command that stores nothing, and its result drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import typer

from pipeline.commands.output_files import write_bytes
from pipeline.load.file import load_file
from pipeline.ocr.registry import build_engine
from pipeline.options import Options
from pipeline.overlay import draw_page
from pipeline.page_image import Image
from pipeline.printable import to_printable
from pipeline.read_page import read_page
from schemas.certificate import Certificate
from schemas.errors import EngineError, InputError
from schemas.outcome import PageFailure
from schemas.page import SourcePage
from schemas.two_languages import at


@dataclass(frozen=True)
class Read:
    """The pages of a file that could be read, each with its picture; ``failed``: some could not."""

    path: Path
    sha256: str
    images: tuple[Image, ...]
    sources: tuple[SourcePage, ...]
    failed: bool


def read_scan(file: Path, engine: str, model_dir: Path | None) -> Read:
    """All pages of ``file``; pages that fail are told on standard error.

    Raises:
        InputError: the file cannot be opened; the message names it.
    """
    options = Options()
    try:
        loaded = load_file(file, options.limits)
    except InputError as error:
        raise type(error)(at(str(file), str(error))) from error
    reader = build_engine(engine, model_dir, options.threads)
    images: list[Image] = []
    pages: list[SourcePage] = []
    failed = False
    for image in loaded.pages:
        if isinstance(image, PageFailure):
            typer.echo(to_printable(f"licet: {file}, page {image.page_no}: {image.message}"), err=True)
            failed = True
            continue
        try:
            page = read_page(reader, image)
        except EngineError as error:
            typer.echo(to_printable(f"licet: {file}, page {image.page_no}: {error}"), err=True)
            failed = True
            continue
        images.append(image.image)
        pages.append(SourcePage(sha256=loaded.sha256, path=str(file), page=page))
    return Read(file, loaded.sha256, tuple(images), tuple(pages), failed)


def write_overlays(read: Read, certificates: Sequence[Certificate], out: Path) -> Iterator[Path]:
    """One PNG a page in the folder ``out``.

    Raises:
        LicetError: a picture cannot be written.
    """
    for pixels, source in zip(read.images, read.sources, strict=True):
        drawn = draw_page(pixels, source.page, read.sha256, certificates)
        target = out / f"{read.path.stem}-{source.page.page_no}.png"
        write_bytes(target, cv2.imencode(".png", drawn)[1].tobytes())
        yield target
