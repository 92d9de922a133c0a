"""(见附页) for the scope: the services that the annex lists with their places are the ones granted."""

from __future__ import annotations

import pytest

from schemas.certificate import BusinessItem, Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row

NUMBER = "B1.B2-20190046"
IDC, CALLS = "互联网数据中心业务", "信息服务业务（不含互联网信息服务）"


def read(*annex: TextLine, scope: str = "（见附页）", coverage: str = "见附件") -> Certificate:
    main = [one for one in main_lines(NUMBER) if "业务" not in one.text or "许可证" in one.text]
    main += [*row(3, "业务种类：", scope), *row(5, "业务覆盖范围：", coverage)]
    head = [line("附件", 760, 300, size=44), *row(0, "经营许可证编号：", NUMBER)]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*head, *annex, page_no=2)))
    return found


def rows(*texts: str) -> list[TextLine]:
    return [line(text, 240, 700 + 60 * index) for index, text in enumerate(texts)]


def said(items: tuple[BusinessItem, ...]) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    return [(item.code, item.excluded, item.areas) for item in items]


WHOLE = [("B11", (), ("北京", "上海")), ("B25", ("互联网信息服务",), ("全国",))]


@pytest.mark.parametrize(
    "texts",
    [
        (f"1、{IDC}：北京、上海。", f"2、{CALLS}：全国。"),
        (
            f"（一）第一类增值电信业务中的{IDC}，业务覆盖范围：北京、上海；",
            f"（二）{CALLS}，业务覆盖范围：全国；",
        ),
        (f"1、{IDC}：北京、", "上海。", f"2、{CALLS}：全国。"),
        (f"一、{IDC}", "业务覆盖范围：北京、上海", f"二、{CALLS}", "业务覆盖范围：全国"),
        (f"一、业务种类：{IDC}", "覆盖范围：北京、上海", f"二、业务种类：{CALLS}", "覆盖范围：全国"),
    ],
)
def test_a_list_of_services_with_their_places(texts: tuple[str, ...]) -> None:
    found = read(*rows(*texts))
    assert said(found.business_items) == WHOLE
    assert (found.fields["business_items.1.name"].value, found.fields["business_items.1.name"].page_no) == (
        "信息服务业务",
        2,
    )
    assert found.fields["business_items.1.areas"].status == FieldStatus.ACCEPTED
    assert found.fields["scope"].status == FieldStatus.ACCEPTED
    assert "annex_unread" not in {entry.code for entry in found.issues}


def test_a_scope_whose_annex_lists_no_service_is_for_review() -> None:
    found = read(*rows("网站名称：清河社区", "网站域名：qinghe.cn"))
    assert found.business_items == ()
    assert found.fields["scope"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    ("said_of_places", "status"),
    [
        ("机房所在地为北京、上海2个城市", FieldStatus.ACCEPTED),
        ("北京、上海2省（直辖市）", FieldStatus.ACCEPTED),
        ("北京、上海3省（直辖市）", FieldStatus.REVIEW),
    ],
)
def test_how_many_places_a_row_says_is_no_place(said_of_places: str, status: FieldStatus) -> None:
    cells = (("序号", "业务种类", "业务覆盖范围"), ("1", IDC, said_of_places), ("2", CALLS, "全国"))
    lines = [
        line(text, left, 600 + 80 * index)
        for index, own in enumerate(cells)
        for text, left in zip(own, (200.0, 360.0, 980.0), strict=True)
    ]
    found = read(*lines)
    assert said(found.business_items) == WHOLE
    assert found.fields["business_items.0.areas"].status == status


def test_a_table_of_services_with_their_places() -> None:
    cells = (("序号", "业务种类", "业务覆盖范围"), ("1", IDC, "北京、上海"), ("2", CALLS, "全国"))
    lines = [
        line(text, left, 600 + 80 * index)
        for index, own in enumerate(cells)
        for text, left in zip(own, (200.0, 360.0, 980.0), strict=True)
    ]
    assert said(read(*lines).business_items) == WHOLE


def test_a_service_of_the_list_without_its_places_is_told() -> None:
    found = read(*rows(f"1、{IDC}：北京、上海。", f"2、{CALLS}：另行核定。"))
    assert said(found.business_items) == WHOLE[:1]
    told = [entry.message for entry in found.issues if entry.code == "areas_unread"]
    assert len(told) == 1
    assert "信息服务业务" in told[0]


def test_places_behind_a_colon_are_those_of_the_scope_s_items() -> None:
    found = read(*rows(f"1、{IDC}：北京、上海。", f"2、{CALLS}：全国。"), scope=f"{IDC}、{CALLS}")
    assert said(found.business_items) == WHOLE
    assert found.fields["scope"].page_no == 1


def test_clauses_with_a_colon_are_no_list() -> None:
    found = read(*rows("1、你公司在经营信息服务业务时应当遵守下列规定：", "（1）未经批准不得开展。"))
    assert found.business_items == ()
    assert "areas_unread" not in {entry.code for entry in found.issues}


def test_what_subsidiaries_may_offer_is_not_the_license_s_own() -> None:
    cells = (
        ("序号", "子公司名称", "授权经营的业务种类", "业务覆盖范围"),
        ("1", "福建新河网络有限公司", "信息服务业务", "福建"),
        ("2", "湖北新河网络有限公司", "信息服务业务", "湖北"),
    )
    lines = [
        line(text, left, 600 + 80 * index)
        for index, own in enumerate(cells)
        for text, left in zip(own, (160.0, 300.0, 760.0, 1260.0), strict=True)
    ]
    found = read(*lines, scope=CALLS, coverage="全国")
    assert said(found.business_items) == WHOLE[1:]
    found = read(*lines, scope=CALLS)
    assert said(found.business_items) == [("B25", ("互联网信息服务",), ())]
    assert "annex_unread" in {entry.code for entry in found.issues}


def test_a_service_of_the_list_that_is_not_known_is_told() -> None:
    for name in ("电波信急业务", "声讯服务"):
        found = read(*rows(f"1、{IDC}：北京、上海。", f"2、{name}：全国。"))
        assert any(entry.code == "areas_unread" and name in entry.message for entry in found.issues)
    found = read(*rows(f"1、{IDC}：北京、上海。", "2、服务器放置地：北京"))
    assert "areas_unread" not in {entry.code for entry in found.issues}


def test_places_that_are_left_out_stay_with_what_they_are_left_out_of() -> None:
    found = read(*rows(f"1、{IDC}：全国（不含西藏、青海）。", f"2、{CALLS}：全国。"))
    assert [item.areas for item in found.business_items] == [("全国(不含西藏、青海)",), ("全国",)]
    assert found.fields["business_items.0.areas"].status == FieldStatus.ACCEPTED


def test_a_column_of_the_table_limits_the_service() -> None:
    """服务项目 beside 业务种类 says what the service leaves out; a dash there says nothing."""
    table = (
        ("业务种类", "业务覆盖范围", "服务项目", "码号"),
        (IDC, "北京、上海", "—", "10660311"),
        ("信息服务业务", "全国", "不含互联网信息服务", "95105820"),
    )
    found = read(
        *(
            line(text, left, 640 + 80 * at)
            for at, cells in enumerate(table)
            for text, left in zip(cells, (200.0, 620.0, 900.0, 1260.0), strict=True)
        )
    )
    assert said(found.business_items) == WHOLE


def test_services_by_their_short_names() -> None:
    table = (("序号", "业务", "机房/节点城市"), ("1", "IDC", "杭州、宁波"), ("2", "CDN", "上海"))
    lines = [
        line(text, left, 640 + 80 * at)
        for at, cells in enumerate(table)
        for text, left in zip(cells, (200.0, 360.0, 900.0), strict=True)
    ]
    found = read(*lines, scope="互联网数据中心业务；内容分发网络业务")
    assert said(found.business_items) == [("B11", (), ("杭州", "宁波")), ("B12", (), ("上海",))]


def test_a_coverage_that_says_the_places_of_each_service() -> None:
    coverage = "互联网数据中心业务：苏州市；内容分发网络业务：江苏省"
    found = read(scope="互联网数据中心业务；内容分发网络业务", coverage=coverage)
    assert said(found.business_items) == [("B11", (), ("苏州市",)), ("B12", (), ("江苏省",))]
    assert {found.fields[name].status for name in ("scope", "coverage")} == {FieldStatus.ACCEPTED}


def test_a_coverage_that_says_the_places_of_one_more_service_is_for_review() -> None:
    coverage = "互联网数据中心业务：机房所在地为苏州；内容分发网络业务：江苏省"
    found = read(scope="互联网数据中心业务", coverage=coverage)
    assert found.fields["coverage"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    "scope", ["见附件《业务种类及覆盖范围》", "见附件·业务种类及覆盖范围", "（详见附页业务目录）"]
)
def test_an_annex_that_is_named(scope: str) -> None:
    """The ministry's form has one label for both, 业务种类 / 及覆盖范围, and names the annex."""
    main = [one for one in main_lines(NUMBER) if "业务" not in one.text or "许可证" in one.text]
    main += [*row(3, "业务种类", scope), line("及覆盖范围", 240, 686)]
    services = ("国内呼叫中心业务", "互联网接入服务业务", IDC, CALLS)
    listed = [
        text
        for mark, service in zip("一二三四", services, strict=True)
        for text in (f"{mark}、业务种类：{service}", "覆盖范围：北京、上海")
    ]
    head = [
        line("增值电信业务经营许可证附件", 500, 300, size=44),
        line("业务种类及覆盖范围", 560, 380, size=44),
        *row(0, "经营许可证编号：", NUMBER),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*main), page(*head, *rows(*listed), page_no=2)))
    assert [entry.kind for entry in found.pages] == [PageKind.MAIN, PageKind.ANNEX]
    assert [item.code for item in found.business_items] == ["B24-1", "B14", "B11", "B25"]
    assert {item.areas for item in found.business_items} == {("北京", "上海")}
    assert found.fields["scope"].value == scope
    assert found.fields["scope"].status == FieldStatus.ACCEPTED


def test_machine_rooms_are_no_grants_beside_what_is_covered() -> None:
    heads = [line(text, left, 1200) for text, left in (("序号", 240), ("城市", 420), ("业务种类", 1000))]
    rooms = [
        line(text, left, 1260 + 60 * at)
        for at, city in enumerate(("西安市", "广州市"))
        for text, left in ((str(at + 1), 250), (city, 420), (IDC, 960))
    ]
    found = read(*rows(f"1、{CALLS}：全国。"), *heads, *rooms)
    assert [item.code for item in found.business_items] == ["B25"]


@pytest.mark.parametrize("title", ["附页", "增值电信业务经营许可证附页"])
def test_an_annex_without_its_main_page_lists_its_services(title: str) -> None:
    head = [line(title, 700, 300, size=44), *row(0, "经营许可证编号：", NUMBER)]
    head += row(1, "公司名称：", "杭州清河网络科技有限公司")
    listed = rows(f"一、{IDC}", "业务覆盖范围：北京、上海", f"二、{CALLS}", "业务覆盖范围：全国")
    (found,) = certificates(*of_file("a.pdf", page(*head, *listed)))
    assert said(found.business_items) == WHOLE
    assert "no_main_page" in {entry.code for entry in found.issues} and found.needs_review
