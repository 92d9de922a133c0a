"""A seal's straight line that was read with the page's lines."""

from __future__ import annotations

import pytest

from tests.lines import certificate, line, main_lines, seal

AT = (1150.0, 1450.0)


@pytest.mark.parametrize(
    ("text", "left", "score", "told"),
    [
        ("电信业务审批专用章。", 1030.0, 0.99, "电信业务审批专用章"),
        ("电信业务审批专用章", 1030.0, 0.6, None),
        ("电信业务审批专用", 1030.0, 0.99, None),
        ("电信业务审批专用章", 300.0, 0.99, None),
    ],
)
def test_a_purpose_to_the_letter_within_the_seal(
    text: str, left: float, score: float, told: str | None
) -> None:
    within = line(text, left, 1500, size=26, score=score)
    found = certificate(*main_lines(), within, seals=[seal("浙江省通信管理局", AT)])
    assert [one.inner_text for one in found.seals] == [told]
