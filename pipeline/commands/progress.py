"""What a run tells while it goes on and at its end: for people, or as JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.ingested import Ingested
from pipeline.load.remote import path_to_url
from pipeline.printable import to_printable
from schemas.outcome import OutcomeStatus
from schemas.outcome_words import explain_code

_STYLE: Final = {
    OutcomeStatus.COMPLETE: "green",
    OutcomeStatus.PARTIAL: "yellow",
    OutcomeStatus.FAILED: "red",
}
_EVERY: Final = 10.0  # seconds between two lines about the state of a run


@dataclass
class Tally:
    """What a run has done so far. Files by status, code and whether they were known; of these, pages
    and certificates."""

    total: int
    started: float = field(default_factory=time.monotonic)
    files: Counter[tuple[OutcomeStatus, str, bool]] = field(default_factory=Counter)
    pages: Counter[tuple[OutcomeStatus, str, bool]] = field(default_factory=Counter)
    certificates: Counter[tuple[OutcomeStatus, str, bool]] = field(default_factory=Counter)

    def add(self, result: Ingested) -> None:
        """Count one more file."""
        key = (result.outcome.status, result.outcome.code, result.saved is None)
        self.files[key] += 1
        self.pages[key] += result.outcome.pages
        self.certificates[key] += result.outcome.certificates

    def count(self, status: OutcomeStatus) -> int:
        """Files with this status."""
        return sum(count for (one, _, _), count in self.files.items() if one is status)

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.started

    @property
    def pages_per_second(self) -> float:
        """Pages read, known ones not counted."""
        read = sum(count for (_, _, known), count in self.pages.items() if not known)
        return read / max(self.seconds, 1e-9)

    @property
    def seconds_left(self) -> float | None:
        """At the pace so far; ``None`` before the first file is done."""
        done = self.files.total()
        return (self.total - done) * self.seconds / done if done else None


def told(results: Iterable[Ingested], tally: Tally, *, quiet: bool, json_log: bool) -> Iterator[Ingested]:
    """``results``, counted and told on standard error as they pass."""
    if json_log:
        yield from _as_json(results, tally)
        return
    console = Console(stderr=True, emoji=False)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[pace]:.1f} 页/s pages/s"), TimeRemainingColumn(),
        TextColumn("[red]{task.fields[failed]} 失败 failed[/]"),
    )  # fmt: skip
    shown = not quiet and tally.total > 0
    with Progress(*columns, console=console, disable=not shown, transient=True) as progress:
        task = progress.add_task("读取 / reading", total=tally.total, pace=0.0, failed=0)
        for result in results:
            tally.add(result)
            if result.outcome.status is not OutcomeStatus.COMPLETE:
                _tell(progress.console, result)
            failed = tally.count(OutcomeStatus.FAILED)
            progress.update(task, advance=1, pace=tally.pages_per_second, failed=failed)
            yield result
    if not quiet:
        console.print(_summary(tally))


def tell(message: str, *, json_log: bool) -> None:
    """Say on standard error what befalls the run as a whole."""
    if json_log:
        _log("run", message=message)
    else:
        typer.echo(message, err=True)


def _as_json(results: Iterable[Ingested], tally: Tally) -> Iterator[Ingested]:
    last = time.monotonic()
    try:
        for result in results:
            tally.add(result)
            outcome = result.outcome
            _log(
                "file",
                path=_shown(result.path),
                **outcome.model_dump(mode="json", exclude={"failures"}),
                known=result.saved is None,
            )
            if time.monotonic() - last > _EVERY:
                last = time.monotonic()
                _log("progress", **_state(tally))
            yield result
    finally:
        _log("end", **_state(tally))


def _log(event: str, **values: Any) -> None:
    line = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **values}
    print(json.dumps(line), file=sys.stderr, flush=True)


def _state(tally: Tally) -> dict[str, Any]:
    left = tally.seconds_left
    return {
        "files": tally.files.total(),
        "total": tally.total,
        **{status.value: tally.count(status) for status in OutcomeStatus},
        "known": sum(count for (_, _, known), count in tally.files.items() if known),
        "pages": tally.pages.total(),
        "seconds": round(tally.seconds, 3),
        "pages_per_second": round(tally.pages_per_second, 3),
        "seconds_left": None if left is None else round(left, 1),
    }


def _tell(console: Console, result: Ingested) -> None:
    status = result.outcome.status
    console.print(
        f"[{_STYLE[status]}]{status.value}[/] {escape(to_printable(_shown(result.path)))}: "
        f"{result.outcome.code}: {escape(to_printable(result.outcome.message))}",
        soft_wrap=True,
        highlight=False,
    )


def _summary(tally: Tally) -> Table:
    pace = f"{tally.seconds:.0f} s, {tally.pages_per_second:.1f} 页/s pages/s"
    table = Table(title=f"{tally.files.total()} 个文件 / files, {pace}", title_justify="left")
    for heading in ("结果 / outcome", "原因 / code", "文件 / files", "页 / pages", "证照 / certificates"):
        table.add_column(heading)
    for key, count in sorted(tally.files.items()):
        status, code, known = key
        words = explain_code(code)
        table.add_row(
            f"[{_STYLE[status]}]{status.value}[/]",
            f"{words} (已有 / known)" if known else words,
            str(count),
            str(tally.pages[key]),
            str(tally.certificates[key]),
        )
    return table


def _shown(path: Path) -> str:
    """The path as it was given; a URL with its two slashes."""
    return path_to_url(path) or str(path)
