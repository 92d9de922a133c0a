"""The queue: what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from extractors.messages import issue
from pipeline.review.declared import Declarations
from pipeline.review.ids import Id
from pipeline.review.offered import Offered, offered_values
from pipeline.review.render import render, render_part
from pipeline.review.visitor import AnyVisitor, ChangingReviewer, KnownTypes, OpenDesk
from pipeline.review.words import Language, one_language
from pipeline.store.apply import ReviewState
from pipeline.store.audit import audit
from pipeline.store.decide import claim
from pipeline.store.queue import Filter, count_entries, list_queue, next_open
from schemas.errors import OptionError

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/")
def home() -> Response:
    """The queue is where the day begins."""
    return RedirectResponse("/queue", status_code=303)


@router.get("/queue")
def queue(
    request: Request,
    visitor: AnyVisitor,
    desk: OpenDesk,
    declared: KnownTypes,
    show: Annotated[str, Query()] = "open",
    document_type: str = "",
    issuer: str = "",
    province: str = "",
    issue_code: str = "",
    older_than: str = "",
    folder: str = "",
    assignee: str = "",
    after: str = "",
) -> Response:
    """Certificates by urgency, filtered."""
    given = {
        "document_type": document_type, "issuer": issuer, "province": province, "issue_code": issue_code,
        "older_than": older_than, "folder": folder, "assignee": assignee, "show": show,
    }  # fmt: skip
    wanted = _filter(given, visitor.account.id)
    with desk.reading() as connection:
        part = list_queue(connection, wanted, _place(after), PAGE)
        waiting = count_entries(connection, wanted)
        offered = offered_values(desk, connection)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "list", detail={key: value for key, value in given.items() if value})
    return render(
        request, "queue.html", visitor, visitor.look, part=part, waiting=waiting, given=given,
        filters=_filters(offered, declared, tuple(given.items()), visitor.look.language),
    )  # fmt: skip


@lru_cache(maxsize=64)  # hundreds of choices, the same for all who filter alike
def _filters(
    offered: Offered, declared: Declarations, given: tuple[tuple[str, str], ...], language: Language
) -> Markup:
    return render_part(
        "filters.html", language, given=dict(given), offered=offered.values,
        issues={code: _issue_name(code, language) for code in offered.values["issue_code"]},
        types={name: declared.type_name(name, language) for name in offered.values["document_type"]},
        states=[state.value for state in ReviewState],
    )  # fmt: skip


@router.post("/queue/next")
def take_next(
    visitor: ChangingReviewer, desk: OpenDesk, after: Annotated[Id | None, Form()] = None
) -> Response:
    """Claims the most urgent certificate that nobody has in hand, and opens it."""
    with desk.writing() as connection:
        found = next_open(connection, visitor.account.id, after)
        if found is not None:
            claim(connection, visitor.account, found, take_over=True)
            audit(connection, visitor.actor, "claim", found)
    return RedirectResponse("/queue" if found is None else f"/certificates/{found}", status_code=303)


def _issue_name(code: str, language: Language) -> str:
    try:
        return one_language(issue(code).message, language)
    except KeyError:  # of another version of licet, or made where certificates are merged
        return code


def _filter(given: dict[str, str], account_id: int) -> Filter:
    wanted = Filter(
        document_type=given["document_type"] or None,
        issuer=given["issuer"] or None,
        province=given["province"] or None,
        issue_code=given["issue_code"] or None,
        folder=given["folder"] or None,
    )
    if given["older_than"].isdecimal() and len(given["older_than"]) < 6:
        wanted = replace(wanted, older_than=int(given["older_than"]))
    if given["assignee"] in ("me", "nobody"):
        wanted = replace(wanted, assignee_id=account_id if given["assignee"] == "me" else 0)
    if given["show"] in {state.value for state in ReviewState}:
        return replace(wanted, state=ReviewState(given["show"]))
    return wanted if given["show"] == "all" else replace(wanted, open=True)


def _place(after: str) -> tuple[int, int] | None:
    urgency, _, at = after.partition("-")
    if urgency.isdecimal() and at.isdecimal() and len(after) < 20:
        return int(urgency), int(at)
    if after:
        raise OptionError("after 须为 紧急度-编号 / after is URGENCY-ID")
    return None
