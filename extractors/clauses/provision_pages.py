"""The special provisions, joined over their pages."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.clauses.clause_rows import to_clause_rows
from extractors.clauses.provisions import HEADER_LINES, ProvisionLine, numeral, parse_provisions, starts_list
from extractors.issue_messages.messages import issue
from extractors.page_lines.layout import Line
from extractors.pages.group import PageGroup
from extractors.record import Record
from extractors.yearly_inspections.inspection_cells import part_rows
from schemas.certificate import PageKind, Provision


def read_provisions(record: Record, group: PageGroup, titles: Sequence[str]) -> tuple[Provision, ...]:
    """All clauses, also those above a record of inspections, each list under its own of the ``titles``; a
    gap in a list's numbering is told, and pages of clauses in none of which one was found."""
    found: list[Provision] = []
    for lines in _to_lists(group, titles):
        clauses = parse_provisions(lines, titles)
        numbers = [clause.number for clause in clauses]
        counted = range(1, len(numbers) + 1)
        if numbers not in (list(map(numeral, counted)), list(map(str, counted))):
            record.note([issue("clause_gap", detail="、".join(numbers))])
        pages = dict.fromkeys(line.page_no for line in lines)
        unread = [page_no for page_no in pages if group.pages[page_no - 1].kind == PageKind.PROVISIONS]
        if unread and not clauses:
            record.note([issue("provisions_unread", detail=", ".join(f"p{page_no}" for page_no in unread))])
        found += clauses
    return tuple(found)


def _to_lists(group: PageGroup, titles: Sequence[str]) -> list[list[ProvisionLine]]:
    """The lines of each list; another title begins another list, on a page of its own or amid one."""
    lists: list[list[ProvisionLine]] = [[]]
    last: str | None = None
    for page_no, page in enumerate(group.pages, start=1):
        clauses = page.lines if page.kind in (PageKind.PROVISIONS, PageKind.INSPECTION) else page.facing
        if not clauses:
            continue
        rows, _ = part_rows(clauses)
        lines = _to_lines(to_clause_rows(rows, page.stamps, titles), page_no)
        begin = 0  # of what is not in a list yet
        for index in range(len(lines)):
            title = starts_list(lines, index, titles)
            if title is None or title == last:
                continue
            if last is not None:  # else the title of the pages before is unread
                end = index if index >= HEADER_LINES else 0  # what stands above a page's title is its head
                lists[-1] += lines[begin:end]
                lists.append([])
                begin = end
            last = title
        lists[-1] += lines[begin:]
    return lists


def _to_lines(rows: Sequence[Line], page_no: int) -> list[ProvisionLine]:
    left = sorted(row.box.left for row in rows)
    margin = left[len(left) // 4] if left else 0.0
    return [ProvisionLine(row.text, page_no, row.box.left > margin + 0.8 * row.height) for row in rows]
