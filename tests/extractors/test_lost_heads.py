"""A person whose first character was not read: the others of the column tell."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import certificate, line, row


@pytest.mark.parametrize(
    ("moved", "status"),
    [(0.0, FieldStatus.ACCEPTED), (32.0, FieldStatus.REVIEW), (200.0, FieldStatus.ACCEPTED)],
)
def test_a_name_that_begins_behind_its_column(moved: float, status: FieldStatus) -> None:
    label, name = row(4, "法定代表人：", "建军")
    found = certificate(
        line("建筑业企业资质证书", 480, 200, size=80),
        *row(0, "证书编号：", "D361098225"),
        *row(1, "企业名称：", "西安市终南山古建园林有限公司"),
        *row(2, "详细地址：", "西安市鄠邑区玉蝉街道水磨头村12号"),
        *row(3, "注册资本：", "3008万元"),
        label,
        line(name.text, name.quad.bbox.left + moved, name.quad.bbox.top),
        *row(5, "经济性质：", "有限责任公司"),
    )
    field = found.fields["legal_representative"]
    assert (field.value, field.status) == ("建军", status)


def test_a_name_right_behind_a_label_longer_than_the_others() -> None:
    values = {"公司名称": "杭州清河网络科技有限公司", "公司住所": "杭州市滨江区江南大道88号"}
    rows = {**values, "业务种类": "信息服务业务（仅限互联网信息服务）", "覆盖范围": "浙江省"}
    lines = [
        line(f"{label}：{value}", 240, 500 + 90 * at)
        for at, (label, value) in enumerate({**rows, "法定代表人": "陈立群"}.items())
    ]
    found = certificate(
        line("增值电信业务经营许可证", 480, 260, size=60),
        line("经营许可证编号：浙B2-20190046", 900, 400),
        *lines,
    )
    assert found.fields["legal_representative"].status == FieldStatus.ACCEPTED
