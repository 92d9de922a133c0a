"""Whether a figure behind a label is the number of its site, 网站名称 2, or its value's first."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.page_lines.layout import Line
from extractors.printed_labels.label_marks import is_number, past_label
from extractors.printed_labels.label_match import SPREAD, Match


def _runs_on(tail: Line, end: int) -> bool:
    """Whether what follows a label in its line stands as close to it as its own characters do."""
    return tail.centers[end] - tail.centers[end - 1] <= SPREAD * tail.height


def is_sites_number(row: Sequence[Line], match: Match) -> bool:
    """Whether all that follows a label in its line is a number close to it, and more stands further right."""
    tail = row[match.last]
    number = is_number(tail.text[match.end :]) and match.last + 1 < len(row)
    return number and _runs_on(tail, match.end)


def may_be_numbered(row: Sequence[Line], match: Match) -> bool:
    """Whether a figure behind a label, without a colon, may be its site's number or its value's first."""
    tail = row[match.last]
    begin = past_label(tail.text, match.end, numbered=True)
    behind = tail.text[begin:]
    if not behind[:1].isdecimal() or tail.text[match.end : begin].strip():
        return False
    if is_number(behind):
        return match.last + 1 < len(row) and not is_sites_number(row, match)
    return _runs_on(tail, match.end)
