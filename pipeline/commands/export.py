"""``licet export``: records for other programs."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.choices import DEFAULT_DATABASE, Database
from pipeline.exports.export import ExportError, ExportFormat, export
from pipeline.store.store import open_written


def export_command(
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help="jsonl, csv, xlsx or parquet.")
    ] = ExportFormat.JSONL,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; standard output when left out.")
    ] = None,
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write the certificates in force. 导出证照记录。

    \b
    Examples:
      licet export > certificates.jsonl
      licet export --format xlsx --out certificates.xlsx
    """
    to = out if out is not None else typer.get_binary_stream("stdout")
    with open_written(db) as store:
        # What is imported stays: searching it for garbage time and again takes a third of the time.
        gc.freeze()
        try:
            count = export(store.certificates(), format, to)
        except ExportError:
            sys.stdout = None  # what is left in it cannot be written, and would be tried once more at the end
            raise
    typer.echo(f"{count} certificates / 份证照", err=True)
