"""The day so many years from another."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.page_dates.anniversary import is_period


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [
        (date(2016, 3, 25), date(2021, 3, 25), True),
        (date(2016, 3, 25), date(2021, 3, 24), True),
        (date(2016, 3, 25), date(2021, 3, 23), False),
        (date(2016, 2, 29), date(2021, 3, 1), True),
        (date(2016, 2, 29), date(2021, 2, 28), True),
        (date(2016, 2, 29), date(2021, 2, 27), True),
        (date(2016, 2, 29), date(2021, 2, 26), False),
        (date(2016, 3, 1), date(2021, 2, 27), False),
    ],
)
def test_a_period_of_five_years(first: date, last: date, *, whole: bool) -> None:
    assert is_period(first, last, 5) is whole
