"""Seals where print was taken for their straight line or for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.authorities.seal_texts import PURPOSES
from schemas.geometry import BBox
from schemas.page import SealReading, TextLine

ALIKE = 80  # likeness (0-100) from which a straight line is a part of a line of the page
FEWEST, FEWEST_OF_RIM = 3, 5  # characters of the page's line, and of a rim
LOST = 2  # characters of a name that a rim may lack at its end
OWN = 0.5  # share of its characters that purposes have, above which it may be the seal's all the same
_NAMED = (*"局部厅委会署院所", "公司", "中心")
_HAN = re.compile("[\u3400-\u9fff]")
_OF_ITS_OWN = frozenset("专用章")  # what hardly any print says
_OF_PURPOSES = frozenset("".join(PURPOSES))


def without_print_lines(seals: Sequence[SealReading], lines: Sequence[TextLine]) -> list[SealReading]:
    """The seals, a straight line that says what a line of print says there taken from them; without those
    whose rim is print, and nobody's name: a ring was seen in a page of text."""
    return [
        seal.model_copy(update={"inner_text": None, "inner_confidence": 0.0})
        if seal.inner_text is not None and _is_print(seal.inner_text, seal.quad.bbox, lines)
        else seal
        for seal in seals
        if not _is_rim_of_print(seal.text or "", seal.quad.bbox, lines)
    ]


def _is_rim_of_print(text: str, box: BBox, lines: Sequence[TextLine]) -> bool:
    if len(text) < FEWEST_OF_RIM or text.endswith(_NAMED):
        return False
    return any(
        _is_of_line(text, line.text)
        for line in lines
        if len(line.text) >= len(text)
        if _crosses(line.quad.bbox, box) and not _is_inside(line.quad.bbox, box)
    )


def _is_of_line(text: str, line: str) -> bool:
    """Whether the line says the same there, and it is no name, over which its bearer's seal is pressed; the
    rim may lack the name's end, and words go on behind none: 经营场所悬挂."""
    alike = fuzz.partial_ratio_alignment(text, line, score_cutoff=ALIKE)
    if alike is None:
        return False
    ends = (alike.dest_end + lost for lost in range(LOST + 1))
    return not any(line[:end].endswith(_NAMED) and not _HAN.match(line, end) for end in ends)


def _is_print(text: str, box: BBox, lines: Sequence[TextLine]) -> bool:
    if not _OF_ITS_OWN & set(text) and any(
        text in line.text and _crosses(line.quad.bbox, box) and not _is_inside(line.quad.bbox, box)
        for line in lines
    ):
        return True
    if sum(char in _OF_PURPOSES for char in text) > OWN * len(text):
        return False
    return any(
        len(line.text) >= FEWEST and fuzz.partial_ratio(text, line.text) >= ALIKE
        for line in lines
        if _lies_in(line.quad.bbox, box)
    )


def _crosses(line: BBox, box: BBox) -> bool:
    return box.top < line.center[1] < box.bottom and line.left < box.right and box.left < line.right


def _is_inside(line: BBox, box: BBox) -> bool:
    """Whether a line may be characters of the rim that were read along with the page."""
    return box.left < line.left and line.right < box.right


def _lies_in(line: BBox, box: BBox) -> bool:
    """Whether some of a line stands in the lower half of a seal, where its straight line is."""
    return _crosses(line, box) and line.center[1] > box.center[1]
