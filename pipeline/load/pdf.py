"""PDF: scanned pages at the scan's resolution, born-digital pages with their own characters."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.advice import SAVE_OR_SCAN, SAVE_OR_SCAN_PDF, SCAN_SMALLER, SPLIT
from pipeline.load.decode import error_to_failure
from pipeline.load.pdf_bare import PDFIUM, draw_bare
from pipeline.load.pdf_carried import decipher, find_carried
from pipeline.load.pdf_chars import PdfCharReader
from pipeline.load.pdf_content import PageContent, page_to_content
from pipeline.load.pdf_forms import check_forms
from pipeline.load.pdf_lacking import find_lacking
from pipeline.load.pdf_objects import PdfObjects
from pipeline.load.pdf_raster import rasterize
from pipeline.load.pdf_streams import check_streams
from pipeline.load.pdf_tiles import hide_tiles
from pipeline.options import Limits
from pipeline.page_image import TILTED, Image, PageImage
from schemas.errors import (
    EncryptedError,
    InputError,
    TooManyPagesError,
    TooManyPixelsError,
    TruncatedError,
)
from schemas.outcome import PageFailure
from schemas.page import Carried

_DEFAULT_DPI: Final = 200.0
_LEAST_DPI, _MOST_DPI = 72.0, 400.0
_SMALL: Final = (30.0, 150.0)  # points of a long side that only a page in larger units has (UserUnit)
_SHEET: Final = 842.0  # points of an A4's long side
_MOST_SIDE: Final = 30_000  # pixels; pages of no real paper are drawn smaller
_POINTS: Final = 72.0  # per inch
_SQUARE: Final = 1.02  # from side to side of a pixel: a fax's are half as high as wide
_HAIR: Final = 0.1  # of a pixel: what a page's size, rounded, is larger than its picture
_PASSWORD_ERRORS: Final = frozenset({pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY})

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it advises on XFA forms, which are not read


def open_pdf(
    data: bytes, limits: Limits
) -> tuple[int, Iterator[PageImage | PageFailure], tuple[Carried, ...]]:
    """Number of pages, the pages, and what else is there. A document that opens with the
    empty password is open.

    Nothing in the file is run: no script, no action, no attachment.

    Raises:
        EncryptedError: a password is needed.
        TruncatedError: no page can be found.
        TooManyPagesError, TooManyImagesError, FileTooLargeError: beyond ``limits``.
    """
    is_damaged = check_streams(data, limits)
    check_forms(data, limits)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in _PASSWORD_ERRORS:
            raise EncryptedError(
                "PDF 有密码，请另存一份不带密码的再读取"
                " / The PDF needs a password. Save a copy without one, and read that."
            ) from error
        raise TruncatedError(
            SAVE_OR_SCAN.after("PDF 已损坏或不完整", "The PDF is damaged or ends early.")
        ) from error
    page_count = len(document)
    if page_count < 1:
        document.close()
        raise TruncatedError(SAVE_OR_SCAN.after("PDF 没有页面", "The PDF has no pages."))
    if page_count > limits.max_pages:
        document.close()
        raise TooManyPagesError(
            SPLIT.after(
                f"PDF 有 {page_count} 页，上限为 {limits.max_pages}",
                f"The PDF has {page_count} pages, the limit is {limits.max_pages}.",
            )
        )
    objects = PdfObjects(decipher(document, data), limits)
    carried, has_layers = find_carried(document, objects.parts)
    doubtful = find_lacking(objects, page_count, limits)
    if is_damaged and Carried.ENCRYPTION not in carried:
        doubtful = frozenset(range(1, page_count + 1))
    if doubtful:
        carried = (*carried, Carried.DAMAGE)
    chars = PdfCharReader(data, has_layers=has_layers)
    return page_count, _read_pages(document, data, objects, chars, doubtful, limits), carried


def _read_pages(
    document: pdfium.PdfDocument,
    data: bytes,
    objects: PdfObjects,
    chars: PdfCharReader,
    doubtful: frozenset[int],
    limits: Limits,
) -> Iterator[PageImage | PageFailure]:
    """One of the ``doubtful``, which may lack something, is no blank page if nothing is seen on it."""
    try:
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()  # values of form fields and signature seals are drawn only so
        for page_no in range(1, len(document) + 1):
            try:
                with PDFIUM:
                    page = _read_page(document, page_no, objects, chars, limits)
                if page_no in doubtful and page.image.min() == page.image.max():
                    raise TruncatedError(
                        SAVE_OR_SCAN_PDF.after(
                            f"PDF 第 {page_no} 页所绘内容已损坏或缺失",
                            f"What page {page_no} of the PDF draws is damaged or missing.",
                        )
                    )
                yield replace(page, bare=_to_bare(page, data, limits)) if page.chars else page
            except InputError as error:
                yield error_to_failure(page_no, error)
            except (pdfium.PdfiumError, ValueError, OverflowError) as error:
                message = SAVE_OR_SCAN.after(
                    f"PDF 第 {page_no} 页已损坏", f"Page {page_no} of the PDF is damaged ({error})."
                )
                yield error_to_failure(page_no, TruncatedError(message))
            except MemoryError:
                message = SCAN_SMALLER.after(
                    f"PDF 第 {page_no} 页所需内存不足",
                    f"Page {page_no} of the PDF needs more memory than there is.",
                )
                yield error_to_failure(page_no, TooManyPixelsError(message))
    finally:
        with PDFIUM:  # the last page may still be drawn anew
            document.close()


def _to_bare(page: PageImage, data: bytes, limits: Limits) -> Callable[[], Image | None]:
    height, width = page.image.shape[:2]
    return cache(partial(draw_bare, data, page.page_no, width, height, limits.max_page_seconds))


def _read_page(
    document: pdfium.PdfDocument, page_no: int, objects: PdfObjects, chars: PdfCharReader, limits: Limits
) -> PageImage:
    deadline = time.thread_time() + limits.max_page_seconds
    page = document[page_no - 1]
    try:
        content = page_to_content(page, objects, limits)
        across, down = page.get_size()
        dpi, size = _choose_size(content, across, down, limits)
        image = rasterize(page, *size, deadline)
        text, doubtful = chars.find_chars(page_no, page, image) if content.is_born_digital else ((), ())
        plain = None
        if any(abs(char.angle) > TILTED for char in text) and hide_tiles(page):
            plain = rasterize(page, *size, deadline)
    finally:
        page.close()
    places = tuple(char.box for char in doubtful if not char.text.isspace())
    return PageImage(
        page_no=page_no, image=image, dpi=dpi, chars=text, without_tiles=plain, left_to_pixels=places
    )


def _choose_size(
    content: PageContent, width: float, height: float, limits: Limits
) -> tuple[float, tuple[int, int]]:
    """Resolution for a page of ``width`` × ``height`` points, and how wide and high it is in pixels. A scan
    keeps its own pixels where these are square but for how its page's size is rounded.

    Raises:
        TruncatedError: the page has no area.
    """
    dpi = _choose_dpi(content, width, height, limits)
    across = down = dpi
    if content.scan_dpi is not None and dpi == max(content.scan_dpi) < _SQUARE * min(content.scan_dpi):
        across, down = content.scan_dpi
    sides = (width * across / _POINTS, height * down / _POINTS)
    return dpi, (max(1, math.ceil(sides[0] - _HAIR)), max(1, math.ceil(sides[1] - _HAIR)))


def _choose_dpi(content: PageContent, width: float, height: float, limits: Limits) -> float:
    """Resolution for a page of ``width`` × ``height`` points, of a small one that of an A4.

    Raises:
        TruncatedError: the page has no area.
    """
    if not (math.isfinite(width) and math.isfinite(height)) or width <= 0 or height <= 0:
        raise TruncatedError(SAVE_OR_SCAN_PDF.after("页面没有尺寸", "The page has no size."))
    longest = max(width, height)
    smaller = _SHEET / longest if _SMALL[0] <= longest < _SMALL[1] else 1.0
    dpi = drawn = _DEFAULT_DPI * smaller
    if content.scan_dpi is not None:
        least = drawn if content.has_visible_text else _LEAST_DPI
        dpi = min(max(*content.scan_dpi, least), _MOST_DPI * smaller)
    fits = math.sqrt(limits.max_pixels / (width * height)) * _POINTS
    return min(dpi, 0.999 * fits, _MOST_SIDE / longest * _POINTS)
