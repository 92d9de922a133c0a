"""Read the seals of a page: the text round the rim and the straight line below the star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.crop import crop_quad
from pipeline.page_image import Image
from pipeline.reading import Reading
from pipeline.seals.find import Mask, Ring, find_rings
from pipeline.seals.unwrap import cut_below_star, cut_to_text, unwrap_rim
from schemas.geometry import BBox, Quad
from schemas.page import SealKind, SealReading, SealShape

PLAIN_RING = 0.97  # support from which a ring without legible text is still a seal
GAP = 1.6  # strip heights between boxes of one text
LEGIBLE = 0.6  # engine score from which a character speaks for the text and not against it


@dataclass(frozen=True)
class Reader:
    """What seals need of an engine: ``detect`` and ``recognize`` as in its contract, and its name."""

    engine: str
    detect: Callable[[Image], Sequence[Quad]]
    recognize: Callable[[Sequence[Image]], Sequence[Reading]]


def read_seals(
    ink: Image, mask: Mask, page_skew: float, reader: Reader, *, among_text: bool = False
) -> list[SealReading]:
    """The round and oval seals in ``ink`` (BGR, seal ink dark on white), quads in its pixels.

    ``mask`` marks that ink, ``among_text`` tells that it is the page's print too. A ring round an
    emblem, which carries no text, is not a seal.
    """
    seals = []
    for ring in find_rings(mask, among_text=among_text):
        rim, rim_score = _read_rim(cut_to_text(unwrap_rim(ink, ring, page_skew)), reader)
        if rim is None and (among_text or ring.support < PLAIN_RING):
            continue
        inner, inner_score = _read_inner(cut_below_star(ink, ring, page_skew), reader)
        seals.append(_seal(ring, rim, rim_score, inner, inner_score, reader.engine))
    return seals


def _seal(
    ring: Ring, rim: str | None, rim_score: float, inner: str | None, inner_score: float, engine: str
) -> SealReading:
    return SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.OVAL if ring.is_oval else SealShape.ROUND,
        quad=ring.quad,
        text=rim,
        text_confidence=rim_score,
        inner_text=inner,
        inner_confidence=inner_score,
        engine=engine,
    )


def _read_rim(strip: Image, reader: Reader) -> tuple[str | None, float]:
    """The longest sure Chinese text on the strip; ``None`` under four characters.

    Detection may part the widely set characters, so each run of boxes is read whole too.
    """
    height, width = strip.shape[:2]
    found = [quad.bbox for quad in reader.detect(strip) if quad.bbox.height > 0.4 * height]
    boxes = sorted(found, key=lambda box: box.left)
    spans = boxes + [span for span in _runs(boxes, width * 6 / 7, GAP * height) if span not in boxes]
    readings = reader.recognize([crop_quad(strip, Quad.from_bbox(span)) for span in spans])
    best, best_worth = "", 0.0
    for reading in readings:
        text, worth = _sure_chinese(reading)
        if worth > best_worth:
            best, best_worth = text, worth
    return (best, min(1.0, LEGIBLE + best_worth / len(best))) if len(best) >= 4 else (None, 0.0)


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


def _runs(boxes: Sequence[BBox], turn: float, gap: float) -> list[BBox]:
    """From each box on, all that follow within ``gap``, for no longer than one ``turn`` of the rim."""
    runs = []
    for start, first in enumerate(boxes):
        run = first
        for box in boxes[start + 1 :]:
            if box.left - run.right > gap or box.right - first.left > turn:
                break
            run = BBox(
                left=run.left,
                top=min(run.top, box.top),
                right=max(run.right, box.right),
                bottom=max(run.bottom, box.bottom),
            )
        runs.append(run)
    return runs


def _read_inner(cut: Image, reader: Reader) -> tuple[str | None, float]:
    """The straight line: the widest box of text; ``None`` under three Chinese characters."""
    wide = [quad for quad in reader.detect(cut) if quad.bbox.width > 2 * quad.bbox.height]
    readings = reader.recognize([crop_quad(cut, quad) for quad in wide])
    best, best_worth = "", 0.0
    for reading in readings:
        text, worth = _sure_chinese(reading)
        if worth > best_worth:
            best, best_worth = text, worth
    return (best, min(1.0, LEGIBLE + best_worth / len(best))) if len(best) >= 3 else (None, 0.0)


def is_chinese(char: str) -> bool:
    """Whether ``char`` is in Unicode's block CJK Unified Ideographs: no punctuation, no digit."""
    return "\u4e00" <= char <= "\u9fff"
