"""Folds of the paper and bands of a copier, which are found as level rules from one edge of the page to the
other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.page_lines.ruling import Edge

_SAME: Final = 0.004  # share of the page's width beside each other that pieces of one fold lie at most
_EDGE: Final = 0.01  # of it from the page's edge up to which a fold reaches
_HOLES: Final = 0.1  # of it that is not found, as where print crosses it
_MOST: Final = 2  # folds of a page; more are the rules of a table that the picture is cut at


def without_folds(level: Sequence[Edge], vertical: Sequence[Edge], width: float) -> list[Edge]:
    """The ``level`` rules of a page ``width`` pixels wide that part print. What reaches from edge to edge is
    a fold with all its pieces, unless an upright rule ends at it, as a table's do."""
    pieces: list[list[Edge]] = []
    for edge in sorted(level, key=lambda edge: -edge.length):
        middle = (edge.start + edge.end) / 2
        home = next((own for own in pieces if abs(own[0].at(middle) - edge.place) < _SAME * width), None)
        if home is None:
            pieces.append([edge])
        else:
            home.append(edge)
    folds = [own for own in pieces if _is_across(own, width) and not _holds_end(own, vertical, width)]
    if len(folds) > _MOST:
        return list(level)
    across = {id(edge) for own in folds for edge in own}
    return [edge for edge in level if id(edge) not in across]


def _is_across(pieces: Sequence[Edge], width: float) -> bool:
    reach = min(edge.start for edge in pieces), max(edge.end for edge in pieces)
    found = sum(edge.length for edge in pieces)
    return reach[0] <= _EDGE * width and reach[1] >= (1 - _EDGE) * width and found >= (1 - _HOLES) * width


def _holds_end(pieces: Sequence[Edge], vertical: Sequence[Edge], width: float) -> bool:
    longest = pieces[0]
    ends = [(edge.at(end), end) for edge in vertical for end in (edge.start, edge.end)]
    return any(abs(longest.at(x) - y) < 2 * _SAME * width for x, y in ends)
