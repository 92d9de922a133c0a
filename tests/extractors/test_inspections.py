"""The record of yearly inspections: what is written into its cells, and what is only its print."""

from __future__ import annotations

import pytest

from schemas.certificate import Certificate, PageKind
from schemas.field import FieldStatus
from schemas.geometry import PageTransform
from schemas.page import HANDWRITING, InkLayer, Rule, SealReading, SealShape, TextLine
from tests.lines import certificate, certificates, line, main_lines, of_file, page, seal

_LEFT, _TOP, _WIDTH, _HEIGHT = 170.0, 1300.0, 440.0, 380.0


def _cell(
    column: int, row: int, year: str = "", date: str | None = None, *, sentence: str | None = None
) -> list[TextLine]:
    """The print of a cell, and what is written into it."""
    left, top = _LEFT + column * _WIDTH, _TOP + row * _HEIGHT
    words = sentence or f"经审核，你单位{year}年度年检合格。"
    lines = [line(words, left + 6, top + 20, size=26), line("（盖章）", left + 240, top + 230, size=24)]
    if date is not None:
        return [*lines, line(date, left + 60, top + 310, size=26)]
    return [
        *lines,
        *(line(mark, left + 140 + 100 * n, top + 310, size=26) for n, mark in enumerate("年月日")),
    ]


def _oval(column: int, row: int) -> SealReading:
    center = (_LEFT + column * _WIDTH + 200, _TOP + row * _HEIGHT + 180)
    found = seal("北京市通信管理局", center, radius=120)
    return found.model_copy(update={"shape": SealShape.OVAL, "inner_text": "年检合格专用章"})


def _record(*lines: TextLine, seals: tuple[SealReading, ...] = ()) -> Certificate:
    head = line("年检合格记录", 620, 1200, size=50)
    return certificate(head, *lines, seals=seals)


def _status(found: Certificate, key: str) -> FieldStatus:
    return found.fields[f"inspections.{key}"].status


def test_filled_cells_in_order_and_empty_ones_not() -> None:
    cells = [*_cell(0, 0, "14", "2015年3月31日"), *_cell(1, 0, "15", "2016年3月30日"), *_cell(2, 0)]
    cells += [*_cell(0, 1), *_cell(1, 1), *_cell(2, 1)]
    found = _record(*cells, seals=(_oval(0, 0), _oval(1, 0)))
    assert found.pages[0].kind == PageKind.INSPECTION
    assert [(entry.year, entry.result, entry.date) for entry in found.inspections] == [
        ("14", "年检合格", "2015-03-31"),
        ("15", "年检合格", "2016-03-30"),
    ]
    assert found.fields["inspections.1.date"].raw == "2016年3月30日"
    assert found.fields["inspections.1.date"].page_no == 1
    assert found.issue_date is None and found.valid_until is None


def test_the_century_that_a_form_prints_before_a_year_and_a_date_fills_no_cell() -> None:
    cells = [*_cell(0, 0, "2014", "2015年3月31日"), *_cell(1, 0, "20"), *_cell(2, 0, "20", "20  年  月  日")]
    found = _record(*cells, *_cell(0, 1, "20", "2016年3月30日"), *_cell(1, 1, "20", "2021年3月1日"))
    assert [(entry.year, entry.date) for entry in found.inspections] == [
        ("2014", "2015-03-31"),
        (None, "2016-03-30"),
        ("20", "2021-03-01"),
    ]
    assert _status(found, "1.year") == FieldStatus.ILLEGIBLE


def test_the_middle_of_two_dates_lies_between_two_cells_and_is_no_date() -> None:
    """Cells stand apart, each with rules of its own."""
    printed, dates = [*_cell(0, 0, "14", "—"), *_cell(1, 0, "15", "—")], ("2015年3月31日", "2016年3月30日")
    lines = [one for one in printed if one.text != "—"]
    lines += [line(date, left, _TOP + 310, size=26) for date, left in zip(dates, (300.0, 742.0), strict=True)]
    rules = tuple(
        Rule(start=(x, 1310.0), end=(x, 1690.0)) for x in (_LEFT, _LEFT + 428, _LEFT + 446, _LEFT + 875)
    )
    sheet = page(line("年检合格记录", 620, 1200, size=50), *lines, seals=[_oval(0, 0), _oval(1, 0)])
    (found,) = certificates(*of_file("a.pdf", sheet.model_copy(update={"rules": rules})))
    assert [entry.date for entry in found.inspections] == ["2015-03-31", "2016-03-30"]
    assert "inspections_unread" not in {entry.code for entry in found.issues}


def test_what_is_written_by_hand_is_for_review() -> None:
    found = _record(*_cell(0, 0, "14", "2015年3月31日"), seals=(_oval(0, 0),))
    assert _status(found, "0.date") == FieldStatus.REVIEW
    assert found.needs_review


@pytest.mark.parametrize(
    ("year", "share", "status"),
    [
        ("14", 0.99, FieldStatus.ACCEPTED),
        ("14", 0.95, FieldStatus.REVIEW),
        ("12", 0.99, FieldStatus.REVIEW),
        ("15", 0.99, FieldStatus.REVIEW),
        ("", 0.99, FieldStatus.REVIEW),
    ],
)
def test_what_the_network_for_handwriting_is_sure_of_needs_no_person(
    year: str, share: float, status: FieldStatus
) -> None:
    """Where the year inspected bears it out; wide gaps between figures are the hand's, no lost digit's."""
    *cell, date = _cell(0, 0, year, "2015年3月31日")
    written = date.model_copy(
        update={
            "engine": HANDWRITING,
            "char_positions": (0.05, 0.12, 0.19, 0.26, 0.4, 0.58, 0.7, 0.86, 0.9, 0.97),
            "char_confidences": (share,) * len(date.text),
        }
    )
    found = _record(*cell, written, seals=(_oval(0, 0),))
    assert found.inspections[0].date == "2015-03-31"
    assert _status(found, "0.date") == status


@pytest.mark.parametrize(("read", "status"), [("1", FieldStatus.ACCEPTED), ("7", FieldStatus.ILLEGIBLE)])
def test_a_rule_beside_what_was_written_is_no_figure_of_it(read: str, status: FieldStatus) -> None:
    """A recognizer reads it as 1."""
    *cell, date = _cell(0, 0, "14", "2015年3月31日")
    written = date.model_copy(update={"engine": HANDWRITING, "char_confidences": (0.99,) * len(date.text)})
    beside = line(read, _LEFT + 20, _TOP + 310, size=26)
    found = _record(*cell, written, beside, seals=(_oval(0, 0),))
    assert _status(found, "0.date") == status


def test_a_text_layer_s_figures_are_no_hand_s() -> None:
    """Where the year inspected bears them out."""
    for year, status in (("14", FieldStatus.ACCEPTED), ("12", FieldStatus.REVIEW)):
        cell = [
            part.model_copy(update={"layer": InkLayer.TEXT_LAYER})
            for part in _cell(0, 0, year, "2015年3月31日")
        ]
        found = _record(*cell, seals=(_oval(0, 0),))
        assert found.inspections[0].date == "2015-03-31"
        assert _status(found, "0.date") == status


def test_a_date_of_the_year_inspected_bears_that_year_out_no_more() -> None:
    """Inspected in the year after: of 15 beside 2015 one figure may be misread."""
    for year, agreeing in (("15", 0), ("14", 1)):
        found = _record(*_cell(0, 0, year, "2015年3月31日"), seals=(_oval(0, 0),))
        assert found.fields["inspections.0.year"].evidence["agreeing"] == agreeing


def test_a_cell_s_side_read_as_a_figure_is_none_of_the_date() -> None:
    found = _record(*_cell(0, 0, "15", "12016年3月16日"), seals=(_oval(0, 0),))
    assert found.inspections[0].date == "2016-03-16"
    assert _status(found, "0.date") == FieldStatus.REVIEW


def test_lines_that_run_over_two_cells_are_parted() -> None:
    """An engine joins what stands close side by side."""
    joined = [
        line("经审核，你单位14年度年检合格。经审核，你单位15年度年检合格。", _LEFT, _TOP + 20, size=26),
        line("2015年3月31日", _LEFT + 60, _TOP + 310, size=26),
        line("2016年3月30日", _LEFT + 60 + _WIDTH, _TOP + 310, size=26),
    ]
    found = _record(*joined)
    assert [(entry.year, entry.date) for entry in found.inspections] == [
        ("14", "2015-03-31"),
        ("15", "2016-03-30"),
    ]


def test_figures_that_an_engine_saw_by_themselves() -> None:
    words = _cell(0, 0, "16", "")[:2]
    figures = [
        line(text, _LEFT + 40 + 60 * n, _TOP + 310, size=26) for n, text in enumerate(("2017", "年", "3"))
    ]
    figures += [
        line(text, _LEFT + 250 + 40 * n, _TOP + 310, size=26) for n, text in enumerate(("月", "9", "日"))
    ]
    (entry,) = _record(*words, *figures).inspections
    assert entry.date == "2017-03-09"


def test_what_cannot_be_read_is_illegible_and_not_guessed() -> None:
    """A stroke for 14, half of 15, a date without its month; the seal shows that they were filled in."""
    cells = [*_cell(0, 0, "/", "2015年月31日"), *_cell(1, 0, "5", None), *_cell(2, 0, "", "年 月 日")]
    found = _record(*cells, seals=(_oval(0, 0), _oval(1, 0), _oval(2, 0)))
    assert [(entry.year, entry.date) for entry in found.inspections] == [(None, None)] * 3
    for number in range(3):
        assert _status(found, f"{number}.year") == FieldStatus.ILLEGIBLE
        assert _status(found, f"{number}.date") == FieldStatus.ILLEGIBLE
        assert _status(found, f"{number}.result") == FieldStatus.REVIEW  # the form prints it in every cell
    assert found.fields["inspections.0.year"].raw == "/"
    assert found.fields["inspections.0.date"].quad is not None


def test_a_year_that_the_date_contradicts_is_told() -> None:
    found = _record(*_cell(0, 0, "11", "2015年3月31日"))
    assert any(entry.code == "inspection_year" for entry in found.issues)
    assert _status(found, "0.year") == FieldStatus.REVIEW


def test_a_failed_inspection_is_not_a_passed_one() -> None:
    (entry,) = _record(
        *_cell(0, 0, sentence="经审核，你单位14年度年检不合格。", date="2015年3月31日")
    ).inspections
    assert entry.result == "年检不合格"


def test_a_misread_result_is_repaired_and_keeps_what_it_negates() -> None:
    for read, meant in (("合格", "年检合格"), ("台格", "年检合格"), ("不台格", "年检不合格")):
        cell = _cell(0, 0, sentence=f"经审核，你单位14年度年检{read}。", date="2015年3月31日")
        (entry,) = _record(*cell).inspections
        assert (entry.year, entry.result) == ("14", meant)


def test_an_empty_record_says_nothing() -> None:
    found = _record(*_cell(0, 0), *_cell(1, 0), *_cell(2, 0))
    assert found.inspections == ()
    assert not any(key.startswith("inspections") for key in found.fields)
    assert not any(entry.code == "inspections_unread" for entry in found.issues)


def test_entries_in_cells_of_another_kind_are_told() -> None:
    """A seal or a date where no cell is known: nothing is made up, and a person is asked."""
    for extra, seals in (((), (_oval(2, 1),)), ((line("2016年3月30日", 1100, 2000, size=26),), ())):
        found = _record(*_cell(0, 0), *extra, seals=seals)
        assert found.inspections == ()
        assert any(entry.code == "inspections_unread" for entry in found.issues)
        assert found.needs_review


def test_provisions_above_the_record_are_read() -> None:
    clauses = [
        line("特别规定事项", 640, 200, size=44),
        line("一、每年1月1日至3月31日进行年检。", 240, 400),
        line("二、应在网站主页标明经营许可证编号。", 240, 460),
    ]
    found = _record(*clauses, *_cell(0, 0, "14", "2015年3月31日"))
    assert [(clause.number, clause.text) for clause in found.provisions] == [
        ("一", "每年1月1日至3月31日进行年检。"),
        ("二", "应在网站主页标明经营许可证编号。"),
    ]
    assert len(found.inspections) == 1


def test_a_page_that_lies_on_its_side() -> None:
    """Quads are of the page as it lies; cells are found on the page turned upright."""
    back = PageTransform(matrix=(0.0, 1.0, 0.0, -1.0, 0.0, 1654.0, 0.0, 0.0, 1.0))
    upright = [line("年检合格记录", 620, 1200, size=50), *_cell(0, 0, "14", "2015年3月31日")]
    turned = [entry.model_copy(update={"quad": back.map_quad(entry.quad)}) for entry in upright]
    source = page(*turned, page_no=2, transform=back.inverse(), rotation=90)
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), source))
    (entry,) = found.inspections
    assert (entry.page_no, entry.year, entry.date) == (2, "14", "2015-03-31")


def test_other_pages_have_no_inspections() -> None:
    note = line("（此经营许可证每年需要年检，未经年检此证无效）", 300, 2100)
    assert certificate(*main_lines(), note).inspections == ()
