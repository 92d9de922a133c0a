"""Dates and periods as printed on certificates, to ISO 8601.

Forms: 2024年 01月 25日 · 2024-01-25 · 2024.1.25 · 20240125 · one of 年, 月, 日 lost ·
二〇一六 年 十二 月 二十三 日 (with ○, O, 零, 0; 廿, 卅) · 自…至… · 长期.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from extractors.normalize.date_numerals import ARABIC, CHINESE, SLOT, small_number, year_digits
from extractors.normalize.lookalikes import DIGIT_LOOKALIKES
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.text import fold

PERMANENT = "长期"
"""The value of an end date that is printed as 长期, 永久, 无固定期限 or 不约定期限."""

YEARS = range(1900, 2100)

# What may follow a day without 日; any other character may be a misread second digit of it.
_END = "[至到起始止,。;:)~]"
_SIGNS = str.maketrans({"曰": "日", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-"})
_SPECK = "[.·]?"  # dirt before a mark: 2019.年
_MARKED = re.compile(
    rf"(?:公元 ?)?(?P<year>(?:{SLOT} ?){{2,6}}) ?{_SPECK}年(?: ?年)*(?P<month> ?(?:{SLOT} ?){{0,4}})"
    rf"{_SPECK}月(?: ?月)*(?P<day> ?(?:{SLOT} ?){{0,5}})"
    rf"(?P<mark>{_SPECK}(?:[日目巳白旦]|月(?= ?$))|(?= ?$| ?{_END}))"
)
# One mark lost: the digits are still told apart by their number.
_NO_YEAR_MARK = re.compile(
    rf"(?P<year>[{ARABIC}]{{4}}) ?(?P<month>[{ARABIC}]{{1,2}}) ?月 ?(?P<day>[{ARABIC}]{{1,2}}) ?日"
)
_NO_MONTH_MARK = re.compile(rf"(?P<year>[{ARABIC}]{{4}}) ?年 ?(?P<run>[{ARABIC}]{{2,4}}) ?日")
_NO_MARKS = re.compile(
    rf"(?P<year>[{ARABIC}]{{4}}) ?年 ?(?P<month>[{ARABIC}]{{2}})(?P<day>[{ARABIC}]{{2}})(?= ?$| )"
)
_PLAIN = re.compile(
    rf"(?<![{ARABIC}.-])(?P<year>[{ARABIC}]{{4}})(?P<first> ?[-—–/.·,、] ?)(?P<month>[{ARABIC}]{{1,2}})"
    rf" ?[-—–/.·,、] ?(?P<day>[{ARABIC}]{{1,2}})(?= ?$| |[日—–-]|{_END}|(?<=[{ARABIC}]{{2}})[\u3400-\u9fff])"
)  # behind a whole day a seal's text may stand
_COMPACT = re.compile(r"(?<![0-9A-Za-z-])(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?![0-9A-Za-z-])")
_PARTIAL = re.compile(rf"[{ARABIC}{CHINESE}] ?[年月]|年 ?月|月 ?日|[{ARABIC}]{{4}}[-/.][{ARABIC}]")
_PERMANENT = re.compile("长期|永久|无固定期限|[不未]约定期限|无限期")


@dataclass(frozen=True)
class FoundDate:
    """A date in a longer text: ``start`` and ``end`` are offsets into NFKC text, spaces as one."""

    start: int
    end: int
    normal: Normal


@dataclass(frozen=True)
class Period:
    """``start`` or ``end`` without value and without failed check: that end is not printed."""

    start: Normal
    end: Normal


_ABSENT = Normal(None)


def spaced(text: str) -> str:
    """The text that offsets of ``FoundDate`` refer to: NFKC, each run of white space one space, every hyphen
    of Unicode (2024‑06‑03 of a PDF has U+2011) the one of ASCII."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SIGNS).split())


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date in the text, in order, with or without a value."""
    plain = spaced(text)
    found: list[FoundDate] = []
    for pattern, read in (
        (_MARKED, _marked),
        (_NO_YEAR_MARK, _no_year_mark),
        (_NO_MONTH_MARK, _no_month_mark),
        (_NO_MARKS, _no_year_mark),
        (_PLAIN, _plain),
        (_COMPACT, _compact),
    ):
        for match in pattern.finditer(plain):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(FoundDate(match.start(), match.end(), read(match)))
    return tuple(sorted(found, key=lambda one: one.start))


def normalize_date(text: str) -> Normal:
    """The one date of the text as YYYY-MM-DD, or ``PERMANENT``; no value when a part is missing."""
    found = find_dates(text)
    values = {one.normal.value for one in found}
    if len(values) > 1:
        return Normal(None, failed=(Check.DATE_AMBIGUOUS,))
    if found:
        return found[0].normal
    if _PERMANENT.search(fold(text)):
        return Normal(PERMANENT)
    incomplete = _PARTIAL.search(spaced(text))
    return Normal(None, failed=(Check.DATE_INCOMPLETE if incomplete else Check.DATE_MISSING,))


def normalize_period(text: str) -> Period:
    """Start and end of 自…至…, …至长期, …起, 至…; a bare single date tells neither end."""
    plain = spaced(text)
    found = find_dates(text)
    if len(found) == 2:
        start, end = found[0].normal, found[1].normal
        if start.value and end.value and start.value > end.value:
            end = replace(end, failed=(*end.failed, Check.PERIOD_ORDER))
        return Period(start, end)
    if len(found) > 2:
        ambiguous = Normal(None, failed=(Check.DATE_AMBIGUOUS,))
        return Period(ambiguous, ambiguous)
    if not found:
        permanent = _PERMANENT.search(fold(text))
        return Period(_ABSENT, Normal(PERMANENT) if permanent else normalize_date(text))
    return _open_period(found[0].normal, plain[: found[0].start], plain[found[0].end :])


def _open_period(only: Normal, before: str, after: str) -> Period:
    """The period that prints one date, from the words around it."""
    lost = Normal(None, failed=(Check.DATE_INCOMPLETE,))
    if re.search(r"[至到止]\W*$", before):
        return Period(_ABSENT, only)
    if _PERMANENT.search(fold(after)):
        return Period(only, Normal(PERMANENT))
    if re.match(r"\W*(?:[起始]\W*)?[至到]", after):
        return Period(only, lost)
    if re.search(r"自\W*$", before) or re.match(r"\W*[起始]", after):
        return Period(only, _ABSENT)
    return Period(_ABSENT, lost)


def _marked(match: re.Match[str]) -> Normal:
    parts = [match[name].replace(" ", "") for name in ("year", "month", "day")]
    if not all(parts):
        return Normal(None, failed=(Check.DATE_INCOMPLETE,))
    repairs: list[Repair] = []
    if match["mark"].lstrip(".·") != "日":
        repairs.append(Repair.MARK_MISSING)
    # Something else may stand before the year: then a space sets the year's four digits apart.
    last = match["year"].split()[-1]
    year = year_digits(last if len(last) == 4 else parts[0], repairs)
    if year is None:
        return Normal(None, failed=(Check.DATE_INCOMPLETE,))
    month, day = (small_number(part, repairs) for part in parts[1:])
    if month is None or day is None:
        return Normal(None, failed=(Check.DATE_IMPOSSIBLE,))
    read = _date(year, month, day, repairs)
    if read.value is not None and not match["mark"] and match.end() == len(match.string.rstrip()):
        return replace(read, failed=(Check.DATE_CUT,)) if _may_go_on(parts[2]) else read
    if read.value is not None and (_is_padded(*parts[1:]) or _is_padded(parts[2], parts[1])):
        return replace(read, failed=(Check.DATE_DIGITS,))
    return read


def _may_go_on(day: str) -> bool:
    """Whether a day may have lost characters at its end: 1, 二 and 十 may, 25, 九 and 十一 may not."""
    return day in ("1", "2", "3") or day in ("二", "三", "十", "二十", "三十", "廿", "卅")


def _is_padded(one: str, other: str) -> bool:
    """Whether ``one`` begins with a zero and ``other`` is a single digit."""
    return one[0] == "0" and len(one) == 2 and len(other) == 1 and other.isdigit()


def _no_year_mark(match: re.Match[str]) -> Normal:
    return _arabic_date(match["year"], match["month"], match["day"], [Repair.MARK_MISSING])


def _no_month_mark(match: re.Match[str]) -> Normal:
    """年0125日 has one reading, 年125日 two (1-25, 12-5), 年12日 lacks a part."""
    run = match["run"]
    splits = [(run[:cut], run[cut:]) for cut in (1, 2) if 1 <= len(run) - cut <= 2]
    if len(run) == 2:
        return Normal(None, failed=(Check.DATE_INCOMPLETE,))
    readings = [_arabic_date(match["year"], month, day, [Repair.MARK_MISSING]) for month, day in splits]
    valid = [reading for reading in readings if reading.value]
    if len(valid) == 1:
        return valid[0]
    return Normal(None, failed=(Check.DATE_AMBIGUOUS if valid else Check.DATE_IMPOSSIBLE,))


def _plain(match: re.Match[str]) -> Normal:
    usual = match["first"].strip() in ("-", "/", ".")
    return _arabic_date(match["year"], match["month"], match["day"], [] if usual else [Repair.SEPARATOR])


def _compact(match: re.Match[str]) -> Normal:
    return _arabic_date(match["year"], match["month"], match["day"], [])


def _arabic_date(year: str, month: str, day: str, repairs: list[Repair]) -> Normal:
    numbers = [_arabic(part, repairs) for part in (year, month, day)]
    return _date(numbers[0], numbers[1], numbers[2], repairs)


def _arabic(read: str, repairs: list[Repair]) -> int:
    meant = "".join(DIGIT_LOOKALIKES.get(character, character) for character in read)
    if meant != read:
        repairs.append(Repair.CONFUSION)
    return int(meant)


def _date(year: int, month: int, day: int, repairs: list[Repair]) -> Normal:
    if year in YEARS:
        try:
            value = date(year, month, day).isoformat()
        except ValueError:
            return Normal(None, failed=(Check.DATE_IMPOSSIBLE,))
        return Normal(value, repairs=unique_repairs(repairs))
    return Normal(None, failed=(Check.DATE_IMPOSSIBLE,))
