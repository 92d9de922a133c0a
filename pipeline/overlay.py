"""Draw what was read on the pages: lines, fields and seals. One drawer for people and for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from pipeline.page_image import Image
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.geometry import BBox, Quad
from schemas.page import Page

Colour = tuple[int, int, int]
LINE: Colour = (200, 160, 60)  # blue, green, red
SEAL: Colour = (200, 0, 200)
FIELD: dict[FieldStatus, Colour] = {
    FieldStatus.ACCEPTED: (60, 150, 0),
    FieldStatus.REVIEW: (0, 120, 240),
    FieldStatus.ILLEGIBLE: (0, 0, 220),
    FieldStatus.ABSENT: (128, 128, 128),
}
MOST_STEPS = 12  # caption heights that a caption may lie away from its box


def draw_page(image: Image, page: Page, sha256: str, certificates: Sequence[Certificate]) -> Image:
    """A copy of ``image`` (BGR, source-page pixels) with lines thin, seals and fields thick.

    A field is marked with its key and confidence: green accepted, orange for review. Captions lie
    beside the fields, tied to them by a thin stroke where they cannot touch.
    """
    drawn = image.copy()
    thick = max(1, round(max(image.shape[:2]) / 900))
    for line in page.lines:
        _outline(drawn, line.quad, LINE, max(1, thick // 2))
    for seal in page.seals:
        _outline(drawn, seal.quad, SEAL, thick)
    marked = list(_marks(page, sha256, certificates))
    for quad, _, colour in marked:
        _outline(drawn, quad, colour, 2 * thick)
    taken = [quad.bbox for quad, _, _ in marked]
    lines = [line.quad.bbox for line in page.lines]
    for quad, text, colour in marked:
        taken.append(_caption(drawn, quad.bbox, text, colour, taken, lines))
    return drawn


def _marks(
    page: Page, sha256: str, certificates: Sequence[Certificate]
) -> Iterator[tuple[Quad, str, Colour]]:
    """The fields that stand on the page: where, the caption, and the colour of their status."""
    for certificate in certificates:
        own = {
            entry.page_no
            for entry in certificate.pages
            if entry.sha256 == sha256 and entry.source_page_no == page.page_no
        }
        for key, field in certificate.fields.items():
            if field.quad is not None and field.page_no in own:
                yield field.quad, f"{key} {field.confidence:.2f}", FIELD[field.status]


def _outline(image: Image, quad: Quad, colour: Colour, thickness: int) -> None:
    points = np.array(quad.points, dtype=np.float32).round().astype(np.int32)
    cv2.polylines(image, [points], True, colour, thickness, cv2.LINE_AA)


def _caption(
    image: Image, box: BBox, text: str, colour: Colour, taken: Sequence[BBox], lines: Sequence[BBox]
) -> BBox:
    """Draw ``text`` near ``box`` where nothing is ``taken``; the place it now takes.

    Field keys are ASCII: OpenCV's own strokes do, and no font is needed.
    """
    shorter = min(image.shape[:2])
    scale, thick = max(0.35, shorter / 2600), max(1, round(shorter / 1300))
    (width, ascent), descent = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thick)
    margin = 2 * thick
    size = (width + 2 * margin, ascent + descent + 2 * margin)
    place, touches = _find_place(box, size, (image.shape[1], image.shape[0]), taken, lines)
    left, top = round(place.left), round(place.top)
    corner = (left + size[0] - 1, top + size[1] - 1)
    cv2.rectangle(image, (left, top), corner, (255, 255, 255), -1)
    baseline = (left + margin, top + margin + ascent)
    cv2.putText(image, text, baseline, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thick, cv2.LINE_AA)
    if not touches:
        _leader(image, box, place, colour)
    return place


def _find_place(
    box: BBox, size: tuple[int, int], page: tuple[int, int], taken: Sequence[BBox], lines: Sequence[BBox]
) -> tuple[BBox, bool]:
    """Where a caption of ``size`` (width, height) fits on the ``page``, and whether beside ``box``.

    The nearest free place, of equally near ones the one that covers least of other ``lines``. A page so full
    that none is free gives the place that covers least of what is taken.
    """
    crowded: list[BBox] = []
    for step in range(MOST_STEPS):
        near = list(_places(box, size, page, step))
        free = [place for place in near if _covered(place, taken) == 0]
        if free:
            return min(free, key=lambda place: _covered(place, lines)), step == 0
        crowded += near
    if not crowded:
        return BBox(left=0, top=0, right=size[0], bottom=size[1]), False
    return min(crowded, key=lambda place: _covered(place, taken)), False


def _places(box: BBox, size: tuple[int, int], page: tuple[int, int], step: int) -> Iterator[BBox]:
    """Above, below, right and left of ``box``, ``step`` caption heights away, if within the page."""
    width, height = size
    gap = height * (0.25 + step)
    left = max(0, min(round(box.left), page[0] - width))
    above, below = round(box.top - gap - height), round(box.bottom + gap)
    beside = round(box.top)
    before, after = round(box.left - gap - width), round(box.right + gap)
    for x, y in ((left, above), (left, below), (after, beside), (before, beside)):
        if 0 <= x <= page[0] - width and 0 <= y <= page[1] - height:
            yield BBox(left=x, top=y, right=x + width, bottom=y + height)


def _covered(place: BBox, boxes: Sequence[BBox]) -> float:
    """Square pixels of ``place`` that lie on ``boxes``."""
    return sum(
        max(0.0, min(place.right, box.right) - max(place.left, box.left))
        * max(0.0, min(place.bottom, box.bottom) - max(place.top, box.top))
        for box in boxes
    )


def _leader(image: Image, box: BBox, place: BBox, colour: Colour) -> None:
    """A stroke from the caption's nearest edge to the box's."""
    x = min(max(place.center[0], box.left), box.right)
    y = min(max(place.center[1], box.top), box.bottom)
    start = (round(min(max(x, place.left), place.right)), round(min(max(y, place.top), place.bottom)))
    cv2.line(image, start, (round(x), round(y)), colour, 1, cv2.LINE_AA)
