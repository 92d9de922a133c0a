"""A PDF page without its text: what lies under it is seen whole."""

from __future__ import annotations

import itertools
import time
from threading import RLock
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.load.pdf_content import MOST_DEPTH, MOST_OBJECTS
from pipeline.load.pdf_raster import rasterize
from pipeline.page_image import Image
from schemas.errors import InputError

PDFIUM: Final = RLock()
"""Held by whoever calls pdfium while other threads may: it keeps state of its own."""


def draw_bare(data: bytes, page_no: int, width: int, height: int, seconds: float) -> Image | None:
    """Page ``page_no`` (from 1) of a PDF, ``width`` × ``height`` pixels of it, drawn anew without its text
    objects; ``None`` where it cannot be, or not within ``seconds``."""
    deadline = time.thread_time() + seconds
    try:
        with PDFIUM, pdfium.PdfDocument(data) as document:
            if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
                document.init_forms()
            page = document[page_no - 1]
            texts = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=MOST_DEPTH)
            for item in list(itertools.islice(texts, MOST_OBJECTS)):
                pdfium_c.FPDFPageObj_SetIsActive(item, False)
            return rasterize(page, width, height, deadline)
    except (InputError, pdfium.PdfiumError, ValueError, OverflowError, MemoryError):
        return None
