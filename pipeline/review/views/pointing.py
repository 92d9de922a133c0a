"""What a person points at or types: a region of a page read, a text checked."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field

from pipeline.review.boxes import Pixel, to_quad
from pipeline.review.ids import Id, PathId
from pipeline.review.page_tasks import read_region
from pipeline.review.values import ValueFormError, check_value
from pipeline.review.visitor import AnyVisitor, ChangingReviewer, KnownTypes, OpenDesk
from pipeline.review.words import one_language
from pipeline.store.audit import audit
from pipeline.store.places import certificates_on_page, find_page
from pipeline.store.reviewed import load_reviewed

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


class Regarding(BaseModel):
    """A region of a page, in its source pixels, and the field that it is for."""

    model_config = ConfigDict(extra="forbid")

    key: str = Field(max_length=500)
    page_id: Id
    box: tuple[Pixel, Pixel, Pixel, Pixel]


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
    to_quad(told.box)
    with desk.writing() as connection:
        place = find_page(connection, told.page_id)
        if place is None or certificate_id not in certificates_on_page(connection, told.page_id):
            raise HTTPException(404, "此证照没有该页 / the certificate has no such page")
        document_type = load_reviewed(connection, certificate_id).as_read.document_type
        audit(connection, visitor.actor, "read_region", certificate_id, {"key": told.key})
    state = request.app.state
    settings = state.settings
    text = await asyncio.to_thread(
        state.page_worker.run,
        read_region, place.paths, place.sha256, place.page_no, told.box, place.rotation, settings.engine,
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
