"""Pictures that are blank on white paper, and samples without a known white: what there is, is seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.load.file import load_file
from pipeline.load.pixels import pillow_to_bgr
from pipeline.options import Limits
from pipeline.page_image import PageImage
from tests.files import encoded

WIDTH, HEIGHT = 120, 80
MARK = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
MARK[20:30, 10:70] = 255


def in_ink(colour: tuple[int, int, int], cover: np.ndarray = MARK) -> Image.Image:
    """A mark of this colour; all else is clear."""
    return Image.fromarray(np.dstack([np.full((HEIGHT, WIDTH, 3), colour, np.uint8), cover]))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_white_print_on_clear_ground_is_black_on_white(mode: str, tmp_path: Path) -> None:
    picture = in_ink((255, 255, 255))
    if mode == "P":
        picture = picture.quantize(2)
    (tmp_path / "a.png").write_bytes(encoded(picture.convert(mode), "PNG"))
    (page,) = load_file(tmp_path / "a.png", Limits()).pages
    assert isinstance(page, PageImage)
    assert np.array_equal(page.image[:, :, 0], 255 - MARK)


def test_what_is_seen_on_white_is_left_as_it_is() -> None:
    for colour in ((0, 0, 0), (200, 30, 30), (200, 200, 200)):
        pixels = pillow_to_bgr(in_ink(colour))
        assert tuple(pixels[25, 20]) == colour[::-1]
        assert (pixels[0] == 255).all()


@pytest.mark.parametrize("cover", [0, 100, 128, 255])
def test_a_blank_page_stays_blank(cover: int) -> None:
    assert (pillow_to_bgr(in_ink((255, 255, 255), np.full_like(MARK, cover))) == 255).all()


def test_a_blank_sheet_with_clear_corners_stays_blank() -> None:
    cover = np.full_like(MARK, 255)
    cover[:5, :5] = 0
    assert (pillow_to_bgr(in_ink((255, 255, 255), cover)) == 255).all()


@pytest.mark.parametrize("brightest", [0.1, 1.0, 40, 255, 4095, 65535, 255_000, 2**31 - 1])
def test_grey_of_32_bits_is_seen(brightest: float) -> None:
    light = (255 - MARK) / 255 * brightest
    dtype = np.float32 if brightest <= 1 else np.int32
    pixels = pillow_to_bgr(Image.fromarray(light.astype(dtype)))
    assert pixels[0].min() > 100
    assert pixels[25, 20].max() == 0


def test_a_dim_page_in_a_usual_range_is_not_lighter_for_that() -> None:
    pixels = pillow_to_bgr(Image.fromarray(np.full((4, 4), 100, np.int32)))
    assert (pixels == 100).all()


def test_a_page_without_light_is_black() -> None:
    assert (pillow_to_bgr(Image.fromarray(np.zeros((4, 4), np.int32))) == 0).all()
