"""What is red of a text layer's lines, whose quads are exact: stamps and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.ink_lines import MOSTLY, TOUCHED, share_marked
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import slant
from schemas.geometry import Quad
from schemas.page import InkLayer, SealReading, TextLine


def with_layer_ink(lines: Sequence[TextLine], ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """The lines, those whose ink is red told as such: what lies under a seal is left out, and the rest
    of the line tells; words of two inks in a row are two lines. A watermark's tiles stay what they are."""
    if ink.red is None:
        return list(lines)
    result: list[TextLine] = []
    red = _without(ink.mask, seals)
    inked: NDArray[np.uint8] | None = None
    for line in lines:
        if line.layer is InkLayer.PALE or _share_within(red, line.quad) <= 5 * TOUCHED:
            result.append(line)
            continue
        inked = _without(ink.inked, seals) if inked is None else inked
        result += _parts_by_ink(line, red, inked)
    return result


def _is_mostly(red: NDArray[np.uint8], inked: NDArray[np.uint8], quad: Quad) -> bool:
    return _share_within(red, quad) > MOSTLY * _share_within(inked, quad)


def _parts_by_ink(line: TextLine, red: NDArray[np.uint8], inked: NDArray[np.uint8]) -> list[TextLine]:
    """A line of a text layer, parted at the spaces where red words and others meet, the red told as such."""
    spans = [found.span() for found in re.finditer(r"\S+", line.text)]
    gaps = [
        (line.char_positions[end] + line.char_positions[start - 1]) / 2
        for (_, end), (start, _) in pairwise(spans)
    ]
    places = list(zip([0.0, *gaps], [*gaps, 1.0], strict=True))
    reds = [_is_mostly(red, inked, line.quad.part(*place)) for place in places]
    parts = []
    for is_red, same in groupby(range(len(spans)), key=lambda at: reds[at]):
        held = list(same)
        first, last = held[0], held[-1]
        part = line.part(spans[first][0], spans[last][1], places[first][0], places[last][1])
        parts.append(part.model_copy(update={"layer": InkLayer.RED}) if is_red else part)
    return parts


def _without(mask: NDArray[np.uint8], seals: Sequence[SealReading]) -> NDArray[np.uint8]:
    rest = mask.copy() if seals else mask
    for box in (seal.quad.bbox for seal in seals):
        rest[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1] = 0
    return rest


def _share_within(mask: NDArray[np.uint8], quad: Quad) -> float:
    """The share of the quad itself, and not of its box, that ``mask`` covers."""
    if not slant(quad):
        return share_marked(mask, quad)
    cut = crop_quad(mask, quad)
    return np.count_nonzero(cut > 127) / cut.size
