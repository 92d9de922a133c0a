"""Stretches of a row of marks: the inked columns of a line, the inked rows of a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def find_spans(marked: NDArray[np.bool_], gap: int = 0) -> list[tuple[int, int]]:
    """Start and end (exclusive) of each stretch of marks, those that no more than ``gap`` unmarked places
    part as one."""
    places = np.flatnonzero(marked)
    parts = np.split(places, np.flatnonzero(np.diff(places) > gap + 1) + 1)
    return [(int(part[0]), int(part[-1]) + 1) for part in parts if part.size]
