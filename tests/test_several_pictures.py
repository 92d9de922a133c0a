"""Files that hold several pictures, as cameras and programs write them: each is a page."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image as PillowImage

from pipeline.load.file import load_file
from pipeline.options import Limits
from schemas.errors import TooManyPagesError
from tests.files import encoded, marked_picture


def _of_two(file_format: str) -> bytes:
    second = PillowImage.new("RGB", (60, 40), (0, 0, 255))
    if file_format != "HEIF":
        return encoded(marked_picture(), file_format, save_all=True, append_images=[second], lossless=True)
    heif, buffer = pillow_heif.from_pillow(marked_picture()), io.BytesIO()
    heif.add_from_pillow(second)
    heif.save(buffer, quality=-1)
    return buffer.getvalue()


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "HEIF"])
def test_each_picture_of_a_file_of_several_is_a_page(tmp_path: Path, file_format: str) -> None:
    path = tmp_path / "scan"
    path.write_bytes(_of_two(file_format))
    loaded = load_file(path, Limits())
    assert loaded.page_count == 2
    one, other = loaded.pages
    assert (one.page_no, other.page_no) == (1, 2)
    assert np.abs(one.image[10, 10].astype(int) - (20, 20, 160)).max() < 3  # the mark of the first
    assert np.abs(other.image.reshape(-1, 3).mean(axis=0) - (255, 0, 0)).max() < 3
    with pytest.raises(TooManyPagesError):
        load_file(path, Limits(max_pages=1))
