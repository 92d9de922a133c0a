"""Values that were taken for others', and digits that were lost: told apart, or put before a person."""

from __future__ import annotations

import re

import pytest

from extractors.authorities.authority import resolve
from extractors.authorities.authority_names import name_to_ending
from extractors.normalize.credit_code import normalize_credit_code
from extractors.normalize.dates import normalize_date, normalize_period
from extractors.normalize.normal import Check
from extractors.normalize.plain import normalize_list, normalize_text
from extractors.unknown_types.propose import number_to_pattern
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import TextLine
from tests.lines import LABELS, VALUES, certificate, line, row, seal

TITLE = line("建筑业企业资质证书", 480, 260, size=60)
ADDRESS = "重庆市九龙坡区人民路351号橙山电子商务产业园E座4层426室"
CLOSE = 52.0  # from row to row, pixels: as close as lines of one value


def qualification(*, first_label: str = "法定代表人：", address: str = ADDRESS) -> list[TextLine]:
    """A form whose rows stand close, with an address as wide as anything on it."""
    rows = [
        ("证书编号：", "D250984578"),
        ("企业名称：", "重庆市伽罗瓦通信有限公司"),
        ("统一社会信用代码：", "91110108700338416R"),
        (first_label, "白鹏洁"),
        ("注册地址：", address),
        ("注册资本：", "贰仟万圆整"),
        ("经济性质：", "国有企业"),
        ("有效期：", "至2025年07月21日"),
        ("资质类别及等级：", "公路工程施工总承包叁级"),
    ]
    lines = [TITLE]
    for index, (label, value) in enumerate(rows):
        lines += [line(label, LABELS, 500 + CLOSE * index), line(value, VALUES, 500 + CLOSE * index)]
    return lines


def values(found: Certificate, *names: str) -> list[str | None]:
    return [found.record()[name] for name in names]


@pytest.mark.parametrize("label", ["法定代表人：", ".法定代表人："])
def test_rows_beside_labels_of_their_own_are_no_address(label: str) -> None:
    found = certificate(*qualification(first_label=label))
    names = ("legal_representative", "address", "registered_capital", "company_type", "valid_until")
    assert values(found, *names) == ["白鹏洁", ADDRESS, "贰仟万圆整", "国有企业", "2025-07-21"]


@pytest.mark.parametrize(("upper", "lower"), [("北京路6-4号25楼C0", "2"), ("北京路6号2层22", "2室")])
def test_the_rest_of_a_house_number_is_part_of_it(upper: str, lower: str) -> None:
    address = f"重庆市九龙坡区{upper}"
    lines = [
        TITLE,
        *row(0, "证书编号：", "D250984578"),
        *row(1, "企业名称：", "重庆市伽罗瓦通信有限公司"),
        *row(2, "注册地址：", address, lower),
        *row(4, "注册资本：", "贰仟万圆整"),
        line("全国建筑市场监管公共服务平台查询网址及其他说明", 700, 1100),
    ]
    assert values(certificate(*lines), "address") == [address + lower]


def test_a_name_that_ends_amid_its_form_goes_on() -> None:
    lines = [
        TITLE,
        *row(0, "证书编号：", "D250984578"),
        *row(1, "企业名称：", "丝路科技集团有限公司南阳", "分公司"),
        *row(3, "注册地址：", "南阳市衡阳路38-2号数码广场19楼"),
        *row(4, "注册资本：", "贰仟万圆整"),
        line("全国建筑市场监管公共服务平台查询网址及其他说明", 700, 1100),
    ]
    assert values(certificate(*lines), "company") == ["丝路科技集团有限公司南阳分公司"]


def with_dates(issued: str, until: str) -> Certificate:
    lines = qualification()[:-4]
    lines += [*row(9, "发证日期：", issued), *row(11, "有效期至：", until)]
    return certificate(*lines, seals=[seal("重庆市住房和城乡建设委员会", (1200, 1900))])


@pytest.mark.parametrize(
    ("issued", "codes"),
    [
        ("2016年11月17日", set()),
        ("2016年1月17日", {"dates_near", "digit_lost", "period_long"}),
        ("2016年01月7日", {"date_digits", "period_long"}),
        ("2016年02月16日", {"period_long"}),  # of 12月: no license is longer valid than its kind is
        ("2016年12月9日", set()),
        ("2018年12月9日", set()),  # of a renewed paper
    ],
)
def test_a_digit_that_may_be_lost_is_told(issued: str, codes: set[str]) -> None:
    found = with_dates(issued, "2021年11月17日")
    told = {entry.code for entry in found.issues if entry.field == "issue_date"}
    assert told == codes
    accepted = found.fields["issue_date"].status == FieldStatus.ACCEPTED
    assert accepted == (not codes)


@pytest.mark.parametrize(
    ("house", "sure"),
    [
        ("111室", False),
        ("1112室", True),
        ("211室", True),
        ("11021103号", False),
        ("1102、1103号", True),
        ("11102、1103号", False),
        ("29105号", True),
    ],
)
def test_a_run_of_ones_is_doubted(house: str, sure: bool) -> None:
    found = certificate(*qualification(address=f"重庆市九龙坡区人民路351号{house}"))
    assert ("digit_run" in {entry.code for entry in found.issues}) != sure
    assert (found.fields["address"].status == FieldStatus.ACCEPTED) == sure


def test_dirt_is_no_part_of_a_value() -> None:
    assert normalize_text("·有限责任公司").value == "有限责任公司"
    assert normalize_list("零售：乳制品.（含婴幼儿配方乳粉）").value == "零售：乳制品（含婴幼儿配方乳粉）"
    assert normalize_text("平台V1.0").value == "平台V1.0"
    assert normalize_credit_code("91110108.700338416R").value == "91110108700338416R"
    doubled = normalize_list("包装服务；鞋帽零售；：专业设计服务")
    assert doubled.value == "包装服务；鞋帽零售；专业设计服务"
    assert Check.LIST_MARKS in doubled.failed


@pytest.mark.parametrize(
    ("domain", "sure"),
    [("http://w.cb-an.vip", False), ("www.ii-song.shop", False), ("www.meifang.site", True)],
)
def test_a_domain_with_what_engines_read_for_another_is_doubted(domain: str, sure: bool) -> None:
    lines = [
        line("网络文化经营许可证", 480, 260, size=60),
        *row(0, "编号：", "沪网文〔2012〕0976-739号"),
        *row(1, "单位名称：", "上海熊鼎文化传播有限公司"),
        *row(2, "网站域名：", domain),
        *row(3, "法定代表人：", "陈立群"),
    ]
    field = certificate(*lines).fields["domain"]
    assert field.value == domain.removeprefix("http://")
    assert (field.status == FieldStatus.ACCEPTED) == sure


def test_two_readings_of_one_issuer_are_one() -> None:
    lines = [
        line("食品流通许可证", 480, 260, size=60),
        *row(0, "许可证编号：", "SP4312051136404363"),
        *row(1, "名称：", "湖南省优天数字技术股份有限公司"),
        *row(2, "经营场所：", "邵阳市市南区锡山路301号绿盛科技园"),
        *row(14, "发证机关：", "邵阳工商行政管理局"),
    ]
    found = certificate(*lines, seals=[seal("邵阳市工商行政管理局", (1200, 1900))])
    assert found.issuer == "邵阳市工商行政管理局"
    assert found.fields["issuer"].status == FieldStatus.REVIEW


def test_a_period_that_begins_with_another_word() -> None:
    period = normalize_period("自2013-07-31始至2019年07月30日止")
    assert (period.start.value, period.end.value) == ("2013-07-31", "2019-07-30")
    assert normalize_date("2013年01月8日").failed == (Check.DATE_DIGITS,)
    assert normalize_date("2013年1月8日").failed == ()


def test_an_issuer_is_named_as_printed() -> None:
    words = ("认证有限公司", "有限公司")
    seen = resolve("华信国际认证北京有限公司", words, ("华信国际认证(北京)有限公司",))
    assert (seen.name, seen.borne_out) == ("华信国际认证（北京）有限公司", True)
    stamped = resolve("（章）广西壮族自治区住房和城乡建设厅", ("住房和城乡建设厅",), ())
    assert (stamped.name, stamped.borne_out) == ("广西壮族自治区住房和城乡建设厅", True)


@pytest.mark.parametrize(
    ("seal_text", "ending"),
    [
        ("成都市人力资源和社会保障局", "人力资源和社会保障局"),
        ("贵州省六盘水市文化广电和旅游局", "文化广电和旅游局"),
        ("某某咨询有限公司", None),
    ],
)
def test_words_of_an_issuer(seal_text: str, ending: str | None) -> None:
    assert name_to_ending(seal_text) == ending


@pytest.mark.parametrize(
    ("number", "like"),
    [
        ("川人社证字[2018]第2644号", "湘人社证字[2020]第3532号"),
        ("新出发青零字第40440号", "新出发贵零字第40808号"),
        ("京DA0100326", "粤CB7550187"),
        ("X-2021-003", "Y-2022-118"),
    ],
)
def test_a_proposed_pattern_fits_other_provinces(number: str, like: str) -> None:
    assert re.fullmatch(number_to_pattern(number), like)


def test_a_label_of_which_the_end_was_read_bounds_its_neighbour() -> None:
    lines = [
        line("食品经营许可证", 480, 260, size=60),
        *row(0, "许可证编号：", "JY31506062722910"),
        *row(1, "经营者名称：", "包头鹿邦物流有限公司"),
        *row(2, "经营场所：", "包头市金水区祥科路66号银座A座23层"),
        *row(3, "法定代表人：", "邹亮小"),
        *row(4, "主体业态：", "单位食堂"),
        line("目：散装食品销售、糕点类食品制售", 336, 500 + 5 * 90),
        *row(7, "有效期至：", "2021年06月07日"),
    ]
    found = certificate(*lines)
    assert values(found, "business_form", "scope") == ["单位食堂", "散装食品销售、糕点类食品制售"]
    assert found.fields["scope"].status == FieldStatus.REVIEW


def test_numbers_of_rows_are_no_part_of_values() -> None:
    lines = [
        line("计算机软件著作权登记证书", 480, 260, size=60),
        *row(0, "编号：", "软著登字第1901946号"),
        line("1.软件名称：人事考勤服务平台V2.0", LABELS, 600),
        line("2.著作权人：北京瑞竹网络技术有限公司", LABELS, 700),
        line("3.权利范围：全部权利", LABELS, 800),
    ]
    names = ("software_name", "company", "rights")
    assert values(certificate(*lines), *names) == [
        "人事考勤服务平台V2.0",
        "北京瑞竹网络技术有限公司",
        "全部权利",
    ]


def test_the_end_of_an_issuer_in_print_is_no_issuer() -> None:
    lines = [*qualification(), line("发证机关：", 1000, 1900), line("城乡建设厅", 1300, 1900)]
    found = certificate(*lines, seals=[seal("蒙自治区住房和城乡建设厅", (1200, 1900))])
    assert found.fields["issuer"].status == FieldStatus.REVIEW


def test_letters_of_the_ground_are_no_text() -> None:
    ground = [line("SCJDGL", x, y) for x, y in ((300, 300), (900, 300), (VALUES, 500 + CLOSE * 9))]
    assert values(certificate(*qualification(), *ground), "scope") == ["公路工程施工总承包叁级"]


def test_the_end_of_a_label_is_no_part_of_its_value() -> None:
    lines = [
        line("食品经营许可证", 480, 260, size=60),
        *row(0, "许可证编号：", "JY31506062722910"),
        *row(1, "经营者名称：", "包头鹿邦物流有限公司"),
        *row(2, "经营场所：", "包头市金水区祥科路66号银座A座23层"),
        *row(3, "经营项", "目：散装食品销售"),
        *row(4, "有效期至：", "2021年06月07日"),
    ]
    assert values(certificate(*lines), "scope") == ["散装食品销售"]
