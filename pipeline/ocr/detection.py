"""Text detection: a page to quads, by differentiable binarization (Liao et al., 2020)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.detector import Detector
from pipeline.page_image import Image
from schemas.geometry import Quad

INK = 0.3  # a pixel belongs to text
BOX = 0.45  # a region's mean makes it a line
UNCLIP = 1.6  # the network was trained on shrunk regions
SMALLEST = 3  # pixels of the probability map
STEP = 32  # the network halves its input five times
PART_STEP = 128  # parts come in all sizes, and the runtime prepares itself for each that is new to it


def find_lines(detector: Detector, image: Image, longest: int, page_side: int = 0) -> list[Quad]:
    """Text lines of ``image`` (BGR) looked at with its long side at ``longest`` pixels; where it is
    a part of a page, as it would be with the long side of the page, ``page_side``, at that.

    Quads are in pixels of ``image``; the order of their corners assumes text from left to right.
    """
    height, width = image.shape[:2]
    scale = min(1.0, longest / max(height, width, page_side))
    net_width = max(STEP, round(width * scale / STEP) * STEP)
    net_height = max(STEP, round(height * scale / STEP) * STEP)
    small = cv2.resize(image, (net_width, net_height), interpolation=cv2.INTER_AREA)
    step = PART_STEP if page_side else STEP
    canvas = cv2.copyMakeBorder(
        small, 0, -net_height % step, 0, -net_width % step, cv2.BORDER_CONSTANT, value=(255, 255, 255)
    )
    probability = detector.probability(to_batch(np.asarray(canvas, np.uint8)[np.newaxis]))
    regions = _regions(np.ascontiguousarray(probability[:net_height, :net_width]))
    factor = np.array([width / net_width, height / net_height])
    return [_quad(region * factor, width, height) for region in regions]


def to_batch(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """N × height × width × 3 pixels (0-255) to N × 3 × height × width floats (-1 to 1)."""
    planes = np.ascontiguousarray(images.transpose(0, 3, 1, 2)) * np.float32(1 / 127.5)
    planes -= np.float32(1)
    return np.asarray(planes, dtype=np.float32)


def _regions(probability: NDArray[np.float32]) -> list[NDArray[np.float64]]:
    ink = (probability > INK).astype(np.uint8)
    ink = np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    contours, _ = cv2.findContours(ink, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    regions = []
    for contour in contours:
        center, (w, h), angle = cv2.minAreaRect(contour)
        if min(w, h) < SMALLEST or _mean_inside(probability, np.asarray(contour, np.int32)) < BOX:
            continue
        grow = 2 * w * h * UNCLIP / (2 * (w + h))
        if min(w, h) + grow < SMALLEST + 2:
            continue
        regions.append(np.asarray(cv2.boxPoints((center, (w + grow, h + grow), angle)), dtype=np.float64))
    return regions


def _mean_inside(probability: NDArray[np.float32], contour: NDArray[np.int32]) -> float:
    left, top, width, height = cv2.boundingRect(contour)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillPoly(mask, [contour - np.array([[left, top]])], (1,))
    return float(cv2.mean(probability[top : top + height, left : left + width], mask)[0])


def _quad(corners: NDArray[np.float64], width: int, height: int) -> Quad:
    """Corners clockwise within the page; the first edge is the one that runs most to the right,
    the longer one where two run alike (text aslant)."""
    ring = np.clip(corners, 0, [width - 1, height - 1])
    edges = np.roll(ring, -1, axis=0) - ring
    area = float(edges[0, 0] * edges[1, 1] - edges[0, 1] * edges[1, 0])
    if area < 0:
        ring = ring[::-1]
        edges = np.roll(ring, -1, axis=0) - ring
    lengths = np.maximum(np.hypot(edges[:, 0], edges[:, 1]), 1e-6)
    rightward = edges[:, 0] / lengths
    likely = [index for index in range(4) if rightward[index] > max(rightward) - 0.15]
    start = max(likely, key=lambda index: float(lengths[index]))
    a, b, c, d = ((float(x), float(y)) for x, y in np.roll(ring, -start, axis=0))
    return Quad((a, b, c, d))
