from __future__ import annotations

import pytest

from schemas.certificate import Certificate
from schemas.field import FieldStatus
from schemas.page import Rule
from tests.lines import LABELS, PITCH, VALUES, certificates, line, main_lines, of_file, page, row

TOP = 500 + 5 * PITCH  # of the row that these tests add to the form


def read(label: str, *value: str, first: float = TOP, rules: tuple[Rule, ...] = ()) -> Certificate:
    """A form with one more row, of which the value's first line stands at ``first``."""
    lines = [line(text, VALUES, first + 46 * place) for place, text in enumerate(value)]
    sheet = page(*main_lines(), line(label, LABELS, TOP), *lines).model_copy(update={"rules": rules})
    (found,) = certificates(*of_file("a.pdf", sheet))
    return found


def cell(top: float, bottom: float) -> tuple[Rule, ...]:
    """The rules about the values of that row."""
    left, right = VALUES - 20, VALUES + 320
    return (
        *(Rule(start=(x, top), end=(x, bottom)) for x in (left, right)),
        *(Rule(start=(left, y), end=(right, y)) for y in (top, bottom)),
    )


@pytest.mark.parametrize(
    ("rules", "status"),
    [((), FieldStatus.REVIEW), (cell(TOP - 30, TOP + 90), FieldStatus.ACCEPTED)],
)
def test_an_amount_over_two_rows_is_put_together(rules: tuple[Rule, ...], status: FieldStatus) -> None:
    found = read("注册资本：", "人民币壹亿贰仟伍", "佰万元整", rules=rules)
    assert found.registered_capital == "人民币壹亿贰仟伍佰万元整"
    assert found.further["registered_capital_amount"] == "125000000 CNY"
    assert found.fields["registered_capital"].status == status


def test_an_amount_whose_first_row_stands_above_its_label() -> None:
    found = read("注册资本：", "人民币壹亿贰仟", "伍佰万元整", first=TOP - 46)
    assert found.registered_capital == "人民币壹亿贰仟伍佰万元整"
    assert found.fields["registered_capital"].status == FieldStatus.REVIEW


def test_what_stands_under_an_amount_beyond_a_rule_is_no_part_of_it() -> None:
    found = read("注册资本：", "人民币壹佰万元整", "中外合资", rules=cell(TOP - 30, TOP + 39))
    assert found.registered_capital == "人民币壹佰万元整"
    assert found.fields["registered_capital"].status == FieldStatus.ACCEPTED


def test_a_person_whose_last_character_stands_below() -> None:
    lines = [entry for entry in main_lines() if entry.text not in ("法 定 代 表 人：", "陈立群")]
    lines += row(2, "法 定 代 表 人：", "欧阳靖", "宇", pitch=40)
    (loose,) = certificates(*of_file("a.pdf", page(*lines)))
    assert loose.fields["legal_representative"].status == FieldStatus.REVIEW
    top = 500 + 2 * PITCH
    sheet = page(*lines).model_copy(update={"rules": cell(top - 20, top + 85)})
    (ruled,) = certificates(*of_file("a.pdf", sheet))
    assert ruled.legal_representative == "欧阳靖宇"
    assert ruled.fields["legal_representative"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("name", "rest"), [("钱怀瑾", "局"), ("钱怀瑾", "宇"), ("钱怀", "章"), ("欧阳靖", "局")]
)
def test_what_may_be_none_of_a_whole_name_is_for_review(name: str, rest: str) -> None:
    lines = [entry for entry in main_lines() if entry.text not in ("法 定 代 表 人：", "陈立群")]
    lines += row(2, "法 定 代 表 人：", name, rest, pitch=40)
    top = 500 + 2 * PITCH
    sheet = page(*lines).model_copy(update={"rules": cell(top - 20, top + 85)})
    (found,) = certificates(*of_file("a.pdf", sheet))
    assert found.legal_representative == name
    assert found.fields["legal_representative"].status == FieldStatus.REVIEW


def test_services_below_one_another_under_centered_labels_are_one_scope() -> None:
    """Labels that end in one line with values that stand one below the other, centered as a whole."""
    rows = ("业务种类及覆盖范围：国内互联网虚拟专用网业务", "互联网接入服务业务", "覆盖范围：全国")
    lines = [
        line("增值电信业务经营许可证", 462, 234, size=60),
        line("编号：陕B1-20100260", 1098, 356, size=48),
        line("公司名称：榆林众筹家供应链管理有限公司", 380, 462, size=48),
        line("法定代表人：柏玮", 340, 558, size=48),
        *(line(text, 660 - 471 * (at == 0), 662 + 67 * at, size=48) for at, text in enumerate(rows)),
        line("发证日期：", 162, 999, size=48),
        line("2023年01月31日", 535, 1001, size=48),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.scope == "国内互联网虚拟专用网业务互联网接入服务业务覆盖范围：全国"
    assert [item.code for item in found.business_items] == ["B13", "B14"]
    assert [item.areas for item in found.business_items] == [("全国",)] * 2


def test_services_that_go_on_below_their_label_wait_for_a_person() -> None:
    """The second service begins at the label's own edge, and no row of its kind is looked for there."""
    named = (("经营许可证编号：", "浙B2-20190046"), ("公司名称：", "杭州清河网络科技有限公司"))
    lines = [
        line("增值电信业务经营许可证", 462, 234, size=60),
        *(entry for at, own in enumerate(named) for entry in row(at, *own)),
        line("业务种类：国内呼叫中心业务", 240, 800, size=44),
        line("信息服务业务（仅限互联网信息服务）", 240, 855, size=44),
    ]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.scope == "国内呼叫中心业务"
    assert found.fields["scope"].status == FieldStatus.REVIEW


def test_a_date_over_two_rows_of_a_narrow_cell_is_put_together() -> None:
    lines = [
        line("增值电信业务经营许可证", 462, 234, size=60),
        *row(0, "公司名称：", "杭州清河网络科技有限公司"),
        line("发证日期：", LABELS, 800),
        line("二〇二〇年九", VALUES, 777),
        line("月十二日", VALUES, 823),
    ]
    sheet = page(*lines).model_copy(update={"rules": cell(760, 870)})
    (found,) = certificates(*of_file("a.pdf", sheet))
    assert found.issue_date == "2020-09-12"


def test_the_frame_of_a_form_is_no_cell() -> None:
    """What stands below an amount and further right is none of it, though one frame holds both."""
    frame = (
        *(Rule(start=(x, 200), end=(x, 2200)) for x in (100, 1560)),
        *(Rule(start=(100, y), end=(1560, y)) for y in (200, 2200)),
    )
    amount = [line("注册资本：", LABELS, TOP), line("人民币壹仟万元整", VALUES, TOP)]
    sheet = page(*main_lines(), *amount, line("此件与原件相符", VALUES + 200, TOP + 46))
    (found,) = certificates(*of_file("a.pdf", sheet.model_copy(update={"rules": frame})))
    assert found.registered_capital == "人民币壹仟万元整"
    assert found.fields["registered_capital"].status == FieldStatus.ACCEPTED


def test_what_stands_above_a_whole_number_is_no_row_of_it() -> None:
    """The mark of the copy, flush with the number by chance."""
    lines = [
        line("个体工商户营业执照", 500, 200, size=60),
        line("(1-1)", 900, 330),
        line("注册号", 740, 376),
        line("610113600012345", 900, 376),
    ]
    pairs = (("经营者姓名", "陈立群"), ("经营场所", "西安市雁塔区科技路37号"), ("注册日期", "2012年06月24日"))
    for at, (label, value) in enumerate(pairs):
        lines += [line(label, 200, 500 + 80 * at), line(value, 480, 500 + 80 * at)]
    (found,) = certificates(*of_file("a.pdf", page(*lines)))
    assert found.license_number == "610113600012345"
    assert found.fields["license_number"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("printed", "sure"),
    [
        ("50.000000万人民币", True),
        ("1000.000000万元", True),
        ("10000000万元", False),
        ("2.000万元", False),  # its point may be a comma
        ("500.00000万人民币", False),  # six zeros are printed
        ("500.0000000万人民币", False),
        ("500．00000万人民币", False),
        ("2,000万元", True),
        ("3268.568万元", True),
    ],
)
def test_a_capital_of_six_digits_has_lost_its_point(printed: str, *, sure: bool) -> None:
    found = read("注册资本：", printed)
    assert (found.fields["registered_capital"].status == FieldStatus.ACCEPTED) == sure


def test_the_last_character_of_a_label_is_no_part_of_an_amount() -> None:
    found = read("注册资", "本500.000000万人民币")
    assert found.registered_capital == "500.000000万人民币"


def test_an_address_set_as_a_paragraph_may_go_on_under_its_label() -> None:
    """The rest of what follows 服务器放置地： in its line begins at the margin."""
    head = [line("附页", 760, 300, size=44), *row(0, "经营许可证编号：", "浙B2-20190046")]
    head += [line("网站名称：清河社区", 240, 760), line("网站域名：qinghe-net.cn", 240, 820)]
    place = "服务器放置地：青海省西宁市城西区中关村东路238号院9号楼6单元581"
    for rest, status in (("（集群注册）", FieldStatus.REVIEW), ("", FieldStatus.ACCEPTED)):
        lines = [*head, line(place, 240, 880), *([line(rest, 240, 924)] if rest else [])]
        (found,) = certificates(*of_file("a.pdf", page(*main_lines()), page(*lines, page_no=2)))
        assert found.fields["annexes.0.server_location"].status == status
