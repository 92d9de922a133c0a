"""Two layers' readings of one page, put together."""

from __future__ import annotations

from pipeline.layers import merge
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
