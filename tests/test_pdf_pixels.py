"""A scan in a PDF keeps its own pixels, however the size of its page is rounded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from pipeline.load.file import load_file
from pipeline.options import Limits
from pipeline.page_image import PageImage
from tests.files import text_pdf

WIDE, HIGH = 827, 1169  # A4 at 100 dots an inch: 595.44 × 841.68 points


@pytest.fixture(scope="module")
def scan() -> NDArray[np.uint8]:
    """RGB noise: of two neighbours no mean is either."""
    return np.random.default_rng(5).integers(0, 256, (HIGH, WIDE, 3), np.uint8)


def drawn(folder: Path, scan: NDArray[np.uint8], matrix: str, page: str) -> PageImage:
    (folder / "scan.pdf").write_bytes(
        text_pdf(f"q {matrix} cm /Im1 Do Q", page=page, picture=PillowImage.fromarray(scan))
    )
    (image,) = load_file(folder / "scan.pdf", Limits()).pages
    assert isinstance(image, PageImage)
    assert image.dpi == pytest.approx(100, rel=0.01)
    return image


@pytest.mark.parametrize(
    ("wide", "high"),
    [
        (595.44, 841.68),
        (595.4400024, 841.6799927),
        (595.43, 841.69),
        (595, 842),
        (595.32, 841.92),
        (596, 841),
    ],
)
def test_however_its_page_is_rounded(
    tmp_path: Path, scan: NDArray[np.uint8], wide: float, high: float
) -> None:
    page = drawn(tmp_path, scan, f"{wide} 0 0 {high} 0 0", f"/MediaBox [0 0 {wide} {high}]")
    assert np.array_equal(page.image[:, :, ::-1], scan)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_on_a_page_that_is_turned(tmp_path: Path, scan: NDArray[np.uint8], turn: int) -> None:
    page = drawn(tmp_path, scan, "595 0 0 842 0 0", f"/MediaBox [0 0 595 842] /Rotate {turn}")
    assert np.array_equal(page.image[:, :, ::-1], np.rot90(scan, -turn // 90))


def test_laid_across_its_page(tmp_path: Path, scan: NDArray[np.uint8]) -> None:
    page = drawn(tmp_path, scan, "0 595 -842 0 842 0", "/MediaBox [0 0 842 595]")
    assert np.array_equal(page.image[:, :, ::-1], np.rot90(scan))


def test_of_a_fax_pixels_are_made_square(tmp_path: Path) -> None:
    fax = np.full((98 * 11, 204 * 8, 3), 255, np.uint8)
    picture = PillowImage.fromarray(fax)
    data = text_pdf("q 576 0 0 792 0 0 cm /Im1 Do Q", page="/MediaBox [0 0 576 792]", picture=picture)
    (tmp_path / "fax.pdf").write_bytes(data)
    (page,) = load_file(tmp_path / "fax.pdf", Limits()).pages
    assert isinstance(page, PageImage)
    assert page.image.shape[:2] == (204 * 11, 204 * 8)
