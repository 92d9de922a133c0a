"""A small pale ring behind a line's last character is 。; other marks there are none."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.pale_stops import SCORE, with_pale_stops
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

LEFT, TOP, HIGH, WIDE = 200.0, 100.0, 48.0, 40.0  # of a line, and of the step from character to character
Grey = NDArray[np.uint8]


def _line(text: str, layer: InkLayer = InkLayer.ALL, left: float = LEFT) -> TextLine:
    box = BBox(left=left, top=TOP, right=left + WIDE * len(text), bottom=TOP + HIGH)
    return TextLine(
        text=text, quad=Quad.from_bbox(box), confidence=0.99, engine="hand", layer=layer,
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(0.99,) * len(text), verified=(),
    )  # fmt: skip


def _page(draw: Callable[[Grey], object], text: str = "不含网站接入") -> Grey:
    """Noisy paper with blocks for the characters of a line and what ``draw`` sets beside them."""
    page = np.full((260, 900), 235, np.uint8)
    for at in range(len(text)):
        left = round(LEFT + at * WIDE)
        cv2.rectangle(page, (left + 5, 106), (left + 34, 142), (40,), 3)
    draw(page)
    grain = np.random.default_rng(3).normal(0, 3, page.shape)
    grey = np.asarray(np.clip(cv2.GaussianBlur(page, (0, 0), 0.8) + grain, 0, 255), np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


@pytest.mark.parametrize("level", [205, 215, 40])
@pytest.mark.parametrize("x", [451, 455, 462])
def test_a_ring_is_a_full_stop(level: int, x: int) -> None:
    """Of scopes on photocopies the last 。 was lost, and the rest accepted."""
    (found,) = with_pale_stops(
        [_line("不含网站接入")], _page(lambda page: cv2.circle(page, (x, 136), 6, (level,), 2))
    )
    assert found.text == "不含网站接入。"
    assert found.char_confidences[-1] == SCORE
    box = found.quad.bbox
    assert abs(box.left + found.char_positions[-1] * box.width - x) < 3
    assert abs(box.left + found.char_positions[0] * box.width - (LEFT + WIDE / 2)) < 1
    assert box.right > x + 6


@pytest.mark.parametrize(
    "draw",
    [
        lambda page: cv2.line(page, (450, 0), (450, 259), (205,), 3),
        lambda page: cv2.circle(page, (450, 112), 6, (205,), 2),
        lambda page: cv2.circle(page, (450, 136), 6, (150,), -1),
        lambda page: cv2.circle(page, (450, 136), 1, (100,), -1),
        lambda page: cv2.circle(page, (520, 136), 6, (205,), 2),
        lambda page: cv2.circle(page, (450, 136), 16, (205,), 2),
        lambda page: cv2.ellipse(page, (450, 136), (6, 6), 0, 0, 200, (205,), 2),
        lambda page: cv2.rectangle(page, (444, 108), (700, 142), (205,), -1),
        lambda page: page,
    ],
    ids=["a streak", "not at the foot", "a blot", "a speck", "far away", "too large", "half a ring",
         "a stain", "paper"],
)  # fmt: skip
def test_what_is_no_full_stop(draw: Callable[[Grey], object]) -> None:
    line = _line("不含网站接入")
    assert with_pale_stops([line], _page(draw)) == [line]


@pytest.mark.parametrize("text", ["不含网站接入。", "不含网站接入、", "www.abc.com12"])
def test_lines_that_end_otherwise_stay(text: str) -> None:
    line = _line(text)
    at = round(LEFT + WIDE * len(text) + 10)
    page = _page(lambda page: cv2.circle(page, (at, 136), 6, (205,), 2), text)
    assert with_pale_stops([line], page) == [line]


def test_a_ring_in_another_line_is_that_line_s() -> None:
    lines = [_line("不含网站接入"), _line("。省内", left=444.0)]
    page = _page(lambda page: cv2.circle(page, (452, 136), 6, (205,), 2))
    assert with_pale_stops(lines, page) == lines
