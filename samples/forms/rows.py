"""The fields of a form as rows of a label and its value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from samples.forms.form_draft import FormDraft
from samples.layouts.rows import Columns, fit, put_row
from samples.sheet import Sheet, width_mm


@dataclass(frozen=True)
class Row:
    """``text`` stands beside ``label``; it is entered as ``key``, or is of no field where that is ``None``.

    ``value`` is what the record says where that is not the text; ``most_lines`` is how many lines
    the text may take before its type is made smaller.
    """

    label: str
    text: str
    key: str | None = None
    value: str | None = None
    most_lines: int = 3


def put_rows(
    draft: FormDraft,
    sheet: Sheet,
    rows: list[Row],
    columns: Columns,
    y: float,
    *,
    gap: float,
    colon: str = "",
) -> float:
    """Rows below one another from the baseline ``y`` on, ``gap`` mm between them; the baseline below.

    ``colon`` follows each label. A label wider than its place pushes its value to the right.
    """
    for row in rows:
        head, _, tail = row.label.partition("\n")
        label = f"{head}\n{tail}{colon}" if tail else head + colon
        style = columns.label
        end = columns.label_x + max(width_mm(part, style.face, style.size) for part in label.split("\n"))
        placed = replace(columns, value_x=max(columns.value_x, end + 1.5))
        y = put_row(sheet, fit(row.text, placed, row.most_lines, least=6.5), y, label, row.text) + gap
        if row.key:
            draft.enter(row.key, row.text if row.value is None else row.value)
    return y
