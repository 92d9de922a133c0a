"""A PDF as pdfplumber reads it: its layers, and characters that pdfium knows no meaning of."""

from __future__ import annotations

import io
import logging
import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

import pypdfium2 as pdfium
from pdfminer.layout import LTChar
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.load.aslant import LEANING
from pipeline.load.pdf_miner import draws_layers, has_layers_off, read_chars
from pipeline.load.placed_chars import PlacedChar, clean_text, lay_level, matrix_angle
from pipeline.page_image import Image
from schemas.geometry import BBox

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


class PlumberReader:
    """Opens the document on first need, and keeps no page of it but the last. Pages must be asked for in
    rising order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: PDF | None = None
        self._pages: Iterator[PDFPage] = iter(())
        self._page: Page | None = None
        self._page_no = 0

    def may_hide(self, page_no: int) -> bool:
        """Whether the file has layers that are off, and the page may set something on a layer."""
        try:
            page = self._open(page_no)
            return has_layers_off(page.pdf.doc) and draws_layers(page.page_obj.resources)
        except _BROKEN:
            return False

    def read_placed_chars(self, page_no: int, page: pdfium.PdfPage, image: Image) -> list[PlacedChar]:
        """Every character of the page, in the order of the file; ``page`` is the same as pdfium opens it, and
        ``image`` its picture. None where it is broken."""
        try:
            own = self._open(page_no)
            left, bottom, right, top = (float(value) for value in own.page_obj.mediabox)
            return _to_pixels(read_chars(own), (left, bottom, right, top), page, image)
        except _BROKEN:
            return []

    def _open(self, page_no: int) -> Page:
        if self._document is None:
            self._document = PDF.open(io.BytesIO(self._data))
            self._pages = PDFPage.create_pages(self._document.doc)
        while self._page_no < page_no:
            self._page = None
            opened = next(self._pages)
            self._page_no += 1
            if self._page_no == page_no:
                self._page = Page(self._document, opened, page_no)  # it refuses odd boxes and turns
        if self._page is None:
            raise ValueError("the page cannot be opened")
        return self._page


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
