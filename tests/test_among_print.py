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
        ("营许可证", "增值电信业务经营许可证", 700, False),
        ("行政许可专", "行政许可专联网信息服务", 880, True),
    ],
)
def test_print_is_taken_from_a_seal(text: str, printed: str, left: float, kept: bool) -> None:
    (left_of,) = without_print_lines([inner(text)], [line(printed, left, 1060)])
    assert left_of.inner_text == (text if kept else None)
    assert left_of.text == "浙江省通信管理局"


def test_print_above_a_seal_s_middle_is_not_its_straight_line() -> None:
    (left,) = without_print_lines([inner("服务项目")], [line("服务项目", 760, 900)])
    assert left.inner_text == "服务项目"


@pytest.mark.parametrize(
    ("rim", "kept"), [("建立防范垃圾", False), ("杭州清河网络科技有限公司", True), ("建立防范", True)]
)
def test_a_seal_whose_rim_is_print_and_nobody_s_name_is_none(rim: str, kept: bool) -> None:
    """Lines of clauses made a ring, and were read round it."""
    found = seal(rim, (800, 1000), radius=300)
    printed = line(f"全内部管控机制，{rim}短信技术手段，不发送", 600, 900)
    assert without_print_lines([found], [printed]) == ([found] if kept else [])


def test_a_ring_in_a_sentence_is_no_seal_for_an_office_s_character_behind_it() -> None:
    found = seal("应当在经营", (800, 1000), radius=300)
    assert without_print_lines([found], [line("电信业务经营者应当在经营场所悬挂许可证", 600, 900)]) == []


@pytest.mark.parametrize("rim", ["东省质量技术监督属", "山东省质量技术监督", "山东省质量技术监"])
def test_a_seal_over_its_own_name_in_print_is_one(rim: str) -> None:
    """However its last character was read: names are printed below what is signed, and sealed."""
    found = seal(rim, (1000, 1000))
    assert without_print_lines([found], [line("山东省质量技术监督局", 950, 950)]) == [found]


@pytest.mark.parametrize(
    ("read", "left"),
    [("理", 700), ("京市通信", 900), ("华人民共和国工业", 850), ("中华人民共和国工业和信", 880)],
)
def test_a_rim_that_was_read_in_part_as_print_is_the_seal_s(read: str, left: float) -> None:
    """Whatever detection takes for a line there: it ends within the seal, or is less than the rim."""
    rim = "中华人民共和国工业和信息" if "华" in read else "北京市通信管理"
    found = seal(rim, (1000, 1000), radius=300)
    assert without_print_lines([found], [line(read, left, 900)]) == [found]
