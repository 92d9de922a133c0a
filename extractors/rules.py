"""The rules of a declaration: what holds between fields, and between pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations

from extractors.authorities.authority_names import to_ideographs
from extractors.confidence import nines
from extractors.issue_messages.messages import issue
from extractors.normalize.normal import Check
from extractors.normalize.text import fold
from extractors.page_dates.anniversary import DAY, anniversary, is_period
from extractors.pages.group import PageGroup
from extractors.record import Record
from schemas.document_type import DocumentType, RuleName, RuleSpec
from schemas.field import FieldStatus, FieldValue

Values = Mapping[str, str | None]
LATEST = 2050  # year from which no paper was issued, no company founded: 2021 of worn print reads as 2081
EXACT = 2  # readings that an exact period counts for: of both its ends, to the day
SLACK = 3.0  # days by which a period of the usual length may be off
STROKES_SURE = 0.65  # score of a date's weakest character from which its strokes are as they were read
_STROKES = re.compile("年 ?[一二三] ?月|月 ?[一二三] ?日|十 ?[二三] ?[月日]")
HARDLY = 0.1  # score of a date's weakest numeral from which the other end of a period may bear it out,
ONE_MORE = 0.9  # and where its day may have a stroke more or less
_DAY_OF_STROKES = re.compile("[月十] ?[一二三] ?日")
_IN_NUMERALS = re.compile("[一二三四五六七八九十] ?日")
_LIKE_DIGITS = [
    set(pair) for pair in ("38", "17", "56", "08", "68", "06", "35", "58", "89", "14", "27", "28")
]
_PADDED = re.compile("年 ?0[1-9] ?月|月 ?0[1-9] ?日?")
_SINGLE = re.compile("年 ?[1-9] ?月|月 ?[1-9] ?日")
_YEAR = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|(?<=G[RFS])(?:19|20)[0-9]{2}|^(?:19|20)[0-9]{2}(?=SR)"
)


def check_rules(record: Record, group: PageGroup, document_type: DocumentType, values: Values) -> None:
    """Every rule of the type, and that what is granted ends after it began: a breach is an issue, and
    values that bear one another out are surer."""
    for first in ("issue_date", "valid_from"):
        _dates_in_order(record, group, _order(first, "valid_until"), values)
    _not_yet(record, values)
    _whole_digits(record, values)
    _same_beginning(record, values)
    _set_alike(record)
    _hardly_read(record)
    for rule in document_type.rules:
        _CHECKS[rule.rule](record, group, rule, values)


def _not_yet(record: Record, values: Values) -> None:
    for name in ("issue_date", "valid_from", "established", "completion_date"):
        day = _to_date(values.get(name))
        if day is not None and day.year >= LATEST:
            record.doubt(name, issue(Check.DATE_IMPOSSIBLE.value, name, day.isoformat()))


def _order(first: str, last: str) -> RuleSpec:
    return RuleSpec(rule=RuleName.DATES_IN_ORDER, fields=(first, last))


def _to_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text[:4].isdigit() else None


def _dates_in_order(record: Record, _: PageGroup, rule: RuleSpec, values: Values) -> None:
    for first, last in combinations(rule.fields, 2):
        start, end = _to_date(values.get(first)), _to_date(values.get(last))
        if (
            start is not None
            and end is not None
            and (end < start or (end == start and last == "valid_until"))
        ):
            for name in (first, last):  # either may be misread
                record.doubt(name, issue(Check.PERIOD_ORDER.value, name, f"{start} … {end}"))


def _whole_digits(record: Record, values: Values) -> None:
    """Of two dates that differ by one digit of month or day, as 1月17日 and 11月17日, the shorter one has
    lost it: 11 set thin under a seal reads as 1, and surely so. Not where the third date is the same, which
    is printed elsewhere."""
    for name, other, third in permutations(("issue_date", "valid_from", "valid_until")):
        one, two, same = (_to_date(values.get(own)) for own in (name, other, third))
        if one is not None and two is not None and one != same and _lacks_digit(one, two):
            record.doubt(name, issue("digit_lost", name, f"{one} … {two}"))


def _same_beginning(record: Record, values: Values) -> None:
    """A period usually begins on the day of issue: where that is printed twice, each bears the other out, and
    where the two differ by one digit that is like the other, 3 and 8 of worn print, or in the year alone,
    either may be misread."""
    issued, begun = values.get("issue_date") or "", values.get("valid_from") or ""
    if issued == begun and _stand_apart(record.fields.get("issue_date"), record.fields.get("valid_from")):
        for name in ("issue_date", "valid_from"):
            record.weigh(name, agreeing=1)
    other = [{one, two} for one, two in zip(issued, begun, strict=False) if one != two]
    in_year = issued != begun and issued[4:] == begun[4:]
    if len(issued) == len(begun) and (in_year or (len(other) == 1 and other[0] in _LIKE_DIGITS)):
        for name in ("issue_date", "valid_from"):
            record.doubt(name, issue("dates_alike", name, f"{issued} … {begun}"))


def _stand_apart(one: FieldValue | None, other: FieldValue | None) -> bool:
    """Whether both were read, in two places."""
    quads = [field.quad for field in (one, other) if field is not None and field.quad is not None]
    return len(quads) == 2 and not quads[0].bbox.overlaps(quads[1].bbox)


def _set_alike(record: Record) -> None:
    """A day of issue with one figure for its month or day, where that of the foundation has 03 there: one is
    lost under the seal, or two were read as one, 8 of 03."""
    fields = [record.fields.get(name) for name in ("issue_date", "established")]
    issued, founded = (field.raw or "" if field is not None else "" for field in fields)
    if _SINGLE.search(issued) and _PADDED.search(founded):
        record.doubt("issue_date", issue(Check.DATE_DIGITS.value, "issue_date", issued))


def _hardly_read(record: Record) -> None:
    """A date in Chinese numerals of which one could hardly be read. The period's other end does not bear it
    out: it is a usual one from 十日 as from 十一日 on, which ends on the day before, and from 十二日 as from
    十三日, of which a stroke was lost."""
    for name in ("issue_date", "valid_from", "valid_until"):
        field = record.fields.get(name)
        if field is None or not _IN_NUMERALS.search(field.raw or ""):
            continue
        least = ONE_MORE if _DAY_OF_STROKES.search(field.raw or "") else HARDLY
        if field.evidence.get("weakest", 1.0) < nines(least):
            record.doubt(name, issue("date_strokes", name, field.raw or ""))


def _lacks_digit(one: date, other: date) -> bool:
    """Whether ``one`` is ``other`` but for a digit of the month, or in the same year of the day."""
    if one.day == other.day:
        return one.month < 10 <= other.month and str(one.month) in str(other.month)
    same = (one.year, one.month) == (other.year, other.month)
    return same and one.day < 10 <= other.day and str(one.day) in str(other.day)


def _usual_period(record: Record, _: PageGroup, rule: RuleSpec, values: Values) -> None:
    """A period that ends on the day that it began, or the day before, after a usual number of years speaks
    for both its ends; of one that is days off nothing is said, of another one end may have lost a digit."""
    start = values.get("valid_from") or values.get(rule.fields[0])
    end = values.get(rule.fields[1])
    first, last = _to_date(start), _to_date(end)
    if first is None or last is None:
        return
    usual = any(abs((last - first).days - years * 365.25) <= SLACK for years in rule.years)
    if not usual and last > first:
        lengths = "、".join(map(str, rule.years))
        record.note([issue("period_length", rule.fields[1], f"{start} … {end} ({lengths})")])
    if (last - first).days > max(rule.years) * 365.25 + SLACK:  # shorter ones are of renewed papers
        for name in ("valid_from" if values.get("valid_from") else rule.fields[0], rule.fields[1]):
            record.doubt(name, issue("period_long", name, f"{start} … {end}"))
    exact = any(is_period(first, last, years) for years in rule.years)
    if not exact and any(_misses_by_one(first, last, years) for years in rule.years):
        for name in ("valid_from" if values.get("valid_from") else rule.fields[0], rule.fields[1]):
            record.doubt(name, issue("dates_near", name, f"{start} … {end}"))
    begun = [name for name in ("issue_date", rule.fields[0]) if values.get(name) == start]
    if exact:
        for check in (Check.DATE_DIGITS, Check.PLACE):
            _bear_out(record, begun, rule.fields[1], check)
    for name in dict.fromkeys(
        ("valid_from", rule.fields[1], *begun)
    ):  # another day of issue is not borne out
        record.weigh(name, agreeing=EXACT * int(exact), differing=int(not usual))
    begins = [name for name in dict.fromkeys((rule.fields[0], "valid_from")) if name in record.fields]
    for name in begins if exact else ():
        if _share_strokes([record.fields[name], record.fields.get(rule.fields[1])]):
            for end in (name, rule.fields[1]):
                record.doubt(end, issue("date_strokes", end, record.fields[end].raw or ""))


def _bear_out(record: Record, begun: Sequence[str], end: str, check: Check) -> None:
    """With another digit of month or day, or a piece of another date, an end of an exact period would miss
    the other by days or months: where one alone failed ``check``, nothing is lost or misplaced there."""
    failed = [
        [name for name in names if record.tells(name, check)] for names in ({*begun, "valid_from"}, {end})
    ]
    if not all(failed):
        for name in (*failed[0], *failed[1]):
            record.refute(name, check)


def _misses_by_one(first: date, last: date, years: int) -> bool:
    """Whether a period ends so many years later, or the day before, but for its month or its day: 九月二日
    read as 九月一日, 11月12日 as 1月12日."""
    day = anniversary(first, years)
    return any(
        last.year == end.year and (last.month == end.month) != (last.day == end.day)
        for end in (day, day - DAY)
    )


def _share_strokes(ends: Sequence[FieldValue | None]) -> bool:
    """Whether both ends have 一, 二, 三 or 十二 as a month or day and neither was read surely: a line in the
    paper's ground, or the foot of the row, makes one more stroke of each alike."""
    return all(
        end is not None
        and _STROKES.search(end.raw or "")
        and (end.evidence.get("weakest", 0.0) < nines(STROKES_SURE) or end.evidence.get("strokes"))
        for end in ends
    )


def _one_of(record: Record, group: PageGroup, rule: RuleSpec, values: Values) -> None:
    has_main = any(page.kind == "main" for page in group.pages)
    if has_main and not any(values.get(name) for name in rule.fields):
        record.note([issue("missing", rule.fields[0], " / ".join(rule.fields))])


def _same_on_pages(record: Record, group: PageGroup, rule: RuleSpec, values: Values) -> None:
    """A value that other pages hold to the letter is surer. The number's pages vote where it is read."""
    for name in rule.fields:
        value, field = values.get(name), record.fields.get(name)
        if value is None or field is None or field.page_no is None:
            continue
        record.weigh(name, agreeing=_pages_holding(fold(value), group, field.page_no))


def _pages_holding(value: str, group: PageGroup, own_page: int) -> int:
    return sum(
        value in fold("".join(line.text for line in page.lines))
        for page_no, page in enumerate(group.pages, start=1)
        if page_no != own_page
    )


def _agrees_with_seal(record: Record, group: PageGroup, rule: RuleSpec, values: Values) -> None:
    """An issuer in print that the seal contradicts: the seal is another's, or one was misread."""
    name = rule.fields[0]
    value = values.get(name)
    read = [seal.text for page in group.pages for seal in page.seals if seal.text]
    seals = [to_ideographs(text) for text in read]
    field = record.fields.get(name)
    if value is None or field is None or not seals or field.raw in read:
        return
    if field.status == FieldStatus.ACCEPTED and not any(
        to_ideographs(value) in seal or seal in to_ideographs(value) for seal in seals
    ):
        record.doubt(name, issue("seal_differs", name, " / ".join(seals)))


def _year_not_after(record: Record, _: PageGroup, rule: RuleSpec, values: Values) -> None:
    number, day = values.get(rule.fields[0]), _to_date(values.get(rule.fields[1]))
    found = _YEAR.search(fold(number or ""))
    if found is not None and day is not None and int(found[0]) > day.year:
        record.doubt(rule.fields[1], issue("year_order", rule.fields[1], f"{number} … {day}"))


_CHECKS: Mapping[RuleName, Callable[[Record, PageGroup, RuleSpec, Values], None]] = {
    RuleName.DATES_IN_ORDER: _dates_in_order,
    RuleName.USUAL_PERIOD: _usual_period,
    RuleName.ONE_OF: _one_of,
    RuleName.SAME_ON_PAGES: _same_on_pages,
    RuleName.AGREES_WITH_SEAL: _agrees_with_seal,
    RuleName.YEAR_NOT_AFTER: _year_not_after,
}
