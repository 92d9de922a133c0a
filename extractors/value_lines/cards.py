"""Labels side by side, the value of each below it in as many rows as it needs: cards, as a licence is shown
on a screen, and tables whose heads stand above their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import inf

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line, join, to_rows
from extractors.page_lines.ruling import Edge, find_cell
from extractors.printed_labels.labels import Label
from extractors.value_lines.below import BESIDE, FIRST
from extractors.value_lines.fitness import WRONG, misfit, row_misfit
from extractors.value_lines.paragraphs import are_wrapped
from extractors.value_lines.ruled_cells import cell_of
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, Place
from schemas.geometry import BBox
from schemas.page import STAMPED

LEAST = 2  # labels with a value below them by which a row of cards is known
MARGIN = 0.2  # line heights that a rule beside a line lies within its box at most
STROKES = ("1", "l", "I")
ASIDE = 1.0  # line heights by which rows of no ruled cell are off their label's beginning or middle
SLACK = 0.6  # line heights by which a value begins left of its label at most, and sides of cells differ


def deal_cards(
    labels: Sequence[Label], lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> list[Value]:
    """A value for each label of such a row, out of ``lines`` (those without label): all that stands below it,
    in its ruled cell or the one below, or else up to the next label in the row and the next row of labels.
    A label alone in its row has its value so where others do."""
    page = to_card_page(labels, lines, vertical, level)
    rows = list(label_rows(labels))
    dealt = [
        _deal(row, min((label.box.top for label in below), default=inf), page)
        for row, below in pairwise([*rows, []])
    ]
    several = [value for row in dealt if sum(bool(value.rows) for value in row) >= LEAST for value in row]
    if not several:
        return []
    return [*several, *_column_of(several, [value for row in dealt if len(row) == 1 for value in row])]


def _column_of(dealt: Sequence[Value], alone: Sequence[Value]) -> list[Value]:
    """Those of ``alone`` whose label begins where one of ``dealt`` does, or the next one of the column: on a
    page that lies askew the first and the last may begin apart."""
    column: list[Value] = []
    lefts = [value.label.box.left for value in dealt]
    left = list(alone)
    while near := [
        value
        for value in left
        if any(abs(value.label.box.left - at) < value.label.box.height for at in lefts)
    ]:
        column += near
        lefts = [value.label.box.left for value in near]
        left = [value for value in left if value not in near]
    return column


def to_card_page(
    labels: Sequence[Label], lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> CardPage:
    """The page without what is stamped on it, and strokes of its characters that were found as rules."""
    printed = [line for line in lines if line.layer not in STAMPED]
    text = [*printed, *(part for label in labels for part in label.parts)]
    columns = [edge for edge in vertical if not any(_runs_through(edge, line) for line in text)]
    return CardPage(labels, printed, columns, level)


def _runs_through(edge: Edge, line: Line) -> bool:
    """Whether an upright rule is a stroke of the line's characters."""
    inside = (
        line.box.left + MARGIN * line.height < edge.at(line.middle) < line.box.right - MARGIN * line.height
    )
    return inside and edge.passes(line.middle, 0)


@dataclass(frozen=True)
class CardPage:
    """Its labels, its lines without labels, and its rules."""

    labels: Sequence[Label]
    lines: Sequence[Line]
    vertical: Sequence[Edge]
    level: Sequence[Edge]

    @cached_property
    def _cells(self) -> dict[tuple[Line, ...], BBox | None]:
        cells = {label.parts: cell_of(label.parts, self.vertical, self.level) for label in self.labels}
        return {
            parts: None if cell is None or self._frames(parts, cell) else cell
            for parts, cell in cells.items()
        }

    def _frames(self, parts: tuple[Line, ...], cell: BBox) -> bool:
        """Whether another label stands in a cell as well: it is the page's frame, or a block's."""
        return any(other.parts != parts and cell.holds(other.parts[0].box.center) for other in self.labels)

    @cached_property
    def _line_cells(self) -> list[BBox]:
        cells = (find_cell(line, self.vertical, self.level) for line in self.lines)
        return [cell for cell in cells if cell is not None]

    def cell(self, label: Label) -> BBox | None:
        """The ruled cell of the label."""
        return self._cells[label.parts]

    def below(self, label: Label) -> BBox | None:
        """What is below the label in its ruled cell, or else the cell below that; ``None`` where the label
        stands in none, or another in the cell as well."""
        own = self.cell(label)
        if own is None:
            return None
        below = _from(own, label.box.bottom)
        if not any(below.holds(line.box.center) for line in self.lines):
            slack = SLACK * label.parts[0].height
            next_ones = (cell for cell in self._line_cells if _is_next(cell, own, slack))
            below = next(next_ones, _from(own, own.bottom))
        others = (part for other in self.labels if other.parts != label.parts for part in other.parts)
        return None if any(below.holds(part.box.center) for part in others) else below


def _from(cell: BBox, top: float) -> BBox:
    return BBox(left=cell.left, top=min(top, cell.bottom), right=cell.right, bottom=cell.bottom)


def _is_next(cell: BBox, own: BBox, slack: float) -> bool:
    sides = max(abs(cell.left - own.left), abs(cell.right - own.right))
    return max(sides, abs(cell.top - own.bottom)) < slack


def label_rows(labels: Sequence[Label]) -> Iterator[list[Label]]:
    """The labels by rows from the top, each from the left; of those of two fields one, not that which
    announces a value above."""
    alone = {
        label.parts: label for label in sorted(labels, key=lambda label: label.spec.place != Place.ABOVE)
    }
    rows: list[list[Label]] = []
    for label in sorted(alone.values(), key=lambda label: label.parts[0].middle):
        own = label.parts[0]
        if rows and abs(rows[-1][0].parts[0].middle - own.middle) < BESIDE * own.height:
            rows[-1].append(label)
        else:
            rows.append([label])
    return (sorted(row, key=lambda label: label.box.left) for row in rows)


def _deal(row: Sequence[Label], end: float, page: CardPage) -> list[Value]:
    """The value of each label of the row, above ``end``; none where one has anything beside it, or what is
    below does not look like its value or reaches under the next."""
    if any(label.rest for label in row) or has_beside(row, page):
        return []
    ruled = any(page.cell(label) for label in row)
    lefts = [label.box.left - SLACK * label.parts[0].height for label in row]
    parted = [] if ruled else [part for line in page.lines for part in _parted(line, row)]
    dealt = []
    for label, (left, right) in zip(row, pairwise([*lefts, inf]), strict=True):
        cell = page.below(label)
        if cell is None and ruled:
            return []
        bottom = label.box.bottom
        region = cell or BBox(left=left, top=bottom, right=max(left, right), bottom=max(bottom, end))
        run = list(_run(label, region, page.lines if cell else parted, FIRST if cell is None else inf))
        text = "".join(line.text for line in run)
        aside = cell is None and not all(is_under(line, label) for line in run)
        reaches = any(line.box.right > region.right + SLACK * label.parts[0].height for line in run)
        if aside or reaches or (run and misfit(label.spec, text) >= WRONG):
            return []
        cost = _cost(label, run, _right_edge(region, page.lines))
        stroked = _holds_stroke([line for line in page.lines if region.holds(line.box.center)])
        dealt.append(Value(label, tuple(run), cost + OUT_OF_PLACE if stroked else cost))
    return dealt


def is_under(line: Line, label: Label) -> bool:
    """Whether a row begins where the label does, or is set about the same middle."""
    left, middle = line.box.left - label.box.left, line.box.center[0] - label.box.center[0]
    return min(abs(left), abs(middle)) < ASIDE * line.height


def has_beside(row: Sequence[Label], page: CardPage) -> bool:
    """Whether something stands beside one of the labels, as values do elsewhere: in ruled cells, in one
    beside these."""
    cells = [page.cell(label) for label in row]
    if None not in cells:
        return any(
            own.top < line.middle < own.bottom
            and not any(cell.holds(line.box.center) for cell in cells if cell)
            for own in cells
            if own
            for line in page.lines
        )
    return any(
        abs(line.middle - part.middle) < BESIDE * part.height and line.box.left > part.box.left
        for label in row
        for part in label.parts
        for line in page.lines
    )


def _parted(line: Line, row: Sequence[Label]) -> Iterator[Line]:
    """The line, one that stands under several labels parted before a word, a figure or words behind one that
    begin where a label does: what stands side by side may have been read as one."""
    under = [
        label.box for label in row if label.box.left < line.box.right and line.box.left < label.box.right
    ]
    starts = [0]
    for at, (before, char) in enumerate(pairwise(line.text), start=1) if len(under) > 1 else ():
        left = line.centers[at] - line.height / 2
        begins = before.isspace() or is_cjk(before) != is_cjk(char)
        if begins and any(abs(left - box.left) < ASIDE * line.height for box in under[1:]):
            starts.append(at)
    for start, end in pairwise([*starts, len(line.text)]):
        yield line.part(start, len(line.text[:end].rstrip()))


def _run(label: Label, region: BBox, lines: Sequence[Line], reach: float) -> Iterator[Line]:
    """The rows in the region, the first within ``reach`` line heights of the label and each within the pitch
    of a value's rows of the one before."""
    last = label.parts[-1]
    for parts in to_rows([line for line in lines if region.holds(line.box.center)]):
        row = join(parts)
        if row.middle - last.middle > reach * max(row.height, last.height):
            return
        yield row
        last, reach = row, LONGEST_PITCH if reach < inf else inf


def _holds_stroke(lines: Sequence[Line]) -> bool:
    """Whether one of several lines in a row is a single stroke: a rule beside them, or 一 read apart."""
    rows = (row for row in to_rows(lines) if len(row) > 1)
    return any(line.text.strip() in STROKES for row in rows for line in row)


def _right_edge(region: BBox, lines: Sequence[Line]) -> float:
    """Where rows of the region's column end at most."""
    if region.right < inf:
        return region.right
    return max((line.box.right for line in lines if line.box.left > region.left), default=0.0)


def _cost(label: Label, run: Sequence[Line], right: float) -> float:
    """How badly the rows stand: one that follows a row which is not full may be another's, but of a list."""
    whole = are_wrapped(run, right) or label.spec.kind == FieldKind.SERVICES
    cost = row_misfit(label.spec.kind, [line.text for line in run]) if run else 0.0
    return cost if whole else cost + OUT_OF_PLACE
