"""``licet status``: what became of all files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from extractors.issue_messages.messages import explain_issue
from pipeline.commands.choices import DEFAULT_DATABASE, Database
from pipeline.printable import to_printable
from pipeline.store.ledger import Ledger
from pipeline.store.store import open_written
from schemas.outcome_words import explain_code


def status_command(
    db: Database = DEFAULT_DATABASE,
    most: Annotated[int, typer.Option("--most", help="Lines for slowest files and issues.", min=0)] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Count outcomes; name the slowest files and the most frequent issues. 统计结果。

    \b
    Examples:
      licet status
      licet status --db archive.db --json
    """
    with open_written(db) as store:
        ledger = store.ledger(most)
    if as_json:
        typer.echo(json.dumps(asdict(ledger), ensure_ascii=False))
        return
    console = Console(emoji=False)
    for table in _tables(ledger):
        if table.row_count:
            console.print(table)
    console.print(
        f"{ledger.certificates} 份有效证照 / certificates in force,"
        f" {ledger.needs_review} 份待核对 / wait for a person"
    )


def _tables(ledger: Ledger) -> list[Table]:
    outcomes = Table(
        "结果 / outcome", _whole("原因 / code", (count.code for count in ledger.outcomes)),
        "文件 / files", "页 / pages", "秒每页 / seconds a page",
        title="结果 / outcomes", title_justify="left",
    )  # fmt: skip
    for count in ledger.outcomes:
        pace = f"{count.seconds / count.pages:.2f}" if count.pages else "-"
        outcomes.add_row(count.status, explain_code(count.code), str(count.files), str(count.pages), pace)
    slowest = Table(
        _whole("文件 / file"), "秒 / seconds", "页 / pages", title="最慢 / slowest", title_justify="left"
    )
    for slow in ledger.slowest:
        slowest.add_row(escape(to_printable(slow.path)), f"{slow.seconds:.1f}", str(slow.pages))
    issues = Table(
        _whole("问题 / issue", (issue.code for issue in ledger.issues)),
        "程度 / severity", "证照 / certificates",
        title="最常见的问题 / most frequent issues", title_justify="left",
    )  # fmt: skip
    for issue in ledger.issues:
        issues.add_row(explain_issue(issue.code), issue.severity, str(issue.certificates))
    return [outcomes, slowest, issues]


def _whole(heading: str, codes: Iterable[str] = ()) -> Column:
    """A column of which nothing is cut away: what is wider than the terminal goes on in the next row, but
    not within one of the ``codes``."""
    return Column(heading, overflow="fold", min_width=max(map(len, codes), default=0))
