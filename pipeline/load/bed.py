"""Sheets that lie apart on a ground of another level, as on a scanner's bed or a desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.load.ribbon import CONTRAST, INK
from pipeline.page_image import Image
from pipeline.pictures.shrink import shrink_to

_LONGEST: Final = 800  # pixels of the small picture's long side
_LEAST: Final = 0.08  # of the picture: a sheet
_ALIKE: Final = 0.35  # smallest to largest of sheets that lie on one ground
_SHAPES: Final = (1.15, 1.75)  # long to short side of a sheet, trimmed or seen aslant
_FILLED: Final = 0.85  # of the rectangle about a sheet that differs from the ground; text does on much less
_BORDER: Final = 0.02  # of the short side: what is looked at for the ground
_EVEN: Final = 0.6  # of the border that is of the ground's level: a sheet may reach the edge
_BESIDE: Final = 0.003  # of the picture that may differ from the ground beside the sheets: more is print
_SPECK: Final = 5  # pixels of what lies on the ground beside the sheets
_JOINED: Final = (7, 3)  # pixels across and down over which characters are joined to a line of print
_LINE: Final = (14, 4)  # pixels that such a line is wide and high, at least; a streak or a hair is thinner
_NEAR: Final = 1.6  # times a sheet's size up to which it is with a line of print that is its own
_MARGIN: Final = 0.01  # of the picture's long side: ground about each sheet; halves of a folded one have less

Place: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the picture, the last two exclusive."""
_Mask: TypeAlias = NDArray[np.uint8]


@dataclass(frozen=True)
class _Sheet:
    place: Place
    area: float


def find_lying(grey: Image) -> list[Place]:
    """Where two sheets or more lie in ``grey`` (height × width), none over another, by rows and from left to
    right; none where no ground is seen, or fewer sheets are."""
    small, scale = shrink_to(grey, _LONGEST)
    ground = _ground(small)
    if ground is None:
        return []
    off = np.abs(small.astype(np.int16) - ground)
    differs = off >= CONTRAST
    if differs.mean() < 2 * _LEAST * _FILLED:  # print on paper, most often
        return []
    sheets = _sheets(differs)
    largest = max((sheet.area for sheet in sheets), default=0.0)
    sheets = [sheet for sheet in sheets if sheet.area >= _ALIKE * largest]
    if len(sheets) < 2 or any(_meet(one.place, other.place) for one, other in combinations(sheets, 2)):
        return []
    if _share_beside(differs, sheets) > _BESIDE:
        return []
    sheets = _with_print(off >= INK, sheets)
    if any(_meet(one.place, other.place, 0) for one, other in combinations(sheets, 2)):
        return []
    height, width = grey.shape
    return [_to_image(sheet.place, scale, width, height) for sheet in _in_order(sheets)]


def _ground(small: Image) -> int | None:
    """The level that goes round the picture."""
    rim = max(2, round(_BORDER * min(small.shape)))
    border = np.concatenate(
        [part.ravel() for part in (small[:rim], small[-rim:], small[:, :rim], small[:, -rim:])]
    ).astype(np.int16)
    level = int(np.median(border))
    return level if np.mean(np.abs(border - level) < CONTRAST) >= _EVEN else None


def _sheets(differs: NDArray[np.bool_]) -> list[_Sheet]:
    mask = _without_specks(differs, _SPECK)
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines:
        left, top, width, height = cv2.boundingRect(outline)
        _, sides, _ = cv2.minAreaRect(outline)
        short, long = sorted(sides)
        if short * long < _LEAST * mask.size or not _SHAPES[0] <= long / short <= _SHAPES[1]:
            continue
        inside = np.asarray(cv2.drawContours(np.zeros_like(mask), [outline], 0, (1,), -1), dtype=np.uint8)
        if np.count_nonzero(mask & inside) >= _FILLED * short * long:
            found.append(_Sheet((left, top, left + width, top + height), short * long))
    return found


def _share_beside(differs: NDArray[np.bool_], sheets: list[_Sheet]) -> float:
    """Of the picture what differs from the ground and lies in no sheet, specks left out."""
    return float(_beside(_without_specks(differs, 2), sheets).mean())


def _with_print(inked: NDArray[np.bool_], sheets: list[_Sheet]) -> list[_Sheet]:
    """The sheets, each with the lines of print that stand above, below or beside it: what one has written
    below two copies, or the number above two shaded boxes, is not cut off. None where print stands otherwise,
    or far away."""
    beside = _beside(inked.astype(np.uint8), sheets)
    joined = cv2.morphologyEx(beside, cv2.MORPH_CLOSE, np.ones(_JOINED[::-1], np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    grown = dict(enumerate(sheet.place for sheet in sheets))
    for left, top, width, height, _ in stats[1:].tolist():
        line = (left, top, left + width, top + height)
        if max(width, height) < _LINE[0] or min(width, height) < _LINE[1]:
            continue
        around = {at: _around(sheet.place, line) for at, sheet in enumerate(sheets)}
        near = [at for at, place in around.items() if _size(place) <= _NEAR * _size(sheets[at].place)]
        if not near:
            return []
        at = min(near, key=lambda index: _size(around[index]) / _size(sheets[index].place))
        grown[at] = _around(grown[at], line)
    return [replace(sheet, place=grown[at]) for at, sheet in enumerate(sheets)]


def _around(one: Place, other: Place) -> Place:
    left, top, right, bottom = one
    return min(left, other[0]), min(top, other[1]), max(right, other[2]), max(bottom, other[3])


def _size(place: Place) -> int:
    return (place[2] - place[0]) * (place[3] - place[1])


def _beside(mask: _Mask, sheets: list[_Sheet]) -> _Mask:
    """Of the mask what lies in no sheet and not at the edge of one."""
    beside = mask.copy()
    for left, top, right, bottom in (sheet.place for sheet in sheets):
        beside[max(0, top - _SPECK) : bottom + _SPECK, max(0, left - _SPECK) : right + _SPECK] = 0
    return beside


def _without_specks(differs: NDArray[np.bool_], size: int) -> _Mask:
    kernel = np.ones((size, size), np.uint8)
    return np.asarray(cv2.morphologyEx(differs.astype(np.uint8), cv2.MORPH_OPEN, kernel), dtype=np.uint8)


def _meet(one: Place, other: Place, near: float = 2 * _MARGIN * _LONGEST) -> bool:
    """Whether they lie over one another, or nearer than their margins do."""
    return (
        max(one[0], other[0]) < min(one[2], other[2]) + near
        and max(one[1], other[1]) < min(one[3], other[3]) + near
    )


def _in_order(sheets: list[_Sheet]) -> list[_Sheet]:
    """Those that begin above the middle of the topmost, from left to right, then the next."""
    rest, ordered = sorted(sheets, key=lambda sheet: sheet.place[1]), []
    while rest:
        middle = (rest[0].place[1] + rest[0].place[3]) / 2
        row = [sheet for sheet in rest if sheet.place[1] < middle]
        ordered += sorted(row, key=lambda sheet: sheet.place[0])
        rest = [sheet for sheet in rest if sheet not in row]
    return ordered


def _to_image(place: Place, scale: float, width: int, height: int) -> Place:
    margin = _MARGIN * _LONGEST
    left, top = (max(0, int((start - margin) / scale)) for start in place[:2])
    right, bottom = (
        min(most, int((end + margin) / scale) + 1)
        for end, most in zip(place[2:], (width, height), strict=True)
    )
    return left, top, right, bottom
