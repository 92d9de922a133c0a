"""Rows of a value that are all of another field's: an amount or a date among those of an address, where the
fill-ins of a form stand off their labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractors.normalize.dates import PERMANENT, find_dates, spaced
from extractors.normalize.money import is_amount
from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from schemas.document_type import FieldKind

_OF_WORDS: Final = (
    FieldKind.NAME,
    FieldKind.ADDRESS,
    FieldKind.TEXT,
    FieldKind.LIST,
    FieldKind.SERVICES,
)
_LEFT: Final = re.compile(r"[自从至到起止\s()年月日—–~-]*")  # beside the dates of a row that is nothing else


def holds_foreign_row(lines: Sequence[Line], kind: FieldKind) -> bool:
    """Whether one of several lines of words is a date, a period or an amount, and nothing else; or one of an
    address ends as a company's name does."""
    if len(lines) < 2 or kind not in _OF_WORDS:
        return False
    is_named = kind == FieldKind.ADDRESS and any(fold(line.text).endswith("公司") for line in lines)
    return is_named or any(_is_foreign(line.text) for line in lines)


def _is_foreign(text: str) -> bool:
    if fold(text) == PERMANENT or is_amount(text):
        return True
    plain, dates = spaced(text), find_dates(text)
    for date in reversed(dates):
        plain = plain[: date.start] + plain[date.end :]
    return bool(dates) and _LEFT.fullmatch(plain) is not None
