"""The review page, and what its script asks for and tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from pipeline.review.asked import Asked
from pipeline.review.boxes import Pixel, to_quad
from pipeline.review.candidates import find_candidates
from pipeline.review.declared import Declarations
from pipeline.review.field_views import FieldView, to_field_views
from pipeline.review.ids import PathId
from pipeline.review.masking import mask_names, names_around
from pipeline.review.render import render
from pipeline.review.values import to_stored
from pipeline.review.visitor import AnyVisitor, ChangingReviewer, KnownTypes, OpenDesk, Reviewer, Visitor
from pipeline.review.words import issue_text, say
from pipeline.store.audit import audit
from pipeline.store.corrections import HistoryLine, list_history
from pipeline.store.decide import (
    Said,
    claim,
    correct,
    reject,
    release,
    reopen,
    undo,
    verify,
)
from pipeline.store.places import pages_of_certificate
from pipeline.store.queue import find_entries
from pipeline.store.reviewed import Reviewed, load_reviewed
from schemas.field import FieldStatus

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


class Correcting(BaseModel):
    """What the page's script sends when a person settles a field."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(max_length=500)
    value: str | None = Field(default=None, max_length=30_000)
    status: FieldStatus = FieldStatus.ACCEPTED
    page_no: int | None = Field(default=None, ge=1)
    box: tuple[Pixel, Pixel, Pixel, Pixel] | None = None
    why: str | None = Field(default=None, max_length=2000)
    anyway: bool = False
    revision: int


@router.get("/certificates/{certificate_id}")
def review_page(
    request: Request, certificate_id: PathId, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes,
    asked: Annotated[Asked, Query()],
) -> Response:  # fmt: skip
    """The certificate beside its pages. ``asked`` is the queue that it was taken from: the next one is of
    the same."""
    with desk.reading() as connection:
        reviewed = load_reviewed(connection, certificate_id)
        pages = pages_of_certificate(connection, certificate_id)
        events = list_history(connection, certificate_id)
        entry = find_entries(connection, [certificate_id]).get(certificate_id)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "view", certificate_id)
    standing = reviewed.standing
    names = names_around(reviewed, declared) if visitor.masked else []
    general = [
        mask_names(issue_text(issue, visitor.look.language), names)
        for issue in reviewed.certificate.issues
        if issue.field is None or issue.field not in reviewed.as_read.fields
    ]
    return render(
        request, "review.html", visitor, visitor.look,
        reviewed=reviewed, standing=standing, pages=pages, entry=entry, general=general,
        views=to_field_views(reviewed, declared, visitor.look.language, masked=visitor.masked),
        history=_history(reviewed, events, visitor, declared, names),
        mine=standing.assignee_id == visitor.account.id, asked=asked, within=asked.query,
    )  # fmt: skip


def _history(
    reviewed: Reviewed,
    events: Sequence[HistoryLine],
    visitor: Visitor,
    declared: Declarations,
    names: list[str],
) -> list[Json]:
    """Corrections and events in one row, newest first, without these names."""

    def hide(text: str | None) -> str | None:
        return text and mask_names(text, names)

    lines: list[Json] = [
        {"at": event.at, "who": event.user_name, "action": event.action, "why": hide(event.why)}
        for event in events
    ]
    document_type = reviewed.as_read.document_type
    for correction in reviewed.standing.corrections:
        lines.append(
            {
                "at": correction.at,
                "who": correction.user_name,
                "action": "undone" if correction.undoes is not None else "corrected",
                "label": declared.label_of(correction.key, document_type, visitor.look.language),
                "old": hide(correction.old),
                "new": hide(correction.new)
                if correction.new
                else say(f"status.{correction.status.value}", visitor.look.language),
                "same": correction.old == correction.new,
                "why": hide(correction.why),
            }
        )
    return sorted(lines, key=lambda line: line["at"], reverse=True)


@router.get("/certificates/{certificate_id}/candidates")
def candidates(certificate_id: PathId, visitor: Reviewer, desk: OpenDesk, declared: KnownTypes) -> Json:
    """What else each doubtful value may be."""
    with desk.reading() as connection:
        found = find_candidates(connection, load_reviewed(connection, certificate_id), declared)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "view", certificate_id, {"part": "candidates"})
    return {
        key: [{"value": entry.value, "source": entry.source} for entry in entries]
        for key, entries in found.items()
    }


@router.post("/certificates/{certificate_id}/correct")
def correct_field(
    certificate_id: PathId,
    told: Correcting,
    visitor: ChangingReviewer,
    desk: OpenDesk,
    declared: KnownTypes,
) -> Json:
    """A person's word on one field."""
    with desk.writing() as connection:
        value = told.value
        if value is not None:
            read = load_reviewed(connection, certificate_id).as_read
            spec = declared.spec_of(told.key, read.document_type)
            value = to_stored(spec, read.fields.get(told.key), value, anyway=told.anyway)
        quad = None if told.box is None else to_quad(told.box)
        said = Said(told.key, value, told.status, told.page_no, quad, told.why or None)
        after = correct(connection, visitor.account, certificate_id, said, told.revision)
        audit(connection, visitor.actor, "correct", certificate_id, {"key": told.key})
    return _answer(after, visitor, declared)


@router.post("/certificates/{certificate_id}/undo")
def undo_correction(
    certificate_id: PathId,
    visitor: ChangingReviewer,
    desk: OpenDesk,
    revision: Annotated[int, Body()],
    declared: KnownTypes,
    correction_id: Annotated[int | None, Body()] = None,
) -> Json:
    """Takes back one correction, or the last."""
    with desk.writing() as connection:
        after = undo(connection, visitor.account, certificate_id, correction_id, revision)
        audit(connection, visitor.actor, "undo", certificate_id)
    return _answer(after, visitor, declared)


_Step = Callable[[Connection, Visitor, int, str, int | None], Reviewed]
_STEPS: dict[str, _Step] = {
    "claim": lambda c, v, at, _why, _rev: claim(c, v.account, at),
    "take-over": lambda c, v, at, _why, _rev: claim(c, v.account, at, take_over=True),
    "release": lambda c, v, at, _why, _rev: release(c, v.account, at),
    "verify": lambda c, v, at, _why, rev: verify(c, v.account, at, rev),
    "reject": lambda c, v, at, why, rev: reject(c, v.account, at, why, rev),
    "reopen": lambda c, v, at, why, _rev: reopen(c, v.account, at, why or None),
}


@router.post("/certificates/{certificate_id}/step/{name}")
def take_step(
    certificate_id: PathId,
    name: str,
    visitor: ChangingReviewer,
    desk: OpenDesk,
    declared: KnownTypes,
    revision: Annotated[int | None, Body()] = None,
    why: Annotated[str, Body(max_length=2000)] = "",
) -> Json:
    """Claim, take over, release, verify, reject, open again."""
    step = _STEPS.get(name)
    if step is None:
        raise HTTPException(404, f"没有此操作 / there is no step {name}")
    with desk.writing() as connection:
        after = step(connection, visitor, certificate_id, why, revision)
        audit(connection, visitor.actor, name, certificate_id)
    return _answer(after, visitor, declared)


def _answer(after: Reviewed, visitor: Visitor, declared: Declarations) -> Json:
    views = to_field_views(after, declared, visitor.look.language, masked=visitor.masked)
    return {
        "revision": after.standing.revision,
        "state": after.standing.state.value,
        "mine": after.standing.assignee_id == visitor.account.id,
        "waiting": [view.key for view in views if view.waits],
        "fields": {view.key: _short(view) for view in views},
    }


def _short(view: FieldView) -> Json:
    return {
        "value": view.value,
        "state": view.state,
        "waits": view.waits,
        "follows": view.follows,
        "beside": view.beside,
        "correction_id": view.correction_id,
    }
