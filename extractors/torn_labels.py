"""Labels that are told by their place in a column of labels: read in part, or with one character misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from rapidfuzz.distance import Levenshtein

from extractors.label_match import ENDS, SHORT, without_dots
from extractors.layout import Line
from extractors.normalize.text import fold
from schemas.document_type import FieldSpec
from schemas.geometry import BBox

_TAIL = re.compile(r"(?P<tail>[\u4e00-\u9fff])(?:\s*[:：]\s*|\s+)(?=\S{2})")
TELLING = 4  # labels found from which their column is known
FLUSH = 0.8  # line heights by which a label's ends may be off its column's

End = tuple[FieldSpec, int, int]
"""A field, where its label ends in a line, and where the value behind it begins."""


def find_torn(piece: Line, specs: Iterable[FieldSpec], boxes: Sequence[BBox]) -> End | None:
    """The field whose label ``piece`` begins with, among labels in ``boxes``: with the last character of one
    set so wide that no more of it was read (目：零售), or with one of which a character was misread, and the
    value run on to it (负员人李士方). It must be the label of one of ``specs`` alone."""
    left, right = median(box.left for box in boxes), median(box.right for box in boxes)
    column = [box for box in boxes if abs(box.left - piece.box.left) < FLUSH * piece.height]
    if left + piece.height < piece.box.left < right - 0.5 * piece.height:
        found = list(_tails(piece, specs))
    elif len(column) >= TELLING:
        found = list(_misread(piece, specs, median(box.right for box in column)))
    else:
        return None
    return found[0] if len({spec.name for spec, _, _ in found}) == 1 else None


def _tails(piece: Line, specs: Iterable[FieldSpec]) -> Iterator[End]:
    match = _TAIL.match(piece.text)
    for spec in specs if match is not None else ():
        if match is not None and any(own.endswith(match["tail"]) for own in spec.labels):
            yield spec, 1, match.end()


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
