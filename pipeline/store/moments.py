"""Moments as the database gives them back."""

from __future__ import annotations

from datetime import UTC, datetime


def aware(moment: datetime) -> datetime:
    """The moment with its zone, which SQLite leaves out: it is UTC."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
