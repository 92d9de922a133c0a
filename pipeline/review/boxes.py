"""Boxes on a page as a browser or a program gives them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipeline.store.decide import CorrectionError
from schemas.geometry import BBox, Quad

MOST = 200_000  # pixels
Pixel = Annotated[float, Field(ge=-MOST, le=MOST, allow_inf_nan=False)]


def to_quad(box: tuple[float, float, float, float]) -> Quad:
    """The box (left, top, right, bottom in source-page pixels) as a quad.

    Raises:
        CorrectionError: there is nothing in it.
    """
    left, top, right, bottom = box
    if not (left < right and top < bottom):
        raise CorrectionError("选区为空 / the region is empty")
    return Quad.from_bbox(BBox(left=left, top=top, right=right, bottom=bottom))
