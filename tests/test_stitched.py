"""One picture that holds several pages comes out as these pages, and one page stays one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.load.file import load_file
from pipeline.load.split import find_pages, split_pages
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage, TextChar
from schemas.geometry import BBox
from schemas.outcome import PageFailure

_SEED = Path(__file__).parent.parent / "samples"
_WIDTH = 800


@cache
def _full_pages() -> tuple[PageImage, ...]:
    pages = load_file(_SEED / "seed-pdf" / "license.pdf", Limits()).pages
    return tuple(page for page in pages if isinstance(page, PageImage))


@cache
def _seed_pages() -> tuple[Image, ...]:
    images = [page.image for page in _full_pages()]
    size = (_WIDTH, round(_WIDTH * images[0].shape[0] / images[0].shape[1]))
    return tuple(np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA)) for image in images)


def _stitched(pages: list[Image], *, gap: int, ground: int, beside: bool) -> tuple[Image, list[int]]:
    """The pages on one ground, and the middles of the gaps between them."""
    lying = [np.ascontiguousarray(page.swapaxes(0, 1)) if beside else page for page in pages]
    width = max(page.shape[1] for page in lying)
    length = sum(len(page) for page in lying) + gap * (len(lying) - 1)
    picture = np.full((length, width, 3), ground, dtype=np.uint8)
    top, seams = 0, []
    for page in lying:
        picture[top : top + len(page), : page.shape[1]] = page
        top += len(page)
        seams.append(top + gap // 2)
        top += gap
    return (np.ascontiguousarray(picture.swapaxes(0, 1)) if beside else picture), seams[:-1]


@pytest.mark.parametrize("gap", [0, 4, 40])
@pytest.mark.parametrize("ground", [255, 200, 0])
def test_pages_below_one_another(gap: int, ground: int) -> None:
    picture, seams = _stitched(list(_seed_pages()[:3]), gap=gap, ground=ground, beside=False)
    places = find_pages(picture)
    assert len(places) == 3
    assert all(place[0] == 0 and place[2] == _WIDTH for place in places)
    for place, seam in zip(places[1:], seams, strict=True):
        assert abs(place[1] - seam) < 0.1 * _WIDTH


@pytest.mark.parametrize("ground", [255, 128, 0])
def test_pages_side_by_side(ground: int) -> None:
    picture, seams = _stitched(list(_seed_pages()[:3]), gap=20, ground=ground, beside=True)
    places = find_pages(picture)
    assert len(places) == 3
    for place, seam in zip(places[1:], seams, strict=True):
        assert abs(place[0] - seam) < 0.1 * _WIDTH


def test_pages_of_differing_widths() -> None:
    one, two = _seed_pages()[:2]
    narrow = np.asarray(cv2.resize(two, None, fx=0.85, fy=0.85, interpolation=cv2.INTER_AREA))
    picture, _ = _stitched([one, narrow, one], gap=20, ground=90, beside=False)
    assert len(find_pages(picture)) == 3


def test_a_spread_of_two_framed_certificates() -> None:
    """Long in one direction as one page is; a frame each and the ground between them tell."""
    framed = _seed_pages()[0].copy()
    height, width = framed.shape[:2]
    cv2.rectangle(framed, (20, 20), (width - 20, height - 20), (40, 40, 40), 3)
    picture, (seam,) = _stitched([framed, framed], gap=6, ground=255, beside=True)
    places = find_pages(picture)
    assert len(places) == 2 and abs(places[1][0] - seam) < 40


@pytest.mark.parametrize("level", [255, 247])
def test_two_pages_that_meet_without_a_gutter(level: int) -> None:
    """On paper of one level their margins tell, else the level does."""
    pages = [page.copy() for page in _seed_pages()[1:3]]
    pages = [cv2.copyMakeBorder(page[20:-20, 20:-20], 20, 20, 20, 20, cv2.BORDER_REPLICATE) for page in pages]
    one, two = (np.minimum(page, top).astype(np.uint8) for page, top in zip(pages, (255, level), strict=True))
    picture, (seam,) = _stitched([one, two], gap=0, ground=255, beside=True)
    places = find_pages(picture)
    assert len(places) == 2 and abs(places[1][0] - seam) < 0.01 * _WIDTH


def test_a_blank_middle_of_a_page_on_its_side_is_no_seam() -> None:
    page = _seed_pages()[2].copy()
    height = len(page)
    page[round(0.44 * height) : round(0.56 * height)] = 255
    turned = np.ascontiguousarray(np.rot90(page))
    assert len(find_pages(turned)) == 1


@pytest.mark.parametrize("turns", [0, 1])
def test_one_page_is_one_page(turns: int) -> None:
    for page in _seed_pages():
        turned = np.ascontiguousarray(np.rot90(page, turns))
        height, width = turned.shape[:2]
        assert find_pages(turned) == [(0, 0, width, height)]


def test_boxes_and_a_fold_make_no_pages() -> None:
    """Two boxes that stand closer than two pages' margins, and the shade of a fold between them."""
    page = np.full((1100, 780, 3), 250, dtype=np.uint8)
    for top in (60, 570):
        cv2.rectangle(page, (60, top), (720, top + 470), (30, 30, 30), 3)
    page[548:551] = 225
    assert len(find_pages(page)) == 1


def test_a_page_folded_in_its_middle_is_one() -> None:
    """The fold's edges are steps of the paper's level from end to end, and the frame goes on across them."""
    page = cv2.resize(_seed_pages()[0], (1500, 1060), interpolation=cv2.INTER_AREA)
    cv2.rectangle(page, (30, 30), (1470, 1030), (90, 130, 70), 6)
    cv2.rectangle(page, (44, 44), (1456, 1016), (90, 130, 70), 3)
    page[:, 738:752] = (page[:, 738:752] * 0.72).astype(np.uint8)
    assert len(find_pages(np.asarray(page, np.uint8))) == 1


def _clauses() -> Image:
    """A high page of lines without a frame, of which two stand close to its middle, where none is."""
    page = np.full((1131, _WIDTH, 3), 250, dtype=np.uint8)
    for row in range(-18, 18):
        top = 565 + row * 26 + 6
        for left in range(84, 700 - row % 3 * 90, 22):
            cv2.rectangle(page, (left, top), (left + 14, top + 14), (30, 30, 30), 2)
    return page


def _shade(name: str, length: int) -> NDArray[np.float64]:
    """How light each row is: a fold in the middle, one panel in a shadow, bands of a scanner or a screen."""
    row = np.arange(length) - length // 2
    return {
        "fold": np.where(row >= 0, 1 - 0.16 * np.exp(-((row / 28) ** 2)), 1.0),
        "ridge": np.where(row >= 0, 1.0, 1 - 0.12 * np.exp(row / 15)),
        "panel": np.where(row >= 0, 0.9, 1.0),
        "band": np.where((row >= 0) & (row < 20), 0.9, 1.0),
        "bands": np.where(row // 16 % 2 == 0, 0.96, 1.0),
    }[name]


@pytest.mark.parametrize("turns", [0, 1])
@pytest.mark.parametrize("name", ["fold", "ridge", "panel", "band", "bands"])
def test_a_shade_between_two_lines_is_no_seam(name: str, turns: int) -> None:
    page = _clauses()
    shaded = (page * _shade(name, len(page))[:, None, None]).astype(np.uint8)
    assert len(find_pages(np.ascontiguousarray(np.rot90(shaded, turns)))) == 1


@pytest.mark.parametrize("name", ["fold", "ridge", "bands"])
def test_a_shade_between_two_columns_is_no_seam(name: str) -> None:
    """A broad page: lines of text run to the fold from both sides, too near for margins."""
    page = np.full((_WIDTH, 1131, 3), 250, dtype=np.uint8)
    for row, top in enumerate(range(90, 700, 26)):
        shift = row * 5 % 22
        for left in (*range(75 + shift, 540, 22), *range(578 + shift, 1040, 22)):
            cv2.rectangle(page, (left, top), (left + 14, top + 14), (30, 30, 30), 2)
    shaded = (page * _shade(name, 1131)[None, :, None]).astype(np.uint8)
    assert len(find_pages(shaded)) == 1


def test_two_broad_framed_pages_that_meet_are_two() -> None:
    """Their lines run along the seam; their frames, open where a seal's ground breaks them, tell."""
    page = np.full((566, _WIDTH, 3), 250, dtype=np.uint8)
    cv2.rectangle(page, (16, 16), (_WIDTH - 16, 550), (60, 90, 120), 3)
    page[240:320] = 250
    for top in range(80, 480, 34):
        cv2.rectangle(page, (120, top), (460 + top % 7 * 30, top + 14), (30, 30, 30), 2)
    picture = np.vstack([page, (page * 0.96).astype(np.uint8)])
    (_, _, _, seam), _ = find_pages(picture)
    assert abs(seam - 566) < 10


def test_a_long_screenshot_of_one_page_is_not_cut() -> None:
    """A page in the middle, bars of a telephone above and below."""
    page = _seed_pages()[0]
    picture = np.full((round(2.2 * _WIDTH), _WIDTH, 3), 30, dtype=np.uint8)
    top = (len(picture) - len(page)) // 2
    picture[top : top + len(page)] = page
    assert len(find_pages(picture)) == 1


def test_pages_are_numbered_through_and_know_their_place() -> None:
    picture, _ = _stitched(list(_seed_pages()[:2]), gap=40, ground=0, beside=False)
    single = _seed_pages()[2]
    failure = PageFailure(page_no=2, code="damaged", message="")
    source = [PageImage(1, picture, dpi=200.0), failure, PageImage(3, single)]
    one, two, failed, last = split_pages(source)
    assert [page.page_no for page in (one, two, failed, last)] == [1, 2, 3, 4]
    assert isinstance(failed, PageFailure)
    assert isinstance(one, PageImage) and isinstance(two, PageImage) and isinstance(last, PageImage)
    assert one.offset == (0, 0) and two.offset[1] > one.image.shape[0] and two.dpi == 200.0
    left, top = two.offset
    height, width = two.image.shape[:2]
    assert np.array_equal(two.image, picture[top : top + height, left : left + width])
    assert last.image is single or np.array_equal(last.image, single)


def test_a_tiny_or_odd_picture_is_left_alone() -> None:
    for shape in ((1, 1, 3), (3000, 3, 3), (20, 5000, 3), (600, 600, 3), (4000, 400, 3)):
        blank = np.full(shape, 255, dtype=np.uint8)
        assert len(find_pages(blank)) == 1


def test_a_title_set_wide_across_two_columns_is_no_seam() -> None:
    """A broad page: four characters with 60 pixels between them, and text on both sides of its middle."""
    page = np.full((742, 1050, 3), 255, dtype=np.uint8)
    for column in range(4):
        left = 525 - 190 + column * 100
        cv2.rectangle(page, (left + 20, 70), (left + 60, 110), (0, 0, 0), 4)
    for row in range(8):
        for begin in (84, 580):
            for left in range(begin, begin + 350, 22):
                cv2.rectangle(page, (left, 210 + row * 50), (left + 14, 226 + row * 50), (0, 0, 0), 3)
    assert len(find_pages(page)) == 1
    page[:200] = 255
    assert len(find_pages(page)) == 2


def _spread(*, label: str = "") -> PageImage:
    """Two born-digital pages on one twice as wide, and what stands across their seam."""
    one, two = _full_pages()[:2]
    width = one.image.shape[1]
    moved = tuple(replace(char, box=char.box.moved(width, 0)) for char in two.chars)
    across = BBox(left=width - 20, top=900, right=width + 20, bottom=940)
    chars = (*one.chars, *moved, *(TextChar(char, across) for char in label))
    return PageImage(page_no=1, image=np.hstack([one.image, two.image]), dpi=200, chars=chars)


def test_a_born_digital_spread_is_parted_with_its_characters() -> None:
    spread = _spread()
    pages = [page for page in split_pages([spread]) if isinstance(page, PageImage)]
    assert [page.page_no for page in pages] == [1, 2]
    for page, whole in zip(pages, _full_pages(), strict=False):
        assert np.abs(np.subtract(page.image.shape, whole.image.shape)).max() <= 2
        assert [char.text for char in page.chars] == [char.text for char in whole.chars]
        assert all(
            abs(one.box.left - other.box.left) <= 2
            for one, other in zip(page.chars, whole.chars, strict=True)
        )


def test_a_character_across_the_middle_keeps_a_born_digital_page_whole() -> None:
    (page,) = split_pages([_spread(label="证")])
    assert isinstance(page, PageImage) and page.image.shape == _spread().image.shape


@pytest.mark.parametrize("rows", [(540, 600), (400, 560), (300, 550, 620)])
def test_a_fax_s_streaks_from_side_to_side_make_no_pages(rows: tuple[int, ...]) -> None:
    page = np.full((1100, 780, 3), 255, dtype=np.uint8)
    for top in range(80, 1000, 60):
        for left in range(90, 600, 50):
            cv2.rectangle(page, (left, top), (left + 28, top + 26), (0, 0, 0), 2)
    for row in rows:
        page[row : row + 2] = 0
    assert len(find_pages(page)) == 1
