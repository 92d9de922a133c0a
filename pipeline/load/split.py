"""Pictures that hold several pages, taken apart into these pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from pipeline.load.bed import Place, find_lying
from pipeline.load.ribbon import SHORT, to_ribbon
from pipeline.load.seams import find_seams
from pipeline.page_image import Image, PageImage, to_grey
from schemas.geometry import BBox
from schemas.outcome import PageFailure

_SHORTEST: Final = 1.15  # long side to short side: two pages are longer in one direction
_LEAST_PIXELS: Final = 200  # short side below which nothing can be told
_DEEPEST: Final = 3  # parts of parts
_LEAST_CHARS: Final = 20  # of a born-digital page among several: its title and its number
_LONG: Final = 1.6  # height to width from which a born-digital page is no single sheet of any paper


def split_pages(pages: Iterable[PageImage | PageFailure]) -> Iterator[PageImage | PageFailure]:
    """The pages of a file with pictures of several pages taken apart, numbered anew from 1.

    Pages set below one another come from top to bottom, pages side by side from left to right.
    Born-digital pages in a sheet's proportions are whole.
    """
    page_no = 0
    for page in pages:
        if isinstance(page, PageFailure):
            page_no += 1
            yield page.model_copy(update={"page_no": page_no})
            continue
        for place in _places(page):
            page_no += 1
            yield replace(_part(page, place), page_no=page_no)


def _places(page: PageImage) -> list[Place]:
    """Where the pages lie in ``page``. Each of a born-digital one says something, and no level character lies
    across their seam."""
    whole = _whole(page)
    if not page.chars:
        return find_pages(page.image)
    if whole[2] < whole[3] < _LONG * whole[2]:
        return [whole]
    places = find_pages(page.image)
    level = [char.box for char in page.chars if char.is_level and not char.text.isspace()]
    held = [sum(map(_to_box(place).contains, level)) for place in places]
    return places if min(held) >= _LEAST_CHARS and sum(held) == len(level) else [whole]


def _whole(page: PageImage) -> Place:
    height, width = page.image.shape[:2]
    return 0, 0, width, height


def _part(page: PageImage, place: Place) -> PageImage:
    """What lies in one place of ``page``, from that place's corner."""
    if place == _whole(page):
        return replace(page, image=np.ascontiguousarray(page.image))
    left, top, right, bottom = place
    box = _to_box(place)
    plain = page.without_tiles
    return replace(
        page,
        image=np.ascontiguousarray(page.image[top:bottom, left:right]),
        offset=(left, top),
        chars=tuple(
            replace(char, box=char.box.moved(-left, -top))
            for char in page.chars
            if box.holds(char.box.center)
        ),
        without_tiles=None if plain is None else np.ascontiguousarray(plain[top:bottom, left:right]),
        bare=None,
        left_to_pixels=tuple(
            held.moved(-left, -top) for held in page.left_to_pixels if box.holds(held.center)
        ),
    )


def _to_box(place: Place) -> BBox:
    left, top, right, bottom = place
    return BBox(left=left, top=top, right=right, bottom=bottom)


def find_pages(image: Image, depth: int = _DEEPEST) -> list[Place]:
    """Where the pages lie in ``image`` (BGR): one place, the whole, unless it shows to hold several."""
    height, width = image.shape[:2]
    whole = [(0, 0, width, height)]
    short, long = min(height, width), max(height, width)
    if depth == 0 or short < _LEAST_PIXELS:
        return whole
    grey = to_grey(image)
    lying = find_lying(grey)
    if lying:
        return [inner for place in lying for inner in _within(image, place, depth)]
    if long < _SHORTEST * short:
        return whole
    is_wide = width > height
    seams = find_seams(to_ribbon(np.ascontiguousarray(grey.T) if is_wide else grey), is_wide=is_wide)
    if not seams:
        return whole
    scale = short / SHORT
    starts = [0, *(round(end * scale) for _, end in seams)]
    ends = [*(round(start * scale) for start, _ in seams), long]
    parts = (
        (start, 0, end, height) if is_wide else (0, start, width, end)
        for start, end in zip(starts, ends, strict=True)
    )
    return [inner for place in parts for inner in _within(image, place, depth)]


def _within(image: Image, place: Place, depth: int) -> list[Place]:
    """Where the pages lie in one part of ``image``, in pixels of the whole."""
    left, top, right, bottom = place
    return [
        (left + inner[0], top + inner[1], left + inner[2], top + inner[3])
        for inner in find_pages(image[top:bottom, left:right], depth - 1)
    ]
