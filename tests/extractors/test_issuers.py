from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.authorities.seal_texts import inner_to_purpose
from extractors.certificates.telecom_issuer import CLEAR
from extractors.telecom_lists.issuers import (
    ISSUERS,
    MINISTRY,
    PROVINCES,
    issuer_to_province,
    province_to_issuer,
    resolve_issuer,
    to_one_mark,
)


def test_the_list_is_whole() -> None:
    assert len(ISSUERS) == len(set(ISSUERS)) == 33
    assert len(PROVINCES) == 31 + len("滇黔")
    assert province_to_issuer("京") == "北京市通信管理局"
    assert province_to_issuer("桂") == "广西壮族自治区通信管理局"
    assert province_to_issuer(None) == province_to_issuer("合字") == MINISTRY
    assert all(issuer_to_province(province_to_issuer(mark)) == to_one_mark(mark) for mark in PROVINCES)
    assert (to_one_mark("滇"), to_one_mark("黔"), to_one_mark("京")) == ("云", "贵", "京")
    assert issuer_to_province("北京市文化局") is None
    with pytest.raises(KeyError):
        province_to_issuer("华")


@given(st.sampled_from(ISSUERS), st.integers(0, 20), st.booleans())
def test_any_rotation_resolves(issuer: str, turn: int, starred: bool) -> None:
    turn %= len(issuer)
    match = resolve_issuer(issuer[turn:] + ("★" if starred else "") + issuer[:turn])
    assert match is not None
    assert (match.name, match.score) == (issuer, 1.0)
    assert match.margin > 0.08


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("北京市通信管理同", "北京市通信管理局"),
        ("廣東省通信管理局", "广东省通信管理局"),
        ("信管理同湖北省通", "湖北省通信管理局"),
        ("浙江省通信菅里局1100000", "浙江省通信管理局"),
        ("工业和信息化部", MINISTRY),
        ("华人民共和国工业和信急化部中", MINISTRY),
        ("国信息产业部中华人民共和", "信息产业部"),
        ("广西通信管理局", "广西壮族自治区通信管理局"),
        ("黑龙江省通信", "黑龙江省通信管理局"),
    ],
)
def test_noisy_rims(text: str, name: str) -> None:
    match = resolve_issuer(text)
    assert match is not None
    assert match.name == name
    assert match.margin > 0.05


def test_a_rim_without_region_has_no_margin() -> None:
    match = resolve_issuer("省通信管理局")
    assert match is not None
    assert match.margin < 0.01
    assert resolve_issuer("★ 123") is None


def test_a_character_too_many_leaves_a_name_its_lead() -> None:
    match = resolve_issuer("吉麗省通信管理局日")
    assert match is not None
    assert (match.name, match.margin >= CLEAR) == ("吉林省通信管理局", True)


def test_another_authority_scores_low() -> None:
    match = resolve_issuer("深圳市市场监督管理局")
    assert match is not None
    assert match.score < 0.7


@pytest.mark.parametrize(
    ("line", "purpose"),
    [
        ("信业务专用", "电信业务专用章"),
        ("信业务专用意", "电信业务专用章"),
        ("电信业务审微专用意", "电信业务审批专用章"),
        ("中电信业务审批专用章部", "电信业务审批专用章"),
        ("政许可专用", "行政许可专用章"),
        ("业务专用章", "业务专用章"),
        ("电信业务许可专用章", "电信业务许可专用章"),
        ("财务专用章", "财务专用章"),
        ("电信监管专用章", "电信监管专用章"),
        ("政开月专", "政开月专"),
    ],
)
def test_straight_lines(line: str, purpose: str) -> None:
    assert inner_to_purpose(line) == purpose
