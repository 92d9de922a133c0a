"""Whom a certificate speaks to: a name alone above 经审查，你单位生产的下列产品符合…, with no label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.normalize.names import normalize_company
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows

_SPOKEN_TO = re.compile(
    "[你贵](?:单位|公司|企业|厂|校|院|所)|[你贵][单公企]$|,.*[你贵]$"
)  # which may wrap: 经综合评价,贵单, 位信用等级为; 李富贵 is a name
_OFFICE = re.compile("[局厅部会]:?$")  # which speaks, and is not spoken to
_OF_NAME = re.compile(r"[㐀-鿿()]{2,}")
NEXT = 4.0  # line heights from the name to the sentence below it
PITCH = 2.0  # the same from row to row of one name


def find_addressee(lines: Sequence[Line]) -> list[Line]:
    """The rows of ``lines`` that are an organisation's name and stand above a sentence that speaks to it, if
    any do."""
    rows = [join(row) for row in to_rows(lines)]
    for number, (above, below) in enumerate(pairwise(rows)):
        near = below.middle - above.middle < NEXT * max(above.height, below.height)
        if not near or not _SPOKEN_TO.search(fold(below.text)) or _OFFICE.search(fold(above.text)):
            continue
        if not normalize_company(above.text).failed:
            begun = rows[number - 1 : number] if number else []
            return [*(row for row in begun if _begins(row, above)), above]
    return []


def _begins(above: Line, row: Line) -> bool:
    """Whether a name may begin in the row above: it is near, of ideographs, and no name itself."""
    near = row.middle - above.middle < PITCH * max(row.height, above.height)
    text = fold(above.text)
    return near and _OF_NAME.fullmatch(text) is not None and bool(normalize_company(text).failed)
