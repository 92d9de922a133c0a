"""Characters of a file to lines: those of two columns stay apart, whatever heights their rows stand at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage, TextChar
from schemas.geometry import BBox

SIZE, LOWER = 33.0, 2.5  # pixels: of a character, and that figures stand lower than ideographs


def chars(text: str, left: float, top: float) -> Iterator[TextChar]:
    """Ideographs as wide as high, figures half of that and a little lower, as faces that stand in are."""
    for char in text:
        wide, down = (SIZE / 2, LOWER) if char.isascii() else (SIZE, 0.0)
        yield TextChar(char, BBox(left=left, top=top + down, right=left + wide, bottom=top + down + SIZE))
        left += wide


def read(*placed: tuple[str, float, float]) -> list[str]:
    page = PageImage(
        page_no=1,
        image=np.zeros((1, 1, 3), np.uint8),
        chars=tuple(char for text, left, top in placed for char in chars(text, left, top)),
    )
    return sorted(line.text for line in TextLayer().read_page(page))


def test_figures_stay_in_their_own_column() -> None:
    """Rows of the right column reach half as far down as the left one's: its figures were taken from them."""
    left = [(f"销售电子产品计算机软件{at}", 170.0, 700.0 + 50 * at) for at in range(4)]
    right = [(f"西湖区文一路61{at}号13号楼19层", 870.0, 715.0 + 50 * at) for at in range(4)]
    assert read(*left, *right) == sorted(text for text, _, _ in (*left, *right))


def test_columns_that_stand_close_and_not_level_are_two_lines() -> None:
    left, right = ("教育咨询（中介服务", 170.0, 590.0), ("层865室", 170.0 + 10.2 * SIZE, 575.0)
    assert read(left, right) == sorted((left[0], right[0]))


def test_what_stands_close_and_level_is_one_line() -> None:
    assert read(("成立日期", 170.0, 590.0), ("2013年10月", 170.0 + 5.2 * SIZE, 590.0)) == [
        "成立日期 2013年10月"
    ]


def test_characters_in_any_order_make_a_line() -> None:
    whole = list(chars("名称：北海瓯越有限公司", 170, 300))
    page = PageImage(page_no=1, image=np.zeros((1, 1, 3), np.uint8), chars=(*whole[1::2], *whole[::2]))
    assert [line.text for line in TextLayer().read_page(page)] == ["名称：北海瓯越有限公司"]


def test_a_table_s_rules_that_are_characters_are_no_text() -> None:
    assert read(("│注册资本│150.5万美元", 170.0, 590.0), ("┌──┬──┐", 170.0, 540.0)) == [
        "注册资本 150.5万美元"
    ]
