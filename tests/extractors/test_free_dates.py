"""Dates that no label announces, by the seal."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.extractors.test_document_types import LANDSCAPE, SEAL
from tests.lines import certificate, line


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
