"""Characters of a red seal that were read at the ends of a line of print that the seal lies over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from pipeline.crop import crop_quad
from pipeline.layers import touches
from pipeline.preprocess.ink import Ink
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

RED = 0.7  # share of a character's ink that is red from which it is no print
HALF = 0.4  # line heights to each side of a character's middle that are its own
FEWEST = 2  # such characters one after another, or a star over print would take one


def without_red_ends(lines: Sequence[TextLine], ink: Ink, seals: Sequence[Quad]) -> list[TextLine]:
    """The lines without the characters at their ends that are those of ``seals`` alone.

    A line that is red throughout is a title's or a stamp's, and stays.
    """
    return [
        _cut(line, ink, seals)
        if line.layer is InkLayer.ALL and any(touches(line.quad, seal) for seal in seals)
        else line
        for line in lines
    ]


def _cut(line: TextLine, page: Ink, seals: Sequence[Quad]) -> TextLine:
    if len(line.char_positions) != len(line.text):
        return line
    red, ink = (crop_quad(plane, line.quad) > 127 for plane in (page.seals, page.inked))
    height, width = ink.shape
    shares = [_share(red, ink, position * width, HALF * height) for position in line.char_positions]
    within = [_lies_under(line.quad, position, seals) for position in line.char_positions]
    own = [share >= RED and under for share, under in zip(shares, within, strict=True)]
    first = sum(1 for _ in takewhile(bool, own))
    last = sum(1 for _ in takewhile(bool, reversed(own)))
    if max(first, last) < FEWEST or first + last >= len(own):
        return line
    start, end = (first if first >= FEWEST else 0), len(own) - (last if last >= FEWEST else 0)
    return _part(line, start, end)


def _share(red: NDArray[np.bool_], ink: NDArray[np.bool_], middle: float, half: float) -> float:
    columns = slice(max(0, round(middle - half)), round(middle + half) + 1)
    inked = int(np.count_nonzero(ink[:, columns] | red[:, columns]))
    return int(np.count_nonzero(red[:, columns])) / max(1, inked)


def _lies_under(quad: Quad, share: float, seals: Sequence[Quad]) -> bool:
    a, b, c, d = quad.points
    x, y = ((1 - share) * (a[axis] + d[axis]) / 2 + share * (b[axis] + c[axis]) / 2 for axis in (0, 1))
    return any(
        box.left <= x <= box.right and box.top <= y <= box.bottom for box in (seal.bbox for seal in seals)
    )


def _part(line: TextLine, start: int, end: int) -> TextLine:
    places = line.char_positions
    left = (places[start - 1] + places[start]) / 2 if start else 0.0
    right = (places[end - 1] + places[end]) / 2 if end < len(places) else 1.0
    kept = tuple((place - left) / (right - left) for place in places[start:end])
    scores = line.char_confidences[start:end]
    return line.model_copy(
        update={
            "text": line.text[start:end],
            "quad": line.quad.part(left, right),
            "char_positions": kept,
            "char_confidences": scores,
            "confidence": sum(scores) / len(scores) if scores else line.confidence,
        }
    )
