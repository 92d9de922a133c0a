"""Find the frames of rubber stamps: oblong outlines of a stamp's size, in ink of any colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.pictures.shrink import shrink_to
from pipeline.seals.ring import Mask
from pipeline.stage_times import stage
from schemas.geometry import BBox, Quad
from schemas.page import SealKind, SealReading, SealShape, TextLine

WORK = 1169  # pixels of the long side that frames are sought at: half of A4 at 200 dpi, which takes no time
WIDEST, NARROWEST = 0.75, 0.1  # width as a share of the page's width
HIGHEST, LOWEST = 0.22, 0.012  # height as a share of the page's height
LEAST_ASPECT = 1.15  # width over height: stamps are set in lines
STEEPEST = 12.0  # degrees that a stamp is pressed aslant at most
FILLED = 0.8  # share of the oblong around it that an outline's inside must fill
SIDE = 0.85  # share of each side that must be inked
NEAR = 2  # pixels within which ink is on a side
MEET = 0.008  # share of the page within which corners of two outlines are one
TWICE = 0.02  # share of the page within which two outlines are the edges of one frame


@stage("frames")
def find_frames(mask: Mask) -> list[Quad]:
    """Frames in ``mask`` (height × width, ink above 0) in its pixels, corners clockwise from the top left.

    Outlines that meet at a corner are cells of a table and no stamps.
    """
    small, scale = shrink_to(mask, WORK)
    ink = cv2.morphologyEx((small > 40).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    apart: list[NDArray[np.float32]] = []
    for corners in _outlines(np.asarray(ink, dtype=np.uint8)):
        if all(np.abs(corners - other).max() > TWICE * max(ink.shape) for other in apart):
            apart.append(corners)
    reach = MEET * max(ink.shape)
    return [
        _to_quad(corners / scale)
        for corners in apart
        if not any(_meet(corners, other, reach) for other in apart if other is not corners)
    ]


def find_stamp_frames(inked: Mask, red: Mask | None) -> list[Quad]:
    """Frames in the ink of any colour, and those in ``red`` alone (height × width): a page's own frame or a
    table that one runs into hides it among all ink."""
    frames = find_frames(inked)
    if red is None:
        return frames
    further = [
        frame for frame in find_frames(red) if all(not _is_within(frame.bbox, one.bbox) for one in frames)
    ]
    return [*frames, *further]


def _is_within(one: BBox, other: BBox) -> bool:
    """Whether the middle of a box stands in another that is about as wide."""
    x, y = one.center
    inside = other.left < x < other.right and other.top < y < other.bottom
    return inside and other.width < 1.3 * one.width


def _meet(one: NDArray[np.float32], other: NDArray[np.float32], reach: float) -> bool:
    between = np.linalg.norm(one[:, None, :] - other[None, :, :], axis=2)
    return bool(between.min() < reach)


def read_stamps(frames: Sequence[Quad], lines: Sequence[TextLine]) -> list[SealReading]:
    """The frames that hold lines of text, as stamps; those without are ornaments or empty boxes."""
    stamps = []
    for frame in frames:
        inside = sorted(
            (line for line in lines if _holds(frame, line.quad)), key=lambda line: line.quad.bbox.center[1]
        )
        if inside:
            stamps.append(
                SealReading(
                    kind=SealKind.STAMP,
                    shape=SealShape.RECTANGLE,
                    quad=frame,
                    text="\n".join(line.text for line in inside),
                    text_confidence=min(line.confidence for line in inside),
                    inner_text=None,
                    inner_confidence=0.0,
                    engine=inside[0].engine,
                )
            )
    return stamps


def _holds(frame: Quad, line: Quad) -> bool:
    box, (x, y) = frame.bbox, line.bbox.center
    return box.left < x < box.right and box.top < y < box.bottom and line.bbox.width < 1.1 * box.width


def _outlines(ink: Mask) -> Iterator[NDArray[np.float32]]:
    """Corners of oblongs: an outline's inside, or what it bounds, all four sides inked."""
    page_height, page_width = ink.shape
    thick: Mask | None = None
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        _, _, w, h = cv2.boundingRect(contour)
        if w < NARROWEST * page_width or h < LOWEST * page_height or w > WIDEST * page_width:
            continue
        corners = _corners(np.asarray(cv2.boxPoints(cv2.minAreaRect(contour)), dtype=np.float32))
        across, down = corners[1] - corners[0], corners[3] - corners[0]
        wide, high = float(np.hypot(*across)), float(np.hypot(*down))
        if not LOWEST * page_height <= high <= HIGHEST * page_height or wide < LEAST_ASPECT * high:
            continue
        if abs(np.degrees(np.arctan2(across[1], across[0]))) > STEEPEST:
            continue
        if cv2.contourArea(contour) < FILLED * wide * high:
            continue
        if thick is None:
            thick = np.asarray(cv2.dilate(ink, np.ones((2 * NEAR + 1, 2 * NEAR + 1), np.uint8)), np.uint8)
        if _is_inked(thick, corners):
            yield corners


def _corners(box: NDArray[np.float32]) -> NDArray[np.float32]:
    """Clockwise from the top left."""
    by_height = box[np.argsort(box[:, 1])]
    top, bottom = by_height[:2], by_height[2:]
    top, bottom = top[np.argsort(top[:, 0])], bottom[np.argsort(bottom[:, 0])]
    return np.array([top[0], top[1], bottom[1], bottom[0]], dtype=np.float32)


def _is_inked(thick: Mask, corners: NDArray[np.float32]) -> bool:
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = np.linspace(start, end, 60)[3:-3].astype(np.float32)
        on = cv2.remap(thick, points[None, :, 0].copy(), points[None, :, 1].copy(), cv2.INTER_NEAREST)
        if on.mean() < SIDE:
            return False
    return True


def _to_quad(corners: NDArray[np.float32]) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return Quad((a, b, c, d))
