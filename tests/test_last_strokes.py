"""A lone level stroke behind a person's name is 一; other marks there are none."""

from __future__ import annotations

import pytest

from pipeline.lost_print.first_strokes import SCORE
from pipeline.lost_print.last_strokes import with_last_strokes
from schemas.page import InkLayer, TextLine
from tests.test_first_strokes import HIGH, LEFT, TOP, WIDE, _line, _printed

END = round(LEFT + 8 * WIDE)
STROKE = (END + 3, 123, END + 36, 126)


@pytest.mark.parametrize("text", ["法定代表人：江成", "企业负责人：江成"])
def test_a_lone_stroke_is_the_last_character(text: str) -> None:
    (found,) = with_last_strokes([_line(text)], _printed(STROKE))
    assert found.text == f"{text}一"
    assert found.char_confidences[-1] == SCORE
    assert found.quad.bbox.right > END + 36
    centers = [found.quad.bbox.left + place * found.quad.bbox.width for place in found.char_positions]
    assert abs(centers[-1] - (END + 20)) < 6
    assert abs(centers[0] - (LEFT + WIDE / 2)) < 1


def test_a_name_apart_from_its_label_has_one_too() -> None:
    name = _line("江成")
    moved = [moved_left(_line("法定代表人："), 320.0), name]
    stroke = (round(LEFT + 2 * WIDE) + 3, 123, round(LEFT + 2 * WIDE) + 36, 126)
    assert [line.text for line in with_last_strokes(moved, _printed(stroke))] == ["法定代表人：", "江成一"]
    assert with_last_strokes([name], _printed(stroke)) == [name]


def moved_left(line: TextLine, pixels: float) -> TextLine:
    points = [(x - pixels, y) for x, y in line.quad.points]
    return line.model_copy(update={"quad": type(line.quad)(tuple(points))})


@pytest.mark.parametrize(
    "box",
    [
        (END + 3, 123, END + 160, 126),  # a rule
        (END + 3, int(TOP + HIGH) - 9, END + 36, int(TOP + HIGH) - 6),  # at the line's foot
        (END + 3, 105, END + 36, 140),  # a character
        (END + 12, 123, END + 20, 126),  # a speck
    ],
)
def test_other_marks_are_none(box: tuple[int, int, int, int]) -> None:
    lines = [_line("法定代表人：江成")]
    assert with_last_strokes(lines, _printed(box)) == lines


@pytest.mark.parametrize("text", ["公司名称：江成某某", "法定代表人：江成某某"])
def test_other_values_are_not_looked_at(text: str) -> None:
    lines = [_line(text), _line(text, InkLayer.RED)]
    assert with_last_strokes(lines, _printed(STROKE)) == lines
