"""A telephone's camera over a page on a desk: perspective, curl, shadow, glare, little light."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from samples.damage.page import DamagedPage, Field, add_noise, shade, tint
from samples.raster import Pixels

COARSE = 16  # light and shape are smooth: they are worked out on every 16th pixel


@dataclass(frozen=True)
class Geometry:
    """For every coarse point of the photo: where on the page it lies, and how the page slopes there."""

    xs: Field
    ys: Field
    slope: Field


def photo(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """The page photographed by hand, 6 to 12 million pixels."""
    height, width = page.pixels.shape[:2]
    long_side = int(noise.choice((2880, 3264, 4000)))
    size = (long_side * 3 // 4, long_side) if height > width else (long_side, long_side * 3 // 4)
    geometry = _geometry(page.pixels, size, noise)
    xs, ys = (cv2.resize(field, size, interpolation=cv2.INTER_LINEAR) for field in (geometry.xs, geometry.ys))
    seen = cv2.remap(page.pixels, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = ((xs > 0) & (xs < width - 1) & (ys > 0) & (ys < height - 1)).astype(np.uint8)
    cv2.copyTo(_desk(size, noise), 1 - inside, seen)
    dark = noise.random() < 0.25
    shot = shade(np.asarray(seen, np.uint8), _light(geometry, inside, size, noise, dark=dark))
    shot = _glare(shot, noise) if noise.random() < 0.35 and not dark else shot
    cast = noise.uniform(0.9, 1.0, 3)
    shot = tint(shot, (float(cast[0]), float(cast[1]), float(cast[2])))
    shot = np.asarray(cv2.GaussianBlur(shot, (0, 0), float(noise.uniform(0.6, 1.25))), np.uint8)
    shot = add_noise(shot, noise, float(noise.uniform(5, 9) if dark else noise.uniform(2, 5)))
    return replace(page, pixels=shot, dpi=None, quality=int(noise.integers(72, 93)))


def _geometry(pixels: Pixels, size: tuple[int, int], noise: np.random.Generator) -> Geometry:
    height, width = pixels.shape[:2]
    share = float(noise.uniform(0.86, 0.95))
    scale = share * min(size[0] / width, size[1] / height)
    half = np.array([width, height]) * scale / 2
    middle = np.array(size) / 2 + noise.uniform(-0.015, 0.015, 2) * size
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    turn = np.radians(noise.uniform(-4, 4))
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    jitter = noise.uniform(-0.045, 0.045, (4, 2)) * size
    seen = np.clip(corners @ spin.T + middle + jitter, 4, np.array(size) - 5).astype(np.float32)
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    back = cv2.getPerspectiveTransform(seen, flat)
    columns, rows = np.meshgrid(
        np.linspace(0, size[0] - 1, size[0] // COARSE), np.linspace(0, size[1] - 1, size[1] // COARSE)
    )
    grid = np.stack([columns, rows], axis=-1).astype(np.float32)
    points = np.asarray(cv2.perspectiveTransform(grid, back), np.float32)
    return _curled(points[..., 0], points[..., 1], (width, height), noise)


def _curled(xs: Field, ys: Field, size: tuple[int, int], noise: np.random.Generator) -> Geometry:
    """The page does not lie flat: it swells along one direction, and lines on it bend."""
    width, height = size
    waves, phase = float(noise.uniform(0.5, 1.3)), float(noise.uniform(0, 2 * np.pi))
    tilt = float(noise.uniform(-0.5, 0.5))
    along = 2 * np.pi * waves * (xs / width + tilt * ys / height) + phase
    swell = float(noise.uniform(0, 0.0065)) * height
    return Geometry(
        (xs + 0.3 * swell * np.cos(along)).astype(np.float32),
        (ys + swell * np.sin(along)).astype(np.float32),
        (np.cos(along) * swell / height).astype(np.float32),
    )


def _light(
    geometry: Geometry, inside: Pixels, size: tuple[int, int], noise: np.random.Generator, *, dark: bool
) -> Field:
    """Brightness over the photo: falling off to one side, a hand's shadow, the page's own slope."""
    rows, columns = geometry.xs.shape
    across, down = np.meshgrid(np.linspace(-1, 1, columns), np.linspace(-1, 1, rows))
    way = noise.uniform(0, 2 * np.pi)
    field = 1 + noise.uniform(0.05, 0.22) * (np.cos(way) * across + np.sin(way) * down)
    field *= 1 + 18 * geometry.slope
    if noise.random() < 0.55:
        field *= _shadow(rows, columns, noise)
    page = cv2.resize(inside.astype(np.float32), (columns, rows), interpolation=cv2.INTER_AREA)
    cast = cv2.GaussianBlur(np.roll(page, (3, 3), (0, 1)), (0, 0), 4)
    field *= 1 - 0.45 * cast * (1 - page)
    field *= noise.uniform(0.42, 0.62) if dark else noise.uniform(0.8, 0.96)
    return np.asarray(cv2.resize(field.astype(np.float32), size, interpolation=cv2.INTER_LINEAR), np.float32)


def _shadow(rows: int, columns: int, noise: np.random.Generator) -> Field:
    """A soft shadow that reaches in from one side."""
    mask = np.zeros((rows, columns), np.float32)
    spot = noise.uniform((0.1, 0.5), (0.9, 1.2))
    center = (int(spot[0] * columns), int(spot[1] * rows))
    axes = (int(columns * noise.uniform(0.2, 0.5)), int(rows * noise.uniform(0.2, 0.55)))
    cv2.ellipse(mask, center, axes, float(noise.uniform(-60, 60)), 0, 360, (1.0,), -1)
    soft = cv2.GaussianBlur(mask, (0, 0), float(noise.uniform(4, 14)))
    return np.asarray(1 - noise.uniform(0.2, 0.45) * soft, np.float32)


def _glare(shot: Pixels, noise: np.random.Generator) -> Pixels:
    """A lamp mirrored in the paper; print in it is paler but still there."""
    height, width = shot.shape[:2]
    small = np.zeros((height // COARSE, width // COARSE), np.float32)
    spot = noise.uniform(0.15, 0.85, 2)
    center = (int(spot[0] * small.shape[1]), int(spot[1] * small.shape[0]))
    cv2.circle(small, center, int(noise.uniform(0.05, 0.13) * small.shape[0]), (1.0,), -1)
    soft = cv2.GaussianBlur(small, (0, 0), small.shape[0] * 0.06) * float(noise.uniform(50, 95))
    bright = cv2.resize(soft, (width, height)).astype(np.uint8)
    return np.asarray(cv2.add(shot, cv2.merge([bright] * 3)), np.uint8)


def _desk(size: tuple[int, int], noise: np.random.Generator) -> Pixels:
    """Wood, cloth or plastic."""
    colour = np.array(
        ((128, 88, 56), (92, 62, 44), (196, 182, 160), (70, 74, 82), (168, 170, 172))[noise.integers(5)]
    )
    grain = noise.normal(0, 9, (size[1] // 8, 4)).repeat(size[0] // 32 + 1, axis=1)[:, : size[0] // 8]
    grain = grain if noise.random() < 0.5 else noise.normal(0, 5, grain.shape)
    small = np.clip(colour + grain[..., None], 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)
