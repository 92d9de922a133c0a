"""Read the seals of a page: the text round the rim and the straight line below the star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.page_image import Image
from pipeline.reading import Reading
from pipeline.seals.find import Mask, Ring, find_rings
from pipeline.seals.level import LevelSeal, level_seal
from pipeline.seals.straight import straight_lines
from pipeline.seals.unwrap import cut_to_text, unwrap_rim
from schemas.page import SealKind, SealReading, SealShape

PLAIN_RING = 0.97  # support from which a ring without legible text is still a seal
MARGIN = 0.18  # of a straight line's height: what is cut with it
LEGIBLE = 0.6  # engine score from which a character speaks for the text and not against it


@dataclass(frozen=True)
class Reader:
    """What seals need of an engine: ``recognize`` as in its contract, and its name."""

    engine: str
    recognize: Callable[[Sequence[Image]], Sequence[Reading]]


def read_seals(
    ink: Image, mask: Mask, page_skew: float, reader: Reader, *, among_text: bool = False
) -> list[SealReading]:
    """The round and oval seals in ``ink`` (BGR, seal ink dark on white), quads in its pixels.

    ``mask`` marks that ink, ``among_text`` tells that it is the page's print too. A ring round an
    emblem, which carries no text, is not a seal. Where the text stands a seal's shape tells, so
    nothing is detected; the cuts of all seals are recognized together.
    """
    rings = find_rings(mask, among_text=among_text)
    cuts = [_cut_texts(level_seal(ink, ring, page_skew)) for ring in rings]
    readings = iter(reader.recognize([cut for texts in cuts for cut in texts]))
    seals = []
    for ring, texts in zip(rings, cuts, strict=True):
        (rim, rim_score), *inner = [_longest_sure(next(readings)) for _ in texts]
        if len(rim) < 4 and (among_text or ring.support < PLAIN_RING):
            continue
        seals.append(_seal(ring, rim, rim_score, inner, reader.engine))
    return seals


def _cut_texts(seal: LevelSeal) -> list[Image]:
    """The rim laid out straight, and each straight line."""
    boxes = straight_lines(seal)
    rim = seal.picture.copy()
    cuts = []
    for box in boxes:
        pad = int(MARGIN * box.height) + 1
        top, bottom = int(box.top) - pad, int(box.bottom) + pad
        left, right = max(0, int(box.left) - pad), int(box.right) + pad
        cuts.append(np.ascontiguousarray(seal.picture[top:bottom, left:right]))
        rim[top:bottom, left:right] = 255
    return [cut_to_text(unwrap_rim(LevelSeal(rim, seal.star))), *cuts]


def _seal(
    ring: Ring, rim: str, rim_score: float, inner: Sequence[tuple[str, float]], engine: str
) -> SealReading:
    legible = [(text, score) for text, score in inner if len(text) >= 3]
    return SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.OVAL if ring.is_oval else SealShape.ROUND,
        quad=ring.quad,
        text=rim if len(rim) >= 4 else None,
        text_confidence=rim_score if len(rim) >= 4 else 0.0,
        inner_text="".join(text for text, _ in legible) or None,
        inner_confidence=min((score for _, score in legible), default=0.0),
        engine=engine,
    )


def _longest_sure(reading: Reading) -> tuple[str, float]:
    """The sure Chinese text of a reading and its score (0-1)."""
    text, worth = _sure_chinese(reading)
    return text, min(1.0, LEGIBLE + worth / len(text)) if text else 0.0


def _sure_chinese(reading: Reading) -> tuple[str, float]:
    """The stretch of Chinese characters that are read surest over all, and its worth.

    Characters of the straight line reach into the strip's ends and are read unsurely there: each
    counts by how far its score is above ``LEGIBLE``, so they are left off.
    """
    scores = reading.scores or (reading.confidence,) * len(reading.text)
    best = (0.0, 0, 0)
    start, worth = 0, 0.0
    for index, (char, score) in enumerate(zip(reading.text, scores, strict=True)):
        worth += score - LEGIBLE if is_chinese(char) else -LEGIBLE
        if worth <= 0:
            start, worth = index + 1, 0.0
        best = max(best, (worth, start, index + 1))
    worth, start, end = best
    return "".join(filter(is_chinese, reading.text[start:end])), worth


def is_chinese(char: str) -> bool:
    """Whether ``char`` is in Unicode's block CJK Unified Ideographs: no punctuation, no digit."""
    return "\u4e00" <= char <= "\u9fff"
