"""Two layers' readings of one page, put together."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.ink_lines import merge, with_further, with_ink
from pipeline.preprocess.ink import split_ink
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer
from tests.lines import line


def test_a_line_that_both_layers_read_is_there_once() -> None:
    whole = line("业务种类：国内呼叫中心业务", 240, 1316, layer=InkLayer.STRONG)
    again = line("国内呼叫中心业务", 400, 1316)
    assert merge([whole], [again]) == [whole]


def test_a_level_line_that_detection_laid_aslant_is_the_same_line() -> None:
    """A watermark's tile that crosses it drew its box along."""
    whole = line("业务种类：国内呼叫中心业务", 240, 1316, layer=InkLayer.STRONG)
    askew = line("国内呼叫中心业务", 400, 1290, angle=12)
    tile = line("仅供广告投放审核使用", 380, 1290, angle=12)
    steep = line("国内呼叫中心业务", 425, 1270, angle=20)
    below = line("国内呼叫中心业务", 400, 1340, angle=12)
    assert merge([whole], [askew]) == merge([whole], [steep]) == [whole]
    assert merge([whole], [tile]) == [whole, tile]
    assert merge([whole], [below]) == [whole, below]


def test_of_another_layer_only_what_stands_where_nothing_was_read() -> None:
    """Without the banner that crosses it a line may lose a character, but one that was not there is found."""
    first = line("设计、制作、代理、发布广告；会", 400, 700)
    cut = line("设计、制作、代理、发布广告", 400, 702, layer=InkLayer.STRONG)
    below = line("议服务；企业管理咨询。", 400, 760, layer=InkLayer.STRONG)
    assert with_further([first], [cut, below]) == [first, below]


def test_boxes_that_differ_by_a_hair_are_one_place() -> None:
    """OpenCV finds that these two share half of their area."""
    left, top, right, bottom = 1016.8490029289609, 1374.4872817993164, 1262.323691231864, 1422.5665874481201
    own = Quad(((left, top), (right, top), (right, bottom), (left, bottom)))
    again = Quad(
        (
            (left, 1374.4874305089315), (1262.3235410054524, 1374.4874305089315),
            (right, 1422.5667361577352), (1016.8490780421665, 1422.5667361577352),
        )
    )  # fmt: skip
    first = line("互联网信息服务", 0, 0).model_copy(update={"quad": own})
    second = line("互联网信息服务", 0, 0, layer=InkLayer.STRONG).model_copy(update={"quad": again})
    assert with_further([first], [second]) == [first]


def test_the_end_of_a_row_found_in_the_gap_of_the_one_below_is_no_line_of_its_own() -> None:
    row = line("咸阳视界信息科技有", 568, 1400)
    box = row.quad.bbox
    gap = Quad.from_bbox(
        BBox(left=box.right - 4 * box.height, top=box.center[1], right=box.right, bottom=box.bottom + 30)
    )
    end, other = (line(text, 0, 0).model_copy(update={"quad": gap}) for text in ("息科技有", "服务平台"))
    assert merge([row], [end]) == [row]
    assert merge([row], [other]) == [row, other]


def test_the_rows_of_a_stamp_set_aslant_are_rows_of_their_own() -> None:
    """Though their boxes lie on one another; the reading of another layer does not hide the row above it."""
    first = line("仅限亮证使用", 450, 492, angle=-9, layer=InkLayer.RED)
    second = line("有效期至2023年4月11日", 400, 535, angle=-9, layer=InkLayer.RED)
    own = second.model_copy(update={"layer": InkLayer.ALL, "confidence": 1.0})
    assert [one.text for one in merge([own], [first, second])] == [second.text, first.text]


def test_black_print_that_is_highlighted_in_pink_is_not_red() -> None:
    page = np.full((300, 900, 3), 255, np.uint8)
    page[40:110, 30:600] = (190, 150, 255)
    for top, ink in ((75, (20, 20, 20)), (215, (40, 40, 210))):
        cv2.putText(page, "2028-04-17 IS THE END", (50, top + 15), cv2.FONT_HERSHEY_SIMPLEX, 1.4, ink, 4)
    quads = [Quad.from_bbox(BBox(left=40, top=top - 30, right=590, bottom=top + 30)) for top in (75, 215)]
    lines = [line("2028-04-17", 0, 0).model_copy(update={"quad": quad}) for quad in quads]
    told = with_ink(lines, split_ink(page), [])
    assert [one.layer for one in told] == [InkLayer.ALL, InkLayer.RED]
