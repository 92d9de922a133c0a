"""A date of which a part is illegible, where a period of a usual length leaves it one reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from extractors.issue_messages.messages import issue
from extractors.normalize.date_parts import read_parts
from extractors.page_dates.anniversary import DAY, anniversary
from extractors.record import Record
from schemas.document_type import DocumentType, RuleName

LEGIBLE = 2  # of year, month and day that must be as the period has them
CONFIDENCE = 0.6  # of such a value: a person sees to it

Values = Mapping[str, str | None]


def complete_dates(record: Record, document_type: DocumentType, values: Values) -> dict[str, str]:
    """The ends of periods that were read in part, by field: the one day, a usual number of years from the
    other end, that has all parts which are legible. Each is entered for review."""
    found = {}
    for rule in document_type.rules:
        if rule.rule != RuleName.USUAL_PERIOD:
            continue
        first, last = rule.fields
        for name, other, sign in ((first, last, -1), (last, first, 1)):
            known = values.get(other)
            if values.get(name) is None and known is not None and known[:4].isdigit():
                days = set(_days_apart(date.fromisoformat(known), [sign * years for years in rule.years]))
                value = _complete(record, name, days)
                if value is not None:
                    found[name] = value
    return found


def _complete(record: Record, name: str, days: set[date]) -> str | None:
    known = record.fields.get(name)
    parts = read_parts(known.raw or "") if known is not None else None
    if known is None or known.page_no is None or parts is None or known.value is not None:
        return None
    legible = [(at, part) for at, part in enumerate(parts) if part is not None]
    fitting = [day for day in days if all((day.year, day.month, day.day)[at] == part for at, part in legible)]
    if len(legible) < LEGIBLE or len(fitting) != 1:
        return None
    value = fitting[0].isoformat()
    record.note([issue("date_completed", name, f"{known.raw} → {value}")])
    record.enter(
        name,
        raw=known.raw,
        value=value,
        confidence=CONFIDENCE,
        page_no=known.page_no,
        quad=known.quad,
        engine=known.engine or "",
        sound=False,
    )
    return value


def _days_apart(day: date, every: list[int]) -> Iterator[date]:
    """The days so many years off: to the day, and where a period ends on the day before."""
    for years in every:
        same = anniversary(day, years)
        yield same
        yield same - DAY if years > 0 else same + DAY
