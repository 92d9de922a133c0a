"""Draw a PDF page, within a time."""

from __future__ import annotations

import ctypes
import time
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.advice import PRINT_OR_SCAN_PDF
from pipeline.page_image import Image
from schemas.errors import TruncatedError

_WHITE, _CHANNELS = 255, 3
_FLAGS: Final = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_RENDER_LIMITEDIMAGECACHE


def rasterize(page: pdfium.PdfPage, width: int, height: int, deadline: float) -> Image:
    """The page with its notes, form values and signature seals, ``width`` × ``height`` pixels of it.

    ``deadline`` is on the clock of ``time.thread_time``: another program's work is not the page's.

    Raises:
        TruncatedError: it cannot be drawn, or not before the deadline.
        PdfiumError, MemoryError: there is no memory for the pixels.
    """
    image = np.full((height, width, _CHANNELS), _WHITE, dtype=np.uint8)
    pixels = image.ctypes.data_as(ctypes.c_void_p)
    stride = width * _CHANNELS
    bitmap = pdfium_c.FPDFBitmap_CreateEx(width, height, pdfium_c.FPDFBitmap_BGR, pixels, stride)
    if not bitmap:
        raise pdfium.PdfiumError("no bitmap")
    try:
        _draw(bitmap, page, width, height, deadline)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    return image


def _draw(bitmap: Any, page: pdfium.PdfPage, width: int, height: int, deadline: float) -> None:
    """In steps, so that a page made to take for ever can be given up."""

    def is_late(_: Any) -> bool:
        return time.thread_time() > deadline

    pause = pdfium_c.IFSDK_PAUSE(version=1)
    callback = type(pause.NeedToPauseNow)(is_late)
    pause.NeedToPauseNow = callback
    place = (0, 0, width, height, 0)
    status = pdfium_c.FPDF_RenderPageBitmap_Start(bitmap, page, *place, _FLAGS, pause)
    pdfium_c.FPDF_RenderPage_Close(page)
    if status == pdfium_c.FPDF_RENDER_TOBECONTINUED:
        raise TruncatedError(PRINT_OR_SCAN_PDF.after("页面绘制过久", "The page takes too long to draw."))
    if status != pdfium_c.FPDF_RENDER_DONE:
        raise TruncatedError(PRINT_OR_SCAN_PDF.after("页面无法绘制", "The page cannot be drawn."))
    if page.formenv is not None:
        pdfium_c.FPDF_FFLDraw(page.formenv, bitmap, page, *place, _FLAGS)
