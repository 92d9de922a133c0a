"""Seals laid level, their lines found, the frames of stamps, and what is none of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.page_image import to_grey
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.paper import dark_mask
from pipeline.seals.cuts import part_lines
from pipeline.seals.find import find_rings
from pipeline.seals.frame import find_frames
from pipeline.seals.level import CLEAR_STAR, RADIUS, find_pose, find_star, lay_level
from pipeline.seals.looks import without_rules
from pipeline.seals.straight import has_line, straight_lines
from pipeline.seals.unwrap import cut_to_rim, unwrap_rim, without_blank_ends
from samples.seals import seal_mask
from samples.sheet import SealMark
from schemas.geometry import BBox
from schemas.page import SealShape

Picture = NDArray[np.uint8]
RED = (40, 30, 204)  # BGR
ROUND, OVAL = (42.0, 42.0), (42.0, 28.0)  # millimetres


def sealed(
    size: tuple[float, float],
    turn: float,
    *,
    inner: str | None,
    paleness: float = 0.0,
    rim: str = "浙江省通信管理局",
) -> Picture:
    """A page of 200 dots an inch, white, with one red seal turned ``turn`` degrees clockwise."""
    shape = SealShape.ROUND if size == ROUND else SealShape.OVAL
    mark = SealMark(0, 0, *size, shape, rim, inner, "song_noto", (204, 30, 40), -turn, 0.95, 7)
    mask = seal_mask(mark, 200 / 25.4) * (1 - paleness)
    page = np.full((1000, 1000, 3), 255, np.float32)
    height, width = mask.shape
    patch = page[300 : 300 + height, 300 : 300 + width]
    patch += mask[..., None] * (np.array(RED, np.float32) - patch)
    return page.astype(np.uint8)


@pytest.mark.parametrize("size", [ROUND, OVAL])
@pytest.mark.parametrize("turn", [-12.0, 0.0, 9.0])
def test_a_seal_is_laid_level_and_its_line_found(size: tuple[float, float], turn: float) -> None:
    ink = split_ink(sealed(size, turn, inner="电信业务专用章"))
    assert ink.red is not None
    (ring,) = find_rings(ink.seals)
    seal = lay_level(ink.red, find_pose(ink.red, ring, 0.0))
    left, star = find_star(seal.picture)
    assert star > CLEAR_STAR
    assert abs(left) < 2.5
    (line,) = straight_lines(seal)
    assert line.center[0] == pytest.approx(seal.ring.x, abs=0.06 * RADIUS)
    assert line.width > 4 * line.height


@pytest.mark.parametrize("size", [ROUND, OVAL])
def test_a_page_is_parted_by_ink_near_its_red_alone(size: tuple[float, float]) -> None:
    page = sealed(size, 4.0, inner="电信业务专用章")
    bare = split_ink(page)
    cv2.putText(page, "4000 1000 0286", (320, 60), 0, 1.5, (30, 30, 30), 3)
    cv2.line(page, (20, 20), (20, 200), (60, 60, 220), 2)
    ink = split_ink(page)
    assert ink.red is not None
    assert ink.dark is not None
    assert bare.red is not None
    assert np.array_equal(ink.dark[:100, 300:], page[:100, 300:])
    assert ink.mask[30:190, 20].all()
    assert not ink.mask[:100, 300:].any()
    assert np.array_equal(ink.seals[300:], bare.seals[300:])
    assert np.array_equal(ink.dark[300:], bare.readable[300:])
    (ring,), (sharp,) = find_rings(bare.seals), find_rings(bare.seals, is_sharp=True)
    assert np.array(sharp.quad.points) == pytest.approx(np.array(ring.quad.points), abs=6)


@pytest.mark.parametrize("inner", [None, "电信业务专用章", "业务专用章"])
def test_a_long_rim_whose_ends_reach_low_is_no_straight_line(inner: str | None) -> None:
    ink = split_ink(sealed(ROUND, 0.0, inner=inner, rim="宁夏回族自治区通信管理局"))
    assert ink.red is not None
    (ring,) = find_rings(ink.seals)
    assert has_line(lay_level(ink.red, find_pose(ink.red, ring, 0.0))) == (inner is not None)


def test_where_no_red_is_nothing_is_parted() -> None:
    page = np.full((1000, 700, 3), 255, np.uint8)
    page[500:505, 100:600] = 0
    assert split_ink(page).red is None


def test_a_seal_without_a_straight_line() -> None:
    ink = split_ink(sealed(ROUND, 5.0, inner=None))
    assert ink.red is not None
    (ring,) = find_rings(ink.seals)
    assert straight_lines(lay_level(ink.red, find_pose(ink.red, ring, 0.0))) == []


def test_a_half_pale_seal_is_a_whole_ring() -> None:
    page = sealed(ROUND, 0.0, inner=None)
    page[:, 480:] = sealed(ROUND, 0.0, inner=None, paleness=0.85)[:, 480:]
    (ring,) = find_rings(split_ink(page).seals)
    assert ring.x == pytest.approx(300 + 21 * 200 / 25.4, abs=6)


@pytest.mark.parametrize("colour", [RED, (150, 52, 36), (44, 40, 40)])
@pytest.mark.parametrize("turn", [-7.0, 0.0, 6.0])
def test_a_stamps_frame(colour: tuple[int, int, int], turn: float) -> None:
    page = np.full((2339, 1654, 3), 250, np.uint8)
    corners = cv2.boxPoints(((800.0, 1500.0), (600.0, 160.0), turn))
    cv2.polylines(page, [corners.astype(np.int32)], True, colour, 4)
    cv2.putText(page, "2027 12 21", (620, 1520), cv2.FONT_HERSHEY_SIMPLEX, 2.0, colour, 5)
    (frame,) = find_frames(dark_mask(page))
    assert frame.bbox.center == pytest.approx((800, 1500), abs=8)


def test_a_table_and_a_page_border_are_no_stamps() -> None:
    page = np.full((2339, 1654, 3), 250, np.uint8)
    cv2.rectangle(page, (80, 80), (1570, 2260), RED, 12)
    for column in range(3):
        for row in range(4):
            left, top = 300 + column * 360, 900 + row * 90
            cv2.rectangle(page, (left, top), (left + 360, top + 90), (40, 40, 40), 3)
    assert find_frames(dark_mask(page)) == []


def test_frames_and_titles_in_red_are_no_rings() -> None:
    page = np.full((2339, 1654, 3), 250, np.uint8)
    cv2.rectangle(page, (600, 1400), (1100, 1800), RED, 5)
    cv2.rectangle(page, (400, 300), (1200, 380), RED, -1)
    assert find_rings(split_ink(page).seals) == []


def test_an_ovals_characters_stand_level_on_the_strip() -> None:
    """All the way round: what is as deep within the ring is as far from the strip's top."""
    page = np.full((1200, 1200, 3), 255, np.uint8)
    cv2.ellipse(page, ((600.0, 600.0), (420.0, 280.0), 0.0), RED, 5)
    (ring,) = find_rings(split_ink(page).seals)
    grey = to_grey(page)
    seal = lay_level(grey, find_pose(grey, ring, 0.0))
    band = np.zeros(seal.picture.shape[:2], np.uint8)
    cv2.ellipse(band, ((seal.ring.x, seal.ring.y), (2 * seal.ring.a, 2 * seal.ring.b), 0.0), (255,), 1)
    away = cv2.distanceTransform(255 - band, cv2.DIST_L2, 5)
    drawn = seal.with_picture(np.where(abs(away - 54) < 4, 0, 255).astype(np.uint8))
    rows = [np.flatnonzero(column < 128).mean() for column in unwrap_rim(drawn).T]
    assert max(rows) - min(rows) < 6


def test_characters_of_the_rim_beside_a_low_line_stay() -> None:
    """兰 of 兰州市…局, and 局, stand where a rim that goes nearly all the way round begins and ends."""
    page = sealed(ROUND, 0.0, inner="电信业务专用章")
    grey = to_grey(page)
    (ring,) = find_rings(split_ink(page).seals)
    seal = lay_level(grey, find_pose(grey, ring, 0.0))
    x, y = seal.ring.x, seal.ring.y
    spots = [(round(x + side * 0.42 * RADIUS), round(y + 0.66 * RADIUS)) for side in (-1, 1)]
    drawn = seal.picture.copy()
    for spot in spots:
        cv2.circle(drawn, spot, 6, (0,), -1)
    low = BBox(left=x - 0.6 * RADIUS, top=y + 0.4 * RADIUS, right=x + 0.6 * RADIUS, bottom=y + 0.8 * RADIUS)
    rim, (line,) = part_lines(seal.with_picture(drawn), [low])
    assert all(rim.picture[down, along] == 0 for along, down in spots)
    assert (rim.picture[round(y + 0.4 * RADIUS) : round(y + 0.55 * RADIUS), round(x)] == 255).all()
    assert line.shape[0] == pytest.approx(0.4 * RADIUS, abs=2)


def test_a_tables_rules_are_taken_out_of_a_seal() -> None:
    page = sealed(ROUND, 8.0, inner=None)
    clean = split_ink(page)
    (ring,) = find_rings(clean.seals)
    cv2.line(page, (0, 400), (1000, 400), (30, 30, 30), 4)
    cv2.line(page, (440, 0), (440, 1000), (30, 30, 30), 4)
    grey = to_grey(page)
    ruled = lay_level(grey, find_pose(grey, ring, 0.0))
    bare = without_rules(ruled)
    dark = [int((seal.picture < 60).sum()) for seal in (ruled, bare)]
    assert dark[1] < 0.05 * dark[0]
    assert find_star(bare.picture)[1] > CLEAR_STAR


def test_print_above_the_star_does_not_cut_the_rim_short() -> None:
    page = sealed(ROUND, 0.0, inner=None)
    (ring,) = find_rings(split_ink(page).seals)
    grey = to_grey(page)
    seal = lay_level(grey, find_pose(grey, ring, 0.0))
    strip = unwrap_rim(seal)
    above_star = (strip[:, 250:600] < 128).any(axis=1)
    crossed = strip.copy()
    crossed[70:, 250:600] = 0
    for each in (strip, crossed):
        rows = cut_to_rim(each).shape[0]
        assert np.flatnonzero(above_star).max() < rows < 0.75 * strip.shape[0]


def test_a_rim_is_cut_to_its_text() -> None:
    strip = np.full((60, 800), 255, np.uint8)
    strip[10:50, 200:560] = 0
    strip[30, 790] = 0  # a speck
    cut, _ = without_blank_ends(strip)
    assert cut.shape == (60, 360 + 2 * 30)
    assert np.array_equal(cut[:, 30:-30], strip[:, 200:560])
    blank = np.full((60, 800), 255, np.uint8)
    assert without_blank_ends(blank)[0].shape == blank.shape


def test_a_rim_that_begins_at_the_strip_s_end_is_whole() -> None:
    strip = np.full((60, 800), 255, np.uint8)
    strip[10:50, 5:795] = 0
    assert without_blank_ends(strip)[0].shape == strip.shape
