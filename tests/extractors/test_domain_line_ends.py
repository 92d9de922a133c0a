"""What a list of domains may have lost at the end of a line."""

from __future__ import annotations

import pytest

from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.normal import Check


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("xiong.net、qingtech\nvip.yumedia10.shop", ["xiong.net", "qingtechvip.yumedia10.shop"], True),
        ("xiong.com.cn.qingtech\nvip.yumedia10.shop", ["xiong.com.cn", "qingtechvip.yumedia10.shop"], True),
        ("xiong.net、qingte\nchvip.yumedia10.shop", ["xiong.net", "qingtechvip.yumedia10.shop"], False),
        ("xiong.net、yumedia\nshop.com", ["xiong.net", "yumediashop.com"], False),
    ],
)
def test_a_line_that_begins_with_a_suffix_may_end_the_domain_above(
    text: str, found: list[str], told: bool
) -> None:
    """qingtech.vip、yumedia.shop, its dot lost at the line's end and the separator read as one."""
    domains = normalize_domains(text)
    assert [domain.value for domain in domains] == found
    assert (Check.DOMAIN_BREAK in domains[-1].failed) is told


def test_a_mark_behind_a_separator_may_be_the_next_domain_s_first_letter() -> None:
    """Of leilocal.cn; i, idollink.online the i was read as a mark."""
    found = normalize_domains("leilocal.cn;:\ndollink.online; qinghe.cn")
    assert [domain.value for domain in found] == ["leilocal.cn", "dollink.online", "qinghe.cn"]
    assert [Check.DOMAIN_BREAK in domain.failed for domain in found] == [False, True, False]
    assert all(not domain.failed for domain in normalize_domains("maisi.cn;\nqinghe.online"))


@pytest.mark.parametrize(
    ("text", "found", "told"),
    [
        ("longdetu.net.", ["longdetu.net"], True),  # a photocopy without the next line's cn
        ("longdetu.net.\ncn", ["longdetu.net.cn"], False),
        ("kuaibo.com、longdetu.com.\ncn、yinshu.cn", ["kuaibo.com", "longdetu.com.cn", "yinshu.cn"], False),
        ("longdetu.cn.", ["longdetu.cn"], False),
        ("longdetu.net。", ["longdetu.net"], False),
    ],
)
def test_a_dot_behind_a_suffix_that_a_country_may_follow_is_told(
    text: str, found: list[str], told: bool
) -> None:
    domains = normalize_domains(text)
    assert [domain.value for domain in domains] == found
    assert any(Check.DOMAIN_BREAK in domain.failed for domain in domains) is told
