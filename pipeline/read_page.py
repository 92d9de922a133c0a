"""One page image to one page of text lines and seals: the order of the stages on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.crop import crop_quad
from pipeline.glyphs.tell import tell_twins
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.ocr.textlayer import TextLayer
from pipeline.page_image import Image, PageImage
from pipeline.preprocess.deskew import find_skew, slant
from pipeline.preprocess.dewarp import level_transform
from pipeline.preprocess.ink import Ink, on_white, split_ink
from pipeline.preprocess.missed import find_missed
from pipeline.preprocess.orient import find_rotation, turn_image, turn_transform
from pipeline.preprocess.pale import without_pale
from pipeline.preprocess.rules import find_rules
from pipeline.preprocess.text_areas import text_areas
from pipeline.preprocess.widen import widen_lines
from pipeline.qr import find_qr_payloads
from pipeline.reading import Reading
from pipeline.seals.frame import find_frames, read_stamps
from pipeline.seals.read import Reader, read_seals
from pipeline.watermark import find_watermark
from schemas.geometry import Quad
from schemas.page import InkLayer, Page, PageOrigin, Rule, SealReading, TextLine

TOUCHED = 0.01  # share of a line's pixels that are red from which it is read from both layers
MOSTLY = 0.6  # share of a line's ink that is red from which the line is red
ASLANT = 8.0  # degrees from the page's text from which a line is a watermark's
RUNNING_TEXT = 15  # long lines that make a page of clauses
WATERMARK = 3  # lines aslant that make a watermark
SURELY = 0.8  # score from which print between two lines is taken for text
SAME_PLACE = 0.6  # share of the smaller box from which two lines lie on one another


def read_page(engine: OcrEngine, page: PageImage) -> Page:
    """Read a page; quads of the result are in source-page pixels.

    Raises:
        EngineError: the engine failed.
    """
    if page.chars:
        return _read_born_digital(engine, page)
    rotation, ink, quads, known = _upright(engine, page.image)
    watermark = find_watermark(engine, ink, quads)
    if watermark is not None:
        ink, known = split_ink(watermark.page), {}
        quads = _find_lines(engine, ink)
    skew = find_skew(quads)
    red, black = _read_seals(engine, ink, skew, quads)
    seals = red + black
    lines = _read_lines(engine, ink, quads, known)
    lines += _read_missed(engine, ink, lines)
    if black:
        lines = _read_under(engine, ink, lines, [seal.quad for seal in black])
    aslant = [line.quad for line in lines if abs(slant(line.quad) - skew) > ASLANT and len(line.text) >= 4]
    if len(aslant) >= WATERMARK:
        lines = _merge(_read_strong(engine, ink, aslant), lines)
    if ink.red is not None:
        lines = _with_ink(_merge(lines, _read_red(engine, ink, seals)), ink, seals)
    lines = tell_twins(lines, {InkLayer.ALL: ink.page, InkLayer.DARK: ink.dark})
    rules = find_rules(ink.readable, skew)
    stamps = read_stamps(find_frames(ink.inked), lines)
    if watermark is not None:
        lines = [*lines, *watermark.lines]
    return _to_source(page, rotation, skew, lines, seals + stamps, rules)


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
        None if ink.dark is None else turn_image(ink.dark, rotation.degrees),
        None if ink.red is None else turn_image(ink.red, rotation.degrees),
        turn_image(ink.mask, rotation.degrees),
        turn_image(ink.seals, rotation.degrees),
    )
    return rotation.degrees, turned, _find_lines(engine, turned), {}


def _find_lines(engine: OcrEngine, ink: Ink) -> list[Quad]:
    return widen_lines(engine.detect(ink.readable), ink.printed)


def _read_lines(
    engine: OcrEngine, ink: Ink, quads: Sequence[Quad], known: Mapping[int, Reading]
) -> list[TextLine]:
    """Dark lines; where red ink lies over one, whichever layer reads surer is taken.

    ``known`` are lines read from the dark layer already, which is the page where no red lies.
    """
    touched = set() if ink.dark is None else {i for i, q in enumerate(quads) if _share(ink.mask, q) > TOUCHED}
    plain = [index for index in range(len(quads)) if index in touched or index not in known]
    cleared = [index for index in touched if index not in known]
    crops = [crop_quad(ink.page, quads[index]) for index in plain]
    if ink.dark is not None:
        crops += [crop_quad(ink.dark, quads[index]) for index in cleared]
    readings = engine.recognize(crops)
    dark = {**known, **dict(zip(cleared, readings[len(plain) :], strict=True))}
    best = {**dark, **dict(zip(plain, readings[: len(plain)], strict=True))}
    lines = []
    for index, quad in enumerate(quads):
        reading, layer = best[index], InkLayer.ALL
        if index in touched and (dark[index].confidence > reading.confidence or not reading.text):
            reading, layer = dark[index], InkLayer.DARK
        lines.append(text_line(reading, quad, engine.name, layer))
    return [line for line in lines if line.text]


def _read_missed(engine: OcrEngine, ink: Ink, lines: Sequence[TextLine]) -> list[TextLine]:
    """What stands in the gaps of rows, where it is read surely and is no scrap of a border."""
    quads = find_missed([line.quad for line in lines], ink.printed)
    readings = engine.recognize([crop_quad(ink.readable, quad) for quad in quads])
    return [
        text_line(reading, quad, engine.name, InkLayer.DARK)
        for reading, quad in zip(readings, quads, strict=True)
        if reading.confidence >= SURELY
        and not any(char.isascii() and char.isalpha() for char in reading.text)
    ]


def _read_strong(engine: OcrEngine, ink: Ink, pale: Sequence[Quad]) -> list[TextLine]:
    """The text that is darker than the watermark whose tiles are ``pale``."""
    strong = without_pale(ink.readable, pale)
    quads = engine.detect(strong)
    readings = engine.recognize([crop_quad(strong, quad) for quad in quads])
    return [
        text_line(reading, quad, engine.name, InkLayer.STRONG)
        for reading, quad in zip(readings, quads, strict=True)
        if reading.text
    ]


def _read_red(engine: OcrEngine, ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """Stamps and titles: the red layer where it may be text, round seals taken out."""
    if ink.red is None:
        return []
    rest, mask = ink.red.copy(), ink.mask.copy()
    for seal in seals:
        box = seal.quad.bbox
        center, axes = box.center, (box.width * 1.04, box.height * 1.04)
        cv2.ellipse(rest, (center, axes, 0), (255, 255, 255), -1)
        cv2.ellipse(mask, (center, axes, 0), (0,), -1)
    found: list[Quad] = []
    for area in text_areas(mask):
        left, top = int(area.left), int(area.top)
        part = np.ascontiguousarray(rest[top : int(area.bottom), left : int(area.right)])
        found += [_moved(quad, left, top) for quad in engine.detect_part(part, max(rest.shape[:2]))]
    quads = [quad for quad in found if _share(ink.mask, quad) > 5 * TOUCHED]
    readings = engine.recognize([crop_quad(rest, quad) for quad in quads])
    return [
        text_line(reading, quad, engine.name, InkLayer.RED)
        for reading, quad in zip(readings, quads, strict=True)
        if reading.text
    ]


def _moved(quad: Quad, right: float, down: float) -> Quad:
    a, b, c, d = ((x + right, y + down) for x, y in quad.points)
    return Quad((a, b, c, d))


def _share(mask: NDArray[np.uint8], quad: Quad) -> float:
    """The share of the quad's box that ``mask`` covers."""
    box = quad.bbox
    cut = mask[max(0, int(box.top)) : int(box.bottom) + 1, max(0, int(box.left)) : int(box.right) + 1]
    return cv2.countNonZero(np.ascontiguousarray(cut)) / cut.size if cut.size else 0.0


def _merge(one: Sequence[TextLine], other: Sequence[TextLine]) -> list[TextLine]:
    """Two layers' lines. Of two readings of one place the surer and fuller is kept: what is left
    of one ink in the other's layer is not a second line."""
    kept_one = [
        line
        for line in one
        if not any(_same_place(line, rival) and _worth(rival) > _worth(line) for rival in other)
    ]
    kept_other = [line for line in other if not any(_same_place(line, rival) for rival in kept_one)]
    return kept_one + kept_other


def _worth(line: TextLine) -> float:
    return line.confidence**3 * len(line.text)


def _same_place(line: TextLine, other: TextLine) -> bool:
    one, two = line.quad.bbox, other.quad.bbox
    width = min(one.right, two.right) - max(one.left, two.left)
    height = min(one.bottom, two.bottom) - max(one.top, two.top)
    if width <= 0 or height <= 0 or abs(slant(line.quad) - slant(other.quad)) > ASLANT:
        return False
    smaller = min(one.width * one.height, two.width * two.height)
    return width * height > SAME_PLACE * smaller


def _read_under(
    engine: OcrEngine, ink: Ink, lines: Sequence[TextLine], seals: Sequence[Quad]
) -> list[TextLine]:
    """Lines that a black seal crosses, read again with what is as pale as the seal taken out."""
    strong = without_pale(ink.page, seals)
    crossed = [index for index, line in enumerate(lines) if any(_touches(line.quad, seal) for seal in seals)]
    readings = engine.recognize([crop_quad(strong, lines[index].quad) for index in crossed])
    better = list(lines)
    for index, reading in zip(crossed, readings, strict=True):
        if reading.text and reading.confidence > lines[index].confidence:
            better[index] = text_line(reading, lines[index].quad, engine.name, InkLayer.STRONG)
    return better


def _read_seals(
    engine: OcrEngine, ink: Ink, skew: float, quads: Sequence[Quad]
) -> tuple[list[SealReading], list[SealReading]]:
    """Red seals, and on a page with none that can be read, those that a copier made black.

    Among the print of a page full of running text, where none is to be expected, none is sought.
    """
    reader = Reader(engine.name, engine.recognize)
    red = [] if ink.red is None else read_seals(ink.red, ink.seals, skew, reader, page=ink.page)
    long = sum(quad.bbox.width > ink.page.shape[1] / 2 for quad in quads)
    if any(seal.text is not None for seal in red) or long >= RUNNING_TEXT:
        return red, []
    black = read_seals(on_white(ink.page), ink.inked, skew, reader)
    return [seal for seal in red if not any(_touches(seal.quad, other.quad) for other in black)], black


def _read_born_digital(engine: OcrEngine, page: PageImage) -> Page:
    """The PDF's own characters; seals are pictures on it and are read from the pixels."""
    ink = split_ink(page.image)
    lines = TextLayer().read_page(page)
    red, black = _read_seals(engine, ink, 0.0, [line.quad for line in lines])
    seals = red + black
    rules = find_rules(ink.readable, 0.0)
    stamps = read_stamps(find_frames(ink.inked), lines)
    result = _to_source(page, 0, 0.0, _with_ink(lines, ink, seals), seals + stamps, rules)
    return result.model_copy(update={"origin": PageOrigin.TEXT_LAYER})


def _with_ink(lines: Sequence[TextLine], ink: Ink, seals: Sequence[SealReading]) -> list[TextLine]:
    """The lines, those whose ink is red told as such: a stamp's or a title's.

    Not so what lies under a seal: there the red is the seal's.
    """
    reddish = [
        index
        for index, line in enumerate(lines)
        if _share(ink.mask, line.quad) > 5 * TOUCHED
        and not any(_touches(line.quad, seal.quad) for seal in seals)
    ]
    result = list(lines)
    inked = ink.inked if reddish else ink.mask
    for index in reddish:
        quad = lines[index].quad
        if _share(ink.mask, quad) > MOSTLY * _share(inked, quad):
            result[index] = lines[index].model_copy(update={"layer": InkLayer.RED})
    return result


def _touches(one: Quad, other: Quad) -> bool:
    a, b = one.bbox, other.bbox
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


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
    level = level_transform(*turned, [line.quad for line in lines], skew)
    return Page(
        page_no=page.page_no,
        width=width,
        height=height,
        rotation=rotation,
        transform=turn.then(level),
        lines=tuple(line.model_copy(update={"quad": back.map_quad(line.quad)}) for line in lines),
        seals=tuple(seal.model_copy(update={"quad": back.map_quad(seal.quad)}) for seal in seals),
        rules=tuple(Rule(start=back.map_point(rule.start), end=back.map_point(rule.end)) for rule in rules),
        qr_payloads=find_qr_payloads(page.image),
    )
