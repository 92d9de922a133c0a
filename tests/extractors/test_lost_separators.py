"""Domains of one cell whose separators or dots were lost or misread."""

from __future__ import annotations

import pytest

from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.normal import Check

_MANY = [f"{name}hai.com" for name in ("shan", "peng", "yun", "song", "feng", "lan", "ming", "bo")]


def test_a_suffix_whose_dot_the_line_s_end_lost_is_put_back_in_doubt() -> None:
    """No domain begins cn, and lulive.com alone would be another's."""
    found = normalize_domains("abc5.com，lulive.com\ncn,mu-mei.top")
    assert [domain.value for domain in found] == ["abc5.com", "lulive.com.cn", "mu-mei.top"]
    assert all(Check.DOMAIN_BREAK in domain.failed for domain in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("dite.site.ji\nayuchi10.com", ["dite.site", "jiayuchi10.com"]),
        ("a.com、l0l.xyz.\nxiongo2o.net.cn", ["a.com", "l0l.xyz", "xiongo2o.net.cn"]),
        ("kuaibo.cnyinshu.com", ["kuaibo.cn", "yinshu.com"]),
        ("meiding.com.cn.do\numingyue.cn", ["meiding.com.cn.do", "umingyue.cn"]),  # doumingyue.cn
        ("be-ib.net.cn电guolù\n.xyz", ["be-ib.net.cn", "guolu.xyz"]),
        ("guonan.cn\nhuizhong.xyz\n2015年12月4日", ["guonan.cn", "huizhong.xyz", "2015年12月4日"]),
    ],
)
def test_what_parted_domains_and_was_lost_is_put_back_in_doubt(text: str, values: list[str]) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert all(Check.DOMAIN_BREAK in domain.failed for domain in found[-2:])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "shannet.net.cn, peng\nfeng10.shop\nbo-yun.com.cn",
            ["shannet.net.cn", "pengfeng10.shop", "bo-yun.com.cn"],
        ),
        ("peng.com,songyun.com.\ncn\nbluenet.com", ["peng.com", "songyun.com.cn", "bluenet.com"]),
        ("peng.com,\nsongyun.cn\nbluenet.com", ["peng.com", "songyun.cn", "bluenet.com"]),
        ("hai.cn、" + "\n".join(_MANY), ["hai.cn", *_MANY]),
        ("yungame.org.lehui.com.cn.deng\njing.shop", ["yungame.org", "lehui.com.cn", "dengjing.shop"]),
        ("daguo.xyz.techsolo.\ninfo", ["daguo.xyz", "techsolo.info"]),
        ("ffei.xyz,gel00.shop.ying\nshanlin.cn", ["ffei.xyz", "gel00.shop", "yingshanlin.cn"]),
        ("yinghai.pro.\nku-aiding.online", ["yinghai.pro", "ku-aiding.online"]),
        ("hai.cn,yinghai.vip.\nkuaiding.c\nn", ["hai.cn", "yinghai.vip", "kuaiding.cn"]),
    ],
)
def test_a_lost_mark_is_no_doubt_where_lines_join_in_one_way_or_a_host_would_be_called_com(
    text: str, values: list[str]
) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert not any(Check.DOMAIN_BREAK in domain.failed for domain in found)


@pytest.mark.parametrize(
    ("text", "values", "doubted"),
    [
        (
            "liudata.shop、solomusicshop、wangshop.co\nm",
            ["liudata.shop", "solomusic.shop", "wangshop.com"],
            1,
        ),
        ("ruan.com.cn，cheqinghusite，yingfang.com", ["ruan.com.cn", "cheqinghu.site", "yingfang.com"], 1),
        ("taiding.com:085zz2l\nvip:yasuan.cn", ["taiding.com", "085zz2l.vip", "yasuan.cn"], 1),
        ("huihenetcn", ["huihe.net.cn"], 0),
    ],
)
def test_the_dot_before_a_suffix_is_put_back_in_doubt(text: str, values: list[str], doubted: int) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert [Check.DOMAIN_BREAK in domain.failed for domain in found] == [
        index == doubted for index in range(len(values))
    ]
