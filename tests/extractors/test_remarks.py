"""Remarks that somebody wrote beside a value and the engine read as one line with it."""

from __future__ import annotations

import pytest

from extractors.page_lines.remarks import holds_further_print
from schemas.certificate import Certificate
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from tests.lines import certificate, line, row


def business(person: str, capital: str) -> Certificate:
    return certificate(
        line("营业执照", 640, 260, size=90),
        line("统一社会信用代码 91110108700338416R", 500, 400),
        *row(1, "名称", "北京方大实业有限公司"),
        *row(2, "法定代表人", person),
        *row(3, "注册资本", capital),
        *row(4, "成立日期", "2009年03月12日"),
        *row(5, "住所", "北京市海淀区中关村南大街2号"),
    )


@pytest.mark.parametrize(
    ("printed", "name", "value"),
    [
        ("承装类三级、承修类三级 2023年升级", "scope", "承装类三级、承修类三级2023年升级"),
        ("承装类五级 承修类五级 承试类五级", "scope", "承装类五级承修类五级承试类五级"),
        ("承装类五级自2020年10月02日", "scope", "承装类五级自2020年10月02日"),  # of the period below
    ],
)
def test_a_remark_behind_classes(printed: str, name: str, value: str) -> None:
    """Classes set apart by spaces alone are as long as one another."""
    found = certificate(
        line("承装（修、试）电力设施许可证", 400, 260, size=60),
        *row(0, "许可证编号：", "5-3-00024-2007"),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "法定代表人：", "李士方"),
        *row(3, "许可类别和等级：", printed),
    )
    field = found.fields[name]
    status = FieldStatus.REVIEW if "20" in printed else FieldStatus.ACCEPTED
    assert (field.value, field.status) == (value, status)


@pytest.mark.parametrize(
    ("capital", "status"),
    [
        ("壹佰万元整", FieldStatus.ACCEPTED),
        ("壹佰万元整 已核", FieldStatus.REVIEW),
        ("人民币 500万元", FieldStatus.ACCEPTED),
        ("500 万元", FieldStatus.ACCEPTED),
    ],
)
def test_a_remark_behind_an_amount(capital: str, status: FieldStatus) -> None:
    found = business("李 士 方", capital)
    assert found.fields["registered_capital"].status == status
    assert found.fields["legal_representative"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张 伟", FieldKind.PERSON),
        ("欧阳 娜娜", FieldKind.PERSON),
        ("智慧社区平台 V2.0", FieldKind.TEXT),
        ("GB/T 19001-2016 标准", FieldKind.TEXT),
        ("A座 B座", FieldKind.ADDRESS),
        ("浙江省 杭州市 滨江区江南大道88号", FieldKind.ADDRESS),
        ("人民币 壹仟万元整", FieldKind.MONEY),
        ("500.000000万 人民币", FieldKind.MONEY),
        ("壹 仟 万元整", FieldKind.MONEY),
        ("许可项目：食品销售（凭许可证经营） 一般项目：技术服务", FieldKind.TEXT),
    ],
)
def test_spaces_that_print_has(text: str, kind: FieldKind) -> None:
    assert not holds_further_print(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("张 伟 已核", FieldKind.PERSON),
        ("王芳 已审", FieldKind.PERSON),
        ("壹佰万元整 已 核", FieldKind.MONEY),
        ("壹佰万元 实收资本", FieldKind.MONEY),
        ("北京市海淀区中关村南大街2号 已 迁", FieldKind.ADDRESS),
        ("北京市海淀区 已迁", FieldKind.ADDRESS),
        ("承装类三级、承修类三级 已 核", FieldKind.LIST),
    ],
)
def test_remarks_set_wide_or_as_long_as_the_value(text: str, kind: FieldKind) -> None:
    assert holds_further_print(text, kind)


def test_nobody_is_called_with_a_remark() -> None:
    """张伟已核 would be a name of four characters."""
    for person in ("张 伟 已核", "王芳 已审"):
        assert business(person, "壹佰万元整").fields["legal_representative"].status == FieldStatus.REVIEW
    capital = business("张 伟", "人民币 壹仟万元整").fields["registered_capital"]
    assert (capital.value, capital.status) == ("人民币壹仟万元整", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    "sentence",
    [
        "本证书有效性依据发证机构的定期监督获得保持",
        "注：1.本证书须经年度监督审核",
        "在证书有效期内须受检",
    ],
)
def test_a_scope_with_a_sentence_about_the_certificate_is_for_review(sentence: str) -> None:
    found = certificate(
        line("环境管理体系认证证书", 500, 200, size=60),
        *row(0, "证书编号：", "18520E24643R1L"),
        *row(1, "组织名称：", "咸阳市峻岭机械制造有限公司"),
        *row(2, "认证范围：", "五金制品、塑料制品的生产及销售", sentence),
    )
    assert found.fields["scope"].status == FieldStatus.REVIEW
