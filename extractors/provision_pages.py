"""The special provisions, joined over their pages."""

from __future__ import annotations

from extractors.group import PageGroup
from extractors.inspection_cells import rows_above
from extractors.messages import issue
from extractors.provisions import ProvisionLine, numeral, parse_provisions
from extractors.record import Record
from schemas.certificate import PageKind, Provision


def read_provisions(record: Record, group: PageGroup) -> tuple[Provision, ...]:
    """All clauses, also those above a record of inspections; a gap in their numbering is told."""
    lines = []
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind in (PageKind.PROVISIONS, PageKind.INSPECTION):
            rows = rows_above(page.lines)
            left = sorted(row.box.left for row in rows)
            margin = left[len(left) // 4] if left else 0.0
            lines += [
                ProvisionLine(row.text, page_no, row.box.left > margin + 0.8 * row.height) for row in rows
            ]
    provisions = parse_provisions(lines)
    numbers = [provision.number for provision in provisions]
    if numbers != [numeral(value) for value in range(1, len(numbers) + 1)]:
        record.note([issue("clause_gap", detail="、".join(numbers))])
    return provisions
