"""``licet overlay``: what was read, drawn on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractors.assemble import pages_to_certificates
from pipeline.commands.choices import Accept, EngineName, ModelDir, TypesDir, tell_own_types
from pipeline.commands.read import read_scan, write_overlays
from pipeline.commands.run_files import FAILED, PARTIAL
from pipeline.options import Options
from pipeline.printable import to_printable
from schemas.declarations import document_types


def overlay_command(
    file: Annotated[Path, typer.Argument(help="The file to read and draw.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the pictures, one PNG a page.")],
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    types: TypesDir = None,
) -> None:
    """Draw lines (blue), seals (magenta) and fields (green, orange, red) on the pages. 在页面上画出识别结果。

    \b
    Example:
      licet overlay scan.pdf -o pictures/
    """
    options = Options(accept=accept, types=types)
    tell_own_types(types)
    read = read_scan(file, engine, model_dir)
    certificates = pages_to_certificates(read.sources, document_types(types), options.accept)
    for path in write_overlays(read, certificates, out):
        typer.echo(to_printable(str(path)))
    if read.failed:
        raise typer.Exit(PARTIAL if read.images else FAILED)
