"""A seal's straight line that was read as a line of the page, and not as the seal's own."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.authorities.seal_texts import PURPOSES
from extractors.normalize.text import is_cjk
from schemas.page import SealReading, TextLine

SURE = 0.9  # engine score of each character of such a line


def with_line_of_page(seal: SealReading, lines: Iterable[TextLine]) -> SealReading:
    """The seal of a telecom paper without a straight line, with the one among ``lines`` that stands in it
    and is one of the known purposes to the letter."""
    if seal.inner_text is not None:
        return seal
    for line in lines:
        purpose = "".join(filter(is_cjk, line.text))
        if purpose in PURPOSES and line.confidence >= SURE and seal.quad.bbox.holds(line.quad.bbox.center):
            return seal.model_copy(update={"inner_text": purpose, "inner_confidence": line.confidence})
    return seal
