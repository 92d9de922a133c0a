"""The characters that pdfium reads on a page: it understands fonts that pdfminer does not."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.aslant import LEANING
from pipeline.load.placed_chars import PlacedChar, clean_text, lay_level, matrix_angle
from pipeline.page_image import Image
from schemas.geometry import BBox
from schemas.page import UNREAD

HIDDEN_MODES: Final = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})
_SPACE: Final = 0x20  # no character with a higher code is added by pdfium
_LEAST_TYPE: Final = 0.6  # of the height of a face
_DESCENT: Final = 0.12  # of an ideograph's height that lies below its origin
_HYPHENS: Final = frozenset({0x2D, 0xAD, 0x2010, 0xFFFE})


@dataclass(frozen=True)
class _View:
    """How a page lies on its image: its clockwise ``turn`` in degrees, its crop box (left, bottom, right,
    top) in points, and the pixels of a point across and down."""

    turn: int
    crop: tuple[float, float, float, float]
    across: float
    down: float

    def to_pixels(self, corners: tuple[float, float, float, float]) -> BBox:
        """From page points (left, bottom, right, top) to the crop box as it is seen."""
        left, bottom, right, top = self.crop
        x0, y0, x1, y1 = corners
        if self.turn == 0 and x0 <= x1 and y0 <= y1:  # as nearly all lie
            return BBox(
                left=(x0 - left) * self.across,
                top=(top - y1) * self.down,
                right=(x1 - left) * self.across,
                bottom=(top - y0) * self.down,
            )
        if self.turn == 0:
            xs, ys = (x0 - left, x1 - left), (top - y0, top - y1)
        elif self.turn == 90:
            xs, ys = (y0 - bottom, y1 - bottom), (x0 - left, x1 - left)
        elif self.turn == 180:
            xs, ys = (right - x0, right - x1), (y0 - bottom, y1 - bottom)
        else:
            xs, ys = (top - y0, top - y1), (right - x0, right - x1)
        return BBox(
            left=min(xs) * self.across,
            top=min(ys) * self.down,
            right=max(xs) * self.across,
            bottom=max(ys) * self.down,
        )


def read_placed_chars(page: pdfium.PdfPage, image: Image, most: int) -> list[PlacedChar]:
    """Every character that is drawn on purpose to be seen, in the order of pdfium's text page.

    Spaces and line ends that pdfium adds are left out. Empty when there are more than ``most``.

    Raises:
        PdfiumError: the page's text cannot be loaded.
    """
    textpage = page.get_textpage()
    try:
        count = int(textpage.count_chars())
        return list(_placed(textpage, count, page, image)) if 0 < count <= most else []
    finally:
        textpage.close()


def _placed(
    textpage: pdfium.PdfTextPage, count: int, page: pdfium.PdfPage, image: Image
) -> Iterator[PlacedChar]:
    reader = _Reader(textpage, _view_page(page, image))
    held: tuple[int, PlacedChar] | None = None
    for index in range(count):
        char = reader.read(index)
        if char is None:
            continue
        owner = reader.owner
        is_same = held is not None and held[0] == owner and held[1].box.left == char.box.left
        if held is not None and is_same and held[1].box == char.box:
            # pdfium parts a ligature into letters on one box
            held = owner, replace(held[1], text=held[1].text + char.text)
            continue
        if held is not None:
            yield held[1]
        held = owner, char
    if held is not None:
        yield held[1]


def _view_page(page: pdfium.PdfPage, image: Image) -> _View:
    height, width = image.shape[:2]
    across, down = width / page.get_width(), height / page.get_height()
    return _View(page.get_rotation(), page.get_bbox(), across, down)


class _Reader:
    """Reads characters of one text page, in turn; what all of an object share is asked for where it begins,
    and the places that pdfium writes to are made once."""

    def __init__(self, textpage: pdfium.PdfTextPage, view: _View) -> None:
        self._textpage, self._view = textpage.raw, view
        self._place, self._matrix, self._width = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX(), ctypes.c_float()
        self.owner = -1  # the address of the text object that draws the character read last; 0 for none
        self._is_hidden = False
        self._angle = 0.0  # degrees, of all characters of the owner
        self._font: Any = None
        self._size = 0.0  # of the font, in units of text space
        self._is_astray = False  # their boxes are told without the matrix of the form that holds them
        self._stands_in = False  # its face stands in for one that the file has not, in a row along the page
        self._up = (0.0, 0.0)  # points across and up the page that their type is high

    def read(self, index: int) -> PlacedChar | None:
        """``None`` for a character that pdfium adds, that has no place, or is not drawn on purpose."""
        textpage, place = self._textpage, self._place
        code = int(pdfium_c.FPDFText_GetUnicode(textpage, index))
        if code <= _SPACE and pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            return None
        self._take_owner(index)
        if self._is_hidden or not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, place):
            return None
        corners = (place.left, place.bottom, place.right, place.top)
        if self._is_astray:
            corners = self._about_origin(index, code)
        if not math.isfinite(sum(corners)):
            return None
        text, is_level = self._read_text(index, code), abs(self._angle) <= LEANING
        if is_level and self._stands_in:
            corners = self._as_wide_as_told(code, corners)
        box = self._view.to_pixels(_of_type_height(corners, *self._up) if is_level else corners)
        char = PlacedChar(text, box, self._angle)
        if is_level:
            return char
        size = _type_height(textpage, index) * math.hypot(self._matrix.c, self._matrix.d)
        return lay_level(char, height=size * self._view.down)

    def _take_owner(self, index: int) -> None:
        item = pdfium_c.FPDFText_GetTextObject(self._textpage, index)
        owner = ctypes.addressof(item.contents) if item else 0
        if owner and owner == self.owner:
            return
        self.owner, matrix = owner, self._matrix
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item) if owner else None
        self._is_hidden, self._angle, self._up = mode in HIDDEN_MODES, 0.0, (0.0, 0.0)
        self._stands_in = self._is_astray = False
        if pdfium_c.FPDFText_GetMatrix(self._textpage, index, matrix):
            self._angle = matrix_angle((matrix.a, matrix.b, matrix.c, matrix.d), self._view.turn)
            self._size = pdfium_c.FPDFText_GetFontSize(self._textpage, index)
            self._up = self._size * matrix.c, self._size * matrix.d
            self._font = pdfium_c.FPDFTextObj_GetFont(item) if owner else None
            is_along = self._view.turn == 0 and matrix.a > 0 and bool(self._font)
            self._stands_in = is_along and pdfium_c.FPDFFont_GetIsEmbedded(self._font) == 0
            self._is_astray = bool(self._font) and self._lies_elsewhere(index)

    def _lies_elsewhere(self, index: int) -> bool:
        """Whether pdfium tells another origin of a character than its matrix has: of one with ActualText in a
        form it leaves out the form's own matrix. Chromium writes so where 大 and ⼤ are one glyph."""
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), self._matrix
        if not pdfium_c.FPDFText_GetCharOrigin(self._textpage, index, x, y):
            return False
        type_height = self._size * math.hypot(matrix.c, matrix.d)
        return math.hypot(x.value - matrix.e, y.value - matrix.f) > type_height

    def _about_origin(self, index: int, code: int) -> tuple[float, float, float, float]:
        """A character's box (left, bottom, right, top) as wide as its font tells, about the origin that its
        matrix has."""
        matrix, width = pdfium_c.FS_MATRIX(), self._size
        pdfium_c.FPDFText_GetMatrix(self._textpage, index, matrix)
        if (
            pdfium_c.FPDFFont_GetGlyphWidth(self._font, code, self._size, self._width)
            and self._width.value > 0
        ):
            width = min(width, self._width.value)
        down, up = -_DESCENT * self._size, (1 - _DESCENT) * self._size
        xs = [matrix.e + matrix.a * along + matrix.c * rise for along in (0, width) for rise in (down, up)]
        ys = [matrix.f + matrix.b * along + matrix.d * rise for along in (0, width) for rise in (down, up)]
        return min(xs), min(ys), max(xs), max(ys)

    def _as_wide_as_told(
        self, code: int, corners: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        """A character's box (left, bottom, right, top) no wider than the file says: a face that stands in for
        another is drawn as narrow, but its boxes are told as wide as it is by itself."""
        left, bottom, right, top = corners
        if pdfium_c.FPDFFont_GetGlyphWidth(self._font, code, self._size, self._width):
            told = self._width.value * self._matrix.a
            right = min(right, left + told) if told > 0 else right
        return left, bottom, right, top

    def _read_text(self, index: int, code: int) -> str:
        may_be_hyphen = code <= _SPACE or code in _HYPHENS
        if may_be_hyphen and pdfium_c.FPDFText_IsHyphen(self._textpage, index) == 1:
            return "-"  # at the end of a line pdfium keeps a mark in its place
        if pdfium_c.FPDFText_HasUnicodeMapError(self._textpage, index) == 1 or not 0 < code <= 0x10FFFF:
            return UNREAD
        return clean_text(chr(code))


def _of_type_height(
    corners: tuple[float, float, float, float], across: float, up: float
) -> tuple[float, float, float, float]:
    """A character's box (left, bottom, right, top) no higher than its type, from its lowest on: faces keep up
    to half of that free above, and rows and columns are told by heights. ``across`` and ``up`` are from the
    type's lowest to its highest; a face whose units are its own has them much smaller than its characters."""
    left, bottom, right, top = corners
    if abs(up) > abs(across):
        if abs(up) < _LEAST_TYPE * (top - bottom):
            return corners
        return (
            (left, bottom, right, min(top, bottom + up))
            if up > 0
            else (left, max(bottom, top + up), right, top)
        )
    if abs(across) < _LEAST_TYPE * (right - left):
        return corners
    return (
        (left, bottom, min(right, left + across), top)
        if across > 0
        else (max(left, right + across), bottom, right, top)
    )


def _type_height(textpage: Any, index: int) -> float:
    """From the lowest to the highest of the character's face, in units of its text space."""
    size = pdfium_c.FPDFText_GetFontSize(textpage, index)
    font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(textpage, index))
    up, down = ctypes.c_float(size), ctypes.c_float(0.0)
    pdfium_c.FPDFFont_GetAscent(font, size, up)
    pdfium_c.FPDFFont_GetDescent(font, size, down)
    return up.value - down.value
