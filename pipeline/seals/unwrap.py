"""Lay the rim of a seal out straight."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.seals.find import Ring

INNERMOST = 0.45  # of the radius: rim text never starts further in
HEIGHT = 96  # pixels of the strip
LEAST_TEXT = 0.25  # of the strip's height that rim text takes
DIRECTIONS = 720


def unwrap_rim(image: Image, ring: Ring, page_skew: float) -> Image:
    """The rim of ``ring`` as a strip, read left to right: it starts below the seal's center, runs
    clockwise round it, and overlaps its start by a sixth so that no character is cut.

    Height is ``HEIGHT`` pixels from just inside the ring (top) to ``INNERMOST``; ``page_skew`` is
    that of the page's text in degrees clockwise.
    """
    turns = np.linspace(0, 2 * np.pi, DIRECTIONS, endpoint=False)
    theta = turns + np.pi / 2 + np.radians(page_skew - ring.angle)
    steps = np.hypot(ring.a * np.sin(theta), ring.b * np.cos(theta))
    length = np.concatenate([[0.0], np.cumsum(steps)])
    depth = (0.97 - INNERMOST) * min(ring.a, ring.b)
    circumference = length[-1] * 2 * np.pi / DIRECTIONS * (0.97 + INNERMOST) / 2
    columns = int(HEIGHT * circumference / depth * 7 / 6)
    along = np.linspace(0, length[-1] * 7 / 6, columns) % length[-1]
    angle = np.interp(along, length, np.append(theta, theta[0] + 2 * np.pi))
    radii = np.linspace(0.97, INNERMOST, HEIGHT)[:, None]
    cos, sin = np.cos(np.radians(ring.angle)), np.sin(np.radians(ring.angle))
    u, v = ring.a * np.cos(angle)[None, :] * radii, ring.b * np.sin(angle)[None, :] * radii
    x, y = ring.x + u * cos - v * sin, ring.y + u * sin + v * cos
    strip = cv2.remap(
        image,
        x.astype(np.float32),
        y.astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255, 255, 255),
    )
    return np.asarray(strip, dtype=np.uint8)


def cut_to_text(strip: Image) -> Image:
    """The strip without what lies deeper than the rim text: the ends of the seal's straight line.

    How deep the text reaches is seen above the star, where nothing else stands.
    """
    height, width = strip.shape[:2]
    above_star = 255 - cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY)[:, int(width * 0.3) : int(width * 0.56)]
    profile = above_star.mean(axis=1)
    inked = profile > profile.min() + 0.3 * (np.percentile(profile, 90) - profile.min())
    best, start = (0, 0), None
    for row, ink in enumerate([*inked, False]):
        if ink and start is None:
            start = row
        elif not ink and start is not None:
            if start > 0 and row - start > best[1] - best[0]:
                best = (start, row)
            start = None
    top, bottom = best
    if bottom - top < LEAST_TEXT * height:
        return strip
    pad = int(0.12 * (bottom - top)) + 1
    return np.ascontiguousarray(strip[max(0, top - pad) : bottom + pad])
