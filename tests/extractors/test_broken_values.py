"""Values that a narrow cell breaks over lines though they are never set so, and what is left where one is."""

from __future__ import annotations

import pytest

from extractors.normalize.address import normalize_address
from extractors.normalize.names import normalize_company, normalize_person
from extractors.normalize.normal import Check
from schemas.certificate import Certificate
from schemas.field import FieldStatus
from tests.lines import certificate, row, seal, title


def read(
    number: tuple[str, ...] = ("浙B2-20190046",),
    person: tuple[str, ...] = ("陈立群",),
    capital: tuple[str, ...] = ("人民币壹仟万元",),
) -> Certificate:
    return certificate(
        title(),
        *row(0, "经营许可证编号：", *number, pitch=40),
        *row(1.2, "公司名称：", "杭州清河网络科技有限公司"),
        *row(2.2, "法定代表人：", *person, pitch=40),
        *row(3.4, "注册资本：", *capital, pitch=40),
        *row(5, "注册住所：", "杭州市滨江区", "江南大道88号", pitch=40),
        *row(6.4, "业务种类：", "信息服务业务（仅限互联网信息服务）"),
        *row(12, "发证日期：", "2024年03月05日"),
        *row(13, "有效期至：", "2029年03月05日"),
        seals=[seal("浙江省通信管理局", (1150.0, 1650.0))],
    )


@pytest.mark.parametrize(
    "capital",
    [("人民币", "壹仟万元"), ("人民币壹", "仟万元"), ("人民币", "壹仟万", "元"), ("人民币壹仟万", "元")],
)
def test_a_capital_goes_on_until_it_is_whole(capital: tuple[str, ...]) -> None:
    found = read(capital=capital)
    assert (found.registered_capital, found.address) == ("人民币壹仟万元", "杭州市滨江区江南大道88号")
    assert found.fields["registered_capital"].status == FieldStatus.REVIEW
    assert found.fields["address"].status == FieldStatus.ACCEPTED


def test_a_number_and_a_surname_go_on_in_the_next_line() -> None:
    found = read(number=("浙B2-2019", "0046"), person=("皇甫", "嵩"))
    assert (found.license_number, found.legal_representative) == ("浙B2-20190046", "皇甫嵩")


def test_a_whole_capital_takes_nothing_of_the_address_along() -> None:
    found = read(capital=("1000万元",))
    assert (found.registered_capital, found.address) == ("1000万元", "杭州市滨江区江南大道88号")


@pytest.mark.parametrize("text", ["壹仟万元长沙市开福区芙蓉中路109号", "Cucz dieg 南宁市青秀区民族大道136号"])
def test_an_address_begins_with_no_amount_and_no_words_in_latin(text: str) -> None:
    assert Check.ADDRESS_FORM in normalize_address(text).failed


@pytest.mark.parametrize(
    "text", ["汉中市西湖区石景山路甲号创业大厦14号楼", "南宁市青秀区民族大道号", "元氏县人民街丙号"]
)
def test_an_address_whose_number_was_not_read_is_told(text: str) -> None:
    assert Check.ADDRESS_FORM in normalize_address(text).failed


def test_one_begins_with_places_of_any_name() -> None:
    for text in (
        "万宁市万城镇人民路5号",
        "元氏县人民路12号",
        "A3座12层海淀区知春路甲48号",
        "百色市右江区城东大道1号",
        "同住所",
    ):
        assert Check.ADDRESS_FORM not in normalize_address(text).failed


@pytest.mark.parametrize(("name", "rare"), [("佘龚", True), ("王松契", True), ("龚如心", False)])
def test_what_rare_characters_of_given_names_are_read_as_is_told(name: str, rare: bool) -> None:
    assert (Check.NAME_MISREAD in normalize_person(name).failed) == rare


@pytest.mark.parametrize(
    ("name", "odd"), [("许可证状态武汉市叁壹肆数据有限公司", True), ("武汉市叁壹肆数据有限公司", False)]
)
def test_a_label_that_stands_in_a_companys_name_is_told(name: str, odd: bool) -> None:
    assert (Check.COMPANY_CHARACTERS in normalize_company(name).failed) == odd


@pytest.mark.parametrize(
    ("name", "odd"), [("掌趣（Ourpa1m）科技有限公司", True), ("A1云P2P（web3）有限公司", False)]
)
def test_a_figure_among_small_letters_is_told(name: str, odd: bool) -> None:
    assert (Check.COMPANY_CHARACTERS in normalize_company(name).failed) == odd
