"""The record of inspections as a table that lies across, mostly at the foot of a main page."""

from __future__ import annotations

from schemas.certificate import PageKind
from schemas.page import TextLine
from tests.lines import certificate, line, main_lines

LEFTS = (240.0, 480.0, 760.0, 1040.0)


def strip(*rows: tuple[str, ...], title: str = "年检记录") -> list[TextLine]:
    return [
        line(title, 240, 1640, size=36),
        *(
            line(text, left, 1740 + 80.0 * at)
            for at, own in enumerate(rows)
            for text, left in zip(own, LEFTS, strict=False)
            if text
        ),
    ]


WHOLE = strip(
    ("年度", "2014", "2015", "2016"),
    ("结果", "合格", "合格", "不合格"),
    ("日期", "2015.3.18", "", "2017年3月30日"),
    ("盖章",),
)


def test_a_main_page_with_a_record_is_a_main_page() -> None:
    found = certificate(*main_lines(), *WHOLE)
    assert found.pages[0].kind == PageKind.MAIN
    assert (found.company, found.legal_representative) == ("杭州清河网络科技有限公司", "陈立群")
    assert (found.issue_date, found.valid_until) == ("2024-03-05", "2029-03-05")
    assert [(entry.year, entry.result, entry.date) for entry in found.inspections] == [
        ("2014", "合格", "2015-03-18"),
        ("2015", "合格", None),
        ("2016", "不合格", "2017-03-30"),
    ]
    assert "inspections_unread" not in {entry.code for entry in found.issues}


def test_so_has_a_page_of_its_own() -> None:
    found = certificate(*WHOLE)
    assert found.pages[0].kind == PageKind.INSPECTION
    assert [entry.year for entry in found.inspections] == ["2014", "2015", "2016"]


def test_a_year_without_a_result_is_told() -> None:
    rows = (("年检年度", "2014", "2015"), ("年检结果", "合格"), ("年检日期", "2015.3.18", "2016.3.24"))
    found = certificate(*strip(*rows, title="年检情况"))
    assert [entry.year for entry in found.inspections] == ["2014"]
    assert "inspections_unread" in {entry.code for entry in found.issues}
