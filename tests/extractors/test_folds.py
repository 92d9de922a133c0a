"""A fold of the paper is found as a level rule, and parts no value; a table's rules do."""

from __future__ import annotations

import pytest

from extractors.page_lines.folds import without_folds
from extractors.page_lines.ruling import Edge
from schemas.field import FieldStatus
from schemas.page import Page, Rule
from tests.lines import HEIGHT, WIDTH, certificates, line, of_file, page, row, title


def _level(place: float, start: float = 0.0, end: float = WIDTH) -> Edge:
    return Edge(place=place, slope=0.0, start=start, end=end)


def test_what_reaches_from_edge_to_edge_parts_nothing() -> None:
    table = [_level(500, 200, 1400), _level(700, 200, 1400)]
    torn = [_level(1001, 0, 700), _level(999, 760, WIDTH)]
    assert without_folds([*table, *torn], [], WIDTH) == table


@pytest.mark.parametrize(
    "level",
    [
        [_level(500), _level(700), _level(900)],  # a picture cut at its table
        [_level(500, 30, WIDTH - 30)],
        [_level(500, 0, 400), _level(500, 1200, WIDTH)],
    ],
)
def test_what_is_no_fold(level: list[Edge]) -> None:
    assert without_folds(level, [], WIDTH) == level


def test_a_table_s_rule_at_the_edge_is_none() -> None:
    sides = [Edge(place=place, slope=0.0, start=500.0, end=900.0) for place in (300.0, 1200.0)]
    assert without_folds([_level(500)], sides, WIDTH) == [_level(500)]


def test_a_stroke_that_ends_at_a_fold_and_the_page_s_edge_make_it_no_table() -> None:
    stroke = Edge(place=300.0, slope=0.0, start=500.0, end=900.0)
    rim = [Edge(place=place, slope=0.0, start=500.0, end=900.0) for place in (4.0, WIDTH - 6.0)]
    assert without_folds([_level(500)], [stroke, *rim], WIDTH) == []


def _folded() -> Page:
    lines = [
        title(),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(1, "公司名称：", "杭州清河网络科技有限公司"),
        *row(2, "注册住所：", "浙江省杭州市滨江区江南大道184号院20", "号楼22层1980室"),
        *row(4, "业务种类：", "信息服务业务（仅限互联网信息服务）"),
    ]
    first, second = (one.quad.bbox for one in lines if "号院20" in one.text or "号楼" in one.text)
    y = (first.bottom + second.top) / 2
    return page(*lines).model_copy(update={"rules": (Rule(start=(0.0, y), end=(WIDTH - 1.0, y)),)})


def test_an_address_goes_on_below_a_fold() -> None:
    """It was accepted as far as the fold, and its rest was a service."""
    (found,) = certificates(*of_file("a.jpg", _folded()))
    assert found.address == "浙江省杭州市滨江区江南大道184号院20号楼22层1980室"
    assert found.fields["address"].status is FieldStatus.ACCEPTED
    assert found.scope == "信息服务业务（仅限互联网信息服务）"


def test_the_end_of_an_address_does_not_begin_the_next_one() -> None:
    lines = [
        line("食品经营许可证", 480, 260, size=60),
        *row(0, "许可证编号：", "JY13301080123456"),
        *row(1, "经营者名称：", "杭州甘泉食品有限公司"),
        *row(
            2,
            "住所：",
            "浙江省杭州市滨江区江南大道88号创新大厦12楼",
            "12-9号（入驻杭州前海商务秘书有限公司）",
        ),
        *row(3, "经营场所：", "浙江省杭州市滨江区长河路6号"),
    ]
    (found,) = certificates(*of_file("a.jpg", page(*lines)))
    assert found.fields["business_premises"].value == "浙江省杭州市滨江区长河路6号"


def test_a_streak_from_edge_to_edge_parts_no_line() -> None:
    """It goes between a mark and a character, where the step between two ideographs tells nothing."""
    scope = "二手车经销、汽车租赁、机动车综合性能检测"
    lines = [title("营业执照"), *row(1, "名称：", "天津喜马货运代理有限公司"), *row(3, "经营范围：", scope)]
    of_scope = lines[-1].quad.bbox
    x = of_scope.left + (scope.index("机") / len(scope)) * of_scope.width
    whole = page(*lines).model_copy(update={"rules": (Rule(start=(x, 2.0), end=(x, HEIGHT - 3.0)),)})
    (found,) = certificates(*of_file("a.jpg", whole))
    assert found.scope == scope
