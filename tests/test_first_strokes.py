"""A lone level stroke before a line's first ideograph is 一; other marks there are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.first_strokes import SCORE, with_first_strokes
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

LEFT, TOP, HIGH, WIDE = 300.0, 100.0, 50.0, 40.0  # of a line, and of the step from character to character


def _line(text: str, layer: InkLayer = InkLayer.ALL) -> TextLine:
    long = WIDE * len(text)
    box = BBox(left=LEFT, top=TOP, right=LEFT + long, bottom=TOP + HIGH)
    return TextLine(
        text=text, quad=Quad.from_bbox(box), confidence=0.99, engine="hand", layer=layer,
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(0.99,) * len(text), verified=(1,),
    )  # fmt: skip


def _printed(*boxes: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    page = np.zeros((300, 1200), np.uint8)
    for left, top, right, bottom in boxes:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), -1)
    return page


def test_a_lone_stroke_is_the_first_character() -> None:
    (found,) = with_first_strokes([_line("北网络通信有限公司")], _printed((262, 123, 296, 126)))
    assert found.text == "一北网络通信有限公司"
    assert found.char_confidences[0] == SCORE
    assert found.quad.bbox.left < 262
    centers = [found.quad.bbox.left + place * found.quad.bbox.width for place in found.char_positions]
    assert abs(centers[0] - 280) < 5
    assert abs(centers[1] - 320) < 1
    assert found.verified == (2,)


@pytest.mark.parametrize(
    "box",
    [
        (200, 123, 296, 126),  # a rule
        (262, 141, 296, 144),  # at the line's foot
        (262, 105, 296, 140),  # a character
        (276, 123, 284, 126),  # a speck
        (120, 123, 150, 126),  # further off
    ],
)
def test_other_marks_are_none(box: tuple[int, int, int, int]) -> None:
    lines = [_line("北网络通信有限公司")]
    assert with_first_strokes(lines, _printed(box)) == lines


@pytest.mark.parametrize("text", ["一二三四五", "二〇一六年", "B25北网络", "北京"])
def test_dates_and_lines_of_few_ideographs_stay(text: str) -> None:
    lines = [_line(text)]
    assert with_first_strokes(lines, _printed((262, 123, 296, 126))) == lines


def test_a_stroke_of_another_line_is_its_own() -> None:
    label = _line("单位名称").model_copy(
        update={"quad": Quad.from_bbox(BBox(left=150, top=100, right=298, bottom=150))}
    )
    lines = [_line("北网络通信有限公司"), label]
    assert with_first_strokes(lines, _printed((262, 123, 296, 126))) == lines


def test_watermarks_and_stamps_stay() -> None:
    lines = [_line("北网络通信有限公司", layer) for layer in (InkLayer.PALE, InkLayer.RED)]
    assert with_first_strokes(lines, _printed((262, 123, 296, 126))) == lines
