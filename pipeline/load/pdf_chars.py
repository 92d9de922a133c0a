"""The characters of a born-digital page, in pixels of its rasterized image."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2 as pdfium

from pipeline.load.aslant import ASLANT
from pipeline.load.colliding import part_colliding
from pipeline.load.pdf_text import read_placed_chars
from pipeline.load.placed_chars import PlacedChar, chars_are_readable
from pipeline.load.seen_chars import find_seen
from pipeline.page_image import Image, TextChar
from schemas.page import UNREAD

if TYPE_CHECKING:
    from pipeline.load.pdf_plumber import PlumberReader

_MOST_CHARS: Final = 50_000
_MOST_MISSED: Final = 0.01  # of the characters: boxes of two readers differ, but not by more
_LEAST_READ: Final = 0.5  # of the level characters of the other: a reader that passes over fonts is no judge


class PdfCharReader:
    """Reads the characters of a document's pages as pdfium does, which draws them too, and where it knows no
    meaning of some as pdfplumber does. ``has_layers`` tells that the file speaks of layers.

    Pages must be asked for in rising order.
    """

    def __init__(self, data: bytes, *, has_layers: bool) -> None:
        self._data, self._has_layers = data, has_layers

    @cached_property
    def _plumber(self) -> PlumberReader:
        from pipeline.load.pdf_plumber import PlumberReader  # few files ask for it, and it takes 60 ms

        return PlumberReader(self._data)

    def find_chars(
        self, page_no: int, page: pdfium.PdfPage, image: Image
    ) -> tuple[tuple[TextChar, ...], tuple[TextChar, ...]]:
        """Every character that is seen on ``image``, in the order of the file; and apart from them those of
        rows that hold some over one another, which only pixels tell.

        Empty when the file does not hold what the page shows: broken, unreadable, turned, not where ink is,
        over one another in many rows, or where the page has layers that may be off. OCR must read the page
        then. A single character that its font does not map is kept as U+FFFD.
        """
        try:
            placed = read_placed_chars(page, image, _MOST_CHARS)
        except pdfium.PdfiumError:
            return (), ()
        if not placed or (self._has_layers and self._plumber.may_hide(page_no)):
            return (), ()
        chars = find_seen(placed, image)
        if chars is not None and any(UNREAD in char.text for char in placed):
            others = self._plumber.read_placed_chars(page_no, page, image)
            is_judge = _count_level(others) >= _LEAST_READ * _count_level(placed)
            if is_judge and len(others) <= _MOST_CHARS:
                chars = _choose(chars, find_seen(others, image), image)
        parted = part_colliding(chars) if chars and chars_are_readable(chars) else None
        return parted or ((), ())


def _choose(
    own: tuple[TextChar, ...], others: tuple[TextChar, ...] | None, image: Image
) -> tuple[TextChar, ...]:
    """Another reader's characters where they tell all that ``own`` hold and leave unread; nothing where each
    lacks some of the other's."""
    if others is None:
        return ()
    if _cover(others, [char for char in own if not char.text.isspace()], image):
        return others
    return own if _cover(own, [char for char in others if _is_readable_mark(char)], image) else ()


def _cover(chars: Sequence[TextChar], marks: Sequence[TextChar], image: Image) -> bool:
    """Whether readable ``chars`` stand in nearly every place of ``marks``."""
    covered = np.zeros(image.shape[:2], dtype=np.bool_)
    for char in chars:
        if _is_readable_mark(char):
            box = char.box
            left, top = max(0, int(box.left)), max(0, int(box.top))
            covered[top : int(box.bottom) + 1, left : int(box.right) + 1] = True
    centers = [char.box.center for char in marks]
    missed = sum(1 for x, y in centers if not covered[int(y), int(x)])
    return missed <= _MOST_MISSED * len(centers)


def _count_level(chars: Sequence[PlacedChar]) -> int:
    return sum(abs(char.angle) <= ASLANT and not char.text.isspace() for char in chars)


def _is_readable_mark(char: TextChar) -> bool:
    return UNREAD not in char.text and not char.text.isspace()
