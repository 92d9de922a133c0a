"""A red seal's characters at the ends of a line of print."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from pipeline.preprocess.ink import Ink, split_ink
from pipeline.red_ends import without_red_ends
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer
from tests.lines import line

SEAL = Quad.from_bbox(BBox(left=300, top=60, right=700, bottom=460))
RED, BLACK = (200, 30, 40), (20, 20, 20)


def printed(*pieces: tuple[str, float, tuple[int, int, int]]) -> Ink:
    page = Pillow.new("RGB", (1000, 500), "white")
    pen = ImageDraw.Draw(page)
    pen.ellipse((300, 60, 700, 460), outline=RED, width=8)
    for text, left, color in pieces:
        pen.text((left, 200), text, color, font=load_face("song_noto", 40))
    return split_ink(np.asarray(page)[:, :, ::-1].copy())


def test_red_characters_behind_print_are_left_off() -> None:
    page = printed(("曲靖；九江", 260, BLACK), ("许可专用章", 460, RED))
    (left,) = without_red_ends([line("曲靖；九江许可专用章", 260, 205, size=40)], page, [SEAL])
    assert left.text == "曲靖；九江"
    assert 440 < left.quad.bbox.right < 480
    assert len(left.char_positions) == len(left.char_confidences) == 5
    assert 0.85 < left.char_positions[-1] < 1


def test_a_box_ends_with_its_print_and_not_with_the_seal() -> None:
    """A ring behind a company's last character left as much room as a character that was not read."""
    long = BBox(left=260, top=200, right=720, bottom=250)
    said = line("宁波清河有限公司", 260, 205, size=40, layer=InkLayer.DARK)
    share = (said.quad.bbox.right - long.left) / long.width
    places = tuple(place * share for place in said.char_positions)
    box = said.model_copy(update={"quad": Quad.from_bbox(long), "char_positions": places})
    (short,) = without_red_ends([box], printed(("宁波清河有限公司", 260, BLACK)), [SEAL])
    assert short.text == said.text
    assert abs(short.quad.bbox.right - said.quad.bbox.right) < 20
    assert short.char_positions[-1] > 0.9
    more = printed(("宁波清河有限公司司", 260, BLACK))  # as printed, one was not read
    assert without_red_ends([box], more, [SEAL]) == [box]


def test_print_under_a_seal_and_red_titles_stay() -> None:
    lines = [line("曲靖；九江许可专用章", 260, 205, size=40)]
    assert without_red_ends(lines, printed(("曲靖；九江许可专用章", 260, BLACK)), [SEAL]) == lines
    title = printed(("曲靖；九江许可专用章", 260, RED))
    assert without_red_ends(lines, title, []) == lines
    within = [line("许可专用章", 460, 205, size=40)]
    assert without_red_ends(within, printed(("许可专用章", 460, RED)), [SEAL]) == within
    dark = [line("曲靖；九江许可专用章", 260, 205, size=40, layer=InkLayer.DARK)]
    assert without_red_ends(dark, title, [SEAL]) == dark


def test_one_red_character_behind_print_is_left_off_where_nothing_dark_is() -> None:
    """A rim's 工 behind a company's last character; a little of the print beside it is taken for its own."""
    page = printed(("宁波清河有限公司", 260, BLACK), ("工", 590, RED))
    read = line("宁波清河有限公司工", 260, 205, size=40)
    (left,) = without_red_ends([read], page, [SEAL])
    assert left.text == "宁波清河有限公司"
    both = printed(("宁波清河有限公司工", 260, BLACK), ("工", 582, RED))
    assert without_red_ends([read], both, [SEAL]) == [read]
    for thin in ("宁波清河有限公司一", "宁波清河有限公司1", "宁波清河有限公司。"):
        page = printed((thin[:-1], 260, BLACK), (thin[-1], 590, RED))
        assert without_red_ends([line(thin, 260, 205, size=40)], page, [SEAL])[0].text == thin


def test_red_that_the_dark_layer_still_holds_is_left_off() -> None:
    page = printed(("曲靖；九江", 260, BLACK), ("许可专用章", 460, RED))
    read = line("曲靖；九江许可专用章", 260, 205, size=40, layer=InkLayer.DARK)
    (left,) = without_red_ends([read], page, [SEAL])
    assert left.text == "曲靖；九江"
