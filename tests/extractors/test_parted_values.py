"""What stands apart from the value that it belongs to: a copy's index, the end of a period."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificate, line, main_lines, row, seal


def test_the_index_of_a_copy_behind_its_number() -> None:
    found = certificate(
        line("食品经营许可证", 480, 200, size=80),
        *row(0, "经营者名称：", "深圳市红立方餐饮有限公司"),
        *row(1, "许可证编号：", "JY24403071188206"),
        line("(1-1)", 960, 592),
        *row(2, "主体业态：", "餐饮服务经营者"),
    )
    assert found.record()["license_number"] == "JY24403071188206(1-1)"


@pytest.mark.parametrize("below", [55.0, 90.0])
def test_a_period_whose_end_stands_in_a_row_of_its_own(below: float) -> None:
    found = certificate(
        line("食品流通许可证", 480, 200, size=80),
        line("许可证编号：SP5307021310001925", 900, 400),
        *row(0, "名称：", "丽江市古城鲜花饼店"),
        *row(1, "负责人：", "木增"),
        *row(2, "许可范围：", "糕点零售"),
        line("主体类型：个体工商户", 1050, 640),
        line("有效期：2013年06月30日", 1050, 720),
        line("至：2016年06月29日", 1120, 720 + below),
    )
    record = found.record()
    assert (record["valid_from"], record["valid_until"]) == ("2013-06-30", "2016-06-29")
    assert record["issue_date"] is None


def test_a_date_level_with_the_date_by_the_seal() -> None:
    found = certificate(
        line("全国工业产品生产许可证", 480, 200, size=80),
        *row(0, "企业名称：", "芜湖市海螺水泥有限公司"),
        *row(1, "产品名称：", "水泥"),
        *row(2, "证书编号：", "(皖)XK08-001-00172"),
        line("有效期至：2021年10月26日", 240, 1200),
        line("2016年10月27日", 1100, 1200),
        seals=[seal("安徽省质量技术监督局", (1200, 1180))],
    )
    field = found.fields["valid_until"]
    assert (field.value, field.status) == ("2021-10-26", FieldStatus.ACCEPTED)
    assert found.record()["issue_date"] == "2016-10-27"


@pytest.mark.parametrize("behind", ["2031年03月05日", "（延期至2031年03月05日）"])
def test_what_may_extend_a_date_is_not_left_out(behind: str) -> None:
    rows = [*main_lines()[:-1], line("2029年03月05日", 640, 1490), line(behind, 1090, 1490)]
    assert certificate(*rows).fields["valid_until"].status == FieldStatus.REVIEW


def test_a_date_s_digits_that_stand_apart_are_of_it() -> None:
    rows = [*main_lines()[:-1], line("2029-03-1", 640, 1490), line("5", 1050, 1490)]
    assert certificate(*rows).valid_until == "2029-03-15"
