"""Who calls: the key in the Authorization header, and whether its scopes suffice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from pipeline.review.settings import Settings
from pipeline.store.audit import Actor
from pipeline.store.desk import Desk
from pipeline.store.users import Account, Role, Scope, find_key

_bearer = HTTPBearer(auto_error=False, description="A key made on the administration page: licet_…")


@dataclass(frozen=True)
class Caller:
    """A program, the account that it acts for, and what it needs to answer it."""

    account: Account
    actor: Actor
    desk: Desk
    settings: Settings
    masked: bool


def needs(scope: Scope) -> Callable[..., Caller]:
    """A dependency: the caller, if its key has the scope."""

    def check(
        request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Caller:
        desk: Desk = request.app.state.desk
        settings: Settings = request.app.state.settings
        holder = None
        if given is not None:
            with desk.reading() as connection:
                holder = find_key(connection, given.credentials)
        if holder is None:
            told = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "需要有效的密钥 / a valid key is needed", headers=told)
        if scope not in holder.scopes:
            raise HTTPException(403, f"密钥没有 {scope.value} 权限 / the key lacks the scope {scope.value}")
        address = request.client.host if request.client is not None else None
        actor = Actor(f"{holder.account.name} ({holder.key_name})", "key", address)
        masked = settings.mask_names and holder.account.role is Role.VIEWER
        return Caller(holder.account, actor, desk, settings, masked)

    return check


Reading = Annotated[Caller, Depends(needs(Scope.READ))]
Uploading = Annotated[Caller, Depends(needs(Scope.UPLOAD))]
Correcting = Annotated[Caller, Depends(needs(Scope.CORRECT))]
Exporting = Annotated[Caller, Depends(needs(Scope.EXPORT))]
Hooking = Annotated[Caller, Depends(needs(Scope.WEBHOOKS))]
