"""A credit code whose label was not read."""

from __future__ import annotations

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, line, title

CODE = "91110108MA01A2B080"


def read(*codes: str) -> Certificate:
    return certificate(
        title("安全生产许可证"),
        line("编号：（京）JZ安许证字[2019]012345", 240, 440),
        line("单位名称：", 240, 530),
        line("北京清河建筑工程有限公司", 640, 530),
        line("主要负责人：", 240, 620),
        line("陈立群", 640, 620),
        *(line(code, 640, 720 + 90 * place) for place, code in enumerate(codes)),
        line("单位地址：北京市海淀区学院路1号", 240, 900),
    )


def test_the_only_one_of_the_page_is_for_review() -> None:
    field = read(CODE).fields["unified_social_credit_code"]
    assert (field.value, field.status) == (CODE, FieldStatus.REVIEW)


def test_one_that_its_check_characters_do_not_bear_out_is_none() -> None:
    assert read(f"{CODE[:16]}{CODE[17]}{CODE[16]}").fields["unified_social_credit_code"].value is None
