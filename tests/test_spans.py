from __future__ import annotations

import numpy as np
import pytest

from pipeline.pictures.spans import find_spans


@pytest.mark.parametrize(
    ("marks", "gap", "spans"),
    [
        ("", 0, []),
        ("....", 0, []),
        ("##..#.", 0, [(0, 2), (4, 5)]),
        ("#.#..#", 1, [(0, 3), (5, 6)]),
        ("#.#..#", 2, [(0, 6)]),
        ("..####", 0, [(2, 6)]),
    ],
)
def test_spans(marks: str, gap: int, spans: list[tuple[int, int]]) -> None:
    assert find_spans(np.array([mark == "#" for mark in marks], bool), gap) == spans
