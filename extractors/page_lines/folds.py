"""Folds of the paper and streaks of a copier, which are found as rules from one edge of the page to the
other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.page_lines.ruling import Edge

_SAME: Final = 0.004  # share of the page's size beside each other that pieces of one fold lie at most
_EDGE: Final = 0.01  # of it from the page's edge up to which a fold reaches
_HOLES: Final = 0.1  # of it that is not found, as where print crosses it
_LONG: Final = 0.1  # of it that a table's rule is longer than; strokes of print end at a fold too
_RIM: Final = 0.03  # of it at the page's edge, which a scan shows as a rule too
_SIDES: Final = 2  # ends of a table's rules at another one at least; print ends at a fold by chance
_MOST: Final = 2  # folds of a page; more are the rules of a table that the picture is cut at


def without_folds(rules: Sequence[Edge], others: Sequence[Edge], size: float) -> list[Edge]:
    """The level or upright ``rules`` that part print, of a page so wide or high in pixels. What reaches from
    edge to edge is a fold with all its pieces, unless ``others``, across, end at it, as those of a table do.
    """
    pieces: list[list[Edge]] = []
    for edge in sorted(rules, key=lambda edge: -edge.length):
        middle = (edge.start + edge.end) / 2
        home = next((own for own in pieces if abs(own[0].at(middle) - edge.place) < _SAME * size), None)
        if home is None:
            pieces.append([edge])
        else:
            home.append(edge)
    folds = [own for own in pieces if _is_across(own, size) and not _holds_ends(own, others, size)]
    if len(folds) > _MOST:
        return list(rules)
    across = {id(edge) for own in folds for edge in own}
    return [edge for edge in rules if id(edge) not in across]


def _is_across(pieces: Sequence[Edge], size: float) -> bool:
    reach = min(edge.start for edge in pieces), max(edge.end for edge in pieces)
    found = sum(edge.length for edge in pieces)
    return reach[0] <= _EDGE * size and reach[1] >= (1 - _EDGE) * size and found >= (1 - _HOLES) * size


def _holds_ends(pieces: Sequence[Edge], others: Sequence[Edge], size: float) -> bool:
    longest = pieces[0]
    ends = [
        (edge.at(end), end) for edge in others if edge.length > _LONG * size for end in (edge.start, edge.end)
    ]
    inner = [(x, y) for x, y in ends if _RIM * size < x < (1 - _RIM) * size]
    return sum(abs(longest.at(x) - y) < 2 * _SAME * size for x, y in inner) >= _SIDES
