"""Which lines are of one restriction."""

from __future__ import annotations

import math

import pytest

from extractors.use_restrictions.restrictions import find_restrictions
from schemas.page import InkLayer
from tests.lines import line, seen

USE, EXPIRY, RULE = "仅供票据交易所接入审核之用", "使用期限至二〇二〇年十月十五日", "复印无效"


def test_an_expiry_in_other_words_between_use_and_rule() -> None:
    placed = [line(text, 850, 1800 + 48 * at) for at, text in enumerate((USE, EXPIRY, RULE))]
    (found,), rest = find_restrictions(seen(*placed))
    assert (found.restriction.purpose, found.restriction.valid_until) == (USE, "2020-10-15")
    assert found.restriction.copy_rule == RULE and not rest


@pytest.mark.parametrize(("down", "left", "count"), [(90.0, 850.0, 1), (400.0, 850.0, 2), (90.0, 200.0, 2)])
def test_a_rule_that_stands_by_itself_is_of_the_use_close_to_it(down: float, left: float, count: int) -> None:
    """What stands between them, the day at a seal, is no line of theirs."""
    placed = [line(USE, 850, 1800), line("二〇一六年十一月", 1100, 1845), line(RULE, left, 1800 + down)]
    found, _ = find_restrictions(seen(*placed))
    assert len(found) == count
    assert found[0].restriction.copy_rule == (RULE if count == 1 else None)


def test_of_two_uses_a_rule_between_them_is_neither_s() -> None:
    placed = [line(USE, 850, 1800), line(RULE, 850, 1880), line("仅供投标使用", 850, 1960)]
    found, _ = find_restrictions(seen(*placed))
    assert [one.restriction.copy_rule for one in found if one.restriction.purpose] == [None, None]


SITE = "仅在律伴小程序网站（dingmei.club"


@pytest.mark.parametrize(
    ("begun", "end", "gap"),
    [
        (f"{SITE}）", "上亮证", 0.0),  # detection parts a row where its writing changes
        (f"{SITE}）", "）上亮证", -20.0),  # both hold the bracket
        ("仅在律伴小程序网站（ding", "(dingmei.club）上亮证", -80.0),
    ],
)
@pytest.mark.parametrize("angle", [0.0, -7.0])
def test_the_end_of_a_purpose_that_was_found_apart(begun: str, end: str, gap: float, angle: float) -> None:
    first = line(begun, 400, 1900, angle=angle, layer=InkLayer.RED)
    (right, top), *_ = first.quad.points[1:]
    along = math.radians(angle)
    behind = line(
        end, right + gap * math.cos(along), top + gap * math.sin(along), angle=angle, layer=InkLayer.RED
    )
    (found,), rest = find_restrictions(seen(behind, first))
    assert found.restriction.purpose == f"{SITE}）上亮证"
    assert not rest


@pytest.mark.parametrize(
    ("end", "right", "down"),
    [("上亮证", 900.0, 0.0), ("上亮证", 460.0, 40.0), ("仅供投标审核使用", 480.0, 0.0)],
)
def test_what_says_an_end_elsewhere_is_no_end_of_it(end: str, right: float, down: float) -> None:
    first = line(f"{SITE}）", 200, 1900)
    found, _ = find_restrictions(seen(first, line(end, 200 + right, 1900 + down)))
    assert f"{SITE}）" in [one.restriction.purpose for one in found]


@pytest.mark.parametrize("layer", [InkLayer.RED, InkLayer.ALL])
@pytest.mark.parametrize("own", ["有效期自2003年8月4日至2008年8月4日", "有效期至2028年10月08日"])
def test_a_period_above_the_use_is_the_license_s(own: str, layer: InkLayer) -> None:
    period = line(own, 850, 1752, layer=InkLayer.DARK)
    use, rule = (
        line(text, 850, 1800 + 48 * at, layer=layer) for at, text in enumerate(("仅供投标使用", RULE))
    )
    (found,), rest = find_restrictions(seen(period, use, rule))
    assert (found.restriction.purpose, found.restriction.valid_until) == ("仅供投标使用", None)
    assert [one.text for one in rest] == [own]


@pytest.mark.parametrize("angle", [0.0, -4.0])
def test_what_stands_between_a_purpose_and_its_end_is_of_the_row(angle: float) -> None:
    """Detection parted the row twice; boxes of rows aslant reach into each other."""
    first = line("此件仅供银河公司供应商", 190, 1660, angle=angle)
    (right, top), *_ = first.quad.points[1:]
    middle = line("准入", right + 4, top, angle=angle)
    (right, top), *_ = middle.quad.points[1:]
    found, rest = find_restrictions(seen(line("使用", right + 4, top, angle=angle), first, middle))
    assert [one.restriction.purpose for one in found] == ["此件仅供银河公司供应商准入使用"]
    assert not rest


def test_a_level_date_in_a_stamp_s_ink_is_none_of_a_stamp_aslant() -> None:
    """The stamp's frame crosses the license's own period, which takes its ink from it."""
    use = "此件仅供银河公司供应商准入使用，他用一律无效"
    own = line("2015年01月28日至2045年01月27日", 1250, 970, layer=InkLayer.RED)
    (found,), rest = find_restrictions(seen(line(use, 950, 1150, angle=-13.0, layer=InkLayer.RED), own))
    assert (found.restriction.purpose, found.restriction.valid_until) == (use.partition("，")[0], None)
    assert [other.text for other in rest] == [own.text]


def test_a_label_in_red_beside_its_date_is_no_stamp_s_expiry() -> None:
    label = line("有效期至", 900, 1900, layer=InkLayer.RED)
    print_ = [line(f"某某某某第{at}行", 300, 300 + 80 * at) for at in range(6)]
    beside, far = (line("2027年11月30日", left, 1900) for left in (1100, 1500))
    assert find_restrictions(seen(*print_, label, beside))[0] == []
    assert len(find_restrictions(seen(*print_, label, far))[0]) == 1
