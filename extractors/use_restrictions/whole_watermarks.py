"""A watermark says the same on every page: what wear left of it on one, another tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold
from extractors.use_restrictions.restriction_text import says_rule, says_use
from extractors.use_restrictions.restrictions import WATERMARK, FoundRestriction
from schemas.page import UNREAD

SURE: Final = 0.9  # score of a character from which it is no other,
KNOWN: Final = 0.95  # and of a page's least sure one from which the page tells others
COMMON: Final = 0.5  # share of the whole text that a worn one has at least,
MISREAD: Final = 0.13  # and of it that is other characters at most: 投标 is hardly 备案 read unsurely


def with_whole_watermarks(by_page: Sequence[Sequence[FoundRestriction]]) -> list[list[FoundRestriction]]:
    """The restrictions of each page of a certificate, a watermark that lacks characters or has unsure ones,
    and no other sure ones, with the text that another page's tiles say surely and to the end (issue 3).
    Its raw text is as read; a stamp stays."""
    whole = [found for own in by_page for found in own if _is_whole(found)]
    return [[_told(found, whole) for found in own] for own in by_page]


def _is_whole(found: FoundRestriction) -> bool:
    said = found.restriction
    says_all = says_use(fold(said.purpose or "")) and (said.copy_rule is None or says_rule(said.copy_rule))
    return found.tiles >= WATERMARK and says_all and _sureness(found) >= KNOWN


def _sureness(found: FoundRestriction) -> float:
    return min(found.read.scores, default=0.0) * found.agreement


def _told(found: FoundRestriction, whole: Sequence[FoundRestriction]) -> FoundRestriction:
    if found.tiles < 2 or _sureness(found) >= KNOWN:
        return found
    fitting = [other for other in whole if other is not found and is_worn(found, other)]
    if len({fold(other.read.text) for other in fitting}) != 1:
        return found
    best = max(fitting, key=_sureness)
    return replace(
        found, read=best.read, restriction=best.restriction, agreement=best.agreement, worn=found.raw
    )


def is_worn(found: FoundRestriction, other: FoundRestriction) -> bool:
    """Whether ``found`` says what ``other`` does, but for characters that were lost or read unsurely; or all
    of it among scraps of further tiles."""
    own, known = _letters(found), fold(other.read.text)
    known = "".join(filter(str.isalnum, known))
    text = "".join(char for char, _ in own)
    if known in text:
        return True
    steps = Levenshtein.opcodes(text, known)
    common = sum(step.src_end - step.src_start for step in steps if step.tag == "equal")
    others = [
        score for step in steps if step.tag != "equal" for _, score in own[step.src_start : step.src_end]
    ]
    few = common >= COMMON * len(known) and len(others) <= MISREAD * len(known)
    return few and all(score < SURE for score in others)


def _letters(found: FoundRestriction) -> list[tuple[str, float]]:
    pairs = zip(found.read.text, found.read.scores, strict=True)
    return [(own, score) for char, score in pairs if char != UNREAD for own in fold(char) if own.isalnum()]
