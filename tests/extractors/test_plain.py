"""Numbers by pattern, lists, names of standards, and what a QR code adds."""

from __future__ import annotations

import pytest

from extractors.normalize.normal import Check
from extractors.normalize.numbers import find_pattern, normalize_pattern
from extractors.normalize.plain import normalize_list, normalize_text
from extractors.unknown_types.propose import number_to_pattern
from schemas.certificate import Certificate
from schemas.declarations import document_types
from schemas.page import TextLine
from tests.lines import certificates, line, of_file, page, row

FOOD = r"JY[0-9]{14}"


def test_a_number_amid_other_text() -> None:
    ((start, end, normal),) = find_pattern("许可证编号：JY14403070071511（副本）", FOOD)
    assert (start, end, normal.value) == (6, 22, "JY14403070071511")


@pytest.mark.parametrize("before", ["号 ", "编号", "许可证编号："])
def test_the_end_of_a_label_is_no_part_of_a_number(before: str) -> None:
    """编 of 编号 may stand at the other end of its cell."""
    pattern = (
        next(kind for kind in document_types() if kind.name == "internet_culture_license").fields[0].pattern
    )
    ((start, _, normal),) = find_pattern(f"{before}京网文（2023）4872-140号", pattern or "")
    assert (start, normal.value) == (len(before), "京网文（2023）4872-140号")


def test_letters_between_digits_are_digits() -> None:
    normal = normalize_pattern("JY144O307OO71511", FOOD)
    assert normal.value == "JY14403070071511"
    assert normal.repairs


def test_another_form_is_kept_and_flagged() -> None:
    assert normalize_pattern("JY1440307", FOOD).failed == (Check.NUMBER_FORM,)


@pytest.mark.parametrize("number", ["新出发京零字第朝170086号", "京网文[2014]0765-165号", "GR202033001234"])
def test_a_pattern_proposed_fits_its_number(number: str) -> None:
    assert normalize_pattern(number, number_to_pattern(number)).failed == ()


@pytest.mark.parametrize(
    ("printed", "value", "sure"),
    [
        ("一般项目：包装材料销售；鞋帽零售。", "一般项目：包装材料销售；鞋帽零售。", True),
        ("批发、零售：计算机；服务：打字。", "批发、零售：计算机；服务：打字。", True),
        ("针纺织品销售：服装辅料销售；鞋帽零售", "针纺织品销售；服装辅料销售；鞋帽零售", False),
        ("餐饮服务（不含热食；冷食", "餐饮服务（不含热食；冷食", False),
        ("经营动漫产品、游戏产品：从事比赛活动", "经营动漫产品、游戏产品：从事比赛活动", False),
        ("从事互联网文化活动：1、艺术品；2、动漫", "从事互联网文化活动：1、艺术品；2、动漫", True),
        ("生产销售：钢材、水泥制品", "生产销售：钢材、水泥制品", True),
    ],
)
def test_lists(printed: str, value: str, sure: bool) -> None:
    found = normalize_list(printed)
    assert (found.value, not found.failed) == (value, sure)


def test_standards() -> None:
    assert normalize_text("GB/T19001-2016/IS09001:2015").value == "GB/T19001-2016/ISO9001:2015"
    assert normalize_text("GB/T19001-2016/S09001:2015").failed == (Check.NAME_MISREAD,)
    assert normalize_text("GB/T19001-2016/ISO9001:2015和TSS0001").failed == ()
    assert normalize_text("GB/T 27922-2011").failed == normalize_text("ISO 9001").failed == ()


@pytest.mark.parametrize(
    "text", ["GB/T24001-2016/ISO1400", "ISO9001:20151", "GB/T19001-20", "GB/T24001-2016/"]
)
def test_a_standard_s_name_that_lacks_its_end_is_in_doubt(text: str) -> None:
    assert normalize_text(text).failed == (Check.CHARACTER_LOST,)


def _food(*lines: TextLine, code: str) -> Certificate:
    sheet = page(
        line("食品经营许可证", 480, 200, size=90),
        *row(0, "许可证编号：", "JY14403070071511"),
        *row(1, "经营者名称：", "深圳市菜篮食品有限公司"),
        *row(2, "法定代表人（负责人）：", "刘志良"),
        *lines,
    ).model_copy(update={"qr_payloads": (code,)})
    (found,) = certificates(*of_file("a.jpg", sheet))
    return found


def test_a_code_tells_what_print_does_not() -> None:
    found = _food(code="企业名称:深圳市菜篮食品有限公司\n发证日期:2018-10-23")
    field = found.fields["issue_date"]
    assert (found.issue_date, field.status, field.engine) == ("2018-10-23", "review", "qr")
    assert "from_qr" in {issue.code for issue in found.issues}
    assert not any(issue.code == "missing" and issue.field == "issue_date" for issue in found.issues)


def test_a_code_puts_misread_print_right_for_review() -> None:
    printed = row(3, "住所：", "深圳市龙岗区布吉街道八约二街41号细舰工业区")
    found = _food(*printed, code="住所:深圳市龙岗区布吉街道八约二街41号细靓工业区")
    field = found.fields["address"]
    assert found.address == "深圳市龙岗区布吉街道八约二街41号细靓工业区"
    assert field.raw is not None and "细舰" in field.raw
    assert field.status == "review"


def test_a_code_of_another_paper_changes_nothing() -> None:
    printed = row(3, "住所：", "深圳市龙岗区布吉街道八约二街41号")
    found = _food(*printed, code="住所:北京市海淀区上地东路9号")
    assert found.address == "深圳市龙岗区布吉街道八约二街41号"


def test_a_code_that_contradicts_a_date_is_told() -> None:
    printed = row(4, "有效期至：", "2021年07月19日")
    found = _food(*printed, code="有效期限至:2021-07-18")
    assert found.valid_until == "2021-07-19"
    assert found.fields["valid_until"].status == "review"


@pytest.mark.parametrize(
    ("text", "whole"), [("有限责任公司（台港澳法人独资", False), ("有限责任公司（台港澳法人独资）", True)]
)
def test_a_bracket_without_its_other_is_told(text: str, whole: bool) -> None:
    assert (Check.BRACKETS not in normalize_text(text).failed) == whole


@pytest.mark.parametrize(
    ("read", "printed"),
    [("．四川；江苏；贵州", "四川；江苏；贵州"), (".北京市", "北京市"), ("Co., Ltd.", "Co., Ltd.")],
)
def test_a_dot_before_a_text_is_dirt(read: str, printed: str) -> None:
    assert normalize_text(read).value == printed


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("食品销售、第一.类医疗器械销售", False),
        ("食品销售、设·计", False),
        ("一.食品销售；二.第二类医疗器械销售", True),
        ("许可经营项目：无。一.食品销售", True),
    ],
)
def test_a_dot_between_ideographs_is_told_but_behind_a_number(text: str, sure: bool) -> None:
    found = normalize_list(text)
    assert found.value == text
    assert (Check.LIST_MARKS not in found.failed) == sure


def test_a_dot_behind_a_list_is_dirt_or_a_full_stop() -> None:
    found = normalize_list("建筑施工.")
    assert (found.value, found.failed) == ("建筑施工", (Check.LIST_MARKS,))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("普通胶合板|类、Ⅱ类", False),
        ("普通胶合板1类、Ⅱ类", False),
        ("Ⅲ类、1类医疗器械销售", False),
        ("普通胶合板Ⅰ类、Ⅱ类", True),
        ("道路货物运输1类", True),
    ],
)
def test_a_bar_or_a_figure_beside_roman_numerals_is_for_review(text: str, sure: bool) -> None:
    assert (Check.NAME_MISREAD not in normalize_list(text).failed) == sure
    assert (Check.NAME_MISREAD not in normalize_text(text).failed) == sure


@pytest.mark.parametrize(
    ("number", "doubted"),
    [
        ("06623QI0482R1M", True),
        ("06623QO0482R1M", True),
        ("06623Q10482R1M", False),
        ("04922IS20187R1M", False),
    ],
)
def test_a_letter_that_may_be_a_figure_is_in_doubt_before_one(number: str, *, doubted: bool) -> None:
    """The pattern leaves both: of IS for information security the I is a letter."""
    found = normalize_pattern(number, "[0-9A-Z]{8,24}")
    assert (found.value, Check.CONFUSABLE_NUMBER in found.failed) == (number, doubted)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("云帆智慧停车场020收费管理系统", False),
        ("云帆智慧停车场O2O收费管理系统", True),
        ("电话020-83560000", True),
        ("停车e管家系统v2.1.0", False),
        ("停车e管家系统V2.1.0", True),
        ("dev2.0系统", True),
    ],
)
def test_letters_that_look_like_figures_or_small_ones_are_for_review(text: str, sure: bool) -> None:
    assert (Check.NAME_MISREAD not in normalize_text(text).failed) is sure


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("糕点类食品制售；自制饮品制售，热食类食品制售", False),
        ("网站建设；设计、制作、代理；安防工程设计（含安装，维修）；广告发布", True),
        ("鞋帽零售；组织交流活动【依法须经批准的项目，经相关部门批准后方可开展经营活动】", True),
        ("鞋帽零售；水果批发。企业依法自主选择经营项目，开展经营活动；不得从事禁止类项目", True),
        ("承装类二级，承修类二级，承试类二级", True),
    ],
)
def test_a_comma_among_semicolons_is_for_review(text: str, sure: bool) -> None:
    assert (not normalize_list(text).failed) == sure


def test_the_clauses_of_a_standing_note_are_parted_by_semicolons() -> None:
    note = (
        "（企业依法自主选择经营项目，开展经营活动{0}依法须经批准的项目，经相关部门批准后依批准的内容开展"
        "经营活动{0}不得从事禁止类项目。）"
    )
    assert normalize_list("投资管理" + note.format("：")).value == "投资管理" + note.format("；")


def test_a_reference_to_an_annex_has_nothing_before_its_bracket() -> None:
    assert normalize_text("用(见附页)").value == normalize_text("(见附页)").value
    assert normalize_text("全国（见附页）").value == "全国（见附页）"


def test_a_surname_s_character_is_no_part_of_a_word() -> None:
    assert normalize_text("仝部权利").value == "全部权利"
    assert normalize_text("法定代表人仝建国").value == "法定代表人仝建国"
