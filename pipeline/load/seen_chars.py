"""Which of a file's characters are seen on its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipeline.load.aslant import ASLANT, find_angles
from pipeline.load.hidden_chars import without_hidden
from pipeline.load.placed_chars import PlacedChar
from pipeline.load.rims import find_rims
from pipeline.page_image import Image, TextChar
from schemas.geometry import BBox

_LEAST_INKED: Final = 0.7
_LEAST_INKED_ASLANT: Final = (
    0.9  # print hides little of a watermark; one in the paper's colour shows on print
)
_INK_CONTRAST: Final = 12  # of 255
_LEAST_SIZE: Final = 4  # pixels (1.4 points at 200 dpi): smaller type is not to be read
_LOOKS: Final = (np.arange(8) + 0.5) / 8  # places across and down a box that are looked at first


def find_seen(placed: Sequence[PlacedChar], image: Image) -> tuple[TextChar, ...] | None:
    """The characters whose ink is seen on ``image``, and those under a cover as such that nothing maps;
    ``None`` when only pixels tell what they say."""
    height, width = image.shape[:2]
    on_page = [char for char in placed if _is_within(char.box.center, width, height) and _is_large(char.box)]
    inked = iter(_have_ink(image, [char.box for char in on_page if not char.text.isspace()]))
    shown = [char.text.isspace() or next(inked) for char in on_page]
    seen = without_hidden(on_page, shown, image)
    (level, _), (_, aslant), (seen_level, seen_aslant) = map(_count, (placed, on_page, seen))
    if seen_level < _LEAST_INKED * level or seen_aslant < _LEAST_INKED_ASLANT * aslant:
        return None
    rims = find_rims(seen)
    angles = find_angles([char for index, char in enumerate(seen) if index not in rims])
    if angles is None:
        return None
    in_lines = iter(angles)
    laid = [
        (char, 0.0 if index in rims else next(in_lines), index in rims) for index, char in enumerate(seen)
    ]
    return tuple(
        _to_char(char, angle, width, height, on_rim=on_rim)
        for char, angle, on_rim in laid
        if angle is not None
    )


def _count(chars: Sequence[PlacedChar]) -> tuple[int, int]:
    """How many of the characters but spaces stand level, and how many aslant."""
    aslant = [abs(char.angle) > ASLANT for char in chars if not char.text.isspace()]
    return aslant.count(False), aslant.count(True)


def _to_char(char: PlacedChar, angle: float, width: int, height: int, *, on_rim: bool) -> TextChar:
    if angle and char.level is not None:
        return TextChar(char.text, char.level, angle)
    return TextChar(char.text, _clipped(char.box, width, height), on_rim=on_rim)


def _is_within(point: tuple[float, float], width: int, height: int) -> bool:
    x, y = point
    return 0 <= x < width and 0 <= y < height


def _is_large(box: BBox) -> bool:
    return max(box.width, box.height) >= _LEAST_SIZE


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
    sides = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    # The pixels that each touches: the first, and the one after the last.
    lefts, tops = np.maximum(sides[:, :2], 0).astype(int).T
    rights, bottoms = np.minimum(np.minimum(sides[:, 2:], (width, height)).astype(int) + 1, (width, height)).T
    rows = tops[:, None] + ((bottoms - tops)[:, None] * _LOOKS).astype(int)
    columns = lefts[:, None] + ((rights - lefts)[:, None] * _LOOKS).astype(int)
    places = (
        rows.T[:, None, :],
        columns.T[None, :, :],
    )  # the boxes last but for the channels: maxima are quick
    inked = _contrast(image[places]) >= _INK_CONTRAST
    for index in np.flatnonzero(~inked):
        patch = image[tops[index] : bottoms[index], lefts[index] : rights[index]]
        inked[index] = bool(_contrast(patch) >= _INK_CONTRAST)
    return [bool(value) for value in inked]


def _contrast(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Levels (0-255) between the lightest and the darkest along the first two axes, in the channel, which is
    the last, where they differ most."""
    return np.asarray((pixels.max(axis=(0, 1)) - pixels.min(axis=(0, 1))).max(axis=-1), dtype=np.uint8)
