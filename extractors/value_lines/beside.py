"""Values that stand below or above what announces them: 兹证明, and the company's name in the next line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line, around, join, to_rows
from extractors.printed_labels.former_labels import is_former
from extractors.printed_labels.labels import Label
from extractors.value_lines.fitness import WRONG, completes, goes_on, misfit
from extractors.value_lines.item_numbers import is_next_item, item_number
from extractors.value_lines.paragraphs import is_full, may_run_on
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind, FieldSpec, Place

REACH = 5.0  # line heights from a label to the value below or above it,
FURTHEST = 9.0  # and to a company's or body's name, where nothing stands between them
PITCH = 2.2  # the same from row to row of one value,
CLOSE = 1.6  # and where the row above is not full
LIKE = 0.6  # least ratio of the heights of two rows of one value
LARGER = 1.3  # times a label's height from which a row below or above it is what it announces: AAA
OFF = 0.8  # cost of a value that stands below or above
CENTRED = 1.5  # line heights off the page's middle within which a row is set about it
_ENDS = "。.；;"


def share_labels(labels: Sequence[Label], specs: Iterable[FieldSpec]) -> list[Label]:
    """The labels, and once more those that announce a value above for one field and below for another, whose
    is what follows in their own line."""
    shared = list(labels)
    specs = tuple(specs)
    for place, label in enumerate(labels):
        text = fold("".join(part.text for part in label.parts))
        for spec in () if is_former(label.spec.name) else specs:
            if spec.name != label.spec.name and any(fold(own) == text for own in spec.labels):
                follows = (label.spec.place, spec.place) == (Place.ABOVE, Place.BELOW)
                shared.append(replace(label, spec=spec, rest=label.rest if follows else ()))
                if follows:
                    shared[place] = replace(label, rest=())
    return shared


def is_beside(label: Label) -> bool:
    """Whether the value is to be sought below or above: nothing follows the label in its own line."""
    return label.spec.place in (Place.BELOW, Place.ABOVE)


def find_beside(labels: Sequence[Label], others: Sequence[Label], lines: Sequence[Line]) -> list[Value]:
    """A value for each of ``labels``, out of ``lines``; ``others`` are labels that bound it.

    What stands to the right of a label is its value too; only then is it sought below or above.
    """
    values = []
    taken: set[int] = set()
    own = (part for label in (*labels, *others) for part in (*label.parts, *label.rest))
    printed = [*lines, *own]
    middle = around(line.box for line in printed).center[0] if printed else 0.0
    for label in labels:
        free = [line for line in lines if id(line) not in taken]
        found, cost = _value(label, [*labels, *others], free, middle)
        taken |= {id(line) for row in found for line in row}
        values.append(Value(label, tuple(join(row) for row in found), cost))
    return values


def taken_lines(values: Sequence[Value], lines: Sequence[Line]) -> set[int]:
    """Ids of the lines that are part of these values."""
    boxes = [row.box for value in values for row in value.rows]
    return {
        id(line)
        for line in lines
        if any(
            box.left - 1 <= line.box.left and line.box.right <= box.right + 1 and box.top - 1 <= line.box.top
            and line.box.bottom <= box.bottom + 1
            for box in boxes
        )
    }  # fmt: skip


def _value(
    label: Label, labels: Sequence[Label], lines: Sequence[Line], middle: float
) -> tuple[list[list[Line]], float]:
    height = label.parts[-1].height
    beside = list(label.rest) or [
        line
        for line in lines
        if abs(line.middle - label.parts[-1].middle) < 0.6 * height
        and line.box.left > label.box.right - height
    ]
    below = [row for row in to_rows(lines) if row[0].middle > label.box.bottom + 0.1 * height]
    if not beside and label.spec.place == Place.ABOVE:
        above = [row for row in to_rows(lines) if row[0].middle < label.box.top]
        run = _run(label, labels, above[::-1], middle)
        if not run or misfit(label.spec, join(run[0]).text) < WRONG:
            return run[::-1], _off(label, run)
    if not beside:
        run = _run(label, labels, below, middle)
        return run, _off(label, run)
    *before, last = to_rows(beside)  # a label of one row stands about the middle of two
    said = join(last).text
    if said.rstrip().endswith(tuple(_ENDS)) and item_number(said) is None:
        return [*before, last], 0.0
    right = max(line.box.right for line in (*beside, *lines))
    return [*before, last, *_wrapped(label, last, labels, below, right)], 0.0


def _wrapped(
    label: Label,
    first: Sequence[Line],
    labels: Sequence[Label],
    below: Sequence[Sequence[Line]],
    right: float,
) -> list[list[Line]]:
    """Rows that go on under a value that stands beside its label, and those of a paragraph that begins with
    the label and fills its rows to the ``right``."""
    rows: list[list[Line]] = []
    above = join(first)
    for row in below:
        line = join(row)
        runs_on = may_run_on(label, above, line, right)
        goes_on_full = is_full(above, line, right) or is_next_item(above.text, line.text)
        pitch = PITCH if goes_on_full else CLOSE
        near = runs_on or line.middle - above.middle < pitch * above.height
        level = runs_on or abs(line.box.left - first[0].box.left) < 1.5 * above.height
        if (
            not _wraps(label.spec, above.text, line.text)
            or not near
            or not level
            or not _alike(above, line)
            or _has_label(line, labels)
            or _is_parted(above, line, labels)
        ):
            break
        rows.append(list(row))
        above = line
    return rows


def _is_parted(above: Line, below: Line, labels: Sequence[Label]) -> bool:
    """Whether a label stands between two rows, in their width."""
    return any(
        above.middle < part.middle < below.middle
        and part.box.left < below.box.right
        and below.box.left < part.box.right
        for label in labels
        for part in label.parts
    )


def _wraps(spec: FieldSpec, row: str, below: str) -> bool:
    """Whether a value of the field may go on in the row below: one that wraps, or that does not end there."""
    return spec.wraps or goes_on(spec.kind, row) or completes(spec, row, below)


def _run(
    label: Label, labels: Sequence[Label], rows: Sequence[Sequence[Line]], middle: float
) -> list[list[Line]]:
    """The nearest row that shares some of the label's width, or is set much larger or about the page's
    ``middle`` wherever it stands, and those that go on from it; none beyond the next label."""
    run: list[list[Line]] = []
    edge = label.parts[-1]
    for row in rows:
        line = join(row)
        away = abs(line.middle - edge.middle)
        height = max(edge.height, line.height)
        reach = height * (PITCH if run else FURTHEST if row is rows[0] and _names(label, line) else REACH)
        parted = _has_label(line, labels) or any(_is_between(own, label, line) for own in labels)
        if away > reach or parted or (run and not _alike(edge, line)):
            break
        centred = abs(line.box.center[0] - middle) < CENTRED * line.height and away < PITCH * height
        if not run and not _under(label, line) and not _is_larger(label, line) and not centred:
            continue
        run.append(list(row))
        edge = line
        if not label.spec.wraps:
            break
    return run


def _names(label: Label, line: Line) -> bool:
    return label.spec.kind == FieldKind.NAME and not misfit(label.spec, line.text)


def _off(label: Label, run: Sequence[Sequence[Line]]) -> float:
    """The cost of a value below or above, which stands for review where its place about the middle alone
    speaks for it: 特发此证 stands so too, and is what follows where a value was not read."""
    first = join(run[0]) if run else None
    if first is None or _under(label, first) or _is_larger(label, first) or not any(map(is_cjk, first.text)):
        return OFF
    return OUT_OF_PLACE


def _is_larger(label: Label, line: Line) -> bool:
    return line.height >= LARGER * label.parts[-1].height


def _is_between(own: Label, label: Label, line: Line) -> bool:
    """Whether another label stands between ``label`` and the ``line`` below or above it, in their width."""
    first, last = sorted((label.parts[-1].middle, line.middle))
    box = around((label.box, line.box))
    level = own.box.left < box.right and own.box.right > box.left and own.parts != label.parts
    inside = (first + 0.5 * part.height < part.middle < last - 0.5 * part.height for part in own.parts)
    return level and any(inside)


def _under(label: Label, line: Line) -> bool:
    common = min(label.box.right, line.box.right) - max(label.box.left, line.box.left)
    return common > 0.1 * min(label.box.width, line.box.width)


def _alike(one: Line, other: Line) -> bool:
    return min(one.height, other.height) >= LIKE * max(one.height, other.height)


def _has_label(line: Line, labels: Sequence[Label]) -> bool:
    """Whether a label stands in the row of ``line``."""
    return any(
        abs(part.middle - line.middle) < 0.5 * min(part.height, line.height)
        for label in labels
        for part in label.parts
    )
