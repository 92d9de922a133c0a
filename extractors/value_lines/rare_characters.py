"""Rare characters. Of people's names a recognizer makes common ones, and none of common ones; elsewhere one
that it is not wholly sure of is a common one with something over it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import is_cjk, to_simplified
from extractors.page_lines.layout import Line

PLAIN = 0.5  # engine's score from which a rare character is what stands there,
SCORE = 0.97  # and how much it counts then at least
WORD = 0.99  # score below which one in a text is hardly what is printed: 仝部权利 of 全部权利 under a seal
_NAME = 3  # characters that most names of people have
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


def holds_unsure_rare(lines: Sequence[Line]) -> bool:
    """Whether a rare character of the lines was read with less than ``WORD``; not where they are a name."""
    return sum(len(line.text) for line in lines) > _NAME and any(
        score < WORD and is_rare(char)
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
