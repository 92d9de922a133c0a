"""What the classifier is worth on designs that it has never seen."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.network import CLASSES
from samples.glyphs.windows import Labelled

TWINS = ("0", "1", "i", "l", "o")
LIMITS = (0.5, 0.9, 0.97, 0.99)
EDGES = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99, 0.999, 1.001)


def report(unseen: Labelled, at: NDArray[np.int64], likely: NDArray[np.float32]) -> str:
    """Tables of text: by damage and by design, the share of look-alikes told at each limit of the
    probability, and how many of those wrongly; and probability against share right.

    ``at`` are places in ``unseen``, ``likely`` the probability of each of ``CLASSES`` for each of them.
    """
    shown = np.array([CLASSES[place].lower() for place in range(len(CLASSES))])
    twins = np.isin(shown[unseen.labels[at]], TWINS) & np.isin(shown[unseen.read[at]], TWINS)
    at, likely = at[twins], likely[twins]
    labels, damage, designs = unseen.labels[at], unseen.damage[at], unseen.designs[at]
    best, top = likely.argmax(1), likely.max(1)
    right = shown[best] == shown[labels]
    as_read = _percent(shown[unseen.read[at]] == shown[labels])
    lines = [
        f"measured on {len(labels)} look-alikes, of which {as_read} % were read right",
        *_by_kind("damage", damage, top, right),
        *_by_kind("design", designs, top, right),
        *_calibration(top, right),
        f"shown → told at 0.9: {', '.join(_confusions(labels, best, (top >= 0.9) & ~right))}",
    ]
    return "\n".join(lines)


def _by_kind(
    title: str, kinds: NDArray[np.str_], top: NDArray[np.float32], right: NDArray[np.bool_]
) -> list[str]:
    lines = [
        f"{title:18}{'n':>7}{'right':>8}" + "".join(f"{f'>={limit}':>8}{'wrong':>7}" for limit in LIMITS)
    ]
    for kind in [*sorted(set(kinds.tolist())), "all"]:
        at = (kinds == kind) | (kind == "all")
        cells = [
            f"{_percent(top[at] >= limit)}{int((~right & at & (top >= limit)).sum()):7}" for limit in LIMITS
        ]
        lines.append(f"{kind:18}{int(at.sum()):7}{_percent(right[at])}{''.join(cells)}")
    return lines


def _calibration(top: NDArray[np.float32], right: NDArray[np.bool_]) -> list[str]:
    lines = [f"{'probability':18}{'n':>7}{'mean':>8}{'right':>8}"]
    for low, high in pairwise(EDGES):
        at = (top >= low) & (top < high)
        if at.any():
            lines.append(f"{low:<9}{high:<9}{int(at.sum()):7}{_percent(top[at])}{_percent(right[at])}")
    return lines


def _percent(values: NDArray[np.generic]) -> str:
    return f"{100 * float(np.mean(values.astype(float))):8.2f}" if len(values) else f"{'-':>8}"


def _confusions(labels: NDArray[np.int64], best: NDArray[np.int64], wrong: NDArray[np.bool_]) -> list[str]:
    pairs, counts = np.unique(np.stack([labels[wrong], best[wrong]]), axis=1, return_counts=True)
    order = np.argsort(-counts)[:12]
    return [f"{CLASSES[pairs[0, k]] or '?'}→{CLASSES[pairs[1, k]]} {counts[k]}" for k in order]
