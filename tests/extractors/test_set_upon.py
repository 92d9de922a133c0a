"""Labels and dates that a stamp, a note or a sheet below bears, and not the certificate's own form."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import InkLayer
from tests.extractors.test_document_types import LANDSCAPE, SEAL
from tests.lines import LABELS, certificate, line, main_lines, row


@pytest.mark.parametrize(("layer", "angle"), [(InkLayer.RED, 0.0), (InkLayer.ALL, 4.0)])
def test_a_label_in_another_ink_or_aslant_is_for_review(layer: InkLayer, angle: float) -> None:
    note = line("注册资本：伍佰万元整", LABELS + 40, 1800, layer=layer, angle=angle)
    found = certificate(*main_lines(), note)
    assert found.fields["registered_capital"].status == FieldStatus.REVIEW
    assert found.fields["company"].status == FieldStatus.ACCEPTED


def test_the_form_s_own_label_in_its_own_ink_is_none() -> None:
    found = certificate(*main_lines(), *row(4, "注册资本：", "伍佰万元整"))
    assert found.fields["registered_capital"].status == FieldStatus.ACCEPTED


def test_a_labelled_day_beside_another_by_the_seal_is_for_review() -> None:
    """Of a sheet below: the certificate's own stands by its seal."""
    below = line("发证日期：2024年01月16日", 160, 2250, score=0.999)
    found = certificate(*LANDSCAPE, below, seals=SEAL)
    assert found.fields["issue_date"].status == FieldStatus.REVIEW
    assert "date_ambiguous" in {issue.code for issue in found.issues}


@pytest.mark.parametrize(
    ("text", "layer"), [("2016/4/5", InkLayer.ALL), ("2016年04月05日", InkLayer.RED)], ids=["form", "ink"]
)
def test_a_stamp_s_day_by_the_seal_is_for_review(text: str, layer: InkLayer) -> None:
    found = certificate(*LANDSCAPE[:-1], line(text, 1130, 1292, layer=layer, score=0.999), seals=SEAL)
    assert found.fields["issue_date"].status != FieldStatus.ACCEPTED
