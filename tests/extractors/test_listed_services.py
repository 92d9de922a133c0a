"""服务项目 on an annex that lists its sites label by label is of the site that it stands with."""

from __future__ import annotations

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row

SITE = ("网站名称：", "清河社区")
OTHER = ("网站名称：", "清河搜索")


def read(*annex: TextLine) -> Certificate:
    head = [line("附页", 760, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*head, *annex, page_no=2)))
    assert found.pages[1].kind == PageKind.ANNEX
    return found


def test_the_services_of_a_site() -> None:
    lines = [
        *row(2, *SITE),
        *row(3, "网站域名：", "qinghe-net.cn"),
        *row(4, "服务项目：", "信息社区平台服务"),
    ]
    found = read(*lines, *row(5, "服务器放置地：", "浙江省杭州市滨江区江南大道88号"))
    (site,) = found.annexes[0].websites
    assert (site.name, site.services) == ("清河社区", "信息社区平台服务")
    assert found.fields["annexes.0.websites.0.services"].status == FieldStatus.ACCEPTED
    assert found.coverage is None


def test_services_below_several_sites_may_be_all_of_theirs() -> None:
    lines = [*row(2, *SITE), *row(3, "网站域名：", "qinghe-net.cn"), *row(4, *OTHER)]
    found = read(*lines, *row(5, "网站域名：", "qhso.cn"), *row(6, "服务项目：", "信息社区平台服务"))
    assert [site.services for site in found.annexes[0].websites] == [None, "信息社区平台服务"]
    assert found.fields["annexes.0.websites.1.services"].status == FieldStatus.REVIEW


def test_places_are_no_services() -> None:
    found = read(*row(2, *SITE), *row(3, "网站域名：", "qinghe-net.cn"), *row(4, "业务覆盖范围：", "浙江省"))
    assert found.annexes[0].websites[0].services is None
