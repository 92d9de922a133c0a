"""A list below its label, flush with it, on a form whose other values stand beside theirs."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, PITCH, certificate, line, row

TOP = 500 + 5 * PITCH
ITEMS = ("建筑工程施工总承包二级；", "市政公用工程施工总承包三级；", "电子与智能化工程专业承包二级")


def read(*below: TextLine) -> Certificate:
    return certificate(
        line("建筑业企业资质证书", 480, 260, size=60),
        *row(0, "证书编号：", "D333127086"),
        *row(1, "企业名称：", "宁波清河建设工程股份有限公司"),
        *row(2, "法定代表人：", "裘迁任"),
        *row(3, "详细地址：", "浙江省宁波市海曙区高桥镇新丰路1-11号"),
        *row(4, "有效期：", "2026年12月30日"),
        line("资质类别及等级：", LABELS, TOP),
        *below,
    )


def test_a_list_below_its_label_is_its_value_in_doubt() -> None:
    found = read(*(line(item, LABELS, TOP + 46 * (at + 1)) for at, item in enumerate(ITEMS)))
    assert (found.scope or "").replace("\n", "") == "".join(ITEMS)
    assert found.fields["scope"].status == FieldStatus.REVIEW


@pytest.mark.parametrize(
    "below",
    [
        (line("本证书由住房和城乡建设部监制", LABELS, TOP + 46),),
        tuple(line(item, LABELS, TOP + 46 * (at + 4)) for at, item in enumerate(ITEMS)),
    ],
)
def test_a_sentence_is_none_nor_what_stands_further_down(below: tuple[TextLine, ...]) -> None:
    assert read(*below).fields["scope"].status == FieldStatus.ILLEGIBLE
