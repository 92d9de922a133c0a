"""A drawn page at half its size: it is sharp and level, and what is told by its shape is sought there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_grey, to_pixels
from pipeline.pictures.shrink import halve
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import slant
from pipeline.preprocess.paper import dark_mask, grey_mask
from schemas.geometry import BBox
from schemas.page import Rule, TextLine

_RULE: Final = 5  # pixels at half the size that a rule is thick, with its edges: 1.3 mm
_ROOM: Final = 0.15  # heights of a line about it that are its own as well


@dataclass(frozen=True)
class HalfSize:
    """The page of ``ink`` at half its size. Masks are height × width, 0 or 255; ``red`` is ``None`` where
    there is none."""

    ink: Ink

    @cached_property
    def grey(self) -> Image:
        """The page in grey."""
        return to_grey(self.ink.half)

    @cached_property
    def inked(self) -> NDArray[np.uint8]:
        """Where there is ink of any colour."""
        return grey_mask(self.grey)

    @cached_property
    def printed(self) -> NDArray[np.uint8]:
        """Where there is ink but red."""
        return self.inked if self.ink.dark is None else dark_mask(halve(self.ink.dark))

    @cached_property
    def red(self) -> NDArray[np.uint8] | None:
        """Where there is red ink, and how much of each pixel it covers (0-255)."""
        return None if self.ink.red is None else halve(self.ink.mask)


def holds_more(half: HalfSize, lines: Sequence[TextLine], rules: Sequence[Rule]) -> bool:
    """Whether the page of ``half`` shows ink but that of the layer's level ``lines`` and of the straight
    ``rules`` that were found at half the size: most pages show nothing else."""
    if half.ink.red is not None:  # which may be paler than ink is
        return True
    rest = without_rules(half.inked, rules)
    for line in lines:
        if not slant(line.quad):
            rest[to_half(about_line(line.quad.bbox))] = 0
    return bool(cv2.countNonZero(rest))


def without_rules(mask: NDArray[np.uint8], rules: Sequence[Rule]) -> NDArray[np.uint8]:
    """``mask``, at half the size, without the ``rules`` that were found there, and their edges."""
    rest = mask.copy()
    for rule in rules:
        start, end = ((round(x), round(y)) for x, y in (rule.start, rule.end))
        cv2.line(rest, start, end, (0,), _RULE)
    return rest


def to_half(box: BBox) -> tuple[slice, slice]:
    """Rows and columns at half the size that ``box``, in pixels of the page, touches."""
    rows, columns = to_pixels(box)
    return slice(rows.start // 2, (rows.stop + 1) // 2), slice(columns.start // 2, (columns.stop + 1) // 2)


def about_line(box: BBox) -> BBox:
    """What a level line of the layer, in ``box``, may cover: strokes reach out of their type."""
    room = _ROOM * box.height
    return BBox(left=box.left - room, top=box.top - room, right=box.right + room, bottom=box.bottom + room)
