"""What the network for handwriting reads in a cell beside what the engine read there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.page_lines.layout import page_to_lines
from extractors.yearly_inspections.inspection_cells import find_cells, type_size
from pipeline.handwriting import rows
from pipeline.handwriting.rows import with_handwriting
from pipeline.networks.weights_text import Values
from pipeline.page_image import Image
from schemas.geometry import Quad
from schemas.page import HANDWRITING, InkLayer, Page, TextLine
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


def test_the_size_of_the_type_is_told_by_all_cells() -> None:
    """A recognizer's places are a third of it apart: a cell alone would say 20 or 40."""
    shifts = ((0.0, 8.0, 0.0, 8.0, 0.0), (8.0, 0.0, -8.0, 0.0, 8.0))
    cells = [_with_shifted_print(at, shift) for at, shift in enumerate(shifts)]
    assert type_size(find_cells(page_to_lines(page(*cells)), [])) == pytest.approx(30.0, abs=1.5)
    assert type_size([]) == 0.0


def _with_shifted_print(at: int, shifts: Sequence[float]) -> TextLine:
    """A cell's sentence, its last characters told so many pixels off their places."""
    told = line("经审核，你单位12年度年检合格", 160, 300 + 400.0 * at, size=30)
    width = told.quad.bbox.width
    places = list(told.places)
    for back, shift in enumerate(shifts, start=1):
        places[-back] += shift / width
    return told.model_copy(update={"char_positions": tuple(places)})


def test_a_watermark_s_lines_do_not_bound_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that lies aslant is as high as a cell in its box, and its text is no date."""
    read = _cell("12", DATE)
    mark = line("仅限办理变更手续使用", 500, 430, size=30, angle=-27, layer=InkLayer.PALE)
    after, _ = _with_told(
        read.model_copy(update={"lines": (*read.lines, mark)}), [spelled("12年"), spelled(DATE)], monkeypatch
    )
    own = [entry for entry in after.lines if entry.engine == HANDWRITING]
    assert DATE in [entry.text for entry in own]


def test_a_wrapped_sentence_keeps_what_stands_behind_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped = page(
        line("经审核，你单位2013年度年检", 160, 300, size=30),
        line("合格。", 160, 345, size=30),
        line(DATE, 285, 460, size=30),
    )
    after, _ = _with_told(wrapped, [spelled("2013年"), spelled(DATE)], monkeypatch)
    (cell,) = find_cells(page_to_lines(after), [])
    assert cell.year is not None and cell.year.text == "2013"


def test_a_figure_told_beyond_the_year_takes_none_of_the_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """1 for 度: the sentence is whole, or its cell would be lost."""
    told = np.concatenate([spelled("x12年xx"), columns({"1": 0.6}), columns({})])
    after, _ = _with_told(_cell("1", DATE), [told, spelled(DATE)], monkeypatch)
    assert "年度年检合格。" in [one.text for one in after.lines]
