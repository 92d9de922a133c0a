"""What was read in one place put among a page's lines, in place of what the engine has there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.geometry import BBox, PageTransform, Quad
from schemas.page import HANDWRITING, LIFTED, TextLine


@dataclass(frozen=True)
class Written:
    """What is written in one place: ``bounds`` in upright pixels, as high as the form's type, ``cleared``
    where nothing else is; ``text`` with where along it (0-1) each character stands, if known, and its
    probability."""

    bounds: BBox
    cleared: BBox
    text: str
    places: tuple[float, ...]
    share: float


def put_in(lines: Sequence[TextLine], written: Written, transform: PageTransform) -> list[TextLine]:
    """The lines (source pixels, made upright by ``transform``), what they have within the place taken out of
    them, and a line with what is written there."""
    kept: list[TextLine] = []
    for line in lines:
        kept += _without(line, written.cleared, transform)
    own = TextLine(
        text=written.text,
        quad=transform.inverse().map_quad(Quad.from_bbox(written.bounds)),
        confidence=written.share,
        engine=HANDWRITING,
        char_positions=written.places,
        char_confidences=(written.share,) * len(written.text),
    )
    return [*kept, own]


def _without(line: TextLine, bounds: BBox, transform: PageTransform) -> list[TextLine]:
    """A line's parts to the left and to the right of ``bounds``; the line where it does not reach into it, or
    was lifted off what is written there."""
    if line.layer in LIFTED:
        return [line]
    box = transform.map_quad(line.quad).bbox
    shared = min(box.bottom, bounds.bottom) - max(box.top, bounds.top)
    is_level = 2 * shared > min(box.height, bounds.height)
    if not is_level or box.left >= bounds.right or box.right <= bounds.left:
        return [line]
    places = [box.left + share * box.width for share in line.places]
    left, right = ((x - box.left) / box.width for x in (bounds.left, bounds.right))
    before = sum(place < bounds.left for place in places)
    behind = sum(place <= bounds.right for place in places)
    parts = [line.part(0, before, 0.0, min(1.0, left))] if before else []
    return [*parts, line.part(behind, len(places), max(0.0, right), 1.0)] if behind < len(places) else parts
