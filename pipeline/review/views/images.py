"""Pages as pictures, addressed by id alone: no path ever comes from a browser."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from pipeline.review.ids import PathId
from pipeline.review.page_images import PageImages
from pipeline.review.visitor import AnyVisitor, OpenDesk, Visitor
from pipeline.store.audit import audit
from pipeline.store.desk import Desk
from pipeline.store.places import PagePlace, certificates_on_page, find_page, marks_on_page

router = APIRouter(include_in_schema=False)
_KEPT = {"Cache-Control": "private, max-age=300"}


@router.get("/pages/{page_id}/image")
def page_image(request: Request, page_id: PathId, visitor: AnyVisitor, desk: OpenDesk) -> Response:
    """The page as it is in its file."""
    place = _place(desk, page_id, visitor, "image")
    return Response(_images(request).page(place), media_type="image/jpeg", headers=_KEPT)


@router.get("/pages/{page_id}/thumb")
def page_thumb(request: Request, page_id: PathId, visitor: AnyVisitor, desk: OpenDesk) -> Response:
    """The page, small: for the strip."""
    place = _place(desk, page_id, visitor, None)
    return Response(_images(request).thumb(place), media_type="image/jpeg", headers=_KEPT)


@router.get("/pages/{page_id}/marks")
def page_marks(page_id: PathId, visitor: AnyVisitor, desk: OpenDesk) -> list[dict[str, object]]:
    """Where lines, watermarks and seals were seen: quads in source pixels."""
    place = _place(desk, page_id, visitor, "marks")
    with desk.reading() as connection:
        marks = marks_on_page(connection, place.id)
    return [
        {"layer": mark.layer, "quad": mark.quad.model_dump(mode="json"), "text": mark.text} for mark in marks
    ]


def _place(desk: Desk, page_id: int, visitor: Visitor, action: str | None) -> PagePlace:
    if visitor.masked:
        raise HTTPException(
            403, "页面图像含有姓名，您的角色不能查看 / page images show names: not for your role"
        )
    with desk.reading() as connection:
        place = find_page(connection, page_id)
        owners = [] if place is None else certificates_on_page(connection, page_id)
    if place is None:
        raise HTTPException(404, "没有此页 / there is no such page")
    if action is not None:
        with desk.writing() as connection:
            audit(connection, visitor.actor, action, owners[0] if owners else None, {"page_id": page_id})
    return place


def _images(request: Request) -> PageImages:
    images: PageImages = request.app.state.images
    return images
