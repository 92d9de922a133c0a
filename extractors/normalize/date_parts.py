"""The parts of a date that are legible, each by itself."""

from __future__ import annotations

import re

from extractors.normalize.date_numerals import SLOT, small_number, year_digits
from extractors.normalize.dates import YEARS, spaced

_PARTS = re.compile(
    rf"(?:(?P<year>(?:{SLOT} ?){{0,6}})[.·]?年)?[ 年]*"
    rf"(?P<month>(?:{SLOT} ?){{0,4}})[.·]?月[ 月]*(?P<day>(?:{SLOT} ?){{0,5}})"
)


def read_parts(text: str) -> tuple[int | None, int | None, int | None] | None:
    """Year, month and day of a date of which some may be illegible: 2026年月22日 has no month, 29月17日 has
    neither. ``None`` where the text has no 月 to tell them apart."""
    match = _PARTS.search(spaced(text))
    if match is None:
        return None
    year, month, day = ((match[name] or "").replace(" ", "") for name in ("year", "month", "day"))
    read = year_digits(year, []) if year else None
    numbers = [small_number(part, []) if part else None for part in (month, day)]
    return (
        read if read in YEARS else None,
        numbers[0] if numbers[0] in range(1, 13) else None,
        numbers[1] if numbers[1] in range(1, 32) else None,
    )
