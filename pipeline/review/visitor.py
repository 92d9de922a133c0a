"""Who asks: the account behind a session cookie, its role, language and form token."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from pipeline.review.declared import Declarations
from pipeline.review.words import Language, accepted_language
from pipeline.store.audit import Actor
from pipeline.store.desk import Desk
from pipeline.store.users import RANK, Account, Role, find_session, note_session

SESSION_COOKIE, LANGUAGE_COOKIE, THEME_COOKIE = "licet_session", "licet_language", "licet_theme"
FORM_COOKIE = "licet_form"
TOKEN_FIELD, TOKEN_HEADER = "form_token", "x-form-token"


class LoginNeededError(Exception):
    """The page is for people who have logged in."""


@dataclass(frozen=True)
class Look:
    """How pages appear to whoever asks: language, and theme (light, dark or the system's, empty)."""

    language: Language
    theme: str


@dataclass(frozen=True)
class Visitor:
    """A person who has logged in. ``form_token`` stands in every form of their pages.

    ``masked``: names of people are hidden from them.
    """

    account: Account
    look: Look
    form_token: str
    actor: Actor
    masked: bool

    def may(self, role: Role) -> bool:
        return RANK[self.account.role] >= RANK[role]


def look_of(request: Request) -> Look:
    """Language and theme as chosen, else as the browser says."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    known = chosen in {language.value for language in Language}
    language = Language(chosen) if known else accepted_language(request.headers.get("accept-language", ""))
    theme = request.cookies.get(THEME_COOKIE, "")
    return Look(language, theme if theme in ("light", "dark") else "")


def token_of(session: str) -> str:
    """The form token of a session: known to its pages, and to no other site."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


async def desk_of(request: Request) -> Desk:
    """The application's database."""
    desk: Desk = request.app.state.desk
    return desk


async def declared_of(request: Request) -> Declarations:
    """The types of certificates that the desk was started with."""
    declared: Declarations = request.app.state.settings.declared
    return declared


def visitor_of(request: Request) -> Visitor:
    """The person who asks.

    Raises:
        LoginNeededError: nobody who has logged in.
    """
    session = request.cookies.get(SESSION_COOKIE, "")
    if not session:
        raise LoginNeededError
    desk: Desk = request.app.state.desk
    with desk.reading() as connection:
        found = find_session(connection, session)
    if found is None:
        raise LoginNeededError
    account, due = found
    if due:
        with desk.writing() as connection:
            note_session(connection, session)
    address = request.client.host if request.client is not None else None
    masked = request.app.state.settings.mask_names and account.role is Role.VIEWER
    actor = Actor(account.name, "session", address)
    return Visitor(account, look_of(request), token_of(session), actor, masked)


def check_token(visitor: Visitor, given: str | None) -> None:
    """Refuses a form that another site made.

    Raises:
        HTTPException: 403, the token is not this session's.
    """
    if given is None or not hmac.compare_digest(given.encode(), visitor.form_token.encode()):
        raise HTTPException(403, "表单已过期，请刷新页面 / this form is out of date: load the page again")


async def checked_form(request: Request, visitor: Annotated[Visitor, Depends(visitor_of)]) -> Visitor:
    """A dependency of everything that changes something: the visitor, whose own page asks for it."""
    given = request.headers.get(TOKEN_HEADER)
    if given is None:
        form = await request.form()
        value = form.get(TOKEN_FIELD)
        given = value if isinstance(value, str) else None
    check_token(visitor, given)
    return visitor


def _check_role(visitor: Visitor, role: Role) -> Visitor:
    if not visitor.may(role):
        raise HTTPException(403, "无此权限 / your role does not allow this")
    return visitor


def requires(role: Role) -> Callable[[Visitor], Awaitable[Visitor]]:
    """A dependency: the visitor, if their role suffices."""

    async def check(visitor: Annotated[Visitor, Depends(visitor_of)]) -> Visitor:
        return _check_role(visitor, role)

    return check


def changes(role: Role) -> Callable[[Visitor], Awaitable[Visitor]]:
    """A dependency: the visitor, if their role suffices and their own page asks."""

    async def check(visitor: Annotated[Visitor, Depends(checked_form)]) -> Visitor:
        return _check_role(visitor, role)

    return check


AnyVisitor = Annotated[Visitor, Depends(requires(Role.VIEWER))]
Reviewer = Annotated[Visitor, Depends(requires(Role.REVIEWER))]
Admin = Annotated[Visitor, Depends(requires(Role.ADMIN))]
ChangingVisitor = Annotated[Visitor, Depends(changes(Role.VIEWER))]
ChangingReviewer = Annotated[Visitor, Depends(changes(Role.REVIEWER))]
ChangingAdmin = Annotated[Visitor, Depends(changes(Role.ADMIN))]
KnownTypes = Annotated[Declarations, Depends(declared_of)]
OpenDesk = Annotated[Desk, Depends(desk_of)]
