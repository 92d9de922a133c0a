"""Stamps that say the same all over a page are one watermark."""

from __future__ import annotations

from extractors.pages.page_text import read_text
from schemas.page import TextLine
from tests.lines import line, main_lines, of_file, page

PURPOSE, RULE = "仅供广告联盟备案使用", "再次复印无效"


def tile(left: float, top: float, *texts: str) -> list[TextLine]:
    return [line(text, left, top + 40 * at, size=30, score=0.9) for at, text in enumerate(texts)]


def restrictions(*tiles: list[TextLine]) -> list[tuple[str, int]]:
    (source,) = of_file("a.pdf", page(*main_lines(), *(one for own in tiles for one in own)))
    return [(found.read.text, found.tiles) for found in read_text(source).restrictions]


def test_stamps_that_say_the_same_three_times_are_one_with_their_scraps() -> None:
    whole = [tile(left, top, PURPOSE, RULE) for left in (150.0, 800.0) for top in (1300.0, 1900.0)]
    assert restrictions(*whole, tile(1300, 1600, PURPOSE), tile(700, 1640, "再次复印")) == [
        (f"{PURPOSE}\n{RULE}", 6)
    ]


def test_one_that_says_more_stays() -> None:
    other = "仅供电商平台入驻使用"
    found = restrictions(
        *(tile(150, top, PURPOSE) for top in (1200.0, 1500.0, 1800.0)), tile(900, 1500, other)
    )
    assert found == [(PURPOSE, 3), (other, 1)]


def test_two_stamps_stay_two() -> None:
    assert len(restrictions(tile(150, 1300, PURPOSE), tile(800, 1900, PURPOSE))) == 2
