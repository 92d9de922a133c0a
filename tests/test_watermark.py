"""A tiled watermark is told from the page below it by its repeats, whatever its colour and slant."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from pipeline.page_image import Image
from pipeline.preprocess.scattered import find_scattered
from pipeline.preprocess.tiles import find_tiles, find_tilted
from schemas.geometry import Quad

WIDTH, HEIGHT = 827, 1169
STEP, PITCH, SIZE = 330.0, 130.0, 22.0  # pixels along and across the tiles' text, and its height
LENGTH = 230.0
GREY, RED, DARK = (200, 200, 200), (190, 190, 240), (130, 130, 130)


def print_page() -> Image:
    """Black print in rows that do not repeat."""
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    noise = np.random.default_rng(1)
    row = 90.0
    while row < HEIGHT - 90:
        for x in np.arange(noise.uniform(90, 120), noise.uniform(300, 720), noise.uniform(19, 27)):
            _draw_sign(page, noise, (float(x), row), 0.0, (20, 20, 20))
        row += noise.uniform(32, 60)
    return page


def _draw_sign(
    page: Image,
    noise: np.random.Generator,
    corner: tuple[float, float],
    angle: float,
    ink: tuple[int, int, int],
) -> None:
    """Four strokes in a square, turned about its corner; darkens only."""
    cos, sin = math.cos(angle), math.sin(angle)
    layer = np.full_like(page, 255)
    for _ in range(4):
        ends = [
            (corner[0] + x * cos - y * sin, corner[1] + x * sin + y * cos)
            for x, y in noise.uniform(0, 18, (2, 2))
        ]
        start, end = (tuple(round(value) for value in point) for point in ends)
        cv2.line(layer, start, end, ink, 2, cv2.LINE_AA)
    np.minimum(page, layer, out=page)


def lay_tiles(
    page: Image, degrees: float, ink: tuple[int, int, int], off: float = 0.0
) -> tuple[Image, list[Quad]]:
    """The page under tiles of ten signs each, every second row set off; and the tiles' quads. Each
    tile stands up to ``off`` pixels off its place."""
    noise = np.random.default_rng(3)
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    tile = np.full_like(page, 255)
    side = round(LENGTH)
    for place in range(10):
        _draw_sign(tile, np.random.default_rng(place), (place * 22.0, 2.0), 0.0, ink)
    laid, quads = page.astype(np.float32), []
    for row in range(-12, 13):
        for column in range(-5, 6):
            stray = noise.uniform(-off, off, 2)
            along, across = column * STEP + (row % 2) * STEP / 2 + stray[0], row * PITCH + stray[1]
            x = WIDTH / 2 + along * cos - across * sin
            y = HEIGHT / 2 + along * sin + across * cos
            matrix = np.array([[cos, -sin, x], [sin, cos, y]])
            turned = cv2.warpAffine(
                tile[: round(SIZE) + 2, :side], matrix, (WIDTH, HEIGHT), borderValue=(255, 255, 255)
            )
            laid *= turned.astype(np.float32) / 255
            quad = lying(x, y, degrees)
            if all(0 < px < WIDTH and 0 < py < HEIGHT for px, py in quad.points):
                quads.append(quad)
    return laid.astype(np.uint8), quads


def left_and_kept(page: Image, marked: Image, lifted: Image) -> tuple[float, float]:
    """Of the tiles' ink on blank paper the share that is left, of the page's print the share that is."""
    blank, printed = page.min(axis=2) > 250, page.max(axis=2) < 60
    before = 255 - float(marked[blank].min(axis=1).mean())
    after = 255 - float(lifted[blank].min(axis=1).mean())
    return after / before, float((lifted[printed].max(axis=1) < 128).mean())


def lying(x: float, y: float, degrees: float) -> Quad:
    """A tile whose first corner lies there, so many degrees clockwise."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    points = [(0.0, 0.0), (LENGTH, 0.0), (LENGTH, SIZE), (0.0, SIZE)]
    a, b, c, d = ((x + u * cos - v * sin, y + u * sin + v * cos) for u, v in points)
    return Quad((a, b, c, d))


def level_quads() -> list[Quad]:
    return [Quad(((100.0, y), (500.0, y), (500.0, y + 22), (100.0, y + 22))) for y in (90.0, 135.0, 180.0)]


@pytest.mark.parametrize(("degrees", "ink"), [(-27.0, GREY), (18.0, RED), (38.0, DARK)])
def test_tiles_are_lifted_and_print_stays(degrees: float, ink: tuple[int, int, int]) -> None:
    page = print_page()
    marked, quads = lay_tiles(page, degrees, ink)
    tilted = find_tilted([*level_quads(), *quads])
    assert len(tilted) == len(quads)
    tiles = find_tiles(marked, tilted)
    assert tiles is not None
    assert tiles.direction == pytest.approx(degrees, abs=1.0)
    assert abs(np.linalg.det(tiles.lattice.basis)) == pytest.approx(STEP * PITCH, rel=0.01)
    left, kept = left_and_kept(page, marked, tiles.lift(marked))
    assert left < 0.15
    assert kept > 0.97


def test_the_picture_shows_whole_tiles_level() -> None:
    marked, quads = lay_tiles(print_page(), -27.0, GREY)
    tiles = find_tiles(marked, quads)
    assert tiles is not None
    picture, to_picture = tiles.picture()
    height, width = picture.shape[:2]
    assert width > 2 * LENGTH
    rows = (picture.min(axis=2) < 128).any(axis=1)
    assert 0.05 < rows.mean() < 0.6
    middle = to_picture.map_point((WIDTH / 2, HEIGHT / 2))
    assert middle == pytest.approx((width / 2, height / 2), abs=1.5)


def test_print_alone_has_no_tiles() -> None:
    assert find_tilted(level_quads()) == []
    slanted = lay_tiles(print_page(), -27.0, GREY)[1]
    assert find_tiles(print_page(), slanted) is None


def test_a_page_that_lies_aslant_is_no_watermark_of_its_own() -> None:
    """Scanned three degrees askew; a seal's line lies further aslant, a short one by chance level."""
    own = [lying(60.0 + 300 * (row % 2), 60.0 + 40 * row, 3.6) for row in range(12)]
    assert (
        find_tilted([*own, lying(100.0, 700.0, 8.4), lying(400.0, 720.0, 6.4), lying(90.0, 900.0, 0.0)]) == []
    )


def test_tiles_on_no_lattice_are_lifted_and_print_stays() -> None:
    page = print_page()
    marked, quads = lay_tiles(page, -18.0, GREY, off=30.0)
    tiles = find_scattered(marked, quads)
    assert tiles is not None
    assert len(tiles.places) >= len(quads)
    left, kept = left_and_kept(page, marked, tiles.lift(marked))
    assert left < 0.35
    assert kept > 0.97
    picture, to_picture = tiles.picture()
    corners = [[to_picture.map_point(point) for point in quad.points] for quad in quads]
    shown = min(corners, key=lambda points: math.dist(points[0], (0, 0)))
    top, bottom = round(shown[0][1]), round(shown[3][1])
    rows = (picture.min(axis=2) < 128).any(axis=1)
    assert rows[top:bottom].mean() > 0.8
    assert rows[: top - 3].mean() < 0.1


def test_lines_that_are_nowhere_again_are_no_watermark() -> None:
    slanted = lay_tiles(print_page(), -18.0, GREY, off=30.0)[1]
    assert find_scattered(print_page(), slanted) is None
