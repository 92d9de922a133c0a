"""The dates of a line, where each of their characters has its place and score."""

from __future__ import annotations

from extractors.normalize.dates import FoundDate, find_dates, spaced
from schemas.page import TextLine


def placed_dates(line: TextLine) -> tuple[FoundDate, ...]:
    """The dates of ``line`` by offsets into its text; none where its normal form has other ones (… is three
    dots there), or the engine told no places."""
    return find_dates(line.text) if line.is_placed and len(spaced(line.text)) == len(line.text) else ()
