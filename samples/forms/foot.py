"""The foot of a form: who issued it, when, and the seal."""

from __future__ import annotations

from datetime import date

from samples.facts.authorities import Authority
from samples.forms.dates import day_text, put_day
from samples.forms.form_draft import FormDraft
from samples.layouts.rows import Columns
from samples.sheet import Sheet, width_mm
from samples.typeset import put


def put_issuer(
    draft: FormDraft,
    sheet: Sheet,
    columns: Columns,
    at: tuple[float, float],
    labels: tuple[str, ...],
    authority: Authority,
    issued: date,
    *,
    named: float = 0.2,
    drop: float = 12.0,
) -> None:
    """The issuer's label, the day of issue without one ``drop`` mm below it, and the seal over both.

    The issuer is typed too with the probability ``named`` (0-1).
    """
    draw = draft.draw
    x, y = at
    label = columns.label
    text = draw.choice(labels)
    put(sheet, x, y, text, label)
    end = x + width_mm(text, label.face, label.size) + 2
    room = sheet.width - 14 - end
    if draw.random() < named and width_mm(authority.name, columns.value.face, columns.value.size) < room:
        put(sheet, end, y, authority.name, columns.value)
    middle = put_day(draft, sheet, (x + 10, y + drop), issued, label, columns.value)
    draft.enter_day("issue_date", issued)
    press(draft, sheet, (middle, y + drop), authority)


def press(draft: FormDraft, sheet: Sheet, middle: tuple[float, float], authority: Authority) -> None:
    """The seal, on the date at ``middle`` where it is to hide it, else somewhat above and beside."""
    draw = draft.draw
    x, y = middle
    if not draft.look.seal_over:
        x, y = x + draw.uniform(-6, 12), y + draw.uniform(-14, -4)
    draft.seal(sheet, (min(max(x, 36), sheet.width - 38), min(y, sheet.height - 34)), authority)


def put_labelled_day(
    draft: FormDraft, sheet: Sheet, columns: Columns, at: tuple[float, float], label: str, key: str, day: date
) -> float:
    """A label and a date right behind it; the date's middle."""
    x, y = at
    put(sheet, x, y, label, columns.label)
    x += width_mm(label, columns.label.face, columns.label.size) + 1.5
    text = day_text(draft.draw, day)
    put(sheet, x + draft.look.shift[0], y + draft.look.shift[1], text, columns.value)
    draft.enter_day(key, day)
    return x + width_mm(text, columns.value.face, columns.value.size) / 2
