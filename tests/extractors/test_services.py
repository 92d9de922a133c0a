from __future__ import annotations

import pytest

from extractors.normal_forms import normalize
from extractors.normalize.normal import Check, Normal
from extractors.normalize.services import normalize_services, unknown_words
from extractors.normalize.text import fold
from schemas.document_type import FieldKind


@pytest.mark.parametrize(
    "text",
    [
        "信息服务业务（仅限互联网信息服务）",
        "第二类增值电信业务中的在线数据处理与交易处理业务（经营类电子商务）",
        "1、互联网接入服务业务；2、国内呼叫中心业务。覆盖范围：北京、浙江省、内蒙古自治区",
        "互联网信息服务不含新闻、出版、教育、医疗保健、药品和医疗器械，含电子公告服务",
        "内容分发网络业务：广州市;深圳市",
        "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】",
        "B25信息服务业务",
        "互联网信息服务含电子公告服务",
        "1.互联网数据中心业务：广州、深圳；2.国内呼叫中心业务石家庄、佛山市",
        "1.互联网数据中心业务：北京;成都2.互联网接入服务业务：全国",
        "<互联网数据中心业务>：<烟台市;威海市>",
    ],
)
def test_what_licenses_say_is_known(text: str) -> None:
    assert unknown_words(fold(text)) == ""
    assert normalize_services(text) == Normal(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("信业互联网信息服务", "信业"),
        ("六信息发布平台和递送服务", "六"),
        ("楼D55第一类增值电信业务中的呼叫中心业务", "楼D55"),
        ("联信息服务", "联信息"),
        ("互联网接入服务业务：深圳章", "深圳章"),
    ],
)
def test_what_is_left_of_a_seal_or_a_neighbour(text: str, left: str) -> None:
    assert unknown_words(fold(text)) == left
    assert Check.UNKNOWN_WORDS in normalize_services(text).failed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("互联网信息服务不含新闻视听节目、教育", "互联网信息服务不含新闻、视听节目、教育"),
        ("信息社区平台服务信息即时交互服务", "信息社区平台服务、信息即时交互服务"),
    ],
)
def test_a_comma_that_was_lost(text: str, value: str) -> None:
    """At a line's end more may be lost than it."""
    assert (normalize_services(text).value, normalize_services(text).failed) == (value, ())
    broken = normalize_services(text.replace("信息即时", "\n信息即时").replace("视听", "\n视听"))
    assert (broken.value, broken.failed) == (value, (Check.CHARACTER_LOST,))


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("信息社区平台服务，信息即时交互服务", True),
        ("互联网信息服务不含新闻、教育，出版", True),
        ("互联网信息服务不含新闻，教育，出版", False),  # a paper that parts them so
        ("信息服务业务（含互联网信息服务，不含短消息）", False),
        ("1、国内呼叫中心业务，覆盖范围：北京市；2、内容分发网络业务，业务覆盖范围：全国", False),
    ],
)
def test_a_comma_between_items(text: str, doubted: bool) -> None:
    assert normalize_services(text) == Normal(text, failed=(Check.LIST_MARKS,) if doubted else ())


def test_a_line_that_was_read_twice_is_told() -> None:
    text = "互联网信息服务、互联网信息服务"
    assert normalize_services(text) == Normal(text, failed=(Check.PLACE,))


def test_dirt_beside_the_comma_of_the_standing_note() -> None:
    raw = "国内呼叫中心业务【依法须经批准的项目，·经相关部门批准后方可开展相应经营活动】"
    assert normalize_services(raw).value == raw.replace("·", "")


def test_a_bracket_that_was_lost() -> None:
    assert normalize_services("信息服务业务（仅限互联网信息服务").failed == (Check.BRACKETS,)


def test_the_bracket_of_the_standing_note_that_was_lost() -> None:
    note = "【依法须经批准的项目，经相关部门批准后方可开展相应经营活动"
    found = normalize_services(f"信息服务业务{note}")
    assert found.value == f"信息服务业务{note}】"
    assert found.failed == ()
    cut = normalize_services(f"信息服务业务{note.removesuffix('活动')}")
    assert Check.BRACKETS in cut.failed


def test_dirt_at_the_ends_of_wrapped_lines() -> None:
    raw = "在线数据处理与交易处理业务（仅限经营类电子.\n商务）\n·国内呼叫中心业务"
    assert normalize(FieldKind.SERVICES, raw) == Normal(
        "在线数据处理与交易处理业务（仅限经营类电子商务）国内呼叫中心业务"
    )


@pytest.mark.parametrize(
    "text",
    ["仅限经营类电子商务", "药品和医疗器械", "视听节目、新闻、医疗保健，含", "互联网信息服务不含新闻、"],
)
def test_what_is_left_of_a_list_is_told(text: str) -> None:
    assert Check.CHARACTER_LOST in normalize_services(text).failed


def test_a_colon_between_regions_is_a_semicolon() -> None:
    found = normalize_services("互联网域名解析服务业务：云南：海南：西藏")
    assert found.value == "互联网域名解析服务业务：云南；海南；西藏"
    assert found.failed == (Check.LIST_MARKS,)


@pytest.mark.parametrize(
    ("text", "value", "check"),
    [
        (
            "互联网信息服务不含视听节目、出版、含电子公告服务",
            "互联网信息服务不含视听节目、出版，含电子公告服务",
            Check.LIST_MARKS,
        ),
        ("互联网信息服务不含教育\n文化", "互联网信息服务不含教育、文化", Check.CHARACTER_LOST),
        (
            "互联网信息服务不含新闻含电子公告服务",
            "互联网信息服务不含新闻，含电子公告服务",
            Check.CHARACTER_LOST,
        ),
    ],
)
def test_marks_put_right_are_told(text: str, value: str, check: Check) -> None:
    read = normalize_services(text)
    assert (read.value, read.failed) == (value, (check,))


def test_a_dot_before_what_a_service_holds_too_is_a_comma() -> None:
    """The foot of a comma is lost on copies; no other mark stands there."""
    read = normalize_services("互联网信息服务不含视听节目、出版.含电子公告服务")
    assert (read.value, read.failed) == ("互联网信息服务不含视听节目、出版，含电子公告服务", ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("互联网接入服务业务：广西;山西黑龙江;陕西", "互联网接入服务业务：广西;山西;黑龙江;陕西"),
        ("互联网接入服务业务覆盖范围：广西、山西黑龙江", "互联网接入服务业务覆盖范围：广西、山西、黑龙江"),
        ("互联网接入服务业务：广西·山西", "互联网接入服务业务：广西；山西"),
        ("互联网信息服务不含文化。含电子公告服务", "互联网信息服务不含文化，含电子公告服务"),
    ],
)
def test_marks_of_a_list_that_were_lost_or_misread_are_told(text: str, value: str) -> None:
    normal = normalize_services(text)
    assert (normal.value, Check.LIST_MARKS in normal.failed) == (value, True)


@pytest.mark.parametrize("comma", ["", ".", "、", "，"])
def test_the_comma_of_the_standing_note(comma: str) -> None:
    note = f"依法须经批准的项目{comma}经相关部门批准后方可开展相应经营活动"
    value = normalize_services(f"信息服务业务【{note}】").value
    assert value == "信息服务业务【依法须经批准的项目，经相关部门批准后方可开展相应经营活动】"


def test_no_row_begins_with_the_colon_of_its_label() -> None:
    rows = "互联网数据中心业务\n：互联网接入服务业务"
    assert normalize(FieldKind.SERVICES, rows).value == "互联网数据中心业务互联网接入服务业务"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("互联国信息服务不含文化、新闻", "互联网信息服务不含文化、新闻"),
        ("信息柱区平台服务、信息即时交互服务", "信息社区平台服务、信息即时交互服务"),
        ("g信息发布平台和递送服务", "信息发布平台和递送服务"),
        ("存储转发类业务（仅限电子邮件", "存储转发类业务（仅限电子邮件）"),
        (
            "存储转发类业务（仅限电子邮件【依法须经批准的项目】",
            "存储转发类业务（仅限电子邮件）【依法须经批准的项目】",
        ),
    ],
)
def test_what_the_catalogue_knows_is_put_right_and_told(text: str, value: str) -> None:
    normal = normalize_services(text)
    assert normal.value == value
    assert normal.failed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("互联网信息服务不含新闻，含电子.公告服务", "互联网信息服务不含新闻，含电子公告服务"),
        ("在线数据处理与交易处理业务.（不含互联网金融）", "在线数据处理与交易处理业务（不含互联网金融）"),
    ],
)
def test_a_dot_amid_a_word_or_before_a_bracket_is_dirt(text: str, value: str) -> None:
    read = normalize_services(text)
    assert (read.value, read.failed) == (value, ())


def test_a_first_character_that_the_others_tell_is_put_back() -> None:
    normal = normalize_services("联网信息服务不含新闻")
    assert (normal.value, normal.failed) == ("互联网信息服务不含新闻", ())


@pytest.mark.parametrize("text", ["互联网医院服务", "生鲜配送服务", "信息服义服务"])
def test_what_it_does_not_know_stays(text: str) -> None:
    assert normalize_services(text).value == text


@pytest.mark.parametrize("limits", ["不含传真存储转发业务", "仅限传真存储\n转发业务"])
def test_a_full_stop_that_was_lost_before_the_next_number(limits: str) -> None:
    """Limits that stand in lines of their own are a sentence; in brackets they are none."""
    found = normalize_services(f"1、存储转发类业务\n{limits}\n2、呼叫中心业务")
    assert found.value == f"1、存储转发类业务{limits.replace(chr(10), '')}。2、呼叫中心业务"
    assert Check.LIST_MARKS in found.failed
    bracketed = f"1、存储转发类业务（{limits}）\n2、呼叫中心业务"
    assert Check.LIST_MARKS not in normalize_services(bracketed).failed


def test_regions_whose_marks_were_all_lost_are_parted_and_told() -> None:
    found = normalize_services("存储转发类业务：北京、浙江、安徽福建江西湖南广\n东、海南。")
    assert found.value == "存储转发类业务：北京、浙江、安徽、福建、江西、湖南、广东、海南。"
    assert found.failed == (Check.LIST_MARKS,)


def test_three_matters_that_run_on_are_parted_all() -> None:
    found = normalize_services("互联网信息服务不含新闻、出版、医疗保健药品和\n医疗器械电子公告服务")
    assert found.value == "互联网信息服务不含新闻、出版、医疗保健、药品和医疗器械、电子公告服务"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("呼叫中心业务（仅限电子数据交换业务．不含新闻）", "呼叫中心业务（仅限电子数据交换业务，不含新闻）"),
        (
            "呼叫中心业务（仅限语音信箱）.不含传真存储转发业务",
            "呼叫中心业务（仅限语音信箱），不含传真存储转发业务",
        ),
        ("国内呼叫中心业务．信息服务业务", "国内呼叫中心业务．信息服务业务"),
    ],
)
def test_a_dot_between_services_is_a_comma_before_less_and_told(text: str, value: str) -> None:
    found = normalize_services(text)
    assert (found.value, found.failed) == (value, (Check.LIST_MARKS,))


def test_what_says_as_above_has_no_fault() -> None:
    assert normalize_services("同上") == Normal("同上")
