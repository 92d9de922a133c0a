"""Administration: accounts, keys of programs, the audit log."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.review.ids import Id, PathId, Words
from pipeline.review.passwords import hash_password
from pipeline.review.render import render
from pipeline.review.visitor import Admin, ChangingAdmin, OpenDesk, Visitor
from pipeline.review.words import words_under
from pipeline.store.audit import audit, list_audit
from pipeline.store.desk import Desk
from pipeline.store.users import (
    Role,
    Scope,
    add_key,
    add_user,
    list_keys,
    list_users,
    revoke_key,
    update_user,
)
from schemas.errors import OptionError

router = APIRouter(include_in_schema=False)
Name = Annotated[str, Form(min_length=1, max_length=200)]
LOG = 200


@router.get("/admin")
def admin_page(request: Request, visitor: Admin, desk: OpenDesk) -> Response:
    """Accounts and keys."""
    return _page(request, visitor, desk)


@router.post("/admin/users")
def make_user(
    visitor: ChangingAdmin, desk: OpenDesk, name: Name,
    password: Annotated[str, Form(max_length=1000)], role: Annotated[Role, Form()],
) -> Response:  # fmt: skip
    """A new account."""
    hashed = hash_password(password)
    with desk.writing() as connection:
        add_user(connection, name, hashed, role)
        audit(connection, visitor.actor, "user_add", detail={"name": name, "role": role.value})
    return RedirectResponse("/admin", status_code=303)


@router.post("/admin/users/set")
def change_user(
    visitor: ChangingAdmin, desk: OpenDesk, name: Name,
    role: Annotated[Role, Form()], password: Annotated[str, Form(max_length=1000)] = "",
    disabled: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Role, password and whether they may log in."""
    hashed = hash_password(password) if password else None
    with desk.writing() as connection:
        update_user(connection, name, role=role, password_hash=hashed, disabled=disabled)
        told = {"name": name, "role": role.value, "password": bool(password), "disabled": disabled}
        audit(connection, visitor.actor, "user_set", detail=told)
    return RedirectResponse("/admin", status_code=303)


@router.post("/admin/keys")
def make_key(
    request: Request, visitor: ChangingAdmin, desk: OpenDesk, name: Name, user: Annotated[str, Form()],
    scopes: Annotated[list[Scope], Form()],
) -> Response:  # fmt: skip
    """A new key, shown this once."""
    with desk.writing() as connection:
        accounts = {account.name: account for account in list_users(connection)}
        if user not in accounts:
            raise OptionError("没有此用户 / there is no such user")
        secret = add_key(connection, accounts[user].id, name, scopes)
        told = {"name": name, "user": user, "scopes": [scope.value for scope in scopes]}
        audit(connection, visitor.actor, "key_add", detail=told)
    return _page(request, visitor, desk, secret=secret)


@router.post("/admin/keys/{key_id}/revoke")
def end_key(key_id: PathId, visitor: ChangingAdmin, desk: OpenDesk) -> Response:
    """Ends a key at once."""
    with desk.writing() as connection:
        revoke_key(connection, key_id)
        audit(connection, visitor.actor, "key_revoke", detail={"id": key_id})
    return RedirectResponse("/admin", status_code=303)


@router.get("/admin/log")
def log_page(
    request: Request, visitor: Admin, desk: OpenDesk,
    before: Id | None = None,
    certificate: Annotated[str, Query(pattern=r"^[0-9]{0,9}$")] = "",
    actor: Words = "",
    action: Words = "",
) -> Response:  # fmt: skip
    """Who looked at what and who changed what, newest first."""
    given = {"actor": actor, "action": action, "certificate": certificate}
    asked = {name: value for name, value in given.items() if value}
    with desk.writing() as connection:
        audit(connection, visitor.actor, "log", detail=asked)
    with desk.reading() as connection:
        users = [user.name for user in list_users(connection)]
        entries = list_audit(
            connection, before=before, certificate_id=int(certificate) if certificate else None,
            actor=actor or None, action=action or None, limit=LOG,
        )  # fmt: skip
    return render(
        request, "log.html", visitor, visitor.look, entries=entries, given=given, users=users,
        actions=words_under("audit"), query=urlencode(asked),
        before=entries[-1].id if len(entries) == LOG else None,
    )  # fmt: skip


def _page(request: Request, visitor: Visitor, desk: Desk, secret: str | None = None) -> Response:
    with desk.reading() as connection:
        users, keys = list_users(connection), list_keys(connection)
    return render(
        request,
        "admin.html",
        visitor,
        visitor.look,
        users=users,
        keys=keys,
        scopes=list(Scope),
        secret=secret,
    )
