"""Ink of another colour across print: found, taken off, and drawn alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.page_image import Image
from pipeline.preprocess.coloured import Coloured, part_coloured
from pipeline.preprocess.ink import split_ink
from pipeline.preprocess.joined import join_pieces
from pipeline.preprocess.unmix import ink_density, part_inks
from schemas.geometry import Quad

BLUE, VIOLET, GREEN, RED = (150, 52, 36), (150, 40, 80), (70, 110, 20), (50, 40, 205)
Colour = tuple[int, int, int]


def printed(paper: int = 255) -> Image:
    """A page of black letters in three rows."""
    page = np.full((1200, 900, 3), paper, np.uint8)
    for row in range(3):
        cv2.putText(page, "ABEFHKLMNR", (120, 500 + 90 * row), cv2.FONT_HERSHEY_SIMPLEX, 2, (20, 20, 20), 5)
    return page


def pressed(page: Image, colour: Colour, *, y: int = 560, text: str = "STAMPEDON") -> Image:
    """``page`` with ``text`` in ink that lets through the share of light that it has in ``colour``."""
    ink = np.full_like(page, 255)
    cv2.putText(ink, text, (150, y), cv2.FONT_HERSHEY_SIMPLEX, 2.2, colour, 5)
    return np.asarray(page.astype(np.float32) * (ink / 255), np.uint8)


def lifted(page: Image) -> tuple[Coloured, Image]:
    """The one part of a page in another colour, and the page without it."""
    ink = split_ink(page)
    (parted,) = part_coloured(ink)
    left = ink.page.copy()
    left[parted.at][parted.near] = parted.rest[parted.near]
    return parted, left


@pytest.mark.parametrize("colour", [BLUE, VIOLET, GREEN])
@pytest.mark.parametrize("paper", [255, 190])
def test_print_is_left_as_it_was_and_the_stamp_stands_alone(colour: Colour, paper: int) -> None:
    page = printed(paper)
    parted, left = lifted(pressed(page, colour))
    was, left = page.min(axis=2), left.min(axis=2)
    assert np.mean(np.abs(was.astype(int) - left) > 90) < 0.002
    stamp, black = pressed(np.full_like(page, 255), colour).min(axis=2), was < 100
    assert np.mean(parted.alone[(stamp < 100) & ~black] < 160) > 0.95
    assert np.mean(parted.alone[stamp > 230] < 160) < 0.004
    assert not parted.guessed[~black].any()


def test_a_seal_beneath_a_stamp_stays_on_the_page() -> None:
    page = printed()
    cv2.circle(page, (500, 640), 150, RED, 10)
    _, left = lifted(pressed(page, BLUE))
    ring = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(ring, (500, 640), 150, (255,), 4)
    shown = left[(ring > 0) & (page[..., 2] > 150)]
    assert np.mean(shown[:, 2].astype(int) - shown[:, 1] > 60) > 0.9


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(printed(), id="black print"),
        pytest.param(pressed(printed(), RED), id="a red stamp"),
        pytest.param(pressed(printed(), (55, 175, 212)), id="gilt"),
        pytest.param(pressed(printed(), BLUE, y=950), id="beside the print"),
        pytest.param(cv2.rectangle(printed(), (40, 40), (860, 1160), BLUE, 14), id="a frame"),
        pytest.param(np.full((1200, 900, 3), (200, 160, 150), np.uint8), id="coloured paper"),
    ],
)
def test_what_lies_across_nothing_is_left(page: Image) -> None:
    assert list(part_coloured(split_ink(page))) == []


def test_two_colours_are_parted_one_after_the_other() -> None:
    page = pressed(pressed(printed(), BLUE), GREEN, y=640, text="ANOTHERONE")
    parts = list(part_coloured(split_ink(page)))
    assert len(parts) == 2
    assert parts[0].area.overlaps(parts[1].area)
    blue = pressed(np.full_like(page, 255), BLUE).min(axis=2) < 100
    for part in parts:
        dark = part.alone < 160
        assert np.mean(blue[dark]) < 0.1 or np.mean(blue[dark]) > 0.7


def test_densities_add_up() -> None:
    blue = np.full((40, 40, 3), BLUE, np.uint8)
    black = np.full((40, 40, 3), 60, np.uint8)
    both = np.asarray(blue.astype(int) * black // 255, np.uint8)
    picture = np.concatenate([blue, black, both], axis=1)
    own = ink_density(picture, np.asarray([[255] * 40 + [0] * 80] * 40, np.uint8))
    parted = part_inks(picture, own, None, np.zeros((40, 120), np.bool_), 7)
    assert [int(parted.black[20, x]) for x in (20, 60, 100)] == pytest.approx([255, 60, 60], abs=12)
    assert parted.colour[20, 20] < 60
    assert parted.colour[20, 60] > 200


def aslant(x: float, y: float, width: float, height: float = 40, down: float = 0.15) -> Quad:
    return Quad(
        (
            (x, y),
            (x + width, y + down * width),
            (x + width - down * height, y + down * width + height),
            (x - down * height, y + height),
        )
    )


def test_pieces_of_one_row_are_one_line() -> None:
    first, second = aslant(100, 100, 200), aslant(350, 137.5, 120)
    other = aslant(100, 170, 300)
    joined = join_pieces([second, other, first])
    whole = Quad((first.points[0], second.points[1], second.points[2], first.points[3]))
    assert sorted(quad.points for quad in joined) == sorted([whole.points, other.points])
    assert len(join_pieces([first, aslant(460, 154, 120)])) == 2
