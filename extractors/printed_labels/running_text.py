"""Lines of values set as a paragraph that look like another label: services that begin with 覆盖范围：, and
the 公司 that ends a name, above 类型：."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final

from extractors.normalize.names import normalize_company
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from schemas.document_type import FieldKind, FieldSpec

FULL: Final = 1.5  # line heights before the right edge at which a line is full
NEXT: Final = 2.4  # line heights from one line to the next at most
REACH: Final = 60  # rows below in which the field's own label is looked for
LONG: Final = 8  # characters of a line that may be full
TITLE: Final = 1.4  # times the usual height that a title has at least


def right_edge(lines: Iterable[Line]) -> float:
    """Where lines of text end at most, titles left out."""
    long = [line for line in lines if len(line.text) >= LONG]
    usual = median(line.height for line in long) if long else 0.0
    return max((line.box.right for line in long if line.height < TITLE * usual), default=0.0)


def is_running_text(
    piece: Line,
    spec: FieldSpec,
    last: FieldSpec | None,
    above: Sequence[Line],
    below: Iterable[Sequence[Line]],
    right: float,
) -> bool:
    """Whether ``piece``, which begins as a label of ``spec`` does, goes on from the services that ``last``,
    the label before it, has: the line ``above`` it ends at the ``right`` edge, and a label of the field
    stands to the letter in the rows ``below``."""
    if last is None or last.kind != FieldKind.SERVICES or spec.kind == FieldKind.SERVICES:
        return False
    heads = tuple(f"{fold(label)}:" for label in spec.all_labels)
    return any(
        0 < piece.middle - line.middle < NEXT * piece.height and line.box.right > right - FULL * piece.height
        for line in above
    ) and any(fold(line.text).startswith(heads) for row in below for line in row)


def ends_name(
    piece: Line, spec: FieldSpec, own: Line, rest: Sequence[Line], lines: Sequence[Line], right: float
) -> bool:
    """Whether ``piece`` stands as the next row of a paragraph would whose label, of ``spec``, is the line
    ``own``: flush with it below a company's name, ``rest``, that reaches the ``right`` edge, or that of the
    ``lines`` flush with it, and does not end there."""
    if spec.kind != FieldKind.NAME or not rest:
        return False
    name = rest[-1]
    near = 0 < piece.middle - name.middle < NEXT * piece.height
    flush = abs(piece.box.left - own.box.left) < piece.height
    if not (near and flush and Check.COMPANY_SUFFIX in normalize_company(name.text).failed):
        return False
    own_right = right_edge(line for line in lines if abs(line.box.left - own.box.left) < piece.height)
    return name.box.right > (min(right, own_right) if own_right else right) - FULL * piece.height
