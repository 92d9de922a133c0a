"""How many strokes stand between two marks of a row: what tells 1 from 11, which columns tell badly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.handwriting.network import EMS

TALL, SLIM = 0.4, 0.35  # ems that a 1 is high at least, and wide at most
MISCOUNTED: Final = 0.1  # how often strokes are one more or one fewer than figures, against as many
_MONTH, _DAY = ("年", "月"), ("月", "日")


def weigh_by_strokes(
    dates: Mapping[str, float], grey: NDArray[np.uint8], places: Sequence[tuple[str, float]]
) -> dict[str, float]:
    """``dates`` (ISO 8601 and probabilities), of which some differ in 1 and 11 alone: the likelier of two by
    the strokes between the marks, in all as likely as before. ``grey`` is the row's picture (``EMS`` high,
    0 = black), ``places`` what its columns tell and where along it (0-1)."""
    weighed = dict(dates)
    for part, marks in ((1, _MONTH), (2, _DAY)):
        both_read = ((one, _with_eleven(one, part)) for one in dates)
        pairs = [(one, other) for one, other in both_read if other in dates and dates[one] + dates[other] > 0]
        strokes = _count(grey, places, marks) if pairs else None
        if strokes not in (1, 2):
            continue
        for one, other in pairs:
            fit = (1.0, MISCOUNTED) if strokes == 1 else (MISCOUNTED, 1.0)
            own, others = weighed[one] * fit[0], weighed[other] * fit[1]
            both = weighed[one] + weighed[other]
            weighed |= {one: both * own / (own + others), other: both * others / (own + others)}
    return weighed


def _with_eleven(date: str, part: int) -> str:
    """The date with 11 in place of a 1; nothing where there is none."""
    parts = date.split("-")
    return "-".join([*parts[:part], "11", *parts[part + 1 :]]) if parts[part] == "01" else ""


def _count(
    grey: NDArray[np.uint8], places: Sequence[tuple[str, float]], marks: tuple[str, str]
) -> int | None:
    """The strokes between two marks; ``None`` where a mark was not told, or anything stands there that is as
    tall and none."""
    at = [[place for char, place in places if char == mark] for mark in marks]
    if not all(at):
        return None
    height, width = grey.shape
    em = height / EMS
    left, right = (round(one[-1] * width) for one in at)
    zone = grey[
        round((EMS - 1.6) / 2 * em) : round((EMS + 1.6) / 2 * em),
        left + round(em / 2) : right - round(em / 2),
    ]
    if zone.shape[1] < em / 2:
        return None
    _, ink = cv2.threshold(zone, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink), connectivity=8)
    tall = [box for box in boxes[1:count] if box[cv2.CC_STAT_HEIGHT] >= TALL * em]
    return len(tall) if all(box[cv2.CC_STAT_WIDTH] <= SLIM * em for box in tall) else None
