"""Which items of the one list are which of the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")
ALIKE = 0.3  # below this, two items are not one item read wrongly but one missing and one too many


def likeness(one: str, other: str) -> float:
    """0-1; 1 only for equal texts. Both as ``text_to_comparable`` gives them."""
    return 1.0 if one == other else min(0.999, fuzz.ratio(one, other) / 100)


def align(
    truth: Sequence[T], read: Sequence[T], alike: Callable[[T, T], float], least: float = ALIKE
) -> list[tuple[int | None, int | None]]:
    """Pairs of indexes into ``truth`` and ``read``, the most alike first, near places before far.

    Whatever is equal is paired with an equal one, nothing that is less alike than ``least``. ``(i, None)``
    is missing, ``(None, j)`` is too many; pairs come in the order of ``truth``, those too many last.
    """
    ranked = sorted(
        (-alike(left, right), abs(i - j), i, j)
        for i, left in enumerate(truth)
        for j, right in enumerate(read)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for negative, _, i, j in ranked:
        if -negative >= least and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs: list[tuple[int | None, int | None]] = [(i, partner.get(i)) for i in range(len(truth))]
    return pairs + [(None, j) for j in range(len(read)) if j not in taken]
