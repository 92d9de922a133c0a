"""The days that a period ties to another day of the same page, and how a form writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType

from extractors.normalize.spelled_numbers import spell_figures, spell_number
from extractors.page_dates.anniversary import DAY, anniversary
from pipeline.printed_dates.placed import placed_dates
from schemas.page import InkLayer, TextLine

SAME = 200.0
YEARS: Mapping[int, float] = MappingProxyType(
    {5: 200.0, 3: 100.0, 10: 100.0, 1: 20.0, 2: 20.0, 4: 20.0, 6: 20.0, 20: 20.0, 30: 20.0}
)
"""How many times likelier a day is than any one day, where another of the page is the same, or so many years
off as licenses and certificates are valid for."""


def likely_days(lines: Iterable[TextLine]) -> dict[date, float]:
    """The days that were read in print, each with the score of its least sure character."""
    days: dict[date, float] = {}
    for line in lines:
        if line.layer in (InkLayer.RED, InkLayer.PALE):
            continue
        for found in placed_dates(line):
            within = range(found.start, found.end)
            scores = [line.char_confidences[at] for at in within if line.text[at] != " "]
            if found.normal.value is not None and not found.normal.failed:
                with suppress(ValueError):
                    day = date.fromisoformat(found.normal.value)
                    days[day] = max(days.get(day, 0.0), min(scores, default=0.0))
    return days


def tied_days(known: Mapping[date, float]) -> dict[date, float]:
    """The ``known`` days, and those on which a period may have begun that ends on one of them, or may end
    that began on one: so many years off to the day, or a day less. Each with how many times likelier it is
    than any one day, the less the less probable the known one is."""
    tied: dict[date, float] = {}
    for one, share in known.items():
        for day, odds in _tied(one):
            tied[day] = max(odds * share, tied.get(day, 0.0))
    return tied


def _tied(day: date) -> Iterator[tuple[date, float]]:
    yield day, SAME
    for years, odds in YEARS.items():
        begun, ended = anniversary(day, -years), anniversary(day, years)
        yield from ((other, odds) for other in (begun, begun + DAY, ended, ended - DAY))


def written(day: date) -> tuple[str, ...]:
    """The day as forms have it: in figures, these padded, and in Chinese numerals."""
    forms = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02d}月{day.day:02d}日",
        f"{spell_figures(day.year)}年{spell_number(day.month)}月{spell_number(day.day)}日",
    )
    return tuple(dict.fromkeys(forms))
