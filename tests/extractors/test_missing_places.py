"""Services of the ministry's licenses that say nowhere where they may be offered."""

from __future__ import annotations

import pytest

from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row


def _of_the_ministry(*scope: TextLine) -> list[TextLine]:
    main = [
        line(entry.text.replace("浙B2-20190046", "B1.B2-20190046"), entry.quad.bbox.left, entry.quad.bbox.top)
        if "浙B2" in entry.text
        else entry
        for entry in main_lines()
        if "信息服务业务" not in entry.text and "业务种类" not in entry.text
    ]
    return [*main, *scope]


def test_what_an_item_lacks_is_told() -> None:
    """The ministry's license says where each service may be offered; here the annex that does is missing."""
    main = _of_the_ministry(*row(3, "业务种类：", "内容分发网络业务"))
    (found,) = certificates(*of_file("a.pdf", page(*main)))
    codes = {entry.code for entry in found.issues if entry.field == "business_items.0.name"}
    assert codes == {"areas_missing"}
    assert found.fields["business_items.0.name"].status == "review"


@pytest.mark.parametrize(("services", "told"), [("信息社区平台服务", False), ("", True)])
def test_an_annex_of_sites_tells_what_the_coverage_refers_to(services: str, *, told: bool) -> None:
    """业务覆盖范围(服务项目) means the services there, and no places are to be found."""
    main = _of_the_ministry(
        *row(3, "业务种类：", "内容分发网络业务"), *row(5, "业务覆盖范围(服务项目)：", "(见附页)")
    )
    head = ("序号", "网站名称", "域名", "服务项目")
    cells = ("1", "清河社区", "qinghe-net.cn", services)
    sites = [
        line("附页", 760, 300, size=44),
        line("经营许可证编号：B1.B2-20190046", 240, 420),
        *(line(text, left, 600) for text, left in zip(head, (200.0, 360.0, 760.0, 1200.0), strict=True)),
        *(
            line(text, left, 700)
            for text, left in zip(cells, (200.0, 360.0, 760.0, 1200.0), strict=True)
            if text
        ),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*sites, page_no=2)))
    assert any(entry.code == "areas_missing" for entry in found.issues) is told


@pytest.mark.parametrize(
    ("service", "granted", "told"),
    [
        ("内容分发网络业务", "内容分发网络业务", False),
        ("内容分发网络业务", "信息服务业务、内容分发网络业务", False),
        ("内容分发网络业务", "信息服务业务", True),
        ("呼叫中心业务", "离岸呼叫中心业务", True),  # another, whose name ends with it
    ],
)
def test_an_annex_that_is_headed_with_a_service_is_the_one_referred_to(
    service: str, granted: str, *, told: bool
) -> None:
    """It lists the service's sites and no places; an annex of another service is not the one."""
    main = _of_the_ministry(*row(3, "业务种类：", service), *row(5, "业务覆盖范围(服务项目)：", "(见附页)"))
    annex = [
        line("附页", 760, 300, size=44),
        line("经营许可证编号：B1.B2-20190046", 240, 380),
        line(f"杭州清河网络科技有限公司获准经营{granted[:3]}", 240, 440),
        line(f"{granted[3:]}相关信息", 240, 490),
        line("网站名称：清河社区", 240, 600),
        line("网站域名：qinghe-net.cn", 240, 680),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*annex, page_no=2)))
    assert any(entry.code == "areas_missing" for entry in found.issues) is told


@pytest.mark.parametrize(
    ("coverage", "told"),
    [
        ("不含网站接入。", False),
        ("仅限网站接入。【依法须经批准的项目，经批准后方可开展经营活动】", False),
        ("不含网站接入", True),
        ("不含网站接入。江", True),
    ],
)
def test_a_coverage_that_limits_services_names_no_places(coverage: str, *, told: bool) -> None:
    """业务覆盖范围(服务项目) of paper forms says so of what is granted; a place behind it may be cut off."""
    main = _of_the_ministry(
        *row(3, "业务种类：", "互联网接入服务业务"), *row(5, "业务覆盖范围(服务项目)：", coverage)
    )
    (found,) = certificates(*of_file("a.pdf", page(*main)))
    assert any(entry.code == "areas_missing" for entry in found.issues) is told


@pytest.mark.parametrize(("label", "told"), [("本业务的覆盖范围为", True), ("服务内容：", False)])
def test_places_of_an_annex_that_the_coverage_refers_to_and_nobody_read_are_told(
    label: str, *, told: bool
) -> None:
    main = [entry for entry in main_lines() if "业务" not in entry.text or "许可证" in entry.text]
    main += [*row(3, "业务种类：", "国内呼叫中心业务"), *row(5, "业务覆盖范围：", "（见附页）")]
    annex = [line("附页", 760, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    annex += [line(f"{label}浙江省", 240, 900)]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*annex, page_no=2)))
    assert [item.areas for item in found.business_items] == [()]
    issues = {(entry.code, entry.field) for entry in found.issues}
    assert (("areas_missing", "business_items.0.name") in issues) is told
