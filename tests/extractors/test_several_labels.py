"""A note, a letter's foot or another sheet has a label of the certificate's own form: two values, of which
a person must see whose they are."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from tests.lines import VALUES, certificate, line, main_lines, row


@pytest.mark.parametrize(
    ("note", "field"),
    [
        ("法定代表人：王文博", "legal_representative"),
        ("公司名称：广州云图信息技术有限公司", "company"),
        ("注册资本：500万元", "registered_capital"),
    ],
)
def test_another_value_under_a_label_of_its_own_is_for_review(note: str, field: str) -> None:
    lines = [*main_lines(), *row(4, "注册资本：", "壹仟万元整"), line(note, VALUES, 1800)]
    found = certificate(*lines)
    assert found.fields[field].status == FieldStatus.REVIEW
    assert ("place", field) in {(issue.code, issue.field) for issue in found.issues}


def test_the_same_value_twice_is_no_doubt() -> None:
    again = certificate(*main_lines(), line("法定代表人：陈立群", VALUES, 1800))
    assert again.fields["legal_representative"].status == FieldStatus.ACCEPTED
