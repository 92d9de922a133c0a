"""Characters with their places on a page, as a file tells them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipeline.page_image import TextChar
from schemas.geometry import BBox
from schemas.page import UNREAD

_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
LEAST_READABLE: Final = 0.9


@dataclass(frozen=True)
class PlacedChar:
    """``box`` in pixels of the page image, and possibly beyond its edges; ``angle`` in degrees,
    counter-clockwise as the page is seen, -180 to 180, 0 for upright text. ``level`` is the box of a
    character that leans, turned level about its center; ``None`` where that is not known."""

    text: str
    box: BBox
    angle: float
    level: BBox | None = None


def lay_level(char: PlacedChar, *, length: float | None = None, height: float = 0.0) -> PlacedChar:
    """``char``, whose box is the upright one about a box that leans, with its ``level`` box: either its
    ``length`` along the line is known or its ``height``, in pixels."""
    sin, cos = abs(math.sin(math.radians(char.angle))), abs(math.cos(math.radians(char.angle)))
    wide, tall = char.box.width, char.box.height
    if length is None:
        length = (wide - height * sin) / cos if cos > sin else (tall - height * cos) / sin
    else:
        height = (tall - length * sin) / cos if cos > sin else (wide - length * cos) / sin
    (x, y), across, down = char.box.center, max(length, 1.0) / 2, max(height, 1.0) / 2
    return replace(char, level=BBox(left=x - across, top=y - down, right=x + across, bottom=y + down))


@lru_cache(maxsize=8192)
def clean_text(text: str) -> str:
    """What cannot be read becomes U+FFFD; never dropped, since a value would silently change."""
    if not text or _UNMAPPED.fullmatch(text):
        return UNREAD
    return "".join(
        UNREAD if unicodedata.category(char) in _UNREADABLE and not char.isspace() else char for char in text
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
    readable = sum(1 for char in marks if UNREAD not in char.text)
    return bool(marks) and readable >= LEAST_READABLE * len(marks)
