"""How well the texts of closed lists fit a seal: the telecom authorities' names, and usual purposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractors.authorities.seal_texts import OTHER_PURPOSES, PURPOSES
from extractors.authorities.seal_texts import is_plain_rim as is_clearly_one_or_none
from extractors.telecom_lists.issuers import ISSUERS, rim_spellings, rim_to_issuer
from pipeline.page_image import Image
from schemas.page import TextFit

DECIMALS = 3  # of a fit that are kept
SURE = 0.93  # score from which a text is as it was read
SHORTEST = 8  # characters of a rim below which it may be what is left of an authority's

_RIMS = tuple(spelling for issuer in ISSUERS for spelling in rim_spellings(issuer))
_WORDS = ("通信", "信息", "工业")
_OTHERS = ("市场监督", "工商行政", "食品药品", "质量技术")  # else like a 管理局 of theirs
_LINES = (*PURPOSES, *OTHER_PURPOSES)

Fit = Callable[[Sequence[Image], Sequence[str]], Sequence[Sequence[float]]]


def is_plain_rim(text: str, score: float) -> bool:
    """Whether a rim as read is a telecom authority's to the letter, or read surely (``score`` 0-1) and
    nothing like one."""
    if rim_to_issuer(text) is not None:
        return True
    whole = len(text) >= SHORTEST and not any(word in text for word in _WORDS)
    is_other = any(word in text for word in _OTHERS) or is_clearly_one_or_none(text)
    return score >= SURE and whole and is_other


def is_known_line(text: str) -> bool:
    """Whether a straight line as read is a purpose of telecom papers to the letter."""
    return text in PURPOSES


def fit_rims(looks: Sequence[Image], fit: Fit) -> tuple[TextFit, ...]:
    """How well each telecom authority fits a rim that is unrolled in several ``looks``; nothing where the
    engine cannot tell.

    Raises:
        EngineError: recognition failed.
    """
    return _fits(looks, fit, _RIMS)


def fit_lines(looks: Sequence[Image], fit: Fit) -> tuple[TextFit, ...]:
    """How well each purpose of telecom papers, and each of others beside them, fits a straight line. Raises
    as ``fit_rims``."""
    return _fits(looks, fit, _LINES)


def _fits(looks: Sequence[Image], fit: Fit, texts: Sequence[str]) -> tuple[TextFit, ...]:
    rows = [row for row in fit(looks, texts) if row]
    return tuple(
        TextFit(text=text, mean=round(sum(column) / len(column), DECIMALS), best=round(max(column), DECIMALS))
        for text, column in zip(texts, zip(*rows, strict=True), strict=False)
    )
