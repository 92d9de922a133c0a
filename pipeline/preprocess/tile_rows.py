"""One tile of a watermark out of a row of them set so close that detection takes the row for one line."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.page_image import Image, to_grey
from schemas.geometry import BBox, Quad

INKED = 64  # grey levels that a column's darkest pixel is darker than paper, from which it is ink
WIDEST = 0.8  # of the widest gap that one between two tiles is wide


def one_tile(picture: Image, row: Quad, step: float) -> Quad | None:
    """The part of a level ``row``, dark on white, from one gap to the same gap of the next tile, ``step``
    pixels further: the widest gap, which is that between tiles. ``None`` where the row is too short for
    two, or has no gap."""
    box = row.bbox
    left, top = max(0, round(box.left)), max(0, round(box.top))
    strip = to_grey(picture[top : round(box.bottom), left : round(box.right)])
    if not strip.size:
        return None
    inked = np.nonzero(255 - strip.min(axis=0) >= INKED)[0]
    gaps = [(after - before, (before + after) / 2) for before, after in pairwise(inked) if after - before > 1]
    least = WIDEST * max((width for width, _ in gaps), default=0)
    starts = [middle for width, middle in gaps if width >= least and middle + step <= strip.shape[1]]
    if not starts:
        return None
    begin = left + min(starts)
    return Quad.from_bbox(BBox(left=begin, top=box.top, right=begin + step, bottom=box.bottom))
