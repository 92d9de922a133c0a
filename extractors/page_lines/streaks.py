"""Streaks of a copier, which are found as upright rules and go through the print."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from statistics import median

from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge

SAME = 0.3  # line heights beside each other that pieces of one streak lie at most
EVEN = 1.3  # times the usual step between two characters that none of its own is wider
NEAR = 2  # steps on each side that tell how wide the print is set there
STROKE = 2  # line heights that it is longer than
ENDS = 0.6  # line heights from a column's end to the level rule that it ends at
LINES = 2  # lines that a streak goes through at least


def without_streaks(vertical: Sequence[Edge], level: Sequence[Edge], lines: Sequence[Line]) -> list[Edge]:
    """The upright rules that part print: one that goes through several lines, between characters as close
    as elsewhere in them, and parts no more lines than that, is a streak with all its pieces. One from one
    ``level`` rule to another is a table's, and cells that the print fills are as close."""
    pieces: list[list[Edge]] = []
    height = median(line.height for line in lines) if lines else 0.0
    for edge in sorted(vertical, key=lambda edge: edge.place):
        home = next((own for own in pieces if any(_is_one(edge, other, height) for other in own)), None)
        if home is None:
            pieces.append([edge])
        else:
            home.append(edge)
    streaks = [
        edge
        for own in pieces
        if _is_streak(own, lines) and not _is_column(own, level, height)
        for edge in own
    ]
    return [edge for edge in vertical if edge not in streaks]


def _is_one(edge: Edge, other: Edge, height: float) -> bool:
    """Whether two pieces lie in one line, each seen from the longer one."""
    longer, shorter = (edge, other) if edge.length > other.length else (other, edge)
    middle = (shorter.start + shorter.end) / 2
    return abs(longer.at(middle) - shorter.place) < SAME * height


def _is_column(pieces: Sequence[Edge], level: Sequence[Edge], height: float) -> bool:
    """Whether the longest piece ends at a level rule both above and below; a streak goes beyond."""
    longest = max(pieces, key=lambda edge: edge.length)
    ends = [(longest.at(end), end) for end in (longest.start, longest.end)]
    return all(
        any(abs(edge.at(x) - y) < ENDS * height and edge.passes(x, ENDS * height) for edge in level)
        for x, y in ends
    )


def _is_streak(pieces: Sequence[Edge], lines: Sequence[Line]) -> bool:
    through = [told for line in lines if (told := _goes_through(pieces, line)) is not None]
    return sum(through) >= LINES and 2 * sum(through) > len(through)


def _goes_through(pieces: Sequence[Edge], line: Line) -> bool | None:
    """Whether the streak goes through the line and parts none of it; ``None`` where that is not told. What is
    no longer than the line is high is a stroke of its own characters, and both sides of a rule are one."""
    long = [edge for edge in pieces if edge.length > STROKE * line.height and edge.passes(line.middle, 0)]
    told = [step for edge in long if (step := _crossed(line, edge.at(line.middle))) is not None]
    return all(told) if told else None


def _crossed(line: Line, at: float) -> bool | None:
    """Whether the two ideographs on both sides of ``at`` are as close as their neighbours before and behind
    them, be these set wide (公 司 名 称); ``None`` where the line is not crossed, or does not tell."""
    place = bisect(line.centers, at)
    if not 0 < place < len(line.text):
        return None
    steps = {
        index: line.centers[index] - line.centers[index - 1]
        for index in range(1, len(line.text))
        if is_cjk(line.text[index - 1]) and is_cjk(line.text[index])
    }
    sides = (range(place - NEAR, place), range(place + 1, place + NEAR + 1))
    near = [max(found) for side in sides if (found := [steps[index] for index in side if index in steps])]
    return steps[place] < EVEN * min(near) if place in steps and near else None
