"""Characters of a file that its page does not show: under a bar they are told, other hidden text is not."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.load.placed_chars import PlacedChar
from pipeline.load.seen_chars import find_seen
from pipeline.page_image import Image
from schemas.geometry import BBox
from schemas.page import UNREAD

LEFT, TOP, SIZE = 200, 100, 40  # of a row, and of a character


def _placed(text: str, left: float = LEFT, top: float = TOP, size: float = SIZE) -> list[PlacedChar]:
    return [
        PlacedChar(char, BBox(left=x, top=top, right=x + size, bottom=top + size), 0.0)
        for char, x in zip(text, np.arange(len(text)) * size + left, strict=True)
    ]


def _page(shown: int, bar: tuple[int, int] | None = None, colour: int = 20) -> Image:
    """A frame for each of the first ``shown`` characters, and a bar from one of them to before another."""
    page = np.full((300, 1200, 3), 250, np.uint8)
    for left in range(LEFT, LEFT + shown * SIZE, SIZE):
        page[TOP + 5 : TOP + 35, left + 5 : left + 35] = 0
        page[TOP + 10 : TOP + 30, left + 10 : left + 30] = 250
    if bar is not None:
        page[TOP - 4 : TOP + SIZE + 4, LEFT + bar[0] * SIZE - 2 : LEFT + bar[1] * SIZE + 2] = colour
    return page


def _seen(placed: list[PlacedChar], page: Image) -> str | None:
    seen = find_seen(placed, page)
    return None if seen is None else "".join(char.text for char in seen)


@pytest.mark.parametrize("colour", [20, 225])
def test_under_a_bar(colour: int) -> None:
    """人民币贰佰万 was accepted of 人民币贰佰万圆整."""
    assert _seen(_placed("人民币贰佰万圆整"), _page(8, (6, 8), colour)) == "人民币贰佰万" + 2 * UNREAD
    assert _seen(_placed("人民币贰佰万圆整"), _page(8, (0, 2), colour)) == 2 * UNREAD + "币贰佰万圆整"


def test_words_in_white() -> None:
    """A template's, which go on from print by chance."""
    assert _seen(_placed("人民币贰佰万圆整"), _page(6)) == "人民币贰佰万"


@pytest.mark.parametrize(
    "hidden",
    [
        _placed("圆整", LEFT + 8 * SIZE),  # apart
        _placed("圆整", LEFT + 6 * SIZE, TOP + 12),  # lower
        _placed("圆整", LEFT + 6 * SIZE, size=20),  # smaller
    ],
)
def test_what_does_not_go_on_from_print(hidden: list[PlacedChar]) -> None:
    page = _page(6)
    page[:, LEFT + 6 * SIZE :] = 20
    assert _seen([*_placed("人民币贰佰万"), *hidden], page) == "人民币贰佰万"
