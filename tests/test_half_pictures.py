"""Pictures that are cut off or padded are never half read, and whole ones that look so are read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from pipeline.load.file import LoadedFile, open_source
from pipeline.load.source import SourceFile
from pipeline.options import Limits
from pipeline.page_image import PageImage
from schemas.errors import TruncatedError
from schemas.outcome import PageFailure
from tests.files import encoded


def _load(data: bytes) -> LoadedFile:
    return open_source(SourceFile(Path("a"), "", data), Limits())


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_a_truncated_picture_is_never_half_read(file_format: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    data = encoded(PillowImage.fromarray(noise), file_format)
    for cut in (data[: int(len(data) * share)], data[: int(len(data) * share)].ljust(len(data), b"\0")):
        if file_format in ("BMP", "TIFF") and len(cut) == len(data):
            continue  # zeros are black pixels there: nothing tells them from a picture
        try:
            pages = list(_load(cut).pages)
        except TruncatedError:
            continue
        assert [type(page) for page in pages] == [PageFailure]
        assert pages[0].code == "damaged"


@pytest.mark.parametrize("printed", [0.0, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_webp_that_ends_in_blank_paper_is_whole(printed: float, mode: str) -> None:
    """Blank areas of a lossy WebP end in zeros, as a padded file does, but in fewer."""
    sheet = np.full((2339, 1654, 3), 250, dtype=np.uint8)
    rows = int(len(sheet) * printed)
    sheet[:rows] = np.random.default_rng(1).integers(0, 256, (rows, 1654, 3), dtype=np.uint8)
    data = encoded(PillowImage.fromarray(sheet).convert(mode), "WEBP", quality=80)
    assert isinstance(next(_load(data).pages), PageImage)
    if printed:
        with pytest.raises(TruncatedError):
            _load(data[: int(len(data) * 0.8)].ljust(len(data), b"\0"))
