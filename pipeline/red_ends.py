"""What of a red seal was taken to the ends of a line of print that the seal lies over: characters that were
read, and the room that its ink has in the line's box."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from pipeline.ink_lines import touches
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

RED = 1.0  # red pixels for each inked one from which a character is no print: pale red is none of ink
LEFT = 0.65  # of a character's usual dark ink in the line, below which no print lies under the red
HALF = 0.4  # line heights to each side of a character's middle that are its own
OWN = 0.6  # line heights behind a last character's middle that are its own
LEAST_PRINT = 0.04  # of a line height's square: the print of a character that was not read
FEWEST = 2  # such characters one after another, or a star over print would take one,
BARE = 0.25  # but where so little of the dark ink is there,
STROKES, SOLID = 0.15, 0.4  # and no more of the red; of a line height's square the dark ink of an ideograph
_INKY = re.compile("(?!一)[\u4e00-\u9fff]")  # whose print is no less than a mark of red


def without_red_ends(lines: Sequence[TextLine], ink: Ink, seals: Sequence[Quad]) -> list[TextLine]:
    """The lines without the characters at their ends that are those of ``seals`` alone, their boxes without
    what of the seals lies behind their last character.

    A line that is red throughout is a title's or a stamp's, and stays.
    """
    return [
        _shorten(_cut(line, ink, seals), ink)
        if line.layer in (InkLayer.ALL, InkLayer.DARK) and any(touches(line.quad, seal) for seal in seals)
        else line
        for line in lines
    ]


def _shorten(line: TextLine, page: Ink) -> TextLine:
    """The line up to its last character, where no print stands behind it: one may have been lost there."""
    if not line.char_positions:
        return line
    print_there = crop_quad(page.printed, line.quad) > 127
    height, width = print_there.shape
    end = round(line.char_positions[-1] * width + OWN * height)
    if end >= width or np.count_nonzero(print_there[:, end:]) > LEAST_PRINT * height * height:
        return line
    return line.part(0, len(line.text), 0.0, end / width)


def _cut(line: TextLine, page: Ink, seals: Sequence[Quad]) -> TextLine:
    if len(line.char_positions) != len(line.text):
        return line
    red, ink, dark = (_inked(plane, line) for plane in (page.seals, page.inked, page.printed))
    is_red = red >= RED * np.maximum(1, ink)
    usual = float(np.median(dark[~is_red])) if not is_red.all() else 0.0
    within = [_lies_under(line.quad, position, seals) for position in line.char_positions]
    own = [
        bool(alone and under) for alone, under in zip(is_red & (dark <= LEFT * usual), within, strict=True)
    ]
    top, _, _, foot = line.quad.points
    square = math.dist(top, foot) ** 2
    bare = (dark <= BARE * max(usual, STROKES * square)) & (red <= SOLID * square)
    is_sure = [
        bool(none) and _INKY.match(char) is not None for none, char in zip(bare, line.text, strict=True)
    ]
    first, last = _run(own, is_sure), _run(own[::-1], is_sure[::-1])
    if not 0 < first + last < len(own):
        return line
    end = len(own) - last
    return line.part(first, end, *line.room(first, end))


def _run(own: Sequence[bool], is_sure: Sequence[bool]) -> int:
    """How many characters from the first on are the seal's."""
    run = sum(1 for _ in takewhile(bool, own))
    return run if run >= FEWEST or (run and is_sure[0]) else 0


def _inked(plane: NDArray[np.uint8], line: TextLine) -> NDArray[np.int64]:
    """How many pixels of ``plane`` are marked at each character."""
    cut = crop_quad(plane, line.quad) > 127
    height, width = cut.shape
    bounds = [
        (max(0, round(position * width - HALF * height)), round(position * width + HALF * height) + 1)
        for position in line.char_positions
    ]
    return np.array([np.count_nonzero(cut[:, left:right]) for left, right in bounds], np.int64)


def _lies_under(quad: Quad, share: float, seals: Sequence[Quad]) -> bool:
    point = quad.part(share, share).bbox.center
    return any(seal.bbox.holds(point) for seal in seals)
