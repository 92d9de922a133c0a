"""Where the servers of a table's sites stand and who connects them, where columns tell it: the same in every
row, or once for all rows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.candidates import Candidate, to_candidate
from extractors.page_lines.layout import Line
from extractors.tables.site_table import SiteRow
from extractors.tables.table import misplacement
from schemas.document_type import FieldKind


def find_server_location(rows: Sequence[SiteRow]) -> Candidate | None:
    """None where no row tells it, or two tell otherwise."""
    return _common([_to_candidate(FieldKind.ADDRESS, row, row.server_location) for row in rows])


def find_access_provider(rows: Sequence[SiteRow]) -> Candidate | None:
    """None where no row tells it, or two tell otherwise."""
    return _common([_to_candidate(FieldKind.NAME, row, row.access_provider) for row in rows])


def _to_candidate(kind: FieldKind, row: SiteRow, cell: Sequence[Line]) -> Candidate | None:
    return to_candidate(kind, cell, misplacement(cell, ruled=row.ruled)) if cell else None


def _common(cells: Sequence[Candidate | None]) -> Candidate | None:
    """The surest of the cells, where all say the same."""
    told = [cell for cell in cells if cell is not None]
    if len({cell.value for cell in told}) != 1:
        return None
    return min(told, key=lambda cell: len(cell.failed))
