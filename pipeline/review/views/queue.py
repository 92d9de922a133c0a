"""The queue: what waits for a person."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from extractors.issue_messages.messages import issue
from pipeline.exports.export import ExportFormat
from pipeline.review.asked import Asked, AskedNext
from pipeline.review.declared import Declarations
from pipeline.review.masking import mask_entry
from pipeline.review.offered import Offered, offered_values
from pipeline.review.render import render, render_part
from pipeline.review.visitor import AnyVisitor, ChangingReviewer, KnownTypes, OpenDesk
from pipeline.review.words import Language, one_language, say, say_or
from pipeline.store.apply import ReviewState
from pipeline.store.audit import audit
from pipeline.store.decide import claim
from pipeline.store.queue import MOST_COUNTED, count_entries, list_queue, next_open

router = APIRouter(include_in_schema=False)
PAGE = 50


@router.get("/")
def home() -> Response:
    """The queue is where the day begins."""
    return RedirectResponse("/queue", status_code=303)


@router.get("/queue")
def queue(
    request: Request, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes,
    asked: Annotated[Asked, Query()],
    after: Annotated[str, Query(pattern=r"^(?:[0-9]{1,2}-[0-9]{1,9})?$")] = "",
    free: Literal["", "none"] = "",
) -> Response:  # fmt: skip
    """Certificates by urgency, filtered; ``free=none`` tells that the next one was sought in vain."""
    wanted = asked.to_filter(visitor.account.id)
    with desk.reading() as connection:
        part = list_queue(connection, wanted, _place(after), PAGE)
        waiting = count_entries(connection, wanted)
        offered = offered_values(desk, connection)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "list", detail=asked.given)
    if visitor.masked:
        part = replace(part, entries=[mask_entry(entry) for entry in part.entries])
    return render(
        request, "queue.html", visitor, visitor.look, part=part, waiting=waiting, asked=asked, free=free,
        many=waiting == MOST_COUNTED,
        filters=_filters(offered, declared, tuple(asked.filters.items()), visitor.look.language),
        formats=[format.value for format in ExportFormat],
    )  # fmt: skip


@lru_cache(maxsize=64)  # hundreds of choices, the same for all who filter alike
def _filters(
    offered: Offered, declared: Declarations, given: tuple[tuple[str, str], ...], language: Language
) -> Markup:
    people = {"me": say("queue.me", language), "nobody": say("queue.nobody", language), **offered.people}
    return render_part(
        "filters.html", language, given=dict(given), offered=offered.values, people=people,
        issues={code: _issue_name(code, language) for code in offered.values["issue_code"]},
        types={name: declared.type_name(name, language) for name in offered.values["document_type"]},
        states=[state.value for state in ReviewState],
    )  # fmt: skip


@router.post("/queue/next")
def take_next(visitor: ChangingReviewer, desk: OpenDesk, asked: Annotated[AskedNext, Form()]) -> Response:
    """Claims the most urgent certificate that nobody has in hand, of those that the filters let through
    and after the one that was looked at, and opens it."""
    with desk.writing() as connection:
        wanted = asked.to_filter(visitor.account.id)
        found = next_open(connection, visitor.account.id, asked.after, wanted)
        if found is not None:
            claim(connection, visitor.account, found, take_over=True)
            audit(connection, visitor.actor, "claim", found)
    path = "/queue" if found is None else f"/certificates/{found}"
    told = {**asked.given, **({"free": "none"} if found is None else {})}
    return RedirectResponse(f"{path}?{urlencode(told)}" if told else path, status_code=303)


def _issue_name(code: str, language: Language) -> str:
    try:
        return one_language(issue(code).message, language)
    except KeyError:  # of another version of licet, or made where certificates are merged
        return say_or(f"issue.{code}", language, code)


def _place(after: str) -> tuple[int, int] | None:
    urgency, _, at = after.partition("-")
    return (int(urgency), int(at)) if at else None
