"""A watermark read twice: as it stands on the page, and as it was lifted off."""

from __future__ import annotations

from extractors.restrictions import find_restrictions
from tests.extractors.test_restrictions import TILE, lifted, tiles
from tests.lines import line, seen


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
