"""Figures of long lines, read again at their full width."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image as PillowImage
from PIL import ImageDraw

from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.registry import build_engine
from pipeline.page_image import Image
from pipeline.pictures.crop_again import PICTURES
from pipeline.reading import Reading
from pipeline.second_look.figures import find_parts, with_figures_again
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import TextLine
from tests.lines import line, with_hole

_PAGE = np.full((200, 1400, 3), 255, np.uint8)
ADDRESS = "住所：天津市河西区天府大道北段213号南楼"
LOST = ADDRESS.index("13号")
SHORT = with_hole(line(ADDRESS, 40, 60), LOST, LOST + 1)
PART = "北段213号南"


class InTurn(OcrEngine):
    """Reads its pictures as these texts in turn, each surely; counts them."""

    name = "in turn"

    def __init__(self, *texts: str) -> None:
        self._texts, self.pictures = list(texts), 0

    def detect(self, image: Image) -> list[Quad]:
        raise AssertionError(f"figures are not detected anew: {image.shape}")

    def recognize(self, images: Sequence[Image]) -> list[Reading]:
        self.pictures += len(images)
        return [_reading(self._texts.pop(0)) for _ in images]


def _reading(text: str) -> Reading:
    places = tuple((at + 0.5) / len(text) for at in range(len(text)))
    return Reading(text, 0.98, places, (0.98,) * len(text))


def _parts(read: TextLine) -> list[str]:
    return [read.text[first:last] for first, last in find_parts(read)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (ADDRESS, [PART]),
        ("住所：天津市河西区天府大道7号9楼2854室", ["大道7号9楼", "楼2854室"]),
        ("注册资本：人民币1000.50万元整，在北京市登记", ["民币1000.50万元"]),
        ("发证日期：2018年04月08日，有效期5年，至", []),
        ("发证日期：2018 年 04 月 08 日，有效期五年", []),
        ("统一社会信用代码：91370102595780068X，济南", []),
        ("路35号", []),
    ],
)
def test_what_is_looked_at(text: str, parts: list[str]) -> None:
    assert _parts(line(text, 40, 60)) == parts


def test_an_engine_that_reads_the_same_is_asked_once() -> None:
    engine = InTurn("1北段 ２3号南1")
    assert with_figures_again(engine, _PAGE, [SHORT]) == [SHORT]
    assert engine.pictures == 1


def test_what_six_of_seven_pictures_say_stands() -> None:
    engine = InTurn(*[PART] * len(PICTURES), "北段23号南")
    (read,) = with_figures_again(engine, _PAGE, [SHORT])
    assert read.text == ADDRESS
    assert len(read.char_positions) == len(read.char_confidences) == len(ADDRESS)
    assert list(read.char_positions) == sorted(read.char_positions)
    assert min(read.char_confidences) == 0.99


@pytest.mark.parametrize(
    "looks",
    [
        [PART] * 5 + ["北段23号南"] * 2,  # too few agree
        ["北段2段13号南"] * 7,  # on more runs than the line has
        ["北投213号南"] * 7,  # on another ideograph beside them
        ["北段21.-3号南"] * 7,  # on what is no figure
    ],
)
def test_without_agreement_figures_are_in_doubt(looks: list[str]) -> None:
    engine = InTurn(PART, *looks)
    (read,) = with_figures_again(engine, _PAGE, [SHORT])
    doubted = {char for char, score in zip(read.text, read.char_confidences, strict=True) if score <= 0.5}
    assert doubted and doubted <= set("0123456789")


def test_figures_of_another_part_stay_as_sure() -> None:
    longer = line("住所：天津市河西区天府大道北段13号南方科技大厦主楼九层2854室", 40, 60)
    near, far = _parts(longer)
    assert (near, far) == ("北段13号南", "九层2854室")
    (read,) = with_figures_again(InTurn("北投213号南", far, *["北投213号南"] * 7), _PAGE, [longer])
    assert read.text == longer.text.replace("13号", "213号")
    doubted = [char for char, score in zip(read.text, read.char_confidences, strict=True) if score <= 0.5]
    assert doubted == ["2", "1", "3"]


def test_places_behind_a_lost_figure_move_with_it() -> None:
    verified = SHORT.model_copy(update={"verified": (0, SHORT.text.index("楼"))})
    engine = InTurn(PART, *[PART] * len(PICTURES))
    (read,) = with_figures_again(engine, _PAGE, [verified])
    assert read.verified == (0, ADDRESS.index("楼"))


def test_a_lost_figure_is_read_from_its_print() -> None:
    """A real engine: the line is printed whole, and was read without a figure."""
    size = 40
    picture = PillowImage.new("RGB", (1600, 200), "white")
    draw, face = ImageDraw.Draw(picture), load_face("song", size)
    at, places = 40.0, list[float]()
    for char in ADDRESS:
        draw.text((at, 60), char, "black", face)
        wide = face.getlength(char)
        places.append(at + wide / 2)
        at += wide
    quad = Quad.from_bbox(BBox(left=36, top=52, right=at + 4, bottom=60 + size + 12))
    scores = (0.99,) * len(ADDRESS)
    whole = line(ADDRESS, 0, 0).model_copy(
        update={"quad": quad, "char_positions": tuple((place - 36) / (at - 32) for place in places)}
    )
    page = np.asarray(picture)[:, :, ::-1]
    engine = build_engine("rapidocr", None, 1)
    (read,) = with_figures_again(engine, np.ascontiguousarray(page), [with_hole(whole, LOST, LOST + 1)])
    assert read.text == ADDRESS
    assert read.char_confidences == scores
    assert with_figures_again(engine, np.ascontiguousarray(page), [whole]) == [whole]


@pytest.mark.parametrize(
    ("read", "looks", "stands"),
    [
        ("30000.00元", "￥3000000.00元", "￥3000000.00元"),
        ("3000.00元", "¥3,000,000.00元", "￥3,000,000.00元"),
        ("200000.00", "2000000.00", "2000000.00"),
        ("1000000000", "10000000000", "1000000000"),
    ],
)
def test_an_amount_right_behind_its_label_is_read_again(read: str, looks: str, stands: str) -> None:
    """Zeros side by side run together where a line is narrowed."""
    label = "注 册 资 本 ："
    engine = InTurn(*[looks] * (1 + len(PICTURES)))
    (again,) = with_figures_again(engine, _PAGE, [line(f"{label}{read}", 40, 60)])
    assert again.text == label + stands
