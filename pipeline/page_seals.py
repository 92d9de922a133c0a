"""The seals of a page: red ones, or those that a copier made black."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractors.authorities.seal_shares import is_authority_s
from extractors.telecom_lists.issuers import rim_to_issuer
from pipeline.ink_lines import touches
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import to_pixels
from pipeline.preprocess.ink import Ink
from pipeline.seals.read import Reader, read_seals
from pipeline.stage_times import stage
from schemas.geometry import BBox, Quad
from schemas.page import SealReading

COMPANY = "公司"
RUNNING_TEXT = 15  # long lines that make a page of clauses

FindPlaces: TypeAlias = Callable[[], Sequence[BBox]]


@stage("seals")
def read_page_seals(
    engine: OcrEngine, ink: Ink, skew: float, quads: Sequence[Quad], places: FindPlaces | None = None
) -> tuple[list[SealReading], list[SealReading]]:
    """Red seals, and on a page with none that can be read those that a copier made black; beside a company's
    alone, which is set on the copy of its license, those of telecom authorities.

    Among the print of a page full of running text, where none is to be expected, none is sought. ``skew`` is
    that of the page's lines ``quads``, in degrees; on a page that is drawn, whose seals are sharp, ``places``
    tells where black ones may stand.

    Raises:
        EngineError: recognition failed.
    """
    reader, is_sharp = Reader(engine.name, engine.recognize, engine.fit), places is not None
    red = (
        []
        if ink.red is None
        else read_seals(ink.red, ink.seals, skew, reader, page=ink.page, is_sharp=is_sharp)
    )
    long = sum(quad.bbox.width > ink.page.shape[1] / 2 for quad in quads)
    legible = [seal for seal in red if seal.text is not None]
    if long >= RUNNING_TEXT or not all((seal.text or "").endswith(COMPANY) for seal in legible):
        return red, []
    within = None if places is None else places()
    if within is not None and not within:
        return red, []
    inked = ink.inked if within is None else _only(ink.inked, within)
    black = read_seals(ink.grey, inked, skew, reader, is_sharp=is_sharp)
    if legible:
        black = [seal for seal in black if _is_of_authority(seal)]
    return [seal for seal in red if not any(touches(seal.quad, other.quad) for other in black)], black


def _only(mask: NDArray[np.uint8], places: Sequence[BBox]) -> NDArray[np.uint8]:
    """What ``mask`` has in ``places``."""
    only = np.zeros_like(mask)
    for place in map(to_pixels, places):
        only[place] = mask[place]
    return only


def _is_of_authority(seal: SealReading) -> bool:
    return rim_to_issuer(seal.text or "") is not None or is_authority_s(seal.rim_shares)
