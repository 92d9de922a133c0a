"""Read the seals of a page: the text round the rim and the straight line below the star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.crop import crop_quad
from pipeline.page_image import Image
from pipeline.seals.find import Mask, Ring, find_rings
from pipeline.seals.unwrap import HEIGHT, cut_below_star, unwrap_rim
from schemas.geometry import BBox, Quad
from schemas.page import SealKind, SealReading, SealShape

PLAIN_RING = 0.97  # support from which a ring without legible text is still a seal
GAP = 1.6  # strip heights between boxes of one text
LEGIBLE = 0.5  # engine score below which a rim was not read


@dataclass(frozen=True)
class Reader:
    """What seals need of an engine: ``detect`` and ``recognize`` as in its contract, the latter
    giving (text, score) for each line image; ``engine`` is its name."""

    engine: str
    detect: Callable[[Image], Sequence[Quad]]
    recognize: Callable[[Sequence[Image]], Sequence[tuple[str, float]]]


def read_seals(ink: Image, mask: Mask, page_skew: float, reader: Reader) -> list[SealReading]:
    """The round and oval seals in ``ink`` (BGR, seal ink dark on white), quads in its pixels.

    ``mask`` marks that ink. A ring round an emblem, which carries no text, is not a seal.
    """
    seals = []
    for ring in find_rings(mask):
        rim, rim_score = _read_rim(unwrap_rim(ink, ring, page_skew), reader)
        if rim is None and ring.support < PLAIN_RING:
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
    boxes = sorted(
        (quad.bbox for quad in reader.detect(strip) if quad.bbox.height > 0.25 * HEIGHT),
        key=lambda box: box.left,
    )
    spans = boxes + [span for span in _runs(boxes, strip.shape[1] * 6 / 7) if span not in boxes]
    readings = reader.recognize([crop_quad(strip, Quad.from_bbox(span)) for span in spans])
    best, best_score = "", 0.0
    for text, score in readings:
        chinese = "".join(char for char in text if is_chinese(char))
        if 2 * len(chinese) > len(text) and len(chinese) * score > len(best) * best_score:
            best, best_score = chinese, score
    return (best, best_score) if len(best) >= 4 and best_score >= LEGIBLE else (None, 0.0)


def _runs(boxes: Sequence[BBox], turn: float) -> list[BBox]:
    """From each box on, all that follow it closely, for no longer than one ``turn`` of the rim."""
    runs = []
    for start, first in enumerate(boxes):
        run = first
        for box in boxes[start + 1 :]:
            if box.left - run.right > GAP * HEIGHT or box.right - first.left > turn:
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
    best = max(readings, key=lambda reading: reading[1] * len(reading[0]), default=("", 0.0))
    chinese = "".join(char for char in best[0] if is_chinese(char))
    return (chinese, best[1]) if len(chinese) >= 3 else (None, 0.0)


def is_chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
