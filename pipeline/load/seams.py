"""Where the pages lie that one picture holds below one another or side by side.

Every function here looks down the picture's long side; sizes are in pixels of a ``Ribbon``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.load.halves import find_halves, has_margins, is_upright
from pipeline.load.ribbon import (
    CONTRAST,
    SHORT,
    TALL,
    Ribbon,
    between,
    blank_bands,
    is_written,
    runs,
)
from pipeline.load.sheets import find_sheets

_MIDDLE: Final = 0.12  # share of the picture by which two pages' seam may miss its middle
_LEAST, _MOST = 0.5, 1.8  # a page's length along the picture, in short sides
_ALIKE: Final = 0.75  # smaller to larger size of pages that were set together
_GUTTER: Final = 3  # least rows of a gutter; a scanner's streak and a fold are thinner
_NEAR: Final = 16  # rows of paper looked at on each side of a gutter
_AT_ONCE: Final = 2  # rows in which a gutter's ground ends
_FADED: Final = 0.4  # share of the step to the paper's level that may be left after them
_PORTRAIT: Final = (1.2, 1.6)  # long to short side of paper, trimmed or not
_UPRIGHT: Final = (0.64, 0.82)  # the same the other way
_FLAT, _SHARP = 0.2, 3.0  # grey levels that blank rows differ by, and how often that at a page's edge
_LIGHT: Final = 0.5  # share of what lies between two sheets from which it is paper, and no ground
_RIM: Final = 3  # rows of a blank band next to ink


def find_seams(ribbon: Ribbon, *, is_wide: bool) -> list[tuple[int, int]]:
    """Between each two pages, the rows (from, to) that belong to neither; none for one page.

    A gutter of the ground's own colour or the frames of the pages show them anywhere, halves that are
    pages in the middle. A picture far too long for one page is also cut where sheets below one another meet,
    or in its blank rows, where that makes pages alike: pages as long as paper is, and of a wide picture
    pages as broad too (no text runs across by chance).
    """
    return (
        _find_gutters(ribbon)
        or _find_frames(ribbon)
        or find_halves(ribbon, is_wide=is_wide)
        or ([] if is_wide else find_sheets(ribbon))
        or _divide(ribbon, (_PORTRAIT, _UPRIGHT) if is_wide else (_PORTRAIT,))
    )


def _find_gutters(ribbon: Ribbon) -> list[tuple[int, int]]:
    """Rows of one colour from side to side that is not that of the paper above and below.

    Paper fades into a fold's shade, and into that of a book's spine: there lines of text must run across, and
    two margins meet.
    """
    middle = ribbon.length // 2
    fades_count = ribbon.length >= TALL * SHORT or (
        is_upright(ribbon, middle) and has_margins(ribbon, middle)
    )
    grey = ribbon.grey.astype(np.int16)
    seams: list[tuple[int, int]] = []
    for start, end in runs(ribbon.even, ribbon.levels):
        if not _stands_out(grey, (start, end)) or not (fades_count or _is_sharp(ribbon, (start, end))):
            continue
        if seams and start - seams[-1][1] < _GUTTER:  # the ground, and a margin up to a border
            seams[-1] = (seams[-1][0], end)
        else:
            seams.append((start, end))
    return seams if _are_pages(ribbon, seams) else []


def _stands_out(grey: NDArray[np.int16], run: tuple[int, int]) -> bool:
    """Whether paper of another level begins above and below.

    White between the lines of two tables is no gutter: one that is lighter than what is beside it
    must part paper that reaches to both sides of the picture.
    """
    top, bottom = run
    if bottom - top < _GUTTER or top < _NEAR or bottom + _NEAR > len(grey):
        return False
    level = float(np.median(grey[top:bottom]))
    above, below = grey[top - _NEAR : top - 1], grey[bottom + 1 : bottom + _NEAR]
    beside = [float(np.median(rows)) - level for rows in (above, below)]
    if min(beside) >= CONTRAST:
        return True
    edge = max(2, grey.shape[1] // 50)
    return min(map(abs, beside)) >= CONTRAST and any(
        all(abs(float(np.median(strip)) - level) >= CONTRAST for strip in (rows[:, :edge], rows[:, -edge:]))
        for rows in (above, below)
    )


def _is_sharp(ribbon: Ribbon, run: tuple[int, int]) -> bool:
    """Whether the paper's own level begins at once above and below."""
    top, bottom = run
    levels = ribbon.levels - np.median(ribbon.grey[top:bottom])
    above, below = levels[top - _NEAR : top - 1][::-1], levels[bottom + 1 : bottom + _NEAR]
    return all(
        abs(side[:_AT_ONCE] - np.median(side)).min() <= _FADED * abs(np.median(side))
        for side in (above, below)
    )


def _find_frames(ribbon: Ribbon) -> list[tuple[int, int]]:
    """Between the large closed frames, or sheets on a dark ground, that follow on one another.

    Pages bring two margins to the gap between their frames; boxes on one page stand closer.
    """
    paper = float(np.percentile(ribbon.dark, 80))
    light = np.asarray((ribbon.ink == 0) & (ribbon.dark > 0.6 * paper), dtype=np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(light, connectivity=4)
    frames = sorted(
        (int(top), int(left), int(width), int(height))
        for left, top, width, height, area in stats[1:]
        if width >= SHORT / 2 and _LEAST * SHORT * 0.7 <= height <= 0.75 * ribbon.length
        if area >= width * height / 2
    )
    if len(frames) < 2 or not all(_match(one, other) for one, other in pairwise(frames)):
        return []
    top, bottom = frames[0][0], ribbon.length - frames[-1][0] - frames[-1][3]
    seams = [(one[0] + one[3], other[0]) for one, other in pairwise(frames)]
    is_across = max(width for _, _, width, _ in frames) >= SHORT - 2
    if is_across and any(light[start:end].mean() > _LIGHT for start, end in seams):
        return []  # streaks from side to side, of a fax or a scanner, with paper between them
    least = max(0.7 * (top + bottom), 1.0 if min(top, bottom) > 1 else _GUTTER)
    most = min(frame[3] for frame in frames) / 2
    if not all(least <= end - start <= most for start, end in seams):
        return []
    cuts = _cut_gaps(ribbon, seams)
    return cuts if _are_pages(ribbon, cuts) else []


def _cut_gaps(ribbon: Ribbon, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A blank row in each gap between frames, titles may stand there too; none if one has no such row."""
    blank, steps = blank_bands(ribbon), _steps(ribbon)
    cuts: list[int | None] = []
    for number, (start, end) in enumerate(gaps, start=1):
        inner = [(max(top, start), min(bottom, end)) for top, bottom in blank if top < end and bottom > start]
        even = number * ribbon.length / (len(gaps) + 1)
        cuts.append(_cut_near(inner, steps, even, ribbon.length))
    return [] if None in cuts else [(cut, cut) for cut in cuts if cut is not None]


def _match(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether two frames (top, left, width, height) are those of pages set below one another. High ones
    may follow on a broad one, as annexes do on a license."""
    (_, left, width, height), (_, second, breadth, depth) = one, other
    shared = min(left + width, second + breadth) - max(left, second)
    is_one_way = (height < width) == (depth < breadth)
    return (
        min(width, breadth) >= _ALIKE * max(width, breadth)
        and (not is_one_way or min(height, depth) >= _ALIKE * max(height, depth))
        and shared >= 0.8 * min(width, breadth)
    )


def _are_pages(ribbon: Ribbon, seams: list[tuple[int, int]]) -> bool:
    """Whether what lies between the seams can be pages; a picture no longer than a page that is
    two pages is so in halves."""
    if not seams:
        return False
    parts = [end - start for start, end in between(seams, ribbon.length)]
    if min(parts) < _LEAST * SHORT:
        return False
    if ribbon.length >= TALL * SHORT:
        return True
    middle = sum(seams[0]) / 2 / ribbon.length
    return len(parts) == 2 and abs(middle - 0.5) <= _MIDDLE and min(parts) >= _ALIKE * max(parts)


def _divide(ribbon: Ribbon, shapes: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Cuts in blank rows that make pages of about one size, whose length is as ``shapes`` allow."""
    if ribbon.length < TALL * SHORT:
        return []
    blank = blank_bands(ribbon)
    steps = _steps(ribbon)
    for count in range(2, int(ribbon.length / SHORT / shapes[-1][0]) + 1):
        part = ribbon.length / count
        if not any(least <= part / SHORT <= most for least, most in shapes):
            continue
        cuts = [_cut_near(blank, steps, number * part, part * _MIDDLE) for number in range(1, count)]
        seams = [(cut, cut) for cut in cuts if cut is not None]
        if len(seams) == count - 1 and all(
            is_written(ribbon, start, end) for start, end in between(seams, ribbon.length)
        ):
            return seams
    return []


def _cut_near(
    bands: list[tuple[int, int]], steps: NDArray[np.float64], row: float, reach: float
) -> int | None:
    """The blank row where two pages meet, within ``reach`` of ``row`` and not at the very rim of its
    band; ``None`` where no row is blank."""
    inner = np.zeros(len(steps), dtype=bool)
    for start, end in bands:
        inner[start + _RIM : end - _RIM] = True
    rows = np.flatnonzero(inner)
    rows = rows[np.abs(rows - row) <= reach]
    return _sharpest(steps, rows, row) if rows.size else None


def _steps(ribbon: Ribbon) -> NDArray[np.float64]:
    """How much each row differs from its neighbours, in grey levels, mean over the row."""
    return np.asarray(np.abs(np.gradient(ribbon.grey.astype(np.float64), axis=0)).mean(axis=1))


def _sharpest(steps: NDArray[np.float64], rows: NDArray[np.intp], row: float) -> int:
    """Of ``rows``, where the paper changes at once; where it nowhere does, the nearest to ``row``."""
    sharpest = rows[np.argmax(steps[rows])]
    if steps[sharpest] >= _SHARP * max(_FLAT, float(np.median(steps[rows]))):
        return int(sharpest)
    return int(rows[np.argmin(np.abs(rows - row))])
