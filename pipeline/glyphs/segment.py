"""A level line image to the glyphs in it, and to which character each belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.page_image import Image

RULE = 3.0  # times the line's height from which a piece of ink is a rule, no glyph
SPECK = 0.04  # of the line's height: smaller pieces are dirt
SHARED, MISSED, STRAY = 0.3, 0.5, 0.05  # costs of dealing: two characters in one glyph, a glyph, a speck


@dataclass(frozen=True)
class Glyph:
    """A piece of ink with what stands over and under it (the dot of an i); pixels of the line."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def center(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def find_glyphs(grey: Image) -> list[Glyph]:
    """The glyphs of a line from the left; ``grey`` is dark on light, height × width."""
    height = grey.shape[0]
    _, ink = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = []
    for left, top, wide, high, _ in sorted(stats[1:].tolist()):
        if wide > RULE * height or max(wide, high) < SPECK * height:
            continue
        at_edge = top == 0 or top + high == height
        if at_edge and (high < 0.15 * height or high > 0.95 * height):
            continue  # a rule, or the foot of the line above
        pieces.append(Glyph(left, top, left + wide, top + high))
    glyphs: list[Glyph] = []
    for piece in pieces:
        last = glyphs[-1] if glyphs else None
        if last is not None and last.right - piece.left > 0.5 * min(last.width, piece.width):
            glyphs[-1] = around(last, piece)
        else:
            glyphs.append(piece)
    return glyphs


@dataclass(frozen=True)
class Dealt:
    """``glyphs`` holds the index of each character's glyph; ``missed`` whether a glyph of the size
    of a character between the first and the last belongs to none of them."""

    glyphs: tuple[int, ...]
    missed: bool


def deal(centers: Sequence[float], glyphs: Sequence[Glyph], size: float) -> Dealt | None:
    """Each character, whose center is about ``centers`` pixels from the left, gets a glyph.

    ``size`` is the height in pixels from which a glyph is a character. Of all ways in order, the one
    is taken that moves the characters least. ``None`` where there is nothing to deal.
    """
    if len(centers) < 2 or not glyphs:
        return None
    pitch = max(1.0, float(np.median(np.diff(centers))))
    places = np.array([glyph.center for glyph in glyphs])
    slack = np.maximum(0.0, (np.array([glyph.width for glyph in glyphs]) - pitch) / 2)
    away = np.maximum(0.0, np.abs(np.array(centers)[:, None] - places[None]) - slack) / pitch
    passed = np.cumsum([0.0, *(MISSED if glyph.height >= size else STRAY for glyph in glyphs)])
    shared = np.where(np.array([glyph.width for glyph in glyphs]) < 1.3 * pitch, SHARED, 0.0)
    cost = away[0] ** 2
    back: list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = []
    for step in away[1:]:
        # From glyph i on to glyph j > i, passing those between; or on the same glyph.
        before = cost - passed[1:]
        best = np.minimum.accumulate(before)
        arg = np.maximum.accumulate(np.where(before <= best, np.arange(len(glyphs)), 0))
        moved = np.concatenate([[np.inf], best[:-1] + passed[1:-1]])
        stay = cost + shared
        back.append(np.where(stay < moved, np.arange(len(glyphs)), np.concatenate([[0], arg[:-1]])))
        cost = np.minimum(stay, moved) + step**2
    chosen = [int(np.argmin(cost))]
    for pointers in reversed(back):
        chosen.append(int(pointers[chosen[-1]]))
    chosen.reverse()
    between = set(range(chosen[0], chosen[-1])) - set(chosen)
    return Dealt(tuple(chosen), any(glyphs[index].height >= size for index in between))


def gather(dealt: Dealt, glyphs: Sequence[Glyph], near: float) -> list[Glyph]:
    """Each character's glyph with the pieces that stand no more than ``near`` pixels from it and nearer
    than to its neighbour's: thin strokes break, and leave the halves of an o."""
    own = [glyphs[index] for index in dealt.glyphs]
    for place in range(len(glyphs)):
        if place in dealt.glyphs:
            continue
        piece = glyphs[place]
        away = [max(glyph.left - piece.right, piece.left - glyph.right, 0) for glyph in own]
        nearest = int(np.argmin(away))
        if away[nearest] <= near:
            own[nearest] = around(own[nearest], piece)
    return own


def around(one: Glyph, other: Glyph) -> Glyph:
    """The box about both."""
    return Glyph(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
