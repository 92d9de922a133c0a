"""A form of numbered rows, 二、公司名称：, set as paragraphs: what does not fit goes on at the margin."""

from __future__ import annotations

import pytest

from schemas.certificate import PageKind
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, title

ROWS = (
    "一、经营许可证编号：辽B2-20140122",
    "二、公司名称：大连清河旅游电子商务有限公司",
    "三、法定代表人：曲艳华",
    "四、注册住所：大连市中山区滨海中路9号",
    "五、业务种类：信息服务业务（仅限互联网信息服务）",
    "六、业务覆盖范围：辽宁省行政区域内",
    "七、有效期至：2019年6月25日至2024年6月24日",
)


def form(*rows: str) -> list[TextLine]:
    """Rows and what goes on below them, flush with their numbers."""
    return [title(), *(line(text, 220, 480 + 60 * at) for at, text in enumerate(rows))]


def test_numbered_rows_are_labels_and_no_clauses() -> None:
    found = certificate(*form(*ROWS), line("2019年6月25日", 1050, 1686))
    record = found.record()
    assert [page.kind for page in found.pages] == [PageKind.MAIN]
    assert record["company"] == "大连清河旅游电子商务有限公司"
    assert record["legal_representative"] == "曲艳华"
    assert record["address"] == "大连市中山区滨海中路9号"
    assert [item.areas for item in found.business_items] == [("辽宁省",)]


def test_a_period_behind_the_label_of_its_end() -> None:
    found = certificate(*form(*ROWS))
    assert (found.record()["valid_from"], found.record()["valid_until"]) == ("2019-06-25", "2024-06-24")
    assert found.fields["valid_until"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("first", "rest", "sure"),
    [
        ("四、注册住所：大连市中山区滨海中路9号清河大厦副楼及裙楼第三单元1502", "室", True),
        ("四、注册住所：大连市中山区滨海中路9号清河大厦副楼及裙楼第三单元15号", "附近有车站", False),
    ],
)
def test_a_value_goes_on_at_the_margin(first: str, rest: str, *, sure: bool) -> None:
    found = certificate(*form(*ROWS[:3], first, rest, *ROWS[4:]))
    field = found.fields["address"]
    assert field.value == first.partition("：")[2] + rest
    assert (field.status == FieldStatus.ACCEPTED) == sure


def test_a_service_goes_on_at_the_margin() -> None:
    first = "五、业务种类：1、在线数据处理与交易处理业务（仅限经营类电子商务）；2、信"
    found = certificate(*form(*ROWS[:4], first, "息服务业务（仅限互联网信息服务）", *ROWS[5:]))
    assert [(item.code, item.areas) for item in found.business_items] == [
        ("B21", ("辽宁省",)),
        ("B25", ("辽宁省",)),
    ]
    assert found.fields["scope"].status == FieldStatus.ACCEPTED
