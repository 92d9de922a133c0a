"""Values behind their label on one line, read again alone."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.second_look.values_alone import with_values_alone
from schemas.geometry import Quad
from schemas.page import TextLine
from tests.alone import Alone
from tests.lines import line

_PAGE = np.full((400, 1200, 3), 255, np.uint8)


def _scored(text: str, *scores: float) -> TextLine:
    """A line whose last characters have ``scores``, all before them 0.99."""
    sure = (0.99,) * (len(text) - len(scores))
    return line(text, 100, 100).model_copy(update={"char_confidences": (*sure, *scores)})


def test_a_surer_reading_of_a_value_alone_is_kept() -> None:
    engine = Alone("高翊霆", 0.98)
    before = _scored("法定代表人：高翊灵", 0.9, 0.59)
    (read,) = with_values_alone(engine, _PAGE, [before])
    assert read.text == "法定代表人：高翊霆"
    assert read.char_confidences[-3:] == (0.98,) * 3
    assert read.char_positions == pytest.approx(before.char_positions, abs=0.02)
    size = before.quad.bbox.height
    assert engine.widths == [pytest.approx(3.2 * size, abs=0.4 * size)]  # the name and a little before it


def test_one_that_is_less_sure_doubts_what_it_reads_otherwise() -> None:
    (read,) = with_values_alone(Alone("高翊霆", 0.7), _PAGE, [_scored("法定代表人：高翊灵", 0.9, 0.8)])
    assert read.text == "法定代表人：高翊灵"
    assert read.char_confidences[-3:] == (0.99, 0.9, 0.5)


def test_one_that_says_the_same_makes_it_as_sure_as_the_surer() -> None:
    (read,) = with_values_alone(Alone("高翊灵", 0.97), _PAGE, [_scored("法定代表人：高翊灵", 0.99, 0.59)])
    assert read.char_confidences[-3:] == (0.99, 0.99, 0.97)


def test_a_traditional_form_says_the_same() -> None:
    (read,) = with_values_alone(Alone("興慶灵", 0.7), _PAGE, [_scored("法定代表人：兴庆灵", 0.9, 0.5, 0.9)])
    assert read.text == "法定代表人：兴庆灵"
    assert read.char_confidences[-3:] == (0.9, 0.7, 0.9)


def test_one_of_other_length_changes_nothing() -> None:
    before = _scored("法定代表人：高翊灵", 0.59)
    assert with_values_alone(Alone("高翊", 0.99), _PAGE, [before]) == [before]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("法定代表人：高翊灵", (0.9, 0.9)),  # sure
        ("法定代表人高翊灵", (0.5,)),  # nothing tells where the value begins
        ("网站域名：灵kaihaoyu.com", (0.5,) + (0.99,) * 12),  # domains have a look of their own
        ("发证日期：2019年1月2日", (0.5,)),  # and dates
        ("法定代表人：高", (0.5,)),
    ],
)
def test_other_lines_are_not_looked_at(text: str, scores: tuple[float, ...]) -> None:
    engine, before = Alone("不读", 0.99), _scored(text, *scores)
    assert with_values_alone(engine, _PAGE, [before]) == [before]
    assert not engine.widths


def test_a_wide_gap_parts_a_value_from_its_label_too() -> None:
    engine, before = Alone("高翊霆", 0.98), _scored("法定代表人高翊灵", 0.59)
    wide = Quad(((100, 100), (700, 100), (700, 140), (100, 140)))
    places = (0.04, 0.11, 0.18, 0.25, 0.32, 0.82, 0.89, 0.96)
    spread = before.model_copy(update={"quad": wide, "char_positions": places})
    (read,) = with_values_alone(engine, _PAGE, [spread])
    assert read.text == "法定代表人高翊霆"
    assert engine.widths == [pytest.approx(136, abs=4)]
