"""Addresses of IPv4 among domains, and domains whose writing changes where one ends."""

from __future__ import annotations

import pytest

from extractors.normalize.domain_list import normalize_domains
from extractors.normalize.domains import UNSOUND, normalize_domain
from extractors.normalize.normal import Check


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("234.220.169.234", ["234.220.169.234"]),
        ("234.220.169.234 maisui.top", ["234.220.169.234", "maisui.top"]),
        ("61.171.254.137\nyinshu.com.cn", ["61.171.254.137", "yinshu.com.cn"]),
        ("yinshu.cn；12.14\n3.112.100；api.yinshu.top", ["yinshu.cn", "12.143.112.100", "api.yinshu.top"]),
        ("https://7www.yinshu.com", ["www.yinshu.com"]),
    ],
)
def test_addresses_and_strokes(text: str, values: list[str]) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert not any(UNSOUND.intersection(domain.failed) for domain in found)


def test_of_an_address_no_part_is_above_255() -> None:
    assert Check.DOMAIN_SUFFIX in normalize_domain("1.2.3.400").failed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("优选.中国yinshu.com", ["优选.中国", "yinshu.com"]),
        ("yinshu.org.cn优选.公司", ["yinshu.org.cn", "优选.公司"]),
        ("宏昇.com170.58.60.154", ["宏昇.com", "170.58.60.154"]),
        ("251.77.227.11yinshu.cc", ["251.77.227.11", "yinshu.cc"]),
    ],
)
def test_where_writing_changes_one_ends_in_doubt(text: str, values: list[str]) -> None:
    found = normalize_domains(text)
    assert [domain.value for domain in found] == values
    assert all(Check.DOMAIN_BREAK in domain.failed for domain in found)
