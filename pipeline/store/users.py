"""Accounts, logins and keys of programs. Secrets come in hashed; nothing here knows a password."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from pipeline.store.moments import aware
from schemas.errors import OptionError
from schemas.tables.accounts import ApiKey, LoginFailure, Session, User
from schemas.tables.base import text_to_key

SESSION_IDLE = timedelta(hours=8)
SESSION_LIFE = timedelta(hours=24)
_SEEN_EVERY = timedelta(minutes=1)
FAILURE_WINDOW = timedelta(minutes=15)


_SESSION = (
    select(User, Session.created_at.label("began"), Session.seen_at)
    .join(Session, Session.user_id == User.id)
    .where(Session.token_hash == bindparam("token"))
)


class Role(StrEnum):
    VIEWER = "viewer"  # looks
    REVIEWER = "reviewer"  # and decides
    ADMIN = "admin"  # and keeps accounts, keys and the audit log


RANK = {Role.VIEWER: 0, Role.REVIEWER: 1, Role.ADMIN: 2}


class Scope(StrEnum):
    """What a program's key may do."""

    READ = "read"
    UPLOAD = "upload"
    CORRECT = "correct"
    EXPORT = "export"
    WEBHOOKS = "webhooks"


SCOPE_ROLE = {
    Scope.READ: Role.VIEWER,
    Scope.EXPORT: Role.VIEWER,
    Scope.UPLOAD: Role.REVIEWER,
    Scope.CORRECT: Role.REVIEWER,
    Scope.WEBHOOKS: Role.ADMIN,
}


@dataclass(frozen=True)
class Account:
    """A person who may log in."""

    id: int
    name: str
    role: Role
    disabled: bool = False


@dataclass(frozen=True)
class KeyHolder:
    """The account that a key acts for, and what the key may do."""

    account: Account
    key_name: str
    scopes: frozenset[Scope]


def secret_to_hash(secret: str) -> str:
    """What is stored of a random secret. Plain SHA-256: a secret of 256 bits cannot be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_user(connection: Connection, name: str, password_hash: str, role: Role) -> Account:
    """A new account.

    Raises:
        OptionError: the name is taken, or one that people could not tell from another.
    """
    if not 1 <= len(name) <= 200 or not name.isprintable() or name != name.strip():
        raise OptionError(
            "用户名须有 1 至 200 个可打印字符，首尾不能有空格"
            " / a name has 1 to 200 characters that can be printed, and no space at either end"
        )
    values = {"name": name, "name_key": text_to_key(name), "password_hash": password_hash, "role": role.value}
    try:
        with connection.begin_nested():
            new = insert(User).values(**values, created_at=datetime.now(UTC)).returning(User.id)
            return Account(connection.execute(new).scalar_one(), name, role)
    except IntegrityError as error:
        raise OptionError(
            f"已有此用户，请换一个名称 / there is a user {name} already; choose another."
        ) from error


def find_user(connection: Connection, name: str) -> tuple[Account, str] | None:
    """The account with this name and its password hash, disabled or not."""
    row = connection.execute(select(User).where(User.name_key == text_to_key(name))).one_or_none()
    return None if row is None else (_account(row), row.password_hash)


def list_users(connection: Connection) -> list[Account]:
    """All accounts by name."""
    return [_account(row) for row in connection.execute(select(User).order_by(User.name_key))]


def count_admins(connection: Connection) -> int:
    """Admins that can log in."""
    query = select(func.count()).select_from(User)
    return connection.scalars(query.where(User.role == Role.ADMIN.value, User.disabled_at.is_(None))).one()


def update_user(
    connection: Connection,
    name: str,
    *,
    role: Role | None = None,
    password_hash: str | None = None,
    disabled: bool | None = None,
) -> None:
    """Changes what is given; every session of the account ends.

    Raises:
        OptionError: there is no such user, or it is the last admin.
    """
    found = find_user(connection, name)
    if found is None:
        raise OptionError(f"没有此用户 / there is no user {name}. `licet users list` lists them.")
    account = found[0]
    loses = disabled is True or (role is not None and role is not Role.ADMIN)
    if account.role is Role.ADMIN and not account.disabled and loses and count_admins(connection) == 1:
        raise OptionError(
            f"这是最后一个管理员，请先另设一个 / {name} is the last admin. Make another one first."
        )
    values: dict[str, object] = {}
    if role is not None:
        values["role"] = role.value
    if password_hash is not None:
        values["password_hash"] = password_hash
    if disabled is not None:
        values["disabled_at"] = datetime.now(UTC) if disabled else None
    if values:
        connection.execute(update(User).where(User.id == account.id).values(**values))
    connection.execute(delete(Session).where(Session.user_id == account.id))


def open_session(connection: Connection, user_id: int) -> str:
    """A new login; the token for its cookie. Sessions that ran out are removed."""
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    connection.execute(delete(Session).where(Session.created_at < now - SESSION_LIFE))
    values = {"token_hash": secret_to_hash(token), "user_id": user_id, "created_at": now, "seen_at": now}
    connection.execute(insert(Session).values(**values))
    return token


def find_session(connection: Connection, token: str) -> tuple[Account, bool] | None:
    """Whose session it is, while it lasts, and whether it is time to note that it is used."""
    row = connection.execute(_SESSION, {"token": secret_to_hash(token)}).one_or_none()
    if row is None or row.disabled_at is not None:
        return None
    now, began, seen = datetime.now(UTC), aware(row.began), aware(row.seen_at)
    if now - began > SESSION_LIFE or now - seen > SESSION_IDLE:
        return None
    return _account(row), now - seen > _SEEN_EVERY


def note_session(connection: Connection, token: str) -> None:
    """The session is in use now."""
    mine = Session.token_hash == secret_to_hash(token)
    connection.execute(update(Session).where(mine).values(seen_at=datetime.now(UTC)))


def close_session(connection: Connection, token: str) -> None:
    """Logs out."""
    connection.execute(delete(Session).where(Session.token_hash == secret_to_hash(token)))


def count_failures(connection: Connection, source: str) -> int:
    """Wrong passwords of late under this name or from this address."""
    recent = LoginFailure.at > datetime.now(UTC) - FAILURE_WINDOW
    query = select(func.count()).select_from(LoginFailure)
    return connection.scalars(query.where(LoginFailure.source_key == text_to_key(source), recent)).one()


def note_failure(connection: Connection, sources: Sequence[str]) -> list[int]:
    """One wrong password; the ids to forget it by. Failures older than the window are forgotten."""
    now = datetime.now(UTC)
    connection.execute(delete(LoginFailure).where(LoginFailure.at < now - FAILURE_WINDOW))
    rows = [{"source_key": text_to_key(source), "at": now} for source in sources]
    return list(connection.scalars(insert(LoginFailure).returning(LoginFailure.id), rows))


def forget_failures(connection: Connection, source: str, ids: Sequence[int]) -> None:
    """A right password clears the name, and what was noted before it was looked at."""
    of_name = LoginFailure.source_key == text_to_key(source)
    connection.execute(delete(LoginFailure).where(of_name | LoginFailure.id.in_(ids)))


def add_key(connection: Connection, user_id: int, name: str, scopes: Sequence[Scope]) -> str:
    """A new key; its secret, which is shown once and stored hashed."""
    secret = f"licet_{secrets.token_urlsafe(32)}"
    values = {"user_id": user_id, "name": name, "scopes": [scope.value for scope in scopes]}
    values |= {"secret_hash": secret_to_hash(secret), "created_at": datetime.now(UTC)}
    connection.execute(insert(ApiKey).values(**values))
    return secret


def list_keys(
    connection: Connection,
) -> list[Row[*tuple[Any, ...]]]:
    """Keys with the names of their accounts, newest first."""
    query = select(
        ApiKey.id, ApiKey.name, User.name.label("user_name"), ApiKey.scopes, ApiKey.created_at,
        ApiKey.revoked_at,
    ).join(User, User.id == ApiKey.user_id)  # fmt: skip
    return list(connection.execute(query.order_by(ApiKey.id.desc())))


def revoke_key(connection: Connection, key_id: int) -> bool:
    """Ends the key at once; false where there is none that still works."""
    mine = ApiKey.id == key_id, ApiKey.revoked_at.is_(None)
    return connection.execute(update(ApiKey).where(*mine).values(revoked_at=datetime.now(UTC))).rowcount > 0


def find_key(connection: Connection, secret: str) -> KeyHolder | None:
    """Whose key it is; a key may do no more than its account's role."""
    query = select(User, ApiKey.name.label("key_name"), ApiKey.scopes).join(ApiKey, ApiKey.user_id == User.id)
    mine = ApiKey.secret_hash == secret_to_hash(secret), ApiKey.revoked_at.is_(None)
    row = connection.execute(query.where(*mine)).one_or_none()
    if row is None or row.disabled_at is not None:
        return None
    account = _account(row)
    scopes = frozenset(
        Scope(scope) for scope in row.scopes if RANK[SCOPE_ROLE[Scope(scope)]] <= RANK[account.role]
    )
    return KeyHolder(account, row.key_name, scopes)


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    values = row._mapping
    return Account(values["id"], values["name"], Role(values["role"]), values["disabled_at"] is not None)
