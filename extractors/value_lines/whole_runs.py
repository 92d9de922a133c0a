"""Whether the rows that were dealt to a label are all of its value, and no others."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line
from extractors.value_lines.fitness import leads_on
from extractors.value_lines.own_rows import LEADS_ON, mixes_rows
from extractors.value_lines.value_rows import LONGEST_PITCH, Row
from schemas.document_type import FieldKind

LEAST = 4  # characters of a row that is left over, from which it is no scrap of a border
HIGHER = 1.5  # times a value's row that another of it is high at most: the rim of a seal is more
APART = 2  # the same where a rule keeps it apart: 8楼


def is_torn(
    rows: Sequence[Row],
    start: int,
    end: int,
    dealt: Set[int],
    lefts: tuple[float, float],
    parted: Sequence[bool],
) -> bool:
    """Whether the run ``start`` to ``end`` may have a row too many or too few: one that is nobody's value may
    be a line of it, so close does it stand, also, however short, where a rule parts the two: a fold of the
    paper is read as one. ``lefts`` are where rows flush with its label end, and where values begin."""
    if mixes_rows([row.line for row in rows[start : end + 1]], end - start, lefts[0]):
        return True
    for place, edge in ((start - 1, start), (end, end - 1)):
        if start < end and 0 <= place < len(rows) and place not in dealt:
            line, own = rows[place].line, rows[edge].line
            height = min(max(line.height, own.height), HIGHER * own.height)
            pitch = abs(line.middle - own.middle) / height
            least = APART if parted[max(place, edge)] else LEAST
            if pitch < LONGEST_PITCH and line.box.left > lefts[1] and len(line.text) >= least:
                return True
    return False


def ends_above_aside(kind: FieldKind, run: Sequence[Row]) -> bool:
    """Whether a short row below the label, the last of a paragraph, follows what may be the value's end."""
    return any(
        is_aside(above.line, below.line)
        and not LEADS_ON.search(fold(above.line.text))
        and not leads_on(kind, above.line.text, below.line.text)
        for above, below in pairwise(run)
    )


def is_aside(above: Line, below: Line) -> bool:
    """Whether two rows share no width, as lines of one value do: print of the ground to the right of it."""
    return above.box.left > below.box.right or below.box.left > above.box.right
