"""Days of issue that no paper has yet: a figure of worn print was misread."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.extractors.test_document_types import LANDSCAPE, SEAL
from tests.lines import certificate, line


@pytest.mark.parametrize(("year", "status"), [("2021", FieldStatus.ACCEPTED), ("2081", FieldStatus.REVIEW)])
def test_a_day_of_issue_in_decades_to_come_is_for_review(year: str, status: FieldStatus) -> None:
    date = line(f"{year}年07月12日", 1150, 1300, score=0.999)
    found = certificate(*LANDSCAPE[:-1], date, seals=SEAL)
    assert (found.issue_date, found.fields["issue_date"].status) == (f"{year}-07-12", status)
