"""One born-digital page to text lines and seals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.lost_print.covered import tell_covered
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import PageImage
from pipeline.page_seals import read_page_seals
from pipeline.pictures.picture_hash import find_picture_hash
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.red_rules import find_red_rules
from pipeline.preprocess.rules import find_drawn_rules
from pipeline.qr import QrCode, find_qr_codes
from pipeline.seals.among_print import without_print_lines
from pipeline.seals.frame import find_stamp_frames, read_stamps
from pipeline.text_layer.gaps import all_read, read_gaps
from pipeline.text_layer.half import HalfSize, holds_more
from pipeline.text_layer.proof import layer_is_borne_out
from pipeline.text_layer.red_gaps import read_red_gaps
from pipeline.text_layer.red_of_lines import with_layer_ink
from pipeline.text_layer.seal_places import to_drawing
from pipeline.text_layer.struck import without_struck
from pipeline.text_layer.unread_glyphs import MOST_GLYPHS, find_unread_glyphs
from schemas.geometry import BBox, PageTransform
from schemas.page import Page, PageOrigin, Rule, SealReading, TextLine

_DOUBLE: Final = PageTransform(matrix=(2.0, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0, 0.0, 1.0))


def read_born_digital(engine: OcrEngine, page: PageImage) -> Page | None:
    """The PDF's own characters, ``None`` where the pixels say otherwise; seals are pictures on it and are
    read from the pixels, as is other print that the file does not name.

    What is drawn is sharp and level: what is told by its shape is sought at half the size.

    Raises:
        EngineError: the engine failed.
    """
    lines = TextLayer().read_page(page)
    image = page.image if page.without_tiles is None else page.without_tiles
    ink = split_ink(image)
    half = HalfSize(ink)
    if not layer_is_borne_out(engine, ink.readable, lines):
        return None
    rules = find_drawn_rules(half.printed, max(image.shape))
    more = holds_more(half, lines, rules)
    drawn = _read_drawn(engine, page, half, lines) if more else _Drawn()
    if not _are_of_seals([char.box for char in page.chars if char.on_rim], drawn.seals):
        return None
    if not all_read(page.left_to_pixels, drawn.gaps):
        return None
    read = [quad.bbox for quad in (*(line.quad for line in drawn.gaps), *(seal.quad for seal in drawn.black))]
    glyphs = find_unread_glyphs(half, page.chars, lines, rules, read)
    if len(glyphs) > MOST_GLYPHS:
        return None
    told = without_struck(half, page.chars, lines, [seal.quad.bbox for seal in drawn.seals])
    if glyphs or told is not None:
        lines = TextLayer().read_page(replace(page, chars=(*(told or page.chars), *glyphs)))
    if more:
        lines = tell_covered(lines, half.inked, [seal.quad.bbox for seal in drawn.seals])
    found = find_stamp_frames(half.inked, half.red) if more or rules else []
    frames = [_DOUBLE.map_quad(frame) for frame in found]
    height, width = page.image.shape[:2]
    return Page(
        page_no=page.page_no,
        width=width,
        height=height,
        origin=PageOrigin.TEXT_LAYER,
        lines=(*with_layer_ink(lines, ink, drawn.seals), *drawn.gaps),
        seals=(*drawn.seals, *read_stamps(frames, (*lines, *drawn.gaps))),
        rules=(
            *(Rule(start=_DOUBLE.map_point(rule.start), end=_DOUBLE.map_point(rule.end)) for rule in rules),
            *find_red_rules(ink, 0.0),
        ),
        qr_payloads=tuple(code.payload for code in drawn.codes),
        picture_hash=find_picture_hash(half.grey, PageTransform(), half.grey.shape[::-1]),
    )


@dataclass(frozen=True)
class _Drawn:
    """What a page shows besides its layer and rules; ``black`` are those of the seals that are not red."""

    seals: Sequence[SealReading] = ()
    black: Sequence[SealReading] = ()
    codes: Sequence[QrCode] = ()
    gaps: Sequence[TextLine] = ()


def _read_drawn(engine: OcrEngine, page: PageImage, half: HalfSize, lines: Sequence[TextLine]) -> _Drawn:
    quads = [line.quad for line in lines]
    red, black = read_page_seals(engine, half.ink, 0.0, quads, to_drawing(page, half, lines))
    codes = find_qr_codes(half.ink.page, half.ink.half, quads)
    others = [*(seal.quad.bbox for seal in black), *(code.box for code in codes)]
    gaps = [*read_gaps(engine, half, lines, others), *read_red_gaps(engine, half.ink, lines, red)]
    return _Drawn(without_print_lines(red + black, lines), black, codes, gaps)


def _are_of_seals(rims: Sequence[BBox], seals: Sequence[SealReading]) -> bool:
    """Whether each character that is set round a circle lies in a seal that was found; what else is set so
    only pixels tell."""
    found = [seal.quad.bbox for seal in seals]
    return all(any(seal.holds(char.center) for seal in found) for char in rims)
