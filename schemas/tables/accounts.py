"""Who may use the desk: people, their sessions, keys of programs, and what each of them looked at."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from schemas.tables.base import Base, Code, Exact, Key, Moment, NamedNumbers, Numbers, Sha256, owned_by


class User(Base):
    """``password_hash`` is argon2's own string; ``role`` is viewer, reviewer or admin."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Exact]
    name_key: Mapped[Key] = mapped_column(unique=True)
    password_hash: Mapped[Exact]
    role: Mapped[Code]
    created_at: Mapped[Moment]
    disabled_at: Mapped[Moment | None]


class Session(Base):
    """A login. The cookie's token is not stored, only its SHA-256."""

    __tablename__ = "sessions"

    token_hash: Mapped[Sha256] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(owned_by("users.id"), index=True)
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]


class LoginFailure(Base):
    """A wrong password, under the name and under the address that it came from: for the rate limit."""

    __tablename__ = "login_failures"
    __table_args__ = (Index(None, "source_key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_key: Mapped[Key]
    at: Mapped[Moment]


class ApiKey(Base):
    """A program's key, of which only the SHA-256 is stored; it acts in the name of ``user_id``."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[Exact]
    secret_hash: Mapped[Sha256] = mapped_column(unique=True)
    scopes: Mapped[Numbers]
    created_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]


class AuditEntry(Base):
    """A read of a person's data, or a change; append-only. ``actor`` is the name at that moment,
    ``via`` session, key or command."""

    __tablename__ = "audit_log"
    __table_args__ = (Index(None, "certificate_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[Moment] = mapped_column(index=True)
    actor: Mapped[Exact]
    via: Mapped[Code]
    action: Mapped[Code]
    certificate_id: Mapped[int | None]
    detail: Mapped[NamedNumbers]
    address: Mapped[Exact | None]
