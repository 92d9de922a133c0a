"""Which part of a line is Latin print that may be a domain or a piece of one, and its picture."""

from __future__ import annotations

import math
import re

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.domain_like import is_domain_like
from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from schemas.geometry import Quad
from schemas.page import TextLine

ASIDE = 0.55  # line heights to each side of the outer characters' middles that a row's picture holds
# One character that is none of a domain's may be a misread one, where letters follow.
_ROW = re.compile(r"[A-Za-z0-9.|!-]+(?:[^\s:;,：；，、A-Za-z0-9.|!-][A-Za-z0-9.|!-]+)*")
FEWEST = 4  # characters
MARKS = (",", ";", "，", "；", "、")
"""Which part the domains of a list."""
_BEGUN = re.compile("[;,、，；:：]\\s*([A-Za-z0-9][A-Za-z0-9-]{0,2})$")
SIDE = 0.45  # line heights at each end of the picture where a table's rule may stand,
TALL = 1.25  # and how long a stroke is there that is one: no letter is
EDGE = 0.03  # line heights that a rule's grey edge is wide
BEYOND = 0.4  # line heights above and below the line that are looked at for it
PAPER = 0.1  # line heights of paper at each end: a stroke at a picture's edge is taken for a neighbour's,
ALONE = 0.3  # and beside a rule, behind which no neighbour stands


def find_rows(text: str) -> list[tuple[int, int]]:
    """Start and end of each part that is letters, figures, dots and hyphens, and no number; and of a domain's
    first letters at a line's end, behind the mark that ends another one."""
    rows = [
        found.span()
        for found in _ROW.finditer(text)
        if len(found.group()) >= FEWEST and is_domain_like(found.group())
    ]
    begun = _BEGUN.search(text, rows[-1][1]) if rows else None
    return rows if begun is None or begun.start() != rows[-1][1] else [*rows, begun.span(1)]


def find_quad(line: TextLine, start: int, end: int) -> Quad:
    """Where the characters ``start`` to ``end`` stand, and a little beyond the line's own ends, where a
    letter may have been passed over."""
    a, b, _, d = line.quad.points
    aside = ASIDE * math.dist(a, d) / max(1.0, math.dist(a, b))
    return line.quad.part(line.char_positions[start] - aside, line.char_positions[end - 1] + aside)


def cut_row(image: Image, row: Quad) -> NDArray[np.uint8]:
    """The level picture of a row in grey, with paper at both ends. A table's rule would be read as l: paper
    stands in its place and beyond it."""
    cut = to_grey(crop_quad(image, row))
    left, right = _rules_at_ends(image, row, cut.shape)
    own = cut[:, left : cut.shape[1] - right]
    ends = [gone + round((ALONE if gone else PAPER) * len(cut)) for gone in (left, right)]
    return np.pad(own, ((0, 0), (ends[0], ends[1])), constant_values=int(np.median(own)))


def _rules_at_ends(image: Image, row: Quad, shape: tuple[int, ...]) -> tuple[int, int]:
    """How many columns from the left and from the right lie up to a table's rule and on it, in a row's
    picture of this ``shape``; none where nothing is left between them."""
    high, wide = shape[:2]
    side = round(SIDE * high)
    if side == 0 or wide <= 2 * side:
        return 0, 0
    tall = to_grey(crop_quad(image, row.band(-BEYOND, 1 + BEYOND)))[:, :wide]
    ink = np.asarray(cv2.threshold(tall, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1], np.uint8)
    ends = _beyond_rule(ink[:, :side], high), _beyond_rule(ink[:, ::-1][:, :side], high)
    return ends if sum(ends) < wide else (0, 0)


def _beyond_rule(ink: NDArray[np.uint8], height: int) -> int:
    """How many columns from the left on lie up to a rule's further edge beside the line, or none. ``ink``
    reaches ``BEYOND`` above and below the line of this ``height``."""
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink), connectivity=8)
    above = round(BEYOND * height)
    beside = labels[above : above + height]
    rules = [beside == at for at in range(1, count) if boxes[at, cv2.CC_STAT_HEIGHT] >= TALL * height]
    return max((_far_edge(rule) + round(EDGE * height) for rule in rules if rule.any()), default=0)


def _far_edge(rule: NDArray[np.bool_]) -> int:
    """Where a rule ends that may lean; letters that touch it on that side are not counted."""
    rows = rule[rule.any(axis=1)]
    starts = rows.argmax(axis=1)
    gone = np.arange(rows.shape[1]) < starts[:, None]
    widths = (rows | gone).argmin(axis=1) - starts
    return int(starts.max() + np.median(np.where(widths > 0, widths, rows.shape[1] - starts)))
