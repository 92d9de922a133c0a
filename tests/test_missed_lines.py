"""What detection passed over is read once, and not beside what was read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.lost_print.missed_lines import with_missed
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.preprocess.ink import split_ink
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    return RapidOcr()


def numeral(text: str, left: float) -> TextLine:
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=left, top=96, right=left + 44, bottom=140)),
        confidence=0.98,
        engine="rapidocr",
        layer=InkLayer.ALL,
        char_positions=(0.5,),
        char_confidences=(0.98,),
    )


def test_a_numeral_is_not_read_twice(engine: RapidOcr) -> None:
    """It may be the end of a date: what stands close before it is read with it, and is dirt."""
    page = Image.new("RGB", (600, 240), "white")
    pen = ImageDraw.Draw(page)
    pen.text((300, 92), "三", (0, 0, 0), font=load_face("song_noto", 40))
    pen.line((272, 124, 290, 116), (0, 0, 0), 2)
    ink = split_ink(np.asarray(page)[:, :, ::-1].copy())
    assert [line.text for line in with_missed(engine, ink, [numeral("三", 298)])] == ["三"]


def test_what_stands_before_a_numeral_is_read_with_it(engine: RapidOcr) -> None:
    page = Image.new("RGB", (600, 240), "white")
    ImageDraw.Draw(page).text((260, 92), "月三", (0, 0, 0), font=load_face("song_noto", 40))
    ink = split_ink(np.asarray(page)[:, :, ::-1].copy())
    assert [line.text for line in with_missed(engine, ink, [numeral("三", 298)])] == ["月三"]


@pytest.mark.parametrize(("stroke", "read"), [((352, 118, 384, 118), ["一"]), ((326, 104, 396, 104), [])])
def test_a_rule_in_a_gap_is_no_character(
    engine: RapidOcr, stroke: tuple[int, int, int, int], read: list[str]
) -> None:
    page = Image.new("RGB", (700, 240), "white")
    pen = ImageDraw.Draw(page)
    pen.line(stroke, (0, 0, 0), 4)
    left, right = numeral("网", 270), numeral("岩", 410)
    ink = split_ink(np.asarray(page)[:, :, ::-1].copy())
    lines = with_missed(engine, ink, [left, right])
    assert [line.text for line in lines if line.text not in "网岩"] == read
