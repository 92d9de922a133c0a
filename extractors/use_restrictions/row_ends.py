"""The end of a restriction's row that detection parted from its beginning: 仅在…网站(a.com) and 上亮证."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, lay_level
from extractors.use_restrictions.restriction_text import begins_purpose, says_use
from schemas.geometry import BBox
from schemas.page import STAMPED

LEVEL = 0.5  # line heights that the end's middle lies off its beginning's at most
GAP = 1.0  # line heights between them at most
USE_ALONE = 6  # characters of an end that says no more than what for: its ink may be another where a seal is
ALIKE_HIGH = 0.6  # height of the lower of two lines of one restriction, as a share of the other's
BEYOND = 1.0  # line heights that the end reaches further than its beginning at least


def with_ends(cluster: Sequence[Line], others: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a restriction, and ``others`` of its page: a purpose that breaks off before it says what
    for is one line with what stands close behind it and says so. Where both read the same characters, the
    end's are kept.
    """
    whole, left = list(cluster), list(others)
    for line in cluster:
        if not begins_purpose(line.text) or says_use(fold(line.text)):
            continue
        pieces = _pieces(line, [*whole, *left])
        taken = {id(piece) for piece in pieces}
        whole, left = ([one for one in lines if id(one) not in taken] for lines in (whole, left))
        at = next(at for at, one in enumerate(whole) if one is line)
        whole[at] = reduce(_joined, pieces, line)
    return whole, left


def _pieces(line: Line, others: Sequence[Line]) -> list[Line]:
    """What goes on where the line breaks off, in the same ink, to the end of a purpose: mostly one piece, but
    detection may part a row twice. None where it does not come to such an end."""
    own = lay_level(line, line.angle)
    placed = ((lay_level(other, line.angle), other) for other in others if other is not line)
    row = ((box, other) for box, other in placed if own.left < box.left and _is_level(own, box))
    pieces, reach = list[Line](), own.right
    for box, other in sorted(row, key=lambda piece: piece[0].left):
        said, height = fold(other.text), max(own.height, box.height)
        if box.left > reach + GAP * height or begins_purpose(other.text):  # the next tile
            break
        is_end = says_use(said) and box.right > own.right + BEYOND * height
        if (line.layer in STAMPED) == (other.layer in STAMPED) or (is_end and len(said) <= USE_ALONE):
            pieces.append(other)
            reach = max(reach, box.right)
        if is_end and pieces and pieces[-1] is other:
            return pieces
    return []


def _is_level(one: BBox, two: BBox) -> bool:
    height = max(one.height, two.height)
    alike = min(one.height, two.height) >= ALIKE_HIGH * height
    return alike and abs(one.center[1] - two.center[1]) < LEVEL * height


def _joined(line: Line, end: Line) -> Line:
    half = end.box.width / len(end.text) / 2  # of a character: boxes of rows aslant reach into each other
    kept = sum(x < end.centers[0] - half for x in line.centers)
    if kept and fold(line.text[kept - 1]) == fold(end.text[0]):
        kept -= 1
    return join([line.part(0, kept), end])
