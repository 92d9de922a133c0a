"""Pages with what was read drawn on them: every value stays legible."""

from __future__ import annotations

import numpy as np

from pipeline.overlay import draw_page
from tests.lines import HEIGHT, WIDTH, certificates, main_lines, of_file, page

EDGE = 8  # pixels inside a box that its own outline may take


def test_captions_cover_no_value() -> None:
    (source,) = of_file("a.pdf", page(*main_lines()))
    found = certificates(source)
    boxes = [field.quad.bbox for entry in found for field in entry.fields.values() if field.quad is not None]
    assert len(boxes) >= 5
    drawn = draw_page(np.full((HEIGHT, WIDTH, 3), 200, np.uint8), source.page, source.sha256, found)
    captions = (drawn == 255).all(axis=2)  # their white ground, on a page that is grey
    assert captions.any()
    for box in boxes:
        rows = slice(round(box.top) + EDGE, round(box.bottom) - EDGE)
        columns = slice(round(box.left) + EDGE, round(box.right) - EDGE)
        assert not captions[rows, columns].any()
