"""Who issued a license: its number and its dates."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from extractors.normalize.spelled_numbers import spell_figures, spell_number
from samples.facts.business import Grant
from samples.vocabulary import Region

MINISTRY = "工业和信息化部"
MINISTRY_RIM = "中华人民共和国工业和信息化部"


def license_number(draw: Random, region: Region | None, grants: tuple[Grant, ...], year: int) -> str:
    """The number of a license of a province, or of the ministry where ``region`` is ``None``."""
    classes = sorted({grant.service.number_class for grant in grants})
    if region is None and draw.random() < 0.15:
        classes = ["A2", *classes]
    prefix = region.letter if region else draw.choice(("", "合字"))
    suffix = f"-{draw.randint(1, 12)}" if draw.random() < 0.1 else ""
    return f"{prefix}{'.'.join(classes)}-{year}{draw.randint(1, 2499):04d}{suffix}"


def icp_number(draw: Random, year: int) -> str:
    """The older form, Beijing's 京ICP证150016号."""
    return f"京ICP证{year % 100:02d}{draw.randint(1, 1399):04d}号"


def five_years_after(draw: Random, start: date) -> date:
    """The same day five years on, the day before, or the old end of a reissued license."""
    kind = draw.random()
    if kind < 0.15:
        return start + timedelta(days=draw.randint(120, 1700))
    try:
        end = start.replace(year=start.year + 5)
    except ValueError:
        end = date(start.year + 5, 2, 28)
    return end - timedelta(days=1) if kind < 0.5 else end


def random_day(draw: Random, first_year: int, last_year: int) -> date:
    """Any day of these years."""
    first = date(first_year, 1, 1)
    return first + timedelta(days=draw.randrange((date(last_year, 12, 31) - first).days + 1))


def day_to_figures(draw: Random, day: date) -> str:
    """A date in Arabic figures, as one line."""
    return draw.choice(
        (
            f"{day.year}年 {day.month:02d}月 {day.day:02d}日",
            f"{day.year}年{day.month:02d}月{day.day:02d}日",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month} 月 {day.day} 日",
            f"{day.year}年 {day.month}月 {day.day}日",
        )
    )


def day_to_numerals(draw: Random, day: date, zeros: tuple[str, ...]) -> tuple[str, str, str]:
    """Year, month and day in Chinese numerals: 二〇一六, 十二, 二十三; the zero in one of its shapes."""
    zero = draw.choice(zeros)
    year = spell_figures(day.year).replace("〇", zero)
    return year, spell_number(day.month), spell_number(day.day)
