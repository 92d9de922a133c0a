from __future__ import annotations

import math

import pytest

from extractors.page_lines.layout import join, page_to_lines, text_height, to_rows
from schemas.geometry import PageTransform, Quad
from schemas.page import InkLayer
from tests.lines import LABELS, SIZE, VALUES, WIDTH, certificate, line, main_lines, page, seen


def texts(rows: list[list]) -> list[list[str]]:
    return [[piece.text for piece in row] for row in rows]


def test_reading_order_is_by_rows() -> None:
    lines = seen(
        line("丁", VALUES, 600), line("乙", VALUES, 505), line("丙", LABELS, 600), line("甲", LABELS, 500)
    )
    assert [piece.text for piece in lines] == ["甲", "乙", "丙", "丁"]
    assert texts(to_rows(lines)) == [["甲", "乙"], ["丙", "丁"]]


def test_lines_above_one_another_are_no_row() -> None:
    close = seen(line("信息服务业务", VALUES, 500), line("不含信息搜索", VALUES, 500 + 0.7 * SIZE))
    assert texts(to_rows(close)) == [["信息服务业务"], ["不含信息搜索"]]


def test_heads_whose_boxes_reach_into_one_another_are_of_one_row() -> None:
    heads = seen(line("序号", 208, 710, size=51), line("网站名称", 282, 708, size=57))
    assert texts(to_rows(heads)) == [["序号", "网站名称"]]


@pytest.mark.parametrize("degrees", [-4.0, 3.0])
def test_rows_of_a_skewed_page(degrees: float) -> None:
    """The page's transform levels what its quads show at a slant."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    level = PageTransform(matrix=(cos, sin, 0, -sin, cos, 0, 0, 0, 1))
    upright = [line("甲", 200, 500), line("乙", 1300, 500), line("丙", 200, 560), line("丁", 1300, 560)]
    slanted = [
        entry.model_copy(update={"quad": level.inverse().map_quad(entry.quad)}) for entry in reversed(upright)
    ]
    rows = to_rows(page_to_lines(page(*slanted, transform=level)))
    assert texts(rows) == [["甲", "乙"], ["丙", "丁"]]
    assert all(abs(piece.angle) < 0.1 for row in rows for piece in row)
    assert rows[0][0].quad == slanted[-1].quad


def test_a_sideways_page_is_read_upright() -> None:
    """Turned by 90 degrees: quads stay those of the source page, boxes are upright ones."""
    turn = PageTransform(matrix=(0, -1, WIDTH, 1, 0, 0, 0, 0, 1))
    upright = [line("经营许可证编号", 200, 500), line("浙B2-20190046", 700, 500)]
    sideways = [entry.model_copy(update={"quad": turn.inverse().map_quad(entry.quad)}) for entry in upright]
    (row,) = to_rows(page_to_lines(page(*sideways, transform=turn, rotation=90)))
    assert [piece.text for piece in row] == ["经营许可证编号", "浙B2-20190046"]
    assert row[0].box.left == pytest.approx(200)
    assert row[0].quad == sideways[0].quad


def test_part_of_a_line_keeps_its_place() -> None:
    (whole,) = seen(line("有效期至2029年", LABELS, 500))
    part = whole.part(4, 8)
    assert part.text == "2029"
    assert part.box.left == pytest.approx(LABELS + 4 * SIZE, abs=SIZE / 2)
    assert part.box.right == pytest.approx(LABELS + 6 * SIZE, abs=SIZE / 2)
    assert part.quad.bbox.left == pytest.approx(part.box.left, abs=1)
    assert len(part.scores) == len(part.centers) == 4
    assert whole.part(0, len(whole.text)) == whole


def test_join_keeps_text_and_scores_together() -> None:
    pieces = seen(line("清河", LABELS, 500, score=0.9), line("社区", LABELS + 70, 500, score=0.7))
    joined = join(pieces)
    assert joined.text == "清河社区"
    assert joined.scores == (0.9, 0.9, 0.7, 0.7)
    assert joined.box.left == LABELS
    assert joined.box.right == LABELS + 70 + 2 * SIZE


def test_blank_lines_are_left_out_and_a_page_may_have_none() -> None:
    assert seen(line(" \u3000", LABELS, 500)) == []
    assert to_rows([]) == []
    assert text_height([]) > 0


def test_a_frame_s_side_read_as_a_character_is_no_line() -> None:
    """It would stand beside every row of the page."""
    side = line("用", 66, 100).model_copy(
        update={"quad": Quad(((66, 120), (100, 120), (100, 2190), (66, 2190)))}
    )
    figure = line("1", 240, 500, size=SIZE).model_copy(
        update={"quad": Quad(((240, 500), (247, 500), (247, 540), (240, 540)))}
    )
    rows = [line(f"第{at}行", VALUES, 500 + 50 * at) for at in range(8)]
    assert [piece.text for piece in seen(side, figure, *rows)][:2] == ["1", "第0行"]


def test_an_upright_box_about_a_character_of_a_slanted_page_is_not_aslant() -> None:
    """Detection boxes the last character of a wrapped value by itself, whatever the page's slant."""
    tilted = PageTransform(matrix=(0.985, -0.174, 0.0, 0.174, 0.985, 0.0, 0.0, 0.0, 1.0))
    short = page_to_lines(page(line("房", 640, 700), transform=tilted))
    assert [piece.angle for piece in short] == [0.0]
    (long,) = page_to_lines(page(line("仅供审核使用", 640, 700), transform=tilted))
    assert long.angle > 9


def test_a_box_turned_about_one_character_is_not_aslant() -> None:
    """道 below 采购平台频, the end of a wrapped name; a red one may be of a stamp set by hand."""
    (black,) = seen(line("道", VALUES, 550, angle=9.1))
    (red,) = seen(line("道", VALUES, 550, angle=9.1, layer=InkLayer.RED))
    (tile,) = seen(line("道", VALUES, 550, angle=-26.0))
    assert black.angle == 0.0
    assert red.angle == pytest.approx(9.1)
    assert tile.angle == pytest.approx(-26.0)


def test_the_last_letters_of_a_wrapped_domain_are_not_aslant() -> None:
    """ch below b0ia5ai.te; letters of a rim that are read as some are unsure."""
    (end,) = seen(line("ch", VALUES, 550, angle=9.1))
    (scrap,) = seen(line("ch", VALUES, 550, angle=9.1).model_copy(update={"confidence": 0.6}))
    assert end.angle == 0.0
    assert scrap.angle == pytest.approx(9.1)


def test_the_last_character_of_a_wrapped_name_stays() -> None:
    wrapped = [line("杭州清河网络科技有限公", VALUES, 590), line("司", VALUES, 630, angle=9.1)]
    others = [one for one in main_lines() if not one.text.startswith("杭州")]
    assert certificate(*others, *wrapped).company == "杭州清河网络科技有限公司"
