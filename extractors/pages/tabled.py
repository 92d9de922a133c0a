"""What a main page's table of services and places says under the labels of main pages, row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors.candidates import Candidate, to_candidate
from extractors.page_lines.layout import Line
from extractors.tables.area_table import AreaRow
from extractors.tables.table import misplacement
from extractors.value_lines.undeclared_values import areas_specs
from schemas.document_type import DocumentType, FieldKind, FieldSpec


def tabled_fields(document_type: DocumentType) -> list[FieldSpec]:
    """The fields that such a table may tell: services, and places behind them; none where the type has no
    services."""
    services = [spec for spec in document_type.fields if spec.kind == FieldKind.SERVICES]
    return [*services, *areas_specs(document_type.fields, ())] if services else []


def find_granted_rows(
    rows: Sequence[AreaRow], document_type: DocumentType, fields: Sequence[tuple[str, Candidate | None]]
) -> tuple[AreaRow, ...]:
    """The rows, where the page has no label for its services but the table's head, or one above a ruled
    table."""
    is_ruled = all(row.ruled for row in rows)
    known = {name for name, held in fields if held is not None or not is_ruled}
    return tuple(rows) if any(spec.name not in known for spec in tabled_fields(document_type)[:1]) else ()


def read_granted(
    rows: Sequence[AreaRow], document_type: DocumentType, known: Collection[str]
) -> Iterator[tuple[str, Candidate]]:
    """The services and the places of the rows, but for fields that have a value under a label; what is the
    same in all rows is said once."""
    for spec in tabled_fields(document_type):
        cells = [(row.service if spec.kind == FieldKind.SERVICES else row.areas, row.ruled) for row in rows]
        filled = [(cell, ruled) for cell, ruled in cells if cell]
        if filled and spec.name not in known:
            yield spec.name, _in_rows(spec.kind, filled)


def _in_rows(kind: FieldKind, cells: Sequence[tuple[tuple[Line, ...], bool]]) -> Candidate:
    read = [to_candidate(kind, cell, misplacement(cell, ruled=ruled)) for cell, ruled in cells]
    if len({one.value for one in read}) == 1:
        return min(read, key=lambda one: len(one.failed))
    values = [one.value for one in read if one.value is not None]
    normal = replace(
        read[0].normal,
        value="\n".join(values),
        is_blank=False,
        repairs=tuple(dict.fromkeys(repair for one in read for repair in one.normal.repairs)),
        failed=tuple(dict.fromkeys(check for one in read for check in one.failed)),
    )
    return replace(
        read[0],
        raw="\n".join(one.raw for one in read),
        normal=normal,
        lines=tuple(line for one in read for line in one.lines),
        misplaced=max(one.misplaced for one in read),
    )
