"""Straight lines of black seals that are print of the page."""

from __future__ import annotations

import pytest

from pipeline.seals.among_print import without_print_lines
from schemas.page import SealReading
from tests.lines import line, seal


def inner(text: str) -> SealReading:
    return seal("浙江省通信管理局", (800, 1000)).model_copy(
        update={"inner_text": text, "inner_confidence": 0.9}
    )


@pytest.mark.parametrize(
    ("text", "printed", "left", "kept"),
    [
        ("服务项目", "服务项目", 760, False),
        ("息社区平台服", "信息社区平台服务、信息即时交互服务", 700, False),
        ("行政许可专用", "行政许可专用章", 720, True),
        ("业务专用章", "增值电信业务经营许可证", 700, True),
        ("码号用", "码号", 1200, True),
    ],
)
def test_print_is_taken_from_a_seal(text: str, printed: str, left: float, kept: bool) -> None:
    (left_of,) = without_print_lines([inner(text)], [line(printed, left, 1060)])
    assert left_of.inner_text == (text if kept else None)
    assert left_of.text == "浙江省通信管理局"


def test_print_above_a_seal_s_middle_is_not_its_straight_line() -> None:
    (left,) = without_print_lines([inner("服务项目")], [line("服务项目", 760, 900)])
    assert left.inner_text == "服务项目"
