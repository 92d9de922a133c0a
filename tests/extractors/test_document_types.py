"""The built-in types beside telecom: each form's labels and places, set by hand."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.page import SealReading, TextLine
from tests.lines import certificate, certificates, line, of_file, page, row, seal

LARGE = 90.0


def _title(text: str) -> TextLine:
    return line(text, 480, 200, size=LARGE)


def _value(found: Certificate, key: str) -> object:
    return found.record().get(key)


def _spaced(label: str, value: str, left: float, top: float) -> list[TextLine]:
    """A label padded over two boxes, the second run on to the value, as engines read it."""
    first, rest = label[0], label[1:]
    return [line(first, left, top), line(rest + value, left + 110, top)]


LANDSCAPE = [
    _title("营业执照"),
    line("统一社会信用代码", 200, 380),
    line("91110108700338416R", 200, 430),
    *_spaced("名称", "郑州方大实业有限公司", 200, 560),
    *_spaced("类型", "有限责任公司(自然人投资或控股)", 200, 640),
    line("法定代表人李士方", 200, 720),
    line("经营范围", 200, 800),
    line("装饰工程设计与施工；承装电力设施", 360, 800),
    line("业务；电力工程施工。", 360, 840),
    line("注册资本贰仟万圆整", 1000, 560),
    line("成立日期1994年12月02日", 1000, 640),
    line("营业期限长期", 1000, 720),
    *_spaced("住所", "郑州市高新区翠竹街1号72幢1单", 1000, 800),
    line("元2层02号", 1150, 845),
    line("登记机关", 1000, 1200),
    line("2019年03月19日", 1150, 1300),
]
SEAL = [seal("郑州市市场监督管理局", (1300.0, 1250.0))]


def test_a_business_license_in_two_columns() -> None:
    found = certificate(*LANDSCAPE, seals=SEAL)
    assert found.document_type == "business_license"
    expected = {
        "unified_social_credit_code": "91110108700338416R",
        "company": "郑州方大实业有限公司",
        "company_type": "有限责任公司（自然人投资或控股）",
        "legal_representative": "李士方",
        "scope": "装饰工程设计与施工；承装电力设施业务；电力工程施工。",
        "registered_capital": "贰仟万圆整",
        "established": "1994-12-02",
        "valid_until": "长期",
        "address": "郑州市高新区翠竹街1号72幢1单元2层02号",
        "issuer": "郑州市市场监督管理局",
        "issue_date": "2019-03-19",
        "license_number": None,
    }
    assert {key: _value(found, key) for key in expected} == expected
    assert found.fields["issuer"].status == "accepted"


def test_the_evidence_of_the_type_is_kept() -> None:
    why = certificate(*LANDSCAPE, seals=SEAL).classification
    assert why is not None
    assert why.runner_up != "business_license"
    assert why.margin == pytest.approx(why.score - why.runner_up_score, abs=1e-3)
    assert set(why.evidence) == {"title", "labels", "number", "words", "seal"}


def test_a_scope_of_telecom_services_makes_no_telecom_license() -> None:
    lines = [entry for entry in LANDSCAPE if "装饰" not in entry.text]
    lines.append(line("第二类增值电信业务中的信息服务业务；", 360, 800))
    assert certificate(*lines, seals=SEAL).document_type == "business_license"


def test_an_old_license_of_a_sole_trader() -> None:
    found = certificate(
        _title("个体工商户营业执照"),
        line("注册号440306801234567", 900, 400),
        *row(1, "经营者姓名", "黄志明"),
        *row(2, "字号名称", "深圳市宝安区西乡志明五金店"),
        *row(3, "经营场所", "深圳市宝安区西乡街道金雅新苑1栋108"),
        *row(4, "经营范围及方式", "五金、交电零售"),
        line("登记机关", 900, 1200),
        line("2010年3月8日", 950, 1300),
        seals=[seal("深圳市市场监督管理局宝安分局", (1050.0, 1250.0))],
    )
    assert found.license_number == "440306801234567"
    assert (found.legal_representative, found.company) == ("黄志明", "深圳市宝安区西乡志明五金店")
    assert (found.issuer, found.issue_date) == ("深圳市市场监督管理局宝安分局", "2010-03-08")


@pytest.mark.parametrize(
    ("title", "lines", "kind", "values"),
    [
        (
            "食品经营许可证",
            [
                *row(0, "许可证编号：", "JY14403070071511"),
                *row(1, "经营者名称：", "深圳市菜篮食品有限公司"),
                *row(2, "法定代表人（负责人）：", "刘志良"),
                *row(3, "主体业态：", "食品销售经营者"),
                *row(4, "有效期至：", "2021年07月19日"),
            ],
            "food_business_license",
            {"license_number": "JY14403070071511", "business_form": "食品销售经营者"},
        ),
        (
            "食品流通许可证",
            [
                *row(0, "许可证编号：", "SP4403051010123456"),
                *row(1, "名称：", "深圳市南山区优鲜便利店"),
                *row(2, "负责人：", "黄丽华"),
                *row(3, "有效期限：", "自2011年07月01日至2014年06月30日"),
            ],
            "food_circulation_license",
            {"license_number": "SP4403051010123456", "valid_until": "2014-06-30"},
        ),
        (
            "安全生产许可证",
            [
                *row(0, "编号：", "（苏）JZ安许证字〔2014〕000326"),
                *row(1, "单位名称：", "江苏中天建设工程有限公司"),
                *row(2, "主要负责人：", "顾海峰"),
                *row(3, "许可范围：", "建筑施工"),
                *row(4, "有效期：", "2020年12月10日至2023年12月09日"),
            ],
            "work_safety_license",
            {"license_number": "（苏）JZ安许证字〔2014〕000326", "valid_from": "2020-12-10"},
        ),
        (
            "全国工业产品生产许可证",
            [
                *row(0, "证书编号：", "XK16-114-OO123"),
                *row(1, "企业名称：", "河北金盾电缆有限公司"),
                *row(2, "产品名称：", "电线电缆"),
                *row(3, "有效期至：", "2024年03月25日"),
            ],
            "industrial_product_license",
            {"license_number": "XK16-114-00123", "product": "电线电缆"},
        ),
        (
            "建筑业企业资质证书",
            [
                *row(0, "证书编号：", "D251234567"),
                *row(1, "企业名称：", "四川宏远建筑工程有限公司"),
                *row(2, "法定代表人：", "唐建国"),
                *row(3, "有效期：", "2025年12月31日"),
                *row(4, "资质类别及等级：", "建筑工程施工总承包二级"),
            ],
            "construction_qualification",
            {"license_number": "D251234567", "valid_until": "2025-12-31", "scope": "建筑工程施工总承包二级"},
        ),
        (
            "承装(修、试)电力设施许可证",
            [
                *row(0, "许可证编号：", "5-3-00024-2007(1/2)"),
                *row(1, "单位名称：", "郑州方大实业有限公司"),
                *row(2, "许可类别和等级：", "承装类三级、承修类三级"),
                *row(3, "有效期限：", "自2019年04月04日始", "至2025年04月03日止", pitch=40),
            ],
            "power_facility_license",
            {
                "license_number": "5-3-00024-2007(1/2)",
                "valid_from": "2019-04-04",
                "valid_until": "2025-04-03",
            },
        ),
        (
            "计算机软件著作权登记证书",
            [
                *row(0, "软件名称：", "云帆客户关系管理系统"),
                *row(1, "著作权人：", "杭州云帆信息技术有限公司"),
                *row(2, "登记号：", "2019SR0712345"),
            ],
            "software_copyright",
            {"registration_number": "2019SR0712345", "software_name": "云帆客户关系管理系统"},
        ),
        (
            "高新技术企业证书",
            [
                *row(0, "企业名称：", "杭州云帆信息技术有限公司"),
                *row(1, "证书编号：", "GR202033001234"),
                *row(2, "发证时间：", "2020年12月1日"),
            ],
            "high_tech_enterprise",
            {"license_number": "GR202033001234", "issue_date": "2020-12-01"},
        ),
    ],
)
def test_every_type(title: str, lines: list[TextLine], kind: str, values: dict[str, str]) -> None:
    found = certificate(_title(title), *lines)
    assert found.document_type == kind
    assert {key: _value(found, key) for key in values} == values


def test_values_below_and_above_what_announces_them() -> None:
    management = certificate(
        _title("环境管理体系认证证书"),
        line("证书编号：04919E10234R1M", 500, 400),
        line("兹证明", 780, 500),
        line("江苏中天建设工程有限公司", 600, 570),
        line("环境管理体系符合标准", 650, 700),
        line("GB/T24001-2016/IS014001:2015", 560, 770),
        line("通过认证范围如下", 680, 860),
        line("建筑工程施工总承包及相关管理活动", 560, 930),
        *row(8, "发证日期：", "2019年08月12日"),
        *row(9, "有效期至：", "2022年08月11日"),
    )
    assert management.document_type == "management_system_certificate"
    assert management.company == "江苏中天建设工程有限公司"
    assert _value(management, "standard") == "GB/T24001-2016/ISO14001:2015"
    assert management.scope == "建筑工程施工总承包及相关管理活动"
    credit = certificate(
        _title("信用等级证书"),
        line("统一编号：HCC2019A01320", 800, 400),
        line("郑州方大实业有限公司", 500, 600),
        line("经评估该单位信用等级为", 300, 700),
        line("AAA", 560, 790, size=120),
        *row(8, "签发日期：", "2019年06月11日"),
    )
    assert (credit.company, _value(credit, "grade")) == ("郑州方大实业有限公司", "AAA")


@pytest.mark.parametrize(
    "other", ["药品经营许可证", "危险化学品经营许可证", "烟草专卖零售许可证", "医疗器械经营许可证"]
)
def test_a_title_that_is_nearly_one_of_ours_is_another(other: str) -> None:
    found = certificate(
        _title(other),
        *row(0, "许可证编号：", "粤DA7550123"),
        *row(1, "企业名称：", "深圳市康民大药房有限公司"),
        *row(2, "法定代表人：", "许国华"),
        *row(3, "经营范围：", "中成药、化学药制剂"),
        *row(4, "有效期至：", "2024年09月12日"),
    )
    assert found.document_type == "unknown"
    assert found.needs_review
    assert found.company is None
    assert {pair.label: pair.value for pair in found.pairs}["企业名称"] == "深圳市康民大药房有限公司"


@pytest.mark.parametrize(
    ("texts", "seals"),
    [
        (("ICP备案主体信息", "ICP备案/许可证号：京ICP备13034501号", "主办单位名称：书香文化公司"), ()),
        (("企业详情", "统一社会信用代码：91110108700338416R", "法定代表人：周明远", "注册资本：500万元"), ()),
        (("采购合同", "合同编号：HT-2021-0456", "甲方：杭州云帆信息技术有限公司", "签订日期：2021年3月11日"),
         (seal("杭州云帆信息技术有限公司", (1200.0, 1300.0)),)),
        (("食品经营许可证申请须知", "一、申请人应当先行取得营业执照。", "二、有效期5年。", "三、电话"), ()),
        (("资质文件", "营业执照 许可证 认证证书", "杭州云帆信息技术有限公司"), ()),
    ],
)  # fmt: skip
def test_papers_that_are_no_certificates(texts: tuple[str, ...], seals: tuple[SealReading, ...]) -> None:
    lines = [line(text, 240, 300 + 90 * place) for place, text in enumerate(texts)]
    assert certificates(*of_file("a.jpg", page(*lines, seals=seals))) == []


def test_terms_of_use_give_no_values() -> None:
    (found,) = certificates(
        *of_file(
            "a.jpg",
            page(
                line("承装(修、试)电力设施许可证使用规定", 300, 300, size=60),
                *(line(f"{number}、持证人应当提前30日提出申请。", 240, 500 + 90 * place)
                  for place, number in enumerate("一二三四五")),
            ),
        )
    )  # fmt: skip
    assert found.document_type == "power_facility_license"
    assert all(field.value is None for field in found.fields.values())
    assert found.needs_review


def test_two_types_in_one_file_are_two_certificates() -> None:
    food = [_title("食品流通许可证"), *row(0, "许可证编号：", "SP4403051010123456"),
            *row(1, "名称：", "深圳市南山区优鲜便利店"), *row(2, "负责人：", "黄丽华")]  # fmt: skip
    found = certificates(*of_file("a.pdf", page(*LANDSCAPE, seals=SEAL), page(*food, page_no=2)))
    assert [one.document_type for one in found] == ["business_license", "food_circulation_license"]
    assert [len(one.pages) for one in found] == [1, 1]
