"""Lines of one character that is hardly print, dust or a stamp read as a letter, within a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.value_lines.values import Value
from schemas.document_type import FieldKind

_OF_WORDS: Final = (
    FieldKind.NAME,
    FieldKind.PERSON,
    FieldKind.ADDRESS,
    FieldKind.MONEY,
    FieldKind.TEXT,
    FieldKind.LIST,
    FieldKind.SERVICES,
)
_SCRAP: Final = re.compile(r"[0-9A-Za-z~^*|丨口]")
_WHOLE: Final = re.compile("[号室房楼层栋座户元整司业务年)]$")  # what ends so goes on in no figure


def find_scraps(lines: Sequence[Line]) -> list[Line]:
    """Those of ``lines`` that are such a character; a bracket or a stop may be read by itself."""
    return [line for line in lines if _SCRAP.fullmatch(fold(line.text).strip())]


def holds_scrap(value: Value, scraps: Sequence[Line]) -> bool:
    """Whether one of ``scraps`` was dealt to the value beside other text: a letter or mark anywhere, a figure
    behind what goes on in none."""
    if value.label.spec.kind not in _OF_WORDS:
        return False
    text = fold("".join(row.text for row in value.rows)).strip()
    dealt = [
        fold(scrap.text).strip()
        for scrap in scraps
        if any(row.box.holds(scrap.box.center) for row in value.rows)
    ]
    return len(text) > 1 and any(
        not own.isdigit() or any(map(_WHOLE.search, text.split(own)[:-1])) for own in dealt
    )
