"""What is red of a text layer's lines."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.preprocess.ink import split_ink
from pipeline.text_layer.red_of_lines import with_layer_ink
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

SIZE = 40
RED, BLACK = (200, 30, 40), (20, 20, 20)
STAMP, DATE = "仅供审核使用", "2012年7月9日"


def row(*words: tuple[str, tuple[int, int, int]]) -> tuple[Image.Image, TextLine]:
    """Words side by side in their inks, and the one line that a text layer makes of them."""
    page = Image.new("RGB", (1200, 600), "white")
    pen, font, left = ImageDraw.Draw(page), load_face("song_noto", SIZE), 100.0
    chars: list[tuple[str, float]] = []
    for text, ink in words:
        if chars:
            chars.append((" ", left - SIZE / 2))
        for char in text:
            pen.text((left, 280), char, ink, font=font)
            chars.append((char, left + font.getlength(char) / 2))
            left += font.getlength(char)
        right, left = left, left + SIZE
    line = TextLine(
        text="".join(char for char, _ in chars),
        quad=Quad.from_bbox(BBox(left=100, top=280, right=right, bottom=340)),
        confidence=1.0,
        engine="textlayer",
        layer=InkLayer.TEXT_LAYER,
        char_positions=tuple((x - 100) / (right - 100) for _, x in chars),
        char_confidences=(1.0,) * len(chars),
        verified=tuple(range(len(chars))),
    )
    return page, line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (((STAMP, RED), (DATE, BLACK)), [(STAMP, "red"), (DATE, "text_layer")]),
        (((DATE, BLACK), (STAMP, RED)), [(DATE, "text_layer"), (STAMP, "red")]),
        (((STAMP, RED), ("他用无效", RED)), [(f"{STAMP} 他用无效", "red")]),
        (((STAMP, BLACK), (DATE, BLACK)), [(f"{STAMP} {DATE}", "text_layer")]),
        (((STAMP, RED), ("公", BLACK), ("司", BLACK)), [(STAMP, "red"), ("公 司", "text_layer")]),
    ],
)
def test_words_of_two_inks_in_a_row_are_two_lines(
    words: tuple[tuple[str, tuple[int, int, int]], ...], told: list[tuple[str, str]]
) -> None:
    """A stamp beside the date that stands under the seal would take it for its own."""
    page, line = row(*words)
    lines = with_layer_ink([line], split_ink(np.asarray(page)[:, :, ::-1].copy()), [])
    assert [(part.text, part.layer.value) for part in lines] == told
    assert all(len(part.char_positions) == len(part.text) == len(part.verified) for part in lines)
    assert all(0 <= share <= 1 for part in lines for share in part.char_positions)
