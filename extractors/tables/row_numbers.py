"""Numbers of a table's rows that may have got into a text: 3ocean007.com of ocean007.com."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.tables.site_table import SiteRow

_LEADING = re.compile(r"\d{1,3}")


def holds_number(rows: Sequence[SiteRow], index: int, lines: Sequence[Line]) -> bool:
    """Whether the ``lines`` of a cell of an unruled table begin with the number that their row should have,
    which was not read by itself."""
    row = rows[index]
    found = _LEADING.match(fold(lines[0].text)) if lines else None
    if found is None or row.ruled or row.number is not None:
        return False
    known = [own.number - place for place, own in enumerate(rows) if own.number is not None]
    return int(found[0]) - index in (known or _likely(rows))


def _likely(rows: Sequence[SiteRow]) -> set[int]:
    """The first row's numbers that no row contradicts: 1, or what the numbers before several rows make it."""
    before = [
        int(found[0]) - place
        for place, row in enumerate(rows)
        for cell in (row.name, row.domains)
        if cell and (found := _LEADING.match(fold(cell[0].text)))
    ]
    return {1, *(first for first in before if before.count(first) > 1)}
