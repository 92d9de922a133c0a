"""Loading pictures: every kind of file becomes the same page, turned and coloured as it is seen."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image as PillowImage
from PIL import ImageCms

from pipeline.load.file import LoadedFile, load_file
from pipeline.load.sniff import sniff_type
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from schemas.errors import (
    EmptyFileError,
    FileTooLargeError,
    MissingFileError,
    NotAFileError,
    OptionError,
    TooManyPagesError,
    TooManyPixelsError,
    UnsupportedTypeError,
)
from schemas.outcome import PageFailure
from tests.files import encoded, marked_picture


@pytest.fixture
def load(tmp_path: Path):
    def write_and_load(data: bytes, limits: Limits | None = None) -> LoadedFile:
        path = tmp_path / "a file.with the wrong ending.docx"
        path.write_bytes(data)
        return load_file(path, limits or Limits())

    return write_and_load


def _only_page(loaded: LoadedFile) -> PageImage:
    (page,) = loaded.pages
    assert isinstance(page, PageImage), page
    return page


def _assert_marked(image: Image, width: int = 60, height: int = 40, tolerance: int = 40) -> None:
    assert image.shape == (height, width, 3) and image.dtype == np.uint8
    blue, green, red = image[height // 4, width // 4].astype(int)
    assert abs(blue - 20) < tolerance and abs(green - 20) < tolerance and abs(red - 160) < tolerance
    below, right = height * 3 // 4, width * 3 // 4
    for y, x in ((height // 4, right), (below, width // 4), (below, right)):
        assert image[y, x].min() > 255 - tolerance


@pytest.mark.parametrize(
    ("file_format", "media_type", "options"),
    [
        ("PNG", "image/png", {}),
        ("BMP", "image/bmp", {}),
        ("WEBP", "image/webp", {"lossless": True}),
        ("JPEG", "image/jpeg", {"quality": 95}),
        ("JPEG", "image/jpeg", {"quality": 95, "progressive": True}),
        ("TIFF", "image/tiff", {"compression": "tiff_lzw"}),
        ("TIFF", "image/tiff", {"compression": "tiff_adobe_deflate"}),
        ("TIFF", "image/tiff", {"compression": "jpeg", "quality": 95}),
        ("TIFF", "image/tiff", {}),
    ],
)
def test_every_format_gives_the_same_page(load, file_format: str, media_type: str, options: dict) -> None:
    loaded = load(encoded(marked_picture(), file_format, **options))
    assert (loaded.media_type, loaded.page_count) == (media_type, 1)
    _assert_marked(_only_page(loaded).image)


def test_heic_turned_by_the_camera(load) -> None:
    exif = PillowImage.Exif()
    exif[274] = 6
    heif = pillow_heif.from_pillow(marked_picture(64, 64))
    buffer = io.BytesIO()
    heif.save(buffer, quality=-1, exif=exif.tobytes())
    image = _only_page(load(buffer.getvalue())).image
    assert image[16, 48, 2] < 200 and image[16, 48, 0] < 80  # the mark has turned to the top right
    assert image[16, 16].min() > 215 and image[48, 16].min() > 215


_UNTURN = {
    1: None,
    2: PillowImage.Transpose.FLIP_LEFT_RIGHT,
    3: PillowImage.Transpose.ROTATE_180,
    4: PillowImage.Transpose.FLIP_TOP_BOTTOM,
    5: PillowImage.Transpose.TRANSPOSE,
    6: PillowImage.Transpose.ROTATE_90,
    7: PillowImage.Transpose.TRANSVERSE,
    8: PillowImage.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF", "WEBP", "PNG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_once(load, file_format: str, orientation: int) -> None:
    stored = marked_picture()
    if (unturn := _UNTURN[orientation]) is not None:
        stored = stored.transpose(unturn)
    exif = PillowImage.Exif()
    exif[274] = orientation
    options = {"JPEG": {"quality": 95}, "TIFF": {"compression": "tiff_lzw"}}.get(file_format, {})
    _assert_marked(_only_page(load(encoded(stored, file_format, exif=exif, **options))).image)


def test_palette_and_one_bit_and_grey(load) -> None:
    palette = marked_picture().convert("P", palette=PillowImage.Palette.ADAPTIVE)
    _assert_marked(_only_page(load(encoded(palette, "PNG"))).image)
    bits = marked_picture().convert("1", dither=PillowImage.Dither.NONE)
    one_bit = _only_page(load(encoded(bits, "PNG"))).image
    assert set(np.unique(one_bit)) == {0, 255} and one_bit[10, 10, 0] == 0
    grey = _only_page(load(encoded(marked_picture().convert("L"), "PNG"))).image
    assert 40 < grey[10, 10, 0] < 90 and grey[30, 50, 0] == 255


def test_sixteen_bits_are_scaled_and_not_clipped(load) -> None:
    ramp = np.linspace(0, 65535, 256).astype(np.uint16).reshape(1, -1).repeat(4, axis=0)
    for file_format in ("PNG", "TIFF"):
        image = _only_page(load(encoded(PillowImage.fromarray(ramp), file_format))).image
        assert np.abs(image[0, :, 0].astype(int) - np.arange(256)).max() <= 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparent_paper_is_white(load, mode: str) -> None:
    image = PillowImage.new("RGBA", (20, 10), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 10, 10))
    if mode == "PA":
        data = encoded(image.convert("P"), "PNG", transparency=image.convert("P").getpixel((15, 5)))
    else:
        data = encoded(image.convert(mode), "PNG")
    pixels = _only_page(load(data)).image
    assert pixels[5, 15].min() == 255
    assert mode == "PA" or pixels[5, 5].max() == 0


def test_cmyk_with_and_without_a_sound_profile(load) -> None:
    cmyk = marked_picture().convert("CMYK")
    broken = encoded(cmyk, "TIFF", compression="tiff_lzw", icc_profile=b"not a profile")
    rgb_profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain, profiled = encoded(cmyk, "TIFF"), encoded(cmyk, "TIFF", icc_profile=rgb_profile)
    for data in (plain, broken, profiled, encoded(cmyk, "JPEG", quality=95)):
        _assert_marked(_only_page(load(data)).image)


def test_resolution_as_the_file_says(load) -> None:
    assert _only_page(load(encoded(marked_picture(), "JPEG", dpi=(300, 300)))).dpi == pytest.approx(300)
    assert _only_page(load(encoded(marked_picture(), "PNG"))).dpi is None
    assert _only_page(load(encoded(marked_picture(), "JPEG", dpi=(1, 1)))).dpi is None


def test_fax_pixels_become_square(load) -> None:
    page = marked_picture(204, 98).convert("1", dither=PillowImage.Dither.NONE)
    loaded = _only_page(load(encoded(page, "TIFF", compression="group4", dpi=(204, 98))))
    assert loaded.image.shape == (204, 204, 3) and loaded.dpi == pytest.approx(204)
    assert loaded.image[50, 50, 0] < 50 and loaded.image[150, 50, 0] > 200


def _stack(*pages: PillowImage.Image, **options: object) -> bytes:
    return encoded(pages[0], "TIFF", save_all=True, append_images=list(pages[1:]), **options)


def test_a_stack_of_pages_of_different_kinds(load) -> None:
    grey, bits = marked_picture().convert("L"), marked_picture(80, 60).convert("1")
    loaded = load(_stack(marked_picture(), grey, bits, compression="tiff_lzw"))
    pages = list(loaded.pages)
    assert loaded.page_count == 3
    assert [page.page_no for page in pages] == [1, 2, 3]
    assert [page.image.shape for page in pages] == [(40, 60, 3), (40, 60, 3), (60, 80, 3)]


def test_a_stack_breaks_off_where_it_is_damaged(load) -> None:
    data = bytearray(_stack(marked_picture(), marked_picture(), marked_picture()))
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    (second,) = struct.unpack_from("<I", data, first + 2 + 12 * count)
    (count,) = struct.unpack_from("<H", data, second)
    struct.pack_into("<I", data, second + 2 + 12 * count, len(data) - 3)  # the third page is nowhere
    loaded = load(bytes(data))
    pages = list(loaded.pages)
    assert [type(page) for page in pages] == [PageImage, PageImage, PageFailure]
    assert loaded.page_count == 3 and pages[2].code == "damaged"


def test_a_damaged_page_of_a_stack_does_not_take_the_others(load) -> None:
    data = bytearray(_stack(*(marked_picture() for _ in range(3)), compression="tiff_adobe_deflate"))
    with PillowImage.open(io.BytesIO(bytes(data))) as tiff:
        tiff.seek(1)
        (offset,) = tiff.tag_v2[273]
    data[offset : offset + 4] = b"\0\0\0\0"
    pages = list(load(bytes(data)).pages)
    assert [type(page) for page in pages] == [PageImage, PageFailure, PageImage]


@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x55"])
def test_a_damaged_fax_is_not_half_read(load, fill: bytes) -> None:
    noise = np.random.default_rng(1).integers(0, 2, (400, 600), dtype=np.uint8) * 255
    data = bytearray(encoded(PillowImage.fromarray(noise).convert("1"), "TIFF", compression="group4"))
    middle = len(data) // 2
    data[middle : middle + 200] = fill * 200
    (page,) = load(bytes(data)).pages
    assert isinstance(page, PageFailure) and page.code == "damaged"


def test_padding_after_a_fax_is_no_damage(load) -> None:
    page = marked_picture(204, 98).convert("1", dither=PillowImage.Dither.NONE)
    data = bytearray(encoded(page, "TIFF", compression="group4"))
    with PillowImage.open(io.BytesIO(bytes(data))) as tiff:
        (offset,), (size,) = tiff.tag_v2[273], tiff.tag_v2[279]
    (first,) = struct.unpack_from("<I", data, 4)
    strip = bytes(data[offset : offset + size]) + bytes(64)
    for at in range(first + 2, first + 2 + 12 * struct.unpack_from("<H", data, first)[0], 12):
        (tag,) = struct.unpack_from("<H", data, at)
        if tag in (273, 279):
            struct.pack_into("<HHII", data, at, tag, 4, 1, len(data) if tag == 273 else len(strip))
    assert isinstance(next(load(bytes(data) + strip).pages), PageImage)


def test_limits_are_checked_before_decoding(load) -> None:
    few = Limits(max_pixels=60 * 40 - 1)
    for file_format in ("PNG", "JPEG", "BMP", "WEBP"):
        with pytest.raises(TooManyPixelsError, match="60 × 40"):
            load(encoded(marked_picture(), file_format), few)
    (page,) = load(encoded(marked_picture(), "TIFF"), few).pages
    assert isinstance(page, PageFailure) and page.code == "too_many_pixels"
    with pytest.raises(TooManyPagesError):
        load(_stack(*(marked_picture() for _ in range(3))), Limits(max_pages=2))
    with pytest.raises(FileTooLargeError):
        load(b"x" * 101, Limits(max_file_bytes=100))
    with pytest.raises(OptionError, match="max_pages"):
        Limits(max_pages=0)
    with pytest.raises(OptionError, match="max_ratio"):
        Limits(max_ratio=float("nan"))


def test_what_is_no_file(tmp_path: Path) -> None:
    limits = Limits()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, error in (
        (tmp_path, NotAFileError),
        (tmp_path / "pipe", NotAFileError),
        (Path("/dev/zero"), NotAFileError),
        (tmp_path / "nothing", MissingFileError),
        (tmp_path / "a\0b", MissingFileError),
    ):
        with pytest.raises(error):
            load_file(path, limits)
    (tmp_path / "empty").touch()
    with pytest.raises(EmptyFileError):
        load_file(tmp_path / "empty", limits)
    with pytest.raises(UnsupportedTypeError):
        (tmp_path / "page.pdf").write_text("<html>", encoding="utf-8")
        load_file(tmp_path / "page.pdf", limits)


def test_a_link_to_a_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(encoded(marked_picture(), "PNG"))
    (tmp_path / "link").symlink_to(tmp_path / "real")
    first, second = (load_file(tmp_path / name, Limits()) for name in ("real", "link"))
    assert first.sha256 == second.sha256 and len(first.sha256) == 64
    assert first.size == (tmp_path / "real").stat().st_size


def test_types_by_content() -> None:
    assert sniff_type(b"\0" * 1000 + b"%PDF-1.4") == "application/pdf"
    assert sniff_type(b"PK\x03\x04") == "application/zip"  # its parts tell whether it is an OFD
    assert sniff_type(b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic\0\0\0\0") == "image/heif"
    for head in (b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", b"GIF89a", b"BMW is no bitmap at all"):
        with pytest.raises(UnsupportedTypeError):
            sniff_type(head)
