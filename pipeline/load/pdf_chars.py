"""The characters of a born-digital page, in pixels of its rasterized image."""

from __future__ import annotations

import io
import logging
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.page_image import Image, TextChar
from schemas.geometry import BBox

LEAST_READABLE: Final = 0.9
_LEAST_UPRIGHT: Final = 0.7
_LEAST_INKED: Final = 0.7
_INK_CONTRAST: Final = 12  # of 255
_MOST_CHARS: Final = 50_000
_UNMAPPED: Final = re.compile(r"\(cid:\d+\)")
_REPLACEMENT: Final = "\ufffd"
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})

_BROKEN: Final = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""pdfplumber wraps most of what pdfminer throws at broken files, but not all of it."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # one warning for each odd object else


def chars_are_readable(chars: Sequence[TextChar]) -> bool:
    """Whether at least ``LEAST_READABLE`` of the characters mean something.

    Fonts without a usable map give private-use, control or replacement characters: such a page
    must be read by OCR.
    """
    marks = [char for char in chars if not char.text.isspace()]
    readable = sum(1 for char in marks if _REPLACEMENT not in char.text)
    return bool(marks) and readable >= LEAST_READABLE * len(marks)


class PdfCharReader:
    """Opens the document in pdfplumber on first need, and keeps no page of it.

    Pages must be asked for in rising order.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: PDF | None = None
        self._pages: Iterator[PDFPage] = iter(())
        self._next_no = 1

    def find_chars(self, page_no: int, page: pdfium.PdfPage, image: Image) -> tuple[TextChar, ...]:
        """Every upright character that is seen on ``image``, in the order of the file.

        Empty when the text layer does not hold what the page shows: broken, unreadable, turned
        sideways, or not where ink is. OCR must read the page then. A single character that its
        font does not map is kept as U+FFFD.
        """
        try:
            raw_chars, origin = self._read(page_no)
        except _BROKEN:
            return ()
        if not raw_chars or len(raw_chars) > _MOST_CHARS:
            return ()
        upright = [char for char in raw_chars if char["upright"]]
        if len(upright) < _LEAST_UPRIGHT * len(raw_chars):
            return ()
        chars = _to_pixels(upright, origin, page, image)
        marks = [char for char in chars if not char.text.isspace()]
        seen = {id(char) for char in marks if _has_ink(image, char.box)}
        if len(seen) < _LEAST_INKED * len(upright) - (len(chars) - len(marks)):
            return ()
        chars = [char for char in chars if char.text.isspace() or id(char) in seen]
        return tuple(chars) if chars_are_readable(chars) else ()

    def _read(self, page_no: int) -> tuple[list[dict[str, Any]], tuple[float, float, float, float]]:
        """pdfplumber's characters with ``x0``, ``y0`` … from the media box's corner as displayed."""
        if self._document is None:
            self._document = PDF.open(io.BytesIO(self._data))
            self._pages = PDFPage.create_pages(self._document.doc)
        while self._next_no < page_no:
            next(self._pages)
            self._next_no += 1
        page = PlumberPage(self._document, next(self._pages), page_no)
        self._next_no += 1
        try:
            shift = page.mediabox[0]  # pdfplumber adds it to x and not to y0, y1
            chars = [{**char, "x0": char["x0"] - shift, "x1": char["x1"] - shift} for char in page.chars]
            left, bottom, right, top = (float(value) for value in page.page_obj.mediabox)
            return chars, (left, bottom, right, top)
        finally:
            page.close()


def _to_pixels(
    raw_chars: Sequence[dict[str, Any]],
    media_box: tuple[float, float, float, float],
    page: pdfium.PdfPage,
    image: Image,
) -> list[TextChar]:
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
        x_start, x_end = sorted(((raw["x0"] + offset_x) * scale_x, (raw["x1"] + offset_x) * scale_x))
        y_start, y_end = sorted(
            (height - (raw["y1"] + offset_y) * scale_y, height - (raw["y0"] + offset_y) * scale_y)
        )
        if not (0 <= (x_start + x_end) / 2 < width and 0 <= (y_start + y_end) / 2 < height):
            continue
        box = BBox(
            left=max(x_start, 0), top=max(y_start, 0), right=min(x_end, width), bottom=min(y_end, height)
        )
        chars.append(TextChar(text=_clean(raw["text"]), box=box))
    return chars


def _clean(text: str) -> str:
    """What cannot be read becomes U+FFFD; never dropped, since a value would silently change."""
    if not text or _UNMAPPED.fullmatch(text):
        return _REPLACEMENT
    return "".join(
        _REPLACEMENT if unicodedata.category(char) in _UNREADABLE and not char.isspace() else char
        for char in text
    )


def _has_ink(image: Image, box: BBox) -> bool:
    """Whether anything stands out at the box: text in the paper's own colour is not there to see."""
    rows = slice(int(box.top), int(box.bottom) + 1)
    columns = slice(int(box.left), int(box.right) + 1)
    patch = image[rows, columns]
    return bool(patch.size) and int((patch.max(axis=(0, 1)) - patch.min(axis=(0, 1))).max()) >= _INK_CONTRAST
