"""Annexes that say where each service may be offered: item by item, or in rows with the service's limits."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificates, line, main_lines, of_file, page, row

_IDC, _ISP = "互联网数据中心业务（含互联网资源协作服务）", "互联网接入服务业务"
_CALLS = "信息服务业务（不含互联网信息服务）"


def _certificate(scope: str, *annex: TextLine, title: str = "附件") -> Certificate:
    """A ministry's license whose annex has a title and a number beside these lines."""
    main = [one for one in main_lines("A2.B1.B2-20190046") if "信息服务业务" not in one.text]
    head = [line(title, 560, 300, size=44), line("经营许可证编号：A2.B1.B2-20190046", 240, 420)]
    pages = [page(*main, line(scope, 640, 770)), page(*head, *annex, page_no=2)]
    (found,) = certificates(*of_file("a.pdf", *pages))
    return found


@pytest.mark.parametrize("marks", ["一、 二、", "1． 2．"])
def test_places_below_each_numbered_service(marks: str) -> None:
    first, second = marks.split()
    found = _certificate(
        "互联网数据中心业务；互联网接入服务业务",
        line(f"{first}{_IDC}", 240, 600),
        line("业务覆盖范围：机房所在地：北京、上海、", 304, 650),
        line("贵阳、克拉玛依", 304, 695),
        line(f"{second}{_ISP}", 240, 780),
        line("业务覆盖范围：陕西、浙江", 304, 830),
        title="附件1：业务种类及覆盖范围",
    )
    assert [one.kind for one in found.pages] == [PageKind.MAIN, PageKind.ANNEX]
    assert [(item.code, item.areas) for item in found.business_items] == [
        ("B11", ("北京", "上海", "贵阳", "克拉玛依")),
        ("B14", ("陕西", "浙江")),
    ]


@pytest.mark.parametrize("title", ["附件一：业务覆盖范围", "附页"])
def test_a_list_of_many_items_is_no_page_of_provisions(title: str) -> None:
    items = [
        line(text, 240, 600 + 50 * place)
        for place, text in enumerate(
            text for mark in "一二三四" for text in (f"{mark}、{_CALLS}", "覆盖范围：浙江")
        )
    ]
    found = _certificate(_CALLS, *items, title=title)
    assert found.pages[1].kind == PageKind.ANNEX
    assert found.provisions == ()
    assert [item.areas for item in found.business_items] == [("浙江",)]


def _table(service: str, *places: str) -> list[TextLine]:
    head = [line(text, left, 600) for text, left in (("序号", 240), ("业务种类", 420), ("覆盖省份", 1100))]
    rows = [
        line(text, left, 660 + 60 * index)
        for index, place in enumerate(places)
        for text, left in ((str(index + 1), 250), (service, 360), (place, 1120))
    ]
    return [*head, *rows]


def test_a_service_with_its_limits_in_every_row() -> None:
    found = _certificate(_CALLS, *_table(_CALLS, "广东", "上海", "河南"))
    assert [(item.code, item.areas) for item in found.business_items] == [("B25", ("广东", "上海", "河南"))]
    assert found.fields["business_items.0.areas"].page_no == 2


def test_a_row_of_no_known_service_is_told() -> None:
    found = _certificate(_CALLS, *_table("网络托管业务", "广东", "上海"))
    told = [issue for issue in found.issues if issue.code == "areas_unread"]
    assert [issue.field for issue in told] == ["annexes.0"] * 2
    assert told[0].message.endswith("p2 网络托管业务")


def test_provisions_that_are_an_annex_by_their_title_are_provisions() -> None:
    clauses = [
        line(f"{mark}、你公司应当依法经营。", 240, 600 + 60 * n) for n, mark in enumerate("一二三四五")
    ]
    found = _certificate(_CALLS, *clauses, title="附件2：特别规定事项")
    assert found.pages[1].kind == PageKind.PROVISIONS
    assert [clause.number for clause in found.provisions] == list("一二三四五")


def test_rows_of_the_form_are_labelled_main_page() -> None:
    """The scope of a main page that numbers its services keeps its lines."""
    main = [one for one in main_lines("A2.B1.B2-20190046") if "信息服务业务" not in one.text]
    value = row(3, "", f"1、{_ISP}", "覆盖范围：陕西、浙江")[1:]
    (found,) = certificates(*of_file("a.pdf", page(*main, *value)))
    assert [(item.code, item.areas) for item in found.business_items] == [("B14", ("陕西", "浙江"))]
    assert found.annexes == ()


@pytest.mark.parametrize(
    ("first", "last", "pitch"),
    [
        ("北京、天津、", "河北、上海", 90),
        ("北京、天津", "河北、上海", 90),
        ("北京、天津、", "河北（不含石家庄）、上海", 46),
        ("北京、天津、河北", "（不含石家庄）", 46),
    ],
)
def test_no_row_of_a_list_of_places_is_left_out(first: str, last: str, pitch: int) -> None:
    texts = (f"一、{_ISP}", f"覆盖范围：{first}", last)
    found = _certificate(_ISP, *(line(text, 240, 600 + pitch * at) for at, text in enumerate(texts)))
    key = "business_items.0.areas"
    assert found.fields[key].raw == f"{first}\n{last}"
    assert found.fields[key].status == FieldStatus.REVIEW


def test_a_main_page_whose_coverage_is_on_an_annex_lists_no_places() -> None:
    """Below its last numbered service stands 业务覆盖范围：（见附页）, and the second row of that label."""
    main = [one for one in main_lines() if "信息服务业务" not in one.text and "业务种类" not in one.text]
    scope = row(3, "业务种类：", "1、互联网接入服务业务", "2、离岸呼叫中心业务")
    coverage = [*row(4.2, "业务覆盖范围：", "（见附页）"), line("（服务项目）", 240, 920)]
    (found,) = certificates(*of_file("a.pdf", page(*main, *scope, *coverage)))
    assert [(item.code, item.areas) for item in found.business_items] == [("B14", ()), ("B24-2", ())]
