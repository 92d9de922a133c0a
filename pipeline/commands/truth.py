"""``licet truth``: what people verified, as a labelled set for ``licet eval``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.choices import DEFAULT_DATABASE, Database
from pipeline.evaluate.verified import write_truth
from pipeline.store.apply import ReviewState
from pipeline.store.desk import open_desk
from pipeline.store.filters import Filter
from pipeline.store.records import certificates_like


def truth_command(
    folder: Annotated[Path, typer.Argument(help="Folder for truth.jsonl; made if need be.", metavar="DIR")],
    db: Database = DEFAULT_DATABASE,
) -> None:
    """Write what people verified at the desk as truth to measure by. 导出人工核对结果作为真值。

    \b
    Examples:
      licet truth verified/ --db archive.db
      licet eval verified/ --html report.html
      licet eval verified/ --fit calibration.json
    """
    with open_desk(db, make=False) as desk, desk.reading() as connection:
        written = write_truth(certificates_like(connection, Filter(state=ReviewState.VERIFIED)), folder)
    typer.echo(f"{written.count} certificates / 份证照", err=True)
    if written.without_files:
        ids = ", ".join(map(str, written.without_files))
        typer.echo(f"原件不在，未写入 / left out, their files are gone: {ids}", err=True)
