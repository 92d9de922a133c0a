"""From what each column of a line tells to the texts that it may say, each with its probability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.networks.weights_text import Values

BEAM = 24  # beginnings of a text that are followed
LEAST = 1e-4  # probability of a class in a column from which it is followed


def to_texts(told: Values, classes: Sequence[str]) -> dict[str, float]:
    """The likeliest texts and their probabilities, which sum to 1, by a search over beginnings (Graves 2012):
    ``told`` holds the logarithms of probabilities, columns × ``classes``, of which the first is nothing."""
    beams = {"": (1.0, 0.0)}  # of each beginning: probability with nothing last, and with its last character
    for column in np.exp(told.astype(np.float64)):
        nothing, kept = float(column[0]), np.flatnonzero(column[1:] >= LEAST) + 1
        if not kept.size:  # what follows stands by itself, though it be the same
            beams = {text: (ended + open_, 0.0) for text, (ended, open_) in beams.items()}
            continue
        following: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for text, (ended, open_) in beams.items():
            own = following[text]
            own[0] += (ended + open_) * nothing
            for at in kept.tolist():
                char, share = classes[at], float(column[at])
                if text.endswith(char):
                    own[1] += open_ * share
                    following[text + char][1] += ended * share
                else:
                    following[text + char][1] += (ended + open_) * share
        best = sorted(following.items(), key=lambda item: -sum(item[1]))[:BEAM]
        whole = sum(sum(shares) for _, shares in best)
        beams = {text: (shares[0] / whole, shares[1] / whole) for text, shares in best}
    return {text: sum(shares) for text, shares in beams.items()}


def find_places(told: Values, classes: Sequence[str]) -> list[tuple[str, float]]:
    """The characters that the columns tell one by one, and where along the line (0-1) each stands."""
    best = told.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return [
        (classes[best[start]], float(start + end) / 2 / len(best))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if best[start]
    ]


def text_share(told: Values, classes: Sequence[str], text: str, passed: str = "") -> float:
    """The probability of one text by all ways that columns may spell it (Graves 2006); the classes in
    ``passed`` count as nothing."""
    shares, skips = _spelling(told, classes, text, passed)
    reached, logarithm = np.zeros(len(skips)), 0.0
    for column in range(len(shares)):
        before = _stepped(reached, skips, column)
        reached = (before[0] + before[1] + before[2]) * shares[column]
        whole = float(reached.sum())
        if whole <= 0:
            return 0.0
        reached /= whole
        logarithm += float(np.log(whole))
    return float(np.exp(logarithm) * reached[-2:].sum())


def text_places(told: Values, classes: Sequence[str], text: str, passed: str = "") -> list[float]:
    """Where along the line (0-1) each character of ``text`` stands, by the likeliest way to spell it."""
    shares, skips = _spelling(told, classes, text, passed)
    best, ways = np.zeros(len(skips)), []
    for column in range(len(shares)):
        before = _stepped(best, skips, column)
        ways.append(before.argmax(axis=0))
        best = before.max(axis=0) * shares[column]
        best /= max(float(best.max()), 1e-300)
    at = len(skips) - 1 if best[-1] >= best[-2] else len(skips) - 2
    columns: list[list[int]] = [[] for _ in text]
    for column in reversed(range(len(shares))):
        if at % 2:
            columns[at // 2].append(column)
        at -= int(ways[column][at])
    return [float(np.mean(own) + 0.5) / len(shares) if own else 0.0 for own in columns]


def _spelling(
    told: Values, classes: Sequence[str], text: str, passed: str
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """How probable each state of spelling ``text`` is by column: nothing, a character, nothing, ...; and
    which states follow the last character but one, for it is another."""
    shares = np.exp(told.astype(np.float64))
    nothing = shares[:, [0, *(classes.index(char) for char in passed)]].sum(axis=1)
    places = [classes.index(char) for char in text]
    states = np.repeat(nothing[:, None], 2 * len(text) + 1, axis=1)
    states[:, 1::2] = shares[:, places]
    skips = np.zeros(2 * len(text) + 1, np.bool_)
    skips[3::2] = np.diff(places) != 0
    return states, skips


def _stepped(reached: NDArray[np.float64], skips: NDArray[np.bool_], column: int) -> NDArray[np.float64]:
    """Of each state how it is reached in a column: from itself, the one before, the one before that."""
    before = np.zeros((3, len(reached)))
    if column == 0:
        before[0, :2] = 1.0
        return before
    before[0] = reached
    before[1, 1:] = reached[:-1]
    before[2, 2:] = np.where(skips[2:], reached[:-2], 0.0)
    return before
