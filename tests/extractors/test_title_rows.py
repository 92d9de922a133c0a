"""Titles that are set over two rows, and headings that say of what a page is."""

from __future__ import annotations

import pytest

from extractors.pages.title import heads_page
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, certificate, certificates, line, of_file, page, row, seen

BODY = [
    *row(0, "证书编号：", "04622EN0013R0L"),
    *row(1, "组织名称：", "郑州方大实业有限公司"),
    *row(2, "认证依据：", "GB/T 23331-2020/ISO 50001:2018"),
    *row(3, "认证范围：", "镁质耐火砖的生产"),
    *row(5, "初次发证日期：", "2022年01月21日"),
    *row(6, "有效期至：", "2025年01月20日"),
]


def _headed(*head: TextLine) -> Certificate:
    return certificate(*head, *BODY)


def test_a_title_whose_ending_stands_below_it() -> None:
    found = _headed(line("能源管理体系", 620, 160, size=60), line("认证证书", 680, 260, size=70))
    assert found.document_type == "management_system_certificate"
    record = found.record()
    assert (record["license_number"], record["company"]) == ("04622EN0013R0L", "郑州方大实业有限公司")
    assert (record["issue_date"], record["valid_until"]) == ("2022-01-21", "2025-01-20")


def test_a_title_that_goes_on_behind_a_bracket() -> None:
    body = [
        *row(0, "许可证编号：", "3-1-12156-2023"),
        *row(1, "单位名称：", "盛达电气工程有限公司"),
        *row(2, "法定代表人：", "杨光明"),
        *row(3, "许可类别和等级：", "承装类二级"),
    ]
    head = [line("承装（修、试）", 620, 160, size=60), line("电力设施许可证", 620, 260, size=60)]
    found = certificate(*head, *body)
    assert (found.document_type, found.company) == ("power_facility_license", "盛达电气工程有限公司")


def test_an_ending_far_below_or_beside_ends_no_title() -> None:
    for low in (line("认证证书", 680, 420, size=70), line("认证证书", 1200, 260, size=70)):
        read = certificates(*of_file("a.pdf", page(line("能源管理体系", 620, 160, size=60), low)))
        assert not any(found.document_type == "management_system_certificate" for found in read)


def test_another_certificate_s_title_over_two_rows_is_told() -> None:
    found = _headed(line("碳足迹产品", 620, 160, size=60), line("认证证书", 680, 260, size=70))
    assert found.document_type == "unknown"
    (told,) = [one.message for one in found.issues if one.code == "unknown_type"]
    assert "碳足迹产品认证证书" in told


def test_a_cooperative_s_license_and_its_number() -> None:
    found = certificate(
        line("农民专业合作社", 580, 160, size=70),
        line("法人营业执照", 615, 260, size=70),
        line("注册号140728NA000162X", 900, 380),
        *row(0, "名称", "平遥县晋岳养殖专业合作社"),
        *row(1, "住所", "平遥县岳壁乡梁村"),
        *row(2, "法定代表人姓名", "郝栓柱"),
        *row(3, "成员出资总额", "陆拾陆万元"),
        *row(4, "业务范围", "肉羊养殖、销售。"),
        *row(5, "成立日期", "二〇〇九年七月十三日"),
    )
    assert found.document_type == "business_license"
    field = found.fields["license_number"]
    assert (field.value, field.status) == ("140728NA000162X", FieldStatus.ACCEPTED)


@pytest.mark.parametrize(
    ("text", "heads"), [("附件：网站信息表", True), ("（附页）", True), ("附近：网站信息表", False)]
)
def test_a_page_s_heading_may_say_of_what(text: str, heads: bool) -> None:
    lines = seen(
        line("增值电信业务经营许可证", 600, 200), line(text, 700, 260), line("公司名称：清河", LABELS, 320)
    )
    assert heads_page(lines[1], lines, {"附件", "附页"}) is heads


TRANSPORT = [
    *row(0, "业户名称：", "海口崧宁国际货运有限公司"),
    *row(1, "地址：", "海口市美兰区金鼎路218号"),
    *row(2, "经营范围：", "普通货运；大型物件运输（一类）"),
    *row(3, "证件有效期：", "2019年1月11日至2023年1月10日"),
]


def test_a_title_no_larger_than_the_rest_is_one_below_the_state_s_name() -> None:
    """The boxes of long rows that lie aslant are as high as it is."""
    above = line("中华人民共和国", 620, 200, size=34)
    named = line("道路运输经营许可证", 620, 260, size=32)
    (found,) = certificates(*of_file("a.pdf", page(above, named, *TRANSPORT)))
    assert found.document_type == "unknown"
    assert ("业户名称", "海口崧宁国际货运有限公司") in [(one.label, one.value) for one in found.pairs]
    assert not certificates(*of_file("a.pdf", page(named, *TRANSPORT)))


def test_a_class_within_a_scope_is_no_label() -> None:
    head = [line("第二类医疗器械经营备案凭证", 480, 200, size=60)]
    scope = row(2, "经营范围：", "二类：6820普通诊察器械，68", "64医用卫生材料及敷料")
    (found,) = certificates(
        *of_file("a.pdf", page(*head, *row(5, "备案编号：", "渝械备20202013号"), *TRANSPORT[:2], *scope))
    )
    values = {one.label: one.value for one in found.pairs}
    assert "二类" not in values
    assert "6820普通诊察器械，6864医用卫生材料及敷料" in (values["经营范围"] or "")
