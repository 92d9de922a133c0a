"""A watermark read twice: as it stands on the page, and as it was lifted off."""

from __future__ import annotations

from extractors.use_restrictions.restrictions import find_restrictions
from schemas.page import InkLayer
from tests.extractors.test_restrictions import TILE, lifted, tiles
from tests.lines import certificate, line, main_lines, seen


def test_tiles_that_were_read_better_before_they_were_lifted_are_the_watermark() -> None:
    """Lifting blurs strokes: 夏印 for 复印, 仪俱 for 仅供."""
    blurred = "仪俱某平台入驻申核便用，再次夏印无效"
    off = [lifted(blurred, *[0.7] * len(blurred), top=700 + 420.0 * row) for row in range(4)]
    found, rest = find_restrictions(seen(*tiles(*[TILE] * 6), *off, line("入驻审核使用", 500, 1900)))
    (restriction,) = [entry.restriction for entry in found]
    assert (restriction.purpose, restriction.copy_rule) == ("仅供某平台入驻审核使用", "再次复印无效")
    assert not rest


def test_lifted_tiles_are_the_watermark_where_they_were_read_as_well() -> None:
    off = [lifted(TILE, top=700 + 420.0 * row) for row in range(4)]
    found, _ = find_restrictions(seen(*tiles("仅供某平台入驻审核使", *["台入驻审核使用，再次"] * 3), *off))
    assert [entry.restriction.purpose for entry in found] == ["仅供某平台入驻审核使用"]


def test_a_banner_is_read_though_a_scrap_of_it_was_lifted_too() -> None:
    found, _ = find_restrictions(seen(*tiles(TILE), lifted("此外扫描")))
    assert [entry.restriction.purpose for entry in found] == ["仅供某平台入驻审核使用"]


def test_level_text_of_pale_ink_is_no_value() -> None:
    scrap = line("有效期至：2031年1月1日", 400, 1700, layer=InkLayer.PALE)
    assert certificate(*main_lines(), scrap).valid_until == certificate(*main_lines()).valid_until


def test_what_was_left_of_a_watermark_a_little_aslant_is_no_stamp() -> None:
    off = [lifted(TILE, top=700 + 420.0 * row, angle=12.0) for row in range(4)]
    found, _ = find_restrictions(seen(*off, line("仅供某平", 500, 300, angle=10.8)))
    assert [entry.restriction.purpose for entry in found] == ["仅供某平台入驻审核使用"]
