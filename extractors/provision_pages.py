"""The special provisions, joined over their pages."""

from __future__ import annotations

from extractors.group import PageGroup
from extractors.provisions import ProvisionLine, parse_provisions
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
                for line in page.lines
            ]
    return parse_provisions(lines) if lines else ()
