"""What probabilities that a network tells are worth: the temperature at which they are true, and how many of
what is told with so much are wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.networks.weights_text import Weights

LEAST = 1e-4  # probability that counts as none
SHARES = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99)


def find_temperature(
    weights: Weights, measure: Callable[[Weights], NDArray[np.float64]], temperatures: Iterable[float]
) -> float:
    """The best of ``temperatures``; ``measure`` gives by weights the probability of each value and whether it
    is right (1 or 0), values × 2."""
    losses: dict[float, float] = {}
    for heat in temperatures:
        found = measure({**weights, "temperature": np.array([heat], np.float32)})
        shares = np.clip(found[:, 0], LEAST, 1 - LEAST)
        losses[heat] = float(-np.where(found[:, 1] > 0, np.log(shares), np.log(1 - shares)).mean())
    return float(min(losses, key=losses.__getitem__))


def told_shares(found: NDArray[np.float64], shares: Sequence[float] = SHARES) -> list[str]:
    """A line for each of ``shares``: how many are told with so much probability, and how many of these are
    wrong; ``found`` as ``find_temperature`` measures it."""
    lines = []
    for share in shares:
        given = found[found[:, 0] >= share]
        lines.append(f"at {share}: {len(given) / len(found):.1%}, {int((given[:, 1] == 0).sum())} wrong")
    return lines
