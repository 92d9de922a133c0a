"""A second opinion: the place of a doubtful value, read by another engine."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query, Request

from pipeline.ocr.registry import engine_status
from pipeline.review.candidates import text_to_values
from pipeline.review.engines import EngineChoice
from pipeline.review.ids import PathId
from pipeline.review.page_tasks import PageGoneError, read_region
from pipeline.review.settings import Settings
from pipeline.review.visitor import OpenDesk, Reviewer
from pipeline.review.worker import TaskError
from pipeline.store.audit import audit
from pipeline.store.places import PagePlace, find_page, pages_of_certificate
from pipeline.store.reviewed import load_reviewed
from schemas.errors import EngineError, EngineMissingError
from schemas.field import FieldValue

router = APIRouter(include_in_schema=False)
_OTHERS = ("tesseract", "rapidocr")  # need no models of their own


@cache
def _other_engine(engine: str) -> str | None:
    usable = {status.name for status in engine_status() if status.available}
    return next((name for name in _OTHERS if name != engine and name in usable), None)


@router.get("/certificates/{certificate_id}/second")
async def second_opinion(
    request: Request,
    certificate_id: PathId,
    key: Annotated[str, Query(max_length=500)],
    visitor: Reviewer,
    desk: OpenDesk,
) -> list[dict[str, str]]:
    """What another engine reads there, as values of the field; nothing where none can be asked."""
    with desk.writing() as connection:
        reviewed = load_reviewed(connection, certificate_id)
        field = reviewed.as_read.fields.get(key)
        pages = {page.page_no: page.page_id for page in pages_of_certificate(connection, certificate_id)}
        page_id = pages.get(field.page_no or 0) if field is not None else None
        place = None if page_id is None else find_page(connection, page_id)
        audit(connection, visitor.actor, "view", certificate_id, {"part": "second", "key": key})
    settings: Settings = request.app.state.settings
    other = _other_engine(settings.engine.name)
    if field is None or field.quad is None or place is None or other is None:
        return []
    async with request.app.state.second_turn:
        if await request.is_disconnected():  # gone on to the next one: nobody waits for this opinion
            return []
        text = await asyncio.to_thread(_read, request, place, field, EngineChoice(other, threads=1))
    spec = settings.declared.spec_of(key, reviewed.as_read.document_type)
    values = text_to_values(spec, text, field.value)
    return [{"value": value, "source": "engine"} for value in values if value != field.value]


def _read(request: Request, place: PagePlace, field: FieldValue, engine: EngineChoice) -> str:
    assert field.quad is not None
    box = field.quad.bbox
    limits = request.app.state.settings.options.limits
    try:
        return str(
            request.app.state.second_worker.run(
                read_region, place.paths, place.sha256, place.page_no,
                (box.left, box.top, box.right, box.bottom), place.rotation, engine, limits,
            )
        )  # fmt: skip
    except (PageGoneError, EngineError, EngineMissingError, TaskError):
        return ""  # an opinion more is not owed
