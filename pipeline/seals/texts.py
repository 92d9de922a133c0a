"""What a seal says: the text of its rim and of its straight lines, as read and as told of closed lists."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading import Reading
from pipeline.seals.known import SURE, is_plain_rim
from pipeline.seals.rim_places import count_places
from schemas.page import TextFit, TextShare

LEAST_RIM, LEAST_LINE = 4, 3  # Chinese characters that make a legible rim, straight line
LEGIBLE = 0.6  # engine score from which a character speaks for the text and not against it


@dataclass(frozen=True)
class SealText:
    """``score`` is a character's on average (0-1), ``worth`` sums up how far each is above ``LEGIBLE``.
    ``places``: how many characters a rim has by where those of ``text`` stand, where that tells."""

    text: str
    score: float
    worth: float
    places: int | None = None


@dataclass(frozen=True)
class SealTexts:
    """What one look at a seal gave: its rim and its straight lines, where there is ink for one."""

    rim: SealText
    every_line: tuple[SealText, ...]
    rim_fits: tuple[TextFit, ...] = ()
    line_fits: tuple[TextFit, ...] = ()
    rim_shares: tuple[TextShare, ...] = ()
    line_shares: tuple[TextShare, ...] = ()

    @property
    def lines(self) -> tuple[SealText, ...]:
        """Those that are legible."""
        return tuple(line for line in self.every_line if len(line.text) >= LEAST_LINE)

    @property
    def is_sure(self) -> bool:
        is_plain = is_plain_rim(self.rim.text, self.rim.score)
        return is_plain and min((line.score for line in self.every_line), default=1.0) >= SURE

    def surer(self, other: SealTexts) -> SealTexts:
        """Of the rims and of the lines those that are worth more."""
        return SealTexts(
            max(self.rim, other.rim, key=lambda rim: rim.worth),
            max(self, other, key=lambda texts: sum(line.worth for line in texts.lines)).every_line,
        )


def longest_sure(reading: Reading, top: float | None = None) -> SealText:
    """The sure Chinese text of a reading and its score (0-1); of a rim whose ``top`` is there along the line
    (0-1) also how many places it has."""
    worth, stretch = _sure_chinese(reading)
    kept = [index for index in stretch if is_chinese(reading.text[index])]
    text = "".join(reading.text[index] for index in kept)
    places = None
    if top is not None and reading.positions:
        places = count_places([reading.positions[index] for index in kept], top)
    return SealText(text, min(1.0, LEGIBLE + worth / len(text)) if text else 0.0, worth, places)


def _sure_chinese(reading: Reading) -> tuple[float, range]:
    """The worth of the stretch of Chinese characters that are read surest over all, and where it is.

    Characters of the straight line reach into the strip's ends and are read unsurely there: each
    counts by how far its score is above ``LEGIBLE``, so they are left off.
    """
    scores = reading.scores or (reading.confidence,) * len(reading.text)
    best = (0.0, 0, 0)
    start, worth = 0, 0.0
    for index, (char, score) in enumerate(zip(reading.text, scores, strict=True)):
        worth += score - LEGIBLE if is_chinese(char) else -LEGIBLE
        if worth <= 0:
            start, worth = index + 1, 0.0
        best = max(best, (worth, start, index + 1))
    worth, start, end = best
    return worth, range(start, end)


def is_chinese(char: str) -> bool:
    """Whether ``char`` is in Unicode's block CJK Unified Ideographs: no punctuation, no digit."""
    return "\u4e00" <= char <= "\u9fff"
