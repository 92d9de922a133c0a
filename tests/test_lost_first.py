"""A value's first character that recognition left out behind a wide gap is told by its ink."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.second_look.lost_first import with_lost_first
from schemas.geometry import Quad
from schemas.page import TextLine
from tests.alone import Alone
from tests.lines import line

_PAGE = np.full((400, 1200, 3), 255, np.uint8)
LEFT, TOP, LONG, HIGH = 100.0, 100.0, 800.0, 44.0
STEP = 40.0  # pixels from one character of the value to the next


def _line(label: str, value: str, begins: float) -> TextLine:
    """A label from the left, and a value of which the first character stands at ``begins``."""
    places = [LEFT + 20 + 30 * at for at in range(len(label))]
    places += [begins + STEP * at for at in range(len(value))]
    corners = ((LEFT, TOP), (LEFT + LONG, TOP), (LEFT + LONG, TOP + HIGH), (LEFT, TOP + HIGH))
    return line(label + value, 100, 100).model_copy(
        update={
            "quad": Quad(corners),
            "char_positions": tuple((place - LEFT) / LONG for place in places),
            "char_confidences": (0.99,) * len(places),
        }
    )


def _printed(*boxes: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Print as outlines of characters at (left, top, right, bottom)."""
    page = np.zeros((400, 1200), np.uint8)
    for left, top, right, bottom in boxes:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), 3)
        cv2.line(page, (left, (top + bottom) // 2), (right, (top + bottom) // 2), (255,), 3)
    return page


BEFORE = _line("公司名称：", "庄捷远公司", 420)
FIRST = (362, 104, 396, 140)


def test_it_is_read_with_the_value() -> None:
    engine = Alone("枣庄捷远公司", 0.97)
    (read,) = with_lost_first(engine, _PAGE, _printed(FIRST), [BEFORE])
    assert read.text == "公司名称：枣庄捷远公司"
    assert read.char_confidences == (0.99,) * 5 + (0.97,) * 6
    assert len(read.char_positions) == len(read.text)
    assert sorted(read.char_positions) == list(read.char_positions)
    assert engine.widths == [pytest.approx(LEFT + LONG - FIRST[0], abs=16)]


def test_a_reading_that_differs_puts_the_first_character_in_doubt() -> None:
    (read,) = with_lost_first(Alone("枣压捷远公司", 0.9), _PAGE, _printed(FIRST), [BEFORE])
    assert read.text == BEFORE.text
    assert read.char_confidences == (*(0.99,) * 5, 0.5, *(0.99,) * 4)


def test_the_character_before_a_gap_is_not_read_twice() -> None:
    """经营 游戏产品, of which the gap is wide and 营 reaches into it."""
    before = _line("网络经营", "游戏产品", 420)
    assert with_lost_first(Alone("营游戏产品", 0.98), _PAGE, _printed(FIRST), [before]) == [before]


def test_the_same_again_changes_nothing() -> None:
    assert with_lost_first(Alone("庄捷远公司", 0.9), _PAGE, _printed(FIRST), [BEFORE]) == [BEFORE]


@pytest.mark.parametrize(
    "boxes",
    [
        (),
        ((362, 130, 396, 138),),  # low: an underline
        ((385, 104, 389, 140),),  # narrow: a rule
        ((290, 104, 324, 140),),  # far before the value
    ],
    ids=["paper", "an underline", "a rule", "far away"],
)
def test_what_is_no_character_is_not_looked_at(boxes: tuple[tuple[int, int, int, int], ...]) -> None:
    engine = Alone("枣庄捷远公司", 0.97)
    assert with_lost_first(engine, _PAGE, _printed(*boxes), [BEFORE]) == [BEFORE]
    assert not engine.widths


def test_a_value_close_behind_its_label_has_lost_none() -> None:
    close, engine = _line("公司名称：", "庄捷远公司", 300), Alone("枣庄捷远公司", 0.97)
    assert with_lost_first(engine, _PAGE, _printed((245, 104, 278, 140)), [close]) == [close]
    assert not engine.widths
