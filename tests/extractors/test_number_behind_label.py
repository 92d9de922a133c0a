"""Numbers whose form begins with ideographs, behind a label without a colon."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificate, line


@pytest.mark.parametrize("between", [" ", "　", "："])
@pytest.mark.parametrize(
    ("title", "label", "number", "company"),
    [
        ("网络文化经营许可证", "编号", "京网文〔2021〕1893-452号", "单位名称：北京飞鸢文化有限公司"),
        ("餐饮服务许可证", "编号", "桂餐证字2012450304000128", "单位名称：桂林市漓江春米粉店"),
        ("安全生产许可证", "编号", "浙JZ安许证字[2019]012345", "单位名称：杭州西湖建筑有限公司"),
        ("全国工业产品生产许可证", "证书编号", "XK12-001-00089", "企业名称：天津塘沽包装有限公司"),
    ],
)
def test_the_label_is_no_part_of_the_number(
    title: str, label: str, number: str, company: str, between: str
) -> None:
    found = certificate(
        line(title, 500, 200, size=60),
        line(f"{label}{between}{number}", 240, 400),
        line(company, 240, 490),
    ).fields["license_number"]
    assert (found.value, found.status) == (number, FieldStatus.ACCEPTED)
