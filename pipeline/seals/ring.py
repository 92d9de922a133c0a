"""A seal's ring as an ellipse on the page, and the ink that stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.geometry import Quad

Mask: TypeAlias = NDArray[np.uint8]

DIRECTIONS = 180
OVAL = 1.18  # axes' ratio above which a seal is oval and not a circle seen aslant


@dataclass(frozen=True)
class Ring:
    """An ellipse in page pixels: center, half axes ``a`` (along ``angle``) and ``b``, ``angle`` in
    degrees clockwise from the x axis (-90 to 90). ``support`` is the share of directions in which
    ink stands on it (0-1)."""

    x: float
    y: float
    a: float
    b: float
    angle: float
    support: float

    @property
    def is_oval(self) -> bool:
        return max(self.a, self.b) > OVAL * min(self.a, self.b)

    @property
    def quad(self) -> Quad:
        """The page-parallel box around the ring."""
        cos, sin = np.cos(np.radians(self.angle)), np.sin(np.radians(self.angle))
        w = float(np.hypot(self.a * cos, self.b * sin))
        h = float(np.hypot(self.a * sin, self.b * cos))
        x, y = self.x, self.y
        return Quad(((x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)))

    def scaled(self, factor: float) -> Ring:
        return Ring(
            self.x * factor, self.y * factor, self.a * factor, self.b * factor, self.angle, self.support
        )


def ring_points(ring: Ring, radii: NDArray[np.float64], directions: int) -> NDArray[np.float32]:
    """Page positions for each direction and radius (1 = on the ring): directions × radii × 2."""
    along, across = _circle(directions)
    cos, sin = np.cos(np.radians(ring.angle)), np.sin(np.radians(ring.angle))
    u = ring.a * along * radii[None, :]
    v = ring.b * across * radii[None, :]
    points = np.empty((*u.shape, 2), dtype=np.float32)
    points[..., 0] = ring.x + u * cos - v * sin
    points[..., 1] = ring.y + u * sin + v * cos
    return points


@lru_cache(maxsize=16)
def _circle(directions: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cosines and sines of evenly spread directions, each directions × 1."""
    theta = np.linspace(0, 2 * np.pi, directions, endpoint=False)
    return np.cos(theta)[:, None], np.sin(theta)[:, None]


def has_ink(ink: Mask, points: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Whether there is ink at positions (… × 2) of ``ink`` (0 or 255)."""
    values = cv2.remap(ink, points[..., 0], points[..., 1], cv2.INTER_LINEAR, borderValue=(0,))
    return np.asarray(values > 90)


def sample_ring(ink: Mask, ring: Ring, *, within: float) -> NDArray[np.bool_]:
    """For each direction whether there is ink on the ring, or within a share of its radius of it."""
    near = has_ink(ink, ring_points(ring, np.linspace(1 - within, 1 + within, 5), DIRECTIONS))
    return np.asarray(near.any(axis=1))
