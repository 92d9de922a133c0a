from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.ocr.rapidocr import RapidOcr
from pipeline.over_print.watermark import Watermark
from pipeline.page_image import Image, PageImage
from pipeline.pictures.shrink import halve
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.paper import dark_mask
from pipeline.preprocess.red_rules import find_red_rules
from pipeline.preprocess.rules import find_drawn_rules, find_rules
from pipeline.read_page import read_page
from schemas.page import Rule

LEFT, RIGHT, TOP, BOTTOM = 300, 1300, 500, 900


def table(skew: float, thickness: int = 3) -> Image:
    """A table of two columns and two rows on paper that is not quite white, turned clockwise."""
    image = np.full((2339, 1654, 3), 236, np.uint8)
    for x in (LEFT, 800, RIGHT):
        cv2.line(image, (x, TOP), (x, BOTTOM), (40, 40, 40), thickness)
    for y in (TOP, 700, BOTTOM):
        cv2.line(image, (LEFT, y), (RIGHT, y), (40, 40, 40), thickness)
    for row in range(40):
        cv2.putText(image, "text that is no rule", (320, 1000 + 30 * row), 0, 0.8, (30, 30, 30), 2)
    turn = cv2.getRotationMatrix2D((827, 1169.5), -skew, 1)
    turned = cv2.warpAffine(image, turn, (1654, 2339), borderValue=(236, 236, 236))
    noise = np.random.default_rng(5).normal(0, 6, turned.shape)
    return np.asarray(np.clip(turned + noise, 0, 255), np.uint8)


def length(rule: Rule) -> float:
    return float(np.hypot(rule.end[0] - rule.start[0], rule.end[1] - rule.start[1]))


@pytest.mark.parametrize("skew", [0.0, 4.0, -3.0])
def test_rules_of_a_table_and_nothing_else(skew: float) -> None:
    rules = find_rules(table(skew), skew)
    assert len(rules) == 6
    assert sorted(round(length(rule) / 100) for rule in rules) == [4, 4, 4, 10, 10, 10]
    upright = [rule for rule in rules if abs(rule.end[0] - rule.start[0]) < abs(rule.end[1] - rule.start[1])]
    assert all(rule.start[1] < rule.end[1] for rule in upright)


@pytest.mark.parametrize("lean", [7.0, -6.0])
def test_the_sides_of_a_table_that_a_camera_saw_aslant(lean: float) -> None:
    """The text is level, what is upright on paper is not, and the desk beside it has rules of its own."""
    shift = float(np.tan(np.radians(lean)))
    matrix = np.array([[1.0, -shift, shift * 700], [0.0, 1.0, 0.0]])
    image = np.asarray(
        cv2.warpAffine(table(0.0), matrix, (1654, 2339), borderValue=(236, 236, 236)), np.uint8
    )
    for y in range(60, 2300, 90):
        cv2.line(image, (0, y), (120 + y % 70, y + 2), (40, 40, 40), 3)
    cv2.line(image, (10, 30), (900, 34), (40, 40, 40), 3)
    rules = find_rules(image, 0.0)
    down = [rule for rule in rules if abs(rule.end[1] - rule.start[1]) > 100]
    assert sorted(round((rule.start[0] + rule.end[0]) / 2, -1) for rule in down) == [LEFT, 800, RIGHT]
    leans = [np.degrees(np.arctan2(a.start[0] - a.end[0], a.end[1] - a.start[1])) for a in down]
    assert leans == pytest.approx([lean] * 3, abs=0.5)


@pytest.mark.parametrize("thickness", [1, 3])
def test_rules_of_a_drawn_page_are_found_at_half_its_size(thickness: int) -> None:
    page = table(0.0, thickness)
    whole, half = find_rules(page, 0.0), find_drawn_rules(dark_mask(halve(page)), max(page.shape))
    ends = np.array([[rule.start, rule.end] for rule in whole])
    assert len(whole) == 6
    assert np.array([[rule.start, rule.end] for rule in half]) * 2 == pytest.approx(ends, abs=4)


def test_a_blank_page_has_none() -> None:
    assert find_rules(np.full((1000, 700, 3), 250, np.uint8), 0.0) == []


def test_rules_that_were_lifted_with_a_watermark_are_found_on_the_page_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Tiles that repeat along the text take level rules with them, which repeat there too."""
    bare = table(0.0)
    for y in (TOP, 700, BOTTOM):
        bare[y - 3 : y + 4, : RIGHT + 4] = 236
    monkeypatch.setattr("pipeline.read_page.find_watermark", lambda *_: Watermark(bare, ()))
    page = read_page(RapidOcr(), PageImage(page_no=1, image=table(0.0)))
    level = {round(rule.start[1], -1) for rule in page.rules if rule.end[0] - rule.start[0] > 900}
    assert level == {TOP, 700, BOTTOM}


@pytest.mark.parametrize("shape", [(1, 5000, 3), (5000, 1, 3), (2, 5000, 3), (1, 1, 3)])
def test_a_picture_as_thin_as_a_pixel_has_none_but_itself(shape: tuple[int, int, int]) -> None:
    assert len(find_rules(np.full(shape, 250, np.uint8), 0.0)) <= 1


def _red_table(count: int, width: int, skew: float = 0.0) -> Image:
    """A table of ``count`` rules in each direction printed in red, beside a sentence in black."""
    image = np.full((2339, 1654, 3), 250, np.uint8)
    for at in range(count):
        x, y = LEFT + at * width // (count - 1), TOP + at * 150
        cv2.line(image, (x, TOP), (x, TOP + (count - 1) * 150), (40, 30, 200), 3)
        cv2.line(image, (LEFT, y), (LEFT + width, y), (40, 30, 200), 3)
    cv2.putText(image, "text that is no rule", (320, 1500), 0, 1.2, (30, 30, 30), 3)
    turn = cv2.getRotationMatrix2D((827, 1169.5), -skew, 1)
    return np.asarray(cv2.warpAffine(image, turn, (1654, 2339), borderValue=(250, 250, 250)), np.uint8)


@pytest.mark.parametrize("skew", [0.0, 1.5])
def test_a_table_printed_in_red_has_rules(skew: float) -> None:
    ink = split_ink(_red_table(4, 1000, skew))
    assert find_rules(ink.readable, skew) == []
    rules = find_red_rules(ink, skew)
    assert sorted(map(length, rules)) == pytest.approx([450] * 4 + [1000] * 4, abs=15)


@pytest.mark.parametrize(("count", "width"), [(2, 1000), (4, 400)])
def test_a_frame_and_a_stamp_with_fields_are_no_table(count: int, width: int) -> None:
    assert find_red_rules(split_ink(_red_table(count, width)), 0.0) == []


def test_a_page_without_red_has_none() -> None:
    assert find_red_rules(split_ink(table(0.0)), 0.0) == []
