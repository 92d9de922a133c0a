"""Values with more than their kind can have, or less, are for review: a neighbour's text, English, masks."""

from __future__ import annotations

import pytest

from extractors.normal_forms import normalize, normalize_as
from extractors.normalize.normal import Check
from schemas.declarations import document_types
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from tests.lines import certificate, line, row

ADDRESS = "大连市甘井子区和平里七区291号4号楼9层1627"
TYPES = {kind.name: kind for kind in document_types()}


@pytest.mark.parametrize(
    "neighbour",
    [
        "第一类医疗器械销售。（依法须经批准的项目）",
        "技术开发；会议及展览服务；物业管理",
        "2008-05-03至长期",
        "大连市市场监督管理局",
        "？",
        "至2室37误18幢",
    ],
)
def test_a_neighbour_s_text_in_an_address(neighbour: str) -> None:
    assert Check.ADDRESS_FORM in normalize(FieldKind.ADDRESS, ADDRESS + neighbour).failed


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        f"{ADDRESS}。",
        "大连市和平里七区291号至293号1幢2单元3室",
        "大连市和平里29号B座2404",
        "北京市海淀区软件服务中心2号",
        "1、大连市和平里七区291号；2、大连市服务路8号",
    ],
)
def test_an_address_alone(address: str) -> None:
    assert Check.ADDRESS_FORM not in normalize(FieldKind.ADDRESS, address).failed


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("有限责任公司(自然人投资或控股)", True),
        ("个体工商户", True),
        ("农民专业合作社", True),
        ("全民所有制", True),
        ("股份合作制", True),
        ("外商投资企业(台港澳)", True),
        ("个体工商户POOS", False),
        ("有限责任公司(台港澳与境内合资)申燚", False),
        ("仝锦国", False),
        ("有限责任", False),
    ],
)
def test_a_text_is_in_the_form_that_is_declared(value: str, fits: bool) -> None:
    for name in ("business_license", "construction_qualification", "internet_culture_license"):
        spec = TYPES[name].field("company_type")
        assert (Check.TEXT_FORM not in normalize_as(spec, value).failed) is fits


@pytest.mark.parametrize(
    ("label", "name", "printed"),
    [
        ("公司名称：", "company", "长沙市＊＊＊＊公司"),
        ("法定代表人：", "legal_representative", "张××"),
        ("注册住所：", "address", "大连市沙河口区******-8"),
        ("注册住所：", "address", "大连市沙河口区中山路8号No.8 Zhongshan Road"),
        ("注册住所：", "address", "大连市沙河口区中山路8号 Room 1203, Building 5"),
    ],
)
def test_what_is_masked_or_said_again_in_english(label: str, name: str, printed: str) -> None:
    found = certificate(
        line("增值电信业务经营许可证", 480, 260, size=60),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(2, label, printed),
        *row(8, "发证日期：", "2019年03月06日"),
    )
    assert found.fields[name].status is FieldStatus.REVIEW


def test_letters_of_an_address_are_its_own() -> None:
    found = certificate(
        line("增值电信业务经营许可证", 480, 260, size=60),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(2, "注册住所：", "大连市沙河口区中山路8号SOHO T3-A1203"),
    )
    assert found.fields["address"].status is FieldStatus.ACCEPTED


@pytest.mark.parametrize(("read", "sure"), [("王小蒙", False), ("蒙小王", True), ("人汪刚杰", False)])
def test_people_whose_name_may_be_another(read: str, sure: bool) -> None:
    """濛 is read as 蒙, and 人 may be the end of its label."""
    assert (not normalize(FieldKind.PERSON, read).failed) is sure


@pytest.mark.parametrize("read", ["有限责任公司", "股份有限公司", "集团有限公司"])
def test_a_legal_form_alone_is_no_company(read: str) -> None:
    assert Check.COMPANY_CHARACTERS in normalize(FieldKind.NAME, read).failed


@pytest.mark.parametrize(
    ("read", "value", "sure"),
    [
        ("信息服务业务（仅限互联网信息服务）重庆市", "信息服务业务（仅限互联网信息服务）重庆市", False),
        ("．信息服务业务（仅限互联网信息服务）", "信息服务业务（仅限互联网信息服务）", True),
    ],
)
def test_services_with_their_neighbour_or_dirt(read: str, value: str, sure: bool) -> None:
    found = normalize(FieldKind.SERVICES, read)
    assert (found.value, not found.failed) == (value, sure)


@pytest.mark.parametrize(
    ("grade", "fits"), [("AA+", True), ("AAA级", True), ("A（优秀）", True), ("AA+已核原件", False)]
)
def test_a_grade_is_one(grade: str, fits: bool) -> None:
    spec = TYPES["credit_rating_certificate"].field("grade")
    assert (Check.TEXT_FORM not in normalize_as(spec, grade).failed) is fits


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        (FieldKind.ADDRESS, "济南市历下区民族大道218号座2404"),  # C座
        (FieldKind.NAME, "（天津）同方九通网络科技（天津）有限公司"),
        (FieldKind.MONEY, "壹亿贰仟万元整ARAHESH"),
        (FieldKind.MONEY, "001.万元"),
        (FieldKind.MONEY, "5001.万元"),
        (FieldKind.LIST, "网上贸易代理；设·计、制作、发布广告"),
    ],
)
def test_what_lost_a_letter_or_has_one_too_many(kind: FieldKind, read: str) -> None:
    assert normalize(kind, read).failed


def test_a_dot_behind_a_mark_of_a_list_is_dirt() -> None:
    found = normalize(FieldKind.LIST, "食品销售；·通讯器材、办公用品的销售")
    assert (found.value, found.failed) == ("食品销售；通讯器材、办公用品的销售", ())


def test_a_stamp_s_words_across_a_value() -> None:
    found = certificate(
        line("增值电信业务经营许可证", 480, 260, size=60),
        *row(0, "经营许可证编号：", "浙B2-20190046"),
        *row(2, "注册住所：", "西安市雁塔区白堤路356号科技楼东侧（集群注见原件册）"),
    )
    assert found.fields["address"].status is FieldStatus.REVIEW
