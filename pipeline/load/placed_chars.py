"""Characters with their places on a page, as a file tells them, and which of these are seen there."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, TextChar
from schemas.geometry import BBox

REPLACEMENT: Final = "\ufffd"
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
LEAST_READABLE: Final = 0.9
_LEAST_INKED: Final = 0.7
_INK_CONTRAST: Final = 12  # of 255
_LOOKS: Final = (np.arange(8) + 0.5) / 8  # places across and down a box that are looked at first
_MOST_ASLANT: Final = 1  # a lone turned sign is ornament; two may say 作废
_LEANING, _ASLANT = 0.5, 5.0  # degrees
_MOST_DRIFT: Final = 0.45  # of its height: how far a leaning line may climb and still be one row


@dataclass(frozen=True)
class PlacedChar:
    """``box`` in pixels of the page image, and possibly beyond its edges; ``angle`` in degrees,
    counter-clockwise as the page is seen, -180 to 180, 0 for upright text."""

    text: str
    box: BBox
    angle: float


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """What cannot be read becomes U+FFFD; never dropped, since a value would silently change."""
    if not text or _UNMAPPED.fullmatch(text):
        return REPLACEMENT
    return "".join(
        REPLACEMENT if unicodedata.category(char) in _UNREADABLE and not char.isspace() else char
        for char in text
    )


def matrix_angle(matrix: tuple[float, ...], turn: int = 0) -> float:
    """Degrees (-180 to 180) of text drawn by ``matrix`` (a, b, c, d …) on a page turned clockwise
    by ``turn`` degrees; mirrored text, which only pixels tell, counts as upside down."""
    a, b, c, d = matrix[:4]
    if a * d - b * c < 0:
        return 180.0
    return (math.degrees(math.atan2(b, a)) - turn + 180.0) % 360.0 - 180.0


def chars_are_readable(chars: Sequence[TextChar]) -> bool:
    """Whether at least ``LEAST_READABLE`` of the characters mean something.

    Fonts without a usable map give private-use, control or replacement characters: such a page
    must be read by OCR.
    """
    marks = [char for char in chars if not char.text.isspace()]
    readable = sum(1 for char in marks if REPLACEMENT not in char.text)
    return bool(marks) and readable >= LEAST_READABLE * len(marks)


def find_seen(placed: Sequence[PlacedChar], image: Image) -> tuple[TextChar, ...] | None:
    """The characters whose ink is seen on ``image``; ``None`` when only pixels tell what they say."""
    height, width = image.shape[:2]
    on_page = [char for char in placed if _is_within(char.box.center, width, height)]
    inked = _have_ink(image, [char.box for char in on_page])
    seen = [char for char, is_inked in zip(on_page, inked, strict=True) if is_inked or char.text.isspace()]
    seen_marks = [char for char in seen if not char.text.isspace()]
    marks = sum(1 for char in placed if not char.text.isspace())
    if len(seen_marks) < _LEAST_INKED * marks:
        return None
    aslant = sum(1 for char in seen_marks if abs(char.angle) > _ASLANT)
    if aslant > _MOST_ASLANT or _climbs(seen_marks):
        return None
    return tuple(
        TextChar(text=char.text, box=_clipped(char.box, width, height))
        for char in seen
        if abs(char.angle) <= _ASLANT
    )


def _is_within(point: tuple[float, float], width: int, height: int) -> bool:
    x, y = point
    return 0 <= x < width and 0 <= y < height


def _climbs(chars: Sequence[PlacedChar]) -> bool:
    """Whether a line leans so far that its characters would be dealt to several rows."""
    start: PlacedChar | None = None
    for char in chars:
        if not _LEANING < abs(char.angle) <= _ASLANT:
            start = None
            continue
        slope = math.tan(math.radians(char.angle))
        if start is not None:
            (x0, y0), (x, y) = start.box.center, char.box.center
            is_same_line = abs(y - y0 + (x - x0) * slope) < 0.5 * char.box.height
            if is_same_line and abs((x - x0) * slope) > _MOST_DRIFT * char.box.height:
                return True
            if is_same_line:
                continue
        start = char
    return False


def _clipped(box: BBox, width: int, height: int) -> BBox:
    if box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height:
        return box
    return BBox(
        left=max(box.left, 0),
        top=max(box.top, 0),
        right=min(box.right, width),
        bottom=min(box.bottom, height),
    )


def _have_ink(image: Image, boxes: Sequence[BBox]) -> list[bool]:
    """Whether anything stands out at each box, whose center is on the page: text in the paper's own colour is
    not there to see.

    A few of the pixels of all boxes are looked at together, which tells nearly all that are inked, and of
    the others every pixel.
    """
    if not boxes:
        return []
    height, width = image.shape[:2]
    tops, bottoms = np.array([_reach(box.top, box.bottom, height) for box in boxes]).T
    lefts, rights = np.array([_reach(box.left, box.right, width) for box in boxes]).T
    rows = tops[:, None] + ((bottoms - tops)[:, None] * _LOOKS).astype(int)
    columns = lefts[:, None] + ((rights - lefts)[:, None] * _LOOKS).astype(int)
    looks = image[rows[:, :, None], columns[:, None, :]]
    inked = _contrast(looks, (1, 2)) >= _INK_CONTRAST
    for index in np.flatnonzero(~inked):
        patch = image[tops[index] : bottoms[index], lefts[index] : rights[index]]
        inked[index] = bool(_contrast(patch, (0, 1)) >= _INK_CONTRAST)
    return [bool(value) for value in inked]


def _reach(start: float, end: float, size: int) -> tuple[int, int]:
    """The pixels that a box touches, within the page's ``size``: the first, and the one after the last."""
    return max(int(start), 0), min(int(end) + 1, size)


def _contrast(pixels: Image, axes: tuple[int, int]) -> NDArray[np.uint8]:
    """Levels (0-255) between the lightest and the darkest, in the channel where they differ most."""
    return np.asarray((pixels.max(axis=axes) - pixels.min(axis=axes)).max(axis=-1), dtype=np.uint8)
