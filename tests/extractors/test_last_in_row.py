"""Several labels in a row, the last of which goes on at the beginning of the next: lists of sites, and texts
that run on."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line, title, with_annex

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


def running(*rows: str) -> Certificate:
    lines = [line(text, LEFT, TOP + PITCH * at) for at, text in enumerate(rows)]
    return certificate(title("食品经营许可证"), *lines)


def test_a_running_text_goes_on_at_its_margin_to_the_next_label() -> None:
    found = running(
        "许可证编号：JY16101137766613　经营者名称：北海瓯越有限公司",
        "法定代表人：司徒洁馨　住所：北海市高新技术产业开发区湖",
        "滨南路37-3号世纪大厦　经营场所：北海市银海区新世纪大道",
        "22号　主体业态：食品销售经营者　投诉举报电话：12315",
        "发证日期：2017年05月03日　有效期至：2022年05月02日",
    )
    assert found.fields["address"].value == "北海市高新技术产业开发区湖滨南路37-3号世纪大厦"
    assert found.fields["business_premises"].value == "北海市银海区新世纪大道22号"
    assert found.fields["business_premises"].status is FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("rest", "status"),
    [("态：食品销售经营者", FieldStatus.REVIEW), ("22号", FieldStatus.ACCEPTED)],
    ids=["the end of a label", "the value"],
)
def test_a_row_that_begins_with_the_end_of_a_label_is_for_review(rest: str, status: FieldStatus) -> None:
    found = running(
        "许可证编号：JY16101137766613", "经营者名称：北海瓯越有限公司", "法定代表人：司徒洁馨",
        "住所：北海市高新技术产业开发区湖滨南路37-3号世纪大厦E座2208号",
        "经营场所：北海市银海区新世纪大道海洋之窗南侧三十米路口右转直行", rest,
    )  # fmt: skip
    assert found.fields["business_premises"].status is status


def test_in_columns_the_margin_is_another_labels() -> None:
    first, second = LEFT, 800.0
    rows = (
        ("名称：北海瓯越有限公司", "住所：北海市高新技术产业开发区湖滨南路"),
        ("统一社会信用代码：", "类型：有限责任公司"),
        ("91450206979395230G", ""),
        ("法定代表人：司徒洁馨", "成立日期：2017年05月03日"),
    )
    lines = [
        line(text, left, TOP + PITCH * at)
        for at, row in enumerate(rows)
        for text, left in zip(row, (first, second), strict=True)
        if text
    ]
    found = certificate(title("营业执照"), *lines)
    assert found.fields["address"].value == "北海市高新技术产业开发区湖滨南路"
    assert found.fields["unified_social_credit_code"].value == "91450206979395230G"
