"""Find what is stamped in another colour across a page's print, read it, and take it off."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.crop import crop_quad
from pipeline.glyphs.tell import tell_twins
from pipeline.ink_lines import DIFFERING, detect_in
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.page_image import Image, to_bgr
from pipeline.passed_over import tell_passed_over
from pipeline.preprocess.coloured import Mask, part_coloured
from pipeline.preprocess.ink import Ink, grey_mask
from pipeline.preprocess.joined import join_pieces
from pipeline.preprocess.widen import widen_lines
from pipeline.reading import Reading
from pipeline.seals.frame import find_frames, read_stamps
from pipeline.stage_times import stage
from schemas.page import InkLayer, SealReading, TextLine

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
    """What lies in blue, violet or green across the print of an upright page; ``None`` where nothing does.
    Its characters that print covers are in doubt.

    Raises:
        EngineError: the engine failed.
    """
    parted = part_coloured(ink)
    if parted is None:
        return None
    inked = grey_mask(parted.alone)
    quads = widen_lines(join_pieces(detect_in(engine, parted.alone, parted.areas)), inked)
    picture = to_bgr(parted.alone)
    readings = engine.recognize([crop_quad(picture, quad) for quad in quads])
    read = []
    for reading, quad in zip(readings, quads, strict=True):
        doubted = _doubted(reading, crop_quad(inked, quad), crop_quad(parted.guessed, quad))
        read.append(text_line(doubted, quad, engine.name, InkLayer.COLOURED))
    told = tell_twins([line for line in read if line.text], {InkLayer.COLOURED: picture}, engine.recognize)
    lines = tell_passed_over(told, inked)
    return ColourStamp(parted.page, lines, read_stamps(find_frames(inked), lines))


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
    return replace(reading, scores=tuple(scores))
