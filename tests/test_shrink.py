"""Small pictures: the size asked for, and the mean of what they cover."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.pictures.shrink import shrink, shrink_to


@pytest.mark.parametrize("shape", [(2339, 1655), (2338, 1654, 3), (50, 31), (7, 1601)])
def test_size(shape: tuple[int, ...]) -> None:
    small, scale = shrink_to(np.full(shape, 200, np.uint8), 400)
    assert max(small.shape[:2]) == min(400, max(shape))
    assert scale == min(1.0, 400 / max(shape))
    assert small.shape[2:] == shape[2:]
    assert (small == 200).all()


def test_nothing_is_made_larger() -> None:
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    small, scale = shrink_to(picture, 100)
    assert scale == 1.0
    assert (small == picture).all()


def test_a_pixel_is_the_mean_of_what_it_covers() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (800, 600)).astype(np.uint8)
    means = picture.reshape(100, 8, 75, 8).mean(axis=(1, 3))
    assert np.abs(shrink(picture, 75, 100) - means).max() <= 1.5  # rounded at each halving


def test_what_is_there_stays_in_its_place() -> None:
    picture = np.zeros((2339, 1655), np.uint8)
    picture[1000:1100, 1500:1600] = 255
    small, scale = shrink_to(picture, 500)
    rows, columns = np.nonzero(small > 127)
    assert abs(rows.mean() / scale - 1050) < 3
    assert abs(columns.mean() / scale - 1550) < 3
