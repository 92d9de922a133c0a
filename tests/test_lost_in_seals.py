"""Print in a seal that was not read: a date's numeral under the rim, the end of a domain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.lost_print.lost_in_seals import tell_lost_in_seals
from pipeline.page_image import Image
from schemas.geometry import BBox, Quad
from schemas.page import UNREAD, InkLayer, TextLine

LEFT, TOP, HIGH, WIDE = 100, 100, 48, 36  # of the line, and of a numeral
PLACES = {"二〇二〇": 0, "年": 220, "九": 330, "月": 420, "六": 580, "日": 680}  # pixels from the line's left
LONG = 720
SEAL = Quad.from_bbox(BBox(left=620, top=20, right=900, bottom=300))
INK, RIM = 60, 180  # levels of print, and of what is left of a red rim on white paper


def _line() -> TextLine:
    text = "".join(PLACES)
    middles = [left + WIDE * at + WIDE / 2 for word, left in PLACES.items() for at in range(len(word))]
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=LEFT, top=TOP, right=LEFT + LONG, bottom=TOP + HIGH)),
        confidence=0.99,
        engine="hand",
        layer=InkLayer.ALL,
        char_positions=tuple(middle / LONG for middle in middles),
        char_confidences=(0.99,) * len(text),
    )


def _page(*strokes: tuple[int, int, int]) -> Image:
    """Frames for the characters, and ``strokes`` 22 pixels long: left, down from the line, level."""
    page = np.full((400, 1000, 3), 255, np.uint8)
    for word, left in PLACES.items():
        for at in range(len(word)):
            x = LEFT + left + WIDE * at
            cv2.rectangle(page, (x + 5, TOP + 10), (x + 30, TOP + 38), (INK,) * 3, 3)
    for left, down, level in strokes:
        cv2.rectangle(page, (LEFT + left, TOP + down), (LEFT + left + 22, TOP + down + 3), (level,) * 3, -1)
    return page


def _told(page: Image | None, *seals: Quad) -> str:
    (told,) = tell_lost_in_seals([_line()], page, seals)
    assert len(told.text) == len(told.char_positions) == len(told.char_confidences)
    return told.text


def test_a_stroke_before_the_day_in_a_seal() -> None:
    assert _told(_page((548, 22, INK)), SEAL) == f"二〇二〇年九月{UNREAD}六日"


@pytest.mark.parametrize(
    "stroke",
    [
        (548, 22, RIM),  # the rim itself
        (548, 44, INK),  # a form's rule below the blank
        (500, 22, INK),  # further off than a numeral
        (300, 22, INK),  # before the month, where no seal lies
    ],
)
def test_what_is_no_numeral_of_a_date(stroke: tuple[int, int, int]) -> None:
    assert UNREAD not in _told(_page(stroke), SEAL)


def test_a_rule_through_all_of_it_is_none() -> None:
    page = _page()
    page[TOP + 22 : TOP + 25, LEFT : LEFT + LONG] = INK
    assert UNREAD not in _told(page, SEAL)


def test_without_a_red_seal_nothing_is_looked_for() -> None:
    page = _page((548, 22, INK))
    assert UNREAD not in _told(page) + _told(None, SEAL)


@pytest.mark.parametrize(
    ("stroke", "level", "told"),
    [(430, INK, True), (430, RIM, False), (None, INK, False)],
)
def test_a_domain_that_goes_on_in_a_seal(stroke: int | None, level: int, told: bool) -> None:
    text, letter = "laochuan.com", 20  # pixels of a letter
    page = np.full((400, 1000, 3), 255, np.uint8)
    for at in range(len(text)):
        x = LEFT + letter * at
        cv2.rectangle(page, (x + 2, TOP + 14), (x + 16, TOP + 36), (INK,) * 3, 3)
    if stroke is not None:
        cv2.rectangle(page, (stroke - 60, TOP + 14), (stroke - 46, TOP + 36), (level,) * 3, 3)
    line = TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=LEFT, top=TOP, right=LEFT + letter * 15, bottom=TOP + HIGH)),
        confidence=0.99,
        engine="hand",
        layer=InkLayer.ALL,
        char_positions=tuple((at + 0.5) / 15 for at in range(len(text))),
        char_confidences=(0.99,) * len(text),
    )
    seal = Quad.from_bbox(BBox(left=330, top=20, right=600, bottom=300))
    (found,) = tell_lost_in_seals([line], page, [seal])
    assert found.text == text + UNREAD * told
