"""How many characters the rim of a seal has, by where those that were read stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FEWEST = 4  # characters whose steps tell the usual one
NEAR = 0.55  # of the middle step: steps that differ by no more are of neighbours
MOST_LOST = 3  # characters that steps tell of
ASIDE = 0.3  # of a step: how far from its place a character, and from the top the rim's middle, is at most


def count_places(positions: Sequence[float], top: float) -> int | None:
    """How many characters stand evenly to both sides of a rim's ``top``, those read at ``positions`` (0-1
    along the rim, rising) among them; ``None`` where these are few or set unevenly.

    Between neighbours two steps apart one was lost, and so was one at the side that ends sooner. One lost
    at each end shows nowhere.
    """
    if len(positions) < FEWEST:
        return None
    read = np.asarray(positions)
    steps = np.diff(read)
    middle = float(np.median(steps))
    near = steps[np.abs(steps - middle) <= NEAR * middle]
    if middle <= 0 or not near.size:
        return None
    places = np.concatenate([[0.0], np.cumsum(np.maximum(1, np.rint(steps / near.mean())))])
    step, first = np.polyfit(places, read, 1)
    uneven = float(abs(2 * (top - first) / step - places[-1]))
    count = int(places[-1]) + 1 + round(uneven)
    aside = max(np.abs((read - first) / step - places).max(), abs(uneven - round(uneven)))
    return count if aside <= ASIDE and count - len(read) <= MOST_LOST else None
