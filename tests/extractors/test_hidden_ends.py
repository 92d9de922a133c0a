"""Values whose last row goes on under a seal."""

from __future__ import annotations

import pytest

from schemas.field import FieldStatus
from schemas.page import InkLayer
from tests.lines import VALUES, certificate, line, main_lines, row, seal

PRINTED = "浙江省杭州市滨江区江南大道甲"
END = VALUES + 32 * len(PRINTED)
TOP = 500 + 5 * 90.0


@pytest.mark.parametrize(
    ("piece", "along", "layer", "status"),
    [
        ("房", 70, InkLayer.STRONG, FieldStatus.REVIEW),  # 一号机房, of which a seal hides the rest
        ("信", 70, InkLayer.RED, FieldStatus.ACCEPTED),  # the seal's own
        ("房", 200, InkLayer.STRONG, FieldStatus.ACCEPTED),  # too far off
    ],
)
def test_a_piece_of_print_under_a_seal_behind_a_value(
    piece: str, along: float, layer: InkLayer, status: FieldStatus
) -> None:
    found = certificate(
        *main_lines(),
        *row(5, "注册住所：", PRINTED),
        line(piece, END + along, TOP, layer=layer, score=0.6),
        seals=[seal("浙江省通信管理局", (END + 140, TOP))],
    )
    assert (found.address, found.fields["address"].status) == (PRINTED, status)
