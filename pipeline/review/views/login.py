"""Log in and out; choose language and theme."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from pipeline.review.passwords import password_fits
from pipeline.review.render import render
from pipeline.review.settings import Settings
from pipeline.review.visitor import (
    FORM_COOKIE,
    LANGUAGE_COOKIE,
    SESSION_COOKIE,
    THEME_COOKIE,
    ChangingVisitor,
    OpenDesk,
    look_of,
)
from pipeline.review.words import Language
from pipeline.store.audit import Actor, audit
from pipeline.store.users import (
    close_session,
    count_failures,
    find_user,
    forget_failures,
    note_failure,
    open_session,
)

router = APIRouter(include_in_schema=False)
MOST_FAILURES = 5  # of a name in the window
MOST_FAILURES_FROM = 30  # of an address
_YEAR = 365 * 24 * 3600


@router.get("/login")
def login_page(request: Request, to: str = "/") -> Response:
    """The form."""
    return _form(request, to)


@router.post("/login")
def log_in(
    request: Request,
    desk: OpenDesk,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    form_token: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = "/",
) -> Response:
    """A session for whoever knows the password; too many wrong ones and nobody may try for a while."""
    cookie = request.cookies.get(FORM_COOKIE, "")
    if not cookie:
        return _form(request, to, "login.no_cookie", status=403)
    if not hmac.compare_digest(cookie.encode(), form_token.encode()):
        return _form(request, to, "login.again", status=403)
    address = request.client.host if request.client is not None else "unknown"
    sources = (f"name {name}", f"address {address}")
    actor = Actor(name, "session", address)
    with desk.writing() as connection:
        # Counted before the password is looked at, so that tries at the same moment count too.
        noted = note_failure(connection, sources)
        tries = [count_failures(connection, source) for source in sources]
        if tries[0] > MOST_FAILURES or tries[1] > MOST_FAILURES_FROM:
            audit(connection, actor, "login_blocked")
            return _form(request, to, "login.wait", status=429)
    with desk.reading() as connection:
        found = find_user(connection, name)
    usable = found is not None and not found[0].disabled
    fits = password_fits(password, found[1] if found is not None and usable else None)
    with desk.writing() as connection:
        if not fits or found is None:
            audit(connection, actor, "login_failed")
            return _form(request, to, "login.wrong", status=401)
        forget_failures(connection, sources[0], noted)
        token = open_session(connection, found[0].id)
        audit(connection, actor, "login")
    answer = RedirectResponse(_own_path(to), status_code=303)
    _set(request, answer, SESSION_COOKIE, token, None)
    return answer


@router.post("/logout")
def log_out(request: Request, visitor: ChangingVisitor, desk: OpenDesk) -> Response:
    """Ends the session, here and in the database."""
    with desk.writing() as connection:
        close_session(connection, request.cookies.get(SESSION_COOKIE, ""))
        audit(connection, visitor.actor, "logout")
    answer = RedirectResponse("/login", status_code=303, headers={"Clear-Site-Data": '"cache"'})
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@router.get("/look")
def choose_look(request: Request, language: str = "", theme: str = "", to: str = "/") -> Response:
    """Keeps the choice in a cookie; nothing else changes."""
    answer = RedirectResponse(_own_path(to), status_code=303)
    if language:
        if language not in {known.value for known in Language}:
            raise HTTPException(400, "no such language")
        _set(request, answer, LANGUAGE_COOKIE, language, _YEAR)
    if theme in ("light", "dark", "system"):
        _set(request, answer, THEME_COOKIE, theme, _YEAR)
    return answer


def _form(request: Request, to: str, problem: str | None = None, status: int = 200) -> Response:
    token = secrets.token_urlsafe(16)
    look = look_of(request)
    page = render(
        request, "login.html", None, look, status=status, token=token, to=_own_path(to), problem=problem
    )
    _set(request, page, FORM_COOKIE, token, 3600)
    return page


def _set(request: Request, answer: Response, name: str, value: str, seconds: int | None) -> None:
    settings: Settings = request.app.state.settings
    answer.set_cookie(
        name, value, max_age=seconds, httponly=True, secure=settings.secure, samesite="lax", path="/"
    )


def _own_path(to: str) -> str:
    """A path of this site: never the way to another one."""
    parts = urlsplit(to)
    own = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return to if own and to.isprintable() else "/"
