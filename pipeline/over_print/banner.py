"""Read a banner of pale ink that lies once over the print, where print and banner hide one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.use_restrictions.restriction_text import (
    begins_expiry,
    begins_rule,
    hints_at_restriction,
    looks_like_restriction,
)
from pipeline.ink_lines import ASLANT, DIFFERING
from pipeline.ocr.engine import OcrEngine, text_line
from pipeline.pictures.crop import crop_quad
from pipeline.preprocess.ink import Ink
from pipeline.preprocess.line_shape import length, slant, thickness
from pipeline.preprocess.paler import paler_than_print
from pipeline.reading import Reading
from pipeline.stage_times import stage
from schemas.geometry import Quad
from schemas.page import InkLayer, TextLine

HIGH = 3.0  # usual line heights of a line that holds others, from which it is no line
HELD = 2  # lines that it holds
LONG = 2.5  # line heights from which a line may be a banner's
LEGIBLE = 0.7  # score from which a line of a banner was read
SHORTEST = 4  # characters of it
SURE, SURER = 0.97, 0.05  # score of the banner alone, and above that on the page, from which it is believed
_HINT = re.compile("复印|无效|[他它]用|[仅专]供|挪作|严禁")
_USE = re.compile(r"使用\W*$")  # clauses have the word within their sentences
SEED = 0.6  # likeness to a restriction from which a level line is a banner's


def may_hide(quads: Sequence[Quad], lines: Sequence[TextLine], skew: float) -> bool:
    """Whether print hides a banner, by what was detected and what of it was read: a line aslant, one that
    holds several, or words of a restriction."""
    usual = float(np.median([thickness(quad) for quad in quads])) if quads else 0.0
    return any(map(_hints, lines)) or any(
        (abs(slant(quad) - skew) > ASLANT and length(quad) > LONG * thickness(quad))
        or (quad.bbox.height > HIGH * usual and _holds(quad, quads) >= HELD)
        for quad in quads
    )


def _hints(line: TextLine) -> bool:
    """Whether a line has words of a restriction; where it is not sure what it says, anywhere in it."""
    if _HINT.search(line.text) or _USE.search(line.text):
        return True
    return line.confidence < SURE and "使用" in line.text


def _holds(quad: Quad, quads: Sequence[Quad]) -> int:
    box = quad.bbox
    middles = [other.bbox.center for other in quads if other is not quad]
    return sum(box.left < x < box.right and box.top < y < box.bottom for x, y in middles)


@stage("banner")
def read_banner(engine: OcrEngine, ink: Ink, skew: float) -> list[TextLine]:
    """The lines of a restriction among what is paler than the print, each read alone and on the page: where
    these differ the line is in doubt. Empty where nothing there speaks of one.

    Raises:
        EngineError: the engine failed.
    """
    picture = paler_than_print(ink.page)
    quads = [quad for quad in engine.detect(picture) if length(quad) > LONG * thickness(quad)]
    alone = engine.recognize([crop_quad(picture, quad) for quad in quads])
    told = [
        (quad, reading)
        for quad, reading in zip(quads, alone, strict=True)
        if reading.confidence >= LEGIBLE and len(reading.text) >= SHORTEST
    ]
    kept = _of_banner(told, skew)
    on_page = engine.recognize([crop_quad(ink.page, quad) for quad, _ in kept])
    return [
        text_line(_surer(reading, other), quad, engine.name, InkLayer.PALE)
        for (quad, reading), other in zip(kept, on_page, strict=True)
    ]


def without_read(banner: Sequence[TextLine], lines: Sequence[TextLine], skew: float) -> list[TextLine]:
    """The banner's lines, without level ones where a stamp of the page's ``lines`` says a restriction."""
    if not banner:
        return []
    stamps = [line.quad.bbox for line in lines if looks_like_restriction(line.text) >= SEED]
    return [
        line
        for line in banner
        if abs(slant(line.quad) - skew) > ASLANT or not any(line.quad.bbox.overlaps(box) for box in stamps)
    ]


def _of_banner(told: Sequence[tuple[Quad, Reading]], skew: float) -> list[tuple[Quad, Reading]]:
    """Lines aslant, where one of them speaks of a restriction; level ones that are one or part of one."""
    aslant = [(quad, reading) for quad, reading in told if abs(slant(quad) - skew) > ASLANT]
    if any(hints_at_restriction(reading.text) for _, reading in aslant):
        return aslant
    level = [(quad, reading) for quad, reading in told if abs(slant(quad) - skew) <= ASLANT]
    if not any(looks_like_restriction(reading.text) >= SEED for _, reading in level):
        return []
    return [
        (quad, reading)
        for quad, reading in level
        if looks_like_restriction(reading.text) >= SEED
        or begins_rule(reading.text)
        or begins_expiry(reading.text)
    ]


def _surer(alone: Reading, on_page: Reading) -> Reading:
    """The surer of two readings of a line, in doubt where the other says otherwise and is about as sure."""
    best, other = (alone, on_page) if alone.confidence >= on_page.confidence else (on_page, alone)
    clear = best is alone and best.confidence >= SURE and best.confidence - other.confidence >= SURER
    if best.text == other.text or clear:
        return best
    scores = tuple(min(score, DIFFERING) for score in best.scores)
    return replace(best, scores=scores, confidence=min(best.confidence, DIFFERING))
