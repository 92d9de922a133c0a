"""Text recognition: level line images to characters, by connectionist temporal classification."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.alphabet import Alphabet
from pipeline.ocr.detection import to_batch
from pipeline.ocr.recognizer import Recognizer
from pipeline.page_image import Image
from pipeline.reading import Reading

HEIGHT = 48  # pixels: what the network was trained on
STRIDE = 8  # pixels of width a time step
NARROWEST, WIDEST = 32, 3200
STEPS = ((256, 32), (768, 64), (3200, 128))  # pixels of width that lines up to so many are filled up by
UNSQUEEZED = 5  # times its height that a line may be wide before it is narrowed
SQUEEZE = 0.33  # of the width beyond; same text on clean and blurred print
SURE = 0.75  # score of a character below which a narrowed line is read again


@dataclass(frozen=True)
class _Line:
    """``width``: pixels that the image is brought to."""

    index: int
    image: Image
    width: int


def recognize_lines(
    model: Recognizer, exact: Recognizer, alphabet: Alphabet, images: Sequence[Image]
) -> list[Reading]:
    """A reading for each of ``images`` (BGR, text left to right), in their order.

    Long lines are read narrowed, for their cost is their width, and by ``model``, which may be
    computed coarsely. Where that leaves a character in doubt, or the line holds Latin letters, which
    narrowing hurts, it is read at full width too, by ``exact``, and the surer reading kept.
    """
    lines = [_Line(index, image, _width(image, SQUEEZE)) for index, image in enumerate(images)]
    readings = _read(model, alphabet, lines)
    again = [
        index
        for index, reading in readings.items()
        if _is_doubtful(reading) and (exact is not model or _width(images[index], 1.0) > lines[index].width)
    ]
    wide = _read(
        exact, alphabet, [_Line(index, images[index], _width(images[index], 1.0)) for index in again]
    )
    for index, reading in wide.items():
        if min(reading.scores, default=0.0) >= min(readings[index].scores, default=0.0):
            readings[index] = reading
    return [readings[index] for index in range(len(images))]


def _is_doubtful(reading: Reading) -> bool:
    if not reading.text:
        return False
    latin = sum(char.isascii() and char.isalpha() for char in reading.text)
    return latin >= 3 or min(reading.scores) < SURE


def _read(model: Recognizer, alphabet: Alphabet, lines: Sequence[_Line]) -> dict[int, Reading]:
    """Each line by itself: a batch of them is no faster a pixel, and is computed on its padding too.

    Widest first, so that the threads end together.
    """
    ordered = sorted(lines, key=lambda line: -line.width)
    outputs = model.surest((_to_canvas(line) for line in ordered), alphabet)
    return {
        line.index: _decode(scores, classes, alphabet, line.width)
        for line, (scores, classes) in zip(ordered, outputs, strict=True)
    }


def _to_canvas(line: _Line) -> NDArray[np.float32]:
    """Widths in steps, for the runtime prepares itself for each width that is new to it."""
    shrinking = cv2.INTER_AREA if line.image.shape[0] > HEIGHT else cv2.INTER_CUBIC
    step = _step(line.width)
    canvas = np.full((1, HEIGHT, math.ceil(line.width / step) * step, 3), 128, np.uint8)
    canvas[0, :, : line.width] = cv2.resize(line.image, (line.width, HEIGHT), interpolation=shrinking)
    return to_batch(canvas)


def line_to_input(image: Image) -> NDArray[np.float32]:
    """What the network sees of a line (BGR) at first: 1 × 3 × height × width, -1 to 1."""
    return _to_canvas(_Line(0, image, _width(image, SQUEEZE)))


def whole_canvas(image: Image) -> NDArray[np.float32]:
    """What the network sees of a line (BGR) at its full width: 1 × 3 × height × width, -1 to 1."""
    return _to_canvas(_Line(0, image, _width(image, 1.0)))


def _width(image: Image, squeeze: float) -> int:
    height, width = image.shape[:2]
    natural = HEIGHT * width / height
    free = UNSQUEEZED * HEIGHT
    if natural > free:
        natural = free + (natural - free) * squeeze
        if squeeze < 1.0:  # a whole step: what it is filled up by takes as long as what it says
            natural = round(natural / _step(natural)) * _step(natural)
    return int(min(max(natural, NARROWEST), WIDEST))


def _step(width: float) -> int:
    return next((step for most, step in STEPS if width <= most), STEPS[-1][1])


def _decode(
    scores: NDArray[np.float32], classes: NDArray[np.int64], alphabet: Alphabet, width: int
) -> Reading:
    """Best path: a run of one class, or of it and its other forms, is one character; class 0 parts them.

    ``scores`` (0-1) and ``classes`` are the best of each time step; of class 0 no score is asked for.
    """
    starts = np.flatnonzero(np.diff(alphabet.forms[classes, 0], prepend=-1))
    ends = np.append(starts[1:], len(classes))
    peaks = np.minimum(np.maximum.reduceat(scores, starts), 1.0)
    places = np.minimum((starts + ends) / 2 / max(1.0, width / STRIDE), 1.0)
    kept = classes[starts] != 0
    chars = "".join(alphabet.characters[index] for index in classes[starts[kept]])
    confidences = tuple(float(peak) for peak in peaks[kept])
    confidence = float(np.mean(confidences)) if confidences else 0.0
    return Reading(chars, confidence, tuple(float(place) for place in places[kept]), confidences)
