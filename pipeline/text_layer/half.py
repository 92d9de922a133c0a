"""A drawn page at half its size: it is sharp and level, and what is told by its shape is sought there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import to_pixels
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.paper import dark_mask
from pipeline.shrink import halve
from schemas.geometry import BBox

_ROOM: Final = 0.15  # heights of a line about it that are its own as well


@dataclass(frozen=True)
class HalfSize:
    """The page of ``ink`` at half its size. Masks are height × width, 0 or 255; ``red`` is ``None`` where
    there is none."""

    ink: Ink

    @cached_property
    def inked(self) -> NDArray[np.uint8]:
        """Where there is ink of any colour."""
        return dark_mask(self.ink.half)

    @cached_property
    def printed(self) -> NDArray[np.uint8]:
        """Where there is ink but red."""
        return self.inked if self.ink.dark is None else dark_mask(halve(self.ink.dark))

    @cached_property
    def red(self) -> NDArray[np.uint8] | None:
        """Where there is red ink, and how much of each pixel it covers (0-255)."""
        return None if self.ink.red is None else halve(self.ink.mask)


def to_half(box: BBox) -> tuple[slice, slice]:
    """Rows and columns at half the size that ``box``, in pixels of the page, touches."""
    rows, columns = to_pixels(box)
    return slice(rows.start // 2, (rows.stop + 1) // 2), slice(columns.start // 2, (columns.stop + 1) // 2)


def about_line(box: BBox) -> BBox:
    """What a level line of the layer, in ``box``, may cover: strokes reach out of their type."""
    room = _ROOM * box.height
    return BBox(left=box.left - room, top=box.top - room, right=box.right + room, bottom=box.bottom + room)
