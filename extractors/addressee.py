"""Whom a certificate speaks to: a name alone above 经审查，你单位生产的下列产品符合…, with no label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.layout import Line, join, to_rows
from extractors.normalize.names import normalize_company
from extractors.normalize.text import fold

_SPOKEN_TO = re.compile("[你贵](?:单位|公司|企业|厂|校|院|所)")
NEXT = 4.0  # line heights from the name to the sentence below it


def find_addressee(lines: Sequence[Line]) -> Line | None:
    """The row of ``lines`` that is an organisation's name and stands above a sentence that speaks to it."""
    rows = [join(row) for row in to_rows(lines)]
    for above, below in pairwise(rows):
        near = below.middle - above.middle < NEXT * max(above.height, below.height)
        if near and _SPOKEN_TO.search(fold(below.text)) and not normalize_company(above.text).failed:
            return above
    return None
