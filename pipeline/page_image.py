"""The page as pixels, as it passes between the stages of the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import BBox

Image: TypeAlias = NDArray[np.uint8]
"""Height × width × 3, blue-green-red, 0-255; or height × width where a function says grey."""

TILTED: Final = 8.0  # degrees from which lines may be a watermark's
TILES: Final = 3  # times that a watermark is there at least


@dataclass(frozen=True)
class TextChar:
    """A character of a PDF's own text layer; ``box`` is in pixels of the page image.

    ``angle`` is that of its line in degrees, counter-clockwise as the page is seen. Of a line aslant
    each box is laid level about its own center. One ``on_rim`` stands on a circle, as those of a seal do, and
    in no line.
    """

    text: str
    box: BBox
    angle: float = 0.0
    on_rim: bool = False

    @property
    def is_level(self) -> bool:
        """Whether it stands in a level row."""
        return not self.angle and not self.on_rim


@dataclass(frozen=True)
class PageImage:
    """One page, loaded. ``image`` is in source-page pixels and is never written to.

    ``dpi`` is what the file says or the rasterization used, ``None`` when unknown. ``chars`` is
    empty unless the page was born digital: then it holds every visible character, in the order
    of the file, and needs no OCR, but for the places of characters that are ``left_to_pixels``, for the file
    sets others over them; ``without_tiles`` is then the image as it would be without the
    watermark that the file sets as text, ``None`` where it sets none. ``bare`` draws the page without
    its text, ``None`` where it cannot be drawn so. ``offset`` is where the page's left
    top corner lies in the picture that it was cut from, in pixels: other than (0, 0) only where that held
    several pages.
    """

    page_no: int
    image: Image
    dpi: float | None = None
    chars: tuple[TextChar, ...] = ()
    without_tiles: Image | None = None
    offset: tuple[int, int] = (0, 0)
    left_to_pixels: tuple[BBox, ...] = ()
    bare: Callable[[], Image | None] | None = None


def to_pixels(box: BBox) -> tuple[slice, slice]:
    """Rows and columns of the page that ``box`` touches."""
    rows = slice(max(0, int(box.top)), max(0, int(box.bottom) + 1))
    return rows, slice(max(0, int(box.left)), max(0, int(box.right) + 1))


def to_bgr(image: Image) -> Image:
    """``image`` (grey or BGR) with three channels, as an engine takes it."""
    return image if image.ndim == 3 else np.asarray(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def to_grey(image: Image) -> Image:
    """``image`` (BGR) in grey."""
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
