"""What a PDF page is made of: a scan, its own text, or both.

The rule, by area. A page is a scan when images cover at least ``SCAN_COVERAGE`` of it, whatever
text lies over or under them: a stamped page number, a hidden OCR layer, or values printed over a
picture of an empty form; OCR sees all of these, the text layer only some. A page is born digital
when images cover less and it has at least ``LEAST_TEXT`` visible text objects or characters that
no form field or note adds to. Every other page (outlines in place of text, hidden text) goes to
OCR.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from pipeline.load.decode import check_pixels
from pipeline.load.pdf_images import check_image
from pipeline.load.pdf_objects import PdfObjects
from pipeline.load.pdf_text import HIDDEN_MODES
from pipeline.options import Limits
from schemas.errors import TooManyImagesError

SCAN_COVERAGE: Final = 0.3
LEAST_TEXT: Final = 8
_MOST_HIDDEN: Final = 0.1  # hidden text objects for each visible one
_MOST_TEXT: Final = 20_000  # more objects than any page of print: pdfminer would take minutes
MOST_OBJECTS: Final = 100_000
MOST_DEPTH: Final = 8
_LEAST_SHARE: Final = 0.02  # of the page; smaller pictures are marks and ornaments
_ASLANT: Final = 1e-4  # of a picture's sides: less than a pixel on any page
_GRID: Final = 100  # coverage is measured on so many cells each way
_TYPED_FIELDS: Final = frozenset(
    {pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class PageContent:
    """``scan_dpi`` is the resolution of the images that make a scan, across and down the page as it is seen;
    ``None`` when it is none."""

    scan_dpi: tuple[float, float] | None
    has_visible_text: bool
    is_born_digital: bool


@dataclass(frozen=True)
class _Placed:
    """An image on the page: share of the page's area (0-1, not clipped), and dots per inch across and down
    the page before it is turned."""

    share: float
    dpi: tuple[float, float]


def page_to_content(page: pdfium.PdfPage, objects: PdfObjects, limits: Limits) -> PageContent:
    """Look at what is on the page without drawing it; ``objects`` are those of its file.

    Raises:
        TooManyPixelsError: an image of more than ``limits.max_pixels``.
        TruncatedError: an image of some size is damaged.
        TooManyImagesError: more images than ``limits.max_images``.
        PdfiumError: the page's content is broken.
    """
    left, bottom, right, top = page.get_bbox()
    page_box = (left, bottom, max(right - left, 1e-6), max(top - bottom, 1e-6))
    covered = np.zeros((_GRID, _GRID), dtype=np.bool_)
    placed: list[_Placed] = []
    visible = hidden = 0
    kinds = [pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT]
    for item in itertools.islice(page.get_objects(filter=kinds, max_depth=MOST_DEPTH), MOST_OBJECTS):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            if pdfium_c.FPDFTextObj_GetTextRenderMode(item) in HIDDEN_MODES:
                hidden += 1
            else:
                visible += 1
        elif (image := _place_image(item, page_box, covered, limits)) is not None:
            placed.append(image)
            if image.share >= _LEAST_SHARE:
                check_image(item, objects)
            if len(placed) > limits.max_images:
                raise TooManyImagesError(
                    f"页面图片超过 {limits.max_images:,} 幅，请重新打印为 PDF 或扫描，或调高上限"
                    f" / The page has more than {limits.max_images:,} images. Print it to a new PDF or scan "
                    "it, or raise the limit."
                )
    is_scan = bool(placed) and float(covered.mean()) >= SCAN_COVERAGE
    return PageContent(
        scan_dpi=_scan_dpi(placed, page.get_rotation()) if is_scan else None,
        has_visible_text=visible > 0,
        is_born_digital=not is_scan
        and 0 < visible <= _MOST_TEXT
        and hidden <= _MOST_HIDDEN * visible
        and _text_is_long(page, visible)
        and not _notes_carry_text(page),
    )


def _scan_dpi(placed: list[_Placed], rotation: int) -> tuple[float, float]:
    """Of the sharpest among the large images: a scan may be a coarse photo under fine type."""
    largest = max(image.share for image in placed)
    across, down = max((image.dpi for image in placed if image.share >= largest / 2), key=max)
    return (down, across) if rotation in (90, 270) else (across, down)


def _place_image(
    item: pdfium.PdfImage,
    page_box: tuple[float, float, float, float],
    covered: NDArray[np.bool_],
    limits: Limits,
) -> _Placed | None:
    """Mark the cells that the image covers; ``None`` for one without area."""
    width, height = item.get_px_size()
    if width < 1 or height < 1:
        return None
    check_pixels(width, height, limits)
    a, b, c, d, e, f = matrix_to_page(item)
    printed_width, printed_height = math.hypot(a, b), math.hypot(c, d)
    if not printed_width > 0 or not printed_height > 0:
        return None
    left, bottom, page_width, page_height = page_box
    xs = [(x - left) / page_width * _GRID for x in (e, e + a, e + c, e + a + c)]
    ys = [(y - bottom) / page_height * _GRID for y in (f, f + b, f + d, f + b + d)]
    if not all(math.isfinite(value) for value in (*xs, *ys)):
        return None
    x0, x1 = (_to_cell(value) for value in (min(xs), max(xs)))
    y0, y1 = (_to_cell(value) for value in (min(ys), max(ys)))
    covered[y0:y1, x0:x1] = True
    return _Placed(
        share=abs(a * d - b * c) / (page_width * page_height),
        dpi=_to_dpi(72.0 * width / printed_width, 72.0 * height / printed_height, (a, b, c, d)),
    )


def _to_dpi(along: float, across: float, matrix: tuple[float, float, float, float]) -> tuple[float, float]:
    """Across and down the page of what is so many dots per inch along its rows and across them, laid by
    ``matrix``; of what lies aslant twice the higher."""
    a, b, c, d = matrix
    if max(abs(b), abs(c)) < _ASLANT * min(abs(a), abs(d)):
        return along, across
    if max(abs(a), abs(d)) < _ASLANT * min(abs(b), abs(c)):
        return across, along
    return max(along, across), max(along, across)


def _to_cell(value: float) -> int:
    return round(min(max(value, 0.0), float(_GRID)))


def matrix_to_page(item: pdfium.PdfObject) -> _Matrix:
    """From the object's unit square to page points, through the forms that hold it."""
    result: _Matrix = item.get_matrix().get()
    container = item.container
    while container is not None:
        result = _multiply(result, container.get_matrix().get())
        container = container.container
    return result


def _multiply(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _text_is_long(page: pdfium.PdfPage, visible: int) -> bool:
    """One object may hold a letter or a page of text: few objects are counted by characters."""
    if visible >= LEAST_TEXT:
        return True
    textpage = page.get_textpage()
    try:
        return int(textpage.count_chars()) >= LEAST_TEXT
    finally:
        textpage.close()


def _notes_carry_text(page: pdfium.PdfPage) -> bool:
    """Filled form fields and typed notes are seen on the page but are not in its text."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        note = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            subtype = pdfium_c.FPDFAnnot_GetSubtype(note)
            if subtype == pdfium_c.FPDF_ANNOT_FREETEXT:
                return True
            if subtype == pdfium_c.FPDF_ANNOT_WIDGET and page.formenv is not None:
                kind = pdfium_c.FPDFAnnot_GetFormFieldType(page.formenv, note)
                size = pdfium_c.FPDFAnnot_GetFormFieldValue(page.formenv, note, None, 0)
                if kind in _TYPED_FIELDS and size > ctypes.sizeof(pdfium_c.FPDF_WCHAR):
                    return True
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)
    return False
