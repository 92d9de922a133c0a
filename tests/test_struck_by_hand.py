"""What somebody struck out on paper is no value: a person's name under 更正专用章 was accepted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.lost_print.struck_by_hand import tell_struck_by_hand
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import UNREAD, InkLayer, TextLine

LEFT, TOP, SIZE = 200, 100, 44
Mask = NDArray[np.uint8]


def _line(text: str, layer: InkLayer = InkLayer.ALL) -> TextLine:
    box = BBox(left=LEFT, top=TOP, right=LEFT + SIZE * len(text), bottom=TOP + SIZE + 8)
    return TextLine(
        text=text, quad=Quad.from_bbox(box), confidence=0.99, engine="hand", layer=layer,
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(0.99,) * len(text), verified=(0, len(text) - 1),
    )  # fmt: skip


def _inked(text: str, first: float, last: float, down: float = 26, slope: float = 0.0) -> Mask:
    """The text in print, and a line through its characters from ``first`` to before ``last``."""
    page = Image.new("L", (1400, 300), 255)
    pen, face = ImageDraw.Draw(page), load_face("song_noto", SIZE)
    for at, char in enumerate(text):
        pen.text((LEFT + at * SIZE, TOP - 6), char, 0, font=face)
    start, stop = LEFT + first * SIZE, LEFT + last * SIZE
    pen.line((start, TOP + down, stop, TOP + down + slope * (stop - start)), 0, 3)
    ink = np.asarray(page)
    return np.asarray(cv2.threshold(ink, 150, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def _told(line: TextLine, inked: Mask, *seals: BBox) -> TextLine:
    (found,) = tell_struck_by_hand([line], inked, seals)
    return found


@pytest.mark.parametrize("slope", [0.0, 0.012, -0.012])
@pytest.mark.parametrize(("text", "first"), [("郝磊林", 0), ("慕容建艳", 0), ("法定代表人郝磊林", 5)])
def test_a_name_that_is_struck_out(text: str, first: int, slope: float) -> None:
    found = _told(_line(text), _inked(text, first - 0.15, len(text) + 0.15, slope=slope))
    assert found.text == text[:first] + UNREAD * (len(text) - first)
    assert found.char_confidences[first:] == (0.0,) * (len(text) - first)
    assert found.is_placed and found.verified == ((0,) if first else ())


@pytest.mark.parametrize(
    ("first", "last", "down"),
    [
        (0, 3, 46),  # an underline
        (0, 3, 4),  # a rule above
        (-3, 8, 26),  # a rule that the print was set on
        (0, 1, 26),  # a stroke
    ],
)
def test_rules_strike_nothing(first: float, last: float, down: float) -> None:
    assert _told(_line("郝磊林"), _inked("郝磊林", first, last, down)) == _line("郝磊林")


@pytest.mark.parametrize("text", ["工业", "二三一", "全国工业", "中丰车事"])
def test_strokes_of_characters_strike_nothing(text: str) -> None:
    assert _told(_line(text), _inked(text, 0, 0)) == _line(text)


def test_a_seal_s_strokes_strike_nothing() -> None:
    inked, seal = (
        _inked("郝磊林", 0, 3),
        BBox(left=LEFT - 50, top=TOP - 50, right=LEFT + 300, bottom=TOP + 200),
    )
    assert _told(_line("郝磊林"), inked, seal) == _line("郝磊林")
    assert _told(_line("郝磊林", InkLayer.RED), inked).text == "郝磊林"
