"""Rows of Latin print over which lighter ink lies, and rows that both readers read alike in the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.latin.tell import DISPUTED, tell_latin
from samples.fonts import load_face
from schemas.page import InkLayer
from tests.test_latin import draw_page, read_line, readings


def test_a_row_is_seen_without_what_is_left_of_a_seal_over_it() -> None:
    """Grey strokes of 行政许可 about the letters: the network read stafshop for starshop."""
    page = draw_page("starshop.net")
    picture = Image.fromarray(page)
    ImageDraw.Draw(picture).text((40, 2), "行政许可专用章", (168, 168, 168), load_face("song_noto", 46))
    over = np.minimum(np.asarray(picture), page)  # print is darker
    line = read_line("starshop.net", 0.97, width=page.shape[1] - 24)
    (told,) = tell_latin([line], {InkLayer.ALL: over}, readings(""))
    assert told.text == "starshop.net"
    assert min(told.char_confidences) > 0.97


@pytest.mark.parametrize(
    ("looks", "is_sure"),
    [(("kewham.site",), True), (("kewham.site",) * 6 + ("kewhan.site",), False), (("kewhan.site",), False)],
)
def test_what_the_network_is_sure_of_and_every_picture_says_is_sure(
    looks: Sequence[str], *, is_sure: bool
) -> None:
    page = draw_page("kewham.site")
    line = read_line("kewhan.site", 0.9, width=page.shape[1] - 24)
    (told,) = tell_latin([line], {InkLayer.ALL: page}, readings(*looks))
    assert told.text == "kewham.site"
    assert (told.char_confidences[5] > DISPUTED) is is_sure
