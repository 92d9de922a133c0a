"""Labels that are told by their place in a column of labels: read in part, or with one character misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from rapidfuzz.distance import Levenshtein

from extractors.normalize.text import fold, is_cjk
from extractors.page_lines.layout import Line
from extractors.printed_labels.label_marks import ENDS
from extractors.printed_labels.label_match import SHORT, without_dots
from schemas.document_type import FieldSpec
from schemas.geometry import BBox

_TAIL = re.compile(r"(?P<tail>[\u4e00-\u9fff])(?P<end>\s*[:：]\s*|\s+)?(?=\S{2})")
_END = re.compile("(?P<end>[\u4e00-\u9fff]{4,}):")
_BEGIN_VALUES = "自至"  # which labels end in as well: the second row of a period
APART = 1.4  # usual steps between characters from which the first is a label's and the others a value's
TELLING, COLUMN = 4, 2  # labels found, in all and in one column, from which their column is known
FLUSH = 0.8  # line heights by which a label's ends may be off its column's

End = tuple[FieldSpec, int, int]
"""A field, where its label ends in a line, and where the value behind it begins."""


def find_torn(
    piece: Line, row: Sequence[Line], specs: Iterable[FieldSpec], boxes: Sequence[BBox]
) -> End | None:
    """The field whose label ``piece``, of a ``row``, begins with, among labels in ``boxes``: with the last
    character of one set so wide that no more of it was read (目：零售, 称 where 名 and 类 below one another
    were read as 美), with the end of one where labels begin (覆盖范围：, of 业务覆盖范围), or with one of
    which a character was misread, and the value run on to it (负员人李士方). It must be the label of one of
    ``specs`` alone."""
    if _begins_within(piece, boxes):
        found = list(_tails(piece, row, specs))
    else:
        column = [box.right for box in boxes if abs(box.left - piece.box.left) < FLUSH * piece.height]
        found = list(_ends(piece, specs)) if column else []
        if not found and len(column) >= TELLING:
            found = list(_misread(piece, specs, median(column)))
    return found[0] if len({spec.name for spec, _, _ in found}) == 1 else None


def is_alone(piece: Line) -> bool:
    """Whether a line is one character."""
    text = piece.text.strip().rstrip(ENDS)
    return len(text) == 1 and is_cjk(text)


def _begins_within(piece: Line, boxes: Sequence[BBox]) -> bool:
    """Whether the piece begins right of where the labels of a column do, and left of where they end."""
    return sum(box.left + piece.height < piece.box.left < box.right for box in boxes) >= COLUMN


def _tails(piece: Line, row: Sequence[Line], specs: Iterable[FieldSpec]) -> Iterator[End]:
    begin = _tail_size(piece, row)
    for spec in specs if begin else ():
        if any(own.endswith(piece.text[0]) for own in spec.labels):
            yield spec, 1, begin


def _tail_size(piece: Line, row: Sequence[Line]) -> int:
    """How many characters of the piece are a label's last one and what parts it from a value; 0 where it
    does not begin so."""
    if is_alone(piece):
        return len(piece.text) if any(other.box.left > piece.box.right for other in row) else 0
    match = _TAIL.match(piece.text)
    if match is None or (match["end"] is None and match["tail"] in _BEGIN_VALUES):
        return 0
    return match.end() if match["end"] or _stands_apart(piece) else 0


def _stands_apart(piece: Line) -> bool:
    """Whether the first character stands further from the second than the others from one another."""
    first, *others = (after - before for before, after in pairwise(piece.centers))
    return len(others) > 1 and first > APART * median(others)


def _ends(piece: Line, specs: Iterable[FieldSpec]) -> Iterator[End]:
    text, offsets = without_dots(piece.text)
    match = _END.match(text)
    for spec in specs if match else ():
        if match and any(own.endswith(match["end"]) for own in map(fold, spec.labels)):
            yield spec, offsets[match.end() - 1] + 1, (*offsets, len(piece.text))[match.end()]


def _misread(piece: Line, specs: Iterable[FieldSpec], right: float) -> Iterator[End]:
    text, offsets = without_dots(piece.text)
    for spec in specs:
        for label in map(fold, spec.labels):
            for size in range(len(label) - 1, len(label) + 2):
                if len(label) < SHORT or len(text) <= size + 1 or text[0] != label[0]:
                    continue
                end = offsets[size - 1] + 1
                begin = next((at for at in offsets[size:] if piece.text[at] not in ENDS), end)
                edge = piece.part(0, end).box.right
                if Levenshtein.distance(text[:size], label) == 1 and abs(edge - right) < FLUSH * piece.height:
                    yield spec, end, begin
