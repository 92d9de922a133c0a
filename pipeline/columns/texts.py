"""From what each column of a line tells to the texts that it may say, each with its probability."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from pipeline.weights_text import Values

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
