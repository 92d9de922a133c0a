"""The tiles of a watermark that a PDF page sets as text, taken from what is drawn of it."""

from __future__ import annotations

import ctypes
import itertools
from collections import defaultdict

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.pdf_content import MOST_DEPTH, MOST_OBJECTS, matrix_to_page
from pipeline.load.placed_chars import matrix_angle
from pipeline.page_image import TILES, TILTED


def hide_tiles(page: pdfium.PdfPage) -> bool:
    """Leaves text objects that lean alike and say the same ``TILES`` times or more out of what is drawn of
    the page from now on; whether there are any. The file, and the text that is read of the page, stay.

    Raises:
        PdfiumError: the page's text or content is broken.
    """
    textpage = page.get_textpage()
    try:
        alike: defaultdict[tuple[str, float], list[pdfium.PdfObject]] = defaultdict(list)
        items = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=MOST_DEPTH)
        for item in itertools.islice(items, MOST_OBJECTS):
            angle = matrix_angle(matrix_to_page(item), page.get_rotation())
            if abs(angle) > TILTED:
                alike[_read_text(item, textpage), round(angle, 1)].append(item)
    finally:
        textpage.close()
    tiles = [item for items in alike.values() if len(items) >= TILES for item in items]
    for item in tiles:
        pdfium_c.FPDFPageObj_SetIsActive(item, False)
    return bool(tiles)


def _read_text(item: pdfium.PdfObject, textpage: pdfium.PdfTextPage) -> str:
    size = pdfium_c.FPDFTextObj_GetText(item, textpage, None, 0)
    text = (pdfium_c.FPDF_WCHAR * (size // ctypes.sizeof(pdfium_c.FPDF_WCHAR)))()
    pdfium_c.FPDFTextObj_GetText(item, textpage, text, size)
    return bytes(text).decode("utf-16-le", "replace")
