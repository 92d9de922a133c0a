"""Dates on forms: typed in one run, or figures set between 年, 月 and 日 that the form has already."""

from __future__ import annotations

from datetime import date
from random import Random

from samples.facts.grants import day_to_numerals
from samples.fonts import has_glyph
from samples.forms.form_draft import FormDraft
from samples.sheet import Sheet, width_mm
from samples.typeset import Style, put

ZEROS = ("〇", "〇", "○", "零")


def day_text(draw: Random, day: date) -> str:
    """A date as values have it: figures, mostly with leading zeros."""
    return draw.choice(
        (
            f"{day.year}年{day.month:02d}月{day.day:02d}日",
            f"{day.year}年{day.month:02d}月{day.day:02d}日",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日",
            f"{day.year}-{day.month:02d}-{day.day:02d}",
        )
    )


def numeral_text(draft: FormDraft, day: date) -> str:
    """A date in Chinese numerals: 二〇〇九年七月三日, its zeros of those that the face has."""
    draw = draft.draw
    zeros = tuple(zero for zero in ZEROS if has_glyph(draft.look.value_face, zero))
    year, month, of_month = day_to_numerals(draw, day, zeros)
    gap = draw.choice(("", "", " "))
    return f"{year}{gap}年{gap}{month}{gap}月{gap}{of_month}{gap}日"


def term_text(draw: Random, draft: FormDraft, start: date, end: date | None) -> str:
    """From a day to another or to 长期; enters ``valid_from`` and ``valid_until`` as it tells them."""
    if end is None:
        draft.enter("valid_until", "长期")
        if draw.random() < 0.6:
            return draw.choice(("长期", "长期", "永久"))
        draft.enter_day("valid_from", start)
        return draw.choice(("{}至长期", "{} 至 长期", "自{}至长期")).format(day_text(draw, start))
    draft.enter_day("valid_from", start)
    draft.enter_day("valid_until", end)
    form = draw.choice(("{}至{}", "{} 至 {}", "自{}至{}", "{} 至{}"))
    return form.format(day_text(draw, start), day_text(draw, end))


def put_day(
    draft: FormDraft, sheet: Sheet, at: tuple[float, float], day: date, label: Style, value: Style
) -> float:
    """A date whose baseline begins ``at`` a point in mm; the middle of it, for a seal to stand over.

    Where 年, 月 and 日 are of the form, the figures between them may stand off their line.
    """
    draw = draft.draw
    x, y = at
    dx, dy = draft.look.shift
    kind = draw.random()
    if kind < 0.35:
        text = day_text(draw, day)
        put(sheet, x + dx, y + dy, text, value)
        return x + width_mm(text, value.face, value.size) / 2
    figures = (str(day.year), f"{day.month:02d}" if kind < 0.8 else str(day.month), f"{day.day:02d}")
    slip = draw.choice((0.0, 0.0, draw.uniform(-1.4, 1.4)))
    start = x
    for figure, unit, room in zip(figures, "年月日", (3.2, 2.8, 2.8), strict=True):
        width = width_mm(figure, value.face, value.size)
        put(sheet, x + dx + (room * value.em - width) / 2, y + dy - slip, figure, value)
        x += room * value.em
        put(sheet, x, y, unit, label)
        x += label.em
    return (start + x) / 2
