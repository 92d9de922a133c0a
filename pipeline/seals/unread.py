"""What a seal says beyond what was read of it: a straight line of which hardly a character was, and what
stands between two rings, where companies have their name in English."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.spans import find_spans
from pipeline.seals.level import LevelSeal
from pipeline.seals.texts import LEAST_LINE, SealText
from pipeline.seals.unwrap import unwrap_rim

TOLD = 0.2  # worth of a scrap from which it is of a line: one character read surely
INKED = 0.35  # of the strongest ink of the rim: what counts as ink
CIRCLE = 0.5  # inked share of a circle about the middle from which it is a ring,
CLEAR = 0.6  # and the most of that share that circles beside it have
BROAD = 0.1  # of the strip's height that a ring within takes at most
OUTER = (0.2, 0.65)  # of the strip's height: where one stands that text is outside of
TEXT = (0.08, 0.7)  # inked share of the circles that text crosses
DEEP = 0.12  # of the strip's height that text outside takes at least


def says_more(seal: LevelSeal, lines: Iterable[SealText]) -> bool:
    """Whether ink of a red ``seal`` is text that neither its rim's text nor one of its legible ``lines``
    is."""
    scraps = (line for line in lines if 0 < len(line.text) < LEAST_LINE)
    return any(line.worth >= TOLD for line in scraps) or has_text_between_rings(seal)


def has_text_between_rings(seal: LevelSeal) -> bool:
    """Whether a second ring lies within the outer one, and text between the two."""
    ink = 255.0 - unwrap_rim(seal).astype(np.float64)
    inked = (ink > INKED * max(float(np.percentile(ink, 98)), 1.0)).mean(axis=1)
    height = len(inked)
    rings = [
        (start, end)
        for start, end in find_spans(inked > CIRCLE)
        if OUTER[0] * height < start and end < OUTER[1] * height and end - start < BROAD * height
    ]
    for start, end in rings:
        beside = round(BROAD * height)
        around = [inked[max(0, start - beside)], inked[min(height - 1, end - 1 + beside)]]
        outside = [(low, high) for low, high in find_spans(_may_be_text(inked[:start])) if low > 0]
        broad = max((high - low for low, high in outside), default=0)
        if max(around) < CLEAR * float(inked[start:end].max()) and broad >= DEEP * height:
            return True
    return False


def _may_be_text(inked: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((inked > TEXT[0]) & (inked < TEXT[1]))
