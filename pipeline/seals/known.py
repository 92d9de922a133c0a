"""Texts of seals that are of a closed list, told by how well each of them fits what is seen.

A free reading of a seal under print loses characters and makes others up; of the authorities and purposes
that there are, one may fit far better than all others all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.issuers import ISSUERS, rim_spellings
from extractors.seal_texts import OTHER_PURPOSES, PURPOSES
from pipeline.page_image import Image
from schemas.page import KnownText

LEAST = -5.0  # fit (0 = wholly) from which a text may be the seal's
SHORT, LEAST_SHORT = 7, -0.5  # characters below which a text must fit about wholly: 财务专用章 is near many
PLAIN = -0.8  # fit in one look that is as good as whole
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
    """Whether a straight line as read is a purpose of telecom papers to the letter."""
    return text in PURPOSES


def find_known_rim(looks: Sequence[Image], fit: Fit) -> KnownText | None:
    """The telecom authority whose seal's rim, unrolled in several ``looks``, is read in none of them well.

    Raises:
        EngineError: recognition failed.
    """
    fits = _fits(looks, fit, _RIMS)
    return None if fits is None else _best_on_average(fits.mean(axis=0), _RIMS, CLEAR_RIM)


def find_known_line(looks: Sequence[Image], fit: Fit) -> KnownText | None:
    """The purpose that a seal's straight line names, of those on telecom papers; others are weighed beside
    them. Raises as ``find_known_rim``."""
    fits = _fits(looks, fit, _LINES)
    if fits is None:
        return None
    known = _best_on_average(fits.mean(axis=0), _LINES, CLEAR_LINE) or _plain_once(fits.max(axis=0), _LINES)
    return known if known is not None and known.text in PURPOSES else None


def _fits(looks: Sequence[Image], fit: Fit, named: Sequence[tuple[str, str]]) -> NDArray[np.float64] | None:
    """How well each text fits each look; ``None`` where the engine cannot tell."""
    rows = [row for row in fit(looks, [text for _, text in named]) if row]
    return np.array(rows) if rows else None


def _best_on_average(
    fits: NDArray[np.float64], named: Sequence[tuple[str, str]], clear: float
) -> KnownText | None:
    """The text that fits best over all looks, far better than any of another name."""
    best = int(np.argmax(fits))
    text = named[best][1]
    lead = _lead(fits, named, best)
    if fits[best] < (LEAST_SHORT if len(text) < SHORT else LEAST) or lead < clear:
        return None
    return _to_known(text, lead)


def _plain_once(fits: NDArray[np.float64], named: Sequence[tuple[str, str]]) -> KnownText | None:
    """The text that one look shows about wholly, where print hides some of it in the others: 行政专用章 fits
    those, and is a part of 行政许可专用章."""
    plain = [at for at in np.argsort(-fits) if fits[at] >= PLAIN]
    whole = [at for at in plain if not any(_is_part(named[at][1], named[other][1]) for other in plain)]
    if len({named[at][0] for at in whole}) != 1:
        return None
    return _to_known(named[whole[0]][1], PLAIN - max(fits[at] for at in range(len(fits)) if at not in plain))


def _lead(fits: NDArray[np.float64], named: Sequence[tuple[str, str]], best: int) -> float:
    others = [fits[at] for at, (name, _) in enumerate(named) if name != named[best][0]]
    return float(fits[best] - max(others))


def _is_part(text: str, whole: str) -> bool:
    """Whether ``text`` is ``whole`` without some of its characters."""
    rest = iter(whole)
    return len(text) < len(whole) and all(char in rest for char in text)


def _to_known(text: str, lead: float) -> KnownText:
    score = DOUBTFUL + (SUREST - DOUBTFUL) * max(0.0, min(1.0, lead / FULL))
    return KnownText(text=text, confidence=score)
