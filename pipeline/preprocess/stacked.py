"""Part the boxes that text detection drew about several rows: in small type they stand close."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.crop import crop_quad
from pipeline.pictures.spans import find_spans
from pipeline.preprocess.line_shape import length, thickness
from schemas.geometry import BBox, Quad

TALL = 1.6  # times the page's usual line height from which a box may hold several rows
LONG = 4.0  # usual line heights that it is at least long: a seal or a title's character is not
BLANK = 0.004  # inked share of a row of pixels up to which nothing stands there
LEAST = 0.35  # of the usual line height: a row of print
COMMON = 0.05  # share of the narrower of two boxes that the other one has too
ROOM = 0.12  # of a row's height that is left above and below


def part_rows(quads: Sequence[Quad], ink: NDArray[np.uint8]) -> list[Quad]:
    """The quads, each that holds several rows replaced by those of its rows that no other quad holds.

    ``ink`` marks print: height × width, above 0; quads are in its pixels.
    """
    usual = median([thickness(quad) for quad in quads]) if quads else 0.0
    held = [_rows_within(quad, ink, usual) for quad in quads]
    known = [quad.bbox for quad, rows in zip(quads, held, strict=True) if not rows]
    parted: list[Quad] = []
    for quad, rows in zip(quads, held, strict=True):
        parted += [] if rows else [quad]
        for row in rows:
            if not any(_is_level(row.bbox, box) for box in known):
                parted.append(row)
                known.append(row.bbox)  # another box may hold it too
    return parted


def _rows_within(quad: Quad, ink: NDArray[np.uint8], usual: float) -> list[Quad]:
    """The rows of a box that holds several, where lines are usually ``usual`` high."""
    if thickness(quad) <= TALL * usual or length(quad) <= LONG * usual:
        return []
    rows = _rows(crop_quad(ink, quad), LEAST * usual)
    return [quad.band(top, bottom) for top, bottom in rows] if len(rows) > 1 else []


def _is_level(row: BBox, other: BBox) -> bool:
    """Whether the other box lies beside the row's middle, in the main within the row's width."""
    common = min(row.right, other.right) - max(row.left, other.left)
    return other.top < row.center[1] < other.bottom and common > COMMON * min(row.width, other.width)


def _rows(cut: NDArray[np.uint8], least: float) -> list[tuple[float, float]]:
    """Top and bottom (0-1) of each row of print, with a little room; what is too low for one is left out."""
    inked = (cut > 0).mean(axis=1) > BLANK
    rows = [(top, bottom) for top, bottom in find_spans(np.asarray(inked)) if bottom - top >= least]
    height = len(cut)
    return [
        (
            max(0.0, (top - ROOM * (bottom - top)) / height),
            min(1.0, (bottom + ROOM * (bottom - top)) / height),
        )
        for top, bottom in rows
    ]
