"""Seals' texts from what is left of them, the closed lists, and what else the certificate tells."""

from __future__ import annotations

import pytest

from extractors.authorities.seal_texts import (
    inner_to_purpose,
    is_plain_purpose,
    is_plain_rim,
    rim_to_authority,
)
from extractors.telecom_lists.issuers import MINISTRY

STATE = f"中华人民共和国{MINISTRY}"


@pytest.mark.parametrize(
    ("rim", "likely", "authority"),
    [
        ("省通信管理局", "云南省通信管理局", "云南省通信管理局"),
        ("重庆份有限信管理局", "重庆市通信管理局", "重庆市通信管理局"),
        ("海丽省通信管理局", "海南省通信管理局", "海南省通信管理局"),
        ("北京信局", "北京市通信管理局", "北京市通信管理局"),
        ("中华人民共分公司和信息化部", MINISTRY, STATE),
        ("中华人民和国工业", MINISTRY, STATE),
        ("华人工业和信化", MINISTRY, STATE),
        ("工业和信化部", MINISTRY, MINISTRY),
        # another authority, a company, and too little left stay as read
        ("河北省通信管理局", "河南省通信管理局", "河北省通信管理局"),
        ("浙江省市场监督管理局", "浙江省通信管理局", "浙江省市场监督管理局"),
        ("中华人民共和国交通运输部", MINISTRY, "中华人民共和国交通运输部"),
        ("上海某某网络科技股份有限公司", "上海市通信管理局", "上海某某网络科技股份有限公司"),
        ("网管医", "云南省通信管理局", "网管医"),
    ],
)
def test_a_rim_borne_out(rim: str, likely: str, authority: str) -> None:
    assert rim_to_authority(rim, 0.9, {likely: 1}) == authority


@pytest.mark.parametrize(
    ("rim", "likely", "authority"),
    [
        ("北京市附页管理局", "北京市通信管理局", "北京市通信管理局"),
        ("河南省附页管理局", "河北省通信管理局", "河南省通信管理局"),
        ("北京市工商行政管理局", "北京市通信管理局", "北京市工商行政管理局"),
        ("附页管理局", "北京市通信管理局", "附页管理局"),
    ],
)
def test_print_beneath_a_rim_speaks_hardly_against_an_authority(
    rim: str, likely: str, authority: str
) -> None:
    assert rim_to_authority(rim, 0.95, {likely: 1}, "附页") == authority
    assert rim_to_authority(rim, 0.95, {likely: 1}) == (authority if "附" not in rim else rim)


@pytest.mark.parametrize("rim", ["省通信管理局", "海省通信管理局", "重庆份有限信管理局"])
def test_a_rim_alone_in_doubt_stays_as_read(rim: str) -> None:
    assert rim_to_authority(rim, 0.9) == rim


@pytest.mark.parametrize(
    ("line", "score", "likely", "purpose"),
    [
        ("年检合格专用盖章", 0.97, (), "年检合格专用章"),
        ("电信务用章", 0.9, (), "电信务用章"),
        ("年松合格", 0.8, ("年检合格专用章",), "年检合格专用章"),
        ("业务专用", 0.9, ("电信业务专用章",), "电信业务专用章"),
        ("业务专用", 0.9, (), "业务专用"),
        # a surely read purpose of its own is not the other seals'
        ("电信业务许可专用章", 0.95, ("电信业务审批专用章",), "电信业务许可专用章"),
        ("行政处罚专用章", 0.95, ("行政许可专用章",), "行政处罚专用章"),
        ("行政许可专用章", 0.95, ("行政审批专用章",), "行政许可专用章"),
        ("审批专用草", 0.92, (), "审批专用章"),  # what a seal is for ends in 章 alone
        ("专用草稿", 0.92, (), "专用草稿"),
        ("财务专用章", 0.95, ("电信业务专用章", "业务专用章"), "财务专用章"),
    ],
)
def test_a_line_and_other_seals(line: str, score: float, likely: tuple[str, ...], purpose: str) -> None:
    assert inner_to_purpose(line, score, likely) == purpose


def test_an_unsure_character_speaks_less_against_a_purpose() -> None:
    assert inner_to_purpose("电管业手专用单", 0.69, {"电信业务专用章"}) == "电信业务专用章"
    assert inner_to_purpose("电管业手专用单", 0.95, {"电信业务专用章"}) == "电管业手专用章"


@pytest.mark.parametrize(
    ("rim", "plain"),
    [
        ("浙江省通信管理局", True),
        (STATE, True),
        ("杭州清河网络科技有限公司", True),  # a company's, pressed on a copy
        ("华人民共准和信息化", False),
        ("果龙限通信管", False),
        ("准经营呼", False),
    ],
)
def test_a_rim_that_is_like_an_authority_and_none_is_doubtful(rim: str, plain: bool) -> None:
    assert is_plain_rim(rim) == plain


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("行政许可专用章", True),
        ("合同专用章", True),
        ("国发〔1999〕25号", True),
        ("电信业务审股专用章", False),
        ("专用章", False),
        ("互联网信息业各服务", False),
        ("由信业覆盖辭", False),
    ],
)
def test_a_line_that_is_like_a_purpose_and_none_is_doubtful(line: str, plain: bool) -> None:
    assert is_plain_purpose(line) == plain


def test_what_several_seals_and_the_number_name_settles_a_rim_that_others_share() -> None:
    rim, beijing = "北通信管理", "北京市通信管理局"
    assert rim_to_authority(rim, 0.9, {beijing: 1}) == rim  # as well 湖北省, 河北省
    assert rim_to_authority(rim, 0.9, {beijing: 3}) == beijing
    assert rim_to_authority("湖南省通信管理局", 0.9, {beijing: 3}) == "湖南省通信管理局"
    assert (
        rim_to_authority("上海某某网络科技股份有限公司", 0.9, {beijing: 5}) == "上海某某网络科技股份有限公司"
    )


def test_a_purpose_that_is_a_part_of_another_seal_s_is_that_one() -> None:
    """Print over a seal hid two of its characters."""
    assert inner_to_purpose("电信业务专用章", 0.98, {"电信业务审批专用章"}) == "电信业务审批专用章"
    assert inner_to_purpose("电信业务专用章", 0.98, {"行政许可专用章"}) == "电信业务专用章"
    assert inner_to_purpose("电信业务审批专用章", 0.98, {"电信业务专用章"}) == "电信业务审批专用章"
