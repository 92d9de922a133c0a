"""What the network for handwriting reads in a cell beside what the engine read there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.page_lines.layout import page_to_lines
from extractors.yearly_inspections.inspection_cells import find_cells
from pipeline.handwriting import rows
from pipeline.handwriting.rows import with_handwriting
from pipeline.page_image import Image
from pipeline.weights_text import Values
from schemas.geometry import Quad
from schemas.page import HANDWRITING, Page
from tests.lines import line, page
from tests.test_handwriting import columns, spelled

DATE = "2013年5月6日"


def _cell(year: str, date: str) -> Page:
    """A page with one cell, 年检合格专用章 before its date."""
    return page(
        line(f"经审核，你单位{year}年度年检合格。", 160, 300, size=30),
        line(f"年检合格专用章{date}", 285, 460, size=30),
    )


def _with_told(
    read: Page, told: Sequence[Values], monkeypatch: pytest.MonkeyPatch
) -> tuple[Page, list[Quad]]:
    """The page as it is where the network tells so much of the year and of the date, and what was cut."""
    given, cuts = iter(told), list[Quad]()

    def cut(quad: Quad) -> Image:
        cuts.append(quad)
        return np.full((64, 200, 3), 255, np.uint8)

    monkeypatch.setattr(rows, "tell_columns", lambda _: next(given))
    return with_handwriting(read, cut), cuts


def _unsure(text: str, other: str, share: float) -> Values:
    """A text of which one character is another with so much probability."""
    told = spelled(text)
    (place,) = (at for at, (one, two) in enumerate(zip(text, other, strict=True)) if one != two)
    told[place] = columns({text[place]: 1 - share, other[place]: share})[0]
    return told


def test_a_typed_year_under_a_seal_stays_as_the_engine_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network makes 13 of it; the date is of the year that follows 12."""
    told = [_unsure("12年", "13年", 0.7), spelled(DATE)]
    after, _ = _with_told(_cell("12", DATE), told, monkeypatch)
    (cell,) = find_cells(page_to_lines(after), [])
    assert cell.year is not None and (cell.year.text, cell.year.engine) == ("12", "rapidocr")
    assert cell.date is not None and (cell.date.text, cell.date.engine) == (DATE, HANDWRITING)


def test_a_year_that_the_date_bears_out_replaces_what_the_engine_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    after, _ = _with_told(_cell("19", DATE), [spelled("12年"), spelled(DATE)], monkeypatch)
    (cell,) = find_cells(page_to_lines(after), [])
    assert cell.year is not None and (cell.year.text, cell.year.engine) == ("12", HANDWRITING)


def test_a_date_is_sought_behind_the_seal_s_line(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _cell("12", DATE)
    _, (_, date) = _with_told(read, [spelled("12年"), spelled(DATE)], monkeypatch)
    assert date.bbox.left == pytest.approx(285 + 7 * 30, abs=10)


def test_a_figure_told_beyond_the_year_takes_none_of_the_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """1 for 度: the sentence is whole, or its cell would be lost."""
    told = np.concatenate([spelled("x12年xx"), columns({"1": 0.6}), columns({})])
    after, _ = _with_told(_cell("1", DATE), [told, spelled(DATE)], monkeypatch)
    assert "年度年检合格。" in [one.text for one in after.lines]
