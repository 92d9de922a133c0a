"""The rules that are printed on a page, and what they part."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.page_lines.layout import Line
from schemas.geometry import BBox
from schemas.page import Page

TORN, BESIDE = 0.005, 0.002  # share of the page's height that a rule may be torn by, and its parts lie beside
BEYOND = 0.02  # of the page's height that an upright rule goes on beyond a level one by a stroke, at most
SLACK = 0.03  # of a seal's height beyond which its strokes do not reach
SIDE = 0.06  # of a ring's width from its outermost part, where it runs straight
ALIGNED = 0.1  # share of its length that a column's rule ends beside the others
LONGER = 0.25  # of its own length by which a seal's stroke may make a table's rule longer at one end
FEWEST, EVEN = 4, 1.05  # steps of a number that tell its widest one, and how much wider none of its own is
NEAR = 0.6  # line heights from a rule to the end of a word that stands at it
_IN_WORD = re.compile("[A-Za-z0-9.-]{2}")
_WORD_BESIDE = re.compile("[A-Za-z0-9.-][\u3400-\u9fff]|[\u3400-\u9fff][A-Za-z0-9.-]")


@dataclass(frozen=True)
class Edge:
    """A rule in upright page pixels. ``place`` is where it lies across (x of a vertical, y of a
    level one) at its middle, ``slope`` how that grows a pixel along it, from ``start`` to ``end``."""

    place: float
    slope: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def at(self, along: float) -> float:
        """Where it lies across at ``along``, beyond its ends too."""
        return self.place + self.slope * (along - (self.start + self.end) / 2)

    def passes(self, along: float, slack: float) -> bool:
        return self.start - slack <= along <= self.end + slack


def page_to_edges(page: Page) -> tuple[list[Edge], list[Edge]]:
    """The vertical and the level rules of ``page``."""
    vertical: list[Edge] = []
    level: list[Edge] = []
    for rule in page.rules:
        x1, y1 = page.transform.map_point(rule.start)
        x2, y2 = page.transform.map_point(rule.end)
        if (x1, y1) == (x2, y2):  # on a page of a pixel
            continue
        if abs(y2 - y1) > abs(x2 - x1):
            vertical.append(_edge(y1, x1, y2, x2))
        else:
            level.append(_edge(x1, y1, x2, y2))
    level = _mended(level, page.height)
    return _cut_short(_mended(vertical, page.height), level, page.height), level


def _cut_short(vertical: Sequence[Edge], level: Sequence[Edge], height: float) -> list[Edge]:
    """The upright edges, one that goes on a little beyond the level rule that it ends at cut off there: in a
    cell as wide as two below it a stroke of a character may lie in line with it."""
    cut, slack = [], BESIDE * height
    for edge in vertical:
        crossed = sorted(other.at(edge.place) for other in level if other.passes(edge.place, slack))
        start = _first_within(edge.start, [y for y in crossed if y >= edge.start - slack], height)
        end = _first_within(edge.end, [y for y in reversed(crossed) if y <= edge.end + slack], height)
        ended = Edge(edge.at((start + end) / 2), edge.slope, start, end)
        cut.append(ended if start < end else edge)
    return cut


def _first_within(at: float, crossed: Sequence[float], height: float) -> float:
    """The first of ``crossed``, which lie inwards of an end, if it is near; else the end itself."""
    return crossed[0] if crossed and abs(crossed[0] - at) < BEYOND * height else at


def _mended(edges: Sequence[Edge], height: float) -> list[Edge]:
    """The edges, one that another crosses put together again: its own pixels are lost there."""
    mended: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.start):
        for at, above in enumerate(mended):
            beside = abs(above.at(edge.start) - edge.at(edge.start)) < BESIDE * height
            if beside and 0 <= edge.start - above.end < TORN * height:
                middle = (above.place * above.length + edge.place * edge.length) / (
                    above.length + edge.length
                )
                slope = above.slope if above.length > edge.length else edge.slope
                mended[at] = Edge(middle, slope, above.start, edge.end)
                break
        else:
            mended.append(edge)
    return mended


def _edge(start: float, across: float, end: float, other: float) -> Edge:
    if end < start:
        start, across, end, other = end, other, start, across
    return Edge((across + other) / 2, (other - across) / max(end - start, 1e-6), start, end)


def without_strokes(vertical: Sequence[Edge], seals: Sequence[BBox]) -> list[Edge]:
    """The upright rules without strokes of ``seals`` and sides of stamps (upright boxes), which stand within
    one and do not reach from where a rule beyond them begins to where it ends, as the columns of a table do,
    or which are the sides of a ring."""
    beyond = [edge for edge in vertical if not any(_is_within(edge, box) for box in seals)]
    return [
        edge
        for edge in vertical
        if edge in beyond
        or (
            any(_is_column(edge, other) for other in beyond) and not any(_is_side(edge, box) for box in seals)
        )
    ]


def _is_column(edge: Edge, other: Edge) -> bool:
    """Whether it is as long as another rule and beside it; a seal's stroke may make one end of it longer."""
    above, below = other.start - edge.start, edge.end - other.end
    aligned, longer = ALIGNED * edge.length, LONGER * edge.length
    return (
        min(above, below) > -aligned and min(abs(above), abs(below)) < aligned and max(above, below) < longer
    )


def _is_side(edge: Edge, box: BBox) -> bool:
    """Whether it is the outermost part of a ring, left or right, where that runs straight up and down."""
    near = SIDE * box.width
    at_side = min(abs(edge.place - box.left), abs(edge.place - box.right)) < near
    middle = (edge.start + edge.end) / 2
    return at_side and _is_within(edge, box) and abs(middle - box.center[1]) < near


def _is_within(edge: Edge, box: BBox) -> bool:
    slack = SLACK * box.height
    across = box.left - slack < edge.place < box.right + slack
    return across and box.top - slack < edge.start and edge.end < box.bottom + slack


def cut_at_rules(lines: Iterable[Line], vertical: Sequence[Edge]) -> list[Line]:
    """The lines, those that run over a vertical rule parted there: they are of two cells."""
    parts: list[Line] = []
    for line in lines:
        crossing = sorted(
            edge.at(line.middle)
            for edge in vertical
            if edge.length > 2 * line.height and edge.passes(line.middle, 0)
        )
        inside = [
            x for x in crossing if line.box.left + line.height / 2 < x < line.box.right - line.height / 2
        ]
        crossed = [bisect(line.centers, x) for x in inside]
        cuts = [
            place
            for x, at in zip(inside, crossed, strict=True)
            if (place := _cut_place(line, x, at, crossed)) is not None
        ]
        bounds = [0, *cuts, len(line.text)]
        spans = [_trimmed(line.text, start, end) for start, end in pairwise(bounds)]
        parts += [line.part(start, end) for start, end in spans if start < end]
    return parts


def _cut_place(line: Line, x: float, at: int, crossed: Sequence[int]) -> int | None:
    """Before which character a rule at ``x`` parts the line, or ``None`` where it is a streak. Where it seems
    to go through a word, before its last character or behind its first, it stands at that word's end beside
    ideographs: a dot at the rule is read a little off its place."""
    if not _runs_through(line, at, crossed):
        return at
    beside = [place for place in (at - 1, at + 1) if _is_edge_of_word(line, place, x)]
    return beside[0] if len(beside) == 1 else None


def _is_edge_of_word(line: Line, at: int, x: float) -> bool:
    """Whether letters end or begin before the character ``at``, beside an ideograph, and close to ``x``."""
    if not 0 < at < len(line.text):
        return False
    parts = _WORD_BESIDE.fullmatch(line.text[at - 1 : at + 1]) is not None
    return parts and abs((line.centers[at - 1] + line.centers[at]) / 2 - x) < NEAR * line.height


def _runs_through(line: Line, at: int, crossed: Sequence[int]) -> bool:
    """Whether what was found as a rule goes through a number or a word of Latin letters, before the character
    ``at``: a streak of the copier. Between two cells there is more room than between its characters; the
    other places that are ``crossed`` may lie between cells too."""
    inner = [
        place
        for place in range(1, len(line.text))
        if _IN_WORD.fullmatch(line.text[place - 1 : place + 1]) is not None
    ]
    others = [line.centers[place] - line.centers[place - 1] for place in inner if place not in crossed]
    within = at in inner and len(others) >= FEWEST
    return within and line.centers[at] - line.centers[at - 1] < EVEN * max(others)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    held = text[start:end]
    return end - len(held.lstrip()), start + len(held.rstrip())


def find_cell(line: Line, vertical: Sequence[Edge], level: Sequence[Edge]) -> BBox | None:
    """What the nearest rule on each side of the line's middle bounds; ``None`` where one is missing."""
    x, y = line.box.center
    across = [edge.at(y) for edge in vertical if edge.passes(y, 0)]
    down = [edge.at(x) for edge in level if edge.passes(x, 0)]
    (left, right), (top, bottom) = _nearest(across, x), _nearest(down, y)
    if left is None or right is None or top is None or bottom is None:
        return None
    return BBox(left=left, top=top, right=right, bottom=bottom)


def _nearest(places: Sequence[float], at: float) -> tuple[float | None, float | None]:
    """The last place before ``at`` and the first behind it."""
    before = max((place for place in places if place < at), default=None)
    return before, min((place for place in places if place > at), default=None)
