"""Read the seals of a page: the text round the rim and the straight line below the star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.page_image import Image
from pipeline.reading import Reading
from pipeline.seals.find import Mask, Ring, find_rings
from pipeline.seals.level import CLEAR_STAR, LevelSeal, filled, find_pose
from pipeline.seals.looks import dark_looks, red_looks
from pipeline.seals.straight import straight_lines, usual_line
from pipeline.seals.unwrap import cut_to_text, unwrap_rim
from schemas.page import SealKind, SealReading, SealShape

CLEAR_RING, CLEAR_DARK_RING = 0.8, 0.93  # support from which a ring needs no star to be a seal's
EMBLEM = 0.25  # share of a disc that is inked from which it is no seal
LEAST_RIM, LEAST_LINE = 4, 3  # Chinese characters that make a legible rim, straight line
WITHIN_RIM = 0.5  # of the radius: how far from the middle a straight line is taken out of the rim
MARGIN = 0.18  # of a straight line's height: what is cut with it
LEGIBLE = 0.6  # engine score from which a character speaks for the text and not against it


@dataclass(frozen=True)
class Reader:
    """What seals need of an engine: ``recognize`` as in its contract, and its name."""

    engine: str
    recognize: Callable[[Sequence[Image]], Sequence[Reading]]


def read_seals(
    ink: Image, mask: Mask, page_skew: float, reader: Reader, *, page: Image | None = None
) -> list[SealReading]:
    """The round and oval seals in ``ink`` (BGR, seal ink dark on white), quads in its pixels.

    ``mask`` marks that ink. ``page`` is the page as it is, where ``ink`` is the red alone; ``None``
    tells that ``ink`` is the page, seals and print in one colour. A ring round an emblem, which
    carries no text, is not a seal. Where the text stands a seal's shape tells, so nothing is
    detected; the cuts of all seals are recognized together.
    """
    among_text = page is None
    rings = find_rings(mask, among_text=among_text)
    poses = [find_pose(ink, ring, page_skew) for ring in rings]
    looks = [dark_looks(ink, pose) if page is None else red_looks(ink, page, pose) for pose in poses]
    cuts = [[_cut_texts(seal, among_text) for seal in seals] for seals in looks]
    readings = iter(reader.recognize([cut for seal in cuts for look in seal for cut in look]))
    seals = []
    for pose, first, seal_cuts in zip(poses, looks, cuts, strict=True):
        read = [[_longest_sure(next(readings)) for _ in look] for look in seal_cuts]
        rim = max((texts[0] for texts in read), key=lambda text: text.worth)
        inner = max(
            (_legible(texts[1:]) for texts in read), key=lambda lines: sum(line.worth for line in lines)
        )
        is_legible = len(rim.text) >= LEAST_RIM or bool(inner)
        if _is_seal(pose.ring, first[0], is_legible, among_text):
            seals.append(_seal(pose.ring, rim, inner, reader.engine))
    return seals


def _is_seal(ring: Ring, seal: LevelSeal, is_legible: bool, among_text: bool) -> bool:
    """A ring about a star is one, unless without text it is filled as an emblem is; without a star
    the ring must be clear and its text legible."""
    if seal.star >= CLEAR_STAR:
        return is_legible or filled(seal) < EMBLEM
    return is_legible and ring.support >= (CLEAR_DARK_RING if among_text else CLEAR_RING)


def _cut_texts(seal: LevelSeal, among_text: bool) -> list[Image]:
    """The rim laid out straight, and each straight line; among print, which hides lines and looks
    like them, also the place where one usually stands."""
    boxes = straight_lines(seal)
    if among_text:
        usual = usual_line(seal)
        boxes = [box for box in boxes if box.bottom < usual.top or box.top > usual.bottom] + [usual]
    rim = seal.picture.copy()
    cuts = []
    for box in boxes:
        pad = int(MARGIN * box.height) + 1
        top, bottom = int(box.top) - pad, int(box.bottom) + pad
        cuts.append(_strong(seal.picture[top:bottom, max(0, int(box.left) - pad) : int(box.right) + pad]))
        reach = WITHIN_RIM * seal.ring.a
        left, right = max(box.left, seal.ring.x - reach), min(box.right, seal.ring.x + reach)
        rim[top:bottom, int(left) : int(right)] = 255
    return [_strong(cut_to_text(unwrap_rim(seal.with_picture(rim)))), *cuts]


def _strong(cut: Image) -> Image:
    """The cut with its ink made full, as a pale seal's is not."""
    darkest = float(np.percentile(cut, 2))
    full = cv2.convertScaleAbs(255 - cut, alpha=255 / max(255 - darkest, 24))
    return 255 - np.asarray(full, dtype=np.uint8)


@dataclass(frozen=True)
class _Text:
    """``score`` is a character's on average (0-1), ``worth`` sums up how far each is above ``LEGIBLE``."""

    text: str
    score: float
    worth: float


def _seal(ring: Ring, rim: _Text, lines: Sequence[_Text], engine: str) -> SealReading:
    is_legible = len(rim.text) >= LEAST_RIM
    return SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.OVAL if ring.is_oval else SealShape.ROUND,
        quad=ring.quad,
        text=rim.text if is_legible else None,
        text_confidence=rim.score if is_legible else 0.0,
        inner_text="".join(line.text for line in lines) or None,
        inner_confidence=min((line.score for line in lines), default=0.0),
        engine=engine,
    )


def _legible(inner: Sequence[_Text]) -> list[_Text]:
    return [line for line in inner if len(line.text) >= LEAST_LINE]


def _longest_sure(reading: Reading) -> _Text:
    """The sure Chinese text of a reading and its score (0-1)."""
    text, worth = _sure_chinese(reading)
    return _Text(text, min(1.0, LEGIBLE + worth / len(text)) if text else 0.0, worth)


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
