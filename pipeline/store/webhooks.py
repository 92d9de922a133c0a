"""Addresses that are told of events, and the messages that wait for them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.store.moments import aware
from schemas.tables.desk import Webhook, WebhookDelivery

ATTEMPTS = 6
_AT_ONCE = 20  # messages


class Event(StrEnum):
    UPLOAD_DONE = "upload.done"
    CORRECTED = "certificate.corrected"
    VERIFIED = "certificate.verified"
    REJECTED = "certificate.rejected"
    REOPENED = "certificate.reopened"


@dataclass(frozen=True)
class Hook:
    """``secret`` signs what is sent to ``url``."""

    id: int
    url: str
    events: Sequence[str]
    secret: str
    created_at: datetime


@dataclass(frozen=True)
class Delivery:
    """A message that is due."""

    id: int
    url: str
    secret: str
    event: str
    payload: Mapping[str, Any]
    attempts: int


def add_webhook(connection: Connection, user_id: int, url: str, events: Sequence[Event]) -> Hook:
    """A new address, with a secret of its own."""
    names = [event.value for event in events]
    values = {"user_id": user_id, "url": url, "events": names}
    secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
    new = insert(Webhook).values(**values, secret=secret, created_at=now).returning(Webhook.id)
    return Hook(connection.execute(new).scalar_one(), url, names, secret, now)


def list_webhooks(connection: Connection) -> list[Hook]:
    """All addresses."""
    rows = connection.execute(select(Webhook).order_by(Webhook.id))
    return [Hook(row.id, row.url, row.events, row.secret, aware(row.created_at)) for row in rows]


def drop_webhook(connection: Connection, webhook_id: int) -> bool:
    """Ends the address and what waits for it; false where there is none."""
    connection.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id))
    return connection.execute(delete(Webhook).where(Webhook.id == webhook_id)).rowcount > 0


def announce(connection: Connection, event: Event, payload: Mapping[str, Any]) -> None:
    """Puts the event in the way of every address that asked for it. ``payload`` holds ids, no names."""
    now = datetime.now(UTC)
    for hook in connection.execute(select(Webhook.id, Webhook.events)):
        if event.value in hook.events:
            values = {"webhook_id": hook.id, "event": event.value, "payload": dict(payload)}
            connection.execute(
                insert(WebhookDelivery).values(**values, state="waiting", attempts=0, next_at=now)
            )


def due_deliveries(connection: Connection) -> list[Delivery]:
    """The first messages to be sent now."""
    query = (
        select(
            WebhookDelivery.id, Webhook.url, Webhook.secret, WebhookDelivery.event, WebhookDelivery.payload,
            WebhookDelivery.attempts,
        )
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(WebhookDelivery.state == "waiting", WebhookDelivery.next_at <= datetime.now(UTC))
        .order_by(WebhookDelivery.id)
        .limit(_AT_ONCE)
    )  # fmt: skip
    return [Delivery(**row._mapping) for row in connection.execute(query)]


def note_delivery(connection: Connection, delivery: Delivery, problem: str | None) -> None:
    """Sent, or to be tried again later, each time after twice as long; at last given up."""
    attempts = delivery.attempts + 1
    state = "delivered" if problem is None else ("failed" if attempts >= ATTEMPTS else "waiting")
    later = datetime.now(UTC) + timedelta(seconds=10 * 2**attempts)
    values = {"state": state, "attempts": attempts, "next_at": later, "message": problem}
    connection.execute(update(WebhookDelivery).where(WebhookDelivery.id == delivery.id).values(**values))
