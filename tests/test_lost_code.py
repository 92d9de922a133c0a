"""Pictures and pages of which a part was lost on the way: decoders go on without a word, licet tells."""

from __future__ import annotations

import base64
import io
import re
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.load.file import load_file
from pipeline.load.pdf_streams import check_streams
from pipeline.options import Limits
from schemas.errors import TruncatedError
from schemas.outcome import PageFailure
from schemas.page import Carried
from tests.files import encoded

SIZES, ROWS = 279, 64


def speckled(width: int = 320, height: int = 512) -> Image.Image:
    return Image.fromarray(np.random.default_rng(7).integers(0, 255, (height, width, 3), np.uint8))


def codes(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "scan"
    path.write_bytes(data)
    try:
        pages = list(load_file(path, Limits()).pages)
    except TruncatedError as error:
        return [error.code]
    return [page.code if isinstance(page, PageFailure) else "whole" for page in pages]


def test_a_stretch_of_a_jpeg_that_a_bad_sector_blanks_is_told(tmp_path: Path) -> None:
    for options in ({}, {"restart_marker_rows": 1}, {"progressive": True}):
        data = encoded(speckled(), "JPEG", quality=90, **options)
        assert codes(tmp_path, data) == ["whole"]
        middle = len(data) // 2
        assert codes(tmp_path, data[:middle] + bytes(4096) + data[middle + 4096 :]) == ["damaged"]


def test_bytes_before_a_mark_as_some_cameras_leave_are_no_damage(tmp_path: Path) -> None:
    data = encoded(speckled(), "JPEG", quality=90)
    assert codes(tmp_path, data[:-2] + b"\x12\x34" + data[-2:]) == ["whole"]


def in_strips(compression: str) -> bytes:
    return encoded(speckled(), "TIFF", compression=compression, tiffinfo={278: ROWS})


def first_of(data: bytes, tag: int) -> tuple[int, int]:
    """Where the first value of a tag of several long values stands, and what it is."""
    directory = int.from_bytes(data[4:8], "little")
    (count,) = struct.unpack_from("<H", data, directory)
    for at in range(directory + 2, directory + 2 + 12 * count, 12):
        number, kind, _, value = struct.unpack_from("<HHII", data, at)
        if number == tag:
            return value, struct.unpack_from("<H" if kind == 3 else "<I", data, value)[0]
    raise AssertionError(tag)


@pytest.mark.parametrize("compression", ["raw", "tiff_adobe_deflate", "jpeg", "tiff_lzw", "packbits"])
def test_a_page_in_strips_is_whole(tmp_path: Path, compression: str) -> None:
    assert codes(tmp_path, in_strips(compression)) == ["whole"]


@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize("compression", ["raw", "tiff_adobe_deflate", "jpeg"])
def test_a_strip_that_is_shorter_than_its_rows_is_told(tmp_path: Path, compression: str, size: int) -> None:
    data = bytearray(in_strips(compression))
    place, _ = first_of(bytes(data), SIZES)
    struct.pack_into("<I", data, place, size)
    assert codes(tmp_path, bytes(data)) == ["damaged"]


@pytest.mark.parametrize("compression", ["tiff_adobe_deflate", "jpeg"])
def test_a_strip_whose_code_is_damaged_is_told(tmp_path: Path, compression: str) -> None:
    data = bytearray(in_strips(compression))
    place, _ = first_of(bytes(data), 273)
    start, size = struct.unpack_from("<I", data, place)[0], first_of(bytes(data), SIZES)[1]
    data[start + size // 3 : start + size // 2] = bytes(size // 2 - size // 3)
    assert codes(tmp_path, bytes(data)) == ["damaged"]


def page_of(content: bytes) -> bytes:
    """A PDF of one page that is drawn by this packed content."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, start=1):
        out.write(b"%d 0 obj%s endobj\n" % (number, part))
    out.write(b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")
    return out.getvalue()


DRAWN = b"".join(b"%d 10 m %d 190 l S\n" % (x, x * 7 % 290) for x in range(10, 290))
PACKED = zlib.compress(DRAWN)
FLIPPED = PACKED[:900] + bytes([PACKED[900] ^ 0x55]) + PACKED[901:]


@pytest.mark.parametrize(
    ("content", "told"),
    [(PACKED, False), (PACKED[:-4], False), (PACKED[: len(PACKED) // 2], True), (FLIPPED, True)],
    ids=["whole", "without its sum", "cut", "another byte"],
)
def test_what_draws_a_pdf_page_and_is_damaged_is_told(tmp_path: Path, content: bytes, told: bool) -> None:
    data = page_of(content)
    assert check_streams(data, Limits()) is told
    (tmp_path / "a.pdf").write_bytes(data)
    assert (Carried.DAMAGE in load_file(tmp_path / "a.pdf", Limits()).carried) is told


def test_an_encrypted_file_is_not_damaged_for_that(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(page_of(PACKED))) as document:
        document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    assert re.search(rb"/Encrypt\b", (tmp_path / "a.pdf").read_bytes())
    assert load_file(tmp_path / "a.pdf", Limits()).carried == (Carried.ENCRYPTION,)


def test_code_that_is_written_in_letters_is_not_damaged_for_that() -> None:
    letters = base64.a85encode(PACKED) + b"~>"
    data = page_of(letters).replace(b"/Filter/FlateDecode", b"/Filter[/ASCII85Decode/FlateDecode]")
    assert not check_streams(data, Limits())
