"""Characters with their places on a page, as a file tells them, and which of these are seen there."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.page_image import Image, TextChar
from schemas.geometry import BBox

REPLACEMENT: Final = "\ufffd"
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
LEAST_READABLE: Final = 0.9
_LEAST_INKED: Final = 0.7
_INK_CONTRAST: Final = 12  # of 255
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
    seen: list[PlacedChar] = []
    marks = 0
    height, width = image.shape[:2]
    for char in placed:
        x, y = char.box.center
        is_mark = not char.text.isspace()
        marks += is_mark
        if 0 <= x < width and 0 <= y < height and (not is_mark or _has_ink(image, char.box)):
            seen.append(char)
    seen_marks = [char for char in seen if not char.text.isspace()]
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
    return BBox(
        left=max(box.left, 0),
        top=max(box.top, 0),
        right=min(box.right, width),
        bottom=min(box.bottom, height),
    )


def _has_ink(image: Image, box: BBox) -> bool:
    """Whether anything stands out at the box: text in the paper's own colour is not there to see."""
    rows = slice(max(int(box.top), 0), int(box.bottom) + 1)
    columns = slice(max(int(box.left), 0), int(box.right) + 1)
    patch = image[rows, columns]
    return bool(patch.size) and int((patch.max(axis=(0, 1)) - patch.min(axis=(0, 1))).max()) >= _INK_CONTRAST
