"""Draw what was read on the pages: lines, fields and seals. One drawer for people and for tests."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.page_image import Image
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.geometry import Quad
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


def draw_page(image: Image, page: Page, sha256: str, certificates: Sequence[Certificate]) -> Image:
    """A copy of ``image`` (BGR, source-page pixels) with lines thin, seals and fields thick.

    A field is marked with its key and confidence: green accepted, orange for review.
    """
    drawn = image.copy()
    thick = max(1, round(max(image.shape[:2]) / 900))
    for line in page.lines:
        _outline(drawn, line.quad, LINE, max(1, thick // 2))
    for seal in page.seals:
        _outline(drawn, seal.quad, SEAL, thick)
    for certificate in certificates:
        own = {
            entry.page_no
            for entry in certificate.pages
            if entry.sha256 == sha256 and entry.source_page_no == page.page_no
        }
        for key, field in certificate.fields.items():
            if field.quad is not None and field.page_no in own:
                colour = FIELD[field.status]
                _outline(drawn, field.quad, colour, 2 * thick)
                _caption(drawn, field.quad, f"{key} {field.confidence:.2f}", colour, thick)
    return drawn


def _outline(image: Image, quad: Quad, colour: Colour, thickness: int) -> None:
    points = np.array(quad.points, dtype=np.float32).round().astype(np.int32)
    cv2.polylines(image, [points], True, colour, thickness, cv2.LINE_AA)


def _caption(image: Image, quad: Quad, text: str, colour: Colour, thick: int) -> None:
    """Field keys are ASCII: OpenCV's own strokes do, and no font is needed."""
    scale = 0.45 * thick
    (width, height), below = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, thick)
    x = min(int(quad.bbox.left), max(0, image.shape[1] - width))
    y = max(height + below, int(quad.bbox.top) - 2 * thick)
    cv2.rectangle(image, (x, y - height - below), (x + width, y + below), (255, 255, 255), -1)
    cv2.putText(image, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thick, cv2.LINE_AA)
