"""Two pages of one size that meet in the middle of a picture without a gutter or frames."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.load.ribbon import INK, SHORT, THIN, Ribbon, blank_bands, is_written

_LEAST, _MOST = 1.2, 2.0  # long side to short side of two such pages
_OFF: Final = 0.01  # share of the picture by which they may meet beside its middle
_STEP: Final = 4.0  # grey levels between the papers of two pages, from end to end
_WHOLE: Final = 0.9  # share of the seam on which they differ so: a fold or a shadow does on less
_NEAR, _FAR = 1, 8  # rows on each side of the seam that are compared: a rule is thinner
_AFAR: Final = SHORT // 4  # rows on each side over which the step lasts: a fold's shade has ended
_FACING: Final = 48  # rows on each side of a seam in which the edge of a page's frame lies
_EDGE: Final = 0.9  # share of the short side that such an edge is long: a line of text has gaps
_SKEW: Final = 3  # rows that an edge may pass through
_ACROSS, _STROKES = 4, 2  # rows on each side of a seam; strokes that go over all of them where it is none
_MARGINS: Final = 0.05  # share of the picture that the two margins take which meet
_PERIOD: Final = 15  # rows over which a mean is taken, some lines of text
_ALONG: Final = 1.2  # how much more ink changes across lines of text than along them
_STRIP: Final = 12  # rows of the picture in which characters of one line are sought
_ALIKE: Final = 0.75  # smaller to larger of such characters, and of the steps between them
_LARGEST: Final = 0.1  # share of the short side that a character takes at most


def find_halves(ribbon: Ribbon, *, is_wide: bool) -> list[tuple[int, int]]:
    """The seam (from, to) between two halves that are pages, in a list; empty where nothing shows them.

    The level of the paper changes at once, over all of the seam, and no frame or print goes on across it
    as over a fold. Lines of text run across the seam, and the paper is of another level farther off too,
    where a fold's shade and a scanner's band have ended; or the edges of two frames face one another there.
    Where lines run along the seam a level alone shows nothing: so is a page folded between two of them.

    Or, of a wide picture, no ink lies in its middle from top to bottom and its lines of text run from left
    to right: on a page that lies on its side a blank middle is only what stands between two paragraphs. Nor
    may a title go on across it, as 营 业 执 照 does on a broad page of two columns.
    """
    middle = ribbon.length // 2
    if not _LEAST * SHORT <= ribbon.length <= _MOST * SHORT:
        return []
    if not (is_written(ribbon, 0, middle) and is_written(ribbon, middle, ribbon.length)):
        return []
    runs_across = is_upright(ribbon, middle)
    seam = _find_step(ribbon, middle)
    if seam is not None and not ((runs_across and _lasts(ribbon, seam)) or _has_frames(ribbon, seam)):
        seam = None
    if seam is None and is_wide and runs_across and has_margins(ribbon, middle):
        seam = None if _has_spaced_line(ribbon, middle) else middle
    return [] if seam is None else [(seam, seam)]


def _find_step(ribbon: Ribbon, middle: int) -> int | None:
    """The row near the middle where paper of another level begins."""
    off = max(1, round(_OFF * ribbon.length))
    shares = {row: _share_stepped(ribbon, row) for row in range(middle - off, middle + off + 1)}
    row = max(shares, key=lambda row: shares[row])
    return row if shares[row] >= _WHOLE and _strokes_across(ribbon, row) < _STROKES else None


def _share_stepped(ribbon: Ribbon, row: int) -> float:
    """The share of the row's pixels from which on the paper is lighter, or darker."""
    above = np.median(ribbon.grey[row - _FAR : row - _NEAR], axis=0)
    below = np.median(ribbon.grey[row + _NEAR : row + _FAR], axis=0)
    lighter, darker = below - above >= _STEP, above - below >= _STEP
    return max(float(lighter.mean()), float(darker.mean()))


def _strokes_across(ribbon: Ribbon, row: int) -> int:
    """How many strokes go on across the row: what lies along it, a fold or a frame, is none."""
    band = ribbon.dark[row - _ACROSS : row + _ACROSS + 1]
    strokes = cv2.morphologyEx(band, cv2.MORPH_BLACKHAT, np.ones((1, THIN), np.uint8)) > INK
    _, pieces = cv2.connectedComponents(strokes.astype(np.uint8), connectivity=8)
    return len(set(pieces[0].tolist()) & set(pieces[-1].tolist()) - {0})


def _lasts(ribbon: Ribbon, row: int) -> bool:
    """Whether the paper is of another level from the row on, and not only beside it."""
    levels = ribbon.levels
    above, below = levels[row - _AFAR : row], levels[row : row + _AFAR]
    return bool(abs(np.median(below) - np.median(above)) >= _STEP)


def _has_frames(ribbon: Ribbon, row: int) -> bool:
    """Whether the edge of a frame lies above the row, and that of another below."""
    sides = ribbon.ink[row - _FACING : row - _ACROSS], ribbon.ink[row + _ACROSS : row + _FACING]
    return all(
        cv2.dilate(side, np.ones((_SKEW, 1), np.uint8)).mean(axis=1).max() >= _EDGE * 255 for side in sides
    )


def has_margins(ribbon: Ribbon, middle: int) -> bool:
    """Whether no ink lies about the middle, as far as two pages' margins go."""
    return any(
        start < middle < end and end - start >= _MARGINS * ribbon.length for start, end in blank_bands(ribbon)
    )


def _has_spaced_line(ribbon: Ribbon, middle: int) -> bool:
    """Whether characters stand on both sides of the middle as far apart as across it."""
    strips = (ribbon.ink[:, top : top + _STRIP] for top in range(0, SHORT - _STRIP, _STRIP // 2))
    return any(_is_spaced(np.flatnonzero(strip.any(axis=1)), middle) for strip in strips)


def _is_spaced(inked: NDArray[np.intp], middle: int) -> bool:
    at = int(np.searchsorted(inked, middle))
    if not 0 < at < len(inked):
        return False
    steps = np.diff(inked)
    gap = steps[at - 1]
    ends = np.flatnonzero(steps > _ALIKE * gap)  # of characters, by the offset of their last row
    number = int(np.searchsorted(ends, at - 1))
    if not 0 < number < len(ends) - 1:
        return False
    beside = steps[ends[[number - 1, number + 1]]]
    sizes = inked[ends[[number, number + 1]]] - inked[ends[[number - 1, number]] + 1]
    alike = beside.max() * _ALIKE <= gap and sizes.min() >= _ALIKE * sizes.max()
    return bool(alike and 0 < sizes.max() <= _LARGEST * SHORT)


def is_upright(ribbon: Ribbon, middle: int) -> bool:
    """Whether lines of text run down the ribbon in both halves."""
    return all(
        _change(part.mean(axis=0)) > _ALONG * _change(part.mean(axis=1))
        for part in (ribbon.ink[:middle] > 0, ribbon.ink[middle:] > 0)
    )


def _change(profile: NDArray[np.float64]) -> float:
    """How much the ink of a profile changes from row to row, against its mean."""
    mean = np.convolve(profile, np.ones(_PERIOD) / _PERIOD, "same")
    return float(np.var(profile - mean)) / max(float(profile.mean()), 1e-6) ** 2
