"""A license that is one table: its services with their places in rows of their own, one value across."""

from __future__ import annotations

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.page import Rule
from tests.lines import certificates, line, main_lines, of_file, page, title

LEFT, RIGHT = 160.0, 1500.0
TOPS = [500.0 + 56 * at for at in range(9)]


PLACES = ("2", "国内多方通信服务业务", "全国")
LIMITED = (
    ("业务种类、服务项目及覆盖范围",),
    ("业务种类", "服务项目", "覆盖范围"),
    ("互联网数据中心业务", "不含互联网资源协作服务", "机房所在地为北京、上海"),
    ("国内多方通信服务业务", "国内可视电话会议服务", "全国"),
)


def limited(last: tuple[str, ...] = LIMITED[-1]) -> Certificate:
    """A page of rows with a ruled table of three columns below."""
    lines = main_lines()[:-3]
    lines = [one for one in lines if not one.text.startswith(("业务", "信息服务", "不含"))]
    lefts, tops = (240.0, 700.0, 1200.0), [1500.0 + 60 * at for at in range(5)]
    for cells, top in zip((*LIMITED[:-1], last), tops, strict=False):
        lines += [line(text, left, top + 12, size=30) for text, left in zip(cells, lefts, strict=False)]
    rules = [Rule(start=(220.0, top), end=(1640.0, top)) for top in tops[1:]]
    rules += [Rule(start=(x, tops[1]), end=(x, tops[4])) for x in (220.0, 680.0, 1180.0, 1640.0)]
    sheet = page(*lines).model_copy(update={"rules": tuple(rules)})
    (found,) = certificates(*of_file("a.pdf", sheet))
    return found


def read(last: tuple[str, ...] = PLACES) -> Certificate:
    pairs = (
        (("许可证编号", "A2.B1.B2-20060011"), ("发证机关", "工业和信息化部")),
        (("单位名称", "中企清河网络有限公司"), ("法定代表人", "何浩明")),
        (("发证日期", "2021-02-04"), ("有效期至", "2026-02-04")),
    )
    lines = [title()]
    for top, pair in zip(TOPS, pairs, strict=False):
        for (label, value), left in zip(pair, (LEFT + 12, 840.0), strict=True):
            lines += [line(label, left, top + 12, size=30), line(value, left + 190, top + 12, size=30)]
    lines += [
        line("注册资金", LEFT + 12, TOPS[3] + 12, size=30),
        line("港币叁仟万元", 1050, TOPS[3] + 12, size=30),
    ]
    rows = (("序号", "业务种类", "业务覆盖范围"), ("1", "互联网数据中心业务", "北京、上海"))
    for top, cells in zip(TOPS[4:], (*rows, last), strict=False):
        places = zip(cells, (LEFT + 12, 270.0, 760.0), strict=True)
        lines += [line(text, left, top + 12, size=30) for text, left in places]
    upright = [
        (LEFT, 0, 7),
        (RIGHT, 0, 7),
        (340.0, 0, 4),
        (820.0, 0, 3),
        (1010.0, 0, 3),
        (250.0, 4, 7),
        (740.0, 4, 7),
    ]
    rules = [Rule(start=(x, TOPS[start]), end=(x, TOPS[end] + 1)) for x, start, end in upright]
    rules += [Rule(start=(LEFT, top), end=(RIGHT, top)) for top in TOPS[:8]]
    sheet = page(*lines).model_copy(update={"rules": tuple(rules)})
    (found,) = certificates(*of_file("a.pdf", sheet))
    return found


def test_the_services_of_a_table_are_the_scope() -> None:
    found = read()
    assert found.pages[0].kind == PageKind.MAIN
    assert found.fields["scope"].value == "互联网数据中心业务\n国内多方通信服务业务"
    assert found.fields["coverage"].value == "北京、上海\n全国"
    assert {found.fields[name].status for name in ("scope", "coverage")} == {FieldStatus.ACCEPTED}
    assert [(item.code, item.areas) for item in found.business_items] == [
        ("B11", ("北京", "上海")),
        ("B22", ("全国",)),
    ]


def test_a_value_across_all_columns_is_its_label_s() -> None:
    found = read()
    assert found.registered_capital == "港币叁仟万元"
    assert (found.legal_representative, found.company) == ("何浩明", "中企清河网络有限公司")


def test_same_as_above_are_the_places_above() -> None:
    found = read(("2", "国内多方通信服务业务", "同上"))
    assert [item.areas for item in found.business_items] == [("北京", "上海"), ("北京", "上海")]


def test_limits_in_a_column_of_their_own_are_the_item_s_and_no_words_of_the_scope() -> None:
    found = limited()
    assert found.scope == "互联网数据中心业务\n国内多方通信服务业务"
    assert found.coverage == "机房所在地为北京、上海\n全国"
    assert [(item.excluded, item.areas) for item in found.business_items] == [
        (("互联网资源协作服务",), ("北京", "上海")),
        ((), ("全国",)),
    ]


def test_a_caption_with_the_words_of_the_heads_below_it_is_no_second_certificate() -> None:
    assert "several_on_page" not in {one.code for one in limited().issues}


def test_a_row_of_no_known_service_is_told_under_both() -> None:
    found = limited(("国内某方业务", "", "全国"))
    assert {(one.code, one.field) for one in found.issues} >= {
        ("areas_unread", "scope"),
        ("areas_unread", "coverage"),
    }
    assert found.fields["scope"].status == FieldStatus.REVIEW


def test_places_in_doubt_are_in_doubt_under_the_coverage_too() -> None:
    found = limited(("国内多方通信服务业务", "", "浙江、贵州、上海4省（区、市）"))
    assert found.fields["coverage"].status == FieldStatus.REVIEW
