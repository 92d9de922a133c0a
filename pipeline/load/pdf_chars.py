"""The characters of a born-digital page, in pixels of its rasterized image."""

from __future__ import annotations

import io
import logging
import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pypdfium2 as pdfium
from pdfminer.layout import LTChar
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.load.aslant import ASLANT, LEANING
from pipeline.load.colliding import part_colliding
from pipeline.load.pdf_miner import draws_layers, has_layers_off, read_chars
from pipeline.load.pdf_text import read_placed_chars
from pipeline.load.placed_chars import (
    PlacedChar,
    chars_are_readable,
    clean_text,
    lay_level,
    matrix_angle,
)
from pipeline.load.seen_chars import find_seen
from pipeline.page_image import Image, TextChar
from schemas.geometry import BBox
from schemas.page import UNREAD

_MOST_CHARS: Final = 50_000
_MOST_MISSED: Final = 0.01  # of the characters: boxes of two readers differ, but not by more
_LEAST_READ: Final = 0.5  # of the level characters of the other: a reader that passes over fonts is no judge

_BROKEN: Final = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    StopIteration,  # it finds fewer pages than pdfium
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfminer and pdfplumber throw at broken files."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # one warning for each odd object else


class PdfCharReader:
    """Opens the document in pdfplumber on first need, and keeps no page of it.

    Pages must be asked for in rising order.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: PDF | None = None
        self._pages: Iterator[PDFPage] = iter(())
        self._next_no = 1
        self._has_layers_off = False  # the file
        self._may_hide = False  # the page that was read last

    def find_chars(
        self, page_no: int, page: pdfium.PdfPage, image: Image
    ) -> tuple[tuple[TextChar, ...], tuple[TextChar, ...]]:
        """Every character that is seen on ``image``, in the order of the file; and apart from them those of
        rows that hold some over one another, which only pixels tell.

        Read by pdfplumber, or by pdfium where pdfplumber misses some. Empty when neither holds
        what the page shows: broken, unreadable, turned, not where ink is, over one another in many rows,
        or where the page has layers that may be off. OCR must read the page then. A single character that its
        font does not map is kept as U+FFFD.
        """
        try:
            by_pdfium = read_placed_chars(page, image, _MOST_CHARS)
        except pdfium.PdfiumError:
            return (), ()
        if not by_pdfium:
            return (), ()
        try:
            by_plumber = _to_pixels(*self._read(page_no), page, image)
        except _BROKEN:
            by_plumber = []
        if self._may_hide:
            return (), ()
        if len(by_plumber) > _MOST_CHARS or _count_level(by_plumber) < _LEAST_READ * _count_level(by_pdfium):
            by_plumber = []
        chars = _choose(find_seen(by_plumber, image), find_seen(by_pdfium, image), image)
        parted = part_colliding(chars) if chars_are_readable(chars) else None
        return parted or ((), ())

    def _read(self, page_no: int) -> tuple[list[LTChar], tuple[float, float, float, float]]:
        """pdfminer's characters, and the media box whose displayed corner they are placed from."""
        if self._document is None:
            self._document = PDF.open(io.BytesIO(self._data))
            self._has_layers_off = has_layers_off(self._document.doc)
            self._pages = PDFPage.create_pages(self._document.doc)
        self._may_hide = self._has_layers_off
        while self._next_no < page_no:
            next(self._pages)
            self._next_no += 1
        page = PlumberPage(self._document, next(self._pages), page_no)  # it refuses odd boxes and turns
        self._next_no += 1
        self._may_hide = self._has_layers_off and draws_layers(page.page_obj.resources)
        left, bottom, right, top = (float(value) for value in page.page_obj.mediabox)
        return read_chars(page), (left, bottom, right, top)


def _choose(
    first: tuple[TextChar, ...] | None, second: tuple[TextChar, ...] | None, image: Image
) -> tuple[TextChar, ...]:
    """The first reader's characters if it misses few of the second's, or the other way round."""
    if first is None or second is None:
        return ()
    if _misses_few(first, second, image):
        return first
    return second if _misses_few(second, first, image) else ()


def _misses_few(chars: Sequence[TextChar], others: Sequence[TextChar], image: Image) -> bool:
    """Whether ``chars`` cover nearly every place where ``others`` hold a readable character."""
    covered = np.zeros(image.shape[:2], dtype=np.bool_)
    for char in chars:
        if _is_readable_mark(char):
            box = char.box
            left, top = max(0, int(box.left)), max(0, int(box.top))
            covered[top : int(box.bottom) + 1, left : int(box.right) + 1] = True
    centers = [char.box.center for char in others if _is_readable_mark(char)]
    missed = sum(1 for x, y in centers if not covered[int(y), int(x)])
    return missed <= _MOST_MISSED * len(centers)


def _count_level(chars: Sequence[PlacedChar]) -> int:
    return sum(abs(char.angle) <= ASLANT and not char.text.isspace() for char in chars)


def _is_readable_mark(char: TextChar) -> bool:
    return UNREAD not in char.text and not char.text.isspace()


def _to_pixels(
    raw_chars: Sequence[LTChar],
    media_box: tuple[float, float, float, float],
    page: pdfium.PdfPage,
    image: Image,
) -> list[PlacedChar]:
    """From points right and up of the media box's displayed corner to pixels of the crop box."""
    x0, y0, x1, y1 = media_box
    left, bottom, right, top = page.get_bbox()
    offset_x, offset_y = {
        0: (x0 - left, y0 - bottom),
        90: (y0 - bottom, right - x1),
        180: (right - x1, top - y1),
        270: (top - y1, x0 - left),
    }[page.get_rotation()]
    height, width = image.shape[:2]
    scale_x, scale_y = width / page.get_width(), height / page.get_height()
    chars = []
    for raw in raw_chars:
        x_start, x_end = sorted(((raw.x0 + offset_x) * scale_x, (raw.x1 + offset_x) * scale_x))
        y_start, y_end = sorted(
            (height - (raw.y1 + offset_y) * scale_y, height - (raw.y0 + offset_y) * scale_y)
        )
        box = BBox(left=x_start, top=y_start, right=x_end, bottom=y_end)
        char = PlacedChar(clean_text(raw.get_text()), box, matrix_angle(raw.matrix))
        if abs(char.angle) > LEANING:
            char = lay_level(char, length=abs(raw.adv) * math.hypot(*raw.matrix[:2]) * scale_x)
        chars.append(char)
    return chars
