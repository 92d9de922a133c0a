"""``licet show``: a certificate for people."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from pipeline.commands.choices import DEFAULT_DATABASE, Database, TypesDir
from pipeline.show import show
from pipeline.store.store import open_written
from schemas.declarations import document_types


def show_command(
    number: Annotated[
        str | None,
        typer.Argument(help="License number or record id; all when left out.", metavar="[NUMBER|ID]"),
    ] = None,
    db: Database = DEFAULT_DATABASE,
    types: TypesDir = None,
) -> None:
    """Print certificates: each value, where it was read and how sure. 显示证照。

    \b
    Examples:
      licet show                      all certificates, versions in force
      licet show 京B2-20240286        one, with its earlier versions
    """
    labels = {kind.name: kind.printed_labels for kind in document_types(types)}
    console = Console(emoji=False)
    found = False
    with open_written(db) as store:
        for entry in store.certificates() if number is None else store.find(number):
            own = labels.get(entry.certificate.document_type, {})
            show(console, entry.certificate, entry.id, entry.version, store.near(entry), own)
            found = True
    if not found and number is not None:
        typer.echo(f"licet: no certificate {number} in {db} / 数据库中没有此证照", err=True)
        raise typer.Exit(1)
