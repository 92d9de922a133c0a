"""Damaged pages as files: one a page in a folder, a TIFF, a PDF of scans."""

from __future__ import annotations

import io
import time
from pathlib import Path
from random import Random

import numpy as np
import pillow_heif
from PIL import Image

from samples.damage.page import DamagedPage

CREATED = time.strptime("2024-01-25", "%Y-%m-%d")  # fixed, so that the same seed gives the same bytes
SUFFIXES = {
    "jpeg": "jpg", "png": "png", "heic": "heic",
    "tiff-jpeg": "tif", "tiff-lzw": "tif", "tiff-g4": "tif", "pdf": "pdf",
}  # fmt: skip
EXIF_ORIENTATION = 0x0112
ORIENTATION_OF_TURN = {90: 6, 180: 3, 270: 8}  # the clockwise turn that a viewer has to make


def possible_containers(page: DamagedPage) -> tuple[str, ...]:
    """Where such a page is usually found."""
    if page.bilevel:
        return ("tiff-g4", "tiff-g4", "pdf", "png")
    if page.dpi is None:
        return ("jpeg",) * 8 + ("pdf", "heic")
    return ("jpeg", "jpeg", "png", "tiff-jpeg", "tiff-lzw", "pdf", "pdf", "pdf")


def write_pages(pages: list[DamagedPage], container: str, stem: Path, draw: Random) -> list[Path]:
    """Write the pages beside ``stem`` (a path without suffix) and name the files in page order.

    A TIFF or PDF holds all pages; of the other kinds there is one file a page, in a folder if
    there are several.
    """
    suffix = SUFFIXES[container]
    if suffix in ("tif", "pdf"):
        path = stem.with_name(f"{stem.name}.{suffix}")
        if suffix == "pdf":
            _write_pdf(pages, path)
        else:
            _write_tiff(pages, path, container)
        return [path]
    if len(pages) == 1:
        paths = [stem.with_name(f"{stem.name}.{suffix}")]
    else:
        stem.mkdir(parents=True, exist_ok=True)
        paths = [stem / f"page{number}.{suffix}" for number in range(1, len(pages) + 1)]
    for page, path in zip(pages, paths, strict=True):
        _write_single(page, path, draw)
    return paths


def _image(page: DamagedPage) -> Image.Image:
    image = Image.fromarray(page.pixels)
    return image.convert("1", dither=Image.Dither.NONE) if page.bilevel else image


def _through_jpeg(page: DamagedPage) -> Image.Image:
    """The page with what JPEG does to it, for containers that keep pixels as they are."""
    image = _image(page)
    if page.bilevel or page.quality > 90:
        return image
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=page.quality)
    return Image.open(buffer)


def _write_single(page: DamagedPage, path: Path, draw: Random) -> None:
    resolution = {"dpi": (page.dpi, page.dpi)} if page.dpi else {}
    if path.suffix == ".png":
        _through_jpeg(page).save(path, "PNG", compress_level=3, **resolution)
    elif path.suffix == ".heic":
        pillow_heif.from_pillow(_image(page)).save(path, quality=min(page.quality, 80))
    elif page.dpi is None and draw.random() < 0.3:
        _write_turned_jpeg(page, path, draw.choice((90, 180, 270)))
    else:
        _image(page).save(path, "JPEG", quality=page.quality, **resolution)


def _write_turned_jpeg(page: DamagedPage, path: Path, turn: int) -> None:
    """As a camera held sideways stores it: turned pixels, and a tag that turns them back."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = ORIENTATION_OF_TURN[turn]
    pixels = np.rot90(page.pixels, turn // 90)
    Image.fromarray(np.ascontiguousarray(pixels)).save(path, "JPEG", quality=page.quality, exif=exif)


def _write_tiff(pages: list[DamagedPage], path: Path, container: str) -> None:
    options: dict[str, str | int] = {"compression": "group4"}
    images = [_image(page) for page in pages]
    if container == "tiff-jpeg":
        options = {"compression": "jpeg", "quality": min(page.quality for page in pages)}
        images = [image.convert("YCbCr") for image in images]  # as red-green-blue it is twice the size
    elif container == "tiff-lzw":
        options = {"compression": "tiff_lzw"}
        images = [_through_jpeg(page) for page in pages]
    first, *rest = images
    dpi = pages[0].dpi or 72
    first.save(path, "TIFF", save_all=True, append_images=rest, dpi=(dpi, dpi), **options)


def _write_pdf(pages: list[DamagedPage], path: Path) -> None:
    first, *rest = [_image(page) for page in pages]
    options = {} if pages[0].bilevel else {"quality": min(page.quality for page in pages)}
    resolution = pages[0].dpi or 300.0
    dates = {"creationDate": CREATED, "modDate": CREATED}
    first.save(path, "PDF", save_all=True, append_images=rest, resolution=resolution, **dates, **options)
