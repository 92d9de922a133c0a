"""Forms that print each label in brackets below its value: 宁波海港科技有限公司, under it （公司名称）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from schemas.document_type import FieldSpec
from schemas.geometry import BBox

TELLING = 3  # labels by which such a form is known
REACH = 2.0  # line heights from a label to the value above it
PITCH = 0.9  # line heights between two rows of one value
_BRACKETED = re.compile(r"\((.+)\)")


def lift_labels(lines: Sequence[Line], specs: Iterable[FieldSpec]) -> list[Line]:
    """The lines; of such a form each label without its brackets, and as if it stood above its value, as
    labels do. What it was read from stays where it is."""
    bracketed = [line for line in lines if _inside(line) is not None]
    if len(bracketed) < TELLING:  # as of nearly every page
        return list(lines)
    known = {fold(label) for spec in specs for label in spec.all_labels}
    marks = [line for line in bracketed if _inside(line) in known]
    if len(marks) < TELLING:
        return list(lines)
    return [_lifted(line, marks, lines) if _holds(marks, line) else line for line in lines]


def _inside(line: Line) -> str | None:
    """What brackets about the whole line hold, folded."""
    bracketed = _BRACKETED.fullmatch(fold(line.text))
    return None if bracketed is None else bracketed[1]


def _holds(lines: Sequence[Line], line: Line) -> bool:
    return any(line is other for other in lines)


def _lifted(label: Line, marks: Sequence[Line], lines: Sequence[Line]) -> Line:
    """The label above the rows that stand over it, up to the next label or to a gap."""
    top, room = label.box.top, REACH * label.height
    above = sorted((line for line in lines if line.middle < top and _shares(line, label)), key=_foot)
    for line in reversed(above):
        if _holds(marks, line) or top - line.box.bottom > room:
            break
        top, room = min(top, line.box.top), PITCH * line.height
    bare = label.part(1, len(label.text.rstrip()) - 1)
    box = BBox(left=bare.box.left, top=top - label.height, right=bare.box.right, bottom=top)
    return replace(bare, box=box)


def _foot(line: Line) -> float:
    return line.box.bottom


def _shares(line: Line, label: Line) -> bool:
    """Whether a part of the line stands over the label."""
    return line.box.left < label.box.right and line.box.right > label.box.left
