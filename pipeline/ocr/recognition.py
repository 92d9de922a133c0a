"""Text recognition: level line images to characters, by connectionist temporal classification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.detection import to_batch
from pipeline.ocr.model import Model
from pipeline.page_image import Image
from pipeline.reading import Reading

HEIGHT = 48  # pixels: what the network was trained on
STRIDE = 8  # pixels of width a time step
NARROWEST, WIDEST = 32, 3200
BATCH = 6
BEST = 1  # classes kept a time step
UNSQUEEZED = 5  # times its height that a line may be wide before it is narrowed
SQUEEZE = 0.4  # of the width beyond; same text on clean and blurred print
SURE = 0.6  # score of a character below which a narrowed line is read again


@dataclass(frozen=True)
class _Line:
    index: int
    image: Image
    width: int


def recognize_lines(model: Model, alphabet: Sequence[str], images: Sequence[Image]) -> list[Reading]:
    """A reading for each of ``images`` (BGR, text left to right), in their order.

    Long lines are read narrowed, for their cost is their width; where that leaves a character
    in doubt, or the line holds Latin letters, which narrowing hurts, it is read at full width too
    and the surer reading kept.
    """
    readings = _read(model, alphabet, [_to_line(index, image, SQUEEZE) for index, image in enumerate(images)])
    again = [index for index, reading in readings.items() if _wants_full_width(reading, images[index])]
    wide = _read(model, alphabet, [_to_line(index, images[index], 1.0) for index in again])
    for index, reading in wide.items():
        if min(reading.scores, default=0.0) >= min(readings[index].scores, default=0.0):
            readings[index] = reading
    return [readings[index] for index in range(len(images))]


def _wants_full_width(reading: Reading, image: Image) -> bool:
    height, width = image.shape[:2]
    if width <= UNSQUEEZED * height or not reading.text:
        return False
    latin = sum(char.isascii() and char.isalpha() for char in reading.text)
    return latin >= 3 or min(reading.scores) < SURE


def _read(model: Model, alphabet: Sequence[str], lines: Sequence[_Line]) -> dict[int, Reading]:
    """Batches of like width, so that little is computed on padding."""
    ordered = sorted(lines, key=lambda line: line.width)
    groups = [ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH)]
    readings: dict[int, Reading] = {}
    for group, (scores, classes) in zip(
        groups, model.run([_to_canvas(group) for group in groups]), strict=True
    ):
        for row, line in enumerate(group):
            readings[line.index] = _decode(scores[row], classes[row].astype(np.int64), alphabet, line.width)
    return readings


def _to_canvas(group: Sequence[_Line]) -> NDArray[np.float32]:
    canvas = np.full((len(group), HEIGHT, _rounded(group[-1].width), 3), 128, np.uint8)
    for row, line in enumerate(group):
        canvas[row, :, : line.width] = line.image
    return to_batch(canvas)


def _rounded(width: int) -> int:
    return (width + STRIDE * 4 - 1) // (STRIDE * 4) * (STRIDE * 4)


def _to_line(index: int, image: Image, squeeze: float) -> _Line:
    height, width = image.shape[:2]
    natural = HEIGHT * width / height
    free = UNSQUEEZED * HEIGHT
    if natural > free:
        natural = free + (natural - free) * squeeze
    target = int(min(max(natural, NARROWEST), WIDEST))
    shrinking = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
    return _Line(index, np.asarray(cv2.resize(image, (target, HEIGHT), interpolation=shrinking)), target)


def _decode(
    scores: NDArray[np.float32], classes: NDArray[np.int64], alphabet: Sequence[str], width: int
) -> Reading:
    """Best path: a run of one class is one character; class 0 parts characters."""
    steps = len(scores)
    span = max(1.0, width / STRIDE)
    chars: list[str] = []
    positions: list[float] = []
    confidences: list[float] = []
    step = 0
    while step < steps:
        end = step + 1
        best = classes[step, 0]
        while end < steps and classes[end, 0] == best:
            end += 1
        if best != 0:
            peak = step + int(np.argmax(scores[step:end, 0]))
            chars.append(alphabet[best])
            positions.append(min(1.0, ((step + end) / 2) / span))
            confidences.append(min(1.0, float(scores[peak, 0])))
        step = end
    confidence = float(np.mean(confidences)) if confidences else 0.0
    return Reading("".join(chars), confidence, tuple(positions), tuple(confidences))
