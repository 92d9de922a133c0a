"""A watermark whose tiles lie level, or so nearly that each was read as a stamp: one restriction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.normalize.text import fold
from extractors.use_restrictions.restrictions import FRAGMENT, WATERMARK, FoundRestriction


def as_one_watermark(found: Sequence[FoundRestriction]) -> list[FoundRestriction]:
    """The restrictions of a page; of at least ``WATERMARK`` stamps that say the same, and of those that say
    but a part of it, the fullest and surest, which was seen as often as there are."""
    counts = Counter(fold(one.restriction.purpose) for one in found if one.restriction.purpose)
    often = [purpose for purpose, count in counts.items() if count >= WATERMARK]
    for purpose in often:
        own = [one for one in found if fold(one.restriction.purpose or "") == purpose]
        best = max(own, key=_fullness)
        parts = [one for one in found if one is not best and _is_part(one, best)]
        at = min(found.index(one) for one in (best, *parts))
        rest = [one for one in found if one is not best and not any(one is part for part in parts)]
        found = [*rest[:at], replace(best, tiles=best.tiles + len(parts)), *rest[at:]]
    return list(found)


def _fullness(found: FoundRestriction) -> tuple[int, float]:
    said = found.restriction
    told = sum(part is not None for part in (said.purpose, said.valid_until, said.copy_rule))
    return told, min(found.read.scores, default=0.0)


def _is_part(one: FoundRestriction, whole: FoundRestriction) -> bool:
    """Whether one says nothing that the whole one does not."""
    text, known = fold(one.read.text), fold(whole.read.text)
    return len(text) <= len(known) and fuzz.partial_ratio(text, known) >= FRAGMENT
