"""Lists of certificates from the register: the queue of those that wait for a person, and all others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    tuple_,
)

from pipeline.store.apply import ReviewState
from pipeline.store.corrections import CLAIM_LIFE
from pipeline.store.filters import Filter, narrowed
from pipeline.store.moments import aware
from schemas.tables.accounts import User
from schemas.tables.desk import CertificateState, RegisterEntry

MOST_COUNTED = 10_000
"""Entries beyond which none are counted: it takes time, and nobody needs to know."""


@dataclass(frozen=True)
class Entry:
    """A line of the register, with the name of whoever has it in hand."""

    id: int
    document_type: str
    license_number: str | None
    company: str | None
    legal_representative: str | None
    issuer: str | None
    province: str | None
    issue_date: str | None
    valid_until: str | None
    copy_until: str | None
    folder: str
    doubtful: int
    urgency: int
    open: bool
    state: ReviewState
    assignee: str | None
    read_at: datetime


@dataclass(frozen=True)
class Slice:
    """Some entries in order, and where the next ones begin: ``None`` after the last."""

    entries: Sequence[Entry]
    after: tuple[int, int] | None


_ENTRIES = select(RegisterEntry, User.name.label("assignee")).outerjoin(
    User, User.id == RegisterEntry.assignee_id
)

_ENTRIES_BY_ID = _ENTRIES.where(RegisterEntry.certificate_id.in_(bindparam("ids", expanding=True)))


_FOR_VALUES = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)


def plan_for_values(connection: Connection) -> None:
    """Until the transaction ends PostgreSQL plans each statement for the values that it has: a filter may
    let through one line or all, and a plan for either takes a hundred times as long on the other. And in
    one process: when many ask at once the cores are busy, and more processes for each cost all of them."""
    if connection.dialect.name == "postgresql":
        connection.execute(_FOR_VALUES)


def list_queue(
    connection: Connection, wanted: Filter, after: tuple[int, int] | None = None, limit: int = 50
) -> Slice:
    """Certificates by urgency, those read first before later ones."""
    plan_for_values(connection)
    place = (RegisterEntry.urgency, RegisterEntry.certificate_id)
    query = narrowed(_ENTRIES, wanted).order_by(*place).limit(limit + 1)
    if after is not None:
        query = query.where(tuple_(*place) > after)
    rows = connection.execute(query).all()
    entries = [_entry(row) for row in rows[:limit]]
    last = entries[-1] if len(rows) > limit else None
    return Slice(entries, None if last is None else (last.urgency, last.id))


def list_entries(connection: Connection, wanted: Filter, after: int, limit: int) -> Sequence[Entry]:
    """Certificates by id, those after ``after``."""
    plan_for_values(connection)
    query = narrowed(_ENTRIES, wanted).where(RegisterEntry.certificate_id > after)
    rows = connection.execute(query.order_by(RegisterEntry.certificate_id).limit(limit))
    return [_entry(row) for row in rows]


def find_entries(connection: Connection, ids: Sequence[int]) -> dict[int, Entry]:
    """Entries by certificate."""
    if not ids:
        return {}
    rows = connection.execute(_ENTRIES_BY_ID, {"ids": ids})
    return {entry.id: entry for entry in map(_entry, rows)}


def next_open(
    connection: Connection, account_id: int, after: int | None = None, wanted: Filter | None = None
) -> int | None:
    """The most urgent certificate that waits and that nobody else has in hand, of those that the filter
    lets through: of those behind ``after``, at their end from the first on."""
    plan_for_values(connection)
    lapsed = CertificateState.claimed_at < datetime.now(UTC) - CLAIM_LIFE
    free = or_(
        RegisterEntry.assignee_id.is_(None),
        RegisterEntry.assignee_id == account_id,
        exists().where(CertificateState.certificate_id == RegisterEntry.certificate_id, lapsed),
    )
    place = (RegisterEntry.urgency, RegisterEntry.certificate_id)
    query = select(RegisterEntry.certificate_id).where(RegisterEntry.open, free)
    query = narrowed(query, wanted or Filter()).order_by(*place).limit(1)
    if after is None:
        return connection.scalars(query).one_or_none()
    here = select(*place).where(RegisterEntry.certificate_id == after)
    seen = connection.execute(here).one_or_none()
    if seen is not None:
        found = connection.scalars(query.where(tuple_(*place) > tuple(seen))).one_or_none()
        if found is not None:
            return found
    return connection.scalars(query.where(RegisterEntry.certificate_id != after)).one_or_none()


def count_entries(connection: Connection, wanted: Filter) -> int:
    """How many; no further than ``MOST_COUNTED``."""
    some = narrowed(select(RegisterEntry.certificate_id), wanted).limit(MOST_COUNTED).subquery()
    return connection.scalars(select(func.count()).select_from(some)).one()


def _entry(row: Row[*tuple[Any, ...]]) -> Entry:
    values = row._mapping
    names = (
        "document_type", "license_number", "company", "legal_representative", "issuer", "province",
        "issue_date", "valid_until", "copy_until", "folder", "doubtful", "urgency", "open", "assignee",
    )  # fmt: skip
    return Entry(
        id=values["certificate_id"],
        state=ReviewState(values["state"]),
        read_at=aware(values["read_at"]),
        **{name: values[name] for name in names},
    )
