"""Forms of the built-in types: values that wrap, labels by what is certified, what no paper lacks."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import certificate, line, row


def _titled(title: str, *lines: TextLine) -> Certificate:
    return certificate(line(title, 480, 200, size=80), *lines)


def test_a_kind_of_company_over_two_rows() -> None:
    found = _titled(
        "建筑业企业资质证书",
        *row(0, "企业名称：", "郑州方大实业有限公司"),
        *row(1, "证书编号：", "D141012345"),
        *row(2, "经济性质：", "有限责任公司（非自然人投资或控股的", "法人独资）"),
        *row(4, "法定代表人：", "李士方"),
        *row(5, "资质类别及等级：", "建筑工程施工总承包一级"),
        *row(6, "有效期至：", "2026年12月31日"),
    )
    field = found.fields["company_type"]
    assert field.value == "有限责任公司（非自然人投资或控股的法人独资）"
    assert field.status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("system", ["食品安全", "知识产权", "信息技术服务", "职业健康安全"])
def test_the_standard_of_a_management_system(system: str) -> None:
    found = _titled(
        f"{system}管理体系认证证书",
        line("兹证明", 760, 420),
        line("郑州方大实业有限公司", 660, 480),
        line(f"{system}管理体系符合", 640, 640),
        line("GB/T 22000-2006/ISO 22000:2005", 560, 700),
        line(f"该{system}管理体系认证所覆盖的范围为：", 560, 820),
        line("冷冻牛羊肉的生产", 680, 880),
        *row(8, "有效期至：", "2020年09月07日"),
    )
    record = found.record()
    assert record["standard"] == "GB/T 22000-2006/ISO 22000:2005"
    assert (record["company"], record["scope"]) == ("郑州方大实业有限公司", "冷冻牛羊肉的生产")


@pytest.mark.parametrize(
    ("title", "number", "owner"),
    [
        ("计算机软件著作权登记证书", ("登记号：", "2023SR0456781"), "著作权人："),
        ("全国工业产品生产许可证", ("证书编号：", "XK08-001-03276"), "企业名称："),
    ],
)
def test_an_issuer_that_was_not_read_is_missed(title: str, number: tuple[str, str], owner: str) -> None:
    found = _titled(title, *row(0, *number), *row(1, owner, "郑州方大实业有限公司"))
    assert ("missing", "issuer") in {(one.code, one.field) for one in found.issues}


@pytest.mark.parametrize("version", ["V2.0", "V1.0.3"])
def test_the_version_of_a_software_in_a_row_of_its_own(version: str) -> None:
    found = _titled(
        "计算机软件著作权登记证书",
        *row(0, "软件名称：", "智慧社区物业收费管理系统", "[简称：百灵鸟物业]", version),
        *row(2, "著作权人：", "郑州方大实业有限公司"),
        *row(3, "登记号：", "2019SR0184732"),
    )
    field = found.fields["software_name"]
    assert field.value == f"智慧社区物业收费管理系统[简称：百灵鸟物业]{version}"
    assert field.status == FieldStatus.ACCEPTED


@pytest.mark.parametrize("published", ["2016年07月12日", "未发表"])
def test_the_day_of_a_software_s_publication_is_a_text_or_a_date(published: str) -> None:
    found = _titled(
        "计算机软件著作权登记证书",
        *row(0, "软件名称：", "云帆客户关系管理系统V2.0"),
        *row(1, "著作权人：", "杭州云帆信息技术有限公司"),
        *row(2, "开发完成日期：", "2016年06月30日"),
        *row(3, "首次发表日期：", published),
        *row(4, "权利取得方式：", "原始取得"),
        *row(5, "登记号：", "2019SR0184732"),
    )
    record = found.record()
    assert (record["publication_date"], record["acquisition"]) == (published, "原始取得")
    assert record["completion_date"] == "2016-06-30"


def test_a_grade_set_large_in_the_middle_of_the_page() -> None:
    found = _titled(
        "企业信用等级证书",
        line("郑州方大实业有限公司", 600, 480, size=44),
        line("经综合评定，信用等级为：", 160, 640),
        line("AAA", 760, 800, size=140),
        *row(8, "有效期至：", "2023年05月15日"),
    )
    assert found.record()["grade"] == "AAA"
    assert found.record()["company"] == "郑州方大实业有限公司"


def test_what_is_no_larger_and_beside_an_announcement_is_not_its_value() -> None:
    found = _titled(
        "企业信用等级证书",
        line("郑州方大实业有限公司", 600, 480, size=44),
        line("经综合评定，信用等级为：", 160, 640),
        line("诚信经营示范", 960, 720),
        *row(8, "有效期至：", "2023年05月15日"),
    )
    assert found.record()["grade"] is None


@pytest.mark.parametrize(
    ("read", "status"), [("负 员 人李士方", FieldStatus.REVIEW), ("负 ☑责人李士方", FieldStatus.ACCEPTED)]
)
def test_a_misread_label_that_its_value_is_run_on_to(read: str, status: FieldStatus) -> None:
    """Its place in the column of labels tells it, and what it says is for a person; dirt between its
    characters is none of them."""
    printed = (
        "名　　称郑州方大商贸有限公司",
        "经营场所郑州市金水区花园路1号",
        read,
        "许可范围预包装食品零售",
    )
    found = _titled(
        "食品流通许可证",
        *(line(text, 240, 480 + 90 * place) for place, text in enumerate(printed)),
        *row(8, "发证日期：", "2011年08月15日"),
        *row(9, "有效期至：", "2014年08月14日"),
    )
    field = found.fields["legal_representative"]
    assert (field.value, field.status) == ("李士方", status)
    assert found.record()["address"] == "郑州市金水区花园路1号"


def _culture(domain: str) -> FieldStatus:
    found = _titled(
        "网络文化经营许可证",
        *row(0, "编号：", "京网文[2014]0765-165号"),
        *row(1, "单位名称：", "郑州方大实业有限公司"),
        *row(2, "网站域名：", domain),
        *row(3, "法定代表人：", "李士方"),
    )
    return found.fields["domain"].status


def test_the_dot_of_an_i_or_j_may_be_read_as_one_of_the_domain() -> None:
    assert _culture("www.ling.jing.tv") == FieldStatus.REVIEW
    assert _culture("www.jinglong.tv") == _culture("www.lingyun.org.cn") == FieldStatus.ACCEPTED


SPEECH = "经审查，你单位生产的下列产品符合取得生产许可证条件，特发此证。"


def test_whom_a_production_license_speaks_to() -> None:
    body = [*row(2, "产品名称：", "水泥"), *row(3, "证书编号：", "XK08-001-03276")]
    name = line("郑州方大水泥有限公司：", 240, 420, size=40)
    found = _titled("全国工业产品生产许可证", name, line(SPEECH, 300, 520), *body)
    field = found.fields["company"]
    assert (field.value, field.status) == ("郑州方大水泥有限公司", FieldStatus.ACCEPTED)
    apart = _titled("全国工业产品生产许可证", name, line(SPEECH, 300, 1400), *body)
    assert apart.record()["company"] is None


def test_the_name_that_is_spoken_to_is_whole_and_no_office_s() -> None:
    body = [line(SPEECH, 300, 520), *row(2, "产品名称：", "水泥"), *row(3, "证书编号：", "XK08-001-03276")]
    rows = (line("内蒙古自治区呼和浩特市清河", 240, 380, size=36), line("水泥有限公司：", 240, 430, size=36))
    field = _titled("全国工业产品生产许可证", *rows, *body).fields["company"]
    assert (field.value, field.status) == ("内蒙古自治区呼和浩特市清河水泥有限公司", FieldStatus.REVIEW)
    office = line("河南省质量技术监督局", 240, 420, size=40)
    assert _titled("全国工业产品生产许可证", office, *body).record()["company"] is None


@pytest.mark.parametrize("label", ["资信等级有效期：三年", "信用等级评定机构：清河信用评估有限公司"])
def test_what_goes_on_behind_the_word_for_a_grade_is_no_grade_for_sure(label: str) -> None:
    found = _titled("资信等级证书", *row(1, "企业名称：", "郑州方大实业有限公司"), line(label, 240, 700))
    assert found.fields["grade"].status == FieldStatus.REVIEW


@pytest.mark.parametrize("label", ["资信等级", "评定等级", "信用等级", "评定等级为"])
def test_the_grade_by_its_labels(label: str) -> None:
    found = _titled(
        "资信等级证书",
        *row(0, "证书编号：", "XYPJ2023-0457"),
        *row(1, "企业名称：", "郑州方大实业有限公司"),
        *row(2, f"{label}：", "AA+"),
        *row(3, "发证日期：", "2023年10月10日"),
        *row(4, "有效期至：", "2024年10月09日"),
    )
    assert (found.fields["grade"].value, found.fields["grade"].status) == ("AA+", FieldStatus.ACCEPTED)
