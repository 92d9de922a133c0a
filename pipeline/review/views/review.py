"""The review page, and what its script asks for and tells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from pipeline.review.candidates import find_candidates
from pipeline.review.declared import Declarations
from pipeline.review.field_views import FieldView, mask_person, to_field_views
from pipeline.review.ids import Id, PathId
from pipeline.review.page_tasks import read_region
from pipeline.review.render import render
from pipeline.review.values import DoubtfulValueError, ValueFormError, check_value, joined
from pipeline.review.visitor import AnyVisitor, ChangingReviewer, KnownTypes, OpenDesk, Reviewer, Visitor
from pipeline.review.words import one_language, say
from pipeline.store.audit import audit
from pipeline.store.corrections import list_events
from pipeline.store.decide import (
    CorrectionError,
    Said,
    claim,
    correct,
    reject,
    release,
    reopen,
    undo,
    verify,
)
from pipeline.store.places import certificates_on_page, find_page, pages_of_certificate
from pipeline.store.queue import find_entries
from pipeline.store.reviewed import Reviewed, load_reviewed
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from schemas.geometry import BBox, Quad

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


class Correcting(BaseModel):
    """What the page's script sends when a person settles a field."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(max_length=500)
    value: str | None = Field(default=None, max_length=30_000)
    status: FieldStatus = FieldStatus.ACCEPTED
    page_no: int | None = Field(default=None, ge=1)
    box: tuple[float, float, float, float] | None = None
    why: str | None = Field(default=None, max_length=2000)
    anyway: bool = False
    revision: int


class Regarding(BaseModel):
    """A region of a page, in its source pixels, and the field that it is for."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(max_length=500)
    page_id: Id
    box: tuple[float, float, float, float]


@router.get("/certificates/{certificate_id}")
def review_page(
    request: Request, certificate_id: PathId, visitor: AnyVisitor, desk: OpenDesk, declared: KnownTypes
) -> Response:
    """The certificate beside its pages."""
    with desk.reading() as connection:
        reviewed = load_reviewed(connection, certificate_id)
        pages = pages_of_certificate(connection, certificate_id)
        events = list_events(connection, certificate_id)
        entry = find_entries(connection, [certificate_id]).get(certificate_id)
    with desk.writing() as connection:
        audit(connection, visitor.actor, "view", certificate_id)
    standing = reviewed.standing
    general = [
        one_language(issue.message, visitor.look.language)
        for issue in reviewed.certificate.issues
        if issue.field is None or issue.field not in reviewed.as_read.fields
    ]
    return render(
        request, "review.html", visitor, visitor.look,
        reviewed=reviewed, standing=standing, pages=pages, entry=entry, general=general,
        views=to_field_views(reviewed, declared, visitor.look.language, masked=visitor.masked),
        history=_history(reviewed, events, visitor, declared),
        mine=standing.assignee_id == visitor.account.id,
    )  # fmt: skip


def _history(reviewed: Reviewed, events: list[Any], visitor: Visitor, declared: Declarations) -> list[Json]:
    """Corrections and events in one row, newest first."""
    lines: list[Json] = [
        {"at": event.at, "who": event.user_name, "action": event.action, "why": event.why} for event in events
    ]
    document_type = reviewed.as_read.document_type
    for correction in reviewed.standing.corrections:
        person = declared.spec_of(correction.key, document_type).kind is FieldKind.PERSON
        hide = mask_person if visitor.masked and person else str
        lines.append(
            {
                "at": correction.at,
                "who": correction.user_name,
                "action": "undone" if correction.undoes is not None else "corrected",
                "label": declared.label_of(correction.key, document_type, visitor.look.language),
                "old": correction.old and hide(correction.old),
                "new": hide(correction.new)
                if correction.new
                else say(f"status.{correction.status.value}", visitor.look.language),
                "same": correction.old == correction.new,
                "why": correction.why,
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
        value = None if told.value is None else _value(connection, certificate_id, told, declared)
        quad = None if told.box is None else _quad(told.box)
        said = Said(told.key, value, told.status, told.page_no, quad, told.why or None)
        after = correct(connection, visitor.account, certificate_id, said, told.revision)
        audit(connection, visitor.actor, "correct", certificate_id, {"key": told.key})
    return _answer(after, visitor, declared)


def _value(connection: Any, certificate_id: int, told: Correcting, declared: Declarations) -> str | None:
    reviewed = load_reviewed(connection, certificate_id)
    field = reviewed.as_read.fields.get(told.key)
    if field is not None and field.value == told.value:
        return field.value  # a person confirms what was read, whatever the checks say of it
    checked = check_value(declared.spec_of(told.key, reviewed.as_read.document_type), told.value or "")
    if checked.value is None:
        raise ValueFormError(joined(checked.doubts or ["不是此项的值 / not a value of this field"]))
    if checked.doubts and not told.anyway:
        raise DoubtfulValueError(joined(checked.doubts))
    return checked.value


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


_Step = Callable[[Any, Visitor, int, str, int | None], Reviewed]
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


@router.post("/certificates/{certificate_id}/region")
async def read_part(
    request: Request,
    certificate_id: PathId,
    told: Regarding,
    visitor: ChangingReviewer,
    desk: OpenDesk,
    declared: KnownTypes,
) -> Json:
    """Reads a part of a page and says what it would be as the field's value."""
    with desk.writing() as connection:
        place = find_page(connection, told.page_id)
        if place is None or certificate_id not in certificates_on_page(connection, told.page_id):
            raise HTTPException(404, "此证照没有该页 / the certificate has no such page")
        document_type = load_reviewed(connection, certificate_id).as_read.document_type
        audit(connection, visitor.actor, "read_region", certificate_id, {"key": told.key})
    state = request.app.state
    settings = state.settings
    engine = (settings.engine, settings.model_dir, settings.options.threads)
    text = await asyncio.to_thread(
        state.page_worker.run,
        read_region, place.paths, place.sha256, place.page_no, told.box, place.rotation, engine,
        settings.options.limits,
    )  # fmt: skip
    spec = declared.spec_of(told.key, document_type)
    value = text.replace("\n", "")
    try:
        checked = check_value(spec, value)
    except ValueFormError:
        return {
            "raw": text,
            "value": "",
            "doubts": [one_language("没有读出文字 / no text was read", visitor.look.language)],
        }
    doubts = [one_language(doubt, visitor.look.language) for doubt in checked.doubts]
    return {"raw": text, "value": value if checked.value is None else checked.value, "doubts": doubts}


@router.get("/values/check")
def check(visitor: AnyVisitor, declared: KnownTypes, key: str, document_type: str, text: str) -> Json:
    """What a text would be stored as, and what speaks against it: while a person types."""
    try:
        checked = check_value(declared.spec_of(key[:500], document_type), text)
    except ValueFormError as error:
        return {"value": None, "doubts": [one_language(str(error), visitor.look.language)]}
    doubts = [one_language(doubt, visitor.look.language) for doubt in checked.doubts]
    return {"value": checked.value, "doubts": doubts}


def _quad(box: tuple[float, float, float, float]) -> Quad:
    left, top, right, bottom = box
    if not (left < right and top < bottom):
        raise CorrectionError("选区为空 / the region is empty")
    return Quad.from_bbox(BBox(left=left, top=top, right=right, bottom=bottom))


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
