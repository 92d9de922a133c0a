"""What was read in one place put among a page's lines, in place of what the engine has there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.geometry import BBox, PageTransform, Quad
from schemas.page import HANDWRITING, TextLine


@dataclass(frozen=True)
class Written:
    """What is written in one place: ``bounds`` in upright pixels, as high as the form's type, ``cleared``
    where nothing else is; ``text`` with where along it (0-1) each character stands, and its probability."""

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
    """A line's parts to the left and to the right of ``bounds``; the line where it does not reach into it."""
    box = transform.map_quad(line.quad).bbox
    shared = min(box.bottom, bounds.bottom) - max(box.top, bounds.top)
    is_level = 2 * shared > min(box.height, bounds.height)
    if not is_level or box.left >= bounds.right or box.right <= bounds.left:
        return [line]
    count = len(line.text)
    shares = line.char_positions or tuple((at + 0.5) / count for at in range(count))
    places = [box.left + share * box.width for share in shares]
    parts = []
    before = sum(place < bounds.left for place in places)
    behind = sum(place <= bounds.right for place in places)
    if before:
        parts.append(_part(line, 0, before, 0.0, (bounds.left - box.left) / box.width))
    if behind < count:
        parts.append(_part(line, behind, count, (bounds.right - box.left) / box.width, 1.0))
    return parts


def _part(line: TextLine, start: int, end: int, first: float, last: float) -> TextLine:
    """The characters ``start`` to ``end``, between two shares of the line's length."""
    first, last = max(0.0, first), min(1.0, last)
    shares = line.char_positions or tuple((at + 0.5) / len(line.text) for at in range(len(line.text)))
    span = max(last - first, 1e-6)
    return line.model_copy(
        update={
            "text": line.text[start:end],
            "quad": line.quad.part(first, last),
            "char_positions": tuple(min(1.0, max(0.0, (at - first) / span)) for at in shares[start:end]),
            "char_confidences": line.char_confidences[start:end],
            "verified": tuple(at - start for at in line.verified if start <= at < end),
        }
    )
