"""Light print on a dark ground, as screens show it in their dark mode, made dark print on light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from pipeline.page_image import Image, to_grey
from pipeline.pictures.crop import crop_quad
from schemas.geometry import Quad

DARK: Final = 100  # level (0-255) that half of a page's pixels are below, which lines are looked at for
_APART: Final = 8  # pixels between those that are looked at for that


def with_light_ground(image: Image, detect: Callable[[Image], Sequence[Quad]]) -> Image:
    """``image`` (BGR) with its levels turned over where most of its lines, by their area, are light on dark;
    else itself. Colours keep their hue, so that what is red stays so.

    What looks for ink takes a page's lighter part for its paper: between light characters it found rules,
    which cut the lines. ``detect`` finds a page's lines, and is asked of dark pages alone.
    """
    if not image.size or np.median(to_grey(image[::_APART, ::_APART])) >= DARK:
        return image
    light = sum(_light_on_dark(to_grey(crop_quad(image, quad))) for quad in detect(image))
    return _turned_over(image) if light > 0 else image


def _light_on_dark(line: Image) -> int:
    """A line's pixels (grey), negative where its print is dark: print covers less than its ground does."""
    return line.size if line.mean() > np.median(line) else -line.size


def _turned_over(image: Image) -> Image:
    """Each pixel as light as it was dark, in its own hue."""
    ends = image.max(axis=2).astype(np.int16) + image.min(axis=2)
    return np.asarray(image + (255 - ends)[:, :, None], np.uint8)
