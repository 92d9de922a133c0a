"""Pages of a PDF whose units are larger than points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

from pipeline.load.file import load_file
from pipeline.options import Limits
from pipeline.page_image import PageImage
from tests.files import text_pdf

_TINY = "/UserUnit 10 /MediaBox [0 0 59.5 84.2]"


def _page(tmp_path: Path, data: bytes) -> PageImage:
    path = tmp_path / "tiny.pdf"
    path.write_bytes(data)
    (page,) = load_file(path, Limits()).pages
    assert isinstance(page, PageImage)
    return page


def test_a_page_in_larger_units_has_as_many_pixels_as_an_a4(tmp_path: Path) -> None:
    page = _page(tmp_path, text_pdf("BT /F1 2.4 Tf 4 20 Td (LICENSE 20240286) Tj ET", page=_TINY))
    assert abs(page.image.shape[0] - 2339) <= 2
    assert "".join(char.text for char in page.chars) == "LICENSE 20240286"
    ink_rows, ink_columns = np.nonzero(page.image.min(axis=2) < 128)
    assert abs(min(char.box.left for char in page.chars) - ink_columns.min()) < 8
    assert min(char.box.top for char in page.chars) < ink_rows.min() + 1


def test_a_scan_on_it_keeps_its_own_pixels(tmp_path: Path) -> None:
    scan = PillowImage.effect_noise((1190, 1684), 80).convert("RGB")
    page = _page(tmp_path, text_pdf("59.5 0 0 84.2 0 0 cm /Im1 Do", page=_TINY, picture=scan))
    assert abs(page.image.shape[0] - 1684) <= 2
