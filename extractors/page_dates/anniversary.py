"""The day so many years from another: a period ends on it, or on the day before."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)


def anniversary(day: date, years: int) -> date:
    """The day so many years later, or before; of 29 February 1 March."""
    is_leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if is_leap else day.replace(year=day.year + years)


def is_period(first: date, last: date, years: int) -> bool:
    """Whether ``last`` is the day of ``first`` so many years later, or the day before it. 29 February has two
    such days, 28 February and 1 March."""
    day = anniversary(first, years)
    days = (day, day - DAY) if (first.month, first.day) == (2, 29) else (day,)
    return any(last in (own, own - DAY) for own in days)
