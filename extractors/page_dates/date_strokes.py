"""Months and days that end in 二 or 三: print set low, or on a line, is read with a stroke too many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.page_lines.layout import Line

SURE = 0.99  # score from which it has no stroke too many: right ones have 0.997, 一 below its row 0.95
_LAST = re.compile("[年十][ 年]*[二三](?= ?月)|[月十][ 月]*[二三](?= ?日)")


def has_unsure_stroke(lines: Iterable[Line]) -> bool:
    """Whether the month or the day of a date may be 一 or 二 that was filled in below the printed 年, 月
    and 日, or on a line: the recognizer takes the foot of the row for a stroke, alike in every date of the
    form, and 十一 for 十二."""
    return any(
        line.scores[match.end() - 1] < SURE
        for line in lines
        for match in _LAST.finditer(line.text)
        if line.scores
    )
