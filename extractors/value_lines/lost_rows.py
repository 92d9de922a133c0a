"""Rows that stand where the next of a value would, and were dealt to nobody: the value may have lost them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.candidates import OUT_OF_PLACE
from extractors.normal_forms import normalize, normalize_as
from extractors.normalize.names import is_surname
from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line
from extractors.page_lines.ruling import Edge, find_cell
from extractors.printed_labels.label_marks import ENDS
from extractors.printed_labels.labels import TORN, Label
from extractors.printed_labels.running_text import right_edge
from extractors.telecom_lists.scope import begins_item
from extractors.value_lines.beside import taken_lines
from extractors.value_lines.fitness import LONGEST_GIVEN, is_address_rest
from extractors.value_lines.paragraphs import is_full
from extractors.value_lines.value_rows import LONGEST_PITCH
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.geometry import BBox

# No value, or one below which another stands that has no label: the date under an issuer.
_LOSES_NONE = (FieldKind.NONE, FieldKind.AUTHORITY, FieldKind.PERIOD)
_OF_ONE_ROW = (FieldKind.MONEY, FieldKind.PERSON, FieldKind.DATE)  # but in a narrow cell
_WHOLE_IN_ONE = (FieldKind.MONEY, FieldKind.NUMBER)  # the same; several rows of it are for review
_OF_SEALS = tuple("局厅部委会院所章印")
LEAST = 3  # characters of a row from which it is no scrap
HIGHEST = 8.0  # line heights of a cell that holds one value
LOWEST = 0.7  # of the higher row's height, of the other: print of another size is no row of the same text
CENTRED = 0.5  # line heights off the row above within which one is set about the same middle
CLOSEST, FARTHEST = 0.5, 1.5  # line heights from row to row of one value; farther where the upper one is full


@dataclass(frozen=True)
class _Page:
    """Its lines without labels, and its rules."""

    values: Sequence[Value]
    lines: Sequence[Line]
    vertical: Sequence[Edge]
    level: Sequence[Edge]

    @cached_property
    def right(self) -> float:
        """Where its lines end at most."""
        return right_edge([*self.lines, *(line for value in self.values for line in value.rows)])

    def cell(self, line: Line) -> BBox | None:
        """The ruled cell that the line stands in; not the frame of a form."""
        cell = find_cell(line, self.vertical, self.level)
        return None if cell is None or cell.height > HIGHEST * line.height else cell

    def holds_alone(self, rows: Sequence[Line]) -> bool:
        """Whether one ruled cell holds these rows and nothing else."""
        cell = self.cell(rows[0])
        return (
            cell is not None and all(_stands_in(row, cell) for row in rows) and self.held(cell) == len(rows)
        )

    def held(self, cell: BBox) -> int:
        """How many lines and parts of labels stand in the cell."""
        parts = [part for value in self.values for part in value.label.parts]
        return sum(_stands_in(line, cell) for line in (*self.lines, *parts))


def doubt_lost_rows(
    values: Sequence[Value], lines: Sequence[Line], vertical: Sequence[Edge], level: Sequence[Edge]
) -> list[Value]:
    """The values, those out of place that may have lost a row of ``lines`` or hold one of another: under or
    over which a line stands that is nobody's, which reach down beside another label, or whose label may be
    another's of which one character was read. An amount or a person that such a row makes whole has it."""
    page = _Page(values, lines, vertical, level)
    return [_doubted(value, page) for value in values]


def _doubted(value: Value, page: _Page) -> Value:
    doubted = replace(value, cost=max(value.cost, OUT_OF_PLACE))
    if value.label.similarity <= TORN or _reaches_beside_another(value, page.values):
        return doubted
    kind = value.label.spec.kind
    if not value.rows or kind in _LOSES_NONE or _is_whole(value):
        return value
    if kind in _WHOLE_IN_ONE and len(value.rows) > 1 and not page.holds_alone(value.rows):
        return doubted
    label = value.label
    above = [line for line in page.lines if _goes_on(line, value.rows[0], line, label, page)]
    below = [
        line
        for line in page.lines
        if _goes_on(value.rows[-1], line, line, label, page) or _is_further(value, line, page)
    ]
    taken = taken_lines(page.values, [*above, *below])
    lost = [line for line in (*above, *below) if id(line) not in taken]
    if not lost:
        return value
    if kind not in _OF_ONE_ROW or len(lost) > 1 or len(value.rows) > 1:
        return doubted
    return _with_row(value, doubted, lost[0], page)


def _is_whole(value: Value) -> bool:
    """Whether it is a date, a code or a number of a declared form to the letter: what stands above it is
    another's, as the copy's (1-1) is."""
    spec = value.label.spec
    told = spec.kind in (FieldKind.DATE, FieldKind.CODE) or spec.pattern is not None
    return told and not normalize_as(spec, "\n".join(row.text for row in value.rows)).failed


def _with_row(value: Value, doubted: Value, lost: Line, page: _Page) -> Value:
    """The value of one row with the other that makes it whole, doubted unless a ruled cell holds these two
    and nothing else; as it is but ``doubted`` where it does not."""
    rows = tuple(sorted((*value.rows, lost), key=lambda row: row.middle))
    kind = value.label.spec.kind
    if kind == FieldKind.PERSON and _may_be_whole(fold(rows[0].text), fold(rows[1].text)):
        return doubted
    alone = page.holds_alone(rows)
    if normalize(kind, "\n".join(row.text for row in rows)).failed or not (alone or kind == FieldKind.MONEY):
        return doubted
    return replace(value if alone else doubted, rows=rows)


def _may_be_whole(name: str, rest: str) -> bool:
    """Whether a person's name may end where its row does: a given name of three characters is rare, and what
    a seal leaves is none."""
    return (len(name) > LONGEST_GIVEN and not is_surname(name[:2])) or rest in _OF_SEALS


def _reaches_beside_another(value: Value, values: Sequence[Value]) -> bool:
    """Whether a row but the first is level with a label below its own that has no value."""
    bare = [other.label.parts[0] for other in values if not other.rows]
    edge = value.label.box
    return any(
        abs(row.middle - part.middle) < 0.4 * part.height
        and part.box.top > edge.bottom
        and part.box.left < edge.right
        and edge.left < part.box.right
        for row in value.rows[1:]
        for part in bare
    )


def _goes_on(above: Line, below: Line, line: Line, label: Label, page: _Page) -> bool:
    """Whether ``below`` stands as the next row of the same text as ``above`` would, which may begin under the
    label; ``line`` is the one of them that is nobody's, a single character of which may be dirt but where a
    value has but one row."""
    height = max(above.height, below.height)
    is_far = is_full(above, below, page.right) and not line.text.rstrip().endswith(tuple(ENDS))
    is_far |= is_address_rest(below.text)
    farthest = LONGEST_PITCH if is_far else FARTHEST
    if not CLOSEST * height < below.middle - above.middle < farthest * height:
        return False
    if min(above.height, below.height) <= LOWEST * height or _are_parted(above, below, page.level):
        return False
    cell = page.cell(above)
    is_list = label.spec.kind == FieldKind.SERVICES  # of which one may begin under the label
    is_list |= label.spec.wraps and bool(label.rest)  # and the text of a paragraph
    edges = (above.box.left, label.box.left) if is_list else (above.box.left,)
    level = any(abs(below.box.left - edge) < height for edge in edges)
    level = level or (cell is not None and _stands_in(below, cell))
    enough = len(line.text) >= LEAST or is_address_rest(line.text)
    return level and (enough or (label.spec.kind in _OF_ONE_ROW and any(map(is_cjk, line.text))))


def _is_further(value: Value, line: Line, page: _Page) -> bool:
    """Whether the line stands below a value that wraps and about the same middle as its last row, or begins
    one of services anywhere below them."""
    last, spec = value.rows[-1], value.label.spec
    height = max(last.height, line.height)
    distance = line.middle - last.middle
    if not CLOSEST * height < distance < LONGEST_PITCH * height or _are_parted(last, line, page.level):
        return False
    if min(last.height, line.height) <= LOWEST * height or len(line.text) < LEAST:
        return False
    right = max(row.box.right for row in value.rows)
    if spec.kind == FieldKind.SERVICES and line.box.left < right and line.box.right > value.label.box.left:
        return begins_item(fold(line.text))
    is_near = distance < FARTHEST * height
    return spec.wraps and is_near and abs(line.box.center[0] - last.box.center[0]) < CENTRED * height


def _are_parted(above: Line, below: Line, level: Sequence[Edge]) -> bool:
    x = below.box.center[0]
    return any(edge.passes(x, 0) and above.middle < edge.at(x) < below.middle for edge in level)


def _stands_in(line: Line, cell: BBox) -> bool:
    x, y = line.box.center
    return cell.left < x < cell.right and cell.top < y < cell.bottom
