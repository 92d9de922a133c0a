from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.page_image import Image
from pipeline.preprocess.rules import find_rules
from pipeline.shrink import halve
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


@pytest.mark.parametrize("thickness", [1, 3])
def test_rules_of_a_drawn_page_are_found_at_half_its_size(thickness: int) -> None:
    page = table(0.0, thickness)
    whole, half = find_rules(page, 0.0), find_rules(halve(page), 0.0, coarser=1170 / 1500)
    ends = np.array([[rule.start, rule.end] for rule in whole])
    assert len(whole) == 6
    assert np.array([[rule.start, rule.end] for rule in half]) * 2 == pytest.approx(ends, abs=4)


def test_a_blank_page_has_none() -> None:
    assert find_rules(np.full((1000, 700, 3), 250, np.uint8), 0.0) == []
