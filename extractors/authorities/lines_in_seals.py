"""What the lines of a page tell of a seal over them: its straight line, read as one of them, and which
characters read round its rim are theirs."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.authorities.known_text import Borne
from extractors.authorities.seal_texts import PURPOSES, is_plain_rim, rim_to_authority
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


def with_rim_over_print(seal: SealReading, lines: Iterable[TextLine], borne: Borne) -> SealReading:
    """The seal of a telecom paper, its rim that of an authority which others name where the rest of it is
    read out of print beneath: 北京市附页管理局, over 附页."""
    if seal.text is None or is_plain_rim(seal.text):
        return seal
    printed = "".join(line.text for line in lines if line.quad.bbox.overlaps(seal.quad.bbox))
    likely = dict.fromkeys(borne.authorities, 1)
    return seal.model_copy(
        update={"text": rim_to_authority(seal.text, seal.text_confidence, likely, printed)}
    )
