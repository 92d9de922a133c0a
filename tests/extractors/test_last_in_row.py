"""Lists of sites with several labels in a row, the last of which goes on at the beginning of the next."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import line, with_annex

LEFT, TOP, PITCH = 200.0, 700.0, 60.0


def read(*rows: str) -> Certificate:
    lines = [line(text, LEFT, TOP + PITCH * at) for at, text in enumerate(rows)]
    return with_annex(
        *lines, line("以上网站由浙江云港数据有限公司提供接入服务并放置服务器于杭州", LEFT, TOP + 900)
    )


def sites(found: Certificate) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(site.name, site.domains) for annex in found.annexes for site in annex.websites]


@pytest.mark.parametrize("between", ["；网站域名：", "　域名：", "；域名："])
def test_a_list_of_domains_goes_on_at_the_margin(between: str) -> None:
    found = read(
        f"1. 网站名称：清河社区{between}qinghe-net.cn、b.qinghe-net.cn、",
        "c.qinghe-net.cn、d.qinghe-net.cn",
        f"2. 网站名称：清河数据{between}qhdata.com.cn",
    )
    domains = ("qinghe-net.cn", "b.qinghe-net.cn", "c.qinghe-net.cn", "d.qinghe-net.cn")
    assert sites(found) == [("清河社区", domains), ("清河数据", ("qhdata.com.cn",))]
    assert found.fields["annexes.0.websites.0.domains.3"].status is FieldStatus.ACCEPTED


def test_a_list_that_had_no_room_behind_its_label() -> None:
    name = "清河（浙江）物流集团股份有限公司网站"
    found = read(
        f"1. 网站名称：{name}　域名：", "qinghe-net.cn", "2. 网站名称：清河数据　域名：qhdata.com.cn"
    )
    assert sites(found) == [(name, ("qinghe-net.cn",)), ("清河数据", ("qhdata.com.cn",))]


@pytest.mark.parametrize("name", ["清河官方网站", "清河物流有限公司网站", "清河网站"])
def test_the_end_of_a_name_before_a_space_is_no_beginning_of_a_label(name: str) -> None:
    assert sites(read(f"网站名称：{name}　域名：qinghe-net.cn")) == [(name, ("qinghe-net.cn",))]


def test_a_row_below_one_that_is_not_full_is_none_of_it() -> None:
    found = read("网站名称：清河社区　域名：qinghe-net.cn", "qhdata.com.cn")
    assert sites(found)[0] == ("清河社区", ("qinghe-net.cn",))
