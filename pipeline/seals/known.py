"""Texts of seals that are of a closed list, told by how well each of them fits what is seen.

A free reading of a seal under print loses characters and makes others up; of the authorities and purposes
that there are, one may fit far better than all others all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from extractors.issuers import ISSUERS, rim_spellings
from extractors.seal_texts import OTHER_PURPOSES, PURPOSES
from pipeline.page_image import Image
from schemas.page import KnownText

LEAST = -5.0  # fit (0 = wholly) from which a text may be the seal's
SHORT, LEAST_SHORT = 7, -0.5  # characters below which a text must fit about wholly: 财务专用章 is near many
CLEAR_RIM, CLEAR_LINE = 0.5, 0.8  # by which it must fit better than that of any other authority, purpose
FULL = 3.0  # lead from which a text is as sure as one can be
DOUBTFUL, SUREST = 0.6, 0.95  # scores of a text without a lead, and of a sure one

_RIMS = tuple((issuer, spelling) for issuer in ISSUERS for spelling in rim_spellings(issuer))
_LINES = tuple((purpose, purpose) for purpose in (*PURPOSES, *OTHER_PURPOSES))

Fit = Callable[[Sequence[Image], Sequence[str]], Sequence[Sequence[float]]]


def is_known_rim(text: str) -> bool:
    """Whether a rim as read is a telecom authority's to the letter."""
    return any(text == spelling for _, spelling in _RIMS)


def is_known_line(text: str) -> bool:
    """Whether a straight line as read is a usual purpose to the letter."""
    return any(text == purpose for purpose, _ in _LINES)


def find_known_rim(looks: Sequence[Image], fit: Fit) -> KnownText | None:
    """The telecom authority whose seal's rim, unrolled in several ``looks``, is read in none of them well.

    Raises:
        EngineError: recognition failed.
    """
    return _find(looks, fit, _RIMS, CLEAR_RIM)


def find_known_line(looks: Sequence[Image], fit: Fit) -> KnownText | None:
    """The purpose that a seal's straight line names, of those on telecom papers; others are weighed beside
    them. Raises as ``find_known_rim``."""
    known = _find(looks, fit, _LINES, CLEAR_LINE)
    return known if known is not None and known.text in PURPOSES else None


def _find(
    looks: Sequence[Image], fit: Fit, named: Sequence[tuple[str, str]], clear: float
) -> KnownText | None:
    """The text that fits best on average over the looks; ``named`` are the name and spelling of each."""
    fits = [row for row in fit(looks, [text for _, text in named]) if row]
    if not fits:
        return None
    mean = np.mean(np.array(fits), axis=0)
    best = int(np.argmax(mean))
    others = [mean[at] for at, (name, _) in enumerate(named) if name != named[best][0]]
    lead = float(mean[best] - max(others))
    text = named[best][1]
    if mean[best] < (LEAST_SHORT if len(text) < SHORT else LEAST) or lead < clear:
        return None
    score = DOUBTFUL + (SUREST - DOUBTFUL) * min(1.0, lead / FULL)
    return KnownText(text=text, confidence=score)
