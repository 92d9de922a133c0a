"""The audit log: every read of a person's data and every change, by whom and from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from pipeline.store.moments import aware
from schemas.tables.accounts import AuditEntry

# Without asking for the id, which nobody needs.
_NEW = insert(AuditEntry).inline()


@dataclass(frozen=True)
class Actor:
    """Who does something: a name, by what way (session, key, command), from which address."""

    name: str
    via: str
    address: str | None = None


@dataclass(frozen=True)
class Audited:
    """One entry of the log."""

    id: int
    at: datetime
    actor: str
    via: str
    action: str
    certificate_id: int | None
    detail: Mapping[str, Any] = field(default_factory=dict)
    address: str | None = None


def audit(
    connection: Connection,
    actor: Actor,
    action: str,
    certificate_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """One more entry. ``detail`` holds no password, token or key."""
    values = {"actor": actor.name, "via": actor.via, "action": action, "certificate_id": certificate_id}
    more = {"at": datetime.now(UTC), "detail": dict(detail or {}), "address": actor.address}
    connection.execute(_NEW, {**values, **more})


def list_audit(
    connection: Connection,
    *,
    before: int | None,
    certificate_id: int | None,
    actor: str | None,
    action: str | None,
    limit: int,
) -> Sequence[Audited]:
    """Entries, newest first, from before the one with id ``before``; ``None`` asks for nothing. ``actor`` is
    an account, whose keys count too."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if actor is not None:
        query = query.where(
            or_(AuditEntry.actor == actor, AuditEntry.actor.startswith(f"{actor} (", autoescape=True))
        )
    if action is not None:
        query = query.where(AuditEntry.action == action)
    if before is not None:
        query = query.where(AuditEntry.id < before)
    if certificate_id is not None:
        query = query.where(AuditEntry.certificate_id == certificate_id)
    return [Audited(**{**row._mapping, "at": aware(row._mapping["at"])}) for row in connection.execute(query)]
