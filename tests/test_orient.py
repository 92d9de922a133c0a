"""Which way up a page is, told by lines that a double reads by their paint: dark first, then light."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.preprocess.orient import find_rotation, turn_image
from pipeline.reading import Reading
from schemas.geometry import Quad

WIDTH, HEIGHT = 800, 1100


def bar(
    page: Image,
    center: tuple[float, float],
    length: float,
    degrees: float = 0.0,
    inks: tuple[int, int] = (60, 160),
) -> Quad:
    """A line 30 pixels high, its halves in ``inks``."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def corner(along: float, across: float) -> tuple[float, float]:
        return (center[0] + along * cos - across * sin, center[1] + along * sin + across * cos)

    half = length / 2
    for start, ink in zip((-half, 0.0), inks, strict=True):
        corners = [
            corner(*point) for point in ((start, -15), (start + half, -15), (start + half, 15), (start, 15))
        ]
        cv2.fillPoly(page, [np.rint(corners).astype(np.int32)], (ink, ink, ink))
    return Quad((corner(-half, -15), corner(half, -15), corner(half, 15), corner(-half, 15)))


def read(crops: Sequence[Image]) -> list[Reading]:
    """Eight characters where a lying line is dark first, one poor letter else."""
    readings = []
    for crop in crops:
        half = crop.shape[1] // 2
        upright = float(crop[:, :half].mean()) < float(crop[:, half:].mean())
        readings.append(Reading("电信业务经营许可", 0.95) if upright else Reading("M", 0.3))
    return readings


def page_with_lines(*, tiles: int) -> tuple[Image, list[Quad]]:
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    # Tiles are longer than lines, and their paint runs the other way.
    quads = [bar(page, (400, 200 + 150 * at), 420, 52.0, inks=(160, 60)) for at in range(tiles)]
    quads += [bar(page, (400, 100 + 90 * at), 300) for at in range(6)]
    return page, quads


def test_a_watermark_far_aslant_is_not_asked() -> None:
    page, quads = page_with_lines(tiles=6)
    assert find_rotation(page, quads, read).degrees == 0


def test_a_page_upside_down_under_a_watermark() -> None:
    page, quads = page_with_lines(tiles=6)
    turned = [
        Quad(tuple((WIDTH - 1 - x, HEIGHT - 1 - y) for x, y in quad.points[2:] + quad.points[:2]))
        for quad in quads
    ]
    assert find_rotation(turn_image(page, 180), turned, read).degrees == 180


def test_scraps_tell_nothing() -> None:
    """Of the first four lines one scrap is read, upside down; the page's text comes after them."""
    page, quads = page_with_lines(tiles=0)
    nothing = Reading("", 0.0)
    scraps = [[nothing] * 4, [nothing] * 7 + [Reading("M", 0.3)]]

    def read_scraps_first(crops: Sequence[Image]) -> Sequence[Reading]:
        return scraps.pop(0) if scraps else read(crops)

    assert find_rotation(page, quads, read_scraps_first).degrees == 0
    assert not scraps


def test_level_scraps_tell_nothing_of_lines_far_aslant() -> None:
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    quads = [bar(page, (400, 150 + 100 * at), 500, 25.0, inks=(160, 60)) for at in range(8)]
    quads += [bar(page, (60, 60 + 200 * at), length) for at, length in enumerate((30, 30, 40, 30, 70))]
    assert find_rotation(page, quads, read).degrees == 180
