"""From what each column of a row tells to the dates or years that it may say, each with its probability."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from pipeline.columns.texts import to_texts
from pipeline.handwriting.network import CLASSES, OTHER
from pipeline.networks.weights_text import Values

FEWEST_MARKS = 2  # of 年, 月 and 日, which the form prints

_DATE = re.compile(r"((?:19|20)\d\d)(年?)(\d{1,2})(月?)(\d{1,2})(日?)")
_BEFORE = re.compile(rf"\D*年{OTHER}{{2,}}")  # a seal's 年检合格专用章, beside the date
_YEAR = re.compile(r"((?:19|20)?\d\d)年")


def to_dates(told: Values) -> dict[str, float]:
    """The dates (ISO 8601) that the row may say; what is left to 1 is no date."""
    return _values(told, _to_date, _BEFORE)


def to_years(told: Values) -> dict[str, float]:
    """The years that the row may say, of two figures or four, as they are written."""
    return _values(told, _to_year)


def _values(
    told: Values, to_value: Callable[[str], str | None], before: re.Pattern[str] | None = None
) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    texts = to_texts(told, CLASSES)
    for text, share in texts.items():
        own = text if before is None else before.sub("", text, count=1)
        value = to_value(own.replace(OTHER, ""))
        if value is not None:
            found[value] += share
    return dict(found)


def _to_date(text: str) -> str | None:
    found = _DATE.fullmatch(text)
    if found is None or sum(map(bool, found.group(2, 4, 6))) < FEWEST_MARKS:
        return None
    try:
        return date(*map(int, found.group(1, 3, 5))).isoformat()
    except ValueError:
        return None


def _to_year(text: str) -> str | None:
    found = _YEAR.fullmatch(text)
    return None if found is None else found[1]
