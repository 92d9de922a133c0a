"""Tiles of a watermark that were read as one text, or with marks and print beside them."""

from __future__ import annotations

import pytest

from extractors.use_restrictions.restriction_text import parse_restriction
from extractors.use_restrictions.restrictions import find_restrictions
from schemas.page import InkLayer
from tests.extractors.test_restrictions import TILE, stamp, tiles
from tests.lines import seen


def test_a_mark_before_a_tile_is_none_of_its_text() -> None:
    found, _ = find_restrictions(seen(*tiles(TILE, TILE, f"、{TILE}", TILE)))
    assert [entry.read.text for entry in found] == [TILE]


@pytest.mark.parametrize(
    "joined",
    [
        "他用一律无效仅供投标审核使用，他用一律无效仅供投标审核使用，他用一律无效",
        "他用一律无效仅供投标审核使用，他用一律无效",
        "仅供投标审核使用，他用一律无效 仅供投标审核使用，他用一律",
        "他用一律 无效 仅供投标审核使用，他用一律无效 仅供标审核使用，他用一律无效",
    ],
)
def test_tiles_read_as_one_text_are_one(joined: str) -> None:
    found, _ = find_restrictions(seen(*tiles(joined, joined, joined)))
    (restriction,) = [entry.restriction for entry in found]
    assert (restriction.purpose, restriction.copy_rule) == ("仅供投标审核使用", "他用一律无效")
    assert restriction.text == "仅供投标审核使用，他用一律无效"


def test_tiles_vote_on_a_character_wherever_a_space_was_read() -> None:
    """As long as one another, they were voted on place by place: 上上证证."""
    read = [
        "仅在税易网站（huimai51.cn） 上亮证复印无效",
        "仅在税易网站(huimai51.cn)上亮证 复印无效",
        "仅在税易网站(huimai51.cn)上亮证 复印无效",
    ]
    (found,), _ = find_restrictions(seen(*tiles(*read)))
    assert found.restriction.purpose == "仅在税易网站（huimai51.cn）上亮证"
    assert min(found.read.scores_of("站（huimai51.cn）上亮证")) > 0.75


def test_a_lone_line_that_was_read_from_two_layers_is_one() -> None:
    lines = stamp(400, 1500, InkLayer.RED)
    again = lines[-1].model_copy(update={"layer": InkLayer.PALE, "quad": lines[-1].quad})
    found, _ = find_restrictions(seen(*lines, again))
    assert len(found) == 1
    often = [line.model_copy(update={"layer": InkLayer.PALE}) for line in (*lines[-2:], *lines[-2:])]
    found, _ = find_restrictions(seen(*lines, *often))
    assert len(found) == 1


def test_figures_behind_a_rule_are_print_that_it_crosses() -> None:
    assert parse_restriction("仅供投标使用 再次复印无效1191", 1).copy_rule == "再次复印无效"
