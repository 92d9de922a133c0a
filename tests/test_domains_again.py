"""A second look at domains that were read in doubt, and letters behind a line's end."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.glyphs.again import DIFFERING, compare
from pipeline.glyphs.doubt import MOST, look_at_doubtful
from pipeline.glyphs.ends import find_beyond
from pipeline.glyphs.segment import Dealt, Glyph, gather
from pipeline.glyphs.tell import tell_twins
from pipeline.page_image import Image as Pixels
from pipeline.reading import Reading
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

SIZE = 34


def reading(text: str, score: float = 0.95) -> Reading:
    places = tuple((index + 0.5) / len(text) for index in range(len(text)))
    return Reading(text, score, places, (score,) * len(text))


def read_line(text: str, score: float = 0.8, *, width: float = 300, top: float = 0) -> TextLine:
    once = reading(text, score)
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=10, top=top, right=10 + width, bottom=top + 50)),
        confidence=score,
        engine="rapidocr",
        char_positions=once.positions,
        char_confidences=once.scores,
    )


def test_what_both_looks_read_is_as_sure_as_the_surer() -> None:
    look = compare(read_line("guo1.com、a.cn"), reading("guol.com,a.cn"))
    assert (look.line.text, look.agreed) == ("guo1.com、a.cn", True)
    assert look.line.char_confidences == pytest.approx((*(0.95,) * 8, 0.8, *(0.95,) * 4))


@pytest.mark.parametrize(
    ("once", "again", "kept"),
    [
        ("lihelo.xyz", "lihello.xyz", "lihello.xyz"),
        ("lihello.xyz", "lihelo.xyz", "lihello.xyz"),
        ("jiju.en", "jiju.cn", "jiju.cn"),
        ("kilg.cn", "łilg.cn", "kilg.cn"),
        ("ab.cn", "", "ab.cn"),
    ],
)
def test_where_they_differ_a_person_must_look(once: str, again: str, kept: str) -> None:
    look = compare(read_line(once, 0.7), reading(again) if again else Reading("", 0.0))
    assert (look.line.text, look.agreed) == (kept, False)
    assert min(look.line.char_confidences) <= DIFFERING


def test_no_more_lines_are_looked_at_again_than_a_page_may_cost() -> None:
    asked: list[int] = []

    def recognize(crops: list[Pixels]) -> list[Reading]:
        asked.append(len(crops))
        return [reading("xuesheng.com")] * len(crops)

    lines = [read_line("xuesheng.com", 0.7, top=60 * row) for row in range(MOST + 3)]
    lines.append(read_line("xuesheng.com", 0.99, top=60 * len(lines)))
    paper = np.full((60 * len(lines), 400, 3), 250, np.uint8)
    looks = look_at_doubtful(lines, (), {InkLayer.ALL: paper}, recognize)
    assert (asked, len(looks)) == ([MOST], MOST)
    assert not look_at_doubtful(lines[-1:], (), {InkLayer.ALL: paper}, recognize)
    assert asked == [MOST]


def drawn(text: str, *, rule: bool = False) -> tuple[Pixels, list[float]]:
    """A line of print with, behind it, the rule of a cell; and where each character ends."""
    image, face = Image.new("RGB", (420, 130), "white"), load_face("hei", SIZE)
    pen = ImageDraw.Draw(image)
    pen.text((10, 76), text, (24, 22, 24), face, anchor="ls")
    if rule:
        pen.line((380, 0, 380, 130), (20, 20, 20), 4)
        pen.line((0, 20, 420, 20), (20, 20, 20), 4)
    return np.array(image, np.uint8), [10 + pen.textlength(text[:at], face) for at in range(1, len(text) + 1)]


def line_of(text: str, ends: list[float], until: float) -> TextLine:
    starts = [10, *ends]
    middles = [((starts[at] + starts[at + 1]) / 2 - 10) / (until - 10) for at in range(len(text))]
    quad = Quad.from_bbox(BBox(left=10, top=44, right=until, bottom=88))
    return read_line(text).model_copy(update={"quad": quad, "char_positions": tuple(middles)})


@pytest.mark.parametrize("rule", [False, True])
@pytest.mark.parametrize("beyond", ["", "l", "g"])
def test_a_letter_behind_the_last_separator_is_found(beyond: str, *, rule: bool) -> None:
    text = "shan.com；"
    pixels, ends = drawn(text + beyond, rule=rule)
    line = line_of(text, ends, ends[len(text) - 1])
    found = find_beyond(pixels, line, [])
    assert (found is not None) is bool(beyond)
    if found is not None:
        assert found.stroke is (beyond == "l")
        assert found.quad.bbox.right >= ends[-1] - SIZE / 6
        assert find_beyond(pixels, line, [found.quad]) is None  # another line holds it


def test_an_l_that_no_look_reads_is_given_in_doubt() -> None:
    text = "shan.com；"
    pixels, ends = drawn(text + "l", rule=True)
    line = line_of(text, ends, ends[len(text) - 1])
    (told,) = tell_twins([line], {InkLayer.ALL: pixels}, lambda crops: [reading(text)] * len(crops))
    assert (told.text, told.char_confidences[-1]) == (text + "l", DIFFERING)
    assert tell_twins([line], {InkLayer.ALL: pixels})[0].text == text


def test_pieces_are_gathered_to_the_letter_that_they_broke_from() -> None:
    glyphs = [Glyph(0, 0, 4, 20), Glyph(5, 0, 9, 20), Glyph(20, 0, 30, 20), Glyph(40, 0, 44, 20)]
    own = gather(Dealt((0, 2), missed=True), glyphs, 2)
    assert own == [Glyph(0, 0, 9, 20), Glyph(20, 0, 30, 20)]
