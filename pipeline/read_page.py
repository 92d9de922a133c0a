"""One page image to one page of text lines and seals: the order of the stages on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.glyphs.tell import tell_twins
from pipeline.handwriting.rows import with_handwriting
from pipeline.ink_lines import (
    aslant,
    merge,
    read_lines,
    read_red,
    read_strong,
    read_under,
    to_layers,
    with_further,
    with_ink,
)
from pipeline.latin.begun import with_begun
from pipeline.latin.tell import tell_latin
from pipeline.lost_print.covered import tell_covered
from pipeline.lost_print.first_strokes import with_first_strokes
from pipeline.lost_print.last_strokes import with_last_strokes
from pipeline.lost_print.lost_hyphens import tell_lost_hyphens
from pipeline.lost_print.lost_in_seals import tell_lost_in_seals
from pipeline.lost_print.missed_lines import with_missed, with_missed_rows, with_wrapped
from pipeline.lost_print.pale_stops import with_pale_stops
from pipeline.lost_print.passed_over import tell_passed_over
from pipeline.lost_print.struck_by_hand import tell_struck_by_hand
from pipeline.ocr.engine import OcrEngine
from pipeline.over_print.banner import may_hide, read_banner, without_read
from pipeline.over_print.colour_stamp import find_colour_stamp
from pipeline.over_print.watermark import find_watermark
from pipeline.page_image import Image, PageImage, to_bgr, to_grey
from pipeline.page_places import to_own_pixels
from pipeline.page_seals import read_page_seals
from pipeline.pictures.crop import crop_quad
from pipeline.pictures.fewer_pixels import to_all_pixels, with_fewer_pixels
from pipeline.pictures.picture_hash import find_picture_hash
from pipeline.pictures.shrink import halve
from pipeline.preprocess.dark_ground import with_light_ground
from pipeline.preprocess.deskew import find_skew
from pipeline.preprocess.dewarp import level_transform
from pipeline.preprocess.ink import Ink, split_ink
from pipeline.preprocess.orient import find_rotation, turn_image, turn_transform
from pipeline.preprocess.pale import without_pale
from pipeline.preprocess.red_rules import find_red_rules
from pipeline.preprocess.rules import find_rules
from pipeline.preprocess.stacked import part_rows
from pipeline.preprocess.straight import put_straight
from pipeline.preprocess.widen import widen_lines
from pipeline.printed_dates.tell import tell_printed_dates
from pipeline.qr import find_qr_codes
from pipeline.reading import Reading
from pipeline.red_ends import without_red_ends
from pipeline.seals.among_print import without_print_lines
from pipeline.seals.frame import find_stamp_frames, read_stamps
from pipeline.second_look.dates import with_second_look
from pipeline.second_look.figures import with_figures_again
from pipeline.second_look.lost_first import with_lost_first
from pipeline.second_look.rare_names import with_rare_names
from pipeline.second_look.short_values import with_short_values
from pipeline.second_look.unsure_characters import with_unsure_characters
from pipeline.second_look.values_alone import with_values_alone
from pipeline.stage_times import stage
from pipeline.text_layer.read import read_born_digital
from schemas.geometry import Quad
from schemas.page import LIFTED, InkLayer, Page, Rule, SealReading, TextLine

WATERMARK = 3  # lines aslant that make a watermark


def read_page(engine: OcrEngine, page: PageImage) -> Page:
    """Read a page; quads of the result are in source-page pixels.

    Raises:
        EngineError: the engine failed.
    """
    read = read_born_digital(engine, page) if page.chars else None
    return read or _read_straight(engine, page)


def _read_straight(engine: OcrEngine, page: PageImage) -> Page:
    """A scan; read again where it lies further askew than lines are read at, or is seen from its back."""
    seen = with_fewer_pixels(engine, page)
    read = _read_scan(engine, seen)
    straight = put_straight(seen.image, read.lines, engine.recognize)
    if straight is not None:
        image, there = straight
        again = _read_scan(engine, replace(seen, image=image))
        read = to_own_pixels(again, there.inverse(), read.width, read.height)
    return to_all_pixels(read, page)


def _read_scan(engine: OcrEngine, page: PageImage) -> Page:
    rotation, ink, quads, known = _upright(engine, with_light_ground(page.image, engine.detect))
    watermark, marked = find_watermark(engine, ink, quads), ink.readable
    coloured = find_colour_stamp(engine, ink) if watermark is None else None
    lifted = coloured if watermark is None else watermark
    if lifted is not None:
        ink, known = split_ink(lifted.page), {}
        quads = _find_lines(engine, ink)
    skew = find_skew(quads)
    red, black = read_page_seals(engine, ink, skew, quads)
    lines = with_missed(engine, ink, read_lines(engine, ink, quads, known))
    lines = with_wrapped(engine, ink, with_missed_rows(engine, ink, lines))
    lines = without_red_ends(lines, ink, [seal.quad for seal in red])
    if black:
        lines = read_under(engine, ink, lines, [seal.quad for seal in black])
    seals = without_print_lines(red + black, lines)
    tiles = aslant(lines, skew)
    layers = to_layers(ink, tiles if len(tiles) >= WATERMARK else ())
    if len(tiles) >= WATERMARK:
        lines = merge(read_strong(engine, layers[InkLayer.STRONG]), lines)
    banner = []
    if watermark is None and may_hide(quads, lines, skew):
        banner = read_banner(engine, ink, skew)
    if banner:
        over = [line.quad for line in banner]
        strong = read_strong(engine, without_pale(ink.readable, over))
        lines = with_further(read_under(engine, ink, lines, over), strong)
    lines = with_second_look(engine, ink, lines, [seal.quad for seal in red], [seal.quad for seal in black])
    lines = with_figures_again(engine, ink.readable, with_values_alone(engine, ink.readable, lines))
    lines = with_lost_first(engine, ink.readable, ink.printed, lines)
    if ink.red is not None:
        lines = with_ink(merge(lines, read_red(engine, ink, seals)), ink, seals)
    stamped = {**layers, InkLayer.RED: None if ink.red is None else to_bgr(ink.red)}
    lines = tell_latin(tell_twins(lines, stamped, engine.recognize), stamped, engine.recognize)
    lines = with_begun(lines, layers)
    lines = tell_printed_dates(lines, layers)
    lines = with_last_strokes(with_first_strokes(lines, ink.printed), ink.printed)
    lines = tell_lost_hyphens(tell_passed_over(lines, ink.printed), ink.printed)
    lines = with_short_values(engine, ink.readable, lines)
    lines = with_unsure_characters(engine, ink.readable, lines)
    lines = with_rare_names(lines, layers)
    lines = tell_lost_in_seals(lines, ink.dark, [seal.quad for seal in red])
    lines = _tell_hidden(with_pale_stops(lines, ink.readable), ink, seals)
    rules = find_rules(ink.readable, skew) + find_red_rules(ink, skew)
    if watermark is not None:  # level rules repeat wherever tiles do, and may be lifted with them
        rules += find_rules(marked, skew)
    seals += read_stamps(find_stamp_frames(ink.inked, None if ink.red is None else ink.mask), lines)
    seals += [] if coloured is None else coloured.stamps
    lines = [*lines, *([] if lifted is None else lifted.lines), *without_read(banner, lines, skew)]
    read = _to_source(page, rotation, skew, lines, seals, rules)
    turn = turn_transform(read.width, read.height, rotation)
    return with_handwriting(read, lambda quad: crop_quad(ink.readable, turn.map_quad(quad)))


def _tell_hidden(lines: Sequence[TextLine], ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """The lines, those that say so of which somebody covered or struck out a part."""
    boxes = [seal.quad.bbox for seal in seals]
    return tell_struck_by_hand(tell_covered(lines, ink.inked[::2, ::2], boxes), ink.inked, boxes)


@stage("orient")
def _upright(engine: OcrEngine, image: Image) -> tuple[int, Ink, list[Quad], dict[int, Reading]]:
    """The page turned upright and parted by ink, its dark lines, and those of them, by index, that
    were read from the dark layer on the way."""
    ink = split_ink(image)
    quads = _find_lines(engine, ink)
    rotation = find_rotation(ink.readable, quads, engine.recognize)
    if not rotation.degrees:
        return 0, ink, quads, rotation.readings
    turned = Ink(
        turn_image(ink.page, rotation.degrees),
        turn_image(ink.half, rotation.degrees),
        None if ink.dark is None else turn_image(ink.dark, rotation.degrees),
        None if ink.red is None else turn_image(ink.red, rotation.degrees),
        turn_image(ink.mask, rotation.degrees),
        turn_image(ink.seals, rotation.degrees),
    )
    return rotation.degrees, turned, _find_lines(engine, turned), {}


def _find_lines(engine: OcrEngine, ink: Ink) -> list[Quad]:
    return widen_lines(part_rows(engine.detect(ink.readable), ink.printed), ink.printed)


def _to_source(
    page: PageImage,
    rotation: int,
    skew: float,
    lines: Sequence[TextLine],
    seals: Sequence[SealReading],
    rules: Sequence[Rule],
) -> Page:
    height, width = page.image.shape[:2]
    turn = turn_transform(width, height, rotation)
    back = turn.inverse()
    turned = (height, width) if rotation in (90, 270) else (width, height)
    own = [line.quad for line in lines if line.layer not in LIFTED]  # which may lie aslant
    upright = turn.then(level_transform(*turned, own, skew))
    codes = find_qr_codes(page.image, halve(page.image), ())
    return Page(
        page_no=page.page_no,
        width=width,
        height=height,
        rotation=rotation,
        transform=upright,
        lines=tuple(line.model_copy(update={"quad": back.map_quad(line.quad)}) for line in lines),
        seals=tuple(seal.model_copy(update={"quad": back.map_quad(seal.quad)}) for seal in seals),
        rules=tuple(Rule(start=back.map_point(rule.start), end=back.map_point(rule.end)) for rule in rules),
        qr_payloads=tuple(code.payload for code in codes),
        picture_hash=find_picture_hash(to_grey(page.image), upright, turned),
    )
