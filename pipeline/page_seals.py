"""The seals of a page: red ones, or those that a copier made black."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.authorities.seal_shares import is_authority_s
from extractors.telecom_lists.issuers import rim_to_issuer
from pipeline.ink_lines import touches
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image, to_grey, to_pixels
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.paper import grey_on_white, level_to_mask
from pipeline.seals.read import Reader, read_seals
from pipeline.stage_times import stage
from schemas.geometry import BBox, Quad
from schemas.page import SealReading

COMPANY = "公司"
RUNNING_TEXT = 15  # long lines that make a page of clauses


@dataclass(frozen=True)
class Drawing:
    """Of a page that is drawn, whose seals are sharp, told as it is asked for: in which boxes black ones may
    stand, and the page (BGR) without its text, ``None`` where it cannot be drawn so."""

    places: Callable[[], Sequence[BBox]]
    bare: Callable[[], Image | None]


@stage("seals")
def read_page_seals(
    engine: OcrEngine, ink: Ink, skew: float, quads: Sequence[Quad], drawing: Drawing | None = None
) -> tuple[list[SealReading], list[SealReading]]:
    """Red seals, and on a page with none that can be read those that a copier made black; beside a company's
    alone, which is set on the copy of its license, those of telecom authorities.

    Among the print of a page full of running text, where none is to be expected, none is sought. ``skew`` is
    that of the page's lines ``quads``, in degrees; ``drawing`` is given of a page that is drawn, and not
    scanned.

    Raises:
        EngineError: recognition failed.
    """
    reader = Reader(engine.name, engine.recognize, engine.fit)
    red = [] if ink.red is None else _read_red(ink.red, ink, skew, reader, drawing)
    long = sum(quad.bbox.width > ink.page.shape[1] / 2 for quad in quads)
    legible = [seal for seal in red if seal.text is not None]
    if long >= RUNNING_TEXT or not all((seal.text or "").endswith(COMPANY) for seal in legible):
        return red, []
    black = _read_black(ink, skew, reader, drawing)
    if legible:
        black = [seal for seal in black if _is_of_authority(seal)]
    return [seal for seal in red if not any(touches(seal.quad, other.quad) for other in black)], black


def _read_red(
    red: Image, ink: Ink, skew: float, reader: Reader, drawing: Drawing | None
) -> list[SealReading]:
    if drawing is None:
        return read_seals(red, ink.seals, skew, reader, page=lambda: ink.page)

    def page() -> Image:
        bare = drawing.bare()
        return ink.page if bare is None else bare

    return read_seals(red, ink.seals, skew, reader, page=page, is_sharp=True)


def _read_black(ink: Ink, skew: float, reader: Reader, drawing: Drawing | None) -> list[SealReading]:
    if drawing is None:
        return read_seals(ink.grey, ink.inked, skew, reader)
    places = drawing.places()
    if not places:
        return []
    bare = drawing.bare()
    grey = ink.grey if bare is None else grey_on_white(to_grey(bare))
    return read_seals(grey, _only(level_to_mask(grey), places), skew, reader, is_sharp=True)


def _only(mask: NDArray[np.uint8], places: Sequence[BBox]) -> NDArray[np.uint8]:
    """What ``mask`` has in ``places``."""
    only = np.zeros_like(mask)
    for place in map(to_pixels, places):
        only[place] = mask[place]
    return only


def _is_of_authority(seal: SealReading) -> bool:
    return rim_to_issuer(seal.text or "") is not None or is_authority_s(seal.rim_shares)
