"""Hyphens that were passed over among figures are told by their ink."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.lost_print.lost_hyphens import tell_lost_hyphens
from schemas.geometry import BBox, Quad
from schemas.page import UNREAD, InkLayer, TextLine

HIGH, WIDE, LEFT, TOP = 40, 20, 100, 100  # of the line, and of a figure; ideographs are twice as wide


def steps(text: str) -> list[float]:
    """The middles of characters, pixels from the line's beginning."""
    wide = [WIDE if char.isascii() else 2 * WIDE for char in text]
    return [sum(wide[:at]) + own / 2 for at, own in enumerate(wide)]


def print_text(text: str) -> NDArray[np.uint8]:
    """Print of ``text``: figures and hyphens as a face has them, a box for each ideograph."""
    page = np.zeros((300, 1200), np.uint8)
    for char, middle in zip(text, steps(text), strict=True):
        x = LEFT + int(middle)
        if char == "-":
            page[TOP + 20 : TOP + 23, x - 5 : x + 5] = 255
        elif char.isdigit():
            cv2.putText(page, char, (x - 8, TOP + 30), cv2.FONT_HERSHEY_SIMPLEX, 0.75, (255,), 2)
        else:
            page[TOP + 4 : TOP + 36, x - 16 : x + 16] = 255
    return page


def read(printed: str, text: str) -> str:
    """What is told of a line that says ``printed`` and was read as ``text``, characters spread over it."""
    long = sum(WIDE if char.isascii() else 2 * WIDE for char in printed)
    lost = list(printed)
    places: list[float] = []
    at = 0
    for char in text:
        at = lost.index(char, at)
        places.append(steps(printed)[at] / long)
        at += 1
    line = TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=LEFT, top=TOP, right=LEFT + long, bottom=TOP + HIGH)),
        confidence=0.99,
        engine="hand",
        layer=InkLayer.ALL,
        char_positions=tuple(places),
        char_confidences=(0.99,) * len(text),
    )
    (told,) = tell_lost_hyphens([line], print_text(printed))
    return told.text


@pytest.mark.parametrize(
    ("printed", "text", "told"),
    [
        ("中心9栋-7-634室", "中心9栋-7634室", f"中心9栋-7{UNREAD}634室"),
        ("中心3栋-7-873室", "中心3栋7-873室", f"中心3栋{UNREAD}7-873室"),
        ("中心3栋-2-991室", "中心3栋-991室", f"中心3栋-{UNREAD}991室"),
    ],
)
def test_a_hyphen_that_was_not_read_is_told(printed: str, text: str, told: str) -> None:
    assert read(printed, text) == told


@pytest.mark.parametrize("text", ["中心9栋-7-634室", "电话010-62345678转8", "2019年12月03日", "一二三"])
def test_a_line_that_was_read_whole_stays(text: str) -> None:
    assert read(text, text) == text
