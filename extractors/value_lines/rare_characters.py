"""Rare characters of people's names: a recognizer makes common ones of them, and none of common ones."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import is_cjk, to_simplified
from extractors.page_lines.layout import Line

PLAIN = 0.5  # engine's score from which a rare character is what stands there,
SCORE = 0.97  # and how much it counts then at least
_COMMON_ROWS = range(16, 56)  # of GB 2312: its 3,755 characters in everyday use
_FIRST_BYTE = 0xA0


def rare_scores(lines: Sequence[Line]) -> tuple[float, ...]:
    """The engine's score of each character of the lines, of a rare one that was read plainly at least
    ``SCORE``. A traditional form is none: it is what a rare simplified one is misread as (龔 for 龑)."""
    return tuple(
        max(score, SCORE) if score >= PLAIN and is_rare(char) else score
        for line in lines
        for char, score in zip(line.text, line.scores, strict=False)
    )


def is_rare(char: str) -> bool:
    """Whether an ideograph is none of the 3,755 in everyday use (GB 2312-1980, level 1), nor another form of
    one that is written otherwise now."""
    if char < "\u3400" or not is_cjk(char) or to_simplified(char) != char:
        return False
    try:
        first, _ = char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return first - _FIRST_BYTE not in _COMMON_ROWS
