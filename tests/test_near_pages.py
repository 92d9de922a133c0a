"""A page scanned again is linked with the first scan; another certificate on the same form is not."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from rich.console import Console

from pipeline.options import Options
from pipeline.page_image import Image
from pipeline.pictures.picture_hash import find_picture_hash
from pipeline.run import ingest_file
from pipeline.show import show
from pipeline.store.store import open_store
from samples.forms.catalogue import compose_form
from samples.raster import sheet_to_pixels
from schemas.geometry import PageTransform
from tests.remembering import default_engine

FORM = "work_safety_license/portrait"


def certificate(seed: str) -> Image:
    """The page of a random certificate of the form, blue-green-red."""
    (sheet,) = compose_form(FORM, Random(seed), ()).sheets
    return np.ascontiguousarray(sheet_to_pixels(sheet, 150)[:, :, ::-1])


def scanned_again(image: Image) -> Image:
    """Turned on its side, a little askew, paler, on yellowish paper."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0.8, 1)
    askew = cv2.warpAffine(image, matrix, (width, height), borderValue=(255, 255, 255))
    paper = np.array([0.86, 0.95, 0.97])
    pale = (askew.astype(np.float32) * 0.85 + 30) * paper
    return np.asarray(cv2.rotate(pale.clip(0, 255).astype(np.uint8), cv2.ROTATE_90_CLOCKWISE), np.uint8)


def test_a_second_scan_is_linked_and_another_certificate_is_not(tmp_path: Path) -> None:
    first = certificate("first")
    for name, image, quality in (
        ("first.jpg", first, 95),
        ("again.jpg", scanned_again(first), 60),
        ("other.jpg", certificate("other"), 95),
    ):
        assert cv2.imwrite(str(tmp_path / name), image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    with open_store(str(tmp_path / "licet.db")) as store:
        for path in sorted(tmp_path.glob("*.jpg")):
            ingest_file(path, default_engine(), store, Options())
        linked = [(stored, store.near(stored)) for stored in store.certificates()]
    ((stored, (near,)),) = [(stored, entries) for stored, entries in linked if entries]
    pair = {"first.jpg", "again.jpg"}  # one certificate, which holds the page of one of them
    assert {Path(source.path).name for source in stored.certificate.sources} == pair
    assert Path(near.path).name in pair
    assert near.distance <= 12
    assert near.marks >= 0.5
    shown = io.StringIO()
    for stored, entries in linked:
        show(Console(file=shown, width=300), stored.certificate, stored.id, stored.version, entries)
    assert f"≈ page 1 of {near.path} (" in shown.getvalue()


@pytest.mark.parametrize("shade", [255, 128])
def test_a_blank_page_looks_like_nothing(shade: int) -> None:
    noise = np.random.default_rng(1).normal(shade, 3, (1169, 827)).clip(0, 255).astype(np.uint8)
    assert find_picture_hash(noise, PageTransform(), (827, 1169)) is None


def test_pages_of_any_shape_have_a_look() -> None:
    for width, height in ((1, 1), (3000, 7), (7, 3000)):
        image = np.full((height, width), 255, np.uint8)
        image[: height // 2] = 0
        found = find_picture_hash(image, PageTransform(), (width, height))
        assert found is None or len(found) == 16
