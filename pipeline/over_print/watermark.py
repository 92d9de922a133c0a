"""Find a tiled watermark on a page, read it, and take it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.use_restrictions.restriction_text import parse_restriction
from pipeline.glyphs.tell import tell_twins
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.page_image import Image, to_bgr
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.shrink import shrink
from pipeline.preprocess.faint import faint_picture, has_faint
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import length, slant, thickness
from pipeline.preprocess.scattered import Scattered, find_scattered
from pipeline.preprocess.tile_rows import one_tile
from pipeline.preprocess.tiles import Tiles, find_tiles, find_tilted
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

SPREAD = 0.38  # share of the page's inner squares with red in them, from which it may be a watermark's
SQUARES = (12, 16)  # across and down
ROUNDS = 2  # a printed ground of waves repeats as well, and is taken off first
LEGIBLE = 0.7  # score from which a line of the watermark was read
SHORTEST = 4  # characters of a line of the watermark
LEVEL = 5.0  # degrees that a line stands off the direction that was found for the tiles
WIDER = 1.6  # times the picture's width where its edges cut the longest lines
FILLED = 0.6  # of the way to the next tile of its row that a line of tiles that stand close is long
MOST, TELLING = 12, 2  # tiles that are read by themselves, and of these that tell a purpose
EDGE = 3  # pixels from the picture's edge within which a line may be cut


@dataclass(frozen=True)
class Watermark:
    """``page`` is the image without it, as it is where its tiles do not repeat; ``lines`` its text as it
    stands in tiles of the page, quads in its pixels."""

    page: Image
    lines: tuple[TextLine, ...]


@stage("watermark")
def find_watermark(engine: OcrEngine, ink: Ink, quads: Sequence[Quad]) -> Watermark | None:
    """The watermark of an upright page whose dark lines are ``quads``; ``None`` where none is read, or its
    tiles neither repeat nor are so pale that they have to be looked for: they are lines of the page then.

    Raises:
        EngineError: the engine failed.
    """
    tilted, seen = _find_tilted(engine, ink, quads)
    if not tilted:
        return None
    page = ink.page
    for _ in range(ROUNDS):
        tiles = find_tiles(page, tilted)
        if tiles is None:
            break
        page = tiles.lift(page)
        lines = _read_tiles(engine, tiles)
        if lines:
            single = [] if _purposes(lines) else _read_single(engine, seen, tilted)
            return Watermark(page, tuple(single or lines))
    scattered = find_scattered(ink.page, tilted)
    lines = [] if scattered is None else _read_tiles(engine, scattered)
    page = scattered.lift(ink.page) if scattered and lines else ink.page
    if lines or seen is not ink.page:  # else they are read as the page's other lines are
        lines += _read_single(engine, seen, tilted)  # from aside, tiles are neither on a lattice nor alike
    return Watermark(page, tuple(lines)) if lines else None


def _find_tilted(engine: OcrEngine, ink: Ink, quads: Sequence[Quad]) -> tuple[list[Quad], Image]:
    """Lines aslant that may be a watermark's, none where none are, and the picture that they were seen on."""
    tilted, seen = find_tilted(quads), ink.page
    if not tilted and ink.red is not None and _is_spread(ink):
        seen = to_bgr(ink.red)
        tilted = find_tilted([*engine.detect(seen), *quads])
    if not tilted and has_faint(ink.page):
        seen = faint_picture(ink.page)
        tilted = find_tilted([*engine.detect(seen), *quads])
    return tilted, seen


def _is_spread(ink: Ink) -> bool:
    """Whether red lies all over the page, and not in a seal, a title or a frame alone."""
    share = shrink(ink.mask, *SQUARES)[2:-2, 2:-2]
    return bool(np.mean(share > 0) >= SPREAD)


def _read_single(engine: OcrEngine, page: Image, tilted: Sequence[Quad]) -> list[TextLine]:
    """What the longest ``tilted`` lines say by themselves, if some of these tell a purpose. Of tiles far
    apart too few repeat whole: others lie over print, or off the page."""
    single = _legible(engine, page, sorted(tilted, key=length, reverse=True)[:MOST])
    return single if _purposes(single) >= TELLING else []


def _purposes(lines: Sequence[TextLine]) -> int:
    return sum(parse_restriction(line.text, 1).purpose is not None for line in lines)


def _read_tiles(engine: OcrEngine, tiles: Tiles | Scattered) -> list[TextLine]:
    picture, to_picture = tiles.picture()
    quads = [quad for quad in engine.detect(picture) if _is_level(quad)]
    whole = _uncut(quads, picture)
    if max(map(length, whole), default=0.0) < max(map(length, quads), default=0.0):
        picture, to_picture = tiles.picture(WIDER)
        quads = [quad for quad in engine.detect(picture) if _is_level(quad)]
        whole = _uncut(quads, picture)
    if isinstance(tiles, Tiles):
        whole += _out_of_rows(picture, quads, whole, tiles.step)
    told = tell_twins(_legible(engine, picture, whole), {InkLayer.PALE: picture})
    back = to_picture.inverse()
    return [line.model_copy(update={"quad": back.map_quad(line.quad)}) for line in told]


def _legible(engine: OcrEngine, picture: Image, quads: Sequence[Quad]) -> list[TextLine]:
    readings = engine.recognize([crop_quad(picture, quad) for quad in quads])
    return [
        text_line(reading, quad, engine.name, InkLayer.PALE)
        for reading, quad in zip(readings, quads, strict=True)
        if reading.confidence >= LEGIBLE and len(reading.text) >= SHORTEST
    ]


def _out_of_rows(picture: Image, quads: Sequence[Quad], whole: Sequence[Quad], step: float) -> list[Quad]:
    """One tile of each row of tiles among ``quads`` that detection took for one line; none where tiles
    that fill their ``step`` are ``whole``."""
    if not step or max(map(length, whole), default=0.0) > FILLED * step:
        return []
    parts = (one_tile(picture, quad, step) for quad in quads if length(quad) > step)
    return [part for part in parts if part is not None]


def _uncut(quads: Sequence[Quad], picture: Image) -> list[Quad]:
    """The lines that the picture's edge does not cut."""
    height, width = picture.shape[:2]
    return [
        quad
        for quad in quads
        if quad.bbox.left > EDGE
        and quad.bbox.top > EDGE
        and quad.bbox.right < width - EDGE
        and quad.bbox.bottom < height - EDGE
    ]


def _is_level(quad: Quad) -> bool:
    return abs(slant(quad)) < LEVEL and length(quad) > thickness(quad)
