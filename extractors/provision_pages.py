"""The special provisions, joined over their pages."""

from __future__ import annotations

from extractors.group import PageGroup
from extractors.layout import join, to_rows
from extractors.messages import issue
from extractors.provisions import ProvisionLine, numeral, parse_provisions
from extractors.record import Record
from schemas.certificate import PageKind, Provision


def read_provisions(record: Record, group: PageGroup) -> tuple[Provision, ...]:
    """All clauses of the provisions pages; a gap in their numbering is told."""
    lines = []
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind == PageKind.PROVISIONS:
            left = sorted(line.box.left for line in page.lines)
            margin = left[len(left) // 4] if left else 0.0
            lines += [
                ProvisionLine(line.text, page_no, line.box.left > margin + 0.8 * line.height)
                for line in map(join, to_rows(page.lines))
            ]
    provisions = parse_provisions(lines)
    numbers = [provision.number for provision in provisions]
    if numbers != [numeral(value) for value in range(1, len(numbers) + 1)]:
        record.note([issue("clause_gap", detail="、".join(numbers))])
    return provisions
