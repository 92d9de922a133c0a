"""What a page bears of its own: numbers, codes, dates and domains, by which a second scan of it is known.

Forms look alike, and so do their pages of clauses; these tell one paper from another. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from extractors.normalize.dates import find_dates
from extractors.normalize.text import fold
from schemas.page import LIFTED, TextLine

BANDS: Final = 4
"""Pages that share half of their marks share a band at least with 94 %, those that share three quarters
with 99.6 % (1 - (1 - share) ** BANDS)."""

_CODE: Final = re.compile(
    r"(?=(?:[A-Z]*[0-9]){4})[0-9A-Z]{6,}"
)  # six letters and digits, four of them digits
_OF_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})[)\]〕】]第?([0-9]{3,})")  # (琼)WH安许证字〔2016〕1357
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOMAIN: Final = re.compile(r"[A-Z0-9][A-Z0-9-]+(?:\.[A-Z0-9-]+)*\.[A-Z]{2,6}")


def page_to_marks(lines: Iterable[TextLine]) -> frozenset[str]:
    """The marks of a page's lines; of what was lifted off it none: it is the copy's, not the paper's."""
    return texts_to_marks(line.text for line in lines if line.layer not in LIFTED)


def texts_to_marks(texts: Iterable[str]) -> frozenset[str]:
    """The marks of texts, each of one line."""
    marks: set[str] = set()
    for text in texts:
        marks |= {date.normal.value for date in find_dates(text) if date.normal.value is not None}
        plain = fold(text).upper().replace(" ", "")
        marks |= {f"{year}/{number}" for year, number in _OF_YEAR.findall(plain)}
        marks |= set(_CODE.findall(plain)) | set(_DOMAIN.findall(plain))
    return frozenset(marks)


def marks_to_bands(marks: Iterable[str]) -> tuple[int, ...]:
    """``BANDS`` numbers of 63 bits, of which two pages have one in common the more surely the more of
    their marks they share (MinHash: Broder 1997); none for a page without. Dates are left out: in an
    archive of millions hundreds of papers bear each."""
    digests = [hashlib.blake2b(mark.encode(), digest_size=8 * BANDS).digest() for mark in _codes(marks)]
    return tuple(
        min(int.from_bytes(digest[8 * band : 8 * band + 8], "big") >> 1 for digest in digests)
        for band in range(BANDS if digests else 0)
    )


def share_of_marks(one: frozenset[str], other: frozenset[str]) -> float:
    """How many of all marks of two pages are on both, 0-1 (the Jaccard index); of all, or of those that are
    no dates, whichever is less: many papers are issued on one day, and a renewed one has its old number."""
    return min(_share(one, other), _share(_codes(one), _codes(other)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _codes(marks: Iterable[str]) -> frozenset[str]:
    return frozenset(mark for mark in marks if not _DATE.fullmatch(mark))
