"""Which certificates of the register are asked for, and what there is to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from pipeline.store.apply import ReviewState
from schemas.tables.accounts import User
from schemas.tables.desk import RegisterEntry
from schemas.tables.fields import IssueRow


@dataclass(frozen=True)
class Filter:
    """Which certificates; ``None`` asks for nothing. ``older_than`` is in days since it was read,
    ``assignee_id`` 0 means nobody's. ``valid_from`` and ``valid_to`` bound the last day of validity."""

    open: bool | None = None
    state: ReviewState | None = None
    document_type: str | None = None
    issuer: str | None = None
    province: str | None = None
    issue_code: str | None = None
    older_than: int | None = None
    folder: str | None = None
    assignee_id: int | None = None
    issue_year: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    copy_to: str | None = None


def narrowed(query: Select[*tuple[Any, ...]], wanted: Filter) -> Select[*tuple[Any, ...]]:
    """The query with the filter's conditions on the register."""
    return query.where(*_conditions(wanted))


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.open is not None:
        found.append(RegisterEntry.open == wanted.open)
    equal = ("document_type", "issuer", "province", "folder")
    found += [
        getattr(RegisterEntry, name) == value
        for name in equal
        if (value := getattr(wanted, name)) is not None
    ]
    if wanted.state is not None:
        found.append(RegisterEntry.state == wanted.state.value)
    if wanted.issue_code is not None:
        # An issue that a correction settled still stands in the reading; a filter may show it.
        found.append(
            exists().where(
                IssueRow.version_id == RegisterEntry.version_id, IssueRow.code == wanted.issue_code
            )
        )
    if wanted.older_than is not None:
        found.append(RegisterEntry.read_at < datetime.now(UTC) - timedelta(days=wanted.older_than))
    if wanted.assignee_id is not None:
        mine = RegisterEntry.assignee_id
        found.append(mine.is_(None) if wanted.assignee_id == 0 else mine == wanted.assignee_id)
    if wanted.issue_year is not None:
        found.append(func.substr(RegisterEntry.issue_date, 1, 4) == wanted.issue_year)
    if wanted.valid_from is not None:
        found.append(RegisterEntry.valid_until >= wanted.valid_from)
    if wanted.valid_to is not None:
        found.append(RegisterEntry.valid_until <= wanted.valid_to)
    if wanted.copy_to is not None:
        found.append(RegisterEntry.copy_until < wanted.copy_to)
    return found


def distinct_values(connection: Connection) -> dict[str, list[str]]:
    """What the filters offer: types, issuers, provinces, folders, codes of issues."""
    columns = {
        "document_type": RegisterEntry.document_type,
        "issuer": RegisterEntry.issuer,
        "province": RegisterEntry.province,
        "folder": RegisterEntry.folder,
    }
    offered = {
        name: sorted(value for value in connection.scalars(select(column).distinct().limit(500)) if value)
        for name, column in columns.items()
    }
    codes = select(IssueRow.code).distinct()
    return {**offered, "issue_code": sorted(connection.scalars(codes))}


def holders(connection: Connection) -> dict[str, str]:
    """Who has certificates in hand: names by the account's id."""
    held = select(RegisterEntry.assignee_id).where(RegisterEntry.assignee_id.is_not(None)).distinct()
    rows = connection.execute(select(User.id, User.name).where(User.id.in_(held)).order_by(User.name_key))
    return {str(row.id): row.name for row in rows}
