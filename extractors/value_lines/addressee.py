"""Whom a certificate speaks to: a name alone above 经审查，你单位生产的下列产品符合…, with no label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractors.normalize.names import normalize_company
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, to_rows

_SPOKEN_TO = re.compile(
    "[你贵](?:单位|公司|企业|厂|校|院|所)|[你贵][单公企]$|,.*[你贵]$"
)  # which may wrap: 经综合评价,贵单, 位信用等级为; 李富贵 is a name
_SENTENCE = re.compile(rf"^(?:根据|依据|按照|依照|经审)|{_SPOKEN_TO.pattern}")
_OFFICE = re.compile("[局厅部会]:?$")  # which speaks, and is not spoken to
_OF_NAME = re.compile(r"[㐀-鿿()]{2,}")
NEXT = 4.0  # line heights from the name to the sentence below it
PITCH = 2.0  # the same from row to row of one name


def find_addressee(lines: Sequence[Line], others: Iterable[Line]) -> list[Line]:
    """The rows of ``lines`` that are an organisation's name and stand above a sentence that speaks to it, if
    any do; sentences may be among the ``others`` too."""
    free = {id(line) for line in lines}
    sentences = [line for line in others if id(line) not in free and _SENTENCE.search(fold(line.text))]
    parts = to_rows([*lines, *sentences])
    rows = [join(row) for row in parts]
    for number, (above, below) in enumerate(pairwise(rows)):
        near = below.middle - above.middle < NEXT * max(above.height, below.height)
        spoken = fold(below.text)
        if fold(above.text).endswith(":"):  # 某公司： 根据…及有关规定，经审, 查，准许你公司经营…
            spoken += "".join(fold(row.text) for row in rows[number + 2 : number + 3])
        of_name = all(id(line) in free for line in parts[number])
        if not (near and of_name and _SPOKEN_TO.search(spoken)) or _OFFICE.search(fold(above.text)):
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
