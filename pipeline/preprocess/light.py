"""The ink of a tiled watermark as light that it lets through: told from other ink, and lifted off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.page_image import Image, to_bgr
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.lattice import WORK, Floats
from pipeline.preprocess.paper import paper_level
from schemas.geometry import Quad

OTHER_INK = 1.6  # times the tiles' ink from which a pixel is other ink
OTHER_HUE = 0.35  # share of the tiles' ink that a pixel's may differ from a multiple of it
FAINT = 0.3  # share of the tiles' ink from which there is ink
JOINED = 0.25  # share of the page's width over which no characters hang together
INKED = 240  # level against white paper (255) below which there is ink
LIGHT = 0.65  # rank among the lines' colours from the darkest
BLANK = 0.97  # light that paper lets through, and what is taken for it
BAND = 256  # rows that are divided at once
BRIGHT = 0.6  # rank among the repeats of a place, from the darkest: print covers fewer than half


def levelled(image: Image) -> Image:
    """The page as if its paper were white all over."""
    return np.asarray(cv2.divide(image, paper_level(image), scale=255), dtype=np.uint8)


def lift_light(image: Image, light_in: Callable[[int, int], Floats]) -> Image:
    """The page, each pixel divided by the share of light that was let through. ``light_in`` gives that of the
    rows from one to before another (rows × width × 3, 0-1): in fractions a whole page is large."""
    paper, lifted, height = paper_level(image), np.empty_like(image), len(image)
    for top in range(0, height, BAND):
        bottom, first = min(top + BAND, height), max(top - 1, 0)
        light = cv2.erode(light_in(first, min(bottom + 1, height)), np.ones((3, 3), np.uint8))
        light = light[top - first : bottom - first]
        light[light > BLANK] = 1
        page = image[top:bottom]
        np.rint(np.minimum(page / light, np.maximum(paper[top:bottom], page)), out=light)
        lifted[top:bottom] = light
    return lifted


def light_to_picture(light: Floats) -> Image:
    """Light (height × width, 0-1) as ink on white, the darkest black."""
    darkest = float(np.percentile(light, 1))
    grey = light - np.float32(darkest)
    grey /= np.float32(max(BLANK - darkest, 1e-3))
    np.clip(grey, 0, 1, out=grey)
    grey *= 255
    return to_bgr(grey.astype(np.uint8))


def tile_ink(level: Image, tilted: Sequence[Quad]) -> Floats:
    """Where there is ink of the tiles' colour and depth: height × width / ``WORK``, 0-1."""
    colour = 255 - _usual_colour(level, tilted)
    small = cv2.resize(level, None, fx=1 / WORK, fy=1 / WORK, interpolation=cv2.INTER_AREA)
    ink = 255 - small.astype(np.float32)
    depth = ink @ colour / float(colour @ colour)
    off = np.linalg.norm(ink - depth[..., None] * colour, axis=2) / float(np.linalg.norm(colour))
    other = ((depth > OTHER_INK) | (off > OTHER_HUE)).astype(np.uint8)
    other = cv2.dilate(other, np.ones((3, 3), np.uint8))
    return np.where((other > 0) | (_frames(depth) > 0), 0, np.clip(depth, 0, 1)).astype(np.float32)


def _frames(depth: Floats) -> NDArray[np.uint8]:
    """1 where ink hangs together over more than characters do: rules, frames, rings of seals."""
    inked = (depth > FAINT).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inked)
    wide = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) > JOINED * depth.shape[1]
    wide[0] = False
    return np.asarray(wide[labels], dtype=np.uint8)


def _usual_colour(level: Image, tilted: Sequence[Quad]) -> Floats:
    """The colour of the tiles' strokes, blue-green-red: of the lines' usual colours a light one, for
    those that run over print are too dark."""
    colours = []
    for quad in tilted:
        crop = crop_quad(level, quad)
        strokes = crop[crop.min(axis=2) < INKED]
        if len(strokes):
            colours.append(np.median(strokes, axis=0))
    order = sorted(colours, key=lambda colour: float(colour.sum()))
    return np.asarray(order[int(LIGHT * (len(order) - 1))] if order else np.zeros(3), dtype=np.float32)


def rank_bright(stack: NDArray[np.uint8]) -> Floats:
    """Of each pixel of pictures laid on one another (n × height × width × 4, blue-green-red and 255
    where there is one) a value brighter than most print, as light (0-1). The stack is sorted in its place."""
    there = stack[..., 3] == 255
    np.copyto(stack, 255, where=~there[..., None])  # an index would take eight bytes a pixel and direction
    stack.sort(axis=0)  # what is there is 255 as well, so the fourth is as it was
    rank = np.minimum((BRIGHT * there.sum(axis=0)).astype(int), len(stack) - 1)
    return np.asarray(
        np.take_along_axis(stack[..., :3], rank[None, ..., None], axis=0)[0] / np.float32(255),
        dtype=np.float32,
    )
