"""A flat-bed scanner: skew, grain, stains, punch holes, what shines through from behind."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from samples.damage.page import DamagedPage, add_noise, shade, skew, soft_field, specks, tint
from samples.raster import Pixels

MM = 200 / 25.4  # pixels in a millimetre of the 200-dpi page


def scan(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """One pass through a scanner, kept as JPEG of quality 30-90."""
    pixels = page.pixels
    if noise.random() < 0.35:
        pixels = _bleed_through(pixels, noise)
    if noise.random() < 0.3:
        pixels = _stains(pixels, noise)
    if noise.random() < 0.25:
        pixels = _punch_holes(pixels, noise)
    ground = (255, 255, 255) if noise.random() < 0.6 else (int(noise.integers(20, 200)),) * 3
    pixels = skew(pixels, float(noise.uniform(-5, 5)), ground)
    if noise.random() < 0.4:
        pixels = _edge_shadow(pixels, noise)
    pixels = specks(pixels, noise, int(noise.integers(5, 70)), 2)
    pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), float(noise.uniform(0.3, 0.85))), np.uint8)
    warm = float(noise.uniform(0.94, 1.0))
    pixels = tint(pixels, (1.0, 0.5 + 0.5 * warm, warm))
    pixels = add_noise(pixels, noise, float(noise.uniform(2, 9)))
    return replace(page, pixels=pixels, quality=int(noise.integers(30, 91)))


def dpi100(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """The page at 100 dots per inch."""
    height, width = page.pixels.shape[:2]
    small = cv2.resize(page.pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    grained = add_noise(np.asarray(small, np.uint8), noise, float(noise.uniform(0, 4)))
    return replace(page, pixels=grained, dpi=100, quality=int(noise.integers(60, 90)))


def _bleed_through(pixels: Pixels, noise: np.random.Generator) -> Pixels:
    """The back of the sheet: here the same print, mirrored, blurred and pale."""
    back = cv2.GaussianBlur(pixels[:, ::-1], (0, 0), 2.2)
    back = np.roll(back, (int(noise.integers(-160, 160)), int(noise.integers(-60, 60))), (0, 1))
    share = float(noise.uniform(0.05, 0.13))
    faded = cv2.addWeighted(back, share, np.full_like(back, 255), 1 - share, 0)
    return np.asarray(cv2.multiply(pixels, faded, scale=1 / 255), np.uint8)


def _stains(pixels: Pixels, noise: np.random.Generator) -> Pixels:
    """Damp patches and the ring of a cup, never so dark that print is lost."""
    height, width = pixels.shape[:2]
    small = np.zeros((height // 8, width // 8), np.float32)
    for _ in range(int(noise.integers(1, 4))):
        center = (int(noise.integers(small.shape[1])), int(noise.integers(small.shape[0])))
        radius = int(noise.integers(10, 42))
        thickness = -1 if noise.random() < 0.6 else 3
        cv2.circle(small, center, radius, (float(noise.uniform(0.3, 1)),), thickness)
    blurred = cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.5), (width, height))
    stained = pixels
    for channel, depth in ((1, 0.08), (2, 0.2)):
        part = cv2.multiply(pixels[..., channel], 1 - depth * blurred, dtype=cv2.CV_8U)
        stained = stained.copy()
        stained[..., channel] = part
    return stained


def _punch_holes(pixels: Pixels, noise: np.random.Generator) -> Pixels:
    """Two or four holes in the left margin, where nothing is printed."""
    holed = pixels.copy()
    middle = pixels.shape[0] / 2
    x = round(float(noise.uniform(5, 8)) * MM)
    level = int(noise.integers(15, 90))
    for offset in (-40, 40) if noise.random() < 0.7 else (-120, -40, 40, 120):
        center = (x + int(noise.integers(-2, 3)), round(middle + offset * MM))
        cv2.circle(holed, center, round(2.8 * MM), (level,) * 3, -1, cv2.LINE_AA)
    return holed


def _edge_shadow(pixels: Pixels, noise: np.random.Generator) -> Pixels:
    """The dark edge of a lid that stood open, and an uneven lamp."""
    height, width = pixels.shape[:2]
    reach = float(noise.uniform(0.02, 0.07))
    ramp = np.linspace(0, 1, width, dtype=np.float32)
    ramp = ramp if noise.random() < 0.5 else ramp[::-1]
    edge = 1 - float(noise.uniform(0.15, 0.5)) * np.exp(-ramp / reach)
    field = np.tile(edge.astype(np.float32), (height, 1)) * (
        0.96 + 0.04 * soft_field(noise, 4, (width, height))
    )
    return shade(pixels, field)
