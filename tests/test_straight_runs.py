"""Runs of ink are those that opening by a line leaves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.pictures.straight_runs import keep_runs

DRAWS = 60


def draw(random: np.random.Generator) -> NDArray[np.uint8]:
    """Patches of ink on a picture of any size."""
    height, width = (int(side) for side in random.integers(1, 200, 2))
    wide, high = (int(side) for side in random.integers(1, 24, 2))
    ink = random.random((height // high + 1, width // wide + 1)) < random.choice([0.3, 0.6, 0.95])
    return np.asarray(
        cv2.resize(255 * ink.astype(np.uint8), (width, height), interpolation=cv2.INTER_NEAREST), np.uint8
    )


@pytest.mark.parametrize("upright", [False, True])
def test_runs_are_what_an_opening_leaves(*, upright: bool) -> None:
    random, left = np.random.default_rng(11), 0
    for _ in range(DRAWS):
        mask, length = draw(random), 2 * int(random.integers(0, 40)) + 1
        line = np.ones((length, 1) if upright else (1, length), np.uint8)
        opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, line)
        assert np.array_equal(keep_runs(mask, length, upright=upright), opened)
        left += cv2.countNonZero(opened)
    assert left


@pytest.mark.parametrize("length", [2, 7, 8])
def test_a_run_is_kept_whole_where_it_stands(length: int) -> None:
    mask = np.zeros((9, 40), np.uint8)
    mask[4, 10 : 10 + length] = 255
    mask[6, 10 : 9 + length] = 255  # one pixel too short
    kept = keep_runs(mask, length, upright=False)
    assert np.flatnonzero(kept[4]).tolist() == list(range(10, 10 + length))
    assert not kept[6].any()
    assert np.array_equal(keep_runs(np.ascontiguousarray(mask.T), length, upright=True), kept.T)


def test_what_runs_off_the_picture_is_kept_from_half_the_length() -> None:
    mask = np.zeros((3, 60), np.uint8)
    mask[0, :11], mask[1, 49:], mask[2, :9] = 255, 255, 255
    kept = keep_runs(mask, 21, upright=False)
    assert np.array_equal(kept[:2], mask[:2])
    assert not kept[2].any()
