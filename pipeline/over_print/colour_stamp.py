"""Find what a stamp in another colour says across a page's print, and take it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.use_restrictions.restriction_text import (
    begins_expiry,
    begins_rule,
    certifies,
    looks_like_restriction,
    says_use,
)
from pipeline.glyphs.tell import tell_twins
from pipeline.ink_lines import DIFFERING, detect_in
from pipeline.lost_print.passed_over import tell_passed_over
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.page_image import Image, to_bgr
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.coloured import Coloured, part_coloured
from pipeline.preprocess.coloured_areas import Mask
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.joined import join_pieces
from pipeline.preprocess.paper import grey_mask
from pipeline.preprocess.widen import widen_lines
from pipeline.reading import Reading
from pipeline.seals.frame import find_frames, read_stamps
from pipeline.stage_times import stage
from schemas.page import InkLayer, SealReading, TextLine

SEED = 0.6  # likeness to a restriction of one of its lines at least
MOSTLY = 0.5  # share of its characters that stand in lines of a restriction
MUCH = 0.4  # share of a character's ink that print hides from which it is in doubt
SOME, UNSURE = 0.1, 0.9  # the same where its score is less


@dataclass(frozen=True)
class ColourStamp:
    """``page`` is the image without it, ``lines`` its text, ``stamps`` the frames about some of it; quads in
    pixels of the page."""

    page: Image
    lines: list[TextLine]
    stamps: list[SealReading]


@stage("colour")
def find_colour_stamp(engine: OcrEngine, ink: Ink) -> ColourStamp | None:
    """The use restrictions in blue, violet or green across the print of an upright page; ``None`` where there
    is none. Their characters that print covers are in doubt.

    What else is written in such ink stays: labels and values of a form, signatures, seals.

    Raises:
        EngineError: the engine failed.
    """
    page, lines, stamps = ink.page, list[TextLine](), list[SealReading]()
    for coloured in part_coloured(ink):
        inked = grey_mask(coloured.alone)
        own = tell_passed_over(_read(engine, coloured, inked), ink.inked)  # print may hide a whole character
        if _restricts(own):
            page = page.copy()
            page[coloured.at][coloured.near] = coloured.rest[coloured.near]
            lines += own
            stamps += read_stamps(find_frames(inked), own)
    return ColourStamp(page, lines, stamps) if lines else None


def _read(engine: OcrEngine, coloured: Coloured, inked: Mask) -> list[TextLine]:
    quads = widen_lines(join_pieces(detect_in(engine, coloured.alone, [coloured.area])), inked)
    picture = to_bgr(coloured.alone)
    read = []
    for quad, reading in zip(
        quads, engine.recognize([crop_quad(picture, quad) for quad in quads]), strict=True
    ):
        doubted = _doubted(reading, crop_quad(inked, quad), crop_quad(coloured.guessed, quad))
        read.append(text_line(doubted, quad, engine.name, InkLayer.COLOURED))
    return tell_twins([line for line in read if line.text], {InkLayer.COLOURED: picture}, engine.recognize)


def _restricts(lines: Sequence[TextLine]) -> bool:
    """Whether lines are mostly those of a use restriction, and one of them surely is."""
    tests = (begins_rule, begins_expiry, certifies, says_use)
    like = [line for line in lines if _is_seed(line) or any(test(line.text) for test in tests)]
    characters = sum(len(line.text) for line in lines)
    return any(map(_is_seed, lines)) and sum(len(line.text) for line in like) > MOSTLY * characters


def _is_seed(line: TextLine) -> bool:
    return looks_like_restriction(line.text) >= SEED


def _doubted(reading: Reading, inked: Mask, guessed: Mask) -> Reading:
    """The reading of a line, none of its characters surer than ``DIFFERING`` whose ink is ``guessed``, or in
    part and was not read surely; both masks are the line's crops."""
    height, width = inked.shape
    ink, hidden = ((mask > 0).sum(axis=0) for mask in (inked, guessed))
    scores = []
    for score, place in zip(reading.scores, reading.positions, strict=True):
        own = slice(max(0, int(place * width - height / 2)), int(place * width + height / 2) + 1)
        share = hidden[own].sum() / max(1, ink[own].sum())
        is_doubted = share > MUCH or (share > SOME and score < UNSURE)
        scores.append(min(score, DIFFERING) if is_doubted else score)
    return replace(reading, scores=tuple(scores), confidence=min(reading.confidence, *scores, 1.0))
