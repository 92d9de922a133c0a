"""Rare characters of people's names, told by a network from the common ones that are read there."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.normalize.names import normalize_person
from extractors.normalize.rare_names import NEVER_SURNAMES, RARELY_GIVEN
from pipeline.page_image import Image as Pixels
from pipeline.rare_characters.cut import HIGH, WIDE, cut_window
from pipeline.rare_characters.network import CLASSES, classify
from pipeline.second_look.rare_names import find_stand_ins, with_rare_names
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

SIZE = 36


def read_line(text: str) -> TextLine:
    """A line as read, each of whose characters is a square."""
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=20, top=6, right=20 + SIZE * len(text), bottom=58)),
        confidence=0.6,
        engine="rapidocr",
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(0.6,) * len(text),
    )


def draw(text: str, face: str) -> Pixels:
    image = Image.new("RGB", (60 + SIZE * len(text), 64), (255, 255, 255))
    ImageDraw.Draw(image).text((20, 48), text, (30, 30, 30), load_face(face, SIZE), anchor="ls")
    return np.asarray(image)


def told(printed: str, read: str, face: str = "song_noto") -> TextLine:
    (line,) = with_rare_names([read_line(read)], {InkLayer.ALL: draw(printed, face)})
    return line


@pytest.mark.parametrize("face", ["song_noto", "hei_noto", "kai_lxgw"])
@pytest.mark.parametrize(
    ("printed", "read"),
    [("逄燕卫", "逢燕卫"), ("董龑", "董龔"), ("覃龑礼", "覃龚礼"), ("郄頔磊", "却頔磊"), ("冼昱", "洗昱")],
)
def test_a_rare_character_is_what_stands_there(printed: str, read: str, face: str) -> None:
    line = told(printed, read, face)
    assert line.text == printed
    (at,) = line.verified
    assert (
        line.char_confidences[at] >= 0.9 > max(line.char_confidences[:at] + line.char_confidences[at + 1 :])
    )
    assert normalize_person(line.text).failed == ()


@pytest.mark.parametrize("name", ["逢燕卫", "洗昱", "契丹", "全国", "替换"])
def test_what_is_printed_as_it_was_read_stays(name: str) -> None:
    assert told(name, name) == read_line(name)


def test_nothing_is_told_of_bare_paper_or_of_another_layer() -> None:
    line = read_line("逢燕卫")
    paper = np.full((64, 200, 3), 255, np.uint8)
    assert with_rare_names([line], {InkLayer.ALL: paper}) == [line]
    assert with_rare_names([line], {}) == [line]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("法定代表人：逢燕卫", [6]),
        ("王龔契", [1, 2]),
        ("龚涛", []),  # a surname
        ("每逢佳节", []),
        ("全国", []),
        ("全国及各省市自治区", []),
    ],
)
def test_only_a_name_is_looked_at(text: str, places: list[int]) -> None:
    assert find_stand_ins(read_line(text)) == places


def test_each_character_and_what_is_read_for_it_is_a_class() -> None:
    meant = NEVER_SURNAMES | RARELY_GIVEN
    assert set("".join((*meant, *meant.values()))) <= set(CLASSES)


def test_a_window_has_one_size_and_its_probabilities_sum_to_one() -> None:
    window = cut_window(draw("逄", "song_noto"), 0.5)
    assert window.shape == (HIGH, WIDE)
    assert classify(window[None]).sum() == pytest.approx(1, abs=1e-4)
    assert classify(np.zeros((0, HIGH, WIDE), np.float32)).shape == (0, len(CLASSES))
