"""Dates that the first look left unfinished, found again as a whole and read from several pictures."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from extractors.normalize.dates import find_dates
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.registry import build_engine
from pipeline.over_print.lighter_ink import without_lighter
from pipeline.page_image import Image
from pipeline.preprocess.ink import split_ink
from pipeline.reading import Reading
from pipeline.second_look.date_bands import find_date_bands
from pipeline.second_look.dates import with_second_look
from pipeline.second_look.looks import band_looks
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import TextLine
from tests.lines import WIDTH, line, main_lines

SEAL = Quad.from_bbox(BBox(left=900, top=900, right=1230, bottom=1230))


@pytest.mark.parametrize(
    "pieces",
    [
        [("2015年12月", 640)],
        [("2015", 640), ("年", 760), ("月17日", 900)],
        [("发证日期：2016年月27日", 640)],
        [("二〇一九年七月", 640), ("日", 960)],
        [("发证日期：20", 640)],
    ],
)
def test_an_unfinished_date_is_one_band(pieces: list[tuple[str, float]]) -> None:
    lines = [line(text, left, 1000) for text, left in pieces]
    (band,) = find_date_bands([*main_lines(), *lines], WIDTH, [])
    assert list(band.pieces) == lines
    assert band.quad.bbox.left < 640
    assert band.quad.bbox.right > lines[-1].quad.bbox.right


@pytest.mark.parametrize(
    "text",
    [
        "2015年12月17日",
        "发证日期：2016年7月27日",
        "应当在变更后30日内向原发证机关报送有关信息",
        "经审核，你单位15年度年检合格",
        "年 月 日",
        "（此经营许可证每年需要年检，未经年检此证无效）",
        "北京市海淀区学院南路12号5层",
    ],
)
def test_what_is_whole_or_no_date_is_not_looked_at(text: str) -> None:
    assert find_date_bands([*main_lines(), line(text, 640, 1000)], WIDTH, []) == []


def test_a_whole_date_under_a_black_seal_is_looked_at() -> None:
    lines = [line("2015年12月17日", 800, 1000), line("2020年12月17日", 800, 1500)]
    (band,) = find_date_bands(lines, WIDTH, [SEAL])
    assert band.sealed
    assert band.text == "2015年12月17日"


@pytest.mark.parametrize(("score", "again"), [(0.8, True), (0.99, False)])
def test_a_whole_date_is_looked_at_where_it_is_unsure(score: float, again: bool) -> None:
    lines = [line("2015年12月17日", 800, 1000, score=score)]
    assert bool(find_date_bands(lines, WIDTH, [])) == again


def test_a_character_lost_under_a_seal_is_not_agreed_on() -> None:
    """三十日 of which no look reads 三: where gaps are closed a wide step tells that one stands there."""
    image = printed(("二〇二二年三月", 640.0), ("十日", 960.0))
    cv2.line(image, (900, 1000), (940, 1036), (0, 0, 0), 3)
    wrong = line("二〇二二年三月十日", 640, 1000, size=36, score=0.85)
    (left,) = read(image, [wrong])
    assert left.text != "二〇二二年三月十日" or max(left.char_confidences) < 0.8


def test_two_dates_of_one_row_are_two_bands() -> None:
    lines = [line("2015年1月", 200, 1000), line("日", 420, 1000), line("2016年", 560, 1000)]
    first, second = find_date_bands(lines, WIDTH, [])
    assert (first.text, second.text) == ("2015年1月 日", "2016年")
    assert first.quad.bbox.right <= second.quad.bbox.left + 20


def test_a_whole_date_beside_an_empty_cell_is_not_drawn_into_it() -> None:
    whole = line("2018年2月16日", 300, 1000)
    lines = [whole, line("年 月 日", 640, 1000), line("2019年", 1000, 1000)]
    bands = find_date_bands(lines, WIDTH, [])
    assert all(whole not in band.pieces for band in bands)
    assert all(band.quad.bbox.left >= whole.quad.bbox.right - 20 for band in bands)


def test_a_line_that_reaches_over_a_date_takes_nothing_of_it() -> None:
    date = line("2015年12月", 640, 1000)
    over = line("经审核准许你公司经营增值电信业务特此发证并按照规定开展业务", 60, 1004)
    (band,) = find_date_bands([date, over], WIDTH, [])
    assert band.quad.bbox.left <= date.quad.bbox.left
    assert band.quad.bbox.right >= date.quad.bbox.right


def printed(*texts: tuple[str, float], top: float = 1000) -> Image:
    """A white page of 200 dots an inch with characters 32 pixels high."""
    page = Pillow.new("RGB", (WIDTH, 1400), "white")
    draw = ImageDraw.Draw(page)
    for text, left in texts:
        draw.text((left, top), text, "black", font=load_face("song_noto", 34))
    return np.asarray(page)[:, :, ::-1].copy()


def read(image: Image, lines: Sequence[TextLine], seals: Sequence[Quad] = ()) -> list[TextLine]:
    return with_second_look(build_engine("rapidocr", None, 2), split_ink(image), lines, [], seals)


WIDE = [("2015", 640.0), ("年", 800.0), ("12", 900.0), ("月", 1010.0), ("17", 1110.0), ("日", 1220.0)]


def test_the_rest_of_a_date_is_read() -> None:
    (found,) = read(printed(*WIDE), [line(text, left, 1000) for text, left in WIDE[:4]])
    assert found.text.replace(" ", "") == "2015年12月17日"
    centers = [found.quad.bbox.left + at * found.quad.bbox.width for at in found.char_positions]
    assert abs(centers[0] - 650) < 40
    assert abs(centers[-1] - 1237) < 40
    assert min(found.char_confidences) > 0.8
    assert found.quad.bbox.left > 600
    assert found.quad.bbox.right < 1290  # and not all that was looked at


def test_a_day_whose_ring_is_taken_for_a_stroke() -> None:
    """十六 of which the ring of a black seal makes another character."""
    image = printed(("二〇二一年四月十六日", 640.0))
    cv2.ellipse(image, ((1065, 1160), (330, 330), 0), (0, 0, 0), 6)
    wrong = line("二〇二一年四月十六日".replace("六", "大"), 640, 1000, size=36)
    (found,) = read(image, [wrong], [Quad.from_bbox(BBox(left=900, top=995, right=1230, bottom=1325))])
    assert [date.normal.value for date in find_dates(found.text)] == ["2021-04-16"]  # 日 may be read as 巳


def test_a_wrong_day_under_a_seal_is_not_left_sure() -> None:
    image = printed(("二〇一三年十二月十九日", 640.0))
    cv2.ellipse(image, ((1065, 1160), (330, 330), 0), (0, 0, 0), 6)
    wrong = line("二〇一三年十二月九日", 640, 1000, size=38)
    (found,) = read(image, [wrong], [Quad.from_bbox(BBox(left=900, top=995, right=1230, bottom=1325))])
    assert found.text == "二〇一三年十二月十九日" or max(found.char_confidences) < 0.8


class Placeless(OcrEngine):
    """Reads the same date everywhere, and tells neither places nor scores of its characters."""

    name = "placeless"

    def detect(self, image: Image) -> list[Quad]:
        raise AssertionError(f"{image.shape}: no date is to be detected here")

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        return [Reading("2015年12月17日", 0.9) for _ in images]


def test_an_engine_that_tells_no_places_of_characters() -> None:
    lines = [line("2015年12月", 640, 1000)]
    (found,) = with_second_look(Placeless(), split_ink(printed(*WIDE)), lines, [], [])
    assert (found.text, found.char_positions, found.confidence) == ("2015年12月17日", (), 0.9)


def test_where_no_date_is_to_be_read_the_pieces_stay() -> None:
    lines = [line("2015年12月", 640, 1000)]
    assert read(printed(*WIDE[:4]), lines) == lines


def test_gaps_are_closed_and_places_kept() -> None:
    quad = Quad.from_bbox(BBox(left=600, top=995, right=1300, bottom=1045))
    look = band_looks(split_ink(printed(*WIDE)), quad, None)[0]
    assert look.image.shape[1] < 450
    assert look.place(0.0) < 0.06
    assert 0.85 < look.place(1.0) <= 1.0


def test_the_lighter_of_two_inks_is_made_white() -> None:
    band = np.full((50, 300, 3), 255, np.uint8)
    band[10:40, 20:60], band[10:40, 100:200] = 10, 150
    stronger = without_lighter(band)
    assert stronger is not None
    assert stronger[25, 40].max() < 20
    assert stronger[25, 150].min() == 255
    band[10:40, 100:200] = 10
    assert without_lighter(band) is None


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("levels", [(0, 60), (0, 100), (20, 200)])
def test_bands_of_few_levels_divide_by_nothing(levels: tuple[int, int]) -> None:
    band = np.full((50, 300, 3), 255, np.uint8)
    for at, level in enumerate(levels):
        band[10:40, 20 + 100 * at : 80 + 100 * at] = level
    without_lighter(band)


def test_a_label_beside_which_nothing_was_read_is_a_band() -> None:
    label, far = line("发证日期：", 240, 1000), line("二十八", 800, 1000)
    (band,) = find_date_bands([*main_lines(), label, far], WIDTH, [])
    assert band.text == "二十八"
    assert band.quad.bbox.left == label.quad.bbox.right
    assert band.quad.bbox.right > 900
    beside = [line("营业期限：", 240, 1000), line("长期", 420, 1000)]
    assert find_date_bands([*main_lines(), *beside], WIDTH, []) == []


def filled_in(*pieces: tuple[str, float, int]) -> Image:
    """A printed form's row and pale values so many pixels off it."""
    page = Pillow.new("RGB", (WIDTH, 1400), "white")
    draw = ImageDraw.Draw(page)
    for text, left, off in pieces:
        color = (130, 130, 140) if off else (30, 30, 30)
        draw.text((left, 1000 + off), text, color, font=load_face("song_noto", 34))
    return np.asarray(page)[:, :, ::-1].copy()


def test_a_date_whose_first_piece_is_cut_low_reaches_as_far_as_its_label_is_high() -> None:
    """A lone 年 of 32 pixels beside a label of 48; the 日 stands ten of its heights off."""
    label = line("发证日期：", 246, 1000, size=48)
    pieces = [line("年", 749, 1008, size=32), line("日", 1113, 1004, size=40)]
    (band,) = find_date_bands([label, *pieces], WIDTH, [])
    assert [piece.text for piece in band.pieces] == ["年", "日"]
    assert band.quad.bbox.right > pieces[-1].quad.bbox.right


def test_values_off_their_row_are_read_whole() -> None:
    """The row alone would cut them: of 二〇二四 it leaves 一〇一四."""
    pieces = [("有效期至：", 240.0, 0), ("二〇二四", 480.0, 13), ("年", 650.0, 0), ("十", 730.0, 13)]
    pieces += [("月", 800.0, 0), ("十六", 880.0, 13), ("日", 980.0, 0)]
    lines = [line(text, left, 997 + off, size=44) for text, left, off in pieces if text != "十"]
    label, found = read(filled_in(*pieces), lines)
    assert label == lines[0]
    assert found.text.replace(" ", "") == "二〇二四年十月十六日"


@pytest.mark.parametrize(("dark", "sure"), [("2015年12月17日", True), ("2015年12月11日", False)])
def test_what_two_layers_read_otherwise_is_settled_by_pictures_without_the_seal(
    dark: str, sure: bool
) -> None:
    """A straight line over the day: pictures with its red read 业务专用, and those without decide."""

    class Under(Placeless):
        def recognize(self, images: Sequence[Image]) -> list[Reading]:
            red = [np.ptp(image.reshape(-1, 3).astype(int), axis=1).max() > 60 for image in images]
            texts = ["2015年12业务专用" if one else dark for one in red]
            return [Reading(text, 0.99, tuple(np.linspace(0, 1, 11)), (0.99,) * 11) for text in texts]

    image = printed(("2015年12月17日", 640.0))
    cv2.rectangle(image, (860, 1005), (940, 1040), (40, 40, 230), 5)
    doubted = line("2015年12月17日", 640, 1000, score=0.5)
    (found,) = with_second_look(Under(), split_ink(image), [doubted], [], [])
    assert (found.text == "2015年12月17日" and min(found.char_confidences) > 0.9) == sure


def test_signs_between_chinese_numerals_are_strokes() -> None:
    class Signs(Placeless):
        def recognize(self, images: Sequence[Image]) -> list[Reading]:
            return [Reading("二()二四年+月_日", 0.9, tuple(at / 10 for at in range(10))) for _ in images]

    (found,) = with_second_look(Signs(), split_ink(printed(*WIDE)), [line("二〇二四年", 640, 1000)], [], [])
    assert found.text == "二〇二四年十月一日"
