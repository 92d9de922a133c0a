"""Where on a page red ink may be, told at half its size: most of a page need not be parted by ink."""

from __future__ import annotations

from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.pictures.spans import find_spans
from pipeline.preprocess.paper import CELL, paper_level

REDDER: Final = 0.13  # share of full scale by which red must lead green and blue, on white paper
LEAST: Final = 0.0004  # share of the page that red must cover to be ink and not noise
_NEAR: Final = 0.12  # share of the page's short side about strong red in which pale red is ink as well
_STRONG: Final = 4  # of 255: share of a square that is red from which its red is strong
_BLOCK: Final = 8  # squares of ``CELL`` pixels of a side of what is looked at whole

_Mask: TypeAlias = NDArray[np.uint8]
Place: TypeAlias = tuple[slice, slice]
"""Rows and columns of a page."""


def find_red(half: Image) -> _Mask | None:
    """Where red may be on a page that is at half its size: height × width, 0 or 255; ``None`` where there is
    too little to be ink.

    The look takes a tenth of the time; half the lead and half the share are enough there.
    """
    blue, green, red = (np.asarray(plane, dtype=np.uint8) for plane in cv2.split(half))
    lead = cv2.subtract(red, cv2.max(green, blue))
    if not cv2.countNonZero(lead):  # most pages that are drawn
        return None
    lead = cv2.divide(lead, paper_level(red), scale=255)
    strong = np.asarray(cv2.threshold(lead, int(REDDER * 127), 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    return strong if cv2.countNonZero(strong) >= LEAST / 2 * strong.size else None


def near_strong(mask: _Mask) -> _Mask:
    """Squares of ``CELL`` pixels of a page about strong red, in which pale red is ink as well: a seal is
    pressed unevenly, and elsewhere pale red is the noise of compressed colour. ``mask`` is the page's red;
    rows × columns of squares, 0 or 255."""
    return _about(_to_squares(mask, CELL), _STRONG, 0)


def find_places(red: _Mask, height: int, width: int) -> list[Place]:
    """Places, apart from one another and of whole squares of ``CELL`` pixels, of a page of ``height`` ×
    ``width`` pixels that hold all of its red and what is near strong red; ``red`` as ``find_red`` has it."""
    squares = _to_squares(red, CELL // 2)
    touched = cv2.bitwise_or(
        _about(squares, 2 * _STRONG - 1, 1), cv2.dilate(squares, np.ones((3, 3), np.uint8))
    )
    rows, columns = (-(-side // _BLOCK) for side in touched.shape)
    padded = np.zeros((rows * _BLOCK, columns * _BLOCK), np.bool_)
    padded[: touched.shape[0], : touched.shape[1]] = touched > 0
    blocks = np.asarray(padded.reshape(rows, _BLOCK, columns, _BLOCK).any(axis=(1, 3)), np.bool_)
    side = _BLOCK * CELL
    return [
        (slice(top * side, min(bottom * side, height)), slice(left * side, min(right * side, width)))
        for top, bottom, left, right in _oblongs(blocks)
    ]


def _to_squares(mask: _Mask, side: int) -> _Mask:
    """How much of each square of ``side`` pixels is marked (0-255), those that the edge cuts too."""
    height, width = mask.shape
    rows, columns = -(-height // side), -(-width // side)
    padded = cv2.copyMakeBorder(
        mask, 0, rows * side - height, 0, columns * side - width, cv2.BORDER_CONSTANT, value=(0,)
    )
    return np.asarray(cv2.resize(padded, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _about(squares: _Mask, least: int, further: int) -> _Mask:
    """Squares near those that are marked more than ``least``, and ``further`` squares beyond."""
    reach = (max(3, round(_NEAR * min(squares.shape))) | 1) + 2 * further
    strong = np.asarray(cv2.threshold(squares, least, 255, cv2.THRESH_BINARY)[1], dtype=np.uint8)
    return np.asarray(cv2.dilate(strong, np.ones((reach, reach), np.uint8)), dtype=np.uint8)


def _oblongs(blocks: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """The blocks (rows × columns) that are marked as oblongs (top, bottom, left, right, ends excluded): runs
    of a row, and with them what is the same in rows below."""
    done: list[tuple[int, int, int, int]] = []
    open_runs: dict[tuple[int, int], int] = {}
    for row in range(len(blocks) + 1):
        runs = set(find_spans(blocks[row])) if row < len(blocks) else set()
        for run in [run for run in open_runs if run not in runs]:
            done.append((open_runs.pop(run), row, *run))
        for run in runs:
            open_runs.setdefault(run, row)
    return sorted(done)
