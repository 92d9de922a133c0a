"""Labels that are a stamp's or a note's, by their ink or their slant amid those of the form."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from extractors.page_lines.layout import around
from extractors.printed_labels.labels import Label
from schemas.document_type import FieldKind
from schemas.page import STAMPED

FORM = 4  # labels from which a page shows how its form is set
APART = 3.0  # degrees from the slant of the labels about it
RISE = 0.3  # line heights that such a line rises at least: a short one's box shows no slant
NEAREST = 3  # labels that show how the form lies there, which a photo bends
FEW = 3  # times as many labels as are red, on a form of another ink
# Numbers are printed in red and by numbering machines.
_NUMBERED = (FieldKind.NUMBER, FieldKind.CODE)


def is_set_upon(label: Label, labels: Sequence[Label]) -> bool:
    """Whether one of the ``labels`` of a page, in a stamp's ink or aslant as the others are not, was set upon
    it: what stands beside it may be nobody's value."""
    if len(labels) < FORM or label.spec.kind in _NUMBERED:
        return False
    stamped = sum(other.parts[0].layer in STAMPED for other in labels)
    if label.parts[0].layer in STAMPED and FEW * stamped <= len(labels):
        return True
    first = label.parts[0]
    nearest = sorted(
        (other.parts[0] for other in labels if other is not label),
        key=lambda part: abs(part.middle - first.middle),
    )
    slant = abs(first.angle - median(part.angle for part in nearest[:NEAREST]))
    width = around(part.box for part in (first, *label.rest[:1])).width
    return slant >= APART and width * math.tan(math.radians(slant)) >= RISE * first.height
