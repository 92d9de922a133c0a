"""Rows of values that go on under a seal: of what is printed there no more than a piece was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.candidates import OUT_OF_PLACE
from extractors.normalize.text import is_cjk
from extractors.page_lines.layout import Line
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind
from schemas.page import InkLayer

REACH = 4.0  # line heights behind a row within which a piece is of it
LEVEL = 0.5  # of the same by which it may stand higher or lower

_MAY_GO_ON = (FieldKind.NAME, FieldKind.ADDRESS, FieldKind.SERVICES, FieldKind.TEXT)


def doubt_hidden_ends(values: Sequence[Value], scraps: Sequence[Line]) -> list[Value]:
    """The values, those out of place behind whose last row print was read that is darker than the seal over
    it, and that is in none."""
    print_under_seals = [
        scrap for scrap in scraps if scrap.layer == InkLayer.STRONG and any(map(is_cjk, scrap.text))
    ]
    return [
        replace(value, cost=max(value.cost, OUT_OF_PLACE))
        if value.rows
        and value.label.spec.kind in _MAY_GO_ON
        and any(_is_behind(scrap, value.rows[-1]) for scrap in print_under_seals)
        else value
        for value in values
    ]


def _is_behind(scrap: Line, row: Line) -> bool:
    level = abs(scrap.middle - row.middle) < LEVEL * row.height
    return level and 0 < scrap.box.center[0] - row.box.right < REACH * row.height
