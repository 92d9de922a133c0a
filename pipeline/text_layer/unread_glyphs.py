"""Characters set as pictures or outlines within, or right beside, a line of a text layer: rare ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import TextChar
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import slant
from pipeline.stage_times import stage
from pipeline.text_layer.half import HalfSize, to_half, without_rules
from schemas.geometry import BBox
from schemas.page import UNREAD, InkLayer, Rule, TextLine

MOST_GLYPHS: Final = 12  # of a page; with more of them its file tells too little of it
_REACH: Final = 0.6  # heights of the line beyond its ends; what stands farther is no part of it
_BEYOND: Final = 2.0  # heights beyond the line's ends, and beside loose ink, that are looked at
_ABOUT: Final = 0.5  # heights above and below the line that are looked at: rules and frames reach out
_HIGH: Final = (0.35, 1.1)  # heights of the line that a character has: less is a dash, a dot or a rule
_LEVEL: Final = 0.3  # heights that its middle lies off the line's at most
_DUST: Final = 0.12  # heights: pieces of ink that are neither as wide nor as high are none of a character
_INKED: Final = 0.1  # share of its box that a character's ink covers at least
_APART: Final = 0.15  # heights between parts of characters, at most
_OWN: Final = 0.2  # share of a piece of ink that lies in boxes of the layer, from which it is theirs
_PALER: Final = 70  # levels by which it is paler than the line's ink at most: a watermark is more


@stage("lines")
def find_unread_glyphs(
    half: HalfSize,
    chars: Iterable[TextChar],
    lines: Sequence[TextLine],
    rules: Sequence[Rule],
    read: Iterable[BBox],
) -> list[TextChar]:
    """What looks like characters in or beside the layer's ``lines``, on the page that ``half`` is of, each as
    a character that its font does not map: it is neither one of the layer's ``chars``, nor of the straight
    ``rules`` that were found at half the size, nor in a box that is ``read`` otherwise."""
    boxes = [*(char.box for char in chars if not char.text.isspace()), *read]
    loose = without_rules(half.printed, rules)
    for box in boxes:
        loose[to_half(box)] = 0
    beside = [line.quad.bbox for line in lines if line.layer is not InkLayer.PALE and not slant(line.quad)]
    beside = [line for line in beside if loose[to_half(_about(line))].any()]
    if not beside:
        return []
    held = np.zeros(half.ink.printed.shape, np.uint8)
    for box in boxes:
        held[_rows(held, box.top, box.bottom), _columns(held, box.left, box.right)] = 255
    found: list[TextChar] = []
    for line in beside:
        for box in _find_beside(half.ink, held, line):
            held[_rows(held, box.top, box.bottom), _columns(held, box.left, box.right)] = 255
            found.append(TextChar(UNREAD, box))
    return found


def _about(line: BBox) -> BBox:
    """The middle of the line's height, and what lies beside its ends."""
    high = line.height
    return BBox(
        left=line.left - _BEYOND * high,
        top=line.top + 0.25 * high,
        right=line.right + _BEYOND * high,
        bottom=line.bottom - 0.25 * high,
    )


def _find_beside(ink: Ink, held: NDArray[np.uint8], line: BBox) -> Iterator[BBox]:
    """Looked for only beside loose ink, which is no character's, in the middle of the line's height."""
    high, middle = line.height, _about(line)
    across = _columns(held, middle.left, middle.right)
    core = _rows(held, middle.top, middle.bottom), across
    loose = cv2.bitwise_and(ink.printed[core], cv2.bitwise_not(held[core]))
    columns = np.flatnonzero(loose.any(axis=0)) + across.start
    if not columns.size:
        return
    for run in np.split(columns, np.flatnonzero(np.diff(columns) > 2 * _BEYOND * high) + 1):
        start = max(across.start, int(run[0] - _BEYOND * high))
        stop = min(across.stop, int(run[-1] + _BEYOND * high) + 1)
        yield from _find_in(ink, held, line, slice(start, stop))


def _find_in(ink: Ink, held: NDArray[np.uint8], line: BBox, across: slice) -> Iterator[BBox]:
    high = line.height
    place = _rows(held, line.top - _ABOUT * high, line.bottom + _ABOUT * high), across
    pieces = _pieces(ink.printed[place], held[place], _DUST * high)
    darkest = _darkest(ink, held, line) if pieces else 0.0
    for box in _joined(pieces, _APART * high):
        mark = box.moved(across.start, place[0].start)
        if (
            _HIGH[0] * high <= mark.height <= _HIGH[1] * high
            and abs(mark.center[1] - line.center[1]) < _LEVEL * high
            and line.left - _REACH * high < mark.right
            and mark.left < line.right + _REACH * high
            and _is_inked(ink, mark, darkest)
        ):
            yield BBox(left=mark.left, top=line.top, right=mark.right, bottom=line.bottom)


def _pieces(printed: NDArray[np.uint8], held: NDArray[np.uint8], least: float) -> list[BBox]:
    """Boxes about joined-up ink that is no character's of the layer and does not reach out of the picture."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(printed))
    within = np.bincount(labels[held > 0], minlength=count)
    _, top, width, height, area = stats.T
    is_own = (
        (np.maximum(width, height) >= least)
        & (within < _OWN * area)
        & (top > 0)
        & (top + height < printed.shape[0])
    )
    is_own[0] = False  # the paper
    return [
        BBox(left=float(x), top=float(y), right=float(x + w), bottom=float(y + h))
        for x, y, w, h, _ in stats[is_own].tolist()
    ]


def _joined(boxes: Iterable[BBox], apart: float) -> list[BBox]:
    """Boxes that stand over or close beside one another made one, from left to right."""
    joined: list[BBox] = []
    for box in sorted(boxes, key=lambda box: box.left):
        if joined and box.left - joined[-1].right < apart:
            last = joined.pop()
            joined.append(
                BBox(
                    left=last.left,
                    top=min(last.top, box.top),
                    right=max(last.right, box.right),
                    bottom=max(last.bottom, box.bottom),
                )
            )
        else:
            joined.append(box)
    return joined


def _darkest(ink: Ink, held: NDArray[np.uint8], line: BBox) -> float:
    """The level of the ink of a line's own characters."""
    place = _rows(held, line.top, line.bottom), _columns(held, line.left, line.right)
    own = ink.grey[place][(held[place] > 0) & (ink.printed[place] > 0)]
    return float(np.percentile(own, 25)) if own.size else 0.0


def _is_inked(ink: Ink, mark: BBox, darkest: float) -> bool:
    """Whether it is inked as densely as a character, and hardly paler than those of the line."""
    place = _rows(ink.grey, mark.top, mark.bottom), _columns(ink.grey, mark.left, mark.right)
    own = ink.grey[place][ink.printed[place] > 0]
    dense = own.size >= _INKED * mark.width * mark.height
    return bool(dense and np.percentile(own, 25) <= darkest + _PALER)


def _rows(image: NDArray[np.uint8], top: float, bottom: float) -> slice:
    return slice(max(0, int(top)), min(image.shape[0], int(bottom) + 1))


def _columns(image: NDArray[np.uint8], left: float, right: float) -> slice:
    return slice(max(0, int(left)), min(image.shape[1], int(right) + 1))
