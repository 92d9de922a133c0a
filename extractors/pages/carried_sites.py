"""A table of sites that goes on over several pages, with its heads on the first alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.pages.group import PageGroup
from extractors.pages.page_facts import PageFacts
from extractors.tables.site_table import SiteRow, read_bare


def carry_heads(group: PageGroup) -> PageGroup:
    """The group, its pages whose table of sites has no heads read by those of the page before."""
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
            last = table.rows[-1].number
        pages.append(replace(page, site_table=table))
    return replace(group, pages=tuple(pages))


def _goes_on(last: int | None, rows: Sequence[SiteRow]) -> bool:
    """Whether the rows begin with the number that follows the ``last``, where both were read: else they are
    of another table, or some were lost."""
    first = rows[0].number if rows else None
    return last is None or first is None or first == last + 1
