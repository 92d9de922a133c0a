"""Characters that a file has and its page does not show: those that go on from print are under a cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from pipeline.load.aslant import ASLANT
from pipeline.load.placed_chars import PlacedChar
from pipeline.page_image import Image
from schemas.geometry import BBox
from schemas.page import UNREAD

_APART: Final = 0.35  # heights between two characters of a row at most,
_OVER: Final = 0.3  # that they lie over one another,
_OFF: Final = 0.15  # and that one stands lower
_ALIKE: Final = 1.2  # times as high as the other
_TINT: Final = 12  # levels (0-255) by which a bar differs from the paper about it in a channel at least


def without_hidden(chars: Sequence[PlacedChar], shown: Sequence[bool], image: Image) -> list[PlacedChar]:
    """Those of a page's ``chars``, in the file's order, that are ``shown`` on ``image``, and as characters
    that nothing maps those that are not but go on from one that is, under a bar: somebody covered the rest of
    a value. Other hidden text is none of the paper's: a search layer, a template's words in white."""
    if all(shown):
        return list(chars)
    last = len(chars) - 1
    behind = set(_covered(chars, shown, image))
    before = {last - at for at in _covered(chars[::-1], shown[::-1], image)}
    return [
        char if shown[at] else replace(char, text=UNREAD)
        for at, char in enumerate(chars)
        if shown[at] or at in behind | before
    ]


def _covered(chars: Sequence[PlacedChar], shown: Sequence[bool], image: Image) -> Iterator[int]:
    """Which hidden ones follow upon one that is shown, or upon such."""
    before: PlacedChar | None = None
    for at, char in enumerate(chars):
        if char.text.isspace():
            continue
        if shown[at]:
            before = char
        elif before is not None and _adjoin(before, char) and _is_tinted(char.box, image):
            before = char
            yield at
        else:
            before = None


def _adjoin(one: PlacedChar, other: PlacedChar) -> bool:
    if max(abs(one.angle), abs(other.angle)) > ASLANT:
        return False
    (left, right), high = sorted((one.box, other.box), key=lambda box: box.left), one.box.height
    return (
        -_OVER * high <= right.left - left.right <= _APART * high
        and abs(left.center[1] - right.center[1]) <= _OFF * high
        and max(left.height, right.height) <= _ALIKE * min(left.height, right.height)
    )


def _is_tinted(box: BBox, image: Image) -> bool:
    """Whether a box, whose center is on the page, is of another colour than what lies above and below it."""
    x, y = box.center
    column = image[:, int(x)].astype(np.int16)
    rows = (max(0, int(box.top - box.height)), min(len(column) - 1, int(box.bottom + box.height)))
    return min(int(np.abs(column[int(y)] - column[row]).max()) for row in rows) >= _TINT
