"""How well given texts fit a line image, by connectionist temporal classification.

A greedy reading keeps the surest class of each step; where print or dirt spoils some steps, the right
text is still likelier than every other of a closed list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.ocr.alphabet import Alphabet
from pipeline.ocr.recognition import whole_canvas
from pipeline.ocr.recognizer import Recognizer
from pipeline.page_image import Image

LEAST = 1e-9  # probability below which a class is as good as ruled out
IMPOSSIBLE = -1e9  # logarithm of a probability

Values = NDArray[np.float32]


@dataclass(frozen=True)
class _Paths:
    """The states of each text, a blank before and after each of its characters: texts × states. ``columns``
    are places in what is kept of the network's classes, ``skips`` whether a state may follow the one before
    the last, ``ends`` each text's last state."""

    classes: NDArray[np.int64]
    columns: NDArray[np.int64]
    skips: NDArray[np.bool_]
    ends: NDArray[np.int64]


def fit_texts(
    model: Recognizer, alphabet: Alphabet, images: Sequence[Image], texts: Sequence[str]
) -> list[tuple[float, ...]]:
    """For each of ``images`` (BGR, text left to right) how well each of ``texts`` (no empty one) fits it: the
    logarithm of its probability against that of the likeliest path, a character. About 0 fits wholly; a text
    with a character that the network does not know fits nothing.
    """
    paths = _to_paths(texts, alphabet)
    wide = sorted(range(len(images)), key=lambda index: -images[index].shape[1])

    def reduced(steps: Values) -> tuple[Values, float]:
        kept, surest = steps[:, paths.classes], steps.max(axis=1)
        return np.log(np.maximum(kept, LEAST)), float(np.log(np.maximum(surest, LEAST)).sum())

    outputs = model.probabilities((whole_canvas(images[index]) for index in wide), reduced)
    sizes = np.array([len(text) for text in texts])
    fits = {
        index: tuple(float(fit) for fit in (_forward(steps, paths) - free) / sizes)
        for index, (steps, free) in zip(wide, outputs, strict=True)
    }
    return [fits[index] for index in range(len(images))]


def _to_paths(texts: Sequence[str], alphabet: Alphabet) -> _Paths:
    classes = alphabet.classes
    used = sorted({classes[char] for text in texts for char in text if char in classes})
    places = {0: 0, **{index: place for place, index in enumerate(used, start=1)}}
    unknown = len(places)  # a column of its own, in which nothing is ever likely
    longest = 2 * max(map(len, texts)) + 1
    columns = np.zeros((len(texts), longest), np.int64)
    for row, text in enumerate(texts):
        columns[row, 1 : 2 * len(text) : 2] = [places.get(classes.get(char, -1), unknown) for char in text]
    skips = np.zeros(columns.shape, np.bool_)
    skips[:, 2:] = (columns[:, 2:] != 0) & (columns[:, 2:] != columns[:, :-2])
    ends = np.array([2 * len(text) for text in texts])
    return _Paths(np.array([0, *used]), columns, skips, ends)


def _forward(steps: Values, paths: _Paths) -> NDArray[np.float64]:
    """The logarithm of each text's probability, over all of its paths through ``steps`` (time × classes)."""
    steps = np.column_stack([steps, np.full(len(steps), IMPOSSIBLE, np.float32)])
    count, states = paths.columns.shape
    held = np.full((count, states + 2), IMPOSSIBLE)  # two states before the first, which no path reaches
    reached, one, two = held[:, 2:], held[:, 1:-1], held[:, :-2]
    reached[:, :2] = steps[0, paths.columns[:, :2]]
    for step in steps[1:]:
        from_near = np.logaddexp(reached, one)
        reached[:] = np.where(paths.skips, np.logaddexp(from_near, two), from_near) + step[paths.columns]
    rows = np.arange(len(reached))
    return np.asarray(np.logaddexp(reached[rows, paths.ends], reached[rows, paths.ends - 1]))
