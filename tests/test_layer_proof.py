"""A text layer whose font maps its characters wrongly is told by what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage, TextChar
from pipeline.read_page import read_page
from pipeline.reading import Reading
from pipeline.text_layer.proof import layer_is_borne_out
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import PageOrigin
from tests.remembering import default_engine

SIZE = 10
SEEN = (
    "苏B2-20140149 2018年07月21日",
    "北京云栖智联科技有限公司",
    "北京市海淀区中关村东路1号",
    "信息服务业务不含搜索查询",
    "上海浦江通信集团",
    "互联网数据中心业务",
)


class Seeing(OcrEngine):
    """Reads of each crop what ``SEEN`` has at its place, which the pixels themselves tell."""

    name = "seeing"

    def __init__(self, score: float = 0.99, misread: str = "") -> None:
        self.calls, self.score, self.misread = 0, score, misread

    def detect(self, image: np.ndarray) -> list[Quad]:
        del image
        return []

    def recognize(self, images: Sequence[np.ndarray]) -> list[Reading]:
        self.calls += 1
        return [self._read(image) for image in images]

    def _read(self, image: np.ndarray) -> Reading:
        row, left, right = int(image[0, 0, 0]), int(image[0, 0, 1]), int(image[0, -1, 1])
        text = SEEN[row][round(left / SIZE) : round((right + 1) / SIZE)]
        text = text.replace(self.misread, "刁") if self.misread else text
        return Reading(text, self.score, scores=(self.score,) * len(text))


def page(told: Sequence[str]) -> PageImage:
    """The characters that a file tells, on pixels that know row and column."""
    image = np.zeros((200, 256, 3), np.uint8)
    image[:, :, 1] = np.arange(256)
    chars = []
    for row, text in enumerate(told):
        image[row * 20 : row * 20 + 20, :, 0] = row
        for at, char in enumerate(text):
            left, top = float(at * SIZE), row * 20.0
            chars.append(TextChar(char, BBox(left=left, top=top, right=left + SIZE, bottom=top + SIZE)))
    return PageImage(1, image, chars=tuple(chars))


def is_borne_out(told: Sequence[str], engine: OcrEngine) -> bool:
    shown = page(told)
    return layer_is_borne_out(engine, shown.image, TextLayer().read_page(shown))


def moved(text: str) -> str:
    return "".join(str((int(char) + 3) % 10) if char.isdigit() else char for char in text)


def test_a_layer_that_says_what_is_seen_is_read_once_and_once_more_for_its_other_figures() -> None:
    engine = Seeing()
    assert is_borne_out(SEEN, engine)
    assert engine.calls == 2


@pytest.mark.parametrize("wrong", ["苏B2-20740749 2018年07月21日", "苏B2-20140149 2078年01月27日"])
def test_figures_that_are_others_in_one_face_alone_are_told(wrong: str) -> None:
    """1 and 7 have changed places in the font of a number, or of a date."""
    assert not is_borne_out([wrong, *SEEN[1:]], Seeing())


def test_a_piece_that_was_read_is_known_though_its_page_says_little() -> None:
    engine, shown = Seeing(), page(SEEN[:1])
    shown.image[3:8] = np.random.default_rng(3).integers(0, 255, (5, 256, 1))  # a look for each character
    lines = TextLayer().read_page(shown)
    for _ in range(2):
        assert layer_is_borne_out(engine, shown.image, lines)
    assert engine.calls == 1


def test_figures_that_are_others_are_told() -> None:
    assert not is_borne_out([moved(text) for text in SEEN], Seeing())


def test_some_characters_that_are_others_are_told() -> None:
    wrong = str.maketrans("京云智海联业务中", "亭去晢侮职亚条冲")
    assert not is_borne_out([text.translate(wrong) for text in SEEN], Seeing())


def test_one_character_that_the_engine_misreads_is_no_wrong_map() -> None:
    engine = Seeing(misread="栖")
    assert is_borne_out(SEEN, engine)
    assert engine.calls > 1


def test_what_is_hardly_read_is_not_held_against_the_file() -> None:
    assert is_borne_out([moved(text) for text in SEEN], Seeing(score=0.6))


@pytest.mark.parametrize("is_wrong", [False, True])
def test_a_page_with_a_wrong_map_is_read_from_its_pixels(is_wrong: bool) -> None:
    drawn = draw(("经营许可证编号：苏B2-20140149", "发证日期：2018年07月21日"), "song_noto")
    read = read_page(default_engine(), with_wrong_map(drawn) if is_wrong else drawn)
    assert (read.origin is PageOrigin.TEXT_LAYER) is not is_wrong
    assert "20140149" in "".join(line.text for line in read.lines)
    assert "53473472" not in "".join(line.text for line in read.lines)


def test_what_was_read_once_in_a_face_is_not_read_again() -> None:
    reads = Counting(default_engine())
    for shift in (0, 3, 11):
        shown = draw(SEEN, "song_noto", shift)
        assert layer_is_borne_out(reads, shown.image, TextLayer().read_page(shown))
    known = reads.calls
    assert known <= 2  # of the first page alone
    other = draw(SEEN, "kai_lxgw")
    assert layer_is_borne_out(reads, other.image, TextLayer().read_page(other))
    assert reads.calls > known


def test_a_wrong_map_is_told_though_all_its_characters_were_read_before() -> None:
    reads = Counting(default_engine())
    shown = draw(SEEN, "song_noto")
    assert layer_is_borne_out(reads, shown.image, TextLayer().read_page(shown))
    wrong = with_wrong_map(draw(SEEN, "song_noto"))
    assert not layer_is_borne_out(reads, wrong.image, TextLayer().read_page(wrong))


def test_looks_are_not_kept_of_a_page_on_which_one_character_was_read_otherwise() -> None:
    reads = Counting(default_engine(), misread="栖")
    for _ in range(2):
        reads.calls = 0
        shown = draw(SEEN[:2], "song_noto")
        assert layer_is_borne_out(reads, shown.image, TextLayer().read_page(shown))
        assert reads.calls > 0


class Counting(OcrEngine):
    """Counts how often it is asked to read something; reads 刁 for ``misread``."""

    name = "counting"

    def __init__(self, engine: OcrEngine, misread: str = "刁") -> None:
        self.engine, self.misread, self.calls = engine, misread, 0

    def detect(self, image: np.ndarray) -> list[Quad]:
        return self.engine.detect(image)

    def recognize(self, images: Sequence[np.ndarray]) -> list[Reading]:
        self.calls += bool(images)
        readings = self.engine.recognize(images)
        return [replace(reading, text=reading.text.replace(self.misread, "刁")) for reading in readings]


def draw(rows: Sequence[str], face_name: str, shift: int = 0) -> PageImage:
    """The rows as a file sets them, with their characters."""
    shown = Image.new("RGB", (1200, 800), "white")
    pen, face, chars = ImageDraw.Draw(shown), load_face(face_name, 40), list[TextChar]()
    for row, text in enumerate(rows):
        left, top = 80.0 + shift, 40.0 + 120 * row
        for char in text:
            pen.text((left, top), char, (0, 0, 0), font=face)
            right = left + face.getlength(char)
            chars.append(TextChar(char, BBox(left=left, top=top, right=right, bottom=top + 58)))
            left = right
    return PageImage(1, np.asarray(shown)[:, :, ::-1].copy(), 200, tuple(chars))


def with_wrong_map(page: PageImage) -> PageImage:
    """The page in whose file every figure is another."""
    return replace(page, chars=tuple(replace(char, text=moved(char.text)) for char in page.chars))
