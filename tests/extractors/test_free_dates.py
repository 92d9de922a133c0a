"""Dates that no label announces, by the seal."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.extractors.test_document_types import LANDSCAPE, SEAL
from tests.lines import certificate, line, seal


@pytest.mark.parametrize(
    ("figures", "score", "status"),
    [
        (("2019", "03", "19"), 0.999, FieldStatus.ACCEPTED),
        (("2019", "3", "19"), 0.999, FieldStatus.REVIEW),  # the 0 of 03, or a 1, may be lost
        (("2019", "03", "19"), 0.98, FieldStatus.REVIEW),
    ],
)
def test_a_date_filled_in_above_a_form_s_marks(
    figures: tuple[str, str, str], score: float, status: FieldStatus
) -> None:
    """By the seal and without a label; with all its eight figures nothing of it can be lost."""
    filled = [line(text, 1130 + 120 * at, 1292, score=score) for at, text in enumerate(figures)]
    marks = [line(mark, 1200 + 120 * at, 1304, score=score) for at, mark in enumerate("年月日")]
    found = certificate(*LANDSCAPE[:-1], *filled, *marks, seals=SEAL)
    assert found.issue_date == "2019-03-19"
    assert found.fields["issue_date"].status == status


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("2019年03月19", FieldStatus.ACCEPTED),
        ("2019年3月18", FieldStatus.REVIEW),  # 1日, read as 18
        ("2019年10月18", FieldStatus.REVIEW),
        ("2019年03月1", FieldStatus.REVIEW),
    ],
)
def test_a_date_whose_last_mark_a_seal_hides(printed: str, status: FieldStatus) -> None:
    """Where the month is set with its zero a day of two figures is whole."""
    found = certificate(*LANDSCAPE[:-1], line(printed, 1130, 1292, score=0.999), seals=SEAL)
    assert found.fields["issue_date"].status == status


@pytest.mark.parametrize(
    ("printed", "apart", "status"),
    [
        ("2019年10月18", -6, FieldStatus.ACCEPTED),
        ("2019年10月1", -6, FieldStatus.REVIEW),  # a second figure may be lost
        ("2019年10月18", -30, FieldStatus.REVIEW),  # its last figure may be the mark
        ("2019年10月18", 60, FieldStatus.REVIEW),
    ],
)
def test_a_last_mark_that_was_read_by_itself(printed: str, apart: float, status: FieldStatus) -> None:
    date = line(printed, 1130, 1292, score=0.999)
    mark = line("日", date.quad.bbox.right + apart, 1292, score=0.9)
    found = certificate(*LANDSCAPE[:-1], date, mark, seals=SEAL)
    assert found.fields["issue_date"].status == status


def test_a_date_alone_where_a_label_has_none_may_be_another_s() -> None:
    """发证日期 stands on the page and its date was not read: the one by the seal is for review."""
    date = line("2019年03月19日", 1130, 1292, score=0.999)
    free = certificate(*LANDSCAPE[:-1], date, seals=SEAL)
    labelled = certificate(*LANDSCAPE[:-1], line("发证日期：", 240, 1480), date, seals=SEAL)
    assert free.fields["issue_date"].status == FieldStatus.ACCEPTED
    assert (labelled.issue_date, labelled.fields["issue_date"].status) == ("2019-03-19", FieldStatus.REVIEW)
    assert ("place", "issue_date") in [(issue.code, issue.field) for issue in labelled.issues]


@pytest.mark.parametrize(
    ("text", "left", "top"),
    [
        ("2016-03-09", 60, 20),  # the head of a telefax
        ("2021年11月02日", 100, 2280),  # a camera's, at the foot
        ("核对人:梁 2020-08-03", 1130, 1292),
    ],
)
def test_a_date_elsewhere_or_with_words_is_for_review(text: str, left: float, top: float) -> None:
    """The license's own, by its seal, was not read."""
    found = certificate(*LANDSCAPE[:-1], line(text, left, top, score=0.999), seals=SEAL)
    assert found.fields["issue_date"].status != FieldStatus.ACCEPTED
    assert "issue_date" in {issue.field for issue in found.issues}


def test_a_note_s_date_by_the_holder_s_seal_is_not_the_license_s() -> None:
    """复印件与原件一致, the holder's seal and a day on a copy."""
    holder = next(entry.text for entry in LANDSCAPE if entry.text.endswith("有限公司"))
    seals = [*SEAL, seal(holder, (500.0, 1250.0))]
    own, note = line("2019年03月19日", 1130, 1292, score=0.999), line("2020.08.03", 420, 1292, score=0.999)
    both = certificate(*LANDSCAPE[:-1], own, note, seals=seals)
    assert (both.issue_date, both.fields["issue_date"].status) == ("2019-03-19", FieldStatus.ACCEPTED)
    alone = certificate(*LANDSCAPE[:-1], note, seals=seals)
    assert alone.fields["issue_date"].status != FieldStatus.ACCEPTED


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("市2019年03月19日", FieldStatus.ACCEPTED),
        ("2019年03月19日管理", FieldStatus.ACCEPTED),
        ("梁2019年03月19日", FieldStatus.REVIEW),
        ("市管理局2019年03月19日", FieldStatus.REVIEW),
    ],
)
def test_a_seal_s_own_character_read_with_its_date_makes_it_no_note(
    printed: str, status: FieldStatus
) -> None:
    found = certificate(*LANDSCAPE[:-1], line(printed, 1130, 1292, score=0.999), seals=SEAL)
    assert (found.issue_date, found.fields["issue_date"].status) == ("2019-03-19", status)
