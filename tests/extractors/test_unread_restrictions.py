"""What of a use restriction was seen and not read is told; a part in a row of its own is not lost."""

from __future__ import annotations

import pytest

from extractors.use_restrictions.restriction_text import parse_restriction, says_use
from extractors.use_restrictions.restrictions import find_restrictions
from tests.extractors.test_restrictions import lifted
from tests.lines import certificate, line, main_lines, seen

PURPOSE, RULE, EXPIRY = "仅供京东商城入驻审核使用", "他用一律无效", "有效期至2026年9月24日"


@pytest.mark.parametrize(
    "scrap", ["于其他业务", "37腾讯云服务开通，挪作他", "办理银行开户"], ids=["other", "rule", "purpose"]
)
def test_a_piece_of_a_banner_between_print_is_told(scrap: str) -> None:
    found = certificate(*main_lines(), line(scrap, 1000, 1500, angle=-28.0))
    assert found.use_restrictions == ()
    assert "watermark_unread" in {entry.code for entry in found.issues}


def test_a_level_banner_that_was_read_into_print_is_told() -> None:
    found = certificate(*main_lines(), line("某市体育西路11银行开户使用，复印：", 400, 1500))
    assert "watermark_unread" in {entry.code for entry in found.issues}


@pytest.mark.parametrize(("scrap", "told"), [("严禁用于", True), ("有效期至202", True), ("入驻审核", False)])
def test_a_rule_or_an_expiry_that_no_tile_was_read_with_is_told(scrap: str, *, told: bool) -> None:
    pieces = [line(scrap, 200 + 600 * at, 1900, angle=-30.0, size=28) for at in range(2)]
    found = certificate(*main_lines(), lifted(PURPOSE), *pieces)
    assert [entry.purpose for entry in found.use_restrictions] == [PURPOSE]
    assert ("watermark_unread" in {entry.code for entry in found.issues}) is told


def test_tiles_left_on_the_page_that_say_more_than_one_lifted_off_it_are_the_watermark() -> None:
    text = f"{PURPOSE}，{RULE}，{EXPIRY}"
    left = [line(text, 150, 700 + 420 * at, angle=-30.0, size=28, score=0.6) for at in range(3)]
    ((found,), _) = find_restrictions(seen(*left, lifted(PURPOSE)))
    restriction = found.restriction
    assert (restriction.copy_rule, restriction.valid_until) == (RULE, "2026-09-24")


def test_a_stamp_of_any_ink_whose_lines_lie_unequally_aslant_is_one() -> None:
    rows = ((PURPOSE, -7.6), (EXPIRY, -8.4))
    ((found,), _) = find_restrictions(
        seen(*[line(text, 400, 1500 + 44 * at, angle=angle) for at, (text, angle) in enumerate(rows)])
    )
    assert (found.restriction.purpose, found.restriction.valid_until) == (PURPOSE, "2026-09-24")


def test_print_that_a_rule_crosses_is_none_of_it() -> None:
    assert parse_restriction("仅供投标使用他用一律无效所", 1).copy_rule == RULE
    assert parse_restriction("使用他用无效", 1).copy_rule == "他用无效"
    assert parse_restriction("仅供投标使用，复印无效加盖公章有效", 1).copy_rule == "复印无效加盖公章有效"


@pytest.mark.parametrize(
    ("purpose", "whole"),
    [("仅供办理", False), ("仅供申请", False), ("仅供投标", True), ("仅供网站备案办理", True)],
)
def test_a_verb_without_what_is_done_says_no_use(purpose: str, *, whole: bool) -> None:
    assert says_use(purpose) is whole
