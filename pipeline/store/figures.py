"""Figures of the whole register: what runs out, who issued what, how well it was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, case, exists, func, select
from sqlalchemy.orm import aliased

from pipeline.store.filters import Filter, narrowed
from schemas.field import FieldStatus
from schemas.tables.certificates import CertificateVersion
from schemas.tables.desk import CorrectionRow, RegisterEntry
from schemas.tables.files import FileOutcome

HORIZONS = (30, 90, 180)
OTHERS = "others"
"""The row that holds what a chart has no rows for."""

_MOST = 24  # rows of a chart
_MONTHS = 24


Row: TypeAlias = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Figure:
    """A table of numbers: a name by row and a number by series. ``name`` says which one it is."""

    name: str
    series: tuple[str, ...]
    rows: tuple[Row, ...]


def expiry_filters(today: date) -> dict[str, Filter]:
    """The certificates behind each figure of expiry, by the figure's row."""
    yesterday = (today - timedelta(days=1)).isoformat()
    filters = {
        f"days_{days}": Filter(
            valid_from=today.isoformat(), valid_to=(today + timedelta(days=days)).isoformat()
        )
        for days in HORIZONS
    }
    # Dates begin with a digit, and what has no end (长期) with none.
    expired = Filter(valid_from="0", valid_to=yesterday)
    return {**filters, "expired": expired, "copies": Filter(copy_to=today.isoformat())}


def all_figures(connection: Connection, today: date) -> dict[str, Figure]:
    """Every figure of the overview, by name."""
    figures = (
        _expiry(connection, today),
        _by(connection, "issuer", RegisterEntry.issuer),
        _by(connection, "type", RegisterEntry.document_type),
        _by(connection, "year", func.substr(RegisterEntry.issue_date, 1, 4), by_name=True),
        _by(connection, "state", RegisterEntry.state),
        _straight_through(connection),
        _corrections(connection),
        _silent_errors(connection),
        _throughput(connection),
        _failures(connection),
    )
    return {figure.name: figure for figure in figures}


def _expiry(connection: Connection, today: date) -> Figure:
    counts = {
        name: connection.scalars(narrowed(select(func.count()).select_from(RegisterEntry), wanted)).one()
        for name, wanted in expiry_filters(today).items()
    }
    return Figure("expiry", ("count",), tuple((name, (count,)) for name, count in counts.items()))


def _by(connection: Connection, name: str, column: Any, *, by_name: bool = False) -> Figure:
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    found = connection.execute(query.order_by(func.count().desc(), column))
    rows = [(str(row[0]), (int(row[1]),)) for row in found]
    shown = _longest(sorted(rows, reverse=True))[::-1] if by_name else _longest(rows)
    return Figure(name, ("count",), shown)


def _longest(rows: Sequence[Row]) -> tuple[Row, ...]:
    """As many as a chart has room for; the last are one, so that what is shown comes to the whole."""
    if len(rows) <= _MOST:
        return tuple(rows)
    rest = zip(*(numbers for _, numbers in rows[_MOST - 1 :]), strict=True)
    return (*rows[: _MOST - 1], (OTHERS, tuple(map(sum, rest))))


def _month(connection: Connection, column: Any) -> ColumnElement[str]:
    if connection.dialect.name == "postgresql":
        return func.to_char(column, "YYYY-MM")
    return func.strftime("%Y-%m", column)


def _straight_through(connection: Connection) -> Figure:
    month = _month(connection, CertificateVersion.saved_at)
    through = func.sum(case((CertificateVersion.needs_review, 0), else_=1))
    query = select(month, through, func.count()).where(CertificateVersion.is_current).group_by(month)
    rows = connection.execute(query.order_by(month)).all()[-_MONTHS:]
    figures = tuple((row[0], (int(row[1]), row[2] - int(row[1]))) for row in rows)
    return Figure("quality", ("straight_through", "reviewed"), figures)


def _corrections(connection: Connection) -> Figure:
    """Values that people looked at, by field: left as read, and changed."""
    same = case((CorrectionRow.new == CorrectionRow.old, 1), else_=0)
    query = select(CorrectionRow.key, func.sum(same), func.count()).where(*_standing())
    left: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for key, kept, count in connection.execute(query.group_by(CorrectionRow.key)):
        field = re.sub(r"\.\d+", "", key)
        left[field] += int(kept)
        changed[field] += count - int(kept)
    names = sorted(set(left) | set(changed), key=lambda name: -(left[name] + changed[name]))
    rows = [(name, (changed[name], left[name])) for name in names]
    return Figure("corrections", ("changed", "confirmed"), _longest(rows))


def _standing() -> tuple[ColumnElement[bool], ...]:
    """Corrections that were not taken back."""
    later = aliased(CorrectionRow)
    return CorrectionRow.undoes.is_(None), ~exists().where(later.undoes == CorrectionRow.id)


def _silent_errors(connection: Connection) -> Figure:
    """Values that were accepted without doubt and that a person found wrong, by month."""
    month = _month(connection, CorrectionRow.at)
    wrong = (
        *_standing(),
        CorrectionRow.old_status == FieldStatus.ACCEPTED.value,
        func.coalesce(CorrectionRow.new, "") != func.coalesce(CorrectionRow.old, ""),
    )
    query = select(month, func.count()).where(*wrong).group_by(month).order_by(month)
    rows = connection.execute(query).all()[-_MONTHS:]
    return Figure("silent_errors", ("count",), tuple((row[0], (row[1],)) for row in rows))


def _throughput(connection: Connection) -> Figure:
    month = _month(connection, FileOutcome.finished_at)
    query = select(month, FileOutcome.status, func.count()).group_by(month, FileOutcome.status)
    counts: dict[str, Counter[str]] = {}
    for when, status, count in connection.execute(query):
        counts.setdefault(when, Counter())[status] += count
    series = ("complete", "partial", "failed")
    rows = tuple(
        (when, tuple(counts[when][status] for status in series)) for when in sorted(counts)[-_MONTHS:]
    )
    return Figure("throughput", series, rows)


def _failures(connection: Connection) -> Figure:
    query = select(FileOutcome.code, func.count()).where(FileOutcome.status != "complete")
    rows = connection.execute(query.group_by(FileOutcome.code).order_by(func.count().desc())).all()
    return Figure("failures", ("count",), _longest([(row[0], (row[1],)) for row in rows]))
