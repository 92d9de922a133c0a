"""Labels in Chinese and English: the English half is nobody's value."""

from __future__ import annotations

import pytest

from extractors.page_lines.translations import (
    without_last_translation,
    without_translation,
    without_translations,
)
from extractors.printed_labels.labels import find_labels
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import TELECOM, certificate, line, row, seen

LEFT = 240.0
VALUES = {
    "company": "郑州方大实业有限公司",
    "unified_social_credit_code": "91410100268043431X",
    "address": "郑州高新区翠竹街1号72幢",
    "standard": "GB/T 24001-2016 idt ISO 14001:2015",
    "scope": "光伏组件用铝边框的生产",
}


def _certificate(*labels: tuple[str, str, str]) -> Certificate:
    """A certificate whose values stand below their labels; each is followed by its English, if any."""
    lines = [line("环境管理体系认证证书", 480, 200, size=70)]
    lines.append(line("证书编号 Certificate No.: 00220E31562R2M", 800, 100))
    for index, (label, value, english) in enumerate(labels):
        top = 420 + index * 160
        lines += [line(label, LEFT, top), line(value, LEFT, top + 48, size=38)]
        lines += [line(english, LEFT, top + 100, size=26)] if english else []
    lines += [
        line("首次发证日期 Initial Issue: 2014-06-12", LEFT, 1400),
        line("有效期至 Valid Until: 2023-06-20", LEFT, 1460),
        line("发证机构：方圆标志认证集团有限公司", LEFT, 1560),
    ]
    return certificate(*lines)


@pytest.mark.parametrize(
    ("between", "status"),
    [
        ("has been found to conform to the standard", FieldStatus.ACCEPTED),
        ("is in compliance with the requirements of", FieldStatus.ACCEPTED),
        ("operates what somebody chose to call", FieldStatus.REVIEW),
    ],
)
def test_a_sentence_in_english_between_label_and_value(between: str, status: FieldStatus) -> None:
    """It was a part of the standard's name, accepted."""
    lines = [line("环境管理体系认证证书", 480, 200, size=70), line("证书编号：00220E31562R2M", 800, 100)]
    lines += [line("获证组织：郑州方大实业有限公司", LEFT, 420), line("管理体系符合标准", LEFT, 560)]
    lines += [line(between, LEFT, 610, size=26), line(VALUES["standard"], LEFT, 660)]
    lines += [line("认证范围 Scope of Certification", LEFT, 760), line(VALUES["scope"], LEFT, 810)]
    lines += [
        line("发证日期 Issue Date：2020-06-12", LEFT, 1400),
        line("有效期至 Valid Until：2023-06-20", LEFT, 1460),
    ]
    found = certificate(*lines, line("发证机构：方圆标志认证集团有限公司", LEFT, 1560)).fields["standard"]
    assert found.status == status
    assert found.value is not None and found.value.endswith(VALUES["standard"])
    assert (found.value == VALUES["standard"]) == (status == FieldStatus.ACCEPTED)


def test_values_below_bilingual_labels() -> None:
    found = _certificate(
        ("获证组织 Certified Organization", VALUES["company"], "Zhengzhou Fangda Industry Co., Ltd."),
        ("统一社会信用代码 USCC", VALUES["unified_social_credit_code"], ""),
        ("注册地址 Registered Address", VALUES["address"], ""),
        ("认证标准 Standard", VALUES["standard"], ""),
        ("认证范围 Scope of Certification", VALUES["scope"], "Production of aluminium frame for PV modules"),
    )
    record = found.record()
    assert {name: record[name] for name in VALUES} == VALUES
    assert record["license_number"] == "00220E31562R2M"
    assert (record["issue_date"], record["valid_until"]) == ("2014-06-12", "2023-06-20")
    assert all(found.fields[name].status == FieldStatus.ACCEPTED for name in VALUES)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Registered Address", None),
        ("CertifiedOrganization", None),
        ("(Name of Company)：郑州方大实业有限公司", "郑州方大实业有限公司"),
        ("Valid Until 2023-06-20", "2023-06-20"),
        ("Standard ISO/IEC 27001:2013", "ISO/IEC 27001:2013"),
        ("Legal Representative: LEO TSOI", "LEO TSOI"),
        ("Standard Chartered Bank (China) Limited", "Standard Chartered Bank (China) Limited"),
        ("Northern 21 Ltd.", "Northern 21 Ltd."),
        ("IS 703312", "IS 703312"),
        ("www.name-office.com", "www.name-office.com"),
    ],
)
def test_what_follows_the_english_half(text: str, rest: str | None) -> None:
    found = without_translation(seen(line(text, LEFT, 400))[0])
    assert (found.text if found is not None else None) == rest


def test_the_english_half_in_a_box_of_its_own() -> None:
    lines = seen(line("Date of Issue", LEFT, 400), line("2014-06-12", LEFT, 460), line("AAA", LEFT, 520))
    assert [kept.text for kept in without_translations(lines)] == ["2014-06-12", "AAA"]


def test_only_english_below_a_value_is_no_part_of_it() -> None:
    rows = seen(line("资质范围内电力工程施工", LEFT, 400), line("Construction of power works", LEFT, 450))
    assert [row.text for row in without_last_translation(rows)] == ["资质范围内电力工程施工"]
    address = seen(line("郑州高新区翠竹街1号", LEFT, 400), line("Address: No.1 Cuizhu, P.R.China", LEFT, 450))
    assert [row.text for row in without_last_translation(address)] == ["郑州高新区翠竹街1号"]
    standard = seen(line("质量管理体系标准", LEFT, 400), line("GB/T 19001-2016 idt ISO 9001:2015", LEFT, 450))
    assert len(without_last_translation(standard)) == 2
    site = seen(line("清河社区", LEFT, 400), line("www.qinghe-shequ.com", LEFT, 450))
    assert len(without_last_translation(site)) == 2


def _software(*name: str) -> Certificate:
    """A certificate of copyright, Chinese alone, that names software so."""
    return certificate(
        line("计算机软件著作权登记证书", 480, 260, size=60),
        *row(0, "证书号：", "软著登字第1234567号"),
        *row(1, "软件名称：", *name),
        *row(3, "著作权人：", "杭州清河网络科技有限公司"),
        *row(4, "开发完成日期：", "2020年03月05日"),
        *row(6, "权利取得方式：", "原始取得"),
        *row(8, "登记号：", "2020SR123456"),
    )


def test_a_name_in_english_is_no_translation_of_its_label() -> None:
    assert _software("Quality Management System", "V1.0").record()["software_name"] == (
        "Quality Management System V1.0"
    )
    rows = ("清河医疗数据分析平台软件", "Medical Data Platform V1.0")
    assert _software(*rows).record()["software_name"] == "".join(rows)
    (label,), _ = find_labels(seen(line("公司名称：Office办公软件有限公司", LEFT, 400)), TELECOM.fields)
    assert [rest.text for rest in label.rest] == ["Office办公软件有限公司"]
