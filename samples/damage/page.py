"""A page of pixels under damage, and the pieces that several kinds of damage share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image
from samples.raster import Pixels

Field: TypeAlias = NDArray[np.float32]
NOISE_TILE = 512


@dataclass(frozen=True)
class DamagedPage:
    """``dpi`` is what the file will say (``None``: nothing, as in a photo), ``quality`` the JPEG
    quality it is kept at, ``turn`` the clockwise degrees that make it upright again. A ``bilevel``
    page holds 0 and 255 only."""

    pixels: Pixels
    dpi: int | None = 200
    quality: int = 92
    bilevel: bool = False
    turn: int = 0

    def kept(self) -> Image:
        """The page (BGR) as it comes out of its file: a JPEG of its quality, but for a bilevel one."""
        image = np.asarray(cv2.cvtColor(self.pixels, cv2.COLOR_RGB2BGR), np.uint8)
        if self.bilevel:
            return image
        packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, self.quality])[1]
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def add_noise(pixels: Pixels, noise: np.random.Generator, strength: float) -> Pixels:
    """Grain of a standard deviation in grey levels; one tile of it is repeated, which nobody sees."""
    height, width = pixels.shape[:2]
    tile = noise.standard_normal((NOISE_TILE, NOISE_TILE), np.float32) * strength
    rows, columns = -(-height // NOISE_TILE), -(-width // NOISE_TILE)
    grain = np.tile(np.round(tile).astype(np.int16), (rows, columns))[:height, :width]
    light = np.clip(grain, 0, 255).astype(np.uint8)
    dark = np.clip(-grain, 0, 255).astype(np.uint8)
    if pixels.ndim == 3:
        light, dark = (np.asarray(cv2.merge([side] * 3), np.uint8) for side in (light, dark))
    return np.asarray(cv2.subtract(cv2.add(pixels, light), dark), np.uint8)


def soft_field(noise: np.random.Generator, cells: int, size: tuple[int, int]) -> Field:
    """Smooth random values 0-1, ``cells`` bumps across, for width × height pixels."""
    rough = noise.random((cells, cells), np.float32)
    return np.clip(np.asarray(cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC), np.float32), 0, 1)


def shade(pixels: Pixels, field: Field) -> Pixels:
    """Multiply every channel by a field, clipped to 255."""
    channels = [cv2.multiply(channel, field, dtype=cv2.CV_8U) for channel in cv2.split(pixels)]
    return np.asarray(cv2.merge(channels), np.uint8)


def tint(pixels: Pixels, gains: tuple[float, float, float]) -> Pixels:
    """Multiply the channels by one number each."""
    levels = np.arange(256, dtype=np.float32)
    table = np.stack([np.clip(levels * gain, 0, 255) for gain in gains], axis=-1).astype(np.uint8)
    return np.asarray(cv2.LUT(pixels, table[None]), np.uint8)


def specks(pixels: Pixels, noise: np.random.Generator, count: int, largest: int) -> Pixels:
    """Dust: small dots, a few hairs."""
    marked = pixels.copy()
    height, width = pixels.shape[:2]
    for _ in range(count):
        center = (int(noise.integers(width)), int(noise.integers(height)))
        level = int(noise.integers(40, 190))
        cv2.circle(marked, center, int(noise.integers(0, largest + 1)), (level,) * 3, -1, cv2.LINE_AA)
    for _ in range(int(noise.integers(0, 3))):
        start = noise.integers((0, 0), (width, height))
        curve = start + np.cumsum(noise.integers(-9, 10, (7, 2)), axis=0)
        cv2.polylines(marked, [curve.astype(np.int32)], False, (120, 118, 116), 1, cv2.LINE_AA)
    return marked


def skew(pixels: Pixels, degrees: float, ground: tuple[int, int, int]) -> Pixels:
    """Turn about the middle within the same size; ``ground`` shows where the page is not."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(
        pixels,
        matrix,
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=ground,
    )
    return np.asarray(turned, np.uint8)
