"""Labels in words that no declaration has, 企业住所 for 住所: known by how they end, they tell that a value
of a field stands there which was not read."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from extractors.normalize.text import fold
from extractors.page_lines.layout import Line, is_beside
from extractors.printed_labels.label_marks import ENDS
from extractors.printed_labels.labels import Label
from schemas.document_type import FieldKind, FieldSpec, Place

KINDS = (FieldKind.MONEY, FieldKind.ADDRESS, FieldKind.TEXT)
END, LONGEST = 2, 10  # characters by which a label is known, and that it has at most
FLUSH = 1.2  # line heights from the column of labels within which a line begins with it
COLUMN = 2  # labels that make a column


def find_unread_fields(
    labels: Sequence[Label], rest: Sequence[Line], specs: Iterable[FieldSpec], known: Container[str]
) -> list[str]:
    """Names of fields that are not ``known`` and seem to have a label among ``rest``."""
    ends = {
        spec.name: {fold(label)[-END:] for label in spec.labels if len(label) > END}
        for spec in specs
        if spec.kind in KINDS and spec.place == Place.RIGHT and not spec.annex and spec.name not in known
    }
    read = {fold(line.text).rstrip(ENDS)[-END:] for line in rest if _is_label(line, labels, rest)}
    return [name for name, own in ends.items() if own & read]


def _is_label(line: Line, labels: Sequence[Label], rest: Sequence[Line]) -> bool:
    """Whether a line begins where labels do, is as short as one, and has print beside it."""
    flush = [label for label in labels if abs(label.box.left - line.box.left) < FLUSH * line.height]
    size = len(fold(line.text).rstrip(ENDS))
    return (
        END < size <= LONGEST
        and len(flush) >= COLUMN
        and any(other.box.left > line.box.right and is_beside(other, line) for other in rest)
    )
