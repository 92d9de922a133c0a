"""Restrictions that were read in part are for review."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import InkLayer
from tests.extractors.test_restrictions import STAMP, lifted
from tests.lines import certificate, line, main_lines

STAMPED = ("仅供清河社区网站备案使用", "有效期至2027年6月23日", "再次复印无效")


def test_a_watermark_that_was_not_read_whole_is_told() -> None:
    found = certificate(*main_lines(), lifted("仅在清河社区网"))
    assert found.use_restrictions == ()
    assert "watermark_unread" in {entry.code for entry in found.issues}
    assert found.needs_review
    misread = certificate(*main_lines(), lifted("供办重网备案使用，再次复印大"))
    assert "watermark_unread" in {entry.code for entry in misread.issues}
    said = certificate(*main_lines(), lifted("清河集团内部资料"))
    assert "watermark_unread" not in {entry.code for entry in said.issues}


def test_a_stamp_s_line_that_was_read_once_more_as_a_watermark_s_is_none_that_is_lost() -> None:
    stamp = [line(text, 1000, 1500 + 60.0 * at) for at, text in enumerate(STAMPED)]
    again = certificate(*main_lines(), *stamp, lifted(STAMPED[1]))
    assert again.use_restrictions[0].valid_until == "2027-06-23"
    assert "watermark_unread" not in {entry.code for entry in again.issues}
    other = certificate(*main_lines(), *stamp, lifted("有效期至2028年6月23日"))
    assert "watermark_unread" in {entry.code for entry in other.issues}


def test_a_purpose_without_end_is_for_review() -> None:
    found = certificate(
        *main_lines(), *[line(text, 400, 1500 + 44 * at) for at, text in enumerate(("仅供找货", STAMP[2]))]
    )
    assert found.fields["use_restrictions.0.purpose"].status == FieldStatus.REVIEW
    assert "purpose_cut" in {entry.code for entry in found.issues}


@pytest.mark.parametrize(("text", "sure"), [("使用 仅供企业入驻审核", False), ("仅供企业入驻审核使用", True)])
def test_a_tile_that_was_cut_apart_within_is_for_review(text: str, *, sure: bool) -> None:
    """Its gap was wider than that between two tiles: its end stands before its beginning."""
    tiles = [
        line(text, 300 + 200 * (at % 3), 700 + 150 * at, angle=30, layer=InkLayer.PALE, score=0.9999)
        for at in range(9)
    ]
    found = certificate(*main_lines(), *tiles)
    status = FieldStatus.ACCEPTED if sure else FieldStatus.REVIEW
    assert found.fields["use_restrictions.0.purpose"].status == status
    assert ("purpose_cut" in {entry.code for entry in found.issues}) is not sure


def test_a_purpose_with_half_a_pair_of_brackets_is_for_review() -> None:
    rows = ("仅在工匠网站（honghuo.vip上亮证", "复印件无效")
    found = certificate(*main_lines(), *[line(text, 400, 1500 + 44 * at) for at, text in enumerate(rows)])
    assert "brackets" in {entry.code for entry in found.issues}
    assert found.fields["use_restrictions.0.purpose"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        ("仅供天猫店铺d亮照使用", True),
        ("仅限办理1、备案使用", True),
        ("仅在清河网站（qinghe.xyz）.上亮证", True),
        ("仅在清河网站（qinghe.xyz）上亮证", False),
        ("仅供招聘、投标审核使用", False),
        ("此件仅供天猫店铺亮照使用", False),
    ],
)
def test_a_purpose_with_dirt_in_it_is_for_review(purpose: str, *, told: bool) -> None:
    found = certificate(
        *main_lines(), *[line(text, 400, 1500 + 44 * at) for at, text in enumerate((purpose, STAMP[2]))]
    )
    (key,) = (key for key in found.fields if key.endswith(".purpose"))
    assert ("purpose_misread" in {entry.code for entry in found.issues}) is told
    assert (found.fields[key].status == FieldStatus.REVIEW) is told


@pytest.mark.parametrize(
    "rows", [("有效期至2026年12月5日",), ("清河有卡啦展示甩", STAMP[2])], ids=["expiry", "unlike"]
)
def test_a_stamp_without_its_purpose_is_for_review(rows: tuple[str, ...]) -> None:
    stamped = [line(text, 400, 1500 + 44 * at, layer=InkLayer.RED) for at, text in enumerate(rows)]
    found = certificate(*main_lines(), *stamped)
    assert "purpose_unread" in {entry.code for entry in found.issues}
    assert found.needs_review


def test_a_rule_alone_is_a_whole_restriction() -> None:
    found = certificate(*main_lines(), line(STAMP[2], 400, 1500, layer=InkLayer.RED))
    assert [entry.copy_rule for entry in found.use_restrictions] == [STAMP[2]]
    assert not {entry.code for entry in found.issues} & {"purpose_unread"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("与原件核对无误", "经办人：沈梅远", "2021年6月18日"), False),
        (("复印件与原件一致，供清河投标使甩",), True),
    ],
)
def test_a_certified_copy_needs_no_purpose_but_where_it_speaks_of_one(
    rows: tuple[str, ...], *, told: bool
) -> None:
    stamped = [line(text, 400, 1500 + 44 * at, layer=InkLayer.RED) for at, text in enumerate(rows)]
    found = certificate(*main_lines(), *stamped)
    assert len(found.use_restrictions) == 1
    assert ("purpose_unread" in {entry.code for entry in found.issues}) is told
    assert found.valid_until == "2029-03-05"  # which stands beside it


def test_a_rule_on_copies_without_its_end_is_for_review() -> None:
    found = certificate(*main_lines(), line("仅供投标使用，再次复印", 400, 1500))
    assert found.fields["use_restrictions.0.copy_rule"].status == FieldStatus.REVIEW
    assert "rule_cut" in {entry.code for entry in found.issues}


@pytest.mark.parametrize(
    ("rule", "angle"),
    [("他用无效", 0.0), ("复印无效", 30.0), ("复印无效", 6.0)],
    ids=["other", "aslant", "by hand"],
)
def test_a_rule_whose_purpose_was_not_read_is_for_review(rule: str, angle: float) -> None:
    found = certificate(*main_lines(), line(rule, 1000, 1500, angle=angle))
    assert found.use_restrictions[0].copy_rule == rule
    assert found.fields["use_restrictions.0.text"].status == FieldStatus.REVIEW
    assert "purpose_unread" in {entry.code for entry in found.issues}


def test_the_end_of_a_watermark_over_print_is_told() -> None:
    found = certificate(*main_lines(), line("入驻使用", 1000, 1500, angle=30.0))
    assert found.use_restrictions == ()
    assert "watermark_unread" in {entry.code for entry in found.issues}
    other = certificate(*main_lines(), line("清河集团", 1000, 1500, angle=30.0))
    assert "watermark_unread" not in {entry.code for entry in other.issues}


@pytest.mark.parametrize(("last", "told"), [("信息产业部08-02-21", True), ("有效期至2008-02-21", False)])
def test_a_date_that_has_lost_its_year_is_told(last: str, told: bool) -> None:
    rows = ("本复印件仅供客户资质审核使用", last)
    stamped = [line(text, 400, 1500 + 44 * at, layer=InkLayer.RED) for at, text in enumerate(rows)]
    found = certificate(*main_lines(), *stamped)
    assert ("date_incomplete" in {entry.code for entry in found.issues}) == told
    assert (found.fields["use_restrictions.0.text"].status == FieldStatus.REVIEW) == told


@pytest.mark.parametrize(("second", "sure"), [("仅供应用市场上架使用", False), ("仅供应用市场架使用", True)])
def test_tiles_that_were_read_differently_are_for_review(second: str, sure: bool) -> None:
    found = certificate(*main_lines(), line(f"仅供应用市场架使用{second}", 400, 1500))
    (restriction,) = found.use_restrictions
    assert (restriction.purpose or "").startswith("仅供应用市场架使用")
    for part in ("text", "purpose"):
        status = found.fields[f"use_restrictions.0.{part}"].status
        assert (status == FieldStatus.ACCEPTED) == sure
