"""What a bar covers was not read, and a line that it covers the end of says so."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.covered import tell_covered
from schemas.geometry import BBox, Quad
from schemas.page import UNREAD, InkLayer, TextLine

LEFT, TOP, HIGH, WIDE = 200, 100, 48, 40  # of a line, and of the step from character to character
TEXT = "利用信息网络经营"
END = LEFT + WIDE * len(TEXT)
Mask = NDArray[np.uint8]


def _line(text: str = TEXT, layer: InkLayer = InkLayer.ALL) -> TextLine:
    box = BBox(left=LEFT, top=TOP, right=LEFT + WIDE * len(text), bottom=TOP + HIGH)
    return TextLine(
        text=text, quad=Quad.from_bbox(box), confidence=0.99, engine="hand", layer=layer,
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(0.99,) * len(text), verified=(1, len(text) - 1),
    )  # fmt: skip


def _inked(*bars: tuple[int, int, int, int], text: str = TEXT) -> Mask:
    """Frames for the characters and ``bars`` (left, top, right, bottom), on the page at half its size."""
    page = np.zeros((400, 1200), np.uint8)
    for at in range(len(text)):
        left = LEFT + at * WIDE
        cv2.rectangle(page, (left + 5, TOP + 6), (left + 34, TOP + 42), (255,), 4)
    for left, top, right, bottom in bars:
        cv2.rectangle(page, (left, top), (right, bottom), (255,), -1)
    return np.ascontiguousarray(page[::2, ::2])


def _told(inked: Mask, line: TextLine | None = None, *seals: BBox) -> TextLine:
    (found,) = tell_covered([line or _line()], inked, seals)
    return found


@pytest.mark.parametrize("apart", [2, 12])
@pytest.mark.parametrize("wide", [40, 200])
def test_a_bar_behind_the_last_character(apart: int, wide: int) -> None:
    found = _told(_inked((END + apart, TOP + 2, END + apart + wide, TOP + 46)))
    assert found.text == TEXT + UNREAD and found.char_confidences[-1] == 0.0
    assert found.verified == (1, len(TEXT) - 1)
    box = found.quad.bbox
    assert END + apart < box.left + found.char_positions[-1] * box.width < END + apart + wide
    assert abs(box.left + found.char_positions[0] * box.width - (LEFT + WIDE / 2)) < 1


def test_a_bar_that_was_read_as_a_character() -> None:
    found = _told(_inked((END, TOP, END + 2 * WIDE, TOP + 48)), _line(TEXT + "口■"))
    assert found.text == TEXT + UNREAD and found.is_placed


def test_a_bar_within_a_line() -> None:
    found = _told(_inked((LEFT + 3 * WIDE, TOP, LEFT + 5 * WIDE, TOP + 48)))
    assert found.text == TEXT[:3] + UNREAD + TEXT[5:] and found.is_placed


@pytest.mark.parametrize(
    "bar",
    [
        (END + 80, TOP, END + 200, TOP + 48),  # too far to be of the value
        (END + 2, TOP + 30, END + 200, TOP + 34),  # a rule
        (END + 4, TOP, END + 10, TOP + 48),  # a table's side
        (LEFT - 60, TOP, LEFT - 20, TOP + 48),  # a bullet
    ],
)
def test_what_covers_nothing(bar: tuple[int, int, int, int]) -> None:
    assert _told(_inked(bar)) == _line()


def test_light_print_on_a_dark_ground_is_not_covered() -> None:
    page = _inked((LEFT - 100, TOP - 20, END + 100, TOP + 70))
    letters = _inked()
    assert _told(np.asarray(cv2.subtract(page, letters), np.uint8)) == _line()


def test_a_seal_s_star_covers_nothing() -> None:
    bar = (END + 2, TOP, END + 60, TOP + 48)
    seal = BBox(left=END - 100, top=TOP - 150, right=END + 200, bottom=TOP + 150)
    assert _told(_inked(bar), None, seal) == _line()
    assert _told(_inked(bar), _line(layer=InkLayer.RED)).text == TEXT
