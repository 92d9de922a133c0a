from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.normalize.dates import PERMANENT, find_dates, normalize_date, normalize_period
from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.spelled_numbers import spell_figures, spell_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年 01月 25日", "2024-01-25"),
        ("2024年1月25日", "2024-01-25"),
        ("2 0 2 4 年 0 1 月 2 5 日", "2024-01-25"),
        ("2024-01-25", "2024-01-25"),
        ("2024\u201101\u201125", "2024-01-25"),
        ("2024.1.25", "2024-01-25"),
        ("2024/01/25 10:30", "2024-01-25"),
        ("20240125", "2024-01-25"),
        ("二〇二四年一月二十五日", "2024-01-25"),
        ("二O一六 年 十二 月 二十三 日", "2016-12-23"),
        ("二0一六年十月廿三日", "2016-10-23"),
        ("二零一六年十月卅日", "2016-10-30"),
        ("二○一六年-月三十一曰", "2016-01-31"),
        ("贰零壹陆年拾贰月叁日", "2016-12-03"),
        ("2O24年Ol月Z5日", "2024-01-25"),
        ("2024 年年 01 月月 25 日日", "2024-01-25"),
        ("2024 01月25日", "2024-01-25"),
        ("2024年0125日", "2024-01-25"),
        ("2024年1月25", "2024-01-25"),
        ("发证日期：2024年 01月 25日", "2024-01-25"),
        ("京B2 2024年1月25日", "2024-01-25"),
        ("２０２４年１月２５日", "2024-01-25"),
        ("长 期", PERMANENT),
        ("长期有效", PERMANENT),
    ],
)
def test_forms(text: str, value: str) -> None:
    assert normalize_date(text).value == value


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("2024年2月30日", Check.DATE_IMPOSSIBLE),
        ("2023年2月29日", Check.DATE_IMPOSSIBLE),
        ("2024年13月01日", Check.DATE_IMPOSSIBLE),
        ("1024年1月1日", Check.DATE_IMPOSSIBLE),
        ("二〇一六年十三月五日", Check.DATE_IMPOSSIBLE),
        ("2024年 月 25日", Check.DATE_INCOMPLETE),
        ("2024年1月", Check.DATE_INCOMPLETE),
        ("年 月 日", Check.DATE_INCOMPLETE),
        ("二〇六年三月五日", Check.DATE_INCOMPLETE),
        ("一九六年三月五日", Check.DATE_INCOMPLETE),
        ("2025年101", Check.DATE_INCOMPLETE),
        ("24年3月5日", Check.DATE_INCOMPLETE),
        ("2024年1月2?日", Check.DATE_INCOMPLETE),
        ("2024年1月2 X日", Check.DATE_INCOMPLETE),
        ("2024-1-2x", Check.DATE_INCOMPLETE),
        ("2024年12日", Check.DATE_INCOMPLETE),
        ("2024年125日", Check.DATE_AMBIGUOUS),
        ("2024年1月1日 2024年1月2日", Check.DATE_AMBIGUOUS),
        ("京B2-20240286", Check.DATE_MISSING),
        ("北京懂车帝科技有限公司", Check.DATE_MISSING),
        ("提前90日", Check.DATE_MISSING),
        ("", Check.DATE_MISSING),
    ],
)
def test_no_value_without_a_whole_date(text: str, check: Check) -> None:
    normal = normalize_date(text)
    assert normal.value is None
    assert normal.failed == (check,)


def test_text_of_a_seal_may_stand_behind_a_whole_day() -> None:
    assert normalize_date("2018-12-24南省通信管").value == "2018-12-24"
    assert normalize_date("2018-12-2南省通信管").value is None


def test_a_year_whose_zero_was_lost() -> None:
    assert normalize_date("二一六年三月五日") == Normal("2016-03-05", repairs=(Repair.ZERO_MISSING,))


def test_digits_alone_tell_month_and_day() -> None:
    assert normalize_date("2025年1010") == Normal("2025-10-10", repairs=(Repair.MARK_MISSING,))


@pytest.mark.parametrize("day", ["十", "二十", "三十", "二", "1", "3"])
def test_a_day_without_its_mark_that_may_go_on(day: str) -> None:
    assert normalize_date(f"二〇一五年十月{day}").failed == (Check.DATE_CUT,)
    assert normalize_date(f"二〇一五年十月{day}日").failed == ()


@pytest.mark.parametrize("day", ["十一", "二十四", "三十一", "九", "廿一", "25", "8", "03"])
def test_a_day_without_its_mark_that_is_whole(day: str) -> None:
    assert normalize_date(f"2015年10月{day}").failed == ()


@pytest.mark.parametrize("text", ["2019.年7月7日", "2019年7.月7日", "2019年7月7·日"])
def test_dirt_before_a_mark(text: str) -> None:
    assert normalize_date(text).value == "2019-07-07"


def test_repairs_are_told() -> None:
    assert normalize_date("2024年1月25").repairs == (Repair.MARK_MISSING,)
    assert normalize_date("2O24年1月25日").repairs == (Repair.CONFUSION,)
    assert normalize_date("2024年1月25日").repairs == ()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("本证有效期自2016年3月18日至2017年3月1日", "2016-03-18", "2017-03-01"),
        ("自 2019-04-04 至 2025-04-03", "2019-04-04", "2025-04-03"),
        ("2013年01月29日至 2023年01月28日", "2013-01-29", "2023-01-28"),
        ("2016年12月02日至长期", "2016-12-02", PERMANENT),
        ("自2016年12月02日至不约定期限", "2016-12-02", PERMANENT),
        ("自2019年04月04日起", "2019-04-04", None),
        ("有效期至2029年01月25日", None, "2029-01-25"),
        ("长期", None, PERMANENT),
    ],
)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    period = normalize_period(text)
    assert (period.start.value, period.end.value) == (start, end)
    assert (period.start.failed, period.end.failed) == ((), ())


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("2025-01-01至2024-01-01", Check.PERIOD_ORDER),
        ("自2016年3月18日至 年 月 日", Check.DATE_INCOMPLETE),
        ("2016年3月18日", Check.DATE_INCOMPLETE),
    ],
)
def test_doubtful_ends(text: str, check: Check) -> None:
    assert normalize_period(text).end.failed == (check,)


def test_find_dates_in_order() -> None:
    found = find_dates("2024年3月27日 前有效,二〇二四年一月五日 发")
    assert [one.normal.value for one in found] == ["2024-03-27", "2024-01-05"]
    assert found[0].start == 0


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.data())
def test_every_date_in_every_form(day: date, data: st.DataObject) -> None:
    gap = data.draw(st.sampled_from(["", " ", "  ", "\u3000"]))
    year = spell_figures(day.year)
    if data.draw(st.booleans()):
        year = year.replace("〇", data.draw(st.sampled_from("○O0零o")))
    forms = [
        f"{day.year}{gap}年{gap}{day.month}{gap}月{gap}{day.day}{gap}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        f"{year}{gap}年{gap}{spell_number(day.month)}{gap}月{gap}{spell_number(day.day)}{gap}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
    ]
    assert {normalize_date(form).value for form in forms} == {day.isoformat()}


@given(st.text(alphabet="0123456789年月日二十〇 -.OlX", max_size=16))
def test_a_value_is_always_a_real_date(text: str) -> None:
    value = normalize_date(text).value
    assert value is None or date.fromisoformat(value)
