"""Lay the rim of a seal out straight."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.seals.level import LevelSeal

OUTERMOST, INNERMOST = 0.97, 0.45  # of the radius: rim text stands between
HEIGHT = 96  # pixels of the strip
DEEPEST = 0.62  # of the radius: where rim text ends at the latest
LEAST_TEXT = 0.25  # of the strip's height that rim text takes
DIRECTIONS = 720
DARK, LEAST_DARK = 160, 2  # level below which there is ink, and pixels of it in a column of text
ROOM = 0.5  # of the strip's height that is left about the text


def unwrap_rim(seal: LevelSeal) -> Image:
    """The rim as a strip, read left to right: it starts below the middle, where rims have their gap,
    and runs clockwise round it.

    Height is ``HEIGHT`` pixels from just inside the ring (top) to ``INNERMOST``.
    """
    picture, ring = seal.picture, seal.ring
    theta = np.linspace(0, 2 * np.pi, DIRECTIONS) + np.pi / 2
    deep = min(ring.a, ring.b)
    half = (2 - OUTERMOST - INNERMOST) / 2 * deep  # from the ring to the middle of the strip
    steps = np.hypot((ring.a - half) * np.sin(theta), (ring.b - half) * np.cos(theta))[1:]
    length = np.concatenate([[0.0], np.cumsum(steps * (theta[1] - theta[0]))])
    columns = int(HEIGHT * length[-1] / ((OUTERMOST - INNERMOST) * deep))
    angle = np.interp(np.linspace(0, length[-1], columns), length, theta)[None, :]
    cos, sin = np.cos(angle), np.sin(angle)
    upright = np.hypot(ring.b * cos, ring.a * sin)  # of the ring's normal there
    depth = (1 - np.linspace(OUTERMOST, INNERMOST, HEIGHT)[:, None]) * deep
    x = ring.x + ring.a * cos - depth * ring.b * cos / upright
    y = ring.y + ring.b * sin - depth * ring.a * sin / upright
    strip = cv2.remap(
        picture,
        x.astype(np.float32),
        y.astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    return np.asarray(strip, dtype=np.uint8)


def cut_to_rim(strip: Image) -> Image:
    """The strip where rim text may stand: among print, which lies above the star as well, nothing tells how
    deep it reaches."""
    rows = round(strip.shape[0] * (OUTERMOST - DEEPEST) / (OUTERMOST - INNERMOST))
    return np.ascontiguousarray(strip[:rows])


def without_blank_ends(strip: Image) -> tuple[Image, float]:
    """The strip of full ink from the first to the last character, and where the seal's top, the middle of
    ``strip``, is along it (0-1): a strip's length is what reading it takes, and the rim's gap is blank."""
    inked = np.flatnonzero((strip < DARK).sum(axis=0) >= LEAST_DARK)
    if not inked.size:
        return strip, 0.5
    room = round(ROOM * strip.shape[0])
    start = max(0, int(inked[0]) - room)
    cut = np.ascontiguousarray(strip[:, start : inked[-1] + 1 + room])
    return cut, (strip.shape[1] / 2 - start) / cut.shape[1]


def cut_to_text(strip: Image) -> Image:
    """The strip without what lies deeper than the rim text: the ends of the seal's straight line.

    How deep the text reaches is seen above the star, where nothing else stands.
    """
    height, width = strip.shape[:2]
    above_star = 255 - strip[:, int(width * 0.35) : int(width * 0.65)]
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
