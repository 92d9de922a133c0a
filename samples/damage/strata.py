"""The kinds of damage by name. Some are done in print (``PRINTED``), the others on pixels."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from samples.damage.copies import fax, photocopy
from samples.damage.page import DamagedPage
from samples.damage.photo import photo
from samples.damage.scan import dpi100, scan
from samples.raster import Pixels

PRINTED = ("seal_over", "watermark_pale", "watermark_dark", "offregister", "guilloche")


def _turned(degrees: int) -> Callable[[DamagedPage, np.random.Generator], DamagedPage]:
    """Turn a page clockwise; its ``turn`` is what undoes that."""

    def turn(page: DamagedPage, noise: np.random.Generator) -> DamagedPage:
        del noise
        pixels = np.ascontiguousarray(np.rot90(page.pixels, -degrees // 90))
        return replace(page, pixels=pixels, turn=(page.turn - degrees) % 360)

    return turn


ON_PIXELS: dict[str, Callable[[DamagedPage, np.random.Generator], DamagedPage]] = {
    "photocopy": photocopy,
    "scan": scan,
    "photo": photo,
    "dpi100": dpi100,
    "fax": fax,
    "rot90": _turned(90),
    "rot180": _turned(180),
    "rot270": _turned(270),
}
"""In the order in which they happen to a page."""

STRATA = ("clean", *ON_PIXELS, *PRINTED)

ASKED_FOR = ("stamp_over",)
"""Damage that is done in print too, and to those alone that are to have it."""


def is_clean(names: tuple[str, ...]) -> bool:
    """Whether nothing happens to the pixels."""
    return not set(names) & set(ON_PIXELS)


def damage_page(pixels: Pixels, names: tuple[str, ...], seed: str) -> DamagedPage:
    """All damage of ``names`` that is done on pixels; the same seed gives the same pixels."""
    page = DamagedPage(pixels)
    for name, apply in ON_PIXELS.items():
        if name in names:
            page = apply(page, np.random.default_rng(zlib.crc32(f"{seed}/{name}".encode())))
    return page
