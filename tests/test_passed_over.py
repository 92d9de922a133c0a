"""A character that was passed over within a line is told by its ink; gaps without ink are none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.passed_over import tell_passed_over
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

HIGH = 50  # pixels of a line; its characters are 40 wide


def _line(text: str, places: list[float]) -> TextLine:
    """A line from (100, 100) on whose characters have their centers so many pixels from its start."""
    long = places[-1] + 20
    box = BBox(left=100, top=100, right=100 + long, bottom=100 + HIGH)
    return TextLine(
        text=text, quad=Quad.from_bbox(box), confidence=0.99, engine="hand", layer=InkLayer.ALL,
        char_positions=tuple(place / long for place in places),
        char_confidences=(0.99,) * len(text), verified=(len(text) - 1,),
    )  # fmt: skip


def _printed(*boxes: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Print in boxes (left, top, right, bottom), counted from the line's corner, every other pixel inked."""
    page = np.zeros((300, 900), np.uint8)
    checks = np.indices(page.shape).sum(axis=0) % 2 == 0
    for left, top, right, bottom in boxes:
        place = np.s_[100 + top : 100 + bottom, 100 + left : 100 + right]
        page[place][checks[place]] = 255
    return page


NAMED = ("法定代表人郗涛", [20.0, 60, 100, 140, 180, 240, 320])


def test_ink_between_two_characters_far_apart_is_a_character() -> None:
    (told,) = tell_passed_over([_line(*NAMED)], _printed((262, 5, 298, 45)))
    assert told.text == "法定代表人郗\ufffd涛"
    assert told.char_positions[6] == pytest.approx(280 / 340)
    assert told.char_confidences == (0.99,) * 6 + (0.0, 0.99)
    assert told.verified == (7,)


@pytest.mark.parametrize(
    "ink",
    [(), ((262, 40, 298, 44),), ((279, 0, 282, 50),), ((262, 22, 298, 28),)],
    ids=["none", "a rule below", "a rule of a table", "a dash"],
)
def test_a_gap_without_a_characters_ink_is_none(ink: tuple[tuple[int, int, int, int], ...]) -> None:
    line = _line(*NAMED)
    assert tell_passed_over([line], _printed(*ink)) == [line]


def test_wide_set_titles_dates_and_watermarks_are_left() -> None:
    everywhere = _printed((0, 5, 700, 45))
    title = _line("增值电信业务", [25.0, 85, 150, 210, 274, 330])
    date = _line("二二三年十月", [20.0, 100, 140, 180, 220, 260])
    tile = _line(*NAMED).model_copy(update={"layer": InkLayer.PALE})
    assert tell_passed_over([title, date, tile], everywhere) == [title, date, tile]
