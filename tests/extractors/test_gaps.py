from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.candidates import to_candidate
from extractors.normalize.normal import Check
from extractors.page_lines.gaps import widest_gap
from extractors.page_lines.layout import join
from schemas.document_type import FieldKind
from tests.lines import line, seen, with_hole


def test_even_print_has_no_gap() -> None:
    assert 0.99 < widest_gap(seen(line("中国广电网络股份有限公司", 600, 500))) < 1.01
    assert widest_gap(seen(line("qinghe-net.cn", 600, 500))) == 1.0


def test_a_lost_character_asks_for_a_person() -> None:
    held = seen(with_hole(line("中国广电网络股份有限公司开封分公司", 600, 500), 13, 15))
    candidate = to_candidate(FieldKind.NAME, held)
    assert candidate.value == "中国广电网络股份有限公司开公司"
    assert candidate.failed == (Check.CHARACTER_LOST,)


@pytest.mark.parametrize(
    ("name", "room", "is_told"),
    [
        ("长春牛顿信息技术有限公司", 1.4, False),  # a seal's star, a wave: nothing so short stands there
        ("长春牛顿信息技术有限公司", 4.0, True),  # 南关分公司
        ("长春牛顿信息技术研究院", 1.4, True),
    ],
)
def test_print_behind_a_name_that_was_not_read_is_told(name: str, room: float, is_told: bool) -> None:
    (read,) = seen(line(name, 600, 500))
    box = read.box.model_copy(update={"right": read.box.right + (room - 0.5) * read.height})
    candidate = to_candidate(FieldKind.NAME, [replace(read, box=box)])
    assert (Check.CHARACTER_LOST in candidate.failed) is is_told


def test_a_lost_character_whose_room_was_measured_narrow_asks_for_a_person() -> None:
    (whole,) = seen(with_hole(line("哈尔滨工大㸚宇网络信息", 600, 500), 5, 6))
    closer = tuple(at - 0.25 * 32 if place >= 5 else at for place, at in enumerate(whole.centers))
    candidate = to_candidate(FieldKind.NAME, [replace(whole, centers=closer)])
    assert Check.CHARACTER_LOST in candidate.failed


@pytest.mark.parametrize(("lost", "failed"), [(0, ()), (1, (Check.CHARACTER_LOST,))])
def test_a_long_line_s_characters_stand_one_or_two_columns_apart(
    lost: int, failed: tuple[Check, ...]
) -> None:
    """The columns of a line that was narrowed are three quarters of a character wide."""
    whole = line("湖北省宜昌市新华区民族大道银座商务中心数据中心机房", 600, 500)
    (read,) = seen(with_hole(whole, 9, 9 + lost))
    columns = tuple(24 * round(at / 24) for at in read.centers)
    assert to_candidate(FieldKind.ADDRESS, [replace(read, centers=columns)]).failed == failed


def test_a_word_in_latin_with_a_hole_asks_for_a_person() -> None:
    whole = line("丝路云图（SilkRoad）科技有限公司", 600, 500)
    assert to_candidate(FieldKind.NAME, seen(whole)).failed == ()
    (held,) = seen(with_hole(whole, 7, 8))
    wide = tuple(at + 6 if place >= 7 else at for place, at in enumerate(held.centers))
    candidate = to_candidate(FieldKind.NAME, [replace(held, centers=wide)])
    assert (candidate.value, candidate.failed) == ("丝路云图（SikRoad）科技有限公司", (Check.CHARACTER_LOST,))


def test_room_for_one_more_digit_between_ideographs_asks_for_a_person() -> None:
    whole = line("深圳市南山区软件园111号楼", 600, 500)
    (held,) = seen(with_hole(whole, 9, 11))
    assert to_candidate(FieldKind.ADDRESS, [held]).failed == (Check.DIGIT_RUN,)
    assert to_candidate(FieldKind.ADDRESS, seen(line("深圳市南山区软件园1号楼", 600, 500))).failed == ()


@pytest.mark.parametrize(
    ("text", "start", "end", "failed"),
    [
        ("深圳市南山区大道28号佳时代广1场106号房", 16, 17, (Check.DIGIT_RUN,)),
        ("深圳市南山区大道28号佳时代广场1106号房", 0, 0, ()),
        ("深圳市南山区大道28号佳时代广场1楼106号房", 0, 0, ()),
    ],
)
def test_room_for_an_ideograph_within_a_number_asks_for_a_person(
    text: str, start: int, end: int, failed: tuple[Check, ...]
) -> None:
    held = seen(with_hole(line(text, 600, 500), start, end))
    assert to_candidate(FieldKind.ADDRESS, held).failed == failed


def test_brackets_around_nothing_ask_for_a_person() -> None:
    candidate = to_candidate(FieldKind.TEXT, seen(line("天山在线（）", 600, 500)))
    assert candidate.failed == (Check.CHARACTER_LOST,)


@pytest.mark.parametrize(
    ("text", "start", "end", "failed"),
    [
        ("互联网信息服务不含新闻、教育、文化", 11, 12, ()),  # room for the comma that was there
        ("互联网信息服务不含新闻、出版、教育、文化", 11, 15, (Check.CHARACTER_LOST,)),  # room for a word
        ("互联网信息服务不含新闻教育、文化", 0, 0, (Check.CHARACTER_LOST,)),  # room for nothing
    ],
)
def test_between_two_matters_of_a_list_only_the_comma_may_be_lost(
    text: str, start: int, end: int, failed: tuple[Check, ...]
) -> None:
    found = to_candidate(FieldKind.SERVICES, seen(with_hole(line(text, 600, 500), start, end)))
    assert (found.value, found.failed) == ("互联网信息服务不含新闻、教育、文化", failed)


def test_dates_are_set_wide() -> None:
    held = seen(with_hole(line("二〇一七年 九月二十七日", 600, 500), 5, 6))
    assert to_candidate(FieldKind.DATE, held).failed == ()


def test_a_rare_character_at_the_end_of_a_name_that_was_not_read_is_told() -> None:
    whole = line("岑馨翾", 600, 500)
    cut = whole.model_copy(
        update={"text": "岑馨", "char_positions": whole.char_positions[:2], "char_confidences": (0.99, 0.99)}
    )
    assert to_candidate(FieldKind.PERSON, seen(cut)).failed == (Check.CHARACTER_LOST,)
    assert to_candidate(FieldKind.PERSON, seen(whole)).failed == ()


def test_a_mark_lost_between_two_items_asks_for_a_person() -> None:
    """Half as wide as its place is drawn: the engine sets the characters about it closer."""
    (whole,) = seen(line("水暖器材电线电缆仪器仪表", 600, 500))
    centers = tuple(center + 20 * (at > 7) for at, center in enumerate(whole.centers))
    held = [replace(whole, centers=centers)]
    assert to_candidate(FieldKind.LIST, held).failed == (Check.CHARACTER_LOST,)
    assert to_candidate(FieldKind.LIST, [whole]).failed == ()


@pytest.mark.parametrize(
    ("text", "start", "end", "lost"),
    [
        ("2014年12月27日", 5, 6, True),  # 1 of the month, under a seal's stroke
        ("2014年12月27日", 8, 9, True),  # 2 of the day
        ("2014年12月27日", 0, 0, False),
        ("2014年2月7日", 0, 0, False),
        ("2014年 2 月 27 日", 0, 0, False),  # filled in: as much room before it as behind it
        ("2014年 2月 7日", 0, 0, False),
    ],
)
def test_room_for_a_digit(text: str, start: int, end: int, *, lost: bool) -> None:
    (found,) = seen(with_hole(line(text, 600, 500), start, end))
    assert (Check.DATE_DIGITS in to_candidate(FieldKind.DATE, [found]).failed) == lost


@pytest.mark.parametrize(
    ("text", "start", "end", "lost"),
    [
        ("一九九七年十一月二十七日", 6, 7, True),  # 一 of the month
        ("一九九七年十一月二十七日", 10, 11, True),  # 七 of the day
        ("一九九七年十一月二十七日", 0, 0, False),
        ("一九九七年十月二十七日", 0, 0, False),
        ("一九九七年 十 月 二十七 日", 0, 0, False),  # filled in
    ],
)
def test_room_for_a_numeral(text: str, start: int, end: int, *, lost: bool) -> None:
    (found,) = seen(with_hole(line(text, 600, 500), start, end))
    assert (Check.DATE_DIGITS in to_candidate(FieldKind.DATE, [found]).failed) == lost


@pytest.mark.parametrize(
    ("text", "unread", "lost"),
    [
        ("一九九六 年 四 月 十六 日", "十", True),
        ("一九九六 年 十二 月 十六 日", "十二", False),  # no month at all: told elsewhere
        ("二〇〇五 年 十一 月 六 日", "十", True),
        ("一九九六 年 四 月 六 日", "", False),
        ("一九九六 年 四 月 二十六 日", "", False),
        ("一九九六年 四 月 六 日", "", False),
    ],
)
def test_room_before_numerals_that_are_set_between_marks(text: str, unread: str, *, lost: bool) -> None:
    """A seal takes 十 along: the space before what is left is wider than that before the other."""
    set_out = line(text, 600, 500)
    start = text.find(unread) if unread else 0
    set_out = with_hole(set_out, start, start + len(unread))
    while " " in set_out.text:
        set_out = with_hole(set_out, set_out.text.index(" "), set_out.text.index(" ") + 1)
    found = to_candidate(FieldKind.DATE, seen(set_out))
    assert (Check.DATE_DIGITS in found.failed) == lost


def test_a_mark_lost_before_a_bracket_asks_for_a_person() -> None:
    whole = line("工艺品销售。（依法须经批准的项目）", 600, 500)
    found = to_candidate(FieldKind.LIST, seen(with_hole(whole, 5, 6)))
    assert (found.value, found.failed) == ("工艺品销售（依法须经批准的项目）", (Check.CHARACTER_LOST,))
    assert to_candidate(FieldKind.LIST, seen(whole)).failed == ()
    assert to_candidate(FieldKind.LIST, seen(line("工艺品销售（不含文物及珠宝）", 600, 500))).failed == ()


def test_print_of_another_column_in_a_row_of_a_value_is_out_of_place() -> None:
    own, other = seen(line("企业管理咨询；经济信息咨询；", 300, 500), line("元1102室", 980, 500))
    assert Check.PLACE in to_candidate(FieldKind.LIST, [join([own, other])]).failed
    assert to_candidate(FieldKind.LIST, [own]).failed == ()


@pytest.mark.parametrize(
    ("number", "failed"),
    [
        ("4100000020204190153", (Check.DIGIT_RUN,)),
        ("320104666202501080033", ()),
    ],
)
def test_of_many_zeros_one_may_be_lost(number: str, failed: tuple[Check, ...]) -> None:
    assert to_candidate(FieldKind.NUMBER, seen(line(number, 600, 500))).failed == failed


@pytest.mark.parametrize(
    ("last", "failed"),
    [
        ("销售；设计、制作、代理、发布广告；会", (Check.PLACE,)),  # 议服务。 in a row that was not read
        ("销售；设计、制作、代理、发布广告。", ()),
        ("销售；设计、制作、代理、发布", ()),
    ],
)
def test_a_list_that_ends_in_a_full_row_and_no_mark_may_go_on(last: str, failed: tuple[Check, ...]) -> None:
    rows = [line("技术开发、技术咨询；计算机软硬件的", 400, 500), line(last, 400, 546)]
    assert to_candidate(FieldKind.LIST, seen(*rows)).failed == failed


@pytest.mark.parametrize("kind", [FieldKind.MONEY, FieldKind.NAME, FieldKind.ADDRESS])
def test_a_character_that_the_file_does_not_name_is_told(kind: FieldKind) -> None:
    value = line("\ufffd00万元", 640, 300)
    assert Check.CHARACTER_LOST in to_candidate(kind, seen(value)).failed


@pytest.mark.parametrize(
    ("text", "day", "failed"),
    [
        ("二〇二五年二月二十五日", (1040, 1115, 1190), ()),
        ("二〇二五年二月十五日", (1115, 1190), (Check.DATE_DIGITS,)),  # 二 lies under a seal's ring
    ],
)
def test_a_day_that_leans_to_its_mark_has_lost_a_numeral(
    text: str, day: tuple[int, ...], failed: tuple[Check, ...]
) -> None:
    """Both were filled in, month and day each in the middle of its room."""
    (read,) = seen(line(text, 600, 500))
    centers = (240.0, 315.0, 390.0, 470.0, 565.0, 757.0, 905.0, *map(float, day), 1280.0)
    assert to_candidate(FieldKind.DATE, [replace(read, centers=centers)]).failed == failed
