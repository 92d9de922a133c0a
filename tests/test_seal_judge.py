"""Which rings among print are worth reading."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.seals.judge import may_be_black_seal
from pipeline.seals.level import RADIUS, LevelSeal, Pose
from pipeline.seals.ring import Ring
from samples.seals import seal_mask
from samples.sheet import SealMark
from schemas.page import SealShape


def seen(picture: np.ndarray, star: float, support: float) -> LevelSeal:
    ring = Ring(RADIUS, RADIUS, RADIUS, RADIUS, 0.0, support)
    return LevelSeal(picture, Pose(ring, np.eye(2) * RADIUS, 1.0, 0.0, star))


@pytest.mark.parametrize(
    ("star", "support", "is_worth"),
    [(0.4, 0.65, False), (0.6, 0.65, True), (0.4, 0.78, True), (0.2, 0.78, False), (0.0, 0.85, True)],
)
def test_an_open_ring_needs_a_surer_star(star: float, support: float, is_worth: bool) -> None:
    blank = np.full((2 * RADIUS, 2 * RADIUS), 255, np.uint8)
    assert may_be_black_seal(seen(blank, star, support)) is is_worth


def test_a_rim_that_is_told_needs_none() -> None:
    millimetre = 2 * RADIUS / 42
    mark = SealMark(
        0, 0, 42, 42, SealShape.ROUND, "北京市通信管理局", None, "song_noto", (0, 0, 0), 0.0, 0.95, 7
    )
    mask = seal_mask(mark, millimetre)
    top, left = ((side - 2 * RADIUS) // 2 for side in mask.shape)
    picture = 255 - np.rint(255 * mask[top : top + 2 * RADIUS, left : left + 2 * RADIUS]).astype(np.uint8)
    assert may_be_black_seal(seen(picture, 0.0, 0.6))
