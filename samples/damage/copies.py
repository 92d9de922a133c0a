"""Faxes and photocopies: colour is lost, tone is lost, dirt is won."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from samples.damage.page import DamagedPage, add_noise, skew, soft_field, specks
from samples.raster import Pixels


def fax(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """One bit a pixel, with ragged edges, specks and a lost line here and there."""
    grey = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    grey = np.asarray(skew(grey, float(noise.uniform(-1.2, 1.2)), (255, 255, 255)), np.uint8)
    rough = add_noise(grey, noise, float(noise.uniform(8, 20)))
    bits = np.where(rough < noise.integers(125, 172), 0, 255).astype(np.uint8)
    for row in noise.integers(0, bits.shape[0], int(noise.integers(0, 4))):
        bits[row : row + 1] = 255
    dotted = specks(bits, noise, int(noise.integers(10, 120)), 1)
    dotted = np.where(dotted < 128, 0, 255).astype(np.uint8)
    return replace(page, pixels=np.asarray(cv2.cvtColor(dotted, cv2.COLOR_GRAY2RGB), np.uint8), bilevel=True)


def photocopy(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
    """A copy of a copy: grey, hard, blotched, with streaks from the drum and dark edges."""
    grey = np.asarray(cv2.cvtColor(page.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    for _ in range(2):
        grey = _copied(grey, noise)
    grey = _streaks(grey, noise)
    pixels = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
    pixels = specks(pixels, noise, int(noise.integers(60, 300)), 2)
    return replace(page, pixels=pixels, quality=int(noise.integers(50, 86)))


def _copied(grey: Pixels, noise: np.random.Generator) -> Pixels:
    """One pass: a little skew, blur, a steep curve, toner that covers unevenly."""
    height, width = grey.shape
    turned = skew(grey, float(noise.uniform(-0.8, 0.8)), (255, 255, 255))
    blurred = cv2.GaussianBlur(turned, (0, 0), float(noise.uniform(0.6, 0.95)))
    levels = np.arange(256, dtype=np.float32)
    middle = float(noise.uniform(135, 165))
    curve = (255 / (1 + np.exp(-(levels - middle) / float(noise.uniform(22, 34))))).astype(np.uint8)
    hard = cv2.LUT(blurred, curve)
    blotches = soft_field(noise, int(noise.integers(8, 30)), (width, height))
    lift = (float(noise.uniform(10, 60)) * np.clip(blotches - 0.45, 0, 1)).astype(np.uint8)
    return add_noise(np.asarray(cv2.add(hard, lift), np.uint8), noise, float(noise.uniform(3, 8)))


def _streaks(grey: Pixels, noise: np.random.Generator) -> Pixels:
    height, width = grey.shape
    dark = np.zeros((height, width), np.uint8)
    for _ in range(int(noise.integers(0, 5))):
        x = int(noise.integers(width))
        cv2.line(dark, (x, 0), (x, height), (int(noise.integers(15, 60)),), int(noise.integers(1, 3)))
    if noise.random() < 0.5:
        edge = int(noise.integers(6, 30))
        dark[:, :edge] = 160
        dark[: edge // 2] = 120
    return np.asarray(cv2.subtract(grey, cv2.GaussianBlur(dark, (0, 0), 1.2)), np.uint8)
