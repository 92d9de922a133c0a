"""A sheet of an Excel file as a person expects it: dates are dates, shares per cent, text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CELL_CHARS = 32_767
_SHEET_ROWS = 1_048_576
_FIRST_DAY = date(1900, 3, 1)
_WIDTH = 18  # characters
_WIDTHS = {
    "row": 6, "company": 34, "scope": 48, "text": 48, "message": 48, "value": 34, "raw": 34, "key": 34,
    "sources": 40, "address": 34, "issuer": 24, "issue_date": 12, "valid_from": 12, "valid_until": 12,
    "page_no": 8, "code": 10, "confidence": 11, "needs_review": 13,
}  # fmt: skip
_CUT = "… (cut: a cell of Excel holds no more; the other formats hold all)"
DATES = frozenset({"issue_date", "valid_from", "valid_until", "date", "established"})


class Sheet:
    """A sheet that goes on in another one when it is full."""

    def __init__(self, workbook: Workbook, title: str, columns: Sequence[str]) -> None:
        self._workbook, self._title, self._columns = workbook, title, columns
        self._count = 0
        self._open()

    def _open(self) -> None:
        self._count += 1
        title = self._title if self._count == 1 else f"{self._title} {self._count}"
        self._sheet = self._workbook.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        for at, name in enumerate(self._columns, start=1):
            self._sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, _WIDTH)
        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{_SHEET_ROWS}"
        self._rows = 0
        heads = [self._formatted(name, "General") for name in self._columns]
        for cell in heads:
            cell.font = Font(bold=True)
        self._sheet.append(heads)
        self._rows += 1

    def append(self, values: Iterable[Any]) -> None:
        """One more row, a value for each column."""
        if self._rows == _SHEET_ROWS:
            self._open()
        self._sheet.append(
            [self._to_cell(value, column) for value, column in zip(values, self._columns, strict=True)]
        )
        self._rows += 1

    def _to_cell(self, value: Any, column: str) -> Any:
        if column == "confidence" and isinstance(value, float):
            return self._formatted(value, "0.0%")
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str) and column in DATES and (day := _to_day(value)) is not None:
            return self._formatted(day, "yyyy-mm-dd")
        text = "；".join(value) if isinstance(value, list) else str(value)
        text = _NOT_XML.sub("", text.encode("utf-8", "backslashreplace").decode("utf-8"))
        if len(text) > _CELL_CHARS:
            text = text[: _CELL_CHARS - len(_CUT)] + _CUT
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
        return cell

    def _formatted(self, value: Any, number_format: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, value)
        cell.number_format = number_format
        return cell


def _to_day(text: str) -> date | None:
    """A date that Excel can hold: it counts from 1900, and takes that for a leap year until March."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None
