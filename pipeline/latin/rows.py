"""Which part of a line is Latin print that may be a domain or a piece of one, and its picture."""

from __future__ import annotations

import math
import re

from pipeline.crop import crop_quad
from pipeline.domain_like import is_domain_like
from pipeline.page_image import Image
from schemas.page import TextLine

ASIDE = 0.55  # line heights to each side of the outer characters' middles that a row's picture holds
# One character that is none of a domain's may be a misread one, where letters follow.
_ROW = re.compile(r"[A-Za-z0-9.|!-]+(?:[^\s:;,：；，、A-Za-z0-9.|!-][A-Za-z0-9.|!-]+)*")
FEWEST = 4  # characters


def find_rows(text: str) -> list[tuple[int, int]]:
    """Start and end of each part that is letters, figures, dots and hyphens, and no number."""
    return [
        found.span()
        for found in _ROW.finditer(text)
        if len(found.group()) >= FEWEST and is_domain_like(found.group())
    ]


def cut_row(image: Image, line: TextLine, start: int, end: int) -> Image:
    """The level picture of the characters ``start`` to ``end``. It reaches beyond the line's own ends, where
    a letter may have been passed over."""
    a, b, _, d = line.quad.points
    aside = ASIDE * math.dist(a, d) / max(1.0, math.dist(a, b))
    left, right = line.char_positions[start] - aside, line.char_positions[end - 1] + aside
    return crop_quad(image, line.quad.part(left, right))
