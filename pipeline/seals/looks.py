"""A level seal seen in several ways: damage that spoils one leaves another legible."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.page_image import Image, to_grey
from pipeline.seals.level import RADIUS, LevelSeal, Pose, lay_level, to_ink, without_print

LONG = 0.5  # of the radius: a straight stroke as long as that is a rule's; characters take a third
RULED = 0.35  # ink from which a pixel belongs to a rule
SOFT = 1.2  # pixels of the picture by which dots of black and white are blurred to strokes
PAPER = 80  # percentile of a seal's picture that is its paper


def red_looks(pose: Pose, page: Image) -> list[LevelSeal]:
    """Further looks at a red seal: the grey of ``page`` (BGR) with what is printed there, and without.

    Compressed pictures keep colour at half their resolution: red alone blurs the strokes of small seals.
    """
    level = lay_level(page, pose)
    grey = level.with_picture(_on_white(to_grey(level.picture)))
    return [grey, without_print(grey)]


def dark_looks(seal: LevelSeal, *, is_sharp: bool = False) -> list[LevelSeal]:
    """Further looks at a ``seal`` in print's own colour: itself, to be cut closer; without print where grey
    tells it apart; and, unless it is drawn (``is_sharp``), what dots of black and white leave of its strokes
    blurred together."""
    looks = [seal]
    if not is_sharp:
        soft = cv2.GaussianBlur(seal.picture, (0, 0), SOFT)
        looks.append(seal.with_picture(np.asarray(soft, dtype=np.uint8)))
    bare = without_print(seal)
    return looks if np.array_equal(bare.picture, seal.picture) else [*looks, bare]


def without_rules(seal: LevelSeal) -> LevelSeal:
    """The seal without straight strokes along and across the page's text: frames and tables."""
    ink = (to_ink(seal.picture) > RULED).astype(np.uint8)
    rules = np.zeros_like(ink)
    for angle in (-seal.pose.turn, 90 - seal.pose.turn):
        rules |= cv2.morphologyEx(ink, cv2.MORPH_OPEN, _stroke(LONG * RADIUS, angle)).astype(np.uint8)
    picture = seal.picture.copy()
    picture[cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0] = 255
    return seal.with_picture(picture)


def _stroke(length: float, angle: float) -> Image:
    """A line of that many pixels, ``angle`` degrees clockwise from the x axis, in a square of 0 and 1."""
    half = round(length / 2)
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.uint8)
    x, y = round(half * np.cos(np.radians(angle))), round(half * np.sin(np.radians(angle)))
    cv2.line(kernel, (half - x, half - y), (half + x, half + y), (1,), 1)
    return kernel


def _on_white(grey: Image) -> Image:
    paper = max(1.0, float(np.percentile(grey[grey < 255], PAPER)) if (grey < 255).any() else 255.0)
    return np.asarray(cv2.convertScaleAbs(grey, alpha=255 / paper), dtype=np.uint8)
