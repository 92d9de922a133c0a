"""``licet sanity``: ledger, files and hashes against one another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.choices import DEFAULT_DATABASE, Database
from pipeline.printable import to_printable
from pipeline.sanity import Places, find_wrongs
from pipeline.store.store import open_written


def sanity_command(
    db: Database = DEFAULT_DATABASE,
    done: Annotated[Path | None, typer.Option("--done", help="The daemon's folder of files read.")] = None,
    failed: Annotated[
        Path | None, typer.Option("--failed", help="The daemon's folder of files that need a person.")
    ] = None,
    inbox: Annotated[
        Path | None, typer.Option("--inbox", help="The daemon's inbox: settle what a daemon left behind.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair what can be repaired.")] = False,
) -> None:
    """Check the ledger, the files and their hashes against one another. 核对数据库、文件与哈希。

    \b
    Example:
      licet sanity --db archive.db --done done/ --failed failed/ --inbox inbox/ --fix

    \b
    Exit status: 0 nothing is wrong, or all was repaired · 1 something is.
    """
    found = repaired = 0
    with open_written(db) as store:
        for wrong in find_wrongs(store, Places(done, failed, inbox), fix=fix):
            found += 1
            repaired += wrong.repaired
            state = "已修复 repaired" if wrong.repaired else "有误 wrong"
            typer.echo(f"{state}: {wrong.code}: {to_printable(wrong.place)}: {to_printable(wrong.message)}")
    typer.echo(f"{found} 处问题 found, {repaired} 处已修复 repaired", err=True)
    if found > repaired:
        raise typer.Exit(1)
