"""A tiled watermark told from the page below it: what repeats is the watermark's, what does not is print."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from pipeline.preprocess.deskew import find_skew
from pipeline.preprocess.lattice import Floats, Lattice, find_lattice
from pipeline.preprocess.light import BAND, levelled, lift_light, light_to_picture, rank_bright, tile_ink
from pipeline.preprocess.line_shape import length, slant, thickness
from schemas.geometry import PageTransform, Quad

TILTED = 8.0  # degrees between the directions of a watermark's text and of the page's
SAME = 5.0  # degrees that lines of one direction differ by
FEWEST = 3  # lines of one tilted direction that may be a watermark
LONG = 2.5  # line heights from which a line has a direction
FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
TURNS = np.arange(-6, 6.5, 0.5)  # degrees about the lines' usual direction that are tried
CLOSER = np.array([0.0, -0.25, 0.25])  # and about the best of these


@dataclass(frozen=True)
class Tiles:
    """``light`` is the share of light (0-1, rows × columns × 3 blue-green-red) that one cell of
    the lattice lets through, sampled along the lattice's two vectors; ``direction`` of its text is in
    degrees clockwise, ``shape`` the page's (height, width)."""

    lattice: Lattice
    light: Floats
    direction: float
    line_height: float
    shape: tuple[int, int]

    def lift(self, image: Image) -> Image:
        """The page without the watermark: each pixel divided by the light that the tiles let through."""

        def light_in(top: int, bottom: int) -> Floats:
            to_page = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, top]])
            return self._sampled(self.light, to_page, self.shape[1], bottom - top)

        return lift_light(image, light_in)

    @cached_property
    def _darkest(self) -> Floats:
        """``light`` in the ink that lets least through: rows × columns."""
        return np.ascontiguousarray(self.light.min(axis=2))

    def _sampled(self, light: Floats, to_page: NDArray[np.float64], width: int, height: int) -> Floats:
        """A cell's ``light`` on a picture whose pixels ``to_page`` (2 × 3) puts on the page."""
        rows, columns = light.shape[:2]
        scale = np.diag([columns, rows]) @ np.linalg.inv(self.lattice.basis)
        matrix = scale @ to_page
        laid = cv2.warpAffine(light, matrix, (width, height), flags=FLAGS, borderMode=cv2.BORDER_WRAP)
        return np.asarray(laid, dtype=np.float32)

    def levelness(self, direction: float) -> float:
        """How much the rows of the watermark differ from one another when ``direction`` is laid level."""
        to_page, width, height = self._level(direction)
        small = to_page @ np.diag([4.0, 4.0, 1.0])
        rows = self._sampled(self._darkest, small, width // 4, height // 4).mean(axis=1)
        return float(np.square(np.diff(rows)).mean())

    def picture(self, wider: float = 1.0) -> tuple[Image, PageTransform]:
        """The watermark alone, its text level and dark on white, over two tiles and more each way
        about the page's middle, ``wider`` times that along its text; and the way from page pixels to its
        own."""
        to_page, width, height = self._level(self.direction, wider)
        light = np.empty((height, width), np.float32)
        for top in range(0, height, BAND):
            rows = light[top : top + BAND]
            band = np.column_stack([to_page[:, :2], to_page[:, 2] + top * to_page[:, 1]])
            self._sampled(self.light, band, width, len(rows)).min(axis=2, out=rows)
        drawn = light_to_picture(light)
        (a, b, c), (d, e, f) = cv2.invertAffineTransform(to_page)
        return drawn, PageTransform(matrix=(a, b, c, d, e, f, 0.0, 0.0, 1.0))

    def _level(self, direction: float, wider: float = 1.0) -> tuple[NDArray[np.float64], int, int]:
        """The way to the page (2 × 3) from a picture on which ``direction`` is level, and its size."""
        turn = _turn(direction)
        along, across = np.abs(turn.T @ self.lattice.basis).sum(axis=1)
        step = max(along, self._row_step(turn))
        width, height = (math.ceil(2.2 * side + 2 * self.line_height) for side in (step * wider, across))
        shift = np.array(self.shape[::-1]) / 2 - turn @ np.array([width / 2, height / 2])
        return np.column_stack([turn, shift]), width, height

    @property
    def step(self) -> float:
        """Pixels from one tile to the next in its row, 0 where rows are not set along the text."""
        return self._row_step(_turn(self.direction))

    def _row_step(self, turn: NDArray[np.float64]) -> float:
        """Pixels from one tile to the next in its row, 0 where rows are not set along the text."""
        steps = np.mgrid[-4:5, -4:5].reshape(2, -1)
        along, across = turn.T @ self.lattice.basis @ steps
        beside = (np.abs(across) < self.line_height / 2) & (along > self.line_height)
        return float(along[beside].min()) if beside.any() else 0.0


def _turn(direction: float) -> NDArray[np.float64]:
    cos, sin = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    return np.array([[cos, -sin], [sin, cos]])


def find_tilted(quads: Sequence[Quad]) -> list[Quad]:
    """Lines of one direction, across that of other lines, where there are enough: it may be a watermark's.

    The page's own lines, which lie by a few degrees aslant on a scan, are none of them."""
    long = [quad for quad in quads if length(quad) > LONG * thickness(quad)]
    angles = np.array([slant(quad) for quad in long])
    skew = find_skew(quads)
    own = skew if abs(skew) < TILTED else 0.0  # else it may be the watermark's own
    best: list[Quad] = []
    for angle in angles[np.minimum(np.abs(angles), np.abs(angles - own)) > TILTED]:
        alike = (np.abs(angles - angle) < SAME) & (np.abs(angles - own) > SAME)
        if alike.sum() > len(best) and (np.abs(angles - angle) > TILTED).any():
            best = [quad for quad, same in zip(long, alike, strict=True) if same]
    return best if len(best) >= FEWEST else []


def find_tiles(image: Image, tilted: Sequence[Quad]) -> Tiles | None:
    """The watermark some of whose lines are ``tilted``; ``None`` where they do not repeat."""
    direction = float(np.median([slant(quad) for quad in tilted]))
    line_height = float(np.median([thickness(quad) for quad in tilted]))
    level = levelled(image)
    lattice = find_lattice(tile_ink(level, tilted), line_height, direction)
    if lattice is None:
        return None
    tiles = Tiles(lattice, _fold(level, lattice), direction, line_height, image.shape[:2])
    near = max(direction + TURNS, key=tiles.levelness)
    return replace(tiles, direction=max(near + CLOSER, key=tiles.levelness))


def _fold(level: Image, lattice: Lattice) -> Floats:
    """All cells of the page laid on one another; of each place a value brighter than most print."""
    basis = lattice.basis
    page = np.dstack([level, np.full(level.shape[:2], 255, np.uint8)])
    height, width = level.shape[:2]
    columns, rows = (math.ceil(float(np.linalg.norm(vector))) for vector in basis.T)
    unit = basis @ np.diag([1 / columns, 1 / rows])
    corners = np.linalg.solve(
        basis, np.array([[0, width, width, 0], [0, 0, height, height]], dtype=np.float64)
    )
    low, high = np.floor(corners.min(axis=1)).astype(int), np.ceil(corners.max(axis=1)).astype(int)
    corner = [basis @ np.array([i, j]) for i in range(low[0], high[0]) for j in range(low[1], high[1])]
    light = np.empty((rows, columns, 3), np.float32)
    for top in range(0, rows, BAND):
        band = light[top : top + BAND]
        cells = np.empty((len(corner), len(band), columns, 4), np.uint8)
        held = 0
        for start in corner:
            matrix = np.column_stack([unit, start + top * unit[:, 1]])
            cv2.warpAffine(
                page, matrix, (columns, len(band)), cells[held], flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            )
            held += int(cells[held, ..., 3].any())
        band[:] = rank_bright(cells[: max(held, 1)])
    return light
