"""What a seal lies over, and is read unsurely there, goes to a person."""

from __future__ import annotations

import pytest

from extractors.candidates import to_candidate
from extractors.normal_forms import normalize
from extractors.normalize.normal import Check
from extractors.page_lines.layout import join, page_to_lines
from extractors.pages.page_text import PageText, read_text
from extractors.record import Record
from schemas.document_type import FieldKind
from schemas.field import FieldStatus
from schemas.page import SourcePage
from tests.lines import certificate, line, of_file, page, row, seal, title

SCOPE = "化学药制剂抗坐素制剂"


def checks(score: float, center: tuple[float, float], kind: FieldKind = FieldKind.LIST) -> tuple[Check, ...]:
    """What fails where the seventh character has the score and a seal stands at ``center``."""
    read = line(SCOPE, 600, 400, score=0.999)
    scores = [0.999] * len(SCOPE)
    scores[6] = score
    read = read.model_copy(update={"char_confidences": tuple(scores)})
    (found,) = page_to_lines(page(read, seals=(seal("深圳市市场监督管理局", center),)))
    return to_candidate(kind, [found]).failed


def test_an_unsure_character_under_a_seal_is_told() -> None:
    assert checks(0.85, (810, 416)) == (Check.UNDER_SEAL,)
    assert Check.UNDER_SEAL in checks(0.85, (810, 416), FieldKind.NAME)


def test_a_sure_character_under_a_seal_and_an_unsure_one_beside_it_are_not() -> None:
    assert checks(0.999, (810, 416)) == ()
    assert checks(0.85, (1300, 1200)) == ()


def test_parts_of_a_line_keep_what_lies_under_a_seal() -> None:
    read = line("经营范围：批发", 600, 400)
    (found,) = page_to_lines(page(read, seals=(seal("某局", (600, 416), radius=80),)))
    assert found.sealed == (0, 1)
    parts = [found.part(0, 1), found.part(1, 5), found.part(5, 7)]
    assert [part.sealed for part in parts] == [(0,), (0,), ()]
    assert join(parts).sealed == (0, 1)


def rows_beside(*extra: str, at: tuple[float, float]) -> tuple[str, ...]:
    """The page's rows, with pieces at a place by a seal about (1290, 1240)."""
    pieces = [line(text, *at) for text in extra]
    lines = (line("网站接入服务提供单位：蒲公英数据科技股份有限公司", 240, 1150), *pieces)
    source = SourcePage(
        sha256="0" * 64, path="a.png", page=page(*lines, seals=(seal("某省通信管理局", (1290, 1240)),))
    )
    return read_text(source).rows


def test_a_character_of_a_rim_is_no_part_of_the_row_beside_it() -> None:
    (row,) = rows_beside("茄", at=(1400, 1150))
    assert row.endswith("有限公司")


def test_the_end_of_a_wrapped_value_under_a_rim_is_kept() -> None:
    assert rows_beside("司", at=(240, 1190))[-1] == "司"
    assert rows_beside("全国", at=(1400, 1150))[0].endswith("全国")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("全国信业务专用章", ["全国"]),
        ("电信业务审批专用章重庆、安顺", ["重庆、安顺"]),
        ("行政许可专用章", []),
    ],
)
def test_a_seal_s_purpose_is_no_part_of_the_print_it_was_read_with(text: str, left: list[str]) -> None:
    stamped = seal("重庆市通信管理局", (700, 420), radius=200)
    (source,) = of_file("a.pdf", page(line(text, 600, 400), seals=(stamped,)))
    assert [own.text for own in read_text(source).lines] == left
    (source,) = of_file("a.pdf", page(line(text, 600, 400)))  # no seal lies there
    assert [own.text for own in read_text(source).lines] == [text]


def test_one_unsure_character_of_a_text_sends_it_to_a_person() -> None:
    text = "仪器仪表的检测服务、仪器仪表的校准服务"
    read = line(text, 600, 400, score=0.9995)
    for score, status in ((0.65, "review"), (0.95, "accepted")):
        scores = tuple(score if offset == 10 else 0.9995 for offset in range(len(text)))
        (found,) = page_to_lines(page(read.model_copy(update={"char_confidences": scores})))
        record = Record(0.9, [0.999])
        record.put("scope", to_candidate(FieldKind.LIST, [found]), 1)
        assert record.fields["scope"].status == status


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.ADDRESS, "北京市平谷区迎宾大道358号9栋.\n1楼D26", "北京市平谷区迎宾大道358号9栋1楼D26"),
        (FieldKind.TEXT, "（见附页）.", "（见附页）"),
        (FieldKind.SERVICES, "互联网信息服务：", "互联网信息服务"),
    ],
)
def test_dirt_at_a_line_s_end(kind: FieldKind, raw: str, value: str) -> None:
    assert normalize(kind, raw).value == value


@pytest.mark.parametrize(("score", "status"), [(0.995, FieldStatus.ACCEPTED), (0.97, FieldStatus.REVIEW)])
def test_a_rim_that_nothing_bears_out_is_read_plainly_or_for_review(
    score: float, status: FieldStatus
) -> None:
    """信阳市增路运输管理局 was read at 0.978 where 道路 stands, on a paper of no known type."""
    stamp = seal("信阳市道路运输管理局", (1150, 1450)).model_copy(update={"text_confidence": score})
    found = certificate(
        title("道路运输经营许可证"),
        *row(0, "证号：", "豫交运管许可信字411500012873号"),
        *row(1, "业户名称：", "信阳市毛尖速递货运有限公司"),
        *row(2, "经营范围：", "道路普通货物运输"),
        *row(3, "有效期至：", "2024年01月08日"),
        seals=(stamp,),
    )
    assert found.document_type == "unknown"
    assert found.fields["seals.0.text"].value == "信阳市道路运输管理局"
    assert found.fields["seals.0.text"].status == status


def read_beside(text: str, inner: str) -> PageText:
    """A page with a line in the lower half of a seal, whose straight line is ``inner``."""
    stamp = seal("某省通信管理局", (1060, 870)).model_copy(
        update={"inner_text": inner, "inner_confidence": 0.9}
    )
    return read_text(
        SourcePage(sha256="0" * 64, path="a.png", page=page(line(text, 900, 900), seals=(stamp,)))
    )


@pytest.mark.parametrize(
    ("text", "inner", "left_of_it"),
    [
        ("行政许可专用章全国", "行政许可专用章", "全国"),
        ("电信业务专全国", "电信业务专全国", "全国"),  # print was read into the seal's line as well
        ("湖南、新疆电信业务理批专用章", "电信业务审批专用章", "湖南、新疆"),
    ],
)
def test_what_stands_beside_a_seal_s_straight_line_is_print(text: str, inner: str, left_of_it: str) -> None:
    (found,) = read_beside(text, inner).lines
    assert found.text == left_of_it
    assert found.is_cut


def test_a_seal_s_straight_line_alone_leaves_nothing() -> None:
    found = read_beside("行政许可专用章", "行政许可专用章")
    assert found.lines == ()
    assert [scrap.text for scrap in found.scraps] == ["行政许可专用章"]


def test_what_a_seal_s_straight_line_may_hide_is_told() -> None:
    (found,) = read_beside("松原行政许可专用章", "行政许可专用章").lines
    assert Check.UNDER_SEAL in to_candidate(FieldKind.TEXT, [found]).failed


@pytest.mark.parametrize("star", ["。", "★", "."])
@pytest.mark.parametrize("is_apart", [False, True])
def test_the_mark_that_a_seal_s_star_is_read_as_is_no_doubt_about_a_name(
    star: str, *, is_apart: bool
) -> None:
    name = "齐齐哈尔繁星信息技术有限公司"
    pieces = (
        [line(name, 600, 400), line(star, 1060, 440, score=0.5)]
        if is_apart
        else [line(name + star, 600, 400)]
    )
    scores = (*pieces[-1].char_confidences[:-1], 0.5)
    pieces[-1] = pieces[-1].model_copy(update={"char_confidences": scores})
    found = page_to_lines(page(*pieces, seals=(seal("某省通信管理局", (1080, 460)),)))
    candidate = to_candidate(FieldKind.NAME, found)
    assert (candidate.value, candidate.failed, min(candidate.scores)) == (name, (), 0.99)
