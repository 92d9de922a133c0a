"""Printed dates, and those under seals, read by a network of their own."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.normalize.dates import find_dates
from pipeline.columns.network import HIGH
from pipeline.page_image import Image as Pixels
from pipeline.page_image import to_grey
from pipeline.preprocess.ink import split_ink
from pipeline.printed_dates.network import OTHER, likely_dates, tell_columns, to_value
from pipeline.printed_dates.tell import DISPUTED, tell_printed_dates, weigh_date
from pipeline.second_look.date_bands import DateBand
from pipeline.second_look.told_dates import DOUBTED, see_date, with_told_date
from samples.date_rows.draw import draw_row
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

SIZE = 32


def read_line(
    text: str, score: float = 0.8, box: tuple[float, float, float, float] = (10, 0, 310, 50)
) -> TextLine:
    left, top, right, bottom = box
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=left, top=top, right=right, bottom=bottom)),
        confidence=score,
        engine="rapidocr",
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(score,) * len(text),
    )


def draw_date(text: str, face: str = "song_noto", ring: bool = True) -> Pixels:
    """A row in which a seal's rim crosses the date."""
    image = Image.new("RGB", (520, 64), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.text((20, 10), text, (30, 30, 30), load_face(face, SIZE))
    if ring:
        pen.ellipse((180, -160, 560, 44), outline=(60, 60, 60), width=4)
    return np.asarray(image)


@pytest.mark.parametrize(
    "text", ["2016年10月27日", "2010年6月2日", "二〇一七年八月二日", "二〇一五年三月二十一日"]
)
def test_a_date_is_read_under_a_rim(text: str) -> None:
    told = likely_dates(tell_columns(to_grey(draw_date(text))))
    assert max(told, key=told.__getitem__) == text
    assert told[text] > 0.5


def test_what_is_no_date_is_told_as_none() -> None:
    assert sum(likely_dates(tell_columns(np.full((40, 300), 255, np.uint8))).values()) < 0.1
    assert to_value("2015年2月30日") is None
    assert to_value("2015年2月3日2016年") is None
    assert to_value("2015年2月十日") is None
    assert to_value("二〇一五年三月二十一日") == "2015-03-21"


def test_a_date_that_both_read_is_as_sure_as_in_the_surer() -> None:
    line = read_line("发证日期：2016年10月27日")
    (date,) = find_dates(line.text)
    told = weigh_date(line, date, {"2016年10月27日": 0.95, "2018年10月27日": 0.05})
    assert told.char_confidences == (0.8,) * 5 + (0.95,) * 11


def test_where_the_network_sees_another_day_the_date_is_doubted() -> None:
    line = read_line("2017年8月3日", 0.99)
    (date,) = find_dates(line.text)
    assert weigh_date(line, date, {"2017年3月3日": 0.95}).char_confidences == (DISPUTED,) * 9
    assert weigh_date(line, date, {"2017年3月3日": 0.75}) == line


def test_dates_of_a_page_are_weighed_where_their_picture_is_at_hand() -> None:
    width = load_face("song_noto", SIZE).getlength("2016年10月27日")
    line = read_line("2016年10月21日", 0.99, (18, 8, 22 + width, 56))
    image = draw_date("2016年10月27日", ring=False)
    (told,) = tell_printed_dates([line], {InkLayer.ALL: image})
    assert told.char_confidences == (DISPUTED,) * 11
    assert tell_printed_dates([line], {InkLayer.DARK: image}) == [line]


def test_a_date_that_was_not_read_is_given_in_doubt_beside_its_label() -> None:
    image = draw_date("发证日期：2016年10月27日")
    head = read_line("发证日期：201", box=(18, 8, 250, 56))
    band = DateBand(Quad.from_bbox(BBox(left=180, top=8, right=515, bottom=56)), (head,), sealed=True)
    seen = see_date(split_ink(image), band, None)
    label, date = with_told_date(band, seen, [head], "rapidocr")
    assert label.text == "发证日期："
    assert (date.text, set(date.char_confidences)) == ("2016年10月27日", {DOUBTED})
    assert len(date.char_positions) == 11


def test_two_dates_of_one_row_are_left_to_the_engine() -> None:
    line = read_line("自2010年6月2日至2015年6月1日")
    band = DateBand(line.quad, (line,), sealed=True)
    assert with_told_date(band, see_date(split_ink(draw_date("")), band, None), [line], "rapidocr") == [line]


def test_the_rows_it_learns_are_dates_with_their_labels() -> None:
    for seed in range(8):
        picture, label = draw_row(f"3/{seed}")
        assert picture.shape[0] == HIGH
        assert picture.shape[1] > 60
        assert len(find_dates(label.replace(OTHER, ""))) == 1
