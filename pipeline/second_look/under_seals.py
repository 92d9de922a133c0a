"""Find a date that lies under a red seal and that detection passed over altogether.

Forms set the issue date where the seal goes, often without a label. Looked at by itself, the seal's
surroundings are seen finer than on the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extractors.normalize.dates import find_dates
from extractors.page_dates.free_dates import near_seal
from pipeline.ink_lines import merge, moved
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

BESIDE = 1.0  # widths of the seal that are looked at on either side of it
_ISSUED = re.compile("有效期|机关|发证|颁发")  # a page on which a seal stands by a date
_PIECE = re.compile(r"[0-9〇○零一二三四五六七八九十年月日 ]+")


def with_under_seals(
    engine: OcrEngine, ink: Ink, lines: Sequence[TextLine], seals: Sequence[Quad]
) -> list[TextLine]:
    """The lines, and where no date stands by the largest of ``seals`` (red ones), what is found of one.

    Raises:
        EngineError: detection or recognition failed.
    """
    if not seals or not any(_ISSUED.search(line.text) for line in lines):
        return list(lines)
    seal = max((quad.bbox for quad in seals), key=lambda box: box.width * box.height)
    if any(_is_issue_date(line) and near_seal(line.quad.bbox, seal) for line in lines):
        return list(lines)
    left, top = max(0, int(seal.left - BESIDE * seal.width)), max(0, int(seal.top))
    right, bottom = int(seal.right + BESIDE * seal.width), int(seal.bottom)
    part = np.ascontiguousarray(ink.readable[top:bottom, left:right])
    quads = engine.detect_part(part, max(part.shape[:2]))
    readings = engine.recognize([crop_quad(part, quad) for quad in quads])
    found = [
        text_line(reading, moved(quad, left, top), engine.name, InkLayer.DARK)
        for quad, reading in zip(quads, readings, strict=True)
        if len(reading.text) > 1 and _PIECE.fullmatch(reading.text)
    ]
    return merge(lines, found)


def _is_issue_date(line: TextLine) -> bool:
    """Whether a line holds a date that is no end of a period."""
    return bool(find_dates(line.text)) and re.search("[自至到]", line.text) is None
