"""A table of sites that goes on over several pages, with its heads on the first alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.tables.site_table import SiteRow, SiteTable, read_bare
from extractors.tables.table_head import NUMBER


def carry_heads(group: PageGroup) -> PageGroup:
    """The group, its pages whose table of sites has no heads read by those of the page before; a row of
    numbered ones that goes on at the head of the next page is cut on both."""
    columns: tuple[str, ...] = ()
    last: int | None = None
    pages: list[PageFacts] = []
    for page in group.pages:
        table = page.site_table
        if table.rows:
            columns = table.columns
        elif table.bare is not None:
            rows = read_bare(table.bare, columns)
            table = replace(table, rows=rows if _goes_on(last, rows) else ())
        if table.rows:
            if NUMBER in columns and last is not None and table.rows[0].number is None:
                pages[-1] = replace(pages[-1], site_table=_with_cut(pages[-1].site_table, -1))
                table = _with_cut(table, 0)
            last = table.rows[-1].number
        pages.append(replace(page, site_table=table))
    return replace(group, pages=tuple(pages))


def _with_cut(table: SiteTable, row: int) -> SiteTable:
    """The table, the ``row`` of it cut."""
    rows = list(table.rows)
    if rows:
        rows[row] = replace(rows[row], is_cut=True)
    return replace(table, rows=tuple(rows))


def _goes_on(last: int | None, rows: Sequence[SiteRow]) -> bool:
    """Whether the rows begin with the number that follows the ``last``, where both were read: else they are
    of another table, or some were lost."""
    first = rows[0].number if rows else None
    return last is None or first is None or first == last + 1
