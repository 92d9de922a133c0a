"""How far the cells of the yearly inspections reach to both sides of their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge

BESIDE = 0.3  # widths of a sentence that a cell's side is long beside it; a seal's strokes are shorter
BEFORE = 0.02  # widths of a sentence that it stands behind its cell's side, where no rule tells
AROUND = 0.1  # and by which a cell is wider, where no other stands beside it


@dataclass(frozen=True)
class Columns:
    """What the sentences of all cells tell of their columns: the width of the ``widest``, and how far one
    column is from the next, 0 where none stand side by side."""

    widest: float
    pitch: float

    def sides(self, sentences: Sequence[Line], rules: Sequence[float]) -> list[tuple[float, float]]:
        """Left and right of each cell of a row, by its sentences from the left and the upright ``rules``
        beside them. Where there is none, a cell ends where the next column begins: what is written in it may
        end close before that."""
        found = []
        for before, one, behind in zip([None, *sentences], sentences, [*sentences[1:], None], strict=False):
            least = -inf if before is None else before.centers[-1]
            most = inf if behind is None else behind.centers[0]
            left = max((x for x in rules if least < x < one.centers[0]), default=self.start(one))
            right = min((x for x in rules if one.centers[-1] < x < most), default=self._end(one, behind))
            found.append((left, right))
        return found

    def start(self, sentence: Line) -> float:
        """Where its cell begins; by its end where its own beginning was not read."""
        is_whole = sentence.text.startswith("经")
        return (_start(sentence) if is_whole else _end(sentence) - self.widest) - BEFORE * self.widest

    def _end(self, one: Line, behind: Line | None) -> float:
        """Where the cell of ``one`` ends before that of ``behind``; one whose sentence was not read may lie
        between them."""
        next_column = self.start(one) + self.pitch
        if behind is None:
            return max(_end(one) + AROUND * self.widest, next_column)
        return max(_end(one), min(self.start(behind), next_column + AROUND * self.widest))


def find_columns(rows: Sequence[Sequence[Line]]) -> Columns:
    """By all rows of sentences."""
    widest = max((_end(sentence) - _start(sentence) for row in rows for sentence in row), default=0.0)
    columns = Columns(widest, 0.0)
    starts = [[columns.start(sentence) for sentence in row] for row in rows]
    pitch = min((other - one for row in starts for one, other in pairwise(row)), default=0.0)
    return Columns(widest, max(0.0, pitch))


def _start(sentence: Line) -> float:
    """Where it begins: the box of a part of a row reaches halfway to what stands before it."""
    return sentence.centers[0] - sentence.height / 2


def _end(sentence: Line) -> float:
    return sentence.centers[-1] + sentence.height / 2


def rules_beside(vertical: Sequence[Edge], top: float, foot: float, least: float) -> list[float]:
    """Where the rules stand that reach along more than ``least`` of what lies between two heights."""
    middle = (top + foot) / 2
    return [edge.at(middle) for edge in vertical if min(edge.end, foot) - max(edge.start, top) > least]
