"""Windows round the characters of a run of Latin print, all at one scale and on one baseline.

The scale is the height of an x and the baseline that of the run itself, both measured on letters
about which there is no doubt: so an o keeps lower than an O or 0, and a 1 than an l.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.segment import Dealt, Glyph, deal, find_glyphs, gather
from pipeline.page_image import Image, to_grey

SIDE = 32  # pixels of a window's side
X_HEIGHT = 12.8  # pixels of an x in the window: it spans 2.5 of these
BELOW = 0.5  # x-heights of the window below the baseline
LOW, TALL, FIGURES = frozenset("acemnrsuvwxz"), frozenset("bdfhk"), frozenset("23456789")
TALL_SHARE = {TALL: 1.45, FIGURES: 1.38}  # usual heights in x-heights
CHARACTER = 0.3  # of the line's height from which a glyph is a character
PIECE = 0.08  # of the same from a letter within which a glyph too many is a piece of it
DASH = 0.18  # the same of its width: a hyphen at a line's end
BESIDE = 1.7  # character steps before the first or behind the last within which one is of the run
STEP = 0.6  # the same from which it is no piece of those, where letters may be broken
LEAST_CONTRAST = 40  # grey levels between paper and ink
NEAR = 5  # letters whose feet make the baseline at a place

Windows: TypeAlias = NDArray[np.float32]
"""Count × SIDE × SIDE, 0 = paper, 1 = ink."""


@dataclass(frozen=True)
class Cut:
    """A window for each character of the run; none where it holds more glyphs than were read, as ``missed``
    tells."""

    windows: Windows
    missed: bool = False


def cut_run(
    line: Image,
    text: str,
    shares: Sequence[float],
    *,
    first: bool = False,
    last: bool = False,
    whole: bool = False,
) -> Cut | None:
    """The windows of the characters of a run of a line.

    ``line`` is the level image of the line (BGR), ``text`` the run as read and ``shares`` the center of
    each of its characters along the line (0-1); it is the line's ``first`` text, its ``last``.
    ``whole``: no character within it was missed, so that glyphs too many there are pieces of letters.
    ``None`` where its print cannot be measured.
    """
    height, width = line.shape[:2]
    centers = np.array(shares) * width
    left, right = max(0, int(centers[0] - height)), min(width, int(centers[-1] + height) + 1)
    grey = to_grey(line[:, left:right])
    paper, ink = (float(level) for level in np.percentile(grey, (75, 2)))
    if paper - ink < LEAST_CONTRAST:
        return None
    glyphs = find_glyphs(grey)
    places = [float(center - left) for center in centers]
    dealt = deal(places, glyphs, CHARACTER * height)
    if dealt is None:
        return None
    least = STEP if whole else 0.0
    if (dealt.missed and not whole) or _is_cut_off(
        places, glyphs, dealt, height, least, first=first, last=last
    ):
        return Cut(np.zeros((0, SIDE, SIDE), np.float32), missed=True)
    own = gather(dealt, glyphs, PIECE * height) if whole else [glyphs[index] for index in dealt.glyphs]
    alone = [dealt.glyphs.count(index) == 1 for index in dealt.glyphs]
    known = {offset: glyph for offset, glyph in enumerate(own) if alone[offset]}
    x_height = _x_height(text, known)
    feet = [
        (glyph.center, glyph.bottom)
        for offset, glyph in known.items()
        if text[offset] in LOW | TALL | FIGURES
    ]
    if x_height is None:
        return None
    scale = X_HEIGHT / x_height
    level = _resize(np.clip((paper - grey.astype(np.float32)) / (paper - ink), 0, 1), scale)
    windows = []
    for offset in range(len(text)):
        x = own[offset].center if alone[offset] else float(centers[offset] - left)
        y = _baseline(feet, x) + BELOW * x_height - SIDE / scale / 2
        windows.append(cv2.getRectSubPix(level, (SIDE, SIDE), (x * scale - 0.5, y * scale - 0.5)))
    return Cut(np.array(windows, np.float32).reshape(-1, SIDE, SIDE))


def _is_cut_off(
    places: Sequence[float],
    glyphs: Sequence[Glyph],
    dealt: Dealt,
    height: int,
    least: float,
    *,
    first: bool,
    last: bool,
) -> bool:
    """Whether a character stands before the first glyph or behind the last, at least ``least`` steps from
    its character."""
    pitch = float(np.median(np.diff(places)))
    start, end = dealt.glyphs[0], dealt.glyphs[-1]
    before = [places[0] - glyph.center for glyph in glyphs[:start] if _is_large(glyph, height)]
    after = [glyph.center - places[-1] for glyph in glyphs[end + 1 :] if _is_large(glyph, height)]
    beside = (before if first else []) + (after if last else [])
    return any(least * pitch < away < BESIDE * pitch for away in beside)


def _is_large(glyph: Glyph, height: int) -> bool:
    """Whether it is a character or a hyphen."""
    return glyph.height >= CHARACTER * height or glyph.width >= DASH * height


def _x_height(text: str, known: dict[int, Glyph]) -> float | None:
    """The height of an x in pixels, from small letters or, without any, from tall ones."""
    low = [float(glyph.height) for offset, glyph in known.items() if text[offset] in LOW]
    if low:
        return max(4.0, median(low))
    for kind, share in TALL_SHARE.items():
        tall = [float(glyph.height) for offset, glyph in known.items() if text[offset] in kind]
        if tall:
            return max(4.0, median(tall) / share)
    return None


def _baseline(feet: Sequence[tuple[float, int]], x: float) -> float:
    """The y of the baseline at ``x``, from the nearest feet."""
    near = sorted(feet, key=lambda foot: abs(foot[0] - x))[:NEAR]
    return float(median([bottom for _, bottom in near]))


def _resize(level: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    size = (max(1, round(level.shape[1] * scale)), max(1, round(level.shape[0] * scale)))
    return np.asarray(cv2.resize(level, size, interpolation=method), np.float32)
