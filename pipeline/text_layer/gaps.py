"""Print on a born-digital page that its text layer does not hold: values set as pictures or as outlines."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from extractors.use_restrictions.restrictions import BY_HAND
from pipeline.ink_lines import detect_in, read_at
from pipeline.ocr.engine import OcrEngine
from pipeline.page_image import Image, to_pixels
from pipeline.preprocess.line_shape import slant
from pipeline.preprocess.text_areas import join_overlapping, text_areas
from pipeline.stage_times import stage
from pipeline.text_layer.half import HalfSize, about_line, to_half
from schemas.geometry import BBox
from schemas.page import InkLayer, TextLine

SURE: Final = 0.9  # of a line: signatures and ornament are read as less
SHORTEST: Final = 2
STAMP: Final = 4  # characters of a line that is set by hand: 复印无效
SENTENCE: Final = 6
AREA: Final = 0.02  # of the page's long side: 88号 of an address (6 mm on A4)
LEVEL: Final = 2.0  # degrees: what lies otherwise is a stamp's, or is left of ornament
BESIDE: Final = 0.1  # of the page's width: words of one row stand closer
KEPT: Final = 256  # bands whose reading is kept, the latest
_WHITE: Final = 255

_known: WeakKeyDictionary[OcrEngine, OrderedDict[bytes, tuple[TextLine, ...]]] = WeakKeyDictionary()


@stage("lines")
def read_gaps(
    engine: OcrEngine, half: HalfSize, lines: Sequence[TextLine], others: Sequence[BBox]
) -> list[TextLine]:
    """Lines that are read where there is print on the page of which ``half`` is, and neither one of the
    layer's ``lines`` nor what is read otherwise, black seals and codes, in the boxes ``others``; those that
    lie on a frame as well as those beside it, and a restriction set aslant as a picture.

    Raises:
        EngineError: detection or recognition failed.
    """
    boxes = [*(about_line(line.quad.bbox) for line in lines), *others]
    left = half.printed.copy()
    for box in boxes:
        left[to_half(box)] = 0
    areas = [_doubled(area) for area in text_areas(left, AREA)]
    if not areas:
        return []
    rest = half.ink.readable.copy()
    for box in boxes:
        rest[to_pixels(box)] = _WHITE
    found = [line for band in _bands(areas, rest.shape[1]) for line in _read_band(engine, rest, band)]
    return [line for line in found if is_sure(line)]


def _read_band(engine: OcrEngine, rest: Image, band: BBox) -> tuple[TextLine, ...]:
    """What is read in a band of the picture. What looks the same in the same place, as a form's ornament does
    on page after page, is read once."""
    known = _known.setdefault(engine, OrderedDict())
    rows, columns = to_pixels(band)
    looks = hashlib.blake2b(repr((rest.shape, rows, columns)).encode())
    looks.update(np.ascontiguousarray(rest[rows, columns]).data)
    key = looks.digest()
    lines = known.get(key)
    if lines is None:
        lines = known[key] = tuple(read_at(engine, rest, detect_in(engine, rest, [band]), InkLayer.ALL))
        if len(known) > KEPT:
            known.popitem(last=False)
    return lines


def is_sure(line: TextLine) -> bool:
    """Whether a line was read surely, and has the characters that tell it from ornament and from a seal."""
    aslant = abs(slant(line.quad))
    shortest = SHORTEST if aslant < LEVEL else STAMP if aslant <= BY_HAND else SENTENCE
    return line.confidence >= SURE and len(line.text) >= shortest


def all_read(places: Sequence[BBox], lines: Sequence[TextLine]) -> bool:
    """Whether the middle of each place lies in one of the lines."""
    boxes = [line.quad.bbox for line in lines]
    return all(any(box.holds(place.center) for box in boxes) for place in places)


def _bands(areas: Sequence[BBox], width: int) -> list[BBox]:
    """Each with what stands close beside it, those that overlap made one: a row of words is not parted so."""
    beside = BESIDE * width
    rows = [
        BBox(
            left=max(0.0, area.left - beside),
            top=area.top,
            right=min(float(width), area.right + beside),
            bottom=area.bottom,
        )
        for area in areas
    ]
    return join_overlapping(rows)


def _doubled(box: BBox) -> BBox:
    return BBox(left=2 * box.left, top=2 * box.top, right=2 * box.right, bottom=2 * box.bottom)
