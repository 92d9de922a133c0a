"""The special provisions, joined over their pages."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.group import PageGroup
from extractors.inspection_cells import rows_above
from extractors.layout import Line
from extractors.messages import issue
from extractors.provisions import ProvisionLine, heads, numeral, parse_provisions
from extractors.record import Record
from schemas.certificate import PageKind, Provision


def read_provisions(record: Record, group: PageGroup, titles: Sequence[str]) -> tuple[Provision, ...]:
    """All clauses, also those above a record of inspections, each list under its own of the ``titles``; a
    gap in a list's numbering is told, and pages of clauses in none of which one was found."""
    lists: list[list[int]] = []
    last: str | None = None
    rows: dict[int, list[Line]] = {}
    for page_no, page in enumerate(group.pages, start=1):
        if page.kind in (PageKind.PROVISIONS, PageKind.INSPECTION):
            rows[page_no] = rows_above(page.lines)
            title = next((title for row in rows[page_no] if (title := heads(row.text, titles))), last)
            if not lists or (last is not None and title != last):  # a title may be unread
                lists.append([])
            lists[-1].append(page_no)
            last = title
    found: list[Provision] = []
    for pages in lists:
        lines = [line for page_no in pages for line in _to_lines(rows[page_no], page_no)]
        clauses = parse_provisions(lines, titles)
        numbers = [clause.number for clause in clauses]
        counted = range(1, len(numbers) + 1)
        if numbers not in (list(map(numeral, counted)), list(map(str, counted))):
            record.note([issue("clause_gap", detail="、".join(numbers))])
        unread = [page_no for page_no in pages if group.pages[page_no - 1].kind == PageKind.PROVISIONS]
        if unread and not clauses:
            record.note([issue("provisions_unread", detail=", ".join(f"p{page_no}" for page_no in unread))])
        found += clauses
    return tuple(found)


def _to_lines(rows: Sequence[Line], page_no: int) -> list[ProvisionLine]:
    left = sorted(row.box.left for row in rows)
    margin = left[len(left) // 4] if left else 0.0
    return [ProvisionLine(row.text, page_no, row.box.left > margin + 0.8 * row.height) for row in rows]
