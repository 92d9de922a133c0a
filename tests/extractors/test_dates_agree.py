"""Day of issue and beginning of the period: what one misread digit makes of the two."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.pages.group import PageGroup
from extractors.record import Record
from extractors.rules import EXACT, check_rules
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from tests.lines import LABELS, TELECOM, certificate, line, seen, title


@pytest.mark.parametrize(
    ("issued", "begun", "sure"),
    [
        ("2016年3月25日", "2016年8月25日", False),
        ("2016年3月25日", "2016年3月25日", True),
        ("2016年3月25日", "2016年3月24日", True),
        ("2016年3月1日", "2016年3月7日", False),
        ("2017年9月18日", "2017年9月12日", False),
        ("2016年3月1日", "2016年4月1日", True),
        ("2016年9月30日", "2016年10月1日", True),
        ("2010年10月15日", "2019年10月15日", False),
    ],
)
def test_a_digit_like_the_other_is_told(issued: str, begun: str, sure: bool) -> None:
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in (("issue_date", issued), ("valid_from", begun))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    told = {entry.field for entry in record.issues if entry.code == "dates_alike"}
    assert told == (set() if sure else {"issue_date", "valid_from"})
    accepted = {record.fields[name].status == FieldStatus.ACCEPTED for name in values}
    assert accepted == {sure}


@pytest.mark.parametrize(
    ("until", "agreeing", "differing"),
    [
        ("2021年3月25日", EXACT, 0),
        ("2021年3月24日", EXACT, 0),
        ("2021年3月26日", 0, 0),
        ("2021年8月25日", 0, 1),
        ("2026年3月25日", 0, 1),
    ],
)
def test_an_anniversary_speaks_for_both_dates(until: str, agreeing: int, differing: int) -> None:
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in (("issue_date", "2016年3月25日"), ("valid_until", until))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    for name in values:
        evidence = record.fields[name].evidence
        assert (evidence["agreeing"], evidence["differing"]) == (agreeing, differing)


@pytest.mark.parametrize(
    ("issued", "until", "score", "sure"),
    [
        ("二〇一四年二月十八日", "二〇一九年二月十八日", 0.56, False),
        ("二〇一四年二月十八日", "二〇一九年二月十八日", 0.995, True),
        ("二〇一四年十月十八日", "二〇一九年十月十八日", 0.56, True),
        ("二〇一四年十一月十八日", "二〇一九年十一月十八日", 0.56, True),
    ],
)
def test_a_stroke_too_many_is_so_in_both_dates(issued: str, until: str, score: float, *, sure: bool) -> None:
    """Both agree, and are misread alike: 一 over a line of the paper's ground is 二 twice."""
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=score))), 1)
        for name, text in (("issue_date", issued), ("valid_until", until))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    told = {entry.field for entry in record.issues if entry.code == "date_strokes"}
    assert told == (set() if sure else set(values))
    assert sure or {record.fields[name].status for name in values} == {FieldStatus.REVIEW}


@pytest.mark.parametrize("day", ["二", "十二", "二十二"])
@pytest.mark.parametrize(("first", "second", "sure"), [(0.949, 0.945, False), (0.949, 0.998, True)])
def test_a_numeral_below_its_row_has_a_stroke_too_many(
    first: float, second: float, day: str, *, sure: bool
) -> None:
    """六 月 一 日, filled in low or on a line, is read as 二日 in both dates, and surely so but for that one
    character."""
    record = Record(0.9, [0.999])
    values: dict[str, str | None] = {}
    for name, text, score in (
        ("issue_date", f"二〇一五年六月{day}日", first),
        ("valid_until", f"二〇二〇年六月{day}日", second),
    ):
        printed = line(text, 640, 700, score=0.999)
        scores = (*printed.char_confidences[:-2], score, printed.char_confidences[-1])
        whole = printed.model_copy(update={"char_confidences": scores})
        values[name] = record.put(name, to_candidate(FieldKind.DATE, seen(whole)), 1)
    check_rules(record, PageGroup((), None), TELECOM, values)
    told = {entry.field for entry in record.issues if entry.code == "date_strokes"}
    assert told == (set() if sure else {"issue_date", "valid_until"})
    status = FieldStatus.ACCEPTED if sure else FieldStatus.REVIEW
    assert {record.fields[name].status for name in values} == {status}


def test_a_stroke_too_many_in_a_period_is_told() -> None:
    """Of both its ends, whose dates bear one another out."""
    printed = line("有效期限：二〇一五年六月二日至二〇二〇年六月二日", LABELS, 1230, score=0.999)
    scores = [0.94 if at in (12, 22) else 0.999 for at in range(len(printed.text))]
    assert (printed.text[12], printed.text[22]) == ("二", "二")
    found = certificate(
        title(),
        line("经营许可证编号：云B2-20060021", 700, 400),
        line("公司名称：昆明海鸥旅行信息服务有限公司", LABELS, 530),
        line("法定代表人：刀美兰", LABELS, 600),
        printed.model_copy(update={"char_confidences": tuple(scores)}),
    )
    assert (found.valid_from, found.valid_until) == ("2015-06-02", "2020-06-02")
    assert {found.fields[name].status for name in ("valid_from", "valid_until")} == {"review"}


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2022年9月2日", True),
        ("2022年8月1日", True),
        ("2022年9月1日", False),
        ("2022年8月31日", False),
        ("2022年1月31日", True),  # of a period that ends the day before
        ("2022年6月17日", False),  # a period of its own
        ("2020年9月2日", False),
    ],
)
def test_a_period_that_misses_whole_years_by_one_part_is_told(until: str, *, told: bool) -> None:
    """九月二日 under a seal reads as 九月一日, and surely so."""
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in (("issue_date", "2017年9月1日"), ("valid_until", until))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    assert {entry.field for entry in record.issues if entry.code == "dates_near"} == (
        {"issue_date", "valid_until"} if told else set()
    )
    assert (record.fields["issue_date"].status == FieldStatus.REVIEW) is told


@pytest.mark.parametrize(
    ("issued", "founded", "sure"),
    [
        ("2017年8月21日", "2009年08月13日", False),
        ("2017年11月8日", "2009年11月07日", False),
        ("2017年08月21日", "2009年08月13日", True),
        ("2017年8月21日", "2009年8月13日", True),
        ("2017年8月21日", "2009年11月13日", True),
    ],
)
def test_one_figure_where_the_foundation_has_two(issued: str, founded: str, sure: bool) -> None:
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in (("issue_date", issued), ("established", founded))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    assert (record.fields["issue_date"].status == FieldStatus.ACCEPTED) == sure
    assert record.fields["established"].status == FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("text", "end", "score", "sure"),
    [
        ("二〇一九年八月十日", "二〇二四年八月十日", 0.04, False),
        ("二〇一九年八月十日", "二〇二四年八月十日", 0.4, True),
        ("二〇一九年八月十二日", "二〇二四年八月十二日", 0.85, False),
        ("二〇一九年八月十二日", "二〇二四年八月十二日", 0.95, True),
        ("2019年8月10日", "二〇二四年八月十日", 0.04, True),
    ],
)
def test_the_end_does_not_bear_out_a_numeral_that_was_hardly_read(
    text: str, end: str, score: float, sure: bool
) -> None:
    """八月十一日 would make a usual period up to 八月十日 as well, and 八月十三日 one up to 八月十二日."""
    record = Record(0.9, [0.999])
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(date, 640, 700, score=own))), 1)
        for name, date, own in (("issue_date", text, score), ("valid_until", end, 0.9999))
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    assert (
        "date_strokes" in {entry.code for entry in record.issues if entry.field == "issue_date"}
    ) is not sure
    assert not any(entry.field == "valid_until" for entry in record.issues)


def test_a_period_from_another_day_says_nothing_of_the_day_of_issue() -> None:
    record = Record(0.9, [0.999])
    days = {"issue_date": "2016年8月14日", "valid_from": "2016年8月1日", "valid_until": "2021年7月31日"}
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in days.items()
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    agreeing = {name: field.evidence["agreeing"] for name, field in record.fields.items()}
    assert agreeing == {"issue_date": 0, "valid_from": EXACT, "valid_until": EXACT}


@pytest.mark.parametrize(
    ("begins", "told"), [("2016年2月19日", False), ("2016年12月19日", True), (None, True)]
)
def test_a_digit_is_hardly_lost_in_two_places(begins: str | None, *, told: bool) -> None:
    record = Record(0.9, [0.999])
    texts = {"issue_date": "2016年2月19日", "valid_from": begins, "valid_until": "2017年12月19日"}
    values = {
        name: record.put(name, to_candidate(FieldKind.DATE, seen(line(text, 640, 700, score=0.9999))), 1)
        for name, text in texts.items()
        if text
    }
    check_rules(record, PageGroup((), None), TELECOM, values)
    assert ("digit_lost", "issue_date") in {(entry.code, entry.field) for entry in record.issues} or not told
    assert told or "digit_lost" not in {entry.code for entry in record.issues}
