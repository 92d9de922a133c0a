"""The end of a restriction's row that detection parted from its beginning: 仅在…网站(a.com) and 上亮证."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, join, lay_level
from extractors.use_restrictions.restriction_text import begins_purpose, says_use
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
        end = next((other for other in [*whole, *left] if _ends(line, other)), None)
        if end is None:
            continue
        whole, left = ([one for one in lines if one is not end] for lines in (whole, left))
        whole[next(at for at, one in enumerate(whole) if one is line)] = _joined(line, end)
    return whole, left


def _ends(line: Line, other: Line) -> bool:
    """Whether the other goes on where the line breaks off, in the same ink, to the end of a purpose."""
    said = fold(other.text)
    is_end = says_use(said) and not begins_purpose(other.text)  # nor the next tile
    if not is_end or ((line.layer in STAMPED) != (other.layer in STAMPED) and len(said) > USE_ALONE):
        return False
    one, two = lay_level(line, line.angle), lay_level(other, line.angle)
    height = max(one.height, two.height)
    return (
        min(one.height, two.height) >= ALIKE_HIGH * height
        and abs(one.center[1] - two.center[1]) < LEVEL * height
        and one.left < two.left < one.right + GAP * height
        and two.right > one.right + BEYOND * height
    )


def _joined(line: Line, end: Line) -> Line:
    kept = sum(x < end.box.left for x in line.centers)
    if kept and fold(line.text[kept - 1]) == fold(end.text[0]):
        kept -= 1
    return join([line.part(0, kept), end])
