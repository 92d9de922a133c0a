"""Which lines of domains are looked at again, and what becomes of a letter behind the last separator."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.glyphs.again import DIFFERING, Look, look_again, weakest
from pipeline.glyphs.ends import SEPARATORS, Beyond, find_beyond
from pipeline.glyphs.runs import TWINS, find_runs
from pipeline.page_image import Image
from pipeline.pictures.crop import crop_quad
from pipeline.reading import Recognize
from schemas.page import InkLayer, TextLine

SURE = 0.9  # score of a letter below which a domain is looked at again
MISSED, GAPPED = 0.5, 0.89  # what a line with a glyph too many, or with a gap, is worth among those
WIDE = 1.9  # usual steps between two letters where one may have been dropped
MOST = 8  # lines of a page that are looked at again


@dataclass(frozen=True)
class _Doubt:
    """A line to be looked at again, ``sure`` (0-1) at its least sure letter, and what was left off."""

    line: TextLine
    image: Image
    sure: float
    beyond: Beyond | None


def look_at_doubtful(
    lines: Sequence[TextLine],
    lacking: Collection[int],
    layers: Mapping[InkLayer, Image | None],
    recognize: Recognize,
) -> dict[int, Look]:
    """Second looks, by index of the line, at no more than ``MOST`` of the least sure lines that may hold a
    domain; of those of the indices ``lacking`` a glyph was missed. ``layers`` are the images that lines were
    read from.

    Raises:
        EngineError: recognition failed.
    """
    doubts = {
        index: doubt
        for index, line in enumerate(lines)
        for doubt in [_find_doubt(index, lines, layers.get(line.layer), lacking=index in lacking)]
        if doubt is not None
    }
    first = sorted(doubts, key=lambda index: doubts[index].sure)[:MOST]
    chosen = [doubts[index] for index in first]
    crops = [crop_quad(doubt.image, doubt.line.quad) for doubt in chosen]
    looks = look_again([doubt.line for doubt in chosen], crops, recognize) if chosen else []
    return {
        index: _with_end(look, doubt.beyond) for index, doubt, look in zip(first, chosen, looks, strict=True)
    }


def _find_doubt(
    index: int, lines: Sequence[TextLine], image: Image | None, *, lacking: bool
) -> _Doubt | None:
    """Why a line is to be looked at again: a letter is unsure, a glyph was missed, a step between two letters
    is wide, or a glyph stands behind the last separator."""
    line = lines[index]
    runs = find_runs(line.text)
    if image is None or not runs or not line.is_placed:
        return None
    sure = min(weakest(line.text[a:b], line.char_confidences[a:b], TWINS) for a, b in runs)
    if lacking:
        sure = min(sure, MISSED)
    if any(_is_gapped(line.char_positions[a:b]) for a, b in runs):
        sure = min(sure, GAPPED)
    beyond = None
    if line.text[-1] in SEPARATORS:
        others = [other.quad for at, other in enumerate(lines) if at != index]
        beyond = find_beyond(image, line, others)
    if beyond is not None:
        return _Doubt(beyond.lengthen(line), image, 0.0, beyond)
    return _Doubt(line, image, sure, None) if sure < SURE else None


def _is_gapped(places: Sequence[float]) -> bool:
    steps = np.diff(places)
    return bool(steps.max() >= WIDE * np.median(steps))


def _with_end(look: Look, beyond: Beyond | None) -> Look:
    """The look with the l that neither read behind the last separator; where another mark stands behind the
    last character and was not read, that character is in doubt."""
    if beyond is None or len(look.line.text) > beyond.count:
        return look
    if beyond.stroke and look.line.text[-1] in SEPARATORS:
        return Look(beyond.append(look.line, DIFFERING), agreed=look.agreed)
    scores = (*look.line.char_confidences[:-1], min(look.line.char_confidences[-1], DIFFERING))
    return Look(look.line.model_copy(update={"char_confidences": scores}), agreed=look.agreed)
