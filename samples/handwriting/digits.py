"""Figures written by people, and figures of type that look so, as masks of ink."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from samples.fonts import load_face

SIDE = 28
HELD_OUT = 5  # every fifth figure of a value is never trained on
FINE = 112  # pixels a side at which strokes are made thinner
LEAST_INK = 0.15
TURN, SHEAR = 9.0, 0.22  # degrees, and shares of the height, that a figure leans by at most

Mask = NDArray[np.float32]
"""Height × width, 0 (paper) to 1 (ink)."""


@dataclass(frozen=True)
class Hand:
    """Figures that people wrote: ``masks`` (count × 28 × 28, 0-255) and what each is."""

    masks: NDArray[np.uint8]
    labels: NDArray[np.int64]

    def draw(self, figure: str, draw: Random) -> Mask:
        """One of the figures, its strokes as thick as some pen's, cut to its ink."""
        places = np.flatnonzero(self.labels == int(figure))
        mask = self.masks[places[draw.randrange(len(places))]]
        fine = cv2.resize(mask, (FINE, FINE), interpolation=cv2.INTER_CUBIC)
        inked = (fine > draw.uniform(90, 170)).astype(np.uint8)
        thinner = draw.choice((0, 0, 1, 1, 2))
        if thinner:
            less = cv2.erode(inked, np.ones((2 * thinner + 1,) * 2, np.uint8))
            inked = less if less.sum() > 0.4 * inked.sum() else inked
        return _cut(inked.astype(np.float32))


def load_hand(path: Path, *, held_out: bool) -> Hand:
    """From a file of MNIST in lines of 784 pixels and a label, separated by commas, gzipped.

    Raises:
        ValueError: it is no such file.
    """
    with gzip.open(path, "rt") as file:
        table = np.loadtxt(file, delimiter=",", dtype=np.int64)
    if table.ndim != 2 or table.shape[1] != SIDE * SIDE + 1:
        raise ValueError(f"{path} holds no figures of {SIDE} by {SIDE} pixels with a label each.")
    labels = table[:, -1]
    order = np.zeros(len(labels), np.int64)
    for figure in range(10):
        own = np.flatnonzero(labels == figure)
        order[own] = np.arange(len(own))
    kept = (order % HELD_OUT == 0) == held_out
    return Hand(table[kept, :-1].reshape(-1, SIDE, SIDE).astype(np.uint8), labels[kept])


def typed(text: str, face: str, size: int) -> Mask:
    """A line of type, ``size`` pixels an em, cut to its ink."""
    font = load_face(face, size)
    left, top, right, bottom = font.getbbox(text)
    plate = Image.new("L", (max(1, round(right - left)) + 4, max(1, round(bottom - top)) + 4), 0)
    ImageDraw.Draw(plate).text((2 - left, 2 - top), text, 255, font)
    return _cut(np.asarray(plate, np.float32) / np.float32(255))


def bent(mask: Mask, draw: Random, height: float) -> Mask:
    """The mask, so many pixels high, turned, slanted and narrowed as hands do."""
    scale = height / mask.shape[0]
    wide = scale * draw.uniform(0.8, 1.25)
    angle, slant = np.radians(draw.uniform(-TURN, TURN)), draw.uniform(-SHEAR, SHEAR)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    matrix = np.array([[cos, sin], [-sin, cos]]) @ np.array([[wide, -slant * scale], [0, scale]])
    corners = matrix @ np.array([[0, mask.shape[1], 0, mask.shape[1]], [0, 0, mask.shape[0], mask.shape[0]]])
    low = corners.min(axis=1)
    size = np.ceil(corners.max(axis=1) - low).astype(int) + 2
    whole = np.hstack([matrix, (1 - low)[:, None]]).astype(np.float32)
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    if scale < 0.5:  # smoothed first, or thin strokes fall between two pixels
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.35 / scale), np.float32)
    return _cut(
        np.asarray(cv2.warpAffine(mask, whole, (int(size[0]), int(size[1])), flags=flags), np.float32)
    )


def _cut(mask: Mask) -> Mask:
    rows, columns = (np.flatnonzero((mask > LEAST_INK).any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return np.zeros((1, 1), np.float32)
    return np.ascontiguousarray(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
