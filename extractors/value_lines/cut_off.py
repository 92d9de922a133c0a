"""Values that the edge of the picture cuts: what they say beyond it is not on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.page_lines.layout import Line
from extractors.value_lines.values import Value
from schemas.page import Page

AT_EDGE = 0.25  # line heights from the page's edge within which a row ends there,
NEAR_EDGE = 0.8  # and the last one: a table, or a bent paper, may leave a rim of the picture beside the cut


def doubt_cut_off(values: Sequence[Value], page: Page) -> list[Value]:
    """The values, those out of place of which a row ends at an edge of ``page``."""
    return [
        replace(value, cost=max(value.cost, OUT_OF_PLACE)) if _is_cut(value.rows, page) else value
        for value in values
    ]


def _is_cut(rows: Sequence[Line], page: Page) -> bool:
    room = [_room_behind(row, page) for row in rows]
    return any(own < AT_EDGE for own in room) or any(own < NEAR_EDGE for own in room[-1:])


def _room_behind(row: Line, page: Page) -> float:
    """From the row's end to the nearest edge of the page, in line heights, be it beyond."""
    _, above, below, _ = row.quad.points
    x, y = (above[0] + below[0]) / 2, (above[1] + below[1]) / 2
    return min(map(abs, (x, y, page.width - x, page.height - y))) / row.height
